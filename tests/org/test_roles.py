"""Giving, changing and ending roles; people who come and people who are erased."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from jamn.accounts.actions import forget_names
from jamn.accounts.models import AuditEvent, User
from jamn.org import actions, queries
from jamn.org.models import Membership, Role
from jamn.org.rules import roles_to_give
from tests.people import PASSWORD, People

TODAY = timezone.localdate


def test_give_roles_as_far_as_ones_own_goes(people: People) -> None:
    may = {
        name: roles_to_give(getattr(people, name), people.school) for name in ("administrator", "adviser", "manager")
    }
    assert may == {
        "administrator": list(Role),
        "adviser": [role for role in Role if role != Role.ADMINISTRATOR],
        "manager": [Role.READER],
    }
    assert [roles_to_give(person, people.school) for person in (people.union, people.nurse, people.outsider)] == [
        []
    ] * 3


def _give(people: People, email: str, name: str = "", by: User | None = None) -> tuple[Membership, bool]:
    by = by or people.adviser
    return actions.give_role_to(email, name, Role.READER, at=people.school, starts_on=TODAY(), by=by)


def test_make_the_person_who_is_new(people: People) -> None:
    given, is_new = _give(people, "Kari@Solvik.example", "Kari Nes")
    assert is_new
    assert (given.user.email, given.user.name, given.user.has_usable_password()) == (
        "kari@solvik.example",
        "Kari Nes",
        False,
    )


def test_give_a_role_to_one_who_is_known(people: People) -> None:
    given, is_new = _give(people, people.union.email)
    assert (given.user, is_new) == (people.union, False)


def test_tell_nothing_of_another_employer(people: People) -> None:
    """Without a name, a stranger's address and an unknown one are answered alike; with one, both are new."""
    said = []
    for email in ("nobody@solvik.example", people.outsider.email):
        with pytest.raises(actions.Refused) as refused:
            _give(people, email)
        said.append(str(refused.value))
    assert said[0] == said[1]
    given, is_new = _give(people, people.outsider.email, "Somebody")
    people.outsider.refresh_from_db()
    assert (given.user, is_new, people.outsider.name) == (people.outsider, True, "Karl Berg")


def test_invite_whom_one_gives_a_role(people: People, signed_in: Any, django_capture_on_commit_callbacks: Any) -> None:
    said = {"email": "kari@solvik.example", "name": "Kari Nes", "role": "union", "starts_on": TODAY().isoformat()}
    with django_capture_on_commit_callbacks() as callbacks:
        response = signed_in(people.adviser).post(f"/organisation/units/{people.school.pk}/give-role/", said)
    assert (response.status_code, len(callbacks)) == (302, 1)
    said["role"] = "administrator"
    response = signed_in(people.adviser).post(f"/organisation/units/{people.school.pk}/give-role/", said)
    assert response.status_code == 422


def test_never_lock_the_last_administrator_out(people: People) -> None:
    only = Membership.objects.get(user=people.administrator)
    for end in (
        lambda: actions.end_role(only, by=people.administrator),
        lambda: actions.change_end(only, ends_on=TODAY() + timedelta(days=9), by=people.administrator),
        lambda: actions.erase_person(people.administrator, employer=people.solvik.employer, by=people.administrator),
    ):
        with pytest.raises(actions.Refused):
            end()
    actions.give_role(people.union, Role.ADMINISTRATOR, at=people.school, by=people.administrator)
    with pytest.raises(actions.Refused):
        actions.end_role(only, by=people.administrator)
    actions.give_role(people.union, Role.ADMINISTRATOR, at=people.solvik, by=people.administrator)
    actions.end_role(only, by=people.administrator)
    assert not queries.memberships(people.administrator).exists()


def test_end_a_role_at_once(people: People) -> None:
    role = Membership.objects.get(user=people.union)
    Membership.objects.filter(pk=role.pk).update(starts_on=TODAY() - timedelta(days=30))
    role.refresh_from_db()
    actions.end_role(role, by=people.adviser)
    role.refresh_from_db()
    assert role.ends_on == TODAY() - timedelta(days=1)
    assert not queries.memberships(people.union).exists()


@pytest.mark.parametrize("who", ["manager", "union", "safety", "outsider", "group", "reader", "nurse"])
def test_let_only_those_who_give_a_role_end_it(people: People, who: str) -> None:
    role, by = Membership.objects.get(user=people.safety), getattr(people, who)
    with pytest.raises(PermissionDenied):
        actions.end_role(role, by=by)
    with pytest.raises(PermissionDenied):
        actions.change_end(role, ends_on=TODAY(), by=by)
    with pytest.raises(PermissionDenied):
        actions.erase_person(people.safety, employer=people.solvik.employer, by=by)


def test_erase_a_person_and_keep_the_trail(people: People, signed_in: Any) -> None:
    client = signed_in(people.adviser)
    actions.create_unit("Kultur", parent=people.solvik, by=people.adviser)
    actions.erase_person(people.adviser, employer=people.solvik.employer, by=people.administrator)
    gone = User.objects.get(pk=people.adviser.pk)
    assert ("Ingrid" in gone.name, "ingrid" in gone.email, gone.is_active, gone.has_usable_password()) == (False,) * 4
    assert client.get("/").status_code == 302
    assert not signed_in(people.reader).login(email="ingrid@solvik.example", password=PASSWORD)
    assert AuditEvent.objects.get(verb="create_unit", actor_id=gone.pk).actor_name == "Ingrid Solheim"
    assert forget_names(timezone.now()) == 1
    assert AuditEvent.objects.get(verb="create_unit", actor_id=gone.pk).actor_name == ""
    assert not AuditEvent.objects.filter(actor_name="Ingrid Solheim").exists()


def test_keep_the_name_that_another_employer_needs(people: People) -> None:
    _give(people, people.outsider.email, "Karl")
    actions.erase_person(people.outsider, employer=people.solvik.employer, by=people.administrator)
    people.outsider.refresh_from_db()
    assert (people.outsider.name, people.outsider.is_active) == ("Karl Berg", True)
    assert not Membership.objects.filter(user=people.outsider, unit=people.school).exists()


def test_list_people_in_pages_with_the_same_queries(people: People, signed_in: Any, django_assert_num_queries) -> None:
    client, address = signed_in(people.adviser), f"/organisation/{people.solvik.employer_id}/people/"
    client.get(address)
    with django_assert_num_queries(0) as few:
        pass
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(120):
        user = User.objects.create_user(f"p{number}@solvik.example", name=f"Person {number}")
        Membership.objects.create(user=user, unit=people.school, role=Role.READER)
    with CaptureQueriesContext(connection) as many:
        page = client.get(address).content.decode()
    assert len(many) == len(few)
    assert page.count('data-label="Rolle"') == 50


@pytest.mark.parametrize("place", ["", "units/", "people/"])
def test_show_nothing_of_another_employer(people: People, signed_in: Any, place: str) -> None:
    theirs = [people.other.name, people.outsider.name, people.outsider.email]
    page = signed_in(people.administrator).get(f"/organisation/{people.solvik.employer_id}/{place}").content.decode()
    assert [words for words in theirs if words in page] == []
    assert signed_in(people.administrator).get(f"/organisation/{people.other.employer_id}/{place}").status_code == 404
