"""The employers that a person works for, and the tree of units of one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet
from django.utils import timezone

from jamn.accounts.models import User
from jamn.org.models import Employer, Membership, Role, Unit, UnitFile
from jamn.org.queries.reach import memberships, valid_on


@dataclass(slots=True)
class Branch:
    """A unit with what lies below it; `people` is how many have a role at the unit itself today."""

    unit: Unit
    people: int = 0
    below: list[Branch] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many units lie below."""
        return sum(1 + branch.size for branch in self.below)


def employers_for(user: User) -> QuerySet[Employer]:
    """The employers that the person has a role at today, wherever in the tree."""
    return Employer.objects.filter(pk__in=memberships(user).values("unit__employer"))


def units_of(user: User) -> QuerySet[Unit]:
    """Every unit of the employers that the person has a role at: to see the tree, not what is in it."""
    return Unit.objects.filter(employer__in=employers_for(user)).select_related("employer", "parent")


def files_for(user: User) -> QuerySet[UnitFile]:
    """The person's own files with units that have not become part of a tree yet."""
    return UnitFile.objects.filter(by=user, employer__in=employers_for(user)).select_related("employer")


def top_of(employer: Employer) -> Unit:
    """The employer's top unit."""
    return Unit.objects.get(employer=employer, parent=None)


def highest_unit(user: User, employer: Employer, roles: Collection[Role]) -> Unit | None:
    """The uppermost of the employer's units at which the person has one of the roles; None where there is none."""
    places = Unit.objects.filter(employer=employer, memberships__in=memberships(user, roles))
    return min(places, key=lambda unit: (unit.path.count("/"), unit.pk), default=None)


def tree_of(employer: Employer) -> Branch:
    """The whole tree, names in order on each level. Two queries, whatever its size."""
    today = valid_on(timezone.localdate())
    counted = Membership.objects.filter(today, unit__employer=employer).order_by().values_list("unit")
    people = Counter(dict(counted.annotate(Count("user", distinct=True))))
    branches: dict[int, Branch] = {}
    children: dict[int | None, list[Branch]] = defaultdict(list)
    for unit in Unit.objects.filter(employer=employer).order_by("name", "pk"):
        branches[unit.pk] = Branch(unit, people[unit.pk], children[unit.pk])
        children[unit.parent_id].append(branches[unit.pk])
    return children[None][0]


def remains_of(unit: Unit) -> list[str]:
    """What still belongs to a unit, as the database knows it: the names of the tables of every room."""
    return [
        str(relation.related_model._meta.label_lower)
        for relation in Unit._meta.related_objects
        if relation.related_model._default_manager.filter(**{relation.field.name: unit}).exists()
    ]
