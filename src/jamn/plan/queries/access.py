"""What a person may list, and what of it is late."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from jamn.accounts.models import User
from jamn.org.models import Role
from jamn.org.queries import held, units_concerning
from jamn.plan.models import CLOSED, ActionPlan, Measure, Responsible, Risk


def plans_for(user: User, roles: Collection[Role] | None = None) -> QuerySet[ActionPlan]:
    """The plans that concern the person: of the units they have a role at (one of `roles`), those below and above.

    To read. Who may write: `plan.rules`.
    """
    return ActionPlan.objects.filter(unit__in=units_concerning(user, roles))


def measures_for(user: User, plans: QuerySet[ActionPlan] | None = None) -> QuerySet[Measure]:
    """The measures of the plans that the person may see. `plans` is `plans_for` of the person, if it is at hand."""
    return Measure.objects.filter(plan__in=plans_for(user) if plans is None else plans)


def risks_for(user: User) -> QuerySet[Risk]:
    """The risks of the plans that the person may see."""
    return Risk.objects.filter(plan__in=plans_for(user))


def mine(user: User) -> QuerySet[Measure]:
    """The measures that the person answers for: by name, as manager of the unit, or by a role that the plan concerns.

    One query for the memberships, and one more for the result.
    """
    return measures_for(user).filter(pk__in=responsibilities(user).values("measure"))


def responsibilities(user: User) -> QuerySet[Responsible]:
    """The entries among those responsible that mean the person, in whatever plan."""
    return Responsible.objects.filter(_is(user))


def answered_by(user: User) -> Exists:
    """Whether the person is among those who answer for a measure: `answers_for` as a figure of a query."""
    return Exists(responsibilities(user).filter(measure=OuterRef("pk")))


def answers_for(user: User, measure: Measure) -> bool:
    """Whether the person is among those who answer for the measure."""
    return mine(user).filter(pk=measure.pk).exists()


def _is(user: User) -> Q:
    """Of those responsible: the person, the units that the person manages, and the roles that the person has.

    A role named in a plan means those who have it at the plan's unit or below it, or above it.
    """
    found = Q(user=user)
    for unit, path, role in held(user):
        if role == Role.MANAGER:
            found |= Q(unit=unit)
        above = [int(each) for each in path.rstrip("/").split("/")]
        where = Q(measure__plan__unit__path__startswith=path) | Q(measure__plan__unit__in=above)
        found |= Q(role=role) & where
    return found


def overdue(measures: QuerySet[Measure], on: date | None = None) -> QuerySet[Measure]:
    """Those that are open and whose last day was before the day (today when None)."""
    return measures.filter(is_overdue(on))


def due_soon(measures: QuerySet[Measure], days: int = 30, on: date | None = None) -> QuerySet[Measure]:
    """Those that are open and whose last day is the day (today when None) or at most `days` after."""
    return measures.filter(is_due_soon(days, on))


def is_overdue(on: date | None = None) -> Q:
    """The condition of `overdue`."""
    return Q(due_on__lt=on or timezone.localdate()) & is_open()


def is_due_soon(days: int = 30, on: date | None = None) -> Q:
    """The condition of `due_soon`."""
    day = on or timezone.localdate()
    return Q(due_on__gte=day, due_on__lte=day + timedelta(days=days)) & is_open()


def is_open() -> Q:
    """The condition of those that somebody still has to do: neither done, nor stopped, nor carried on."""
    return ~Q(status__in=CLOSED) & ~is_copied()


def is_carried_on() -> Q:
    """The condition of those that are neither done nor stopped, and go on in a later plan, where they are counted."""
    return ~Q(status__in=CLOSED) & is_copied()


def is_copied() -> Q:
    """Whether a measure of another plan carries this one on.

    One list for all rows: where few or none are carried on, SQLite would look through the whole register for each row.
    """
    return Q(pk__in=Measure.objects.filter(carried_from__isnull=False).values("carried_from"))
