"""Local plans and the plans above them."""

from __future__ import annotations

from django.db.models import QuerySet

from jamn.plan.models import ActionPlan, Measure, TakenIn


def plans_above(plan: ActionPlan) -> QuerySet[ActionPlan]:
    """The plans of the units above the plan's own, of the same employer, the nearest unit's last."""
    above = [int(pk) for pk in plan.unit.path.rstrip("/").split("/")[:-1]]
    return ActionPlan.objects.filter(unit__in=above).order_by("unit__path", "-created_at")


def measures_above(plan: ActionPlan) -> QuerySet[Measure]:
    """The measures that a local plan may take in."""
    return Measure.objects.filter(plan__in=plans_above(plan))


def taken_in(plan: ActionPlan) -> QuerySet[TakenIn]:
    """What a local plan has taken in and still stands in the plan above, with the measures and their plans."""
    rows = plan.taken_in.filter(measure__taken_away_at=None)
    return rows.select_related("measure__plan__unit__employer")


def plans_below(plan: ActionPlan, among: QuerySet[ActionPlan]) -> QuerySet[ActionPlan]:
    """The local plans of the units below the plan's own, those `among` (what the person may see)."""
    below = among.filter(unit__path__startswith=plan.unit.path).exclude(unit=plan.unit_id)
    return below.select_related("unit").order_by("unit__path", "-created_at")
