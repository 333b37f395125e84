"""Freezing a plan as it was adopted."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.plan.actions.holding import held_plan
from jamn.plan.actions.plans import change_plan
from jamn.plan.models import ActionPlan, PlanVersion
from jamn.plan.queries.versions import contents_of
from jamn.plan.rules import may_adopt_plan


@transaction.atomic
def adopt_plan(
    plan: ActionPlan, *, by: User, adopted_on: date | None, adopted_by: str = "", case_number: str = ""
) -> PlanVersion:
    """Note that a plan was adopted, and keep it as it stands: the next `PlanVersion`, which never changes.

    Raises `PermissionDenied` for those who may not adopt plans at the plan's unit.
    """
    plan = held_plan(plan, by, may_adopt_plan)
    facts = {"adopted_on": adopted_on, "adopted_by": adopted_by, "case_number": case_number}
    plan = change_plan(plan, by=by, **facts)
    number = (plan.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version = PlanVersion.objects.create(
        plan=plan,
        number=number,
        adopted_on=adopted_on,
        adopted_by=adopted_by,
        case_number=case_number,
        contents=contents_of(plan),
        frozen_by=by.name,
    )
    record("adopt_plan", version, by=by, employer_id=plan.unit.employer_id, after={"number": number})
    return version
