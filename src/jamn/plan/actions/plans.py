"""Making a plan with all its measures, changing its facts, taking it away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.org.models import Unit
from jamn.plan.actions.deadlines import due_fields
from jamn.plan.actions.holding import held_plan, keep, plain
from jamn.plan.actions.responsibles import create_responsibles, resolve
from jamn.plan.actions.words import TEXTS, MeasureWords, names, searchable
from jamn.plan.models import ActionPlan, Measure, MeasureArea, MeasureGround, Risk
from jamn.plan.queries.versions import contents_of
from jamn.plan.rules import may_change_plan, may_create_plan, may_take_away_plan

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
    "foreword",
    "language",
)
"""What a plan says of itself, and a person may change."""


class Adopted(Exception):
    """The plan was adopted: a version of it is kept, and it cannot be taken away."""


@transaction.atomic
def create_plan(
    unit: Unit,
    *,
    by: User,
    title: str,
    organisation: str = "",
    period: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    adopted_on: date | None = None,
    adopted_by: str = "",
    case_number: str = "",
    classification: str = "",
    foreword: str = "",
    language: str = "",
    measures: Sequence[MeasureWords] = (),
) -> ActionPlan:
    """Make a plan at a unit with its risks and measures, in bulk.

    Measures keep their order. Raises `PermissionDenied` for those who may not write at the unit.
    """
    if not may_create_plan(by, unit):
        raise PermissionDenied
    now = timezone.now()
    plan = ActionPlan(
        unit=unit,
        title=title,
        organisation=organisation,
        period=period,
        starts_on=starts_on,
        ends_on=ends_on,
        adopted_on=adopted_on,
        adopted_by=adopted_by,
        case_number=case_number,
        classification=classification,
        foreword=foreword,
        language=language,
    )
    plan._history_user, plan._history_date = by, now  # type: ignore[attr-defined]  # how simple_history is told
    plan.save()
    risks = _create_risks(plan, measures, by, now)
    _create_measures(plan, measures, risks, by, now)
    after = {"title": title, "unit": unit.pk, "measures": len(measures)}
    record("create_plan", plan, by=by, employer_id=unit.employer_id, after=after)
    return plan


@transaction.atomic
def change_plan(plan: ActionPlan, *, by: User, **facts: Any) -> ActionPlan:
    """Change what is given of a plan's `FACTS`, leave the rest; no trace when nothing changed.

    Raises `PermissionDenied` for those who may not change the plan.
    """
    unknown = set(facts) - set(FACTS)
    if unknown:
        raise TypeError(f"no such fact of a plan: {', '.join(sorted(unknown))}")
    plan = held_plan(plan, by, may_change_plan)
    before = {name: getattr(plan, name) for name in facts}
    changed = {name: value for name, value in facts.items() if value != before[name]}
    if changed:
        for name, value in changed.items():
            setattr(plan, name, value)
        keep(plan, by, timezone.now())
        record(
            "change_plan",
            plan,
            by=by,
            employer_id=plan.unit.employer_id,
            before={name: plain(before[name]) for name in changed},
            after={name: plain(value) for name, value in changed.items()},
        )
    return plan


@transaction.atomic
def take_away_plan(plan: ActionPlan, *, by: User) -> None:
    """Take away a plan that is empty or a mistake, with all that is in it. The audit trail keeps its words.

    Raises `Adopted` when a version of it was frozen, and `PermissionDenied` for those who may not take plans away.
    """
    plan = held_plan(plan, by, may_take_away_plan)
    if plan.versions.exists():
        raise Adopted
    record("take_away_plan", plan, by=by, employer_id=plan.unit.employer_id, before=contents_of(plan))
    plan._history_user = by  # type: ignore[attr-defined]
    plan.delete()


def _create_risks(plan: ActionPlan, measures: Sequence[MeasureWords], by: User, now: datetime) -> list[Risk | None]:
    """The risk of each measure; measures with the same words share one."""
    risks: dict[tuple[str, str], Risk] = {}
    of_each: list[Risk | None] = []
    for words in measures:
        said = (words.risk.strip(), words.cause.strip())
        if not any(said):
            of_each.append(None)
            continue
        key = (" ".join(said[0].split()), " ".join(said[1].split()))
        of_each.append(risks.setdefault(key, Risk(plan=plan, text=said[0], cause=said[1], position=len(risks))))
    bulk_create_with_history(list(risks.values()), Risk, default_user=by, default_date=now)
    return of_each


def _create_measures(
    plan: ActionPlan, measures: Sequence[MeasureWords], risks: Sequence[Risk | None], by: User, now: datetime
) -> None:
    made: list[Measure] = []
    for position, (words, risk) in enumerate(zip(measures, risks, strict=True)):
        measure = Measure(
            plan=plan,
            position=position,
            status=words.status,
            target=words.target,
            target_unit=words.target_unit,
            cost=words.cost,
            source=dict(words.source) if words.source is not None else None,
            **{name: getattr(words, name) for name in TEXTS},
            **asdict(due_fields(words.due, timezone.localdate())),
        )
        measure.search = searchable(measure, [risk] if risk else [])
        made.append(measure)
    made = bulk_create_with_history(made, Measure, default_user=by, default_date=now)
    pairs = list(zip(made, measures, risks, strict=True))
    link = Measure.risks.through
    link.objects.bulk_create(link(measure=measure, risk=risk) for measure, _, risk in pairs if risk)
    named = [names(words.responsibles) for words in measures]
    meant = resolve((name for each in named for name in each), plan)
    create_responsibles(
        ((measure, [meant[name] for name in each]) for measure, each in zip(made, named, strict=True)), by, now
    )
    areas = [
        MeasureArea(measure=measure, area=key) for measure, words, _ in pairs for key in dict.fromkeys(words.areas)
    ]
    bulk_create_with_history(areas, MeasureArea, default_user=by, default_date=now)
    grounds = [
        MeasureGround(measure=measure, ground=key)
        for measure, words, _ in pairs
        for key in dict.fromkeys(words.grounds)
    ]
    bulk_create_with_history(grounds, MeasureGround, default_user=by, default_date=now)
