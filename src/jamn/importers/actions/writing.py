"""An approved draft becomes a plan: a new one, the next period's, or the one that stands, brought up to date."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from jamn.accounts.models import User
from jamn.importers import interpret
from jamn.importers.actions.locking import Refused
from jamn.importers.interpret import DueKind, Field
from jamn.importers.models import DraftMeasure, Fate, Headings, SaidByFile, Upload, Way
from jamn.importers.queries import Draft, Row
from jamn.importers.queries.comparison import COLUMNS, Comparison, Entry, comparison, words_of
from jamn.plan.actions import (
    MeasureChange,
    MeasureWords,
    carry_over,
    create_plan,
    due_fields,
    stop_measures,
    update_plan,
)
from jamn.plan.models import ActionPlan, Measure, Status
from jamn.plan.rules import may_change_plan

_FACTS = ("organisation", "period", "adopted_by", "case_number", "classification")
_TELL_GROUNDS = {Field.GROUND, Field.RISK, Field.TITLE, Field.DESCRIPTION, Field.GOAL}
"""The fields that `interpret.understand` looks for grounds in."""


def write_plan(ready: Draft, *, by: User, facts_too: bool) -> ActionPlan:
    """Write a draft to the register in the way that a person chose. `facts_too`: what the plan says of itself as well.

    Part of a transaction that holds the draft's lock.
    """
    upload = ready.upload
    ways: dict[str, Callable[[Comparison], ActionPlan]] = {
        Way.NEXT: lambda compared: _make_next(ready, compared, by),
        Way.UPDATE: lambda compared: _update(ready, compared, by, facts_too=facts_too),
    }
    if upload.way not in ways:
        plan = _make(ready, by, previous=None, carried={})
        _remember(plan, ready)
        return plan
    if upload.next_of is None:
        raise Refused(_("The plan that this was a version of is gone. Say once more what this is."))
    if not may_change_plan(by, upload.next_of):
        raise PermissionDenied
    list(Measure.objects.select_for_update(of=("self",)).filter(plan=upload.next_of).values_list("pk"))
    compared = comparison(upload)
    assert compared is not None  # noqa: S101 - there is a plan to compare with
    return ways[upload.way](compared)


def _make(ready: Draft, by: User, *, previous: ActionPlan | None, carried: Mapping[int, int]) -> ActionPlan:
    """A plan with all rows of a draft. `carried` gives for a row (its key) the measure that it was before."""
    return create_plan(
        ready.upload.unit,
        by=by,
        language=ready.upload.language,
        previous=previous,
        measures=[_words(row, carried.get(row.measure.pk)) for row in ready.kept],
        **_facts(ready.upload),
    )


def _make_next(ready: Draft, compared: Comparison, by: User) -> ActionPlan:
    """The plan of the next period, whose measures link back; what is gone is stopped, goes on, or stays behind."""
    same = {entry.row.measure.pk: entry.measure.pk for entry in compared.entries if entry.row and entry.measure}
    plan = _make(ready, by, previous=compared.plan, carried=same)
    _remember(plan, ready)
    going = [entry.measure for entry in compared.gone if entry.fate == Fate.CARRY and entry.measure]
    stop_measures(compared.plan, _stopped(compared), by=by)
    carry_over(going, into=plan, by=by)
    return plan


def _update(ready: Draft, compared: Comparison, by: User, *, facts_too: bool) -> ActionPlan:
    """The plan that stands with what the file says otherwise, and a person did not want to keep."""
    order = _order(compared)
    facts = _facts(ready.upload) if facts_too else {}
    said = {change.name for change in compared.facts} | ({"starts_on", "ends_on"} if facts.get("ends_on") else set())
    plan = update_plan(
        compared.plan,
        by=by,
        order=[
            _words(each.row, None) if each.row and each.measure is None else each.measure.pk  # type: ignore[union-attr]
            for each in order
        ],
        changes=[_change(entry) for entry in order if entry.row and entry.measure],
        stopped=_stopped(compared),
        facts={name: value for name, value in facts.items() if name in said},
    )
    _remember(plan, ready, positions={entry.row.measure.pk: at for at, entry in enumerate(order) if entry.row})
    return plan


def _order(compared: Comparison) -> list[Entry]:
    """The draft's order; what is gone stays below the measure that it stood below."""
    order = [entry for entry in compared.entries if entry.row]
    at = {entry.measure.pk: entry for entry in order if entry.measure}
    gone = {entry.measure.pk: entry for entry in compared.gone if entry.measure}
    above: Entry | None = None
    for pk in compared.plan.measures.values_list("pk", flat=True):
        if pk in gone:
            order.insert(order.index(above) + 1 if above else 0, gone[pk])
        above = gone.get(pk) or at.get(pk) or above
    return order


def _stopped(compared: Comparison) -> dict[int, str]:
    """The reason for each measure that is to be stopped."""
    return {
        entry.measure.pk: entry.decision.reason
        for entry in compared.gone
        if entry.measure and entry.decision and entry.fate == Fate.STOP
    }


