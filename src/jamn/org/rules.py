"""Who may do what at a unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jamn.accounts.models import User
from jamn.org.models import Role, Unit
from jamn.org.queries import memberships, reaches

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

WRITERS = (Role.ADVISER, Role.ADMINISTRATOR)
"""The roles that may write anything at their unit and below."""
EVERYONE = tuple(Role)


@dataclass(frozen=True, slots=True)
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
        return memberships(user, self.roles).exists()


SEE = Power(_("see the unit, and the plans that concern it"), EVERYONE)
WRITE = Power(_("write in the register"), WRITERS)

POWERS = (SEE, WRITE)


def may_see(user: User, unit: Unit) -> bool:
    """Anyone with a membership at the unit or above it."""
    return SEE.held_by(user, unit)


def may_write(user: User, unit: Unit) -> bool:
    """HR advisers and administrators, at their unit and below."""
    return WRITE.held_by(user, unit)


def may_write_somewhere(user: User) -> bool:
    """Whether there is any unit that the person may write at."""
    return WRITE.held_somewhere_by(user)
