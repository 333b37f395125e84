"""Changing a measure: its words, what they mean, its status."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.plan.actions.past import create_with_history
from jamn.plan.actions.responsibles import Who, change_responsibles, those
from jamn.plan.actions.words import TEXTS, searchable
from jamn.plan.models import Measure, MeasureArea, MeasureGround, Risk, Status
from jamn.plan.rules import may_change_measure, may_change_plan, may_report_on_measure

CHANGEABLE = (
    *TEXTS,
    "status",
    "due_kind",
    "due_from",
    "due_on",
    "due_rule",
    "due_times",
    "due_per",
    "follow_up_on",
    "target",
    "target_unit",
    "cost",
    "effect",
)


class ReasonMissing(ValueError):
    """A measure is not stopped without saying why."""


@transaction.atomic
def change_measure(
    measure: Measure,
    *,
    by: User,
    responsibles: Sequence[str | Who] | None = None,
    areas: Sequence[str] | None = None,
    grounds: Sequence[str] | None = None,
    **fields: Any,
) -> Measure:
    """Change what is given, leave the rest. `fields` are columns of a measure (`CHANGEABLE`).

    `responsibles`, `areas` and `grounds` replace the whole list; a name without more is understood
    (`actions.responsibles`). One row of history for what changed, none when nothing did. Raises `PermissionDenied` for
    those who may not change the measure, and `ReasonMissing` when it is stopped without one.
    """
    measure = held(measure, by, may_change_measure)
    unknown = set(fields) - set(CHANGEABLE)
    if unknown:
        raise TypeError(f"no such field of a measure: {', '.join(sorted(unknown))}")
    now = timezone.now()
    lists: Lists = {}
    if responsibles is not None:
        new = those(responsibles, measure.plan, measure.responsibles.all())
        lists |= change_responsibles(measure, new, by, now)
    if areas is not None:
        lists |= _change_keys(measure, MeasureArea, areas, by, now)
    if grounds is not None:
        lists |= _change_keys(measure, MeasureGround, grounds, by, now)
    write("change_measure", measure, fields, by=by, at=now, lists=lists)
    return measure


@transaction.atomic
def set_status(measure: Measure, *, by: User, status: str, reason: str = "") -> Measure:
    """Say how far a measure has come, and `reason` why if it is stopped; the reason goes when it is not.

    Raises `PermissionDenied` for those who may not report on the measure, and `ReasonMissing` when it is stopped
    without a reason.
    """
    measure = held(measure, by, may_report_on_measure)
    write("set_status", measure, status_fields(measure, status, reason), by=by, at=timezone.now())
    return measure


def status_fields(measure: Measure, status: str, reason: str = "") -> dict[str, str]:
    """The columns that a new status sets: itself, and why the measure was stopped; none when it stands so already."""
    if status == measure.status and (status != Status.STOPPED or reason in ("", measure.stop_reason)):
        return {}
    return {"status": status, "stop_reason": reason if status == Status.STOPPED else ""}


@transaction.atomic
def change_risk(risk: Risk, *, by: User, text: str, cause: str) -> Risk:
    """Change the words of a risk, for all measures that work on it.

    Raises `PermissionDenied` for those who may not write at the plan's unit.
    """
    risk = Risk.objects.select_for_update(of=("self",)).select_related("plan__unit").get(pk=risk.pk)
    if not may_change_plan(by, risk.plan):
        raise PermissionDenied
    before = {"text": risk.text, "cause": risk.cause}
    after = {"text": text, "cause": cause}
    if after != before:
        risk.text, risk.cause = text, cause
        risk._history_user = by  # type: ignore[attr-defined]  # how simple_history is told who
        risk.save()
        measures = list(risk.measures.prefetch_related("risks"))
        for measure in measures:
            measure.search = searchable(measure, measure.risks.all())
        Measure.objects.bulk_update(measures, ["search"])
        record("change_risk", risk, by=by, employer_id=risk.plan.unit.employer_id, before=before, after=after)
    return risk


def held(measure: Measure, by: User, may: Callable[[User, Measure], bool]) -> Measure:
    """The measure as it is now, locked until the end of the transaction. Raises `PermissionDenied` unless `may`."""
    found = Measure.objects.select_for_update(of=("self",)).select_related("plan__unit").get(pk=measure.pk)
    if not may(by, found):
        raise PermissionDenied
    return found


def write(
    verb: str,
    measure: Measure,
    fields: Mapping[str, Any],
    *,
    by: User,
    at: datetime,
    lists: Lists | None = None,
) -> None:
    """Write new values of a measure that is `held`: history of what changed, and one event with `lists` too."""
    before = {name: getattr(measure, name) for name in fields}
    changed = {name: value for name, value in fields.items() if value != before[name]}
    if changed.get("status") == Status.STOPPED and not fields.get("stop_reason", measure.stop_reason).strip():
        raise ReasonMissing
    if changed:
        for name, value in changed.items():
            setattr(measure, name, value)
        measure.search = searchable(measure, measure.risks.all())
        measure._history_user = by  # type: ignore[attr-defined]  # how simple_history is told who and when
        measure._history_date = at  # type: ignore[attr-defined]
        measure.save()
    lists = lists or {}
    if changed or lists:
        record(
            verb,
            measure,
            by=by,
            employer_id=measure.plan.unit.employer_id,
            before={name: _plain(before[name]) for name in changed} | {name: old for name, (old, _) in lists.items()},
            after={name: _plain(value) for name, value in changed.items()}
            | {name: new for name, (_, new) in lists.items()},
        )


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


Lists = dict[str, tuple[list[str], list[str]]]
"""The name of each list that changed → what it held, what it holds."""


def _change_keys(
    measure: Measure, kind: type[MeasureArea | MeasureGround], keys: Sequence[str], by: User, now: datetime
) -> Lists:
    """Make the measure's areas or grounds be `keys`, with history for each that comes or goes."""
    column = "area" if kind is MeasureArea else "ground"
    rows = {getattr(row, column): row for row in kind._default_manager.filter(measure=measure)}
    if set(rows) == set(keys):
        return {}
    for row in (row for key, row in rows.items() if key not in keys):
        row._history_user, row._history_date = by, now  # type: ignore[union-attr]
        row.delete()
    new = [kind(measure=measure, **{column: key}) for key in dict.fromkeys(keys) if key not in rows]
    create_with_history(new, kind, by=by, now=now)
    return {f"{column}s": (sorted(rows), sorted(set(keys)))}
