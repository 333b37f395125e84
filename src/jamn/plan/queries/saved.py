"""The ways of looking at the register that a person may open."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from jamn.accounts.models import User
from jamn.org.models import Unit
from jamn.org.queries import memberships, units_reached
from jamn.plan.models import SavedView


def saved_views(user: User) -> QuerySet[SavedView]:
    """The person's own, and those shared with a unit at which or below which the person has a role. One query."""
    shared = memberships(user).filter(unit__path__startswith=OuterRef("unit__path"))
    return SavedView.objects.filter(Q(by=user) | Exists(shared)).select_related("unit", "by")


def units_to_share_with(user: User, roles: tuple[str, ...]) -> QuerySet[Unit]:
    """The units at and below those where the person has one of the roles, by name."""
    return units_reached(user, roles).order_by("name")  # type: ignore[arg-type]
