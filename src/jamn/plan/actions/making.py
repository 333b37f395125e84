"""Many measures at once: with their risks, focus areas, and those who answer. Part of an action, never one itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime

from django.utils import timezone

from jamn.accounts.models import User
from jamn.plan.actions.deadlines import due_fields
from jamn.plan.actions.past import create_with_history
from jamn.plan.actions.responsibles import Who, create_responsibles, resolve
from jamn.plan.actions.words import TEXTS, MeasureWords, names, searchable
from jamn.plan.models import ActionPlan, FocusArea, Measure, MeasureArea, MeasureGround, Responsible, Risk

KINDS = ("kind", "user_id", "unit_id", "role", "accountable")
"""What is known of those who answer, beside their names."""


def create_measures(
    plan: ActionPlan,
    measures: Sequence[MeasureWords],
    *,
    by: User,
    now: datetime,
    positions: Sequence[int] | None = None,
) -> list[Measure]:
    """Make measures in a plan, in the order given or at `positions`; as many queries for five as for five hundred.

    Risks and focus areas that the plan has already, word for word, are shared.
    """
    risks = risks_for(plan, [(words.risk, words.cause) for words in measures], by=by, now=now)
    focus_areas = focus_areas_for(plan, [words.focus_area for words in measures], by=by, now=now)
    made: list[Measure] = []
    for number, (words, risk, focus_area) in enumerate(zip(measures, risks, focus_areas, strict=True)):
        measure = Measure(
            plan=plan,
            position=positions[number] if positions else number,
            focus_area=focus_area,
            carried_from_id=words.carried_from,
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
    made = create_with_history(made, Measure, by=by, now=now)
    pairs = list(zip(made, measures, risks, strict=True))
    link = Measure.risks.through
    link.objects.bulk_create(link(measure=measure, risk=risk) for measure, _, risk in pairs if risk)
    _create_responsibles(plan, [(measure, words) for measure, words, _ in pairs], by, now)
    areas = [
        MeasureArea(measure=measure, area=key) for measure, words, _ in pairs for key in dict.fromkeys(words.areas)
    ]
    create_with_history(areas, MeasureArea, by=by, now=now)
    grounds = [
        MeasureGround(measure=measure, ground=key)
        for measure, words, _ in pairs
        for key in dict.fromkeys(words.grounds)
    ]
    create_with_history(grounds, MeasureGround, by=by, now=now)
    return made


def risks_for(plan: ActionPlan, said: Sequence[tuple[str, str]], *, by: User, now: datetime) -> list[Risk | None]:
    """The plan's risk for each (risk, cause); those it does not have yet are made. None where there are no words."""
    risks = {_key(risk.text, risk.cause): risk for risk in plan.risks.all()}
    new: list[Risk] = []
    of_each: list[Risk | None] = []
    for text, cause in ((text.strip(), cause.strip()) for text, cause in said):
        key = _key(text, cause)
        if not any(key):
            of_each.append(None)
            continue
        if key not in risks:
            risks[key] = Risk(plan=plan, text=text, cause=cause, position=len(risks))
            new.append(risks[key])
        of_each.append(risks[key])
    create_with_history(new, Risk, by=by, now=now)
    return of_each


def _key(text: str, cause: str) -> tuple[str, str]:
    return " ".join(text.split()), " ".join(cause.split())


def focus_areas_for(plan: ActionPlan, titles: Iterable[str], *, by: User, now: datetime) -> list[FocusArea | None]:
    """The plan's focus area for each title; those it does not have yet are made. None where there is no title."""
    titles = [" ".join(title.split()) for title in titles]
    if not any(titles):
        return [None for _ in titles]
    known = {" ".join(each.title.split()): each for each in plan.focus_areas.all()}
    new = [title for title in dict.fromkeys(titles) if title and title not in known]
    made = [FocusArea(plan=plan, title=title, position=len(known) + number) for number, title in enumerate(new)]
    made = create_with_history(made, FocusArea, by=by, now=now)
    known |= {each.title: each for each in made}
    return [known.get(title) for title in titles]


def _create_responsibles(
    plan: ActionPlan, pairs: Sequence[tuple[Measure, MeasureWords]], by: User, now: datetime
) -> None:
    """Those who answer, by name; who is known from the plan before keeps being that person, unit or role."""
    known: dict[tuple[int, str], Who] = {}
    carried = [words.carried_from for _, words in pairs if words.carried_from]
    if carried:
        for each in Responsible.objects.filter(measure__in=carried):
            known[each.measure_id, each.name] = Who(each.name, **{name: getattr(each, name) for name in KINDS})
    named = [names(words.responsibles) for _, words in pairs]
    meant = resolve((name for each in named for name in each), plan)
    create_responsibles(
        (
            (measure, [known.get((words.carried_from or 0, name), meant[name]) for name in each])
            for (measure, words), each in zip(pairs, named, strict=True)
        ),
        by,
        now,
    )
