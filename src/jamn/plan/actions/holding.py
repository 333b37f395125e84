"""A plan or a measure as it is now, held until the end of the transaction, and saved with who and when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied

from jamn.accounts.models import User
from jamn.plan.models import ActionPlan, FocusArea, Measure, MeasureArea, MeasureGround, Responsible, Risk, SubGoal
from jamn.plan.rules import may_change_measure

WithHistory = ActionPlan | FocusArea | SubGoal | Risk | Measure | Responsible | MeasureArea | MeasureGround


def held_plan(plan: ActionPlan, by: User, may: Callable[[User, ActionPlan], bool]) -> ActionPlan:
    """The plan as it is now, its row locked. Raises `PermissionDenied` for those who may not."""
    held = ActionPlan.objects.select_for_update(of=("self",)).select_related("unit__employer").get(pk=plan.pk)
    if not may(by, held):
        raise PermissionDenied
    return held


def held_measure(measure: Measure, by: User) -> Measure:
    """The measure as it is now, taken away or not, its row locked. Raises `PermissionDenied` like `held_plan`."""
    measures = Measure.everything.select_for_update(of=("self",)).select_related("plan__unit__employer")
    held = measures.get(pk=measure.pk)
    if not may_change_measure(by, held):
        raise PermissionDenied
    return held


def keep(thing: WithHistory, by: User, now: datetime, reason: str = "") -> None:
    """Save with a row of history that says who, when and perhaps why."""
    thing._history_user, thing._history_date = by, now  # type: ignore[union-attr]  # how simple_history is told
    thing._change_reason = reason or None  # type: ignore[union-attr]
    thing.save()


def let_go(thing: WithHistory, by: User, now: datetime) -> None:
    """Delete with a row of history that says who and when."""
    thing._history_user, thing._history_date = by, now  # type: ignore[union-attr]
    thing.delete()


def plain(value: Any) -> Any:
    """A column's value as JSON has it."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
