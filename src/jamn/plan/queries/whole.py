"""A plan with everything that its measures say: what is read to print it."""

from __future__ import annotations

from datetime import date

from django.db.models import Max, Q
from django.utils import timezone

from jamn.plan.models import ActionPlan, FocusArea, Measure


def whole_plan(plan: ActionPlan) -> list[Measure]:
    """The measures of a plan in its order, then those that it has taken in from the plan above.

    Each with its risks, responsibles, areas, grounds, links and results. As many queries whatever their number.
    """
    taken = dict(plan.taken_in.order_by("position", "pk").values_list("measure", "position"))
    measures = (
        Measure.objects.filter(Q(plan=plan) | Q(pk__in=taken))
        .select_related("focus_area", "sub_goal", "plan__unit")
        .prefetch_related("risks", "responsibles__unit", "areas", "grounds", "links", "results")
        .defer("search", "source")
    )
    order = {pk: number for number, pk in enumerate(taken, 1)}
    return sorted(measures, key=lambda each: (order.get(each.pk, 0), each.position, each.pk))


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
