"""Statistics of pay by sex, on any dataframe. Knows no law and no Django: thresholds are arguments."""

from jamn.pay.adjusted import LOGIB_CONTROLS, AdjustedGap, adjusted_gap, logib
from jamn.pay.bands import Band, Bands, Remainder, quartile_bands
from jamn.pay.comparisons import DOMINATED, Comparison, Difference, Job, PayComparisons, compare
from jamn.pay.decomposition import REFERENCES, Decomposition, Part, Threefold, Twofold, decompose
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
from jamn.pay.groups import Figures, Gaps, Group, NoRatio, Over, gaps
from jamn.pay.regression import Errors, Fit, NotEstimable, least_squares
from jamn.pay.remedy import CAP, OutOfReach, Remedy, cheapest_raises
from jamn.pay.terms import Category, Is, Number, Product, Term
from jamn.pay.transparency import THRESHOLD, Indicators, Receiving, indicators

__all__ = [
    "CAP",
    "DOMINATED",
    "LOGIB_CONTROLS",
    "MOST_POINTS",
    "REFERENCES",
    "THRESHOLD",
    "AdjustedGap",
    "Band",
    "Banding",
    "Bands",
    "Category",
    "Comparison",
    "Decomposition",
    "Difference",
    "Errors",
    "Evaluation",
    "Factor",
    "Figures",
    "Fit",
    "Gaps",
    "Group",
    "Indicators",
    "Is",
    "Job",
    "NoRatio",
    "NotEstimable",
    "Number",
    "OutOfReach",
    "Over",
    "Part",
    "PayComparisons",
    "Product",
    "Receiving",
    "Remainder",
    "Remedy",
    "SubFactor",
    "Term",
    "Threefold",
    "Twofold",
    "adjusted_gap",
    "banded",
    "cheapest_raises",
    "compare",
    "decompose",
    "evaluate",
    "gaps",
    "indicators",
    "least_squares",
    "logib",
    "points",
    "quartile_bands",
    "sensitivity",
]
