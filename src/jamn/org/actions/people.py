"""People who come, and people who are forgotten."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jamn.accounts.actions import create_person, erase, record
from jamn.accounts.models import User
from jamn.org.actions.holding import Refused, hold
from jamn.org.actions.roles import end, give_role
from jamn.org.models import Employer, Membership, Role, Unit
from jamn.org.queries import is_known_at, last_administrator
from jamn.org.rules import may_erase_person, may_give_role


@transaction.atomic
def give_role_to(
    email: str,
    name: str,
    role: Role,
    *,
    at: Unit,
    starts_on: date,
    ends_on: date | None = None,
    language: str = "",
    by: User,
) -> tuple[Membership, bool]:
    """Give a role to the person with an e-mail address, who is made where there is none. Also whether to invite them.

    Whether another employer knows the address is not told: the name is asked for as of anybody who is new here, and
    does not replace the one the person has. Raises `Refused`, and `PermissionDenied`.
    """
    hold(at.employer_id)
    if not may_give_role(by, role, at):
        raise PermissionDenied
    user = User.objects.filter(email=email.strip().lower()).first()
    is_new = user is None or not is_known_at(at.employer, user)
    if is_new and not name.strip():
        raise Refused(_("Nobody at this employer has this e-mail address. Write the person's name too."), "name")
    if user is None:
        try:
            user = create_person(email, name, language=language, by=by)
        except ValidationError as problem:
            raise Refused(" ".join(problem.messages), "email") from problem
    return give_role(user, role, at=at, starts_on=starts_on, ends_on=ends_on, by=by), is_new


@transaction.atomic
def erase_person(person: User, *, employer: Employer, by: User) -> None:
    """Take every role at the employer from a person, and forget who it was.

    Name and address stay while another employer has given a role too; whether one has is not told. Raises `Refused`
    for the last administrator, and `PermissionDenied`.
    """
    hold(employer.pk)
    if not may_erase_person(by, employer) or not is_known_at(employer, person):
        raise PermissionDenied
    roles = list(Membership.objects.filter(user=person, unit__employer=employer).select_related("unit", "user"))
    if any(last_administrator(each, timezone.localdate()) for each in roles):
        raise Refused(
            _("This is the employer's last administrator. Give the role to somebody else at the top unit first.")
        )
    for membership in roles:
        end(membership, by=by)
    Membership.objects.filter(user=person, unit__employer=employer).delete()
    record("erase_person", person, by=by, employer_id=employer.pk)
    if not Membership.objects.filter(user=person).exists():
        erase(person)
