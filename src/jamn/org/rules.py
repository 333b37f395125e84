"""Who may do what at a unit."""

from __future__ import annotations

from jamn.accounts.models import User
from jamn.org.models import Role, Unit
from jamn.org.queries import memberships, reaches

WRITERS = (Role.ADVISER, Role.ADMINISTRATOR)
"""The roles that may write anything at their unit and below."""


def may_see(user: User, unit: Unit) -> bool:
    """Anyone with a membership at the unit or above it."""
    return reaches(user, unit)


def may_write(user: User, unit: Unit) -> bool:
    """HR advisers and administrators, at their unit and below."""
    return reaches(user, unit, WRITERS)


def may_write_somewhere(user: User) -> bool:
    """Whether there is any unit that the person may write at."""
    return memberships(user, WRITERS).exists()
