"""Copying a plan into the next period."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Field, Model
from django.utils import timezone

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.plan.actions.holding import keep
from jamn.plan.actions.past import create_with_history
from jamn.plan.actions.words import searchable
from jamn.plan.models import (
    ActionPlan,
    FocusArea,
    Measure,
    MeasureArea,
    MeasureGround,
    Responsible,
    Risk,
    Status,
    SubGoal,
)
from jamn.plan.queries.access import is_open
from jamn.plan.queries.copying import carried_status
from jamn.plan.rules import may_create_plan, may_see_plan

LEFT_BEHIND = frozenset(
    {
        "id",
        "plan",
        "position",
        "focus_area",
        "sub_goal",
        "carried_from",
        "status",
        "status_words",
        "stop_reason",
        "result",
        "process_result",
        "effect",
        "evaluation",
        "correction",
        "source",
        "search",
        "created_at",
        "taken_away_at",
    }
)
"""What a measure does not bring along into the next period: its place, and what came of it."""

Row = TypeVar("Row", bound=Model)


@transaction.atomic
def copy_plan(
    plan: ActionPlan,
    *,
    by: User,
    title: str,
    period: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    measures: Collection[int] | None = None,
) -> ActionPlan:
    """Make the plan of the next period: focus areas, risks and measures carried over, each with a link back.

    `measures` are the ids of those to carry; None carries all that are open. They keep their words
    and those who answer for them; what came of them stays behind (`LEFT_BEHIND`). One that is ongoing stays so, every
    other begins anew as not started. Raises `PermissionDenied` for those who may not make a plan at the unit. As many
    queries whatever the number of measures.
    """
    plan = ActionPlan.objects.select_for_update(of=("self",)).select_related("unit__employer").get(pk=plan.pk)
    if not (may_create_plan(by, plan.unit) and may_see_plan(by, plan)):
        raise PermissionDenied
    chosen = plan.measures.prefetch_related("risks", "areas", "grounds", "responsibles")
    chosen = chosen.filter(is_open()) if measures is None else chosen.filter(pk__in=measures)
    old = list(chosen)
    copy = _copied_plan(plan, title, period, starts_on, ends_on)
    now = timezone.now()
    keep(copy, by, now)
    made = _Copies(by, now)
    areas = made.of(plan.focus_areas.all(), lambda _: {"plan": copy})
    goals = made.of(
        SubGoal.objects.filter(focus_area__plan=plan), lambda goal: {"focus_area": areas[goal.focus_area_id]}
    )
    risks = made.of(plan.risks.all(), lambda _: {"plan": copy})
    _carry(old, _Belongings(copy, areas, goals, risks), made)
    after = {"title": title, "unit": plan.unit_id, "from": plan.pk, "measures": len(old)}
    record("copy_plan", copy, by=by, employer_id=plan.unit.employer_id, after=after)
    return copy


def _copied_plan(plan: ActionPlan, title: str, period: str, starts_on: date | None, ends_on: date | None) -> ActionPlan:
    kept = ("unit", "organisation", "classification", "language")
    facts = {name: getattr(plan, name) for name in kept}
    return ActionPlan(previous=plan, title=title, period=period, starts_on=starts_on, ends_on=ends_on, **facts)


class _Copies:
    """Makes copies of rows in bulk, with their history."""

    def __init__(self, by: User, now: datetime) -> None:
        self.by, self.now = by, now

    def of(
        self, rows: Sequence[Row] | Any, changed: Callable[[Any], dict[str, Any]], *, without: Collection[str] = ("id",)
    ) -> dict[int, Any]:
        """A copy of each row with some values changed: old id → copy."""
        old = list(rows)
        if not old:
            return {}
        model = type(old[0])
        fields = [field for field in model._meta.concrete_fields if field.name not in without]
        new = [model(**_values(row, fields, changed(row))) for row in old]
        new = create_with_history(new, model, by=self.by, now=self.now)
        return {row.pk: copy for row, copy in zip(old, new, strict=True)}


def _values(row: Model, fields: list[Field[Any, Any]], changed: dict[str, Any]) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in fields if field.name not in changed} | changed


@dataclass(frozen=True, slots=True)
class _Belongings:
    """The copy, and what measures in it belong to: old id → copy."""

    plan: ActionPlan
    areas: dict[int, FocusArea]
    goals: dict[int, SubGoal]
    risks: dict[int, Risk]


def _carry(old: list[Measure], new: _Belongings, made: _Copies) -> None:
    places = {measure.pk: place for place, measure in enumerate(old)}

    def changed(measure: Measure) -> dict[str, Any]:
        ongoing = carried_status(measure) == Status.ONGOING
        return {
            "plan": new.plan,
            "position": places[measure.pk],
            "carried_from": measure,
            "status": carried_status(measure),
            "status_words": measure.status_words if ongoing else "",
            "focus_area": new.areas.get(measure.focus_area_id or 0),
            "sub_goal": new.goals.get(measure.sub_goal_id or 0),
            "search": searchable(measure, measure.risks.all()),
        }

    measures = made.of(old, changed, without=LEFT_BEHIND)
    pairs = [(measures[measure.pk], new.risks[risk.pk]) for measure in old for risk in measure.risks.all()]
    link = Measure.risks.through
    link.objects.bulk_create(link(measure=measure, risk=risk) for measure, risk in pairs)
    for kind in (Responsible, MeasureArea, MeasureGround):
        rows = [row for measure in old for row in _of_kind(measure, kind)]
        made.of(rows, lambda row: {"measure": measures[row.measure_id]}, without=("id", "measure"))


def _of_kind(measure: Measure, kind: type[Responsible | MeasureArea | MeasureGround]) -> list[Any]:
    names = {Responsible: "responsibles", MeasureArea: "areas", MeasureGround: "grounds"}
    return list(getattr(measure, names[kind]).all())
