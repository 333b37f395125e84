"""Whom a measure of a plan may name: units and people of its employer."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from jamn.accounts.models import User
from jamn.org.models import Membership, Unit
from jamn.plan.models import ActionPlan


def units_of(plan: ActionPlan) -> QuerySet[Unit]:
    """The units of the plan's employer."""
    return Unit.objects.filter(employer=plan.unit.employer_id)


def people_of(plan: ActionPlan) -> QuerySet[User]:
    """Those whom the plan concerns: with a role today at its unit, below it or above it, in the order of their names.

    A path holds the employer's own ids only, so that nobody of another employer is among them.
    """
    today = timezone.localdate()
    above = [int(unit) for unit in plan.unit.path.rstrip("/").split("/")]
    concerned = Membership.objects.filter(
        Q(unit__path__startswith=plan.unit.path) | Q(unit__in=above),
        Q(ends_on=None) | Q(ends_on__gte=today),
        starts_on__lte=today,
    )
    return User.objects.filter(pk__in=concerned.values("user"), is_active=True).order_by("name", "pk")
