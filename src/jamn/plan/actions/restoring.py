"""Putting an earlier version back: of a measure, a risk, a plan's facts. Itself a change, with its own history."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.plan.actions.holding import held_measure, held_plan, keep, let_go, plain
from jamn.plan.actions.measures import change_risk
from jamn.plan.actions.places import put_back_measure
from jamn.plan.actions.plans import FACTS, change_plan
from jamn.plan.actions.risks import join_measures, parted_at
from jamn.plan.actions.words import searchable
from jamn.plan.models import ActionPlan, FocusArea, Measure, MeasureArea, MeasureGround, Responsible, Risk, SubGoal
from jamn.plan.rules import may_change_plan

NOT_RESTORED = frozenset(
    {"id", "plan", "position", "focus_area", "sub_goal", "carried_from", "source", "search", "created_at"}
    | {"taken_away_at"}
)
"""The columns of a measure that an earlier version does not bring back: where it stands, and where it comes from."""
COLUMNS = tuple(field.name for field in Measure._meta.concrete_fields if field.name not in NOT_RESTORED)

LISTS = (Responsible, MeasureArea, MeasureGround)
"""What belongs to a measure and comes back with it."""


@transaction.atomic
def restore_measure(measure: Measure, *, by: User, as_of: datetime) -> Measure:
    """Put a measure back as it stood at a time (a `history_date` of it or of what belongs to it).

    Its fields, focus area (if there still), areas, grounds and responsibles become as they were; one that was taken
    away comes back. What stands now stays in the history. Raises `Measure.DoesNotExist` when there was none at that
    time, `PermissionDenied` for those who may not change the measure.
    """
    held = held_measure(measure, by)
    then = Measure.history.filter(id=held.pk, history_date__lte=as_of).order_by("history_date", "history_id").last()
    if then is None:
        raise Measure.DoesNotExist
    now = timezone.now()
    changed = {name: getattr(then, name) for name in COLUMNS if getattr(then, name) != getattr(held, name)}
    changed |= _place_then(held, then)
    before = {name: plain(getattr(held, name)) for name in changed}
    lists = [
        kind.__name__ for kind in (Responsible, MeasureArea, MeasureGround) if _restore(kind, held, as_of, by, now)
    ]
    for name, value in changed.items():
        setattr(held, name, value)
    if changed:
        held.search = searchable(held, held.risks.all())
        keep(held, by, now)
    if changed or lists:
        after = {name: plain(value) for name, value in changed.items()} | {"as_of": as_of.isoformat(), "lists": lists}
        record("restore_measure", held, by=by, employer_id=held.plan.unit.employer_id, before=before, after=after)
    return put_back_measure(held, by=by)


def _place_then(held: Measure, then: Any) -> dict[str, int | None]:
    """The focus area and sub-goal of then, as columns that changed; none of those that are gone."""
    area, goal = then.focus_area_id, then.sub_goal_id
    if area and not FocusArea.objects.filter(pk=area, plan=held.plan_id).exists():
        area = goal = None
    if goal and not SubGoal.objects.filter(pk=goal, focus_area=area).exists():
        goal = None
    place = {"focus_area_id": area, "sub_goal_id": goal}
    return {name: value for name, value in place.items() if value != getattr(held, name)}


def _restore(
    kind: type[Responsible | MeasureArea | MeasureGround], measure: Measure, as_of: datetime, by: User, now: datetime
) -> bool:
    """Make the measure's rows of a kind be those of the time; whether any changed.

    Rows from before the history was kept are left alone.
    """
    past: dict[int, Any] = {}
    known = kind.history.filter(measure_id=measure.pk).order_by("history_date", "history_id")
    for row in known:
        if row.history_date <= as_of:
            past[row.id] = row
    if not known:
        return False
    names = [field.attname for field in kind._meta.concrete_fields if field.name not in {"id", "measure"}]
    stood = [tuple(getattr(row, name) for name in names) for row in past.values() if row.history_type != "-"]
    stands = {tuple(getattr(row, name) for name in names): row for row in kind._default_manager.filter(measure=measure)}
    for row in (row for values, row in stands.items() if values not in stood):
        let_go(row, by, now)
    new = [values for values in stood if values not in stands]
    for values in new:
        keep(kind(measure=measure, **_still_there(kind, dict(zip(names, values, strict=True)))), by, now)
    return bool(new) or len(stands) != len(stood)


def _still_there(kind: type[Any], values: dict[str, Any]) -> dict[str, Any]:
    """The values without links to people and units that are gone; their names remain."""
    for field in kind._meta.concrete_fields:
        value = values.get(field.attname)
        if field.is_relation and value is not None and not field.related_model.objects.filter(pk=value).exists():
            values[field.attname] = None
    return values


@transaction.atomic
def restore_plan(plan: ActionPlan, *, by: User, as_of: datetime) -> ActionPlan:
    """Put a plan's facts back as they stood at a time. Raises `ActionPlan.DoesNotExist` and `PermissionDenied`."""
    then = ActionPlan.history.filter(id=plan.pk, history_date__lte=as_of).order_by("history_date", "history_id").last()
    if then is None:
        raise ActionPlan.DoesNotExist
    return change_plan(plan, by=by, **{name: getattr(then, name) for name in FACTS})


@transaction.atomic
def restore_risk(plan: ActionPlan, *, risk: int, by: User, as_of: datetime) -> Risk:
    """Put a risk of a plan (its id) back as it stood at a time, also one that was taken away.

    One that was taken away is joined again to the measures that it was parted from then.

    Raises `Risk.DoesNotExist` when the plan had none such then, `PermissionDenied` for those who may not change the
    plan.
    """
    plan = held_plan(plan, by, may_change_plan)
    rows = Risk.history.filter(id=risk, plan=plan, history_date__lte=as_of).exclude(history_type="-")
    then = rows.order_by("history_date", "history_id").last()
    if then is None:
        raise Risk.DoesNotExist
    stands = plan.risks.filter(pk=risk).first()
    if stands is not None:
        return change_risk(stands, by=by, text=then.text, cause=then.cause)
    back: Risk = then.instance
    keep(back, by, timezone.now())
    after = {"text": back.text, "cause": back.cause}
    record("restore_risk", back, by=by, employer_id=plan.unit.employer_id, after=after)
    gone = Risk.history.filter(id=risk, history_type="-").order_by("history_date", "history_id").last()
    measures = parted_at(risk, plan, gone.history_date) if gone else []
    if measures:
        join_measures(back, by=by, measures=measures)
    return back
