"""The measures of a plan: adding one by hand, moving it, taking it away and putting it back."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.plan.actions.holding import held_measure, held_plan, keep
from jamn.plan.actions.words import TEXTS, searchable
from jamn.plan.models import ActionPlan, FocusArea, Measure, Risk, SubGoal
from jamn.plan.rules import may_add_measure


@transaction.atomic
def add_measure(
    plan: ActionPlan,
    *,
    by: User,
    focus_area: FocusArea | None = None,
    sub_goal: SubGoal | None = None,
    risks: Collection[Risk] = (),
    **words: str,
) -> Measure:
    """Add a measure that a person writes, as the plan's last. `words` are its texts (`TEXTS`).

    Raises `ValueError` for a focus area or risk of another plan, and `PermissionDenied` for those who may not.
    """
    unknown = set(words) - set(TEXTS)
    if unknown:
        raise TypeError(f"no such text of a measure: {', '.join(sorted(unknown))}")
    plan = held_plan(plan, by, may_add_measure)
    if any(risk.plan_id != plan.pk for risk in risks) or (focus_area and focus_area.plan_id != plan.pk):
        raise ValueError("not of this plan")
    fields: dict[str, Any] = {**words, "focus_area": focus_area, "sub_goal": sub_goal}
    measure = Measure(plan=plan, position=_next(plan), **fields)
    measure.search = searchable(measure, risks)
    keep(measure, by, timezone.now())
    measure.risks.set(risks)
    record("add_measure", measure, by=by, employer_id=plan.unit.employer_id, after={**words})
    return measure


def _next(plan: ActionPlan) -> int:
    last = Measure.everything.filter(plan=plan).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


@transaction.atomic
def move_measure(measure: Measure, *, by: User, to: int) -> None:
    """Move a measure to a place in its plan, 1 for the first; not past either end.

    Raises `PermissionDenied` for those who may not change the plan's measures.
    """
    plan = held_plan(measure.plan, by, may_add_measure)
    measures = list(plan.measures.only("pk", "plan_id", "position").order_by("position", "pk"))
    if measure not in measures:
        return
    place = measures.index(measure)
    to = min(max(to, 1), len(measures)) - 1
    if to == place:
        return
    measures.insert(to, measures.pop(place))
    moved = [one for position, one in enumerate(measures) if one.position != position]
    for position, one in enumerate(measures):
        one.position = position
    Measure.objects.bulk_update(moved, ["position"])
    before, after = {"place": place + 1}, {"place": to + 1}
    record("move_measure", measure, by=by, employer_id=plan.unit.employer_id, before=before, after=after)


@transaction.atomic
def take_away_measure(measure: Measure, *, by: User) -> None:
    """Take a measure out of its plan. It is kept with all that belongs to it, and can be put back.

    Raises `PermissionDenied` for those who may not change the measure.
    """
    held = held_measure(measure, by)
    if held.taken_away_at is None:
        held.taken_away_at = timezone.now()
        keep(held, by, held.taken_away_at)
        employer = held.plan.unit.employer_id
        record("take_away_measure", held, by=by, employer_id=employer, before={"title": held.name})


@transaction.atomic
def put_back_measure(measure: Measure, *, by: User) -> Measure:
    """Put a measure that was taken away back into its plan, where it stood.

    Raises `PermissionDenied` for those who may not change the measure.
    """
    held = held_measure(measure, by)
    if held.taken_away_at is not None:
        held.taken_away_at = None
        keep(held, by, timezone.now())
        employer = held.plan.unit.employer_id
        record("put_back_measure", held, by=by, employer_id=employer, after={"title": held.name})
    return held
