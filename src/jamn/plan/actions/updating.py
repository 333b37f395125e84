"""Writing another version of a plan over the plan that stands: what changed, what is new, what was stopped."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_update_with_history

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.plan.actions.deadlines import due_fields
from jamn.plan.actions.making import create_measures, focus_areas_for, risks_for
from jamn.plan.actions.past import create_with_history
from jamn.plan.actions.words import MeasureWords, names, searchable
from jamn.plan.models import (
    CLOSED,
    ActionPlan,
    Measure,
    MeasureArea,
    MeasureGround,
    Responsible,
    Risk,
    Status,
)
from jamn.plan.rules import may_change_plan

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
)
"""What a plan says of itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureChange:
    """What is to be written to a measure (its key); what is None or not named stays as it is.

    `fields` are columns with the plan's own words (`TEXTS`), the status and the cost in kroner. `due` is what the
    deadline's words were understood to say, an empty mapping where they set no day. `areas` and `grounds` are keys that
    go and keys that come. `risk` is a risk with its cause. `source` says where in which file it stands now.
    """

    measure: int
    fields: Mapping[str, str | Decimal | None]
    due: Mapping[str, Any] | None = None
    responsibles: tuple[str, ...] | None = None
    areas: tuple[Collection[str], Collection[str]] | None = None
    grounds: tuple[Collection[str], Collection[str]] | None = None
    risk: tuple[str, str] | None = None
    focus_area: str | None = None
    source: Mapping[str, Any] | None = None

    @property
    def says_anything(self) -> bool:
        """Whether more than the source is to be written."""
        others = (self.due, self.responsibles, self.areas, self.grounds, self.risk, self.focus_area)
        return bool(self.fields) or any(other is not None for other in others)


@transaction.atomic
def update_plan(
    plan: ActionPlan,
    *,
    by: User,
    order: Sequence[int | MeasureWords],
    changes: Sequence[MeasureChange] = (),
    stopped: Mapping[int, str] | None = None,
    facts: Mapping[str, Any] | None = None,
) -> ActionPlan:
    """Write another version of a plan over it, with history, and delete nothing.

    `order` is the whole plan from top to bottom: measures it has, by key, and new ones in words. `stopped` gives the
    reason for each measure that is stopped. As many queries for five measures as for five hundred, but for one more for
    each area and ground that goes. Raises `PermissionDenied` for those who may not change the plan.
    """
    held = ActionPlan.objects.select_for_update(of=("self",)).select_related("unit").get(pk=plan.pk)
    if not may_change_plan(by, held):
        raise PermissionDenied
    now = timezone.now()
    told: dict[str, tuple[Any, Any]] = _change_facts(held, facts or {}, by, now)
    measures = {
        measure.pk: measure
        for measure in held.measures.select_for_update(of=("self",)).prefetch_related(
            "risks__measures", "responsibles", "areas", "grounds"
        )
    }
    told |= _change(held, measures, changes, by, now)
    told |= _stop(measures, stopped or {}, by, now)
    added = [(position, each) for position, each in enumerate(order) if isinstance(each, MeasureWords)]
    made = create_measures(
        held, [words for _, words in added], by=by, now=now, positions=[position for position, _ in added]
    )
    _put_in_order(measures, order)
    record(
        "update_plan",
        held,
        by=by,
        employer_id=held.unit.employer_id,
        before={name: before for name, (before, _) in told.items()},
        after={name: after for name, (_, after) in told.items()} | {"new": [measure.pk for measure in made]},
    )
    return held


@transaction.atomic
def stop_measures(plan: ActionPlan, reasons: Mapping[int, str], *, by: User) -> None:
    """Stop measures of a plan, each with its reason; those that are done or stopped already stay as they are.

    Raises `PermissionDenied` for those who may not change the plan.
    """
    if not may_change_plan(by, plan):
        raise PermissionDenied
    held = Measure.objects.select_for_update(of=("self",)).filter(plan=plan, pk__in=reasons)
    told = _stop({measure.pk: measure for measure in held}, reasons, by, timezone.now())
    if told:
        before = {name: old for name, (old, _) in told.items()}
        after = {name: new for name, (_, new) in told.items()}
        record("stop_measures", plan, by=by, employer_id=plan.unit.employer_id, before=before, after=after)


