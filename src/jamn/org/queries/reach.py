"""What a membership reaches."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from jamn.accounts.models import User
from jamn.org.models import Membership, Role, Unit


def memberships(user: User, roles: Collection[Role] | None = None) -> QuerySet[Membership]:
    """The person's memberships that are valid today, in any of `roles` (all when None)."""
    rows = Membership.objects.filter(valid_on(timezone.localdate()), user=user)
    return rows if roles is None else rows.filter(role__in=roles)


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
    return set(memberships(user, roles).values_list("unit__path", flat=True))


def _at_or_below(paths: set[str]) -> Q:
    below = Q(pk__in=())
    for path in paths:
        below |= Q(path__startswith=path)
    return below


def reaches(user: User, unit: Unit, roles: Collection[Role] | None = None) -> bool:
    """Whether one of the person's memberships is at the unit or above it."""
    return memberships(user, roles).filter(unit__path__in=above(unit)).exists()


def above(unit: Unit) -> list[str]:
    """The paths of the units from the top down to this one, which is the last."""
    return [f"{'/'.join(unit.path.split('/')[: depth + 1])}/" for depth in range(unit.path.count("/"))]
