from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jamn.accounts.models import User
from jamn.org.actions import create_employer, create_unit, give_role
from jamn.org.models import Role, Unit
from jamn.org.queries import highest_unit, memberships, reaches, units_concerning, units_reached

TODAY = timezone.localdate


def _tree(parents: list[int]) -> list[Unit]:
    """A tree of units: unit 0 is the top, and `parents[n]` says below which of those before it unit n + 1 stands."""
    units = [create_employer("Nordvik kommune", country="no", sector="public")]
    for number, parent in enumerate(parents, start=1):
        units.append(create_unit(f"Unit {number}", parent=units[parent % number]))
    return units


def _above(unit: Unit | None) -> list[Unit]:
    """The unit and those above it, by their parents alone: the slow way."""
    return [] if unit is None else [unit, *_above(unit.parent)]


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parents=st.lists(st.integers(0, 20), max_size=8), where=st.sets(st.integers(0, 8), max_size=3))
def test_reach_is_what_lies_at_or_below_a_membership(parents, where) -> None:
    units = _tree(parents)
    places = {units[number % len(units)] for number in where}
    user = User.objects.create_user(f"{timezone.now().timestamp()}@nordvik.example", name="Kari Nes")
    for place in places:
        give_role(user, Role.MANAGER, at=place)
    expected = {unit for unit in units if places & set(_above(unit))}

    assert set(units_reached(user)) == expected
    assert {unit for unit in units if reaches(user, unit)} == expected
    assert set(units_concerning(user)) == expected | {above for place in places for above in _above(place)}


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parents=st.lists(st.integers(0, 20), max_size=8))
def test_write_the_path_from_the_top_down(parents) -> None:
    for unit in _tree(parents):
        assert unit.path == "".join(f"{above.pk}/" for above in reversed(_above(unit)))


def test_reach_only_with_the_roles_asked_for(people) -> None:
    assert list(units_reached(people.manager)) == [people.school]
    assert list(units_reached(people.manager, [Role.ADVISER])) == []
    assert reaches(people.manager, people.school, [Role.MANAGER, Role.ADVISER])
    assert not reaches(people.manager, people.school, [Role.ADVISER])


def test_reach_nothing_of_another_employer(people) -> None:
    assert set(units_reached(people.adviser)) == set(people.solvik.employer.units.all())
    assert not reaches(people.adviser, people.other)


def test_concern_what_is_above_but_not_what_is_beside(people) -> None:
    room = create_unit("Rom 4", parent=people.school)
    assert set(units_concerning(people.manager)) == {people.solvik, people.school, room}
    assert set(units_concerning(people.outsider)) == {people.other}


def test_reach_nothing_beside_a_path_with_the_same_digits(people) -> None:
    # 1/ must not be taken for the beginning of 12/.
    units = _tree([0] * 12)
    below = give_role(people.outsider, Role.MANAGER, at=units[1]).unit
    assert set(units_reached(people.outsider)) == {people.other, below}


@pytest.mark.parametrize(
    ("starts", "ends", "valid"), [(0, None, True), (0, 0, True), (-9, 1, True), (1, None, False), (-9, -1, False)]
)
def test_count_a_membership_on_the_days_it_is_valid(people, starts, ends, valid) -> None:
    person = User.objects.create_user("turid@solvik.example", name="Turid Moe")
    give_role(
        person,
        Role.READER,
        at=people.school,
        starts_on=TODAY() + timedelta(days=starts),
        ends_on=None if ends is None else TODAY() + timedelta(days=ends),
    )
    assert memberships(person).exists() is valid
    assert reaches(person, people.school) is valid
    assert list(units_reached(person)) == ([people.school] if valid else [])


def test_ask_the_same_number_of_times_for_a_large_tree(people, django_assert_num_queries) -> None:
    for number in range(12):
        unit = create_unit(f"Avdeling {number}", parent=people.school)
        give_role(people.manager, Role.MANAGER, at=unit)
    with django_assert_num_queries(2):
        assert len(units_reached(people.manager)) == 13
    with django_assert_num_queries(2):
        assert len(units_concerning(people.manager)) == 14
    with django_assert_num_queries(1):
        assert reaches(people.manager, unit)


def test_find_the_highest_unit_with_a_role(people) -> None:
    give_role(people.manager, Role.MANAGER, at=people.below)
    give_role(people.manager, Role.MANAGER, at=people.health)
    employer = people.solvik.employer
    assert highest_unit(people.nurse, employer, [Role.MANAGER]) == people.below
    assert highest_unit(people.manager, employer, [Role.MANAGER]) == people.health
    assert highest_unit(people.manager, employer, [Role.ADVISER]) is None
    assert highest_unit(people.outsider, employer, [Role.ADVISER]) is None


@pytest.mark.parametrize(("who", "where"), [("administrator", "solvik"), ("nurse", "below"), ("union", None)])
def test_offer_to_give_a_role_where_the_person_may(people, client, who, where) -> None:
    client.force_login(getattr(people, who))
    shown = client.get(reverse("org:people", args=[people.solvik.employer_id])).text
    offered = [reverse("org:give_role", args=[unit.pk]) for unit in Unit.objects.all()]
    assert [address for address in offered if address in shown] == (
        [reverse("org:give_role", args=[getattr(people, where).pk])] if where else []
    )
