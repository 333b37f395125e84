"""Raises that bring women's pay up to a threshold: the cheapest, their cost curve, strategies side by side.

A simulation on a model. It tells what a threshold costs under rules, not who should have what: the money that is best
spent by the model goes to those whose pay weighs most in it, which is no merit of theirs.
"""

from jamn.pay.remedy.categories import CategoryGap
from jamn.pay.remedy.curve import CostCurve, Point, cost_curve
from jamn.pay.remedy.neutral import neutral_raises
from jamn.pay.remedy.raises import Remedy, cheapest_raises
from jamn.pay.remedy.rules import CAP, CATEGORY_THRESHOLD, FEWEST, OutOfReach, Rules
from jamn.pay.remedy.strategies import Strategies, strategies

__all__ = [
    "CAP",
    "CATEGORY_THRESHOLD",
    "FEWEST",
    "CategoryGap",
    "CostCurve",
    "OutOfReach",
    "Point",
    "Remedy",
    "Rules",
    "Strategies",
    "cheapest_raises",
    "cost_curve",
    "neutral_raises",
    "strategies",
]
