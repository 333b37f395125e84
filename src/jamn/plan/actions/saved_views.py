"""Saving a way of looking at the register."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.org.models import Unit
from jamn.plan.models import SavedView
from jamn.plan.rules import may_change_view, may_share_view


class NameTaken(ValueError):
    """The person has another view of that name."""


@transaction.atomic
def save_view(name: str, *, by: User, query: str, unit: Unit | None = None) -> SavedView:
    """Save what an address shows under a name. The person's own view of that name gives way to it.

    `unit` shares it. Raises `PermissionDenied` for those who may not share with the unit.
    """
    if unit and not may_share_view(by, unit):
        raise PermissionDenied
    view, made = SavedView.objects.select_for_update().get_or_create(
        by=by, name=name, defaults={"query": query, "unit": unit}
    )
    before = None if made else _said(view)
    view.query, view.unit = query, unit
    view.save()
    record("save_view", view, by=by, employer_id=unit.employer_id if unit else None, before=before, after=_said(view))
    return view


@transaction.atomic
def change_view(view: SavedView, *, by: User, name: str, unit: Unit | None) -> SavedView:
    """Give a view another name, share it with a unit, or with nobody.

    Raises `PermissionDenied` for those who may not change it or not share with the unit, `NameTaken`
    where whoever saved it has another of that name.
    """
    view = SavedView.objects.select_for_update(of=("self",)).select_related("unit").get(pk=view.pk)
    if not may_change_view(by, view) or (unit and unit != view.unit and not may_share_view(by, unit)):
        raise PermissionDenied
    if SavedView.objects.filter(by=view.by_id, name=name).exclude(pk=view.pk).exists():
        raise NameTaken
    before = _said(view)
    concerned = unit or view.unit
    view.name, view.unit = name, unit
    view.save()
    employer = concerned.employer_id if concerned else None
    record("change_view", view, by=by, employer_id=employer, before=before, after=_said(view))
    return view


@transaction.atomic
def delete_view(view: SavedView, *, by: User) -> None:
    """Take a view away, for all whom it was shared with. Raises `PermissionDenied` for those who may not change it."""
    view = SavedView.objects.select_for_update(of=("self",)).select_related("unit").get(pk=view.pk)
    if not may_change_view(by, view):
        raise PermissionDenied
    record("delete_view", view, by=by, employer_id=view.unit.employer_id if view.unit else None, before=_said(view))
    view.delete()


def _said(view: SavedView) -> dict[str, object]:
    return {"name": view.name, "query": view.query, "unit": view.unit_id}
