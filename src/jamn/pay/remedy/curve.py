"""What each threshold costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np

from jamn.pay.remedy.case import ROUNDING, Case, Way, case
from jamn.pay.remedy.persons import persons
from jamn.pay.remedy.rules import CAP, CATEGORY_THRESHOLD, FEWEST, Rules
from jamn.pay.terms import Term

POINTS: Final = 11


@dataclass(frozen=True, slots=True)
class Point:
    """The cheapest raises for one threshold of the adjusted gap. None where it is out of reach.

    `cost` is in the unit of pay times that of the costs, `share` of the payroll; `largest` is a share of one's pay.
    """

    threshold: float
    cost: float | None
    share: float | None
    raised: int | None
    largest: float | None


@dataclass(frozen=True, slots=True)
class CostCurve:
    """The cost of thresholds, in the order that they were asked for: a simulation, as the raises are.

    `gap` is the adjusted gap as it is, `reachable` the least that it can become within the rules.
    """

    points: tuple[Point, ...]
    gap: float
    reachable: float
    payroll: float
    n: int
    rules: Rules
    left_out: dict[str, int]
    method: str = "the cheapest raises for each threshold, on one model"

    def rows(self) -> Iterator[dict[str, Any]]:
        """A row for each threshold."""
        for point in self.points:
            yield asdict(point)

    def __str__(self) -> str:
        reached = [(100 * each.threshold, 100 * each.share) for each in self.points if each.share is not None]
        told = [f"{threshold:.2f} %: {share:.3f} %" for threshold, share in reached]
        return f"threshold and cost in % of the payroll, from {100 * self.gap:.2f} %: {'; '.join(told)}"


def cost_curve(
    data: Any,
    pay: str,
    sex: str,
    controls: Sequence[Term] = (),
    *,
    thresholds: Sequence[float] | None = None,
    cap: float | None = CAP,
    most: float | None = None,
    only_below_predicted: bool = False,
    steps: float | None = None,
    least: float | None = None,
    category: str | None = None,
    category_threshold: float = CATEGORY_THRESHOLD,
    fewest: int = FEWEST,
    cost: str | None = None,
    woman: Any = "F",
    man: Any = "M",
    absorb: str | None = None,
) -> CostCurve:
    """What the cheapest raises cost for each of some thresholds of the adjusted gap, under rules alike.

    The model is solved once. `thresholds` are eleven from the gap as it is down to none, when None. The rules are those
    of `cheapest_raises`. Raises as it does, but a threshold out of reach is a point without cost.
    """
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
    )
    gap = there.gap(there.pay) or 0.0
    asked_for = np.linspace(max(gap, 0.0), 0.0, POINTS).tolist() if thresholds is None else list(thresholds)
    rules = Rules(
        threshold=min(asked_for, default=None),
        cap=cap,
        most=most,
        only_below_predicted=only_below_predicted,
        steps=steps,
        least=least,
        category_threshold=category_threshold if category else None,
        fewest=fewest,
    )
    asked = case(there, rules)
    way = asked.way()
    reachable = asked.gap(way.full.raises)
    return CostCurve(
        points=tuple(_point(asked, way, threshold, reachable) for threshold in asked_for),
        gap=gap,
        reachable=reachable,
        payroll=there.cost(there.pay),
        n=len(there.pay),
        rules=rules,
        left_out=there.left_out,
    )


def _point(asked: Case, way: Way, threshold: float, reachable: float) -> Point:
    if reachable > threshold + ROUNDING:
        return Point(threshold, None, None, None, None)
    raises = way.gaining(asked.need(threshold)).raises
    cost = asked.task.cost(raises)
    return Point(
        threshold=threshold,
        cost=cost,
        share=cost / asked.persons.cost(asked.persons.pay),
        raised=int((raises > 0).sum()),
        largest=float((raises / asked.task.pay).max(initial=0.0)),
    )
