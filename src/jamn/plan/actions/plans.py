"""Making a plan with all its measures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.org.models import Unit
from jamn.plan.actions.making import create_measures
from jamn.plan.actions.words import MeasureWords
from jamn.plan.models import ActionPlan
from jamn.plan.rules import may_create_plan


@transaction.atomic
def create_plan(
    unit: Unit,
    *,
    by: User,
    title: str,
    organisation: str = "",
    period: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    adopted_on: date | None = None,
    adopted_by: str = "",
    case_number: str = "",
    classification: str = "",
    language: str = "",
    previous: ActionPlan | None = None,
    measures: Sequence[MeasureWords] = (),
) -> ActionPlan:
    """Make a plan at a unit with its risks and measures, in bulk; `previous` is the plan of the period before.

    Measures keep their order. Raises `PermissionDenied` for those who may not write at the unit.
    """
    if not may_create_plan(by, unit):
        raise PermissionDenied
    now = timezone.now()
    plan = ActionPlan(
        unit=unit,
        title=title,
        organisation=organisation,
        period=period,
        starts_on=starts_on,
        ends_on=ends_on,
        adopted_on=adopted_on,
        adopted_by=adopted_by,
        case_number=case_number,
        classification=classification,
        language=language,
        previous=previous,
    )
    plan._history_user, plan._history_date = by, now  # type: ignore[attr-defined]  # how simple_history is told
    plan.save()
    create_measures(plan, measures, by=by, now=now)
    after = {"title": title, "unit": unit.pk, "measures": len(measures)}
    record("create_plan", plan, by=by, employer_id=unit.employer_id, after=after)
    return plan
