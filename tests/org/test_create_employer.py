from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from jamn.accounts.models import User
from jamn.org.models import Employer, Role, Unit
from jamn.org.queries import memberships

SAID = ("--country=no", "--administrator=Turid Moe", "--email=Turid@Fjellby.example")


def test_make_an_employer_and_who_administers_it(db) -> None:
    out = StringIO()
    call_command("create_employer", "Fjellby kommune", *SAID, stdout=out)
    user = User.objects.get()
    assert out.getvalue().startswith("Fjellby kommune is made. Turid Moe signs in with turid@fjellby.example and ")
    assert user.check_password(out.getvalue().split()[-1])
    assert [(one.unit, one.role) for one in memberships(user)] == [(Unit.objects.get(), Role.ADMINISTRATOR)]


@pytest.mark.parametrize("email", ["ingrid@solvik.example", "INGRID@solvik.example", "ingrid"])
def test_refuse_an_address_that_is_in_use_or_none(people, email) -> None:
    with pytest.raises(CommandError, match=r"in use already|not an e-mail address"):
        call_command("create_employer", "Fjellby kommune", *SAID[:2], f"--email={email}")
    assert not Employer.objects.filter(name="Fjellby kommune").exists()


def test_refuse_a_number_that_is_none(db) -> None:
    with pytest.raises(CommandError, match="974 760 673"):
        call_command("create_employer", "Fjellby kommune", *SAID, "--organisation-number=123456789")
    assert not Employer.objects.exists()
