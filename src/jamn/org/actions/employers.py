"""The employer and its legal facts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from stdnum.exceptions import ValidationError as WrongNumber
from stdnum.no import orgnr as norwegian
from stdnum.se import orgnr as swedish

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.org.actions.holding import Refused, hold
from jamn.org.actions.units import make_unit
from jamn.org.models import Country, Employer, Unit
from jamn.org.queries import top_of
from jamn.org.rules import may_change_employer

FACTS = (
    "name",
    "country",
    "sector",
    "organisation_number",
    "head_count",
    "counted_on",
    "demanded_on",
    "demanded_by",
)


@transaction.atomic
def create_employer(
    name: str,
    *,
    country: str,
    sector: str,
    organisation_number: str = "",
    head_count: int | None = None,
    counted_on: date | None = None,
    by: User | None = None,
) -> Unit:
    """Make an employer and its top unit, which bears its name. Returns the top unit.

    Raises `Refused` for facts that cannot be true.
    """
    employer = Employer(
        name=name,
        country=country,
        sector=sector,
        organisation_number=organisation_number,
        head_count=head_count,
        counted_on=counted_on,
    )
    _check(employer)
    employer.save()
    record("create_employer", employer, by=by, employer_id=employer.pk, after={"name": name, "country": country})
    return make_unit(employer, None, name)


@transaction.atomic
def change_employer(employer: Employer, *, by: User, **facts: Any) -> Employer:
    """Change some of an employer's `FACTS`. The top unit, where it bore the employer's name, bears the new one.

    Raises `Refused` for facts that cannot be true, and `PermissionDenied`.
    """
    held = hold(employer.pk)
    top = top_of(held)
    if not may_change_employer(by, held):
        raise PermissionDenied
    before = {name: getattr(held, name) for name in facts}
    for name, value in facts.items():
        setattr(held, name, value)
    _check(held)
    after = {name: getattr(held, name) for name in facts}
    changed = [name for name in facts if before[name] != after[name]]
    if changed:
        held.save()
        if "name" in changed and top.name == before["name"]:
            Unit.objects.filter(pk=top.pk).update(name=held.name)
        told = ({name: _plain(values[name]) for name in changed} for values in (before, after))
        record("change_employer", held, by=by, employer_id=held.pk, before=next(told), after=next(told))
    return held


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _check(employer: Employer) -> None:
    employer.organisation_number = clean_number(employer.country, employer.organisation_number)
    today = timezone.localdate()
    if (employer.head_count is None) != (employer.counted_on is None):
        missing = "head_count" if employer.head_count is None else "counted_on"
        raise Refused(_("Say both how many employees there are and on which day they were counted."), missing)
    if employer.counted_on and employer.counted_on > today:
        raise Refused(_("The day on which the employees were counted cannot be in the future."), "counted_on")
    if (employer.demanded_on is None) != (not employer.demanded_by):
        missing = "demanded_by" if employer.demanded_on else "demanded_on"
        raise Refused(_("Say both since when the work has been demanded and who demanded it."), missing)


def clean_number(country: str, number: str) -> str:
    """An organisation number in its plain form (digits alone), or "" for none.

    Raises `Refused` for one that cannot be a number of the country.
    """
    if not number.strip():
        return ""
    try:
        return str((norwegian if country == Country.NORWAY else swedish).validate(number))
    except WrongNumber:
        said = _("This is no Norwegian organisation number. It has nine digits, such as 974 760 673: check each.")
        if country == Country.SWEDEN:
            said = _("This is no Swedish organisation number. It has ten digits, such as 202100-5489: check each.")
        raise Refused(said, "organisation_number") from None
