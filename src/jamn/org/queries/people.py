"""Who has which role where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from jamn.accounts.models import User
from jamn.org.models import Employer, Membership, Role, Unit
from jamn.org.queries.reach import above, units_reached, valid_on

PAGE_SIZE = 50
SEES_PEOPLE = tuple(role for role in Role if role != Role.READER)
"""The roles that see who has which role, at their unit and below."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What to look for in the list of people. `words` must all stand in name, address or unit.

    `when` is ``now``, ``past``, ``coming`` or ``all``.
    """

    words: tuple[str, ...] = ()
    role: str = ""
    when: str = "now"

    def apply(self, rows: QuerySet[Membership]) -> QuerySet[Membership]:
        """Those of the memberships that are looked for."""
        for word in self.words:
            said = Q(user__name__icontains=word) | Q(user__email__icontains=word) | Q(unit__name__icontains=word)
            rows = rows.filter(said)
        if self.role:
            rows = rows.filter(role=self.role)
        today = timezone.localdate()
        match self.when:
            case "now":
                return rows.filter(valid_on(today))
            case "past":
                return rows.filter(ends_on__lt=today)
            case "coming":
                return rows.filter(starts_on__gt=today)
            case _:
                return rows


def members_seen(user: User) -> QuerySet[Membership]:
    """The memberships that the person sees, past and coming ones too: at their units and below, unless they only read.

    Their own are among them only where they see those of others.
    """
    return Membership.objects.filter(unit__in=units_reached(user, SEES_PEOPLE))


def members(user: User, employer: Employer, wanted: Listed, page: str) -> Page[Membership]:
    """A page of the memberships of an employer that the person sees. Three queries, whatever their number."""
    rows = members_seen(user).filter(unit__employer=employer)
    found = wanted.apply(rows.select_related("user", "unit")).order_by("user__name", "user", "unit__path", "role", "pk")
    return Paginator(found, PAGE_SIZE).get_page(page)


def holders_of(unit: Unit) -> list[Membership]:
    """The memberships that are valid today at a unit and above it, the nearest first."""
    rows = Membership.objects.filter(valid_on(timezone.localdate()), unit__path__in=above(unit))
    return sorted(
        rows.select_related("user", "unit").order_by("user__name", "role"), key=lambda row: -row.unit.path.count("/")
    )


def roles_of(user: User, person: User, employer: Employer) -> QuerySet[Membership]:
    """All memberships that a person has, has had or will have at an employer, as far as `user` sees them.

    Those that last come first.
    """
    rows = members_seen(user).filter(user=person, unit__employer=employer).select_related("unit", "user")
    return rows.order_by(F("ends_on").desc(nulls_first=True), "-starts_on", "pk")


def people_at(user: User, employer: Employer) -> QuerySet[User]:
    """The people with a membership, past ones too, that `user` sees at an employer."""
    return User.objects.filter(pk__in=members_seen(user).filter(unit__employer=employer).values("user"))


def is_known_at(employer: Employer, person: User) -> bool:
    """Whether the person has, has had or will have a role at the employer."""
    return Membership.objects.filter(user=person, unit__employer=employer).exists()


def same_role(membership: Membership) -> bool:
    """Whether the person has the same role at the same unit already, on any day of the membership."""
    others = Membership.objects.filter(user=membership.user, unit=membership.unit, role=membership.role)
    last = Q() if membership.ends_on is None else Q(starts_on__lte=membership.ends_on)
    still = Q(ends_on__isnull=True) | Q(ends_on__gte=membership.starts_on)
    return others.filter(last & still).exclude(pk=membership.pk).exists()


def last_administrator(membership: Membership, today: date) -> bool:
    """Whether nobody else administers the employer, today and without an end."""
    if membership.role != Role.ADMINISTRATOR or membership.ends_on or membership.starts_on > today:
        return False
    others = Membership.objects.filter(
        role=Role.ADMINISTRATOR,
        unit__employer=membership.unit.employer_id,
        unit__parent=None,
        user__is_active=True,
        starts_on__lte=today,
        ends_on__isnull=True,
    )
    return membership.unit.parent_id is None and not others.exclude(user=membership.user_id).exists()
