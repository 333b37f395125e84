"""Focus areas and their sub-goals: adding, changing, ordering, taking away, and what measures belong to them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.plan.actions.holding import held_plan, keep, let_go
from jamn.plan.models import ActionPlan, FocusArea, Measure, SubGoal
from jamn.plan.rules import may_add_measure, may_change_plan


@dataclass(frozen=True, slots=True)
class GoalWords:
    """A sub-goal as a person wants it: an existing one (`pk`) or a new one (None); without words it goes away."""

    pk: int | None
    text: str


@transaction.atomic
def add_focus_area(plan: ActionPlan, *, by: User, title: str, text: str = "") -> FocusArea:
    """Add a focus area, as the plan's last. Raises `PermissionDenied` for those who may not change the plan."""
    plan = held_plan(plan, by, may_change_plan)
    area = FocusArea(plan=plan, title=title, text=text, position=_after(plan.focus_areas.all()))
    keep(area, by, timezone.now())
    after = {"title": title, "text": text}
    record("add_focus_area", area, by=by, employer_id=plan.unit.employer_id, after=after)
    return area


@transaction.atomic
def change_focus_area(
    area: FocusArea, *, by: User, title: str, text: str = "", goals: Sequence[GoalWords] | None = None
) -> FocusArea:
    """Change a focus area's words, and make its sub-goals be `goals` in that order (None leaves them).

    Sub-goals keep their measures; those not among `goals`, or without words, go away, and their measures stay in the
    focus area. Raises `PermissionDenied` for those who may not change the plan.
    """
    plan = held_plan(area.plan, by, may_change_plan)
    area = FocusArea.objects.get(pk=area.pk, plan=plan)
    before = _as_said(area)
    if (title, text) != (area.title, area.text):
        area.title, area.text = title, text
        keep(area, by, timezone.now())
    if goals is not None:
        _set_goals(area, [goal for goal in goals if goal.text.strip()], by)
    after = _as_said(area)
    if after != before:
        record("change_focus_area", area, by=by, employer_id=plan.unit.employer_id, before=before, after=after)
    return area


def _set_goals(area: FocusArea, goals: Sequence[GoalWords], by: User) -> None:
    now = timezone.now()
    rows = {goal.pk: goal for goal in area.sub_goals.all()}
    wanted = {goal.pk for goal in goals}
    gone = [goal for pk, goal in rows.items() if pk not in wanted]
    place(list(Measure.objects.filter(sub_goal__in=gone)), area, None, by, now)
    for goal in gone:
        let_go(goal, by, now)
    for position, words in enumerate(goals):
        goal = rows.get(words.pk or 0) or SubGoal(focus_area=area)
        if goal.pk is None or (goal.text, goal.position) != (words.text, position):
            goal.text, goal.position = words.text, position
            keep(goal, by, now)


def _as_said(area: FocusArea) -> dict[str, object]:
    goals = SubGoal.objects.filter(focus_area=area).order_by("position", "pk").values_list("text", flat=True)
    return {"title": area.title, "text": area.text, "goals": list(goals)}


@transaction.atomic
def move_focus_area(area: FocusArea, *, by: User, steps: int) -> None:
    """Move a focus area down by some steps among the plan's, up when `steps` is negative; not past either end.

    Raises `PermissionDenied` for those who may not change the plan.
    """
    plan = held_plan(area.plan, by, may_change_plan)
    areas = list(plan.focus_areas.all())
    place = areas.index(area)
    to = min(max(place + steps, 0), len(areas) - 1)
    if to == place:
        return
    areas.insert(to, areas.pop(place))
    moved = [each for position, each in enumerate(areas) if each.position != position]
    for position, each in enumerate(areas):
        each.position = position
    FocusArea.objects.bulk_update(moved, ["position"])
    FocusArea.history.bulk_history_create(moved, update=True, default_user=by, default_date=timezone.now())
    before, after = {"place": place + 1}, {"place": to + 1}
    record("move_focus_area", area, by=by, employer_id=plan.unit.employer_id, before=before, after=after)


