"""The register's selection as a sheet: the measures that are looked for, with the columns that are shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jamn.documents.publication import Cell, Column, Facts, Publication, Table
from jamn.plan.models import ActionPlan, Measure
from jamn.plan.queries.register.columns import SHOWABLE, SHOWN, Reader
from jamn.plan.queries.register.filters import Filters
from jamn.plan.queries.register.rows import ordering, rows_of

MOST_ROWS: Final = 20_000
"""How many measures a sheet holds; the rest must be asked for by other filters."""
_WIDE: Final = 3.0
_WIDTHS: Final = {"risk": _WIDE, "goal": _WIDE, "result": _WIDE, "method": 2.0, "follow_up": 2.0, "plan": 2.0}


def sheet(
    measures: QuerySet[Measure],
    filters: Filters,
    order: str = "",
    *,
    columns: Collection[str] = SHOWN,
    plans: Iterable[ActionPlan] = (),
    looked_for: Sequence[str] = (),
) -> Publication:
    """The measures that are looked for, sorted, as a table to be written. The first `MOST_ROWS` of them.

    `measures`, `order`, `columns` and `plans` as for `register`; `looked_for` are the filters in words. As many queries
    whatever the number of measures.
    """
    keys = filters.apply(measures).order_by(*ordering(order)).values_list("pk", flat=True)[: MOST_ROWS + 1]
    found = rows_of(list(keys), columns, plans)
    rows, reader = found[:MOST_ROWS], Reader()
    heads = Column(_("Measure"), _WIDE), *(_head(name) for name in columns)
    cells = tuple(
        (Cell(row.name, heading=True), *(Cell(SHOWABLE[name].words(row, reader)) for name in columns)) for row in rows
    )
    number = f"{len(rows)}" if len(found) == len(rows) else _("the first %(number)s") % {"number": len(rows)}
    about = ((_("Measures"), number), *(((_("Filters that are on"), "\n".join(looked_for)),) if looked_for else ()))
    table = Table(_("Measures"), heads, cells, wide=True)
    return Publication(title=_("Measures"), language=get_language() or "en", blocks=(Facts(about), table))


def _head(name: str) -> Column:
    return Column(str(SHOWABLE[name].label), _WIDTHS.get(name, 1.0), numeric=SHOWABLE[name].numeric)
