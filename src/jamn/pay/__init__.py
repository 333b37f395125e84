"""Statistics of pay by sex, on any dataframe. Knows no law and no Django: thresholds are arguments."""

from jamn.pay import charts
from jamn.pay.adjusted import LOGIB_CONTROLS, AdjustedGap, adjusted_gap, logib
from jamn.pay.audit import TooMuchToAudit
from jamn.pay.bands import Band, Bands, Remainder, quartile_bands
from jamn.pay.cells import Cut
from jamn.pay.checks import Checks, Finding, Kind
from jamn.pay.comparisons import DOMINATED, Comparison, Difference, Job, PayComparisons, compare
from jamn.pay.conventions import (
    CASH,
    COMPONENTS,
    EU,
    HOURS,
    NORWAY_1846,
    NORWAY_1950,
    SWEDEN_165,
    SWEDEN_175,
    UK,
    Hours,
    Period,
)
from jamn.pay.decomposition import REFERENCES, Decomposition, Part, Threefold, Twofold, decompose
from jamn.pay.disclosure import CLOSENESS, LEAST, Layer, Policy
from jamn.pay.engine import ENGINES, on
from jamn.pay.equations import NotEstimable
from jamn.pay.evaluation import (
    MOST_POINTS,
    Banding,
    Evaluation,
    Factor,
    SubFactor,
    banded,
    evaluate,
    points,
    sensitivity,
)
from jamn.pay.groups import Components, Figures, Gaps, Group, NoRatio, components, gaps
from jamn.pay.mapping import PROFILES, PayMapping, Profile, map_pay
from jamn.pay.merging import Merge
from jamn.pay.payroll import MEANINGS, Payroll
from jamn.pay.quartiles import GroupQuartiles, Quartiles, quartiles
from jamn.pay.reading import UnreadablePayroll, read_payroll
from jamn.pay.regression import Errors, Fit, least_squares
from jamn.pay.release import Cell, Release, Table, Why, release
from jamn.pay.remedy import (
    CAP,
    CATEGORY_THRESHOLD,
    FEWEST,
    CategoryGap,
    CostCurve,
    OutOfReach,
    Point,
    Remedy,
    Rules,
    Strategies,
    cheapest_raises,
    cost_curve,
    neutral_raises,
    strategies,
)
from jamn.pay.tallies import Over
from jamn.pay.terminal import printed
from jamn.pay.terms import Category, Is, Number, Product, Term
from jamn.pay.transparency import THRESHOLD, Indicators, Receiving, indicators
from jamn.pay.written import may_be_written, written
from jamn.pay.years import Drift

__all__ = [
    "CAP",
    "CASH",
    "CATEGORY_THRESHOLD",
    "CLOSENESS",
    "COMPONENTS",
    "DOMINATED",
    "ENGINES",
    "EU",
    "FEWEST",
    "HOURS",
    "LEAST",
    "LOGIB_CONTROLS",
    "MEANINGS",
    "MOST_POINTS",
    "NORWAY_1846",
    "NORWAY_1950",
    "PROFILES",
    "REFERENCES",
    "SWEDEN_165",
    "SWEDEN_175",
    "THRESHOLD",
    "UK",
    "AdjustedGap",
    "Band",
    "Banding",
    "Bands",
    "Category",
    "CategoryGap",
    "Cell",
    "Checks",
    "Comparison",
    "Components",
    "CostCurve",
    "Cut",
    "Decomposition",
    "Difference",
    "Drift",
    "Errors",
    "Evaluation",
    "Factor",
    "Figures",
    "Finding",
    "Fit",
    "Gaps",
    "Group",
    "GroupQuartiles",
    "Hours",
    "Indicators",
    "Is",
    "Job",
    "Kind",
    "Layer",
    "Merge",
    "NoRatio",
    "NotEstimable",
    "Number",
    "OutOfReach",
    "Over",
    "Part",
    "PayComparisons",
    "PayMapping",
    "Payroll",
    "Period",
    "Point",
    "Policy",
    "Product",
    "Profile",
    "Quartiles",
    "Receiving",
    "Release",
    "Remainder",
    "Remedy",
    "Rules",
    "Strategies",
    "SubFactor",
    "Table",
    "Term",
    "Threefold",
    "TooMuchToAudit",
    "Twofold",
    "UnreadablePayroll",
    "Why",
    "adjusted_gap",
    "banded",
    "charts",
    "cheapest_raises",
    "compare",
    "components",
    "cost_curve",
    "decompose",
    "evaluate",
    "gaps",
    "indicators",
    "least_squares",
    "logib",
    "map_pay",
    "may_be_written",
    "neutral_raises",
    "on",
    "points",
    "printed",
    "quartile_bands",
    "quartiles",
    "read_payroll",
    "release",
    "sensitivity",
    "strategies",
    "written",
]