@transaction.atomic
def take_away_focus_area(area: FocusArea, *, by: User) -> None:
    """Take away a focus area with its sub-goals. Its measures stay in the plan, in no focus area.

    Raises `PermissionDenied` for those who may not change the plan.
    """
    plan = held_plan(area.plan, by, may_change_plan)
    area = FocusArea.objects.get(pk=area.pk, plan=plan)
    measures = Measure.objects.filter(focus_area=area)
    before = _as_said(area) | {"measures": sorted(measures.values_list("pk", flat=True))}
    record("take_away_focus_area", area, by=by, employer_id=plan.unit.employer_id, before=before)
    now = timezone.now()  # the same for all, so that putting the focus area back finds what was in it
    place(list(measures), None, None, by, now)
    for goal in area.sub_goals.all():
        let_go(goal, by, now)
    let_go(area, by, now)


@transaction.atomic
def assign_measures(
    plan: ActionPlan,
    *,
    by: User,
    measures: Collection[Measure],
    focus_area: FocusArea | None,
    sub_goal: SubGoal | None = None,
) -> int:
    """Put measures of the plan into a focus area, or to one of its sub-goals; None takes them out.

    Gives the number of those that were elsewhere before. Raises `ValueError` for a measure, area or goal of another
    plan, and `PermissionDenied` for those who may not change the plan's measures.
    """
    plan = held_plan(plan, by, may_add_measure)
    if sub_goal is not None and sub_goal.focus_area_id != (focus_area.pk if focus_area else None):
        raise ValueError("a sub-goal of another focus area")
    if (focus_area is not None and focus_area.plan_id != plan.pk) or any(one.plan_id != plan.pk for one in measures):
        raise ValueError("not of this plan")
    held = list(plan.measures.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in measures]))
    moved = place(held, focus_area, sub_goal, by, timezone.now())
    if moved:
        after = {
            "measures": sorted(one.pk for one in moved),
            "focus_area": focus_area.title if focus_area else "",
            "sub_goal": sub_goal.text if sub_goal else "",
        }
        record("assign_measures", plan, by=by, employer_id=plan.unit.employer_id, after=after)
    return len(moved)


def placed_until(when: datetime, plan: ActionPlan) -> dict[Measure, tuple[int | None, int | None]]:
    """The measures of a plan that left their place at a time and have none now: the ids of their focus area and
    sub-goal until then."""
    left = Measure.history.filter(plan=plan, history_date=when).values("id")
    rows = Measure.history.filter(id__in=left, history_date__lt=when).order_by("history_date", "history_id")
    until = {pk: (area, goal) for pk, area, goal in rows.values_list("id", "focus_area_id", "sub_goal_id")}
    stand = plan.measures.select_for_update(of=("self",)).filter(pk__in=until)
    return {measure: until[measure.pk] for measure in stand}


def place(
    measures: list[Measure], area: FocusArea | None, goal: SubGoal | None, by: User, now: datetime
) -> list[Measure]:
    """Put measures into a focus area and to a sub-goal, in bulk, with history but no event.

    Gives those that were not there already. What calls it has held the plan and asked the rules.
    """
    wanted = (area.pk if area else None, goal.pk if goal else None)
    moved = [one for one in measures if (one.focus_area_id, one.sub_goal_id) != wanted]
    for one in moved:
        one.focus_area, one.sub_goal = area, goal
    Measure.objects.bulk_update(moved, ["focus_area", "sub_goal"])
    Measure.history.bulk_history_create(moved, update=True, default_user=by, default_date=now)
    return moved


def _after(rows: object) -> int:
    """The position after the last."""
    last = rows.order_by("-position").values_list("position", flat=True).first()  # type: ignore[attr-defined]
    return 0 if last is None else last + 1