def _change(entry: Entry) -> MeasureChange:
    """What is to be written to a measure that both versions have."""
    row, measure = entry.row, entry.measure
    assert row is not None and measure is not None  # noqa: S101, PT018 - the caller asks only for those
    draft, taken = row.measure, {change.name for change in entry.changes if change.taken}
    understood = draft.understood
    before = entry.said.understood if entry.said else {}
    fields: dict[str, Any] = {COLUMNS[name]: draft.text(name) for name in taken if name in COLUMNS}
    if Field.COST in taken:
        fields |= _cost(draft)
    if Field.STATUS in taken and understood.get("state"):
        fields["status"] = understood["state"]
    focus_area = None
    if Field.AREA in taken and draft.upload.headings == Headings.FOCUS_AREAS:
        focus_area = fields.pop("area")
    return MeasureChange(
        measure=measure.pk,
        fields=fields,
        due=(understood.get("due") or {}) if Field.DEADLINE in taken else None,
        responsibles=tuple(understood.get("responsibles", ())) if Field.RESPONSIBLE in taken else None,
        areas=(before.get("areas", ()), understood.get("areas", ())) if Field.AREA in taken else None,
        grounds=(before.get("grounds", ()), understood.get("grounds", ())) if taken & _TELL_GROUNDS else None,
        risk=_risk(draft, measure, taken),
        focus_area=focus_area,
        source=_source(draft),
    )


def _risk(draft: DraftMeasure, measure: Measure, taken: set[Field]) -> tuple[str, str] | None:
    """The risk and cause that a measure gets; what is not taken from the file stays."""
    if not taken & {Field.RISK, Field.CAUSE}:
        return None
    now = words_of(measure)
    return (
        draft.text(Field.RISK) if Field.RISK in taken else now[Field.RISK],
        draft.text(Field.CAUSE) if Field.CAUSE in taken else now[Field.CAUSE],
    )


def _facts(upload: Upload) -> dict[str, Any]:
    """What a draft says of its plan, as the plan takes it."""
    facts = {name: value["text"] for name, value in upload.facts.items()}
    starts_on, ends_on = _span(facts.get("period", ""))
    return {
        "title": facts["title"],
        "starts_on": starts_on,
        "ends_on": ends_on,
        "adopted_on": date.fromisoformat(facts["adopted_on"]) if facts.get("adopted_on") else None,
        **{name: facts.get(name, "") for name in _FACTS},
    }


def _span(period: str) -> tuple[date | None, date | None]:
    """The first and last day of a period in words: ``2024 - 2026``, ``2025``."""
    due = interpret.understand({Field.DEADLINE: period}).due
    if due is None or due.kind not in (DueKind.PERIOD, DueKind.YEAR):
        return None, None
    days = due_fields(due.as_json(), timezone.localdate())
    return days.due_from, days.due_on


def _words(row: Row, carried_from: int | None) -> MeasureWords:
    """A row as the plan takes it: the words, what they were understood to say, and where they stood."""
    measure = row.measure
    said: dict[str, Any] = {COLUMNS.get(name, name.value): measure.text(name) for name in Field if measure.text(name)}
    said |= _cost(measure)
    if measure.upload.headings == Headings.FOCUS_AREAS and "area" in said:
        said["focus_area"] = said.pop("area")
    understood = measure.understood
    return MeasureWords(
        **said,
        status=understood.get("state") or Status.NEW,
        due=understood.get("due"),
        responsibles=tuple(understood.get("responsibles", ())),
        areas=tuple(understood.get("areas", ())),
        grounds=tuple(understood.get("grounds", ())),
        source=_source(measure),
        carried_from=carried_from,
    )


def _cost(measure: DraftMeasure) -> dict[str, Any]:
    """What a row says of its cost, as a measure keeps it: an amount, and the words that say more."""
    cost = interpret.understand_cost(measure.text(Field.COST))
    return {"cost": cost.amount, "cost_note": cost.note}


def _source(measure: DraftMeasure) -> dict[str, Any]:
    """Where in its file a row stood."""
    upload = measure.upload
    return {"upload": upload.pk, "name": upload.name, "place": measure.place, "anchor": measure.anchor}


def _remember(plan: ActionPlan, ready: Draft, *, positions: Mapping[int, int] | None = None) -> None:
    """Keep what the file said of each measure, for the next time that a version of the plan is brought in.

    `positions` gives for each row (its key) where its measure stands in the plan; in the rows' own order when None. A
    field that this file does not speak of keeps what an earlier one said.
    """
    places = positions or {row.measure.pk: at for at, row in enumerate(ready.kept)}
    measures = dict(plan.measures.values_list("position", "pk"))
    earlier = {each.measure_id: each for each in SaidByFile.objects.filter(measure__plan=plan)}
    said = []
    for row in (row.measure for row in ready.kept):
        pk = measures[places[row.pk]]
        words = {name.value: row.text(name) for name in Field if row.text(name)}
        before = earlier[pk].words if pk in earlier else {}
        said.append(SaidByFile(measure_id=pk, words=before | words, understood=row.understood))
    SaidByFile.objects.bulk_create(
        said, update_conflicts=True, unique_fields=["measure"], update_fields=["words", "understood"]
    )
