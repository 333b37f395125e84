"""A small register for the tests: two plans of Solvik, one of another employer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from jamn.plan.actions import MeasureWords, create_plan
from jamn.plan.models import ActionPlan, Measure, Status
from tests.people import People


@dataclass(frozen=True)
class Shelf:
    """The plans, and their measures by title."""

    whole: ActionPlan
    school: ActionPlan
    other: ActionPlan

    @staticmethod
    def measure(title: str) -> Measure:
        return Measure.objects.get(title=title)


def in_days(days: int) -> dict[str, str]:
    """A due date some days from today."""
    day: date = timezone.localdate() + timedelta(days=days)
    return {"kind": "date", "date": day.isoformat()}


def shelve(people: People) -> Shelf:
    """Make the plans."""
    whole = create_plan(
        people.solvik,
        by=people.adviser,
        title="Plan for Solvik",
        measures=[
            MeasureWords(
                title="Åpne annonsene for flere",
                description="Skrive om tekstene med rekrutterere",
                area="Rekruttering",
                areas=("recruitment",),
                grounds=("sex", "ethnicity"),
                risk="Få menn søker i barnehagene",
                cause="Annonsene viser bare kvinner",
                responsible="HR/Styrere",
                responsibles=("HR", "Styrere"),
                deadline="i forrige uke",
                due=in_days(-7),
                status=Status.ONGOING,
            ),
            MeasureWords(
                title="Besøke ungdomsskoler",
                area="Rekruttering",
                areas=("recruitment",),
                grounds=("sex",),
                risk="Få menn søker i barnehagene",
                cause="Annonsene viser bare kvinner",
                responsible="Styrere",
                responsibles=("Styrere",),
                due=in_days(10),
                status=Status.NOT_STARTED,
            ),
            MeasureWords(
                title="Spørre om ønsket stilling",
                area="Lønns- og arbeidsvilkår",
                areas=("pay_and_conditions",),
                responsible="HR",
                responsibles=("HR",),
                due=in_days(60),
            ),
            MeasureWords(
                title="Gammelt og ferdig",
                area="Samarbeid",
                responsible="Kommunedirektør",
                responsibles=("Kommunedirektør",),
                due=in_days(-400),
                status=Status.DONE,
                result="Alle ledere deltok",
            ),
        ],
    )
    school = create_plan(
        people.school,
        by=people.adviser,
        title="Plan for skolen",
        measures=[
            MeasureWords(
                title="Snakke om trakassering",
                areas=("harassment",),
                deadline="Fortløpende",
                due={"kind": "continuous"},
                responsible="Rektor",
                responsibles=("Rektor",),
            )
        ],
    )
    other = create_plan(
        people.other,
        by=people.outsider,
        title="Plan för Granby",
        measures=[
            MeasureWords(
                title="Annonser för fler",
                area="Rekrytering",
                areas=("recruitment", "promotion"),
                grounds=("sex",),
                responsible="HR",
                responsibles=("HR",),
                due=in_days(-7),
                status=Status.ONGOING,
            )
        ],
    )
    return Shelf(whole, school, other)
