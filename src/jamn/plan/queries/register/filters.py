"""What a person looks for among the measures they may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet

from jamn.accounts.models import User
from jamn.plan.models import FocusArea, Measure, MeasureArea, MeasureGround, Responsible
from jamn.plan.queries.access import is_carried_on, is_due_soon, is_overdue, responsibilities

NO_AREA = "none"
"""Among the areas of a filter: measures that work on none of the law's."""
CARRIED_ON = "carried_on"
"""Among the statuses of a filter: measures that go on in a later plan. They are found by it, not by the status that
they had when they were carried on."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What to look for. Several values of one filter widen it, several filters narrow it.

    `words` must all stand in the measure or its risks. `areas` and `grounds` are keys of `jamn.laws`, `NO_AREA` asks
    for those of none; `written_areas` is the area in the plan's own words. `due` is ``soon`` (within 30 days),
    ``quarter`` (within 90), ``none`` (no last day) or empty; `due_from` and `due_to` bound the last day, both
    included. `focus_areas` are their titles, `units` the paths of units, which take in what lies below. `unassigned`
    asks for those that nobody answers for, `mine` for those that the person answers for and that are not carried on.
    """

    words: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    written_areas: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    responsibles: tuple[str, ...] = ()
    plans: tuple[int, ...] = ()
    focus_areas: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    unassigned: bool = False
    mine: User | None = None
    overdue: bool = False
    due: str = ""
    due_from: date | None = None
    due_to: date | None = None

    def apply(self, measures: QuerySet[Measure]) -> QuerySet[Measure]:
        """Those of the measures that are looked for."""
        wanted = Q()
        for word in self.words:
            wanted &= Q(search__contains=word.lower())
        if self.statuses:
            among = Q(status__in=self.statuses) & ~is_carried_on()
            wanted &= among | is_carried_on() if CARRIED_ON in self.statuses else among
        if self.plans:
            wanted &= Q(plan__in=self.plans)
        if self.areas or self.written_areas:
            of_law = MeasureArea.objects.filter(area__in=self.areas).values("measure")
            without = ~Q(pk__in=MeasureArea.objects.values("measure")) if NO_AREA in self.areas else Q(pk__in=())
            wanted &= Q(pk__in=of_law) | Q(area__in=self.written_areas) | without
        if self.focus_areas:
            wanted &= Q(focus_area__in=FocusArea.objects.filter(title__in=self.focus_areas))
        if self.units:
            wanted &= _any_of(Q(plan__unit__path__startswith=path) for path in self.units)
        if self.mine:
            wanted &= Q(pk__in=responsibilities(self.mine).values("measure")) & ~is_carried_on()
        if self.grounds:
            wanted &= Q(pk__in=MeasureGround.objects.filter(ground__in=self.grounds).values("measure"))
        if self.responsibles or self.unassigned:
            named = Responsible.objects.filter(name__in=self.responsibles).values("measure")
            nobody = ~Q(Exists(Responsible.objects.filter(measure=OuterRef("pk")))) & Q(responsible="")
            wanted &= Q(pk__in=named) | nobody if self.unassigned else Q(pk__in=named)
        return measures.filter(wanted & self._when())

    def _when(self) -> Q:
        wanted = is_overdue() if self.overdue else Q()
        if self.due == "soon":
            wanted &= is_due_soon()
        elif self.due == "quarter":
            wanted &= is_due_soon(90)
        elif self.due == "none":
            wanted &= Q(due_on=None)
        if self.due_from:
            wanted &= Q(due_on__gte=self.due_from)
        if self.due_to:
            wanted &= Q(due_on__lt=self.due_to + timedelta(days=1))
        return wanted


def _any_of(wanted: Iterable[Q]) -> Q:
    return reduce(or_, wanted)
