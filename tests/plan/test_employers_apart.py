"""Two employers never see each other, whatever units, roles and plans they have."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from jamn.accounts.models import User
from jamn.home.queries import overview
from jamn.org import queries as org
from jamn.org.actions import create_employer, create_unit, give_role
from jamn.org.models import Role, Unit
from jamn.plan import actions, queries
from jamn.plan.models import ActionPlan, Measure, Status

NUMBERS = count()
ROLES = st.sampled_from(list(Role))


@dataclass(frozen=True)
class Wanted:
    """What an employer has: above each unit a place in the list before it, roles and plans at places in it."""

    units: list[int]
    roles: list[tuple[Role, int]]
    plans: list[tuple[int, bool]]


PLACES = st.integers(0, 9)
EMPLOYERS = st.builds(
    Wanted,
    st.lists(PLACES, max_size=4),
    st.lists(st.tuples(ROLES, PLACES), min_size=1, max_size=3),
    st.lists(st.tuples(PLACES, st.booleans()), min_size=1, max_size=3),
)


@dataclass(frozen=True)
class Made:
    """One employer with its people, units, plans and measures."""

    units: list[Unit]
    person: User
    plans: list[ActionPlan]
    measures: list[Measure]


def _made(wanted: Wanted) -> Made:
    number = next(NUMBERS)
    units = [create_employer(f"Arbeidsgiver {number}", country="no", sector="public")]
    for above in wanted.units:
        units.append(create_unit(f"Enhet {len(units)}", parent=units[above % len(units)]))
    person = User.objects.create_user(f"person{number}@solvik.example", name="Kari Nordmann")
    writer = User.objects.create_user(f"writer{number}@solvik.example", name="Ola Nordmann")
    give_role(writer, Role.ADVISER, at=units[0])
    for role, place in dict(wanted.roles).items():
        give_role(person, role, at=units[place % len(units)])
    plans = []
    for place, carried in wanted.plans:
        words = actions.MeasureWords(
            title=f"Likt tiltak {number}",
            risk="Lik risiko",
            areas=("recruitment",),
            responsibles=("HR-rådgiver", "Leder", "Kari Nordmann"),
            due={"kind": "date", "date": "2020-01-01"},
            status=Status.ONGOING,
        )
        plan = actions.create_plan(units[place % len(units)], by=writer, title="Lik plan", measures=[words])
        plans.append(plan)
        if carried:
            plans.append(actions.copy_plan(plan, by=writer, title="Lik plan igjen"))
    return Made(units, person, plans, list(Measure.objects.filter(plan__in=plans)))


def _check(mine: Made, theirs: Made) -> None:
    """Nothing that any query gives the person is the other employer's."""
    person, plans = mine.person, {plan.pk for plan in mine.plans}
    units, measures = {unit.pk for unit in mine.units}, {measure.pk for measure in mine.measures}
    for found in (
        org.units_reached(person),
        org.units_concerning(person),
        queries.units_to_share_with(person, (*Role,)),
    ):
        assert {unit.pk for unit in found} <= units
    assert {employer.pk for employer in org.employers_for(person)} == {mine.units[0].employer_id}
    concerning = {plan.pk for plan in mine.plans if org.concerns(person, plan.unit)}
    assert {plan.pk for plan in queries.plans_for(person)} == concerning
    assert {risk.plan_id for risk in queries.risks_for(person)} <= plans
    seen = queries.measures_for(person)
    for some in (seen, queries.mine(person), queries.my_open_measures(person), queries.overdue(seen)):
        assert {measure.pk for measure in some} <= measures
    assert {row.pk for row in queries.register(seen, queries.Filters(plans=tuple(p.pk for p in theirs.plans)))} == set()
    assert {row.pk for row in queries.register(seen, queries.Filters(mine=person))} <= measures
    assert {row.pk for column in queries.board(seen, queries.Filters()) for row in column.measures} <= measures
    for grouping in queries.GROUPINGS:
        assert {row.pk for row in queries.grouped(seen, queries.Filters(), grouping).page} <= measures
    assert queries.counts(seen).total <= len(measures)
    choices = queries.choices(queries.plans_for(person))
    assert {unit.pk for unit in choices.units} <= units
    front = overview(person)
    assert {line.plan.pk for line in front.plans} <= plans
    assert {row.pk for some in (front.mine, front.late, front.soon) for row in some.first} <= measures
    for plan in mine.plans:
        assert {one.pk for one in queries.people_of(plan)}.isdisjoint({theirs.person.pk})
        assert {unit.pk for unit in queries.units_of(plan)} <= units
        assert {other.pk for other in queries.plans_above(plan)} <= plans
    for unit in theirs.units:
        assert not org.reaches(person, unit)
        assert not org.concerns(person, unit)
    for measure in theirs.measures:
        assert not queries.answers_for(person, measure)


@pytest.mark.django_db
@settings(max_examples=12)
@given(one=EMPLOYERS, other=EMPLOYERS)
def test_show_nothing_of_another_employer(one: Wanted, other: Wanted) -> None:
    with transaction.atomic():
        first, second = _made(one), _made(other)
        _check(first, second)
        _check(second, first)
        transaction.set_rollback(True)
