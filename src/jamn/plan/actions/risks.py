"""Risks: raising one, joining it to measures, taking it away."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.plan.actions.holding import held_measure, held_plan, keep, let_go
from jamn.plan.actions.words import searchable
from jamn.plan.models import ActionPlan, Measure, Risk
from jamn.plan.queries.places import risks_in
from jamn.plan.queries.structure import against_alone
from jamn.plan.rules import may_add_measure, may_change_plan, may_raise_risk


class StillNeeded(Exception):
    """Measures work against this risk and no other: join them to another first. `measures` says which."""

    def __init__(self, measures: Sequence[Measure]) -> None:
        super().__init__(", ".join(str(measure) for measure in measures))
        self.measures = measures


@transaction.atomic
def raise_risk(plan: ActionPlan, *, by: User, text: str, cause: str = "") -> Risk:
    """Add a risk to a plan, as its last. Raises `PermissionDenied` for those who may not raise risks there."""
    plan = held_plan(plan, by, may_raise_risk)
    last = plan.risks.aggregate(last=Max("position"))["last"]
    risk = Risk(plan=plan, text=text, cause=cause, position=0 if last is None else last + 1)
    keep(risk, by, timezone.now())
    after = {"text": text, "cause": cause}
    record("raise_risk", risk, by=by, employer_id=plan.unit.employer_id, after=after)
    return risk


@transaction.atomic
def join_risks(measure: Measure, *, by: User, risks: Collection[Risk]) -> None:
    """Let a measure work against these risks of its plan, and no others.

    Raises `ValueError` for a risk of another plan, `PermissionDenied` for those who may not change the measure.
    """
    measure = held_measure(measure, by)
    _only_of(measure.plan, risks)
    before = list(measure.risks.all())
    if set(before) == set(risks):
        return
    measure.risks.set(risks)
    _tell([(measure, before)], by, timezone.now())


@transaction.atomic
def join_measures(risk: Risk, *, by: User, measures: Collection[Measure]) -> None:
    """Let these measures of its plan, and no others, work against a risk.

    Raises `ValueError` for a measure of another plan, `PermissionDenied` for those who may not change its measures.
    """
    plan = held_plan(risk.plan, by, may_add_measure)
    _only_of(plan, measures)
    _join(risk, plan, measures, by, timezone.now())


def _join(risk: Risk, plan: ActionPlan, measures: Collection[Measure], by: User, now: datetime) -> None:
    joined = set(risk.measures.all())
    changed = sorted(one.pk for one in joined.symmetric_difference(measures))
    rows = list(plan.measures.select_for_update(of=("self",)).filter(pk__in=changed).prefetch_related("risks"))
    before = [(row, list(row.risks.all())) for row in rows]
    risk.measures.set(measures)
    _tell(before, by, now)


def parted_at(risk: int, plan: ActionPlan, when: datetime) -> list[Measure]:
    """The measures that were parted from a risk (its id) at a time, as when it was taken away, and still stand."""
    rows = Measure.history.filter(plan=plan, history_date=when).values_list("id", "history_change_reason")
    return list(plan.measures.filter(pk__in=[pk for pk, reason in rows if -risk in risks_in(reason)]))


def _only_of(plan: ActionPlan, things: Iterable[Risk | Measure]) -> None:
    if any(thing.plan_id != plan.pk for thing in things):
        raise ValueError("not of this plan")


def _tell(changed: list[tuple[Measure, list[Risk]]], by: User, now: datetime) -> None:
    """Make the words of the measures searchable anew, with history and an event for each: what it had, what it has."""
    for measure, before in changed:
        after = list(Risk.objects.filter(measures=measure))
        measure.search = searchable(measure, after)
        gone = [risk.pk for risk in before if risk not in after]
        new = [risk.pk for risk in after if risk not in before]
        keep(measure, by, now, reason=reason_of(gone, new))
        record(
            "join_risks",
            measure,
            by=by,
            employer_id=measure.plan.unit.employer_id,
            before={"risks": [risk.text for risk in before]},
            after={"risks": [risk.text for risk in after]},
        )


MOST_NAMED = 8
"""How many risks a row of history has room for, in the 100 characters of its reason."""


def reason_of(gone: list[int], new: list[int]) -> str:
    """How a row of history says which risks a measure was parted from and joined to: ``risks -3 +12``."""
    return " ".join(["risks", *[f"-{pk}" for pk in gone], *[f"+{pk}" for pk in new]][: MOST_NAMED + 1])


@transaction.atomic
def take_away_risk(risk: Risk, *, by: User) -> None:
    """Take away a risk. Measures that work against other risks too are parted from it.

    Raises `StillNeeded` when a measure works against this risk alone, `PermissionDenied` for those who may not change
    the plan.
    """
    plan = held_plan(risk.plan, by, may_change_plan)
    risk = Risk.objects.get(pk=risk.pk, plan=plan)
    measures = list(risk.measures.all())
    alone = against_alone(risk)
    if alone:
        raise StillNeeded(alone)
    before = {"text": risk.text, "cause": risk.cause, "measures": [measure.name for measure in measures]}
    record("take_away_risk", risk, by=by, employer_id=plan.unit.employer_id, before=before)
    now = timezone.now()  # the same for all, so that putting the risk back finds its measures
    if measures:
        _join(risk, plan, [], by, now)
    let_go(risk, by, now)