Told = dict[str, tuple[Any, Any]]
"""For the audit trail: a measure's key, or a column of the plan → what it said, what it says."""


def _change_facts(plan: ActionPlan, facts: Mapping[str, Any], by: User, now: datetime) -> Told:
    unknown = set(facts) - set(FACTS)
    if unknown:
        raise TypeError(f"no such fact of a plan: {', '.join(sorted(unknown))}")
    changed = {name: (getattr(plan, name), value) for name, value in facts.items() if getattr(plan, name) != value}
    if changed:
        for name, (_, value) in changed.items():
            setattr(plan, name, value)
        plan._history_user, plan._history_date = by, now  # type: ignore[attr-defined]  # how simple_history is told
        plan.save()
    return {name: (_plain(before), _plain(after)) for name, (before, after) in changed.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _change(
    plan: ActionPlan, measures: Mapping[int, Measure], changes: Sequence[MeasureChange], by: User, now: datetime
) -> Told:
    touched = [(measures[change.measure], change) for change in changes if change.measure in measures]
    told = {str(measure.pk): _change_columns(measure, change) for measure, change in touched if change.says_anything}
    _change_focus_areas(plan, touched, by, now)
    risks = _change_risks(plan, touched, by, now)
    for measure, _ in touched:
        measure.search = searchable(measure, risks.get(measure.pk) or measure.risks.all())
    _change_responsibles(touched)
    for kind in (MeasureArea, MeasureGround):
        _change_keys(kind, touched, by, now)
    spoken = [measure for measure, change in touched if change.says_anything]
    columns = {name for _, after in told.values() for name in after} | {"search", "source", "focus_area"}
    bulk_update_with_history(spoken, Measure, sorted(columns), default_user=by, default_date=now)
    silent = [measure for measure, change in touched if not change.says_anything and change.source is not None]
    Measure.objects.bulk_update(silent, ["source"])  # where it stands is no change of the measure
    return told


def _change_columns(measure: Measure, change: MeasureChange) -> tuple[dict[str, Any], dict[str, Any]]:
    """Write a change's columns to the object; what they held before, and what they hold."""
    new: dict[str, Any] = dict(change.fields)
    if change.due is not None:
        new |= asdict(due_fields(change.due, timezone.localdate()))
    before = {name: getattr(measure, name) for name, value in new.items() if getattr(measure, name) != value}
    for name in before:
        setattr(measure, name, new[name])
    if change.source is not None:
        measure.source = dict(change.source)
    return (
        {name: _plain(value) for name, value in before.items()},
        {name: _plain(new[name]) for name in before},
    )


def _change_focus_areas(
    plan: ActionPlan, touched: Sequence[tuple[Measure, MeasureChange]], by: User, now: datetime
) -> None:
    """Move measures to the focus area of that title; the ones that the plan does not have yet are made."""
    moved = [(measure, change.focus_area) for measure, change in touched if change.focus_area is not None]
    found = focus_areas_for(plan, [title for _, title in moved], by=by, now=now)
    for (measure, _), focus_area in zip(moved, found, strict=True):
        measure.focus_area = focus_area


def _change_risks(
    plan: ActionPlan, touched: Sequence[tuple[Measure, MeasureChange]], by: User, now: datetime
) -> dict[int, list[Risk]]:
    """Give measures the risk that their file says. Returns the risks of each measure that got one.

    A risk whose measures all get the same new words is reworded; otherwise the measures move to another risk, and the
    old one stays for those that have it. A measure with several risks gets one more, and keeps those it has.
    """
    wanted = {measure.pk: change.risk for measure, change in touched if change.risk is not None}
    known = {(risk.text, risk.cause) for risk in plan.risks.all()}
    reworded: dict[int, Risk] = {}
    moved: list[Measure] = []
    risks: dict[int, list[Risk]] = {}
    for measure in (measure for measure, change in touched if change.risk is not None):
        own, said = list(measure.risks.all()), wanted[measure.pk]
        shared = {other.pk for risk in own for other in risk.measures.all()}
        if len(own) == 1 and said not in known and all(wanted.get(pk) == said for pk in shared):
            risk = reworded.setdefault(own[0].pk, own[0])
            risk.text, risk.cause = said
            risks[measure.pk] = [risk]
        else:
            moved.append(measure)
    bulk_update_with_history(list(reworded.values()), Risk, ["text", "cause"], default_user=by, default_date=now)
    return risks | _move(plan, moved, wanted, by, now)


def _move(
    plan: ActionPlan, moved: Sequence[Measure], wanted: Mapping[int, tuple[str, str]], by: User, now: datetime
) -> dict[int, list[Risk]]:
    """Link measures to other risks of the plan. Returns the risks that each has then."""
    link = Measure.risks.through
    new, old, risks = [], [], {}
    for measure, risk in zip(
        moved, risks_for(plan, [wanted[measure.pk] for measure in moved], by=by, now=now), strict=True
    ):
        own = list(measure.risks.all())
        stay = own if len(own) > 1 else []
        old += [measure.pk] * (len(own) == 1)
        new += [link(measure=measure, risk=risk)] if risk and risk not in stay else []
        risks[measure.pk] = [*stay, *([risk] if risk and risk not in stay else [])]
    link.objects.filter(measure__in=old).delete()
    link.objects.bulk_create(new)
    return risks


def _change_responsibles(touched: Sequence[tuple[Measure, MeasureChange]]) -> None:
    """Make those who answer be those of the file; who stays keeps being that person, unit or role."""
    gone: list[int] = []
    rows: list[Responsible] = []
    for measure, change in touched:
        if change.responsibles is None:
            continue
        known = {each.name: each for each in measure.responsibles.all()}
        new = names(change.responsibles)
        gone += [each.pk for name, each in known.items() if name not in new]
        for position, name in enumerate(new):
            row = known.get(name) or Responsible(measure=measure, name=name)
            row.position = position
            rows.append(row)
    Responsible.objects.filter(pk__in=gone).delete()
    Responsible.objects.bulk_update([row for row in rows if row.pk], ["position"])
    Responsible.objects.bulk_create(row for row in rows if not row.pk)


def _change_keys(
    kind: type[MeasureArea | MeasureGround],
    touched: Sequence[tuple[Measure, MeasureChange]],
    by: User,
    now: datetime,
) -> None:
    """Take areas (or grounds) away and add others, with history for each."""
    column = "area" if kind is MeasureArea else "ground"
    new: list[MeasureArea | MeasureGround] = []
    for measure, change in touched:
        wanted = change.areas if kind is MeasureArea else change.grounds
        if wanted is None:
            continue
        going, coming = wanted
        rows = {getattr(row, column): row for row in getattr(measure, f"{column}s").all()}
        for row in (row for key, row in rows.items() if key in going and key not in coming):
            row._history_user, row._history_date = by, now
            row.delete()
        new += [kind(measure=measure, **{column: key}) for key in dict.fromkeys(coming) if key not in rows]
    create_with_history(new, kind, by=by, now=now)


def _stop(measures: Mapping[int, Measure], reasons: Mapping[int, str], by: User, now: datetime) -> Told:
    stopping = [measures[pk] for pk in reasons if pk in measures and measures[pk].status not in CLOSED]
    told: Told = {}
    for measure in stopping:
        told[str(measure.pk)] = (
            {"status": measure.status, "stop_reason": measure.stop_reason},
            {"status": Status.STOPPED.value, "stop_reason": reasons[measure.pk]},
        )
        measure.status, measure.stop_reason = Status.STOPPED, reasons[measure.pk]
    bulk_update_with_history(stopping, Measure, ["status", "stop_reason"], default_user=by, default_date=now)
    return told


def _put_in_order(measures: Mapping[int, Measure], order: Sequence[int | MeasureWords]) -> None:
    moved = []
    for position, each in enumerate(order):
        if not isinstance(each, MeasureWords) and each in measures and measures[each].position != position:
            measures[each].position = position
            moved.append(measures[each])
    Measure.objects.bulk_update(moved, ["position"])
