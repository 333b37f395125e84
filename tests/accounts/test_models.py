from __future__ import annotations

import pytest
from django.db import IntegrityError

from jamn.accounts.actions import record
from jamn.accounts.models import AuditEvent, User


def test_keep_the_address_in_lower_case(db) -> None:
    user = User.objects.create_user(" Kari@Nes.Example ", "et langt passord", name="Kari Nes")
    assert (user.email, str(user), user.check_password("et langt passord")) == ("kari@nes.example", "Kari Nes", True)
    with pytest.raises(IntegrityError):
        User.objects.create_user("KARI@nes.example", name="Kari Nes")


def test_keep_the_trail_when_a_person_is_erased(people) -> None:
    record("change_measure", people.school, by=people.adviser, employer_id=7, before={"a": 1}, after={"a": 2})
    people.adviser.delete()
    event = AuditEvent.objects.get(verb="change_measure")
    assert (event.actor_name, event.employer_id, event.before, event.after) == ("Ingrid Solheim", 7, {"a": 1}, {"a": 2})
    assert str(event).endswith(f"change_measure org.unit {people.school.pk}")


def test_record_what_nobody_did(people) -> None:
    event = record("tidy", people.school, by=None, employer_id=None)
    assert (event.actor_id, event.actor_name) == (None, "")
