"""Measures of the plan before that go on in the next one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.plan.actions.copying import LEFT_BEHIND
from jamn.plan.actions.making import KINDS, focus_areas_for, risks_for
from jamn.plan.actions.past import create_with_history
from jamn.plan.actions.words import searchable
from jamn.plan.models import ActionPlan, Measure, MeasureArea, MeasureGround, Responsible
from jamn.plan.queries.copying import carried_status
from jamn.plan.rules import may_change_plan


@transaction.atomic
def carry_over(measures: Sequence[Measure], *, into: ActionPlan, by: User) -> list[Measure]:
    """Copy measures of an earlier plan to the end of another, each with a link back to what it was.

    Words, days, those who answer, areas, grounds, risks and focus areas come along; what came of it stays with the old
    one (`LEFT_BEHIND`). Raises `PermissionDenied` for those who may not change the plan `into`.
    """
    if not may_change_plan(by, into):
        raise PermissionDenied
    if not measures:
        return []
    now = timezone.now()
    last = into.measures.aggregate(last=Max("position"))["last"]
    old = list(
        Measure.objects.filter(pk__in=[measure.pk for measure in measures])
        .select_related("focus_area")
        .prefetch_related("risks", "responsibles", "areas", "grounds")
    )
    focus_areas = focus_areas_for(
        into, [each.focus_area.title if each.focus_area else "" for each in old], by=by, now=now
    )
    new: list[Measure] = [
        Measure(
            plan=into,
            position=position,
            carried_from=each,
            focus_area=focus_area,
            status=carried_status(each),
            search=searchable(each, each.risks.all()),
            **_columns(each),
        )
        for position, (each, focus_area) in enumerate(
            zip(old, focus_areas, strict=True), 0 if last is None else last + 1
        )
    ]
    new = create_with_history(new, Measure, by=by, now=now)
    pairs = list(zip(old, new, strict=True))
    linked = [(measure, risk) for each, measure in pairs for risk in each.risks.all()]
    risks = risks_for(into, [(risk.text, risk.cause) for _, risk in linked], by=by, now=now)
    link = Measure.risks.through
    link.objects.bulk_create(
        (link(measure=measure, risk=risk) for (measure, _), risk in zip(linked, risks, strict=True) if risk),
        ignore_conflicts=True,
    )
    Responsible.objects.bulk_create(
        Responsible(measure=measure, **{name: getattr(row, name) for name in ("name", "position", *KINDS)})
        for each, measure in pairs
        for row in each.responsibles.all()
    )
    areas = [MeasureArea(measure=measure, area=row.area) for each, measure in pairs for row in each.areas.all()]
    create_with_history(areas, MeasureArea, by=by, now=now)
    grounds = [
        MeasureGround(measure=measure, ground=row.ground) for each, measure in pairs for row in each.grounds.all()
    ]
    create_with_history(grounds, MeasureGround, by=by, now=now)
    after = {"from": [each.pk for each in old], "measures": [measure.pk for measure in new]}
    record("carry_over", into, by=by, employer_id=into.unit.employer_id, after=after)
    return new


def _columns(measure: Measure) -> dict[str, Any]:
    names = [field.name for field in Measure._meta.concrete_fields if field.name not in LEFT_BEHIND]
    return {name: getattr(measure, name) for name in names}
