"""What a person may list, and what of it is late."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from jamn.accounts.models import User
from jamn.org.queries import units_concerning
from jamn.plan.models import CLOSED, ActionPlan, Measure, Risk


def plans_for(user: User) -> QuerySet[ActionPlan]:
    """The plans that concern the person: of the units they have a role at, of those below, and of those above.

    To read. Who may write: `plan.rules`.
    """
    return ActionPlan.objects.filter(unit__in=units_concerning(user))


def measures_for(user: User) -> QuerySet[Measure]:
    """The measures of the plans that the person may see."""
    return Measure.objects.filter(plan__in=plans_for(user))


def risks_for(user: User) -> QuerySet[Risk]:
    """The risks of the plans that the person may see."""
    return Risk.objects.filter(plan__in=plans_for(user))


def overdue(measures: QuerySet[Measure], on: date | None = None) -> QuerySet[Measure]:
    """Those whose last day was before the day (today when None), and that are neither done nor stopped."""
    return measures.filter(is_overdue(on))


def due_soon(measures: QuerySet[Measure], days: int = 30, on: date | None = None) -> QuerySet[Measure]:
    """Those whose last day is the day (today when None) or at most `days` after, neither done nor stopped."""
    return measures.filter(is_due_soon(days, on))


def is_overdue(on: date | None = None) -> Q:
    """The condition of `overdue`."""
    return Q(due_on__lt=on or timezone.localdate()) & ~Q(status__in=CLOSED)


def is_due_soon(days: int = 30, on: date | None = None) -> Q:
    """The condition of `due_soon`."""
    day = on or timezone.localdate()
    return Q(due_on__gte=day, due_on__lte=day + timedelta(days=days)) & ~Q(status__in=CLOSED)
