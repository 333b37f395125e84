"""What the filters offer, and the figures above the register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from jamn.org.models import Unit
from jamn.plan.models import ActionPlan, FocusArea, Measure, Responsible
from jamn.plan.queries.access import is_due_soon, is_overdue
from jamn.plan.queries.terms import Kind, in_force

MOST_NAMES = 100
"""How many of those responsible, of focus areas, and of areas in a plan's own words, a list of choices holds."""


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
    """What the filters offer from the start: plans, their units, keys of the law's areas and grounds."""

    plans: tuple[ActionPlan, ...]
    units: tuple[Unit, ...]
    areas: tuple[str, ...]
    grounds: tuple[str, ...]
    country: str | None


def choices(plans: QuerySet[ActionPlan]) -> Choices:
    """The choices among what the person may see. One query."""
    seen = tuple(plans.select_related("unit__employer").defer("foreword"))
    countries = list(dict.fromkeys(plan.unit.employer.country for plan in seen))
    return Choices(
        plans=seen,
        units=tuple(sorted({plan.unit for plan in seen}, key=lambda unit: unit.name.casefold())),
        areas=_of_all("areas", countries),
        grounds=_of_all("grounds", countries),
        country=countries[0] if countries else None,
    )


@dataclass(frozen=True, slots=True)
class Named:
    """What plans name in their own words: those responsible, areas, focus areas; the most frequent of each."""

    responsibles: tuple[str, ...] = ()
    written_areas: tuple[str, ...] = ()
    focus_areas: tuple[str, ...] = ()


def named(measures: QuerySet[Measure]) -> Named:
    """What the measures name. It counts over them all, so it is asked for when somebody opens such a filter."""
    return Named(
        responsibles=_most_frequent(Responsible.objects.filter(measure__in=measures).values_list("name")),
        written_areas=_most_frequent(measures.exclude(area="").values_list("area")),
        focus_areas=_most_frequent(FocusArea.objects.filter(measures__in=measures).values_list("title")),
    )


def _of_all(kind: Kind, countries: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for country in countries for key in in_force(kind, country)))


def _most_frequent(values: QuerySet[Any, Any]) -> tuple[str, ...]:
    found = values.order_by().annotate(times=Count("pk")).order_by("-times")[:MOST_NAMES]
    return tuple(sorted((value for value, _ in found), key=str.casefold))
