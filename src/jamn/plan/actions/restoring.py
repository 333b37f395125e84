"""Putting an earlier version back: of a measure, a risk, a focus area, a sub-goal, a plan's facts.

Itself a change, with its own history.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.plan.actions.focus import GoalWords, change_focus_area, place, placed_until
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
    then = _then(Risk, Risk.history.filter(id=risk, plan=plan), as_of)
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


def _then(kind: type[Risk | FocusArea | SubGoal], rows: Any, as_of: datetime) -> Any:
    """The last row of history that says how the thing stood at a time; `DoesNotExist` of its kind when none does."""
    then = rows.filter(history_date__lte=as_of).exclude(history_type="-").order_by("history_date", "history_id").last()
    if then is None:
        raise kind.DoesNotExist
    return then


@transaction.atomic
def restore_focus_area(plan: ActionPlan, *, focus_area: int, by: User, as_of: datetime) -> FocusArea:
    """Put the words of a focus area of a plan (its id) back as they stood at a time.

    One that was taken away comes back with the sub-goals that went with it, and with those of the measures that were
    in it then and are in no focus area now.

    Raises `FocusArea.DoesNotExist` when the plan had none such then, `PermissionDenied` for those who may not change
    the plan.
    """
    plan = held_plan(plan, by, may_change_plan)
    then = _then(FocusArea, FocusArea.history.filter(id=focus_area, plan=plan), as_of)
    stands = plan.focus_areas.filter(pk=focus_area).first()
    if stands is not None:
        return change_focus_area(stands, by=by, title=then.title, text=then.text)
    back: FocusArea = then.instance
    now = timezone.now()
    keep(back, by, now)
    gone = FocusArea.history.filter(id=focus_area, history_type="-").latest("history_date", "history_id").history_date
    goals = SubGoal.history.filter(focus_area=focus_area, history_type="-", history_date=gone).order_by("position")
    for goal in goals:
        keep(goal.instance, by, now)
    measures = _place_again(plan, gone, back, by, now)
    after = {"title": back.title, "text": back.text, "goals": [goal.text for goal in goals], "measures": measures}
    record("restore_focus_area", back, by=by, employer_id=plan.unit.employer_id, after=after)
    return back


@transaction.atomic
def restore_sub_goal(plan: ActionPlan, *, sub_goal: int, by: User, as_of: datetime) -> SubGoal:
    """Put a sub-goal (its id) of one of a plan's focus areas back as it was worded at a time.

    One that was taken away comes back, with those of its measures that are in its focus area and have no other
    sub-goal now.

    Raises `SubGoal.DoesNotExist` when no focus area that stands had it then, `PermissionDenied` for those who may not
    change the plan.
    """
    plan = held_plan(plan, by, may_change_plan)
    then = _then(SubGoal, SubGoal.history.filter(id=sub_goal, focus_area__in=plan.focus_areas.all()), as_of)
    area = plan.focus_areas.get(pk=then.focus_area_id)
    stands = list(area.sub_goals.all())
    if any(goal.pk == sub_goal for goal in stands):
        words = [GoalWords(goal.pk, then.text if goal.pk == sub_goal else goal.text) for goal in stands]
        change_focus_area(area, by=by, title=area.title, text=area.text, goals=words)
        return area.sub_goals.get(pk=sub_goal)
    back: SubGoal = then.instance
    now = timezone.now()
    keep(back, by, now)
    gone = SubGoal.history.filter(id=sub_goal, history_type="-").latest("history_date", "history_id").history_date
    measures = _place_again(plan, gone, area, by, now)
    after = {"goals": [back.text], "measures": measures}
    record("restore_sub_goal", back, by=by, employer_id=plan.unit.employer_id, after=after)
    return back


def _place_again(plan: ActionPlan, gone: datetime, area: FocusArea, by: User, now: datetime) -> list[int]:
    """Put measures back where they were until a time, if that is in the area, and they have no other place now."""
    goals = {goal.pk: goal for goal in area.sub_goals.all()}
    back: dict[int | None, list[Measure]] = {}
    for measure, (in_area, in_goal) in placed_until(gone, plan).items():
        if in_area == area.pk and measure.focus_area_id in {None, area.pk} and measure.sub_goal_id is None:
            back.setdefault(in_goal if in_goal in goals else None, []).append(measure)
    moved = [one for goal, some in back.items() for one in place(some, area, goals.get(goal or 0), by, now)]
    return sorted(measure.pk for measure in moved)
