"""A plan's measures in their order, by focus area, and by risk."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q, QuerySet

from jamn.plan.models import ActionPlan, FocusArea, Measure, Risk, SubGoal


def in_order(plan: ActionPlan) -> QuerySet[Measure]:
    """The measures of a plan in its order, with what a line of its page shows. Five queries."""
    elsewhere = Measure.objects.select_related("plan").defer("search", "source")
    rows = plan.measures.select_related("focus_area", "sub_goal").defer("search", "source")
    carrying = (Prefetch("carried_from", elsewhere), Prefetch("carried_to", elsewhere.order_by("pk")))
    return rows.prefetch_related("responsibles", *carrying)


def number_of(measure: Measure) -> int:
    """Which of its plan's measures it is, 1 for the first."""
    earlier = Q(position__lt=measure.position) | Q(position=measure.position, pk__lt=measure.pk)
    return Measure.objects.filter(earlier, plan=measure.plan_id).count() + 1


@dataclass(slots=True)
class Group:
    """A focus area (None for the measures of none) with its sub-goals, and the measures of each and of none of them."""

    area: FocusArea | None
    goals: list[tuple[SubGoal, list[Measure]]] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)


def groups_of(plan: ActionPlan) -> list[Group]:
    """A plan by its focus areas, in order; last, if there are any, the measures of none. Three queries."""
    groups = {area.pk: Group(area) for area in plan.focus_areas.prefetch_related("sub_goals")}
    of_goal: dict[int, list[Measure]] = {}
    for group in groups.values():
        if group.area is not None:
            group.goals = [(goal, of_goal.setdefault(goal.pk, [])) for goal in group.area.sub_goals.all()]
    rest = Group(None)
    for measure in plan.measures.defer("search", "source"):
        group = groups.get(measure.focus_area_id or 0, rest)
        of_goal.get(measure.sub_goal_id or 0, group.measures).append(measure)
    return [*groups.values(), *([rest] if rest.measures and groups else [])]


def against_alone(risk: Risk) -> list[Measure]:
    """The measures that work against this risk and no other."""
    measures = Measure.objects.filter(pk__in=[one.pk for one in risk.measures.all()])
    return list(measures.annotate(times=Count("risks", distinct=True)).filter(times=1))


@dataclass(frozen=True, slots=True)
class Carried:
    """Where a measure was carried over from, and where to."""

    before: Measure | None
    after: list[Measure]


def carried(measure: Measure) -> Carried:
    """The same measure in the plans of the periods before and after. One query."""
    found = Measure.objects.filter(Q(carried_from=measure) | Q(pk=measure.carried_from_id)).select_related("plan")
    rows = list(found.defer("search", "source").order_by("pk"))
    before = next((row for row in rows if row.pk == measure.carried_from_id), None)
    return Carried(before, [row for row in rows if row.carried_from_id == measure.pk])


def risks_with_measures(measure: Measure) -> list[tuple[Risk, list[Measure]]]:
    """The risks that a measure works against, each with the other measures against it. One query."""
    link = Measure.risks.through
    pairs = link.objects.filter(risk__measures=measure, measure__taken_away_at=None).select_related("risk", "measure")
    order = ("risk__plan", "risk__position", "risk", "measure__plan", "measure__position", "measure")
    found: dict[Risk, list[Measure]] = {}
    for pair in pairs.defer("measure__search", "measure__source").order_by(*order):
        others = found.setdefault(pair.risk, [])
        if pair.measure != measure:
            others.append(pair.measure)
    return list(found.items())
