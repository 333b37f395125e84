"""Pages elsewhere that belong to a measure."""

from __future__ import annotations

from django.db import transaction

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.plan.actions.measures import held
from jamn.plan.models import Measure, MeasureLink
from jamn.plan.rules import may_report_on_measure


@transaction.atomic
def add_link(measure: Measure, *, by: User, address: str, label: str = "") -> MeasureLink:
    """Add a page to a measure, last. Raises `PermissionDenied` for those who may not report on it."""
    measure = held(measure, by, may_report_on_measure)
    link = MeasureLink.objects.create(measure=measure, address=address, label=label, position=measure.links.count())
    record("add_link", link, by=by, employer_id=measure.plan.unit.employer_id, after=_said(link))
    return link


@transaction.atomic
def remove_link(link: MeasureLink, *, by: User) -> None:
    """Take a page away from its measure. Raises `PermissionDenied` for those who may not report on it."""
    measure = held(link.measure, by, may_report_on_measure)
    record("remove_link", link, by=by, employer_id=measure.plan.unit.employer_id, before=_said(link))
    link.delete()


def _said(link: MeasureLink) -> dict[str, str | int]:
    return {"measure": link.measure_id, "address": link.address, "label": link.label}
