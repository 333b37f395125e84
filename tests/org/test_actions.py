from __future__ import annotations

import pytest
from django.utils import timezone

from jamn.accounts.models import AuditEvent
from jamn.org.actions import Refused, create_employer, create_unit, give_role
from jamn.org.models import Role


def test_create_an_employer_with_its_top_unit(db) -> None:
    top = create_employer("Fjellby kommune", country="no", sector="public", organisation_number="987 654 325")
    assert (top.name, top.parent, top.path) == ("Fjellby kommune", None, f"{top.pk}/")
    assert str(top.employer) == "Fjellby kommune"
    event = AuditEvent.objects.get()
    assert (event.verb, event.thing, event.thing_id) == ("create_employer", "org.employer", str(top.employer_id))
    assert event.after == {"name": "Fjellby kommune", "country": "no"}


def test_record_who_made_a_unit(people) -> None:
    unit = create_unit("Rådhuset", parent=people.solvik, by=people.adviser)
    event = AuditEvent.objects.get(thing="org.unit", thing_id=unit.pk)
    assert (event.actor_id, event.actor_name, event.employer_id) == (
        people.adviser.pk,
        "Ingrid Solheim",
        people.solvik.employer_id,
    )


def test_give_a_role_from_today(people) -> None:
    membership = give_role(people.manager, Role.WORKING_GROUP, at=people.health, by=people.adviser)
    assert (membership.starts_on, membership.ends_on) == (timezone.localdate(), None)
    assert str(membership).startswith("Per Haugen · ")


def test_refuse_the_same_role_twice(people) -> None:
    with pytest.raises(Refused, match="Ingrid Solheim"):
        give_role(people.adviser, Role.ADVISER, at=people.solvik)
