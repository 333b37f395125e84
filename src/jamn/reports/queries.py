"""What there is to write documents with, and what a plan's form head says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from jamn.accounts.models import User
from jamn.org.models import Employer, Membership, Role, Unit
from jamn.org.queries import memberships
from jamn.plan.models import ActionPlan
from jamn.plan.queries import plans_for
from jamn.reports.layouts import PRESETS, Definition
from jamn.reports.models import Layout, Preset, WordTemplate


def top_unit(employer: Employer) -> Unit:
    """The unit that is the whole employer."""
    return Unit.objects.get(employer=employer, parent=None)


def employers_of(user: User, roles: Collection[Role] | None = None) -> QuerySet[Employer]:
    """The employers that the person belongs to; with `roles`, those at whose top unit the person has one of them."""
    held = memberships(user, roles)
    if roles is not None:
        held = held.filter(unit__parent=None)
    return Employer.objects.filter(pk__in=held.values("unit__employer"))


def layouts_for(user: User) -> QuerySet[Layout]:
    """The layouts of the employers that the person belongs to."""
    return Layout.objects.filter(employer__in=employers_of(user)).select_related("employer")


@dataclass(frozen=True, slots=True)
class Choice:
    """A layout that a plan can be written in: its key in addresses, what it is called, and what it says."""

    key: str
    name: str
    laid_out: Definition


def choices_of(employer: Employer) -> list[Choice]:
    """What an employer's plans can be written in: its own layouts, then those that everybody has. One query."""
    own = [Choice(f"own-{layout.pk}", layout.name, layout.laid_out) for layout in employer.layouts.all()]
    return [*own, *(Choice(preset.value, str(preset.label), PRESETS[preset]) for preset in Preset)]


def usual(country: str) -> str:
    """The key of the layout that plans in a country most often have."""
    return Preset.ACTIVITIES_BY_AREA if country == "se" else Preset.BUFDIR


def plans_of(user: User, employer: Employer) -> QuerySet[ActionPlan]:
    """The employer's plans that the person may see."""
    return plans_for(user).filter(unit__employer=employer).select_related("unit__employer")


def template_of(employer: Employer) -> WordTemplate | None:
    """The employer's Word template, if it has one."""
    return WordTemplate.objects.filter(employer=employer).first()


def template_bytes(template: WordTemplate) -> bytes:
    """What is in a Word template."""
    with template.file.open("rb") as file:
        content: bytes = file.read()
    return content


def heads_of(unit: Unit) -> dict[Role, list[str]]:
    """The names of the managers and the safety representatives at the unit itself. One query."""
    today = timezone.localdate()
    valid = Q(starts_on__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    found: dict[Role, list[str]] = {Role.MANAGER: [], Role.SAFETY: []}
    rows = Membership.objects.filter(valid, unit=unit, role__in=found).order_by("user__name")
    for role, name in rows.values_list("role", "user__name"):
        found[Role(role)].append(name)
    return found
