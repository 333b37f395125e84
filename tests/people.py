"""The cast: those who appear in the tests, and where they work."""

from __future__ import annotations

from dataclasses import dataclass

from jamn.accounts.models import User
from jamn.org.actions import create_employer, create_unit, give_role
from jamn.org.models import Role, Unit

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
    """Make the cast: each role, at the top, below and beside, and a stranger from another employer."""
    solvik = create_employer("Solvik kommune", country="no", sector="public")
    health = create_unit("Helse og omsorg", parent=solvik)
    school = create_unit("Solvik skole", parent=solvik)
    other = create_employer("Granby kommun", country="se", sector="public")
    adviser = _person("Ingrid Solheim", "ingrid@solvik.example", Role.ADVISER, solvik)
    manager = _person("Per Haugen", "per@solvik.example", Role.MANAGER, school)
    union = _person("Amina Yusuf", "amina@solvik.example", Role.UNION, solvik)
    safety = _person("Jon Aas", "jon@solvik.example", Role.SAFETY, health)
    outsider = _person("Karl Berg", "karl@granby.example", Role.ADVISER, other)
    below = create_unit("Avdeling nord", parent=health)
    administrator = _person("Turid Moe", "turid.moe@solvik.example", Role.ADMINISTRATOR, solvik)
    group = _person("Lars Dahl", "lars@solvik.example", Role.WORKING_GROUP, solvik)
    reader = _person("Nora Vik", "nora@solvik.example", Role.READER, solvik)
    nurse = _person("Sara Lund", "sara@solvik.example", Role.MANAGER, below)
    return People(
        solvik,
        health,
        school,
        adviser,
        manager,
        union,
        safety,
        other,
        outsider,
        administrator,
        group,
        reader,
        nurse,
        below,
    )


def _person(name: str, email: str, role: Role, unit: Unit) -> User:
    user = User.objects.create_user(email, PASSWORD, name=name)
    give_role(user, role, at=unit)
    return user
