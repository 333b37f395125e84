"""The rules that raises keep, and what is said when they cannot be kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

CAP: Final = 0.10
"""The largest raise of a person, as a share of their pay. Without one the cheapest answer is a few absurd raises."""
CATEGORY_THRESHOLD: Final = 0.05
"""How far women's mean pay may be under men's in a category: directive (EU) 2023/970, article 10 (1) (a)."""

FEWEST: Final = 5
"""Fewer of a sex than this make no rule of a category: one person's pay would set it."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What was asked for. Thresholds and `cap` are shares (0.01 is one per cent), amounts in the unit of pay.

    `threshold` is of the adjusted gap (None: no rule on it), `category_threshold` of each category that has `fewest`
    women and as many men (None: no rule). `most` is the largest raise as an amount, `steps` what every raise is a
    multiple of, `least` the smallest raise. `budget` is in the unit of the cost. Nobody is ever paid less than before.

    Raises `ValueError` for rules that make no sense.
    """

    threshold: float | None = None
    cap: float | None = CAP
    most: float | None = None
    only_below_predicted: bool = False
    steps: float | None = None
    least: float | None = None
    budget: float | None = None
    category_threshold: float | None = None
    fewest: int = FEWEST

    def __post_init__(self) -> None:
        for name in ("cap", "most", "budget"):
            value = getattr(self, name)
            if value is not None and not value >= 0:
                raise ValueError(f"{name} is {value}: it cannot be below nothing")
        if self.steps is not None and not self.steps > 0:
            raise ValueError(f"steps of {self.steps} are none: give the kroner that raises are multiples of")
        if self.least is not None and self.steps is None:
            raise ValueError("a least raise needs steps: give the kroner that raises are multiples of")
        for name in ("threshold", "category_threshold"):
            value = getattr(self, name)
            if value is not None and not value < 1:
                raise ValueError(f"{name} is {value}: it is a share, 0.05 is five per cent")
        if self.fewest < 1:
            raise ValueError(f"fewest is {self.fewest}: a category needs somebody of each sex for its rule")
        if self.threshold is None and self.category_threshold is None and self.budget is None:
            raise ValueError("nothing is asked for: give a threshold, a category or a budget")

    @property
    def of_the_gap(self) -> bool:
        """Whether the adjusted gap has a part in them."""
        return self.threshold is not None or self.budget is not None


class OutOfReach(ValueError):
    """A rule that cannot be met, even with every raise that the others allow. The message says it in words.

    `rule` is ``adjusted gap``, ``category`` or ``budget``. `reachable` is the least gap that can be had, as a share of
    men's pay (None where a budget does not even do for the categories), `categories` the least gap of each category
    that stays over its threshold, and `needed` what all the other rules cost, where the budget is too small for them.
    """

    def __init__(
        self,
        message: str,
        *,
        rule: str,
        reachable: float | None,
        categories: Mapping[Any, float] | None = None,
        needed: float | None = None,
    ) -> None:
        super().__init__(message)
        self.rule, self.reachable, self.needed = rule, reachable, needed
        self.categories = dict(categories or {})


def gap_out_of_reach(reachable: float) -> OutOfReach:
    """The adjusted gap cannot come under its threshold."""
    message = f"within these rules the adjusted gap cannot come below {100 * reachable:.2f} %"
    return OutOfReach(message, rule="adjusted gap", reachable=reachable)


def categories_out_of_reach(gaps: Mapping[Any, float], threshold: float) -> OutOfReach:
    """Some categories cannot come under their threshold."""
    worst, gap = max(gaps.items(), key=lambda item: item[1])
    others = f", and so with {len(gaps) - 1} more" if len(gaps) > 1 else ""
    message = (
        f"within these rules women's mean pay in category {worst} cannot come nearer than {100 * gap:.2f} % under "
        f"men's, where {100 * threshold:.2f} % is the most{others}"
    )
    return OutOfReach(message, rule="category", reachable=gap, categories=gaps)


def budget_out_of_reach(needed: float, budget: float, reachable: float | None) -> OutOfReach:
    """The other rules cost more than the budget."""
    message = f"the cheapest raises within the other rules cost {needed:,.0f}, and the budget is {budget:,.0f}"
    if reachable is not None:
        message += f": with it the adjusted gap can come down to {100 * reachable:.2f} %"
    return OutOfReach(message, rule="budget", reachable=reachable, needed=needed)
