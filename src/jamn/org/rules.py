"""Who may do what at a unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jamn.accounts.models import User
from jamn.org.models import Employer, Role, Unit
from jamn.org.queries import SEES_PEOPLE, employers_for, held, reaches, top_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

WRITERS = (Role.ADVISER, Role.ADMINISTRATOR)
"""The roles that may write anything at their unit and below."""
EVERYONE = tuple(Role)


@dataclass(frozen=True, slots=True, eq=False)  # its label reads differently in each language
class Power:
    """Something that may be done, and the roles that may do it at their unit and below.

    `label` says it as a verb without a subject (“change a measure”). `also` says in words who may besides the roles,
    where a rule looks at more than them. Each room lists its own in `rules.POWERS`; the page that shows who may do what
    is made from them, and the rules themselves ask them.
    """

    label: _StrPromise
    roles: tuple[Role, ...]
    also: _StrPromise | str = ""

    def held_by(self, user: User, unit: Unit) -> bool:
        """Whether one of the person's roles at the unit or above it gives the power."""
        return reaches(user, unit, self.roles)

    def held_somewhere_by(self, user: User) -> bool:
        """Whether there is any unit where the person has it."""
        return bool(held(user, self.roles))


SEE = Power(_("see the unit, and the plans that concern it"), EVERYONE)
WRITE = Power(_("write in the register"), WRITERS)
SEE_EMPLOYER = Power(_("see the employer's facts and its tree of units"), EVERYONE, _("everybody at the employer"))
CHANGE_EMPLOYER = Power(_("change the employer's facts, bring in units from a file (at the top unit)"), WRITERS)
CHANGE_UNITS = Power(_("add, rename, move and remove the units below"), WRITERS)
SEE_PEOPLE = Power(_("see who has which role"), SEES_PEOPLE)
GIVE_READER = Power(_("give and end the role of reader"), (*WRITERS, Role.MANAGER))
GIVE_ROLE = Power(_("give and end the other roles"), WRITERS)
GIVE_ADMINISTRATOR = Power(_("give and end the role of administrator"), (Role.ADMINISTRATOR,))
SEE_TRAIL = Power(_("see the audit trail (at the top unit)"), (Role.ADMINISTRATOR,))
ERASE_PERSON = Power(_("erase a person (at the top unit)"), (Role.ADMINISTRATOR,))

POWERS = (
    SEE,
    WRITE,
    SEE_EMPLOYER,
    CHANGE_EMPLOYER,
    CHANGE_UNITS,
    SEE_PEOPLE,
    GIVE_READER,
    GIVE_ROLE,
    GIVE_ADMINISTRATOR,
    SEE_TRAIL,
    ERASE_PERSON,
)

_GIVES = {Role.READER: GIVE_READER, Role.ADMINISTRATOR: GIVE_ADMINISTRATOR}


def may_see(user: User, unit: Unit) -> bool:
    """Anyone with a membership at the unit or above it."""
    return SEE.held_by(user, unit)


def may_write(user: User, unit: Unit) -> bool:
    """HR advisers and administrators, at their unit and below."""
    return WRITE.held_by(user, unit)


def may_write_somewhere(user: User) -> bool:
    """Whether there is any unit that the person may write at."""
    return WRITE.held_somewhere_by(user)


def may_see_employer(user: User, employer: Employer) -> bool:
    """Anyone with a role at one of the employer's units."""
    return employers_for(user).filter(pk=employer.pk).exists()


def may_change_employer(user: User, employer: Employer) -> bool:
    """HR advisers and administrators of the whole employer."""
    return CHANGE_EMPLOYER.held_by(user, top_of(employer))


def may_change_units_below(user: User, unit: Unit) -> bool:
    """HR advisers and administrators, at their unit and below."""
    return CHANGE_UNITS.held_by(user, unit)


def may_change_unit(user: User, unit: Unit) -> bool:
    """Those who may change what lies below the unit above; the top unit is changed by those who have a role there."""
    return may_change_units_below(user, unit.parent or unit)


def may_see_people(user: User, unit: Unit) -> bool:
    """All with a role at the unit or above it but readers."""
    return SEE_PEOPLE.held_by(user, unit)


def may_give_role(user: User, role: str, unit: Unit) -> bool:
    """Administrators any; HR advisers any but administrator; managers reader. At their unit and below."""
    return _GIVES.get(Role(role), GIVE_ROLE).held_by(user, unit)


def roles_to_give(user: User, unit: Unit) -> list[Role]:
    """The roles that the person may give at the unit, and end there."""
    held = {power: power.held_by(user, unit) for power in (GIVE_READER, GIVE_ROLE, GIVE_ADMINISTRATOR)}
    return [role for role in Role if held[_GIVES.get(role, GIVE_ROLE)]]


def may_see_trail(user: User, employer: Employer) -> bool:
    """Administrators of the whole employer."""
    return SEE_TRAIL.held_by(user, top_of(employer))


def may_erase_person(user: User, employer: Employer) -> bool:
    """Administrators of the whole employer."""
    return ERASE_PERSON.held_by(user, top_of(employer))
