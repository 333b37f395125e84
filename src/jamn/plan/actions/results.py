"""What comes of a measure along the way: results, a report in one step, the next turn of what recurs."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.plan.actions.deadlines import next_time
from jamn.plan.actions.measures import held, status_fields, write
from jamn.plan.models import DueKind, Measure, MeasureResult
from jamn.plan.rules import may_report_on_measure

AHEAD = timedelta(days=60)
"""How long before its last day a turn of what recurs may be called done."""


@transaction.atomic
def report_on_measure(
    measure: Measure,
    *,
    by: User,
    status: str | None = None,
    reason: str = "",
    text: str = "",
    actual: Decimal | None = None,
    on: date | None = None,
    turn_done: bool = False,
) -> Measure:
    """Say in one step how far a measure has come: its status, what has been done, the number reached.

    What is not given stays. `on` is the day of the result (today when None); with `turn_done` what recurs is due the
    next time. Raises `PermissionDenied` for those who may not report on it, `ReasonMissing` as `set_status` does.
    """
    measure = held(measure, by, may_report_on_measure)
    now = timezone.now()
    if status:
        write("set_status", measure, status_fields(measure, status, reason), by=by, at=now)
    if text or actual is not None:
        _add(measure, by, text, actual, on)
    if turn_done:
        write("move_on", measure, _next_turn_fields(measure), by=by, at=now)
    return measure


@transaction.atomic
def add_result(
    measure: Measure, *, by: User, text: str = "", actual: Decimal | None = None, on: date | None = None
) -> MeasureResult:
    """Note what had come of a measure on a day (today when None): words, the number reached, or both.

    Raises `PermissionDenied` for those who may not report on it, `ValueError` when nothing is said.
    """
    if not text and actual is None:
        raise ValueError("a result says something")
    return _add(held(measure, by, may_report_on_measure), by, text, actual, on)


def _add(measure: Measure, by: User, text: str, actual: Decimal | None, on: date | None) -> MeasureResult:
    result = MeasureResult.objects.create(
        measure=measure, by=by, text=text, actual=actual, on=on or timezone.localdate()
    )
    record("add_result", result, by=by, employer_id=measure.plan.unit.employer_id, after=_said(result))
    return result


@transaction.atomic
def remove_result(result: MeasureResult, *, by: User) -> None:
    """Take a result away that was noted by mistake; what it said stays in the trail.

    Raises `PermissionDenied` for those who may not report on the measure.
    """
    measure = held(result.measure, by, may_report_on_measure)
    record("remove_result", result, by=by, employer_id=measure.plan.unit.employer_id, before=_said(result))
    result.delete()


def _said(result: MeasureResult) -> dict[str, str | int | None]:
    actual = None if result.actual is None else str(result.actual)
    return {"measure": result.measure_id, "on": result.on.isoformat(), "text": result.text, "actual": actual}


@transaction.atomic
def move_on(measure: Measure, *, by: User) -> Measure:
    """Let a measure that recurs be due the next time; nothing for one that does not.

    Raises `PermissionDenied` for those who may not report on it.
    """
    measure = held(measure, by, may_report_on_measure)
    write("move_on", measure, _next_turn_fields(measure), by=by, at=timezone.now())
    return measure


def next_turn(measure: Measure) -> date | None:
    """When a measure is due after this turn, if it recurs by a rule and this turn's last day is near or has passed."""
    today = timezone.localdate()
    if measure.due_kind != DueKind.RECURRING or measure.due_on is None or measure.due_on > today + AHEAD:
        return None
    return next_time(measure.due_rule, max(today, measure.due_on) + timedelta(days=1))


def _next_turn_fields(measure: Measure) -> dict[str, date]:
    following = next_turn(measure)
    return {"due_on": following} if following else {}
