"""What the front page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from jamn.accounts.models import User
from jamn.importers.models import Upload
from jamn.importers.queries import waiting_for_approval
from jamn.importers.rules import may_bring_in_somewhere
from jamn.org.queries import held
from jamn.plan.models import ActionPlan, Measure, Status
from jamn.plan.queries import (
    due_soon,
    is_carried_on,
    is_due_soon,
    is_open,
    is_overdue,
    measures_for,
    my_open_measures,
    overdue,
    plans_for,
)

SHOWN = 6
"""How many rows of a list the front page shows; the register has the rest."""
SOON = 30
"""Days ahead that count as soon."""


@dataclass(frozen=True)
class PlanLine:
    """A plan with how far it has come: numbers of measures."""

    plan: ActionPlan
    measures: int
    ongoing: int
    done: int
    late: int
    soon: int
    carried_on: int

    @property
    def percent(self) -> int:
        """How much of the plan is done, in whole per cent, rounded down."""
        return 100 * self.done // self.measures if self.measures else 0


@dataclass(frozen=True)
class MeasureList:
    """The first measures of a list, and how many there are in all."""

    first: Sequence[Measure]
    count: int


@dataclass(frozen=True)
class Overview:
    """The front page of one person."""

    plans: Sequence[PlanLine]
    mine: MeasureList
    late: MeasureList
    soon: MeasureList
    waiting: Sequence[Upload]
    has_role: bool
    may_bring_in: bool

    @property
    def ongoing(self) -> int:
        """How many measures are under way, in all plans."""
        return sum(line.ongoing for line in self.plans)


def overview(user: User) -> Overview:
    """All that the front page shows to a person. The number of queries is the same, whatever the number of rows."""
    measures = measures_for(user)
    plans = _plan_lines(user, measures)
    return Overview(
        plans=plans,
        mine=_mine(user),
        late=MeasureList(_first(overdue(measures)), sum(line.late for line in plans)),
        soon=MeasureList(_first(due_soon(measures, days=SOON)), sum(line.soon for line in plans)),
        waiting=list(waiting_for_approval(user)),
        has_role=bool(held(user)),
        may_bring_in=may_bring_in_somewhere(user),
    )


def _mine(user: User) -> MeasureList:
    measures = my_open_measures(user)
    return MeasureList(list(measures[:SHOWN]), measures.count())


def _first(measures: QuerySet[Measure]) -> list[Measure]:
    first = measures.select_related("plan").prefetch_related("responsibles").defer("search", "source")
    return list(first.order_by("due_on", "pk")[:SHOWN])


def _plan_lines(user: User, measures: QuerySet[Measure]) -> list[PlanLine]:
    counted = (
        measures.order_by()
        .values("plan")
        .annotate(
            measures=Count("pk"),
            ongoing=Count("pk", filter=Q(status=Status.ONGOING) & is_open()),
            done=Count("pk", filter=Q(status=Status.DONE)),
            late=Count("pk", filter=is_overdue()),
            soon=Count("pk", filter=is_due_soon(SOON)),
            carried_on=Count("pk", filter=is_carried_on()),
        )
    )
    names = ("measures", "ongoing", "done", "late", "soon", "carried_on")
    figures = {plan: numbers for plan, *numbers in counted.values_list("plan", *names)}
    none = [0] * len(names)
    return [PlanLine(plan, *figures.get(plan.pk, none)) for plan in plans_for(user).select_related("unit")]
