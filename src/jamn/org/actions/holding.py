"""One person at a time changes an employer's tree and its roles, so that no two changes contradict each other."""

from __future__ import annotations

from jamn.org.models import Employer, Membership, Unit


class Refused(Exception):
    """What was asked cannot be done. `str()` says why, in the user's language; `field` names what is the matter."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


def hold(employer_id: int) -> Employer:
    """The employer as it is now, locked until the end of the transaction."""
    return Employer.objects.select_for_update(of=("self",)).get(pk=employer_id)


def held_unit(unit: Unit) -> Unit:
    """The unit as it is now, with its employer locked."""
    hold(unit.employer_id)
    return Unit.objects.select_related("employer", "parent").get(pk=unit.pk)


def held_membership(membership: Membership) -> Membership:
    """The membership as it is now, with its employer locked."""
    hold(membership.unit.employer_id)
    return Membership.objects.select_related("unit", "user").get(pk=membership.pk)
