"""Changing a measure: its words, what they mean, its status."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.plan.actions.words import TEXTS, names, searchable
from jamn.plan.models import Measure, MeasureArea, MeasureGround, Responsible, Risk
from jamn.plan.rules import may_change_measure, may_change_plan

CHANGEABLE = (*TEXTS, "status", "due_kind", "due_from", "due_on", "due_rule", "due_times", "due_per")


@transaction.atomic
def change_measure(
    measure: Measure,
    *,
    by: User,
    responsibles: Sequence[str] | None = None,
    areas: Sequence[str] | None = None,
    grounds: Sequence[str] | None = None,
    **fields: Any,
) -> Measure:
    """Change what is given, leave the rest. `fields` are columns of a measure (`CHANGEABLE`).

    `responsibles`, `areas` and `grounds` replace the whole list. One row of history for what changed, none when nothing
    did. Raises `PermissionDenied` for those who may not write at the plan's unit.
    """
    measure = _held(measure, by)
    unknown = set(fields) - set(CHANGEABLE)
    if unknown:
        raise TypeError(f"no such field of a measure: {', '.join(sorted(unknown))}")
    now = timezone.now()
    before = {name: getattr(measure, name) for name in fields}
    changed = {name: value for name, value in fields.items() if value != before[name]}
    lists: Lists = {}
    if responsibles is not None:
        lists |= _change_responsibles(measure, names(responsibles))
    if areas is not None:
        lists |= _change_keys(measure, MeasureArea, areas, by, now)
    if grounds is not None:
        lists |= _change_keys(measure, MeasureGround, grounds, by, now)
    if changed:
        for name, value in changed.items():
            setattr(measure, name, value)
        measure.search = searchable(measure, measure.risks.all())
        _save(measure, by, now)
    if changed or lists:
        record(
            "change_measure",
            measure,
            by=by,
            employer_id=measure.plan.unit.employer_id,
            before={name: _plain(before[name]) for name in changed} | {name: old for name, (old, _) in lists.items()},
            after={name: _plain(value) for name, value in changed.items()}
            | {name: new for name, (_, new) in lists.items()},
        )
    return measure


@transaction.atomic
def set_status(measure: Measure, *, by: User, status: str) -> Measure:
    """Say how far a measure has come. Raises `PermissionDenied` for those who may not write at the plan's unit."""
    measure = _held(measure, by)
    before = measure.status
    if status != before:
        measure.status = status
        _save(measure, by, timezone.now())
        employer = measure.plan.unit.employer_id
        record("set_status", measure, by=by, employer_id=employer, before={"status": before}, after={"status": status})
    return measure


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


def _held(measure: Measure, by: User) -> Measure:
    """The measure as it is now, locked until the end of the transaction."""
    held = Measure.objects.select_for_update(of=("self",)).select_related("plan__unit").get(pk=measure.pk)
    if not may_change_measure(by, held):
        raise PermissionDenied
    return held


def _save(measure: Measure, by: User, now: datetime) -> None:
    measure._history_user = by  # type: ignore[attr-defined]  # how simple_history is told who and when
    measure._history_date = now  # type: ignore[attr-defined]
    measure.save()


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


Lists = dict[str, tuple[list[str], list[str]]]
"""The name of each list that changed → what it held, what it holds."""


def _change_responsibles(measure: Measure, new: list[str]) -> Lists:
    old = [each.name for each in measure.responsibles.all()]
    if new == old:
        return {}
    measure.responsibles.all().delete()
    Responsible.objects.bulk_create(
        Responsible(measure=measure, name=name, position=position) for position, name in enumerate(new)
    )
    return {"responsibles": (old, new)}


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
    bulk_create_with_history(new, kind, default_user=by, default_date=now)
    return {f"{column}s": (sorted(rows), sorted(set(keys)))}
