"""A plan with everything that its measures say: what is read to print it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Max, Q
from django.utils import timezone

from jamn.plan.models import (
    ActionPlan,
    FocusArea,
    Measure,
    MeasureArea,
    MeasureGround,
    MeasureLink,
    MeasureResult,
    Responsible,
    ResponsibleKind,
    Risk,
)


@dataclass(slots=True)
class Told:
    """What stands to a measure in other tables, each in its order.

    `risks` with their causes; `units` are those of the responsibles that are units; `links` are address and name;
    `reached` is the number that the latest result tells.
    """

    risks: list[tuple[str, str]] = field(default_factory=list)
    responsibles: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    areas: set[str] = field(default_factory=set)
    grounds: set[str] = field(default_factory=set)
    links: list[tuple[str, str]] = field(default_factory=list)
    reached: Decimal | None = None


def told_of(measure: Measure) -> Told:
    """What `whole_plan` has read to a measure."""
    found: Told = measure.__dict__["told"]
    return found


def whole_plan(plan: ActionPlan) -> list[Measure]:
    """The measures of a plan in its order, then those that it has taken in from the plan above.

    Each with what `told_of` gives, its focus area, sub-goal, plan and unit. As many queries whatever their number.
    """
    taken = dict(plan.taken_in.order_by("position", "pk").values_list("measure", "position"))
    measures = list(
        Measure.objects.filter(Q(plan=plan) | Q(pk__in=taken))
        .select_related("focus_area", "sub_goal")
        .order_by()
        .defer("search", "source")
    )
    others = {measure.plan_id for measure in measures} - {plan.pk}
    plans = {plan.pk: plan, **ActionPlan.objects.select_related("unit").defer("foreword").in_bulk(others)}
    for measure in measures:
        measure.plan = plans[measure.plan_id]
    _tell({measure.pk: measure for measure in measures})
    order = {pk: number for number, pk in enumerate(taken, 1)}
    return sorted(measures, key=lambda each: (order.get(each.pk, 0), each.position, each.pk))


def _tell(measures: Mapping[int, Measure]) -> None:
    """Read what stands to the measures: six queries, of bare values."""
    told = {key: Told() for key in measures}
    through = Risk.measures.through.objects.filter(measure__in=told)
    for key, text, cause in through.order_by("risk__plan_id", "risk__position", "risk_id").values_list(
        "measure", "risk__text", "risk__cause"
    ):
        told[key].risks.append((text, cause))
    answer = Responsible.objects.filter(measure__in=told)
    for key, name, kind in answer.values_list("measure", "name", "kind"):
        told[key].responsibles.append(name)
        if kind == ResponsibleKind.UNIT:
            told[key].units.append(name)
    for key, area in MeasureArea.objects.filter(measure__in=told).values_list("measure", "area"):
        told[key].areas.add(area)
    for key, ground in MeasureGround.objects.filter(measure__in=told).values_list("measure", "ground"):
        told[key].grounds.add(ground)
    for key, address, label in MeasureLink.objects.filter(measure__in=told).values_list("measure", "address", "label"):
        told[key].links.append((address, label or address))
    numbers = MeasureResult.objects.filter(measure__in=told, actual__isnull=False)
    for key, actual in numbers.values_list("measure", "actual"):
        if told[key].reached is None:
            told[key].reached = actual
    for key, measure in measures.items():
        measure.__dict__["told"] = told[key]


def focus_areas_of(plan: ActionPlan) -> list[FocusArea]:
    """A plan's focus areas in its order, with their sub-goals. Two queries."""
    return list(plan.focus_areas.prefetch_related("sub_goals"))


def last_changed(plan: ActionPlan) -> date:
    """The day on which the plan or one of its measures was last changed. Two queries."""
    at = [
        plan.history.aggregate(at=Max("history_date"))["at"],
        Measure.history.filter(plan=plan).aggregate(at=Max("history_date"))["at"],
    ]
    return timezone.localdate(max((each for each in at if each), default=plan.created_at))
