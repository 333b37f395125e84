"""Changing many measures at once, and undoing it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, prefetch_related_objects
from django.utils import timezone

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.plan.actions.past import note
from jamn.plan.actions.words import searchable
from jamn.plan.models import BulkChange, Measure, MeasureArea, MeasureGround, Responsible
from jamn.plan.queries.bulk import UNDO_DAYS, Planned, Wanted, changed_since, chosen, preview
from jamn.plan.rules import changeable, may_undo

DATES = ("due_from", "due_on")


class Outdated(ValueError):
    """Somebody has changed one of the measures since the preview, or the time to undo is over."""


@transaction.atomic
def change_many(keys: Collection[int], *, by: User, wanted: Wanted, seen: str) -> BulkChange:
    """Change the measures in the same way, all or none. `seen` is the digest of the preview that the person saw.

    Those that the person may see but not change are left out, as the preview said. One row of history for each measure
    that changes, one audit event for all. As many statements for many measures as for few, but that SQLite takes long
    lists in parts. Raises `Outdated` when the preview would look otherwise by now, and `PermissionDenied` when there is
    nothing that the person may change.
    """
    measures = list(chosen(by, keys).select_for_update(of=("self",)))
    allowed = set(changeable(by, Measure.objects.filter(pk__in=keys)).values_list("pk", flat=True))
    found = preview(measures, allowed, wanted)
    if not allowed:
        raise PermissionDenied
    if found.digest != seen or not found.changes:
        raise Outdated
    change = BulkChange.objects.create(
        employer_id=measures[0].plan.unit.employer_id,
        by=by,
        at=timezone.now(),
        changes={
            "before": {str(one.measure.pk): one.before for one in found.changes},
            "after": {str(one.measure.pk): one.after for one in found.changes},
        },
    )
    _write(found.changes, by, change.at)
    record("change_many", change, by=by, employer_id=change.employer_id, **change.changes)
    return change


@transaction.atomic
def undo_change(change: BulkChange, *, by: User) -> list[Measure]:
    """Put back what the measures held before. Returns those left as they are, because somebody changed them since.

    Raises `PermissionDenied` for all but whoever made the change, and `Outdated` when it was undone before or
    `UNDO_DAYS` have passed.
    """
    change = BulkChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if not may_undo(by, change):
        raise PermissionDenied
    if change.undone_at or change.at < timezone.now() - timedelta(days=UNDO_DAYS):
        raise Outdated
    before = change.changes["before"]
    measures = list(chosen(by, [int(key) for key in before]).select_for_update(of=("self",)))
    allowed = set(changeable(by, Measure.objects.filter(pk__in=before)).values_list("pk", flat=True))
    kept = changed_since(change) | {measure.pk for measure in measures if measure.pk not in allowed}
    change.undone_at = timezone.now()
    change.save()
    undone = [
        Planned(measure, before=change.changes["after"][str(measure.pk)], after=before[str(measure.pk)])
        for measure in measures
        if measure.pk not in kept
    ]
    _write(undone, by, change.undone_at)
    record(
        "undo_change",
        change,
        by=by,
        employer_id=change.employer_id,
        before={str(one.measure.pk): one.before for one in undone},
        after={str(one.measure.pk): one.after for one in undone},
    )
    return [measure for measure in measures if measure.pk in kept]


def _write(changes: Sequence[Planned], by: User, at: datetime) -> None:
    """Let each measure hold what its `after` says, with history."""
    columns = [one for one in changes if _columns(one)]
    if columns:
        _write_columns(columns)
    _write_keys(changes, MeasureArea, "area", by, at)
    _write_keys(changes, MeasureGround, "ground", by, at)
    _write_responsibles([one for one in changes if "responsibles" in one.after], by, at)
    note(Measure, [one.measure.pk for one in columns], "~", by=by, at=at)


def _columns(one: Planned) -> dict[str, Any]:
    """The columns of the measure itself, as they are stored."""
    found = {name: value for name, value in one.after.items() if name not in {"areas", "grounds", "responsibles"}}
    return found | {name: date.fromisoformat(found[name]) for name in DATES if found.get(name)}


def _write_columns(changes: Sequence[Planned]) -> None:
    measures = [one.measure for one in changes]
    names = sorted({name for one in changes for name in _columns(one)})
    for one in changes:
        for name, value in _columns(one).items():
            setattr(one.measure, name, value)
    same = {name: {getattr(measure, name) for measure in measures} for name in names}
    if all(len(values) == 1 for values in same.values()):
        rows = Measure.objects.filter(pk__in=[measure.pk for measure in measures])
        rows.update(**{name: next(iter(values)) for name, values in same.items()})
    else:
        Measure.objects.bulk_update(measures, names)
    if "deadline" in names:
        prefetch_related_objects(measures, "risks")
        for measure in measures:
            measure.search = searchable(measure, measure.risks.all())
        Measure.objects.bulk_update(measures, ["search"])


def _write_keys(changes: Iterable[Planned], kind: Any, column: str, by: User, at: datetime) -> None:
    name = f"{column}s"
    concerned = [one for one in changes if name in one.after]
    made = [
        kind(measure=one.measure, **{column: key})
        for one in concerned
        for key in one.after[name]
        if key not in one.before[name]
    ]
    note(kind, [row.pk for row in kind._default_manager.bulk_create(made)], "+", by=by, at=at)
    gone = Q(pk__in=())
    for key in {key for one in concerned for key in one.before[name] if key not in one.after[name]}:
        measures = [one.measure.pk for one in concerned if key in one.before[name] and key not in one.after[name]]
        gone |= Q(**{column: key}, measure__in=measures)
    _take_away(kind, gone, by, at)


def _write_responsibles(changes: Sequence[Planned], by: User, at: datetime) -> None:
    gone: list[tuple[int, str]] = []
    made: list[Responsible] = []
    for one in changes:
        before = {person["name"] for person in one.before["responsibles"]}
        after = {person["name"] for person in one.after["responsibles"]}
        gone += [(one.measure.pk, name) for name in before - after]
        made += [
            Responsible(measure=one.measure, position=position, **person)
            for position, person in enumerate(one.after["responsibles"])
            if person["name"] not in before
        ]
    rows = Responsible.objects.filter(measure__in={measure for measure, _ in gone}, name__in={name for _, name in gone})
    pairs = set(gone)
    keys = [pk for pk, *pair in rows.values_list("pk", "measure", "name") if tuple(pair) in pairs]
    _take_away(Responsible, Q(pk__in=keys), by, at)
    note(Responsible, [row.pk for row in Responsible.objects.bulk_create(made)], "+", by=by, at=at)


def _take_away(kind: Any, which: Q, by: User, at: datetime) -> None:
    rows = kind._default_manager.filter(which)
    keys = list(rows.values_list("pk", flat=True))
    note(kind, keys, "-", by=by, at=at)
    # Not `delete`: simple_history would write a row of its own for each, one by one. Nothing hangs on these rows.
    kind._default_manager.filter(pk__in=keys)._raw_delete(kind._default_manager.db)
