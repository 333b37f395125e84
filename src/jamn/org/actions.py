"""Writes of `org`."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.org.models import Employer, Membership, Role, Unit


@transaction.atomic
def create_employer(
    name: str, *, country: str, sector: str, organisation_number: str = "", by: User | None = None
) -> Unit:
    """Make an employer and its top unit, which bears its name. Returns the top unit."""
    employer = Employer.objects.create(
        name=name, country=country, sector=sector, organisation_number=organisation_number
    )
    record("create_employer", employer, by=by, employer_id=employer.pk, after={"name": name, "country": country})
    return _create(employer, None, name)


@transaction.atomic
def create_unit(name: str, *, parent: Unit, by: User | None = None) -> Unit:
    """Make a unit below another."""
    unit = _create(parent.employer, parent, name)
    record("create_unit", unit, by=by, employer_id=parent.employer_id, after={"name": name, "parent": parent.pk})
    return unit


def _create(employer: Employer, parent: Unit | None, name: str) -> Unit:
    unit = Unit.objects.create(employer=employer, parent=parent, name=name, path="")
    unit.path = f"{parent.path if parent else ''}{unit.pk}/"
    unit.save(update_fields=["path"])
    return unit


@transaction.atomic
def give_role(
    user: User,
    role: Role,
    *,
    at: Unit,
    starts_on: date | None = None,
    ends_on: date | None = None,
    by: User | None = None,
) -> Membership:
    """Give a person a role at a unit and all that lies below it."""
    membership = Membership.objects.create(
        user=user, unit=at, role=role, starts_on=starts_on or timezone.localdate(), ends_on=ends_on
    )
    record("give_role", membership, by=by, employer_id=at.employer_id, after={"user": user.pk, "role": role.value})
    return membership
