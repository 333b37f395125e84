"""Ways to one threshold side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import exp
from typing import Any, Final

import numpy as np

from jamn.pay.remedy.case import Case, case
from jamn.pay.remedy.persons import Persons, persons
from jamn.pay.remedy.raises import Remedy, cheapest, told
from jamn.pay.remedy.rules import CAP, CATEGORY_THRESHOLD, FEWEST, OutOfReach, Rules
from jamn.pay.terms import Term

CHEAPEST: Final = "cheapest"
BELOW_PREDICTED: Final = "cheapest, never above the predicted pay"
SAME_PERCENTAGE: Final = "the same percentage to every woman"


@dataclass(frozen=True, slots=True)
class Strategies:
    """The strategies that reach the threshold, in their order, and why the others do not, by name.

    A simulation: the cheapest is not the fairest. It spends the money where the model's figure moves most.
    """

    remedies: tuple[Remedy, ...]
    out_of_reach: dict[str, OutOfReach]

    def rows(self) -> Iterator[dict[str, Any]]:
        """A row for each, with what it costs more than the cheapest; None in those out of reach."""
        costs = [remedy.cost for remedy in self.remedies]
        for remedy in self.remedies:
            yield {
                "strategy": remedy.name,
                "cost": remedy.cost,
                "share": remedy.share,
                "more_than_cheapest": remedy.cost - min(costs),
                "raised": remedy.raised,
                "largest": remedy.largest,
                "gap_after": remedy.gap_after,
            }
        for name, why in self.out_of_reach.items():
            nothing = dict.fromkeys(("cost", "share", "more_than_cheapest", "raised", "largest"))
            yield {"strategy": name, **nothing, "gap_after": why.reachable if why.rule == "adjusted gap" else None}

    def __str__(self) -> str:
        lines = [f"{remedy.name}: {remedy}" for remedy in self.remedies]
        return "\n".join([*lines, *(f"{name}: {why}" for name, why in self.out_of_reach.items())])


def strategies(
    data: Any,
    pay: str,
    sex: str,
    controls: Sequence[Term] = (),
    *,
    threshold: float,
    cap: float | None = CAP,
    most: float | None = None,
    steps: float | None = None,
    least: float | None = None,
    category: str | None = None,
    category_threshold: float = CATEGORY_THRESHOLD,
    fewest: int = FEWEST,
    cost: str | None = None,
    person: str | None = None,
    woman: Any = "F",
    man: Any = "M",
    absorb: str | None = None,
) -> Strategies:
    """Three ways to one threshold: the cheapest under caps, the same with nobody above what the model says of a man,
    and the same percentage to every woman, which knows no caps and no steps.

    The arguments are those of `cheapest_raises`, and so is what it raises, but that a strategy out of reach is told of.
    """
    rules = Rules(
        threshold=threshold,
        cap=cap,
        most=most,
        steps=steps,
        least=least,
        category_threshold=category_threshold if category else None,
        fewest=fewest,
    )
    there = persons(
        data,
        pay,
        sex,
        controls,
        woman=woman,
        man=man,
        absorb=absorb,
        cost=cost,
        category=category,
        person=person,
    )
    remedies, out_of_reach = [], {}
    for name, own in ((CHEAPEST, rules), (BELOW_PREDICTED, replace(rules, only_below_predicted=True))):
        try:
            remedies.append(cheapest(case(there, own), name))
        except OutOfReach as why:
            out_of_reach[name] = why
    remedies.append(_same_percentage(there, rules))
    return Strategies(tuple(remedies), out_of_reach)


def _same_percentage(there: Persons, rules: Rules) -> Remedy:
    """What every woman must have so that all thresholds are kept. A woman's weights sum to 1, by their definition."""
    without = replace(rules, cap=None, most=None, steps=None, least=None)
    asked: Case = case(there, without)
    factors = [1.0, exp(asked.need(rules.threshold or 0.0))]
    if asked.categories is not None:
        factors += (1 + asked.categories.missing(there.pay) / asked.categories.sums(there.pay, there.women)).tolist()
    raises = np.where(there.women, there.pay * (max(factors) - 1), 0.0)
    return told(asked, raises, SAME_PERCENTAGE, bound=None, method=SAME_PERCENTAGE)
