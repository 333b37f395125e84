"""The cheapest raises that bring the adjusted gap under a threshold.

By Frisch, Waugh and Lovell the adjusted gap is b = Σ wᵢ ln pᵢ, where the weights w follow from sex and controls alone.
So the cheapest pay z with Σ wᵢ ln zᵢ ≥ ln(1 − τ) and pᵢ ≤ zᵢ ≤ uᵢ is a convex problem whose optimum is water-filling
(Karush, Kuhn and Tucker): zᵢ = λ wᵢ / cᵢ, not below what is paid nor above the cap, with one λ for all. λ is found by
bisection, and then exactly from those between their bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Any, Final

import numpy as np

from jamn.pay.adjusted import WOMEN
from jamn.pay.frames import columns, complete
from jamn.pay.regression import Regression
from jamn.pay.terms import Floats, Is, Term

CAP: Final = 0.10
"""The largest raise of a person, as a share of their pay. Without one the cheapest answer is a few absurd raises."""
HALVINGS: Final = 200


class OutOfReach(ValueError):
    """Even with every raise that the rules allow the gap stays above the threshold: `reachable` is what it becomes."""

    def __init__(self, reachable: float) -> None:
        super().__init__(f"within these rules the adjusted gap cannot come below {100 * reachable:.2f} %")
        self.reachable = reachable


@dataclass(frozen=True, slots=True)
class Remedy:
    """Raises that bring the adjusted gap to a threshold: what each person gets more, in the order of the used rows.

    `cost` is in the unit of pay times that of the costs; `gap_before` and `gap_after` are shares of men's pay, positive
    where women earn less. It is a reckoning on the model, not an answer to who should have what.
    """

    raises: Floats
    cost: float
    payroll: float
    gap_before: float
    gap_after: float
    raised: int
    largest: float
    source: str = "Water-filling; Frisch, Waugh and Lovell"

    @property
    def share(self) -> float:
        """The cost as a share of the payroll."""
        return self.cost / self.payroll

    def __str__(self) -> str:
        return (
            f"{self.raised} raises of at most {100 * self.largest:.1f} %, {100 * self.share:.3f} % of the payroll, "
            f"bring the adjusted gap from {100 * self.gap_before:.2f} % to {100 * self.gap_after:.2f} %"
        )


@dataclass(frozen=True, slots=True)
class _Asked:
    """Pay, weights and costs of the persons, and how high each may come."""

    pay: Floats
    weights: Floats
    costs: Floats
    caps: Floats

    def filled(self, level: float) -> Floats:
        """What each is paid at a level of the water."""
        risen: Floats = np.clip(level * np.maximum(self.weights, 0) / self.costs, self.pay, self.caps)
        return risen

    def reached(self, pay: Floats) -> float:
        """The adjusted gap in logarithms at some pay."""
        return float(self.weights @ np.log(pay))

    def cheapest(self, need: float) -> Floats:
        """The cheapest pay that reaches a gap. Raises `OutOfReach`."""
        if self.reached(self.pay) >= need:
            return self.pay
        if self.reached(self.caps) < need:
            raise OutOfReach(1 - exp(self.reached(self.caps)))
        rising = self.weights > 0
        low, high = 0.0, float((self.pay[rising] * self.costs[rising] / self.weights[rising]).max())
        while self.reached(self.filled(high)) < need:
            low, high = high, 2 * high
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if self.reached(self.filled(middle)) < need else (low, middle)
            if high - low <= 1e-14 * high:
                break
        return self._exact(self.filled(high), need, high)

    def _exact(self, near: Floats, need: float, level: float) -> Floats:
        """From those between their bounds at a level that is nearly right, the level that is right."""
        between = (self.weights > 0) & (near > self.pay) & (near < self.caps)
        if not between.any():
            return near
        own = self.weights[between]
        rest = self.reached(near) - float(own @ np.log(near[between]))
        exact = exp((need - rest - float(own @ np.log(own / self.costs[between]))) / float(own.sum()))
        return self.filled(exact) if abs(exact - level) <= 1e-9 * level else near


def cheapest_raises(
    data: Any,
    pay: str,
    sex: str,
    controls: Sequence[Term] = (),
    *,
    threshold: float,
    cap: float | None = CAP,
    cost: str | None = None,
    only_below_predicted: bool = False,
    woman: Any = "F",
    man: Any = "M",
    absorb: str | None = None,
) -> Remedy:
    """The cheapest raises, of women alone and nobody down, after which women's adjusted pay is `threshold` under men's.

    `threshold` and `cap` are shares (0.01 is one per cent); `cap` None sets none. `cost` is the column of what a krone
    of pay costs, as the FTE share (1 when None). `only_below_predicted` lets nobody come above what the model says of a
    man.
    Raises `OutOfReach`, and as `adjusted_gap`.
    """
    names = [
        pay,
        sex,
        *(name for term in controls for name in term.columns),
        *(name for name in (absorb, cost) if name),
    ]
    used = complete(columns(data, names), pay, positive=True)
    known = np.isin(used.table[sex], [woman, man])
    table = {name: values[known] for name, values in used.table.items()}
    model = Regression(table, pay, [Is(sex, woman, WOMEN), *controls], log=True, absorb=absorb)
    weights, predicted = model.weights(WOMEN), model.predicted(without=WOMEN)
    paid = np.asarray(table[pay], dtype=np.float64)
    costs = np.asarray(table[cost], dtype=np.float64) if cost else np.ones_like(paid)
    caps = np.full_like(paid, np.inf) if cap is None else paid * (1 + cap)
    if only_below_predicted:
        caps = np.minimum(caps, np.exp(predicted))
    women = table[sex] == woman
    caps = np.where(women & (weights > 0), np.maximum(caps, paid), paid)
    asked = _Asked(paid, weights, costs, caps)
    after = asked.cheapest(log(1 - threshold))
    raises = after - paid
    return Remedy(
        raises=raises,
        cost=float(costs @ raises),
        payroll=float(costs @ paid),
        gap_before=1 - exp(asked.reached(paid)),
        gap_after=1 - exp(asked.reached(after)),
        raised=int((raises > 0).sum()),
        largest=float((raises / paid).max()),
    )
