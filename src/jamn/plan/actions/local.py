"""Local plans: taking in measures of the plans above."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.plan.actions.holding import held_plan
from jamn.plan.models import ActionPlan, Measure, TakenIn
from jamn.plan.queries.local import measures_above
from jamn.plan.rules import may_change_plan


@transaction.atomic
def take_in(plan: ActionPlan, *, by: User, measures: Collection[Measure]) -> None:
    """Let a local plan work with these measures of the plans above it, and no others. They stay the upper plans' own.

    Raises `ValueError` for a measure that is not of a plan above, `PermissionDenied` for those who may not change the
    local plan.
    """
    plan = held_plan(plan, by, may_change_plan)
    before = {row.measure_id: row for row in plan.taken_in.select_related("measure")}
    wanted = {measure.pk: measure for measure in measures}
    new = [measure for pk, measure in wanted.items() if pk not in before]
    gone = [row for pk, row in before.items() if pk not in wanted and row.measure.taken_away_at is None]
    if measures_above(plan).filter(pk__in=[measure.pk for measure in new]).count() != len(new):
        raise ValueError("not of a plan above")
    if not new and not gone:
        return
    TakenIn.objects.filter(pk__in=[row.pk for row in gone]).delete()
    last = max((row.position for row in before.values()), default=-1)
    rows = [TakenIn(plan=plan, measure=measure, position=last + place) for place, measure in enumerate(new, 1)]
    TakenIn.objects.bulk_create(rows)
    record(
        "take_in",
        plan,
        by=by,
        employer_id=plan.unit.employer_id,
        before={"measures": [row.measure.name for row in gone]},
        after={"measures": [measure.name for measure in new]},
    )
