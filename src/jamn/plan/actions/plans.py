"""Making a plan with all its measures, changing its facts, taking it away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.org.models import Unit
from jamn.plan.actions.holding import held_plan, keep, plain
from jamn.plan.actions.making import create_measures
from jamn.plan.actions.words import MeasureWords
from jamn.plan.models import ActionPlan
from jamn.plan.queries.versions import contents_of
from jamn.plan.rules import may_change_plan, may_create_plan, may_take_away_plan

FACTS = (
    "title",
    "organisation",
    "period",
    "starts_on",
    "ends_on",
    "adopted_on",
    "adopted_by",
    "case_number",
    "classification",
    "foreword",
    "language",
)
"""What a plan says of itself, and a person may change."""


class Adopted(Exception):
    """The plan was adopted: a version of it is kept, and it cannot be taken away."""


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
    foreword: str = "",
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
        foreword=foreword,
        language=language,
        previous=previous,
    )
    plan._history_user, plan._history_date = by, now  # type: ignore[attr-defined]  # how simple_history is told
    plan.save()
    create_measures(plan, measures, by=by, now=now)
    after = {"title": title, "unit": unit.pk, "measures": len(measures)}
    record("create_plan", plan, by=by, employer_id=unit.employer_id, after=after)
    return plan


@transaction.atomic
def change_plan(plan: ActionPlan, *, by: User, **facts: Any) -> ActionPlan:
    """Change what is given of a plan's `FACTS`, leave the rest; no trace when nothing changed.

    Raises `PermissionDenied` for those who may not change the plan.
    """
    unknown = set(facts) - set(FACTS)
    if unknown:
        raise TypeError(f"no such fact of a plan: {', '.join(sorted(unknown))}")
    plan = held_plan(plan, by, may_change_plan)
    before = {name: getattr(plan, name) for name in facts}
    changed = {name: value for name, value in facts.items() if value != before[name]}
    if changed:
        for name, value in changed.items():
            setattr(plan, name, value)
        keep(plan, by, timezone.now())
        record(
            "change_plan",
            plan,
            by=by,
            employer_id=plan.unit.employer_id,
            before={name: plain(before[name]) for name in changed},
            after={name: plain(value) for name, value in changed.items()},
        )
    return plan


@transaction.atomic
def take_away_plan(plan: ActionPlan, *, by: User) -> None:
    """Take away a plan that is empty or a mistake, with all that is in it. The audit trail keeps its words.

    Raises `Adopted` when a version of it was frozen, and `PermissionDenied` for those who may not take plans away.
    """
    plan = held_plan(plan, by, may_take_away_plan)
    if plan.versions.exists():
        raise Adopted
    record("take_away_plan", plan, by=by, employer_id=plan.unit.employer_id, before=contents_of(plan))
    plan._history_user = by  # type: ignore[attr-defined]
    plan.delete()
