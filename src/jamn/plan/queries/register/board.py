"""The register as a board: a column for each status, a card for each measure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from jamn.plan.models import ActionPlan, Measure, Status
from jamn.plan.queries.access import is_carried_on
from jamn.plan.queries.register.filters import Filters
from jamn.plan.queries.register.rows import ordering, rows_of

MOST_CARDS: Final = 20
"""How many cards a column shows; the rest stand in the table."""


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A status, how many measures have it, and the first of them."""

    status: str
    count: int
    measures: tuple[Measure, ...]

    @property
    def more(self) -> int:
        """How many do not stand on the board."""
        return self.count - len(self.measures)


def board(
    measures: QuerySet[Measure], filters: Filters, order: str = "", plans: Iterable[ActionPlan] = ()
) -> tuple[BoardColumn, ...]:
    """The columns of the measures that are looked for, in the order of statuses. Two queries and those of `rows_of`.

    What is carried on in a later plan is not on the board: it stands there as the later plan's.
    """
    found = filters.apply(measures).filter(~is_carried_on()).order_by()
    counted = dict(found.values_list("status").annotate(Count("pk")))
    place = Window(RowNumber(), partition_by=F("status"), order_by=list(ordering(order)))
    keys = (
        found.annotate(place=place)
        .filter(place__lte=MOST_CARDS)
        .order_by("status", "place")
        .values_list("pk", flat=True)
    )
    rows = rows_of(list(keys), ("responsible",), plans)
    return tuple(
        BoardColumn(status, counted.get(status, 0), tuple(row for row in rows if row.status == status))
        for status in Status.values
    )
