"""A plan at a glance: how many measures stand where, area by area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count

from jamn.plan.models import ActionPlan, Status
from jamn.plan.queries.access import is_carried_on, is_overdue
from jamn.plan.queries.terms import term_names


@dataclass(frozen=True, slots=True)
class Row:
    """The measures of one area: its key ("" for those of none), its name, how many of each status, and in all."""

    key: str
    name: str
    by_status: tuple[tuple[str, int], ...]
    total: int

    def pieces(self) -> Iterator[tuple[str, int, int]]:
        """The row as a bar as long as its total: status, where its piece begins, its length; empty ones left out."""
        start = 0
        for status, count in self.by_status:
            if count:
                yield status, start, count
            start += count


@dataclass(frozen=True, slots=True)
class Overview:
    """A plan's measures by area and status. A measure of two areas is in both rows, and once in `whole`.

    Those `carried_on` in a later plan keep the status that they had here, and are not late.
    """

    whole: Row
    areas: tuple[Row, ...]
    late: int
    carried_on: int


def overview_of(plan: ActionPlan) -> Overview:
    """The figures of a plan. Two queries."""
    measures = list(plan.measures.order_by().values_list("pk", "status", "areas__area"))
    whole = Counter({pk: status for pk, status, _ in measures}.values())
    by_area: dict[str, Counter[str]] = {}
    for _, status, area in measures:
        by_area.setdefault(area or "", Counter())[status] += 1
    names = term_names("areas", plan.unit.employer.country)
    order = [*(key for key in names if key in by_area), *sorted(by_area.keys() - names.keys() - {""})]
    rows = [_row(key, names.get(key, key), by_area[key]) for key in order]
    if "" in by_area:
        rows.append(_row("", "", by_area[""]))
    figures = plan.measures.aggregate(
        late=Count("pk", filter=is_overdue()), carried_on=Count("pk", filter=is_carried_on())
    )
    return Overview(_row("", "", whole), tuple(rows), **figures)


def _row(key: str, name: str, counted: Counter[str]) -> Row:
    return Row(key, name, tuple((status, counted[status]) for status in Status.values), counted.total())
