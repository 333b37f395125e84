"""The register's rows: sorted, parted into pages, with what their columns show."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, Literal, cast

from django.core.paginator import Page, Paginator
from django.db.models import Case, F, IntegerField, OrderBy, QuerySet, Subquery, Value, When
from django.db.models.expressions import OuterRef
from django.db.models.functions import Coalesce, Lower, NullIf

from jamn.plan.models import ActionPlan, Measure, MeasureArea, MeasureGround, MeasureResult, Responsible, Status
from jamn.plan.queries.access import is_copied
from jamn.plan.queries.register.columns import SHOWABLE, SHOWN, Lists
from jamn.plan.queries.register.filters import Filters

PAGE_SIZES: Final = (50, 100, 500)

_NAME = Lower(Coalesce(NullIf("title", Value("")), "description"))
_PROGRESS = Case(
    *(When(status=status, then=place) for place, status in enumerate(Status.values)), output_field=IntegerField()
)
_IN_ORDER: Final = ("-plan_id", "position", "id")

ORDERS: Final[dict[str, tuple[OrderBy, OrderBy]]] = {
    "title": (_NAME.asc(), _NAME.desc()),
    "area": (
        Lower(NullIf("area", Value(""))).asc(nulls_last=True),
        Lower(NullIf("area", Value(""))).desc(nulls_last=True),
    ),
    "responsible": (
        Lower(NullIf("responsible", Value(""))).asc(nulls_last=True),
        Lower(NullIf("responsible", Value(""))).desc(nulls_last=True),
    ),
    "due": (F("due_on").asc(nulls_last=True), F("due_on").desc(nulls_last=True)),
    "follow_up": (F("follow_up_on").asc(nulls_last=True), F("follow_up_on").desc(nulls_last=True)),
    "status": (_PROGRESS.asc(), _PROGRESS.desc()),
}
"""What the register may be sorted by, up and down. What says nothing comes last both ways."""


def ordering(order: str) -> tuple[str | OrderBy, ...]:
    """What `order_by` takes.

    `order` is a key of `ORDERS`, with a minus before it for downwards; anything else gives the newest plan first, each
    in its own order.
    """
    by = ORDERS.get(order.removeprefix("-"))
    return (by[order.startswith("-")], *_IN_ORDER) if by else _IN_ORDER


def register(
    measures: QuerySet[Measure],
    filters: Filters,
    order: str = "",
    page: str | int = 1,
    *,
    columns: Collection[str] = SHOWN,
    size: int = PAGE_SIZES[0],
    count: int | None = None,
    plans: Iterable[ActionPlan] = (),
) -> Page[Measure]:
    """A page of the measures that are looked for, with all that a row shows.

    `measures` are those that the person may see (`measures_for`). `order` as for `ordering`. A page outside gives the
    nearest. `count` is how many there are, where that is known, and `plans` those of them with unit and employer, where
    they are. Databases sort and skip by the keys alone, and read whole rows for those of the page; where they have to
    look for them, they look once, and what is found is counted here.
    """
    keys = filters.apply(measures).order_by(*ordering(order)).values_list("pk", flat=True)
    paginator: Paginator[int] = Paginator(list(keys) if count is None else keys, size)
    if count is not None:
        paginator.count = count
    found = paginator.get_page(page)
    return Page(rows_of(list(found.object_list), columns, plans), found.number, cast("Paginator[Measure]", paginator))


def rows_of(keys: Sequence[int], columns: Collection[str] = SHOWN, plans: Iterable[ActionPlan] = ()) -> list[Measure]:
    """The measures with these keys, in their order, with what the columns need. The same key gives the same object."""
    needed = {name for column in columns for name in SHOWABLE[column].fetch}
    measures = Measure.objects.filter(pk__in=keys).order_by().defer("search", "source").annotate(copied=is_copied())
    if "reached" in needed:
        measures = measures.annotate(reached=_reached())
    if "risks" in needed:
        measures = measures.prefetch_related("risks")
    if "focus_area" in needed:
        measures = measures.select_related("focus_area")
    found = {measure.pk: measure for measure in measures}
    _give_plans(found.values(), {plan.pk: plan for plan in plans})
    give_lists(found)
    return [found[key] for key in keys if key in found]


def _reached() -> Subquery:
    """The latest number that a result of the measure tells."""
    told = MeasureResult.objects.filter(measure=OuterRef("pk"), actual__isnull=False)
    return Subquery(told.order_by("-on", "-id").values("actual")[:1])


def _give_plans(measures: Collection[Measure], plans: dict[int, ActionPlan]) -> None:
    """Let measures of one plan share it, with its unit and employer. One query, none where `plans` has them all."""
    missing = {measure.plan_id for measure in measures} - plans.keys()
    if missing:
        plans |= ActionPlan.objects.select_related("unit__employer").defer("foreword").in_bulk(missing)
    for measure in measures:
        measure.plan = plans[measure.plan_id]


def give_lists(measures: Mapping[int, Measure]) -> None:
    """Let each measure (by its key) have its `Lists`. One query."""
    lists = {key: Lists() for key in measures}
    areas = MeasureArea.objects.filter(measure__in=lists).annotate(told_kind=Value("areas"), place=Value(0))
    grounds = MeasureGround.objects.filter(measure__in=lists).annotate(told_kind=Value("grounds"), place=Value(0))
    names = Responsible.objects.filter(measure__in=lists).annotate(told_kind=Value("responsibles"), place=F("position"))
    told = [
        rows.order_by().values_list("told_kind", "place", "pk", "measure", column)
        for rows, column in ((areas, "area"), (grounds, "ground"), (names, "name"))
    ]
    for kind, _place, _pk, key, word in sorted(told[0].union(*told[1:], all=True)):
        getattr(lists[key], kind).append(word)
    for key, measure in measures.items():
        measure.__dict__["lists"] = lists[key]


Layout = Literal["table", "board", "timeline"]
LAYOUTS: Final[tuple[Layout, ...]] = ("table", "board", "timeline")
