"""What a membership reaches."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final, NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from jamn.accounts.models import User
from jamn.org.models import Membership, Role, Unit


def memberships(user: User, roles: Collection[Role] | None = None) -> QuerySet[Membership]:
    """The person's memberships that are valid today, in any of `roles` (all when None)."""
    rows = Membership.objects.filter(valid_on(timezone.localdate()), user=user)
    return rows if roles is None else rows.filter(role__in=roles)


_KEPT: Final = "_roles_held"


class Held(NamedTuple):
    """A role that a person has today: at which unit, its path, and which role."""

    unit: int
    path: str
    role: str


def held(user: User, roles: Collection[Role] | None = None) -> list[Held]:
    """The person's roles that are valid today, those among `roles` (all when None). One query.

    None where they were read before and the person is one of `remember_roles`.
    """
    kept: list[Held] | None = getattr(user, _KEPT, None)
    if kept is None:
        rows = memberships(user).values_list("unit", "unit__path", "role")
        kept = [Held(*row) for row in rows]
        if hasattr(user, _KEPT):
            setattr(user, _KEPT, kept)
    return [each for each in kept if roles is None or each.role in roles]


def remember_roles(user: User) -> None:
    """From now on read the roles of this very object, which lives as long as a request, once only."""
    setattr(user, _KEPT, None)


def valid_on(day: date) -> Q:
    """The condition that a membership is valid on a day."""
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))


def units_reached(user: User, roles: Collection[Role] | None = None) -> QuerySet[Unit]:
    """The units at and below the person's memberships: what the person may list anything of.

    One query for the memberships; the result is one more, whatever the number of units.
    """
    return Unit.objects.filter(_at_or_below(_places(user, roles)))


def units_concerning(user: User, roles: Collection[Role] | None = None) -> QuerySet[Unit]:
    """The units at, below and above the person's memberships: what holds for the whole holds for its parts.

    As many queries as `units_reached`.
    """
    places = _places(user, roles)
    above = {int(unit) for path in places for unit in path.rstrip("/").split("/")}
    return Unit.objects.filter(_at_or_below(places) | Q(pk__in=above))


def _places(user: User, roles: Collection[Role] | None = None) -> set[str]:
    """The paths of the units that the person has a role at."""
    return {each.path for each in held(user, roles)}


def _at_or_below(paths: set[str]) -> Q:
    below = Q(pk__in=())
    for path in paths:
        below |= Q(path__startswith=path)
    return below


def reaches(user: User, unit: Unit, roles: Collection[Role] | None = None) -> bool:
    """Whether one of the person's memberships is at the unit or above it."""
    return any(unit.path.startswith(each.path) for each in held(user, roles))


def concerns(user: User, unit: Unit, roles: Collection[Role] | None = None) -> bool:
    """Whether one of the person's memberships is at the unit, above it or below it: `units_concerning` for one."""
    places = _places(user, roles)
    return any(unit.path.startswith(path) or path.startswith(unit.path) for path in places)


def above(unit: Unit) -> list[str]:
    """The paths of the units from the top down to this one, which is the last."""
    return [f"{'/'.join(unit.path.split('/')[: depth + 1])}/" for depth in range(unit.path.count("/"))]
