"""The page of a measure asks the database equally often, however much belongs to the measure."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jamn.org.actions import give_role
from jamn.org.models import Role
from jamn.org.queries import concerns, held, reaches, remember_roles, units_concerning
from jamn.plan import actions
from jamn.plan.models import Measure
from tests.people import People
from tests.plan.register import Shelf

TITLE = "Åpne annonsene for flere"


def _work_on(shelf: Shelf, people: People) -> None:
    """Let much belong to the measure, and much have happened to it."""
    measure, by = shelf.measure(TITLE), people.adviser
    for number in range(6):
        actions.comment(measure, by=by, text=f"Ord {number}")
        actions.add_result(measure, by=by, text="", actual=str(number))
        actions.add_link(measure, by=by, label="Side", address=f"https://solvik.example/{number}")
        risk = actions.raise_risk(shelf.whole, by=by, text=f"Risiko {number}")
        actions.join_risks(measure, by=by, risks=[*measure.risks.all(), risk])
        actions.join_measures(risk, by=by, measures=list(shelf.whole.measures.all()))
        area = actions.add_focus_area(shelf.whole, by=by, title=f"Område {number}")
        actions.assign_measures(shelf.whole, by=by, measures=[measure], focus_area=area)
        areas = ["recruitment", "promotion"][: 1 + number % 2]
        who = [actions.Who(f"Person {number}"), actions.Who("Rektor", accountable=True)]
        actions.change_measure(measure, by=by, goal=f"Mål {number}", areas=areas, responsibles=who)
    actions.copy_plan(shelf.whole, by=by, title="Neste")


@pytest.mark.parametrize("who", ["adviser", "reader", "manager"])
def test_ask_the_database_equally_often_for_a_measure_with_little_and_with_much(people, shelf, signed_in, who) -> None:
    client, address = signed_in(getattr(people, who)), f"/measures/{shelf.measure(TITLE).pk}/"
    asked = []
    for work_on in (None, _work_on):
        if work_on:
            work_on(shelf, people)
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        asked.append(len(found))
    assert asked[0] == asked[1] <= 15, "\n".join(each["sql"][:300] for each in found)


def test_show_each_risk_with_the_other_measures_against_it(people, shelf, signed_in) -> None:
    measure = shelf.measure(TITLE)
    away = shelf.measure("Spørre om ønsket stilling")
    (risk,) = measure.risks.all()
    actions.join_measures(risk, by=people.adviser, measures=[*risk.measures.all(), away])
    actions.take_away_measure(away, by=people.adviser)
    context = signed_in(people.adviser).get(f"/measures/{measure.pk}/").context
    assert context["risks"] == [(risk, [Measure.objects.get(title="Besøke ungdomsskoler")])]


def test_read_the_roles_of_a_remembered_person_once(people, django_assert_num_queries) -> None:
    remember_roles(people.manager)
    with django_assert_num_queries(1):
        assert [each.role for each in held(people.manager)] == [Role.MANAGER]
        assert reaches(people.manager, people.school)
        assert not reaches(people.manager, people.solvik)
        assert not held(people.manager, [Role.ADVISER])
    give_role(people.nurse, Role.READER, at=people.health)
    assert len(held(people.nurse)) == 2


def test_tell_for_one_unit_what_the_list_of_units_tells(people) -> None:
    for person in (people.adviser, people.manager, people.nurse, people.safety, people.outsider):
        listed = set(units_concerning(person))
        for unit in (people.solvik, people.health, people.school, people.below, people.other):
            assert concerns(person, unit) == (unit in listed)
