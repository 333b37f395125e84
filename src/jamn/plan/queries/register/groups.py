"""The register in groups: by area of the law, by those responsible, by unit, status or focus area.

A measure of two areas stands in both groups, as it does in the plans themselves. What is parted into pages is therefore
lines (a measure in a group), not measures: a page always holds as many lines as asked for, and a group that is cut goes
on at the top of the next page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, IntegerField, OrderBy, QuerySet, Value, When
from django.db.models.functions import Lower
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from jamn.plan.models import ActionPlan, Measure, Status
from jamn.plan.queries.register.columns import SHOWN
from jamn.plan.queries.register.filters import Filters
from jamn.plan.queries.register.rows import PAGE_SIZES, ordering, rows_of
from jamn.plan.queries.terms import term_names


@dataclass(frozen=True, slots=True)
class Grouping:
    """What tells the groups apart, what they are called, and what they stand in order by: names of columns."""

    key: str
    label: str
    order: tuple[OrderBy, ...]


def _as_listed(column: str, keys: Sequence[str]) -> OrderBy:
    """In the order of `keys`, all else behind them."""
    places = (When(**{column: key}, then=place) for place, key in enumerate(keys))
    return Case(*places, default=Value(len(keys)), output_field=IntegerField()).asc()


_BY_NAME: Final = Lower("responsibles__name").asc(nulls_last=True)
GROUPINGS: Final[dict[str, Grouping]] = {
    "area": Grouping("areas__area", "areas__area", ()),
    "responsible": Grouping("responsibles__name", "responsibles__name", (_BY_NAME, F("responsibles__name").asc())),
    "unit": Grouping("plan__unit", "plan__unit__name", (F("plan__unit__path").asc(),)),
    "status": Grouping("status", "status", (_as_listed("status", Status.values),)),
    "focus_area": Grouping(
        "focus_area",
        "focus_area__title",
        (
            F("focus_area__plan").desc(nulls_last=True),
            F("focus_area__position").asc(),
            F("focus_area").asc(),
        ),
    ),
}
"""What the register may be grouped by."""


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of a group that stand on this page. `count` is how many it has on all pages."""

    label: str
    count: int
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Grouped:
    """A page of lines, its groups, and how many measures they are of, each counted once."""

    page: Page[Measure]
    groups: tuple[Group, ...]
    hits: int


def grouped(
    measures: QuerySet[Measure],
    filters: Filters,
    by: str,
    order: str = "",
    page: str | int = 1,
    *,
    columns: Collection[str] = SHOWN,
    size: int = PAGE_SIZES[0],
    count: int | None = None,
    plans: Iterable[ActionPlan] = (),
) -> Grouped:
    """A page of the register in groups. `by` is a key of `GROUPINGS`; the rest as for `register`."""
    grouping = GROUPINGS[by]
    found = filters.apply(measures)
    counted = dict(found.order_by().values_list(grouping.key).annotate(Count("pk")))
    lines = found.order_by(*_group_order(by), *ordering(order)).values_list(grouping.key, grouping.label, "pk")
    paginator = Paginator(lines, size)
    paginator.count = sum(counted.values())
    here = paginator.get_page(page)
    shown = list(here.object_list)
    rows = dict(zip((pk for *_, pk in shown), rows_of([pk for *_, pk in shown], columns, plans), strict=True))
    groups = tuple(
        Group(label, counted[key], tuple(rows[pk] for *_, pk in same)) for (key, label), same in _together(by, shown)
    )
    whole: Page[Measure] = Page([rows[pk] for *_, pk in shown], here.number, paginator)
    return Grouped(whole, groups, found.count() if count is None else count)


def _group_order(by: str) -> tuple[OrderBy, ...]:
    if by == "area":
        return (_as_listed("areas__area", tuple(term_names("areas"))), F("areas__area").asc(nulls_last=True))
    return GROUPINGS[by].order


def _together(by: str, lines: Sequence[tuple[Any, ...]]) -> Iterator[tuple[tuple[Any, str], list[tuple[Any, ...]]]]:
    """Key and label of each group, with its lines."""
    names = _names(by)
    for key, same in groupby(lines, key=lambda line: line[0]):
        kept = list(same)
        yield (key, names.get(key, kept[0][1]) or _nameless(by)), kept


def _names(by: str) -> dict[Any, str]:
    if by == "area":
        return {key: capfirst(name) for key, name in term_names("areas").items()}
    return {value: capfirst(str(label)) for value, label in Status.choices} if by == "status" else {}


def _nameless(by: str) -> str:
    """What those are called that have nothing to be grouped by."""
    return {
        "area": _("No area of the law"),
        "responsible": _("Without responsible"),
        "focus_area": _("Without focus area"),
    }.get(by, "")
