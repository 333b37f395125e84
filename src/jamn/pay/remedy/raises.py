"""The cheapest raises that bring women's pay up to a threshold, within rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from jamn.pay.remedy.case import Case, case
from jamn.pay.remedy.categories import CategoryGap
from jamn.pay.remedy.persons import Persons, persons
from jamn.pay.remedy.rules import CAP, CATEGORY_THRESHOLD, FEWEST, Rules
from jamn.pay.terms import Floats, Term

WATER: Final = "the cheapest raises of any amount: water-filling, with a relief in each category"
STEPS: Final = "raises in whole steps, the most gain for a krone first"


@dataclass(frozen=True, slots=True)
class Remedy:
    """Raises under rules, what they cost and what becomes of the gaps: a simulation on a model.

    It does not tell who should have what. `raises`, `paid` (before) and `persons` are of the used rows, in their order,
    and are for those alone who may see each one's pay: they are in `rows`, never in the text. `cost` and `payroll` are
    in the unit of pay times that of the costs. Gaps are shares of men's pay, above nothing where women earn less; None
    where no model was asked for. `raised` is how many are, `largest` the largest raise as a share of their pay.
    `bound` is what no raises under the same rules can cost less than, steps aside (None where a budget decides).
    """

    name: str
    raises: Floats = field(repr=False)
    paid: Floats = field(repr=False)
    persons: npt.NDArray[Any] = field(repr=False)
    cost: float
    payroll: float
    gap_before: float | None
    gap_after: float | None
    categories: tuple[CategoryGap, ...]
    raised: int
    largest: float
    bound: float | None
    rules: Rules
    left_out: dict[str, int]
    method: str = WATER
    source: str = "Frisch and Waugh (1933), Lovell (1963); Karush (1939), Kuhn and Tucker (1951)"

    @property
    def n(self) -> int:
        """How many persons it is made of."""
        return len(self.raises)

    @property
    def share(self) -> float:
        """The cost as a share of the payroll."""
        return self.cost / self.payroll

    @property
    def excess(self) -> float | None:
        """How much it costs over the bound, as a share of it; None without a bound."""
        if self.bound is None:
            return None
        return max(self.cost / self.bound - 1, 0.0) if self.bound else 0.0

    def rows(self) -> Iterator[dict[str, Any]]:
        """A row for each person who is raised: who, pay before, raise, pay after, and the raise in per cent."""
        for place in np.flatnonzero(self.raises > 0).tolist():
            paid, more = float(self.paid[place]), float(self.raises[place])
            who = self.persons[place]
            yield {
                "person": who.item() if isinstance(who, np.generic) else who,
                "before": paid,
                "raise": more,
                "after": paid + more,
                "percent": 100 * more / paid,
            }

    def __str__(self) -> str:
        what = f"{self.raised} raises of at most {100 * self.largest:.1f} %, {100 * self.share:.3f} % of the payroll"
        most = self.rules.category_threshold
        over = sum(most is not None and each.before > most for each in self.categories)
        parts = [f"bring {over} categories under their threshold"] if over else []
        if self.gap_before is not None and self.gap_after is not None:
            parts.append(f"bring the adjusted gap from {100 * self.gap_before:.2f} % to {100 * self.gap_after:.2f} %")
        return f"{what}, {' and '.join(parts) or 'are needed'}"


def cheapest_raises(
    data: Any,
    pay: str,
    sex: str,
    controls: Sequence[Term] = (),
    *,
    threshold: float | None = None,
    cap: float | None = CAP,
    most: float | None = None,
    only_below_predicted: bool = False,
    steps: float | None = None,
    least: float | None = None,
    budget: float | None = None,
    category: str | None = None,
    category_threshold: float = CATEGORY_THRESHOLD,
    fewest: int = FEWEST,
    cost: str | None = None,
    person: str | None = None,
    woman: Any = "F",
    man: Any = "M",
    absorb: str | None = None,
) -> Remedy:
    """The cheapest raises, of women alone and nobody down, after which women's pay is within the thresholds.

    A simulation: what a threshold costs under rules, not who should have what.

    `threshold` is how far women's adjusted pay may be under men's, as a share (0.01 is one per cent; None: no rule).
    `category` is a column in each value of which, given `fewest` women and as many men, women's mean pay may be
    `category_threshold` under men's. A raise is at most the share `cap` of the person's pay (None sets none) and the
    amount `most`; `only_below_predicted` lets nobody come above what the model says of a man. With `steps` raises are
    multiples of so many kroner, and none is smaller than `least`. `budget` is the most that it may cost: without a
    threshold the adjusted gap falls as far as the money does, until there is none.

    `cost` is the column of what a krone of pay costs, as the FTE share (1 when None), `person` that of who it is (the
    row's number when None). Rows with pay of nothing or below are left out and counted.

    Raises `OutOfReach`, `ValueError` for rules that make no sense, and as `adjusted_gap`.
    """
    rules = Rules(
        threshold=threshold,
        cap=cap,
        most=most,
        only_below_predicted=only_below_predicted,
        steps=steps,
        least=least,
        budget=budget,
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
        modelled=rules.of_the_gap or only_below_predicted,
    )
    return cheapest(case(there, rules))


def cheapest(asked: Case, name: str = "cheapest") -> Remedy:
    """The cheapest raises of a case. Raises `OutOfReach`."""
    found = asked.found()
    method = WATER if asked.rules.steps is None else STEPS
    return told(asked, asked.spread(found.raises), name, bound=found.bound, method=method)


def told(asked: Case, raises: Floats, name: str, *, bound: float | None, method: str) -> Remedy:
    """Raises of all persons of a case with what they cost and bring about."""
    there: Persons = asked.persons
    after = there.pay + raises
    return Remedy(
        name=name,
        raises=raises,
        paid=there.pay,
        persons=there.ids,
        cost=there.cost(raises),
        payroll=there.cost(there.pay),
        gap_before=there.gap(there.pay),
        gap_after=there.gap(after),
        categories=asked.categories.told(there.pay, after) if asked.categories else (),
        raised=int((raises > 0).sum()),
        largest=float((raises / there.pay).max()),
        bound=bound,
        rules=asked.rules,
        left_out=there.left_out,
        method=method,
    )
