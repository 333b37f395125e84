"""The cast: those who appear in the tests, and where they work."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from jamn.accounts.models import User
from jamn.org.actions import create_employer, create_unit
from jamn.org.models import Membership, Role, Unit

PASSWORD = "fjorden er blank i dag"


@dataclass(frozen=True)
class People:
    """Solvik kommune with two units' worth of people, and a man from another employer.

    `administrator`, `group` (a member of the working group) and `reader` have their roles at the top; `nurse` is a
    manager beside the school, at a ward `below` the health unit.
    """

    solvik: Unit
    health: Unit
    school: Unit
    adviser: User
    manager: User
    union: User
    safety: User
    other: Unit
    outsider: User
    administrator: User
    group: User
    reader: User
    nurse: User
    below: Unit


def gather() -> People:
    """Make the cast: each role, at the top, below and beside, and a stranger from another employer.

    People and roles are written at once: nearly every test begins so.
    """
    solvik = create_employer("Solvik kommune", country="no", sector="public")
    health = create_unit("Helse og omsorg", parent=solvik)
    school = create_unit("Solvik skole", parent=solvik)
    other = create_employer("Granby kommun", country="se", sector="public")
    below = create_unit("Avdeling nord", parent=health)
    roles = {
        "adviser": ("Ingrid Solheim", "ingrid@solvik.example", Role.ADVISER, solvik),
        "manager": ("Per Haugen", "per@solvik.example", Role.MANAGER, school),
        "union": ("Amina Yusuf", "amina@solvik.example", Role.UNION, solvik),
        "safety": ("Jon Aas", "jon@solvik.example", Role.SAFETY, health),
        "outsider": ("Karl Berg", "karl@granby.example", Role.ADVISER, other),
        "administrator": ("Turid Moe", "turid.moe@solvik.example", Role.ADMINISTRATOR, solvik),
        "group": ("Lars Dahl", "lars@solvik.example", Role.WORKING_GROUP, solvik),
        "reader": ("Nora Vik", "nora@solvik.example", Role.READER, solvik),
        "nurse": ("Sara Lund", "sara@solvik.example", Role.MANAGER, below),
    }
    password = make_password(PASSWORD)
    users = User.objects.bulk_create(
        User(email=email, name=name, password=password) for name, email, _, _ in roles.values()
    )
    Membership.objects.bulk_create(
        Membership(user=user, unit=unit, role=role)
        for user, (_, _, role, unit) in zip(users, roles.values(), strict=True)
    )
    return People(
        solvik=solvik, health=health, school=school, other=other, below=below, **dict(zip(roles, users, strict=True))
    )
