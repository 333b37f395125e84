"""The register: what a person looks for among the measures they may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, IntegerField, OrderBy, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Lower, NullIf

from jamn.plan.models import ActionPlan, Measure, MeasureArea, MeasureGround, Responsible, Status
from jamn.plan.queries.access import is_due_soon, is_overdue
from jamn.plan.queries.terms import Kind, in_force

NO_AREA = "none"
"""Among the areas of a filter: measures that work on none of the law's."""
PAGE_SIZE = 50
MOST_NAMES = 100
"""How many of those responsible, and of the areas in a plan's own words, a list of choices holds."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What to look for. Several values of one filter widen it, several filters narrow it.

    `words` must all stand in the measure or its risks. `areas` and `grounds` are keys of `jamn.laws`, `NO_AREA` asks
    for those of none; `written_areas` is the area in the plan's own words. `due` is ``soon`` (within 30 days),
    ``quarter`` (within 90), ``none`` (no last day) or empty; `due_from` and `due_to` bound the last day, both
    included.
    """

    words: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    written_areas: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    responsibles: tuple[str, ...] = ()
    plans: tuple[int, ...] = ()
    overdue: bool = False
    due: str = ""
    due_from: date | None = None
    due_to: date | None = None

    def apply(self, measures: QuerySet[Measure]) -> QuerySet[Measure]:
        """Those of the measures that are looked for."""
        wanted = Q()
        for word in self.words:
            wanted &= Q(search__contains=word.lower())
        if self.statuses:
            wanted &= Q(status__in=self.statuses)
        if self.plans:
            wanted &= Q(plan__in=self.plans)
        if self.areas or self.written_areas:
            of_law = MeasureArea.objects.filter(area__in=self.areas).values("measure")
            without = ~Q(pk__in=MeasureArea.objects.values("measure")) if NO_AREA in self.areas else Q(pk__in=())
            wanted &= Q(pk__in=of_law) | Q(area__in=self.written_areas) | without
        if self.grounds:
            wanted &= Q(pk__in=MeasureGround.objects.filter(ground__in=self.grounds).values("measure"))
        if self.responsibles:
            wanted &= Q(pk__in=Responsible.objects.filter(name__in=self.responsibles).values("measure"))
        return measures.filter(wanted & self._when())

    def _when(self) -> Q:
        wanted = is_overdue() if self.overdue else Q()
        if self.due == "soon":
            wanted &= is_due_soon()
        elif self.due == "quarter":
            wanted &= is_due_soon(90)
        elif self.due == "none":
            wanted &= Q(due_on=None)
        if self.due_from:
            wanted &= Q(due_on__gte=self.due_from)
        if self.due_to:
            wanted &= Q(due_on__lt=self.due_to + timedelta(days=1))
        return wanted


_NAME = Lower(Coalesce(NullIf("title", Value("")), "description"))
_PROGRESS = Case(
    *(When(status=status, then=place) for place, status in enumerate(Status.values)), output_field=IntegerField()
)
_PLANS = ActionPlan.objects.select_related("unit__employer")
_IN_ORDER = ("-plan_id", "position", "id")

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
    "status": (_PROGRESS.asc(), _PROGRESS.desc()),
}
"""What the register may be sorted by, up and down. What says nothing comes last both ways."""


def register(measures: QuerySet[Measure], filters: Filters, order: str = "", page: str | int = 1) -> Page[Measure]:
    """A page of the measures that are looked for, with all that a row shows.

    `measures` are those that the person may see (`measures_for`). `order` is a key of `ORDERS`, with a minus before it
    for downwards; anything else gives the newest plan first, each in its own order. A page outside gives the nearest.
    """
    by = ORDERS.get(order.removeprefix("-"))
    ordering = (by[order.startswith("-")], *_IN_ORDER) if by else _IN_ORDER
    rows = (
        filters.apply(measures)
        .order_by(*ordering)
        .prefetch_related(Prefetch("plan", _PLANS), "areas", "grounds")
        .defer("search", "source")
    )
    return Paginator(rows, PAGE_SIZE).get_page(page)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many measures there are, late, due within 30 days, and without a last day."""

    total: int
    late: int
    soon: int
    undated: int


def counts(measures: QuerySet[Measure]) -> Counts:
    """The figures above the register."""
    figures = measures.aggregate(
        total=Count("pk"),
        late=Count("pk", filter=is_overdue()),
        soon=Count("pk", filter=is_due_soon()),
        undated=Count("pk", filter=Q(due_on=None)),
    )
    return Counts(**figures)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters offer: plans, keys of the law's areas and grounds, areas in words, names of responsibles."""

    plans: tuple[ActionPlan, ...]
    areas: tuple[str, ...]
    written_areas: tuple[str, ...]
    grounds: tuple[str, ...]
    responsibles: tuple[str, ...]
    country: str | None


def choices(plans: QuerySet[ActionPlan], measures: QuerySet[Measure]) -> Choices:
    """The choices among what the person may see; the most frequent of those that plans word freely."""
    seen = tuple(plans.select_related("unit__employer"))
    countries = list(dict.fromkeys(plan.unit.employer.country for plan in seen))
    names = Responsible.objects.filter(measure__in=measures).values_list("name")
    written = measures.exclude(area="").values_list("area")
    return Choices(
        plans=seen,
        areas=_of_all("areas", countries),
        written_areas=_most_frequent(written),
        grounds=_of_all("grounds", countries),
        responsibles=_most_frequent(names),
        country=countries[0] if countries else None,
    )


def _of_all(kind: Kind, countries: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for country in countries for key in in_force(kind, country)))


def _most_frequent(values: QuerySet[Any, Any]) -> tuple[str, ...]:
    found = values.order_by().annotate(times=Count("pk")).order_by("-times")[:MOST_NAMES]
    return tuple(sorted((value for value, _ in found), key=str.casefold))
