"""What a person may read of plans and measures."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from jamn.accounts.models import User
from jamn.org.queries import units_reached
from jamn.plan.models import CLOSED, ActionPlan, Measure


def plans_for(user: User) -> QuerySet[ActionPlan]:
    """The plans of the units that the person's memberships reach."""
    return ActionPlan.objects.filter(unit__in=units_reached(user))


def measures_for(user: User) -> QuerySet[Measure]:
    """The measures of the plans that the person may see."""
    return Measure.objects.filter(plan__unit__in=units_reached(user))


def overdue(measures: QuerySet[Measure], on: date | None = None) -> QuerySet[Measure]:
    """Those whose last day was before the day (today when None), and that are neither done nor stopped."""
    return measures.filter(due_on__lt=on or timezone.localdate()).exclude(status__in=CLOSED)


def due_soon(measures: QuerySet[Measure], days: int = 30, on: date | None = None) -> QuerySet[Measure]:
    """Those whose last day is the day (today when None) or at most `days` after, neither done nor stopped."""
    day = on or timezone.localdate()
    return measures.filter(due_on__gte=day, due_on__lte=day + timedelta(days=days)).exclude(status__in=CLOSED)
