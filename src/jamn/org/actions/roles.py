"""Who has which role where, and from when to when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.org.actions.holding import Refused, held_membership, hold
from jamn.org.models import Membership, Role, Unit
from jamn.org.queries import last_administrator, same_role
from jamn.org.rules import may_give_role


@transaction.atomic
def give_role(
    user: User,
    role: Role,
    *,
    at: Unit,
    starts_on: date | None = None,
    ends_on: date | None = None,
    by: User | None = None,
) -> Membership:
    """Give a person a role at a unit and all that lies below it.

    Raises `Refused` where the person has it on one of the days already, and `PermissionDenied`.
    """
    hold(at.employer_id)
    if by and not may_give_role(by, role, at):
        raise PermissionDenied
    starts = starts_on or timezone.localdate()
    membership = Membership(user=user, unit=at, role=role, starts_on=starts, ends_on=ends_on)
    _check(membership)
    membership.save()
    record("give_role", membership, by=by, employer_id=at.employer_id, after=_told(membership))
    return membership


@transaction.atomic
def change_end(membership: Membership, *, ends_on: date | None, by: User) -> Membership:
    """Change the last day of a role; None lets it go on. Raises `Refused`, and `PermissionDenied`."""
    held = _held(membership, by)
    before = _told(held)
    if ends_on and ends_on != held.ends_on:
        _keep_an_administrator(held)
    held.ends_on = ends_on
    _check(held)
    if _told(held) != before:
        held.save(update_fields=["ends_on"])
        record("change_end", held, by=by, employer_id=held.unit.employer_id, before=before, after=_told(held))
    return held


@transaction.atomic
def end_role(membership: Membership, *, by: User) -> None:
    """End a role at once: yesterday was its last day. One that had no day before today leaves only its trail.

    Raises `Refused` for the last administrator, and `PermissionDenied`.
    """
    held = _held(membership, by)
    _keep_an_administrator(held)
    end(held, by=by)


def end(membership: Membership, *, by: User) -> None:
    """End a role without asking who may. The caller has locked the employer."""
    before = _told(membership)
    yesterday = timezone.localdate() - timedelta(days=1)
    employer = membership.unit.employer_id
    if membership.starts_on > yesterday:
        record("end_role", membership, by=by, employer_id=employer, before=before)
        membership.delete()
    elif membership.ends_on is None or membership.ends_on > yesterday:
        membership.ends_on = yesterday
        membership.save(update_fields=["ends_on"])
        record("end_role", membership, by=by, employer_id=employer, before=before, after=_told(membership))


def _held(membership: Membership, by: User) -> Membership:
    held = held_membership(membership)
    if not may_give_role(by, held.role, held.unit):
        raise PermissionDenied
    return held


def _check(membership: Membership) -> None:
    if membership.ends_on and membership.ends_on < membership.starts_on:
        raise Refused(_("The last day is before the first."), "ends_on")
    if same_role(membership):
        said = _("%(person)s has this role at “%(unit)s” already on some of these days.")
        raise Refused(said % {"person": membership.user.name, "unit": membership.unit.name})


def _keep_an_administrator(membership: Membership) -> None:
    if last_administrator(membership, timezone.localdate()):
        raise Refused(
            _("This is the employer's last administrator. Give the role to somebody else at the top unit first.")
        )


def _told(membership: Membership) -> dict[str, Any]:
    said = {"user": membership.user_id, "role": str(membership.role), "unit": membership.unit_id}
    days = {"starts_on": membership.starts_on.isoformat()}
    return said | days | ({"ends_on": membership.ends_on.isoformat()} if membership.ends_on else {})
