"""The tree of units."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.org.actions.holding import Refused, held_unit
from jamn.org.models import MOST_LEVELS, Employer, Unit
from jamn.org.queries import remains_of
from jamn.org.rules import may_change_unit, may_change_units_below


@transaction.atomic
def create_unit(name: str, *, parent: Unit, code: str = "", by: User | None = None) -> Unit:
    """Make a unit below another. Raises `Refused`, and `PermissionDenied` for a person who may not."""
    held = held_unit(parent)
    if by and not may_change_units_below(by, held):
        raise PermissionDenied
    _refuse_taken(held.employer, code)
    _refuse_too_deep(held.path.count("/") + 1)
    unit = make_unit(held.employer, held, name, code)
    after = {"name": name, "parent": held.pk} | ({"code": code} if code else {})
    record("create_unit", unit, by=by, employer_id=held.employer_id, after=after)
    return unit


def make_unit(employer: Employer, parent: Unit | None, name: str, code: str = "") -> Unit:
    """A new row with its path. Checks nothing and tells nobody."""
    unit = Unit.objects.create(employer=employer, parent=parent, name=name, code=code, path="")
    unit.path = f"{parent.path if parent else ''}{unit.pk}/"
    unit.save(update_fields=["path"])
    return unit


@transaction.atomic
def rename_unit(unit: Unit, *, name: str, code: str, by: User) -> Unit:
    """Give a unit another name or code. Raises `Refused`, and `PermissionDenied`."""
    held = held_unit(unit)
    if not may_change_unit(by, held):
        raise PermissionDenied
    before = {"name": held.name, "code": held.code}
    after = {"name": name, "code": code}
    if after != before:
        if code != held.code:
            _refuse_taken(held.employer, code)
        held.name, held.code = name, code
        held.save(update_fields=["name", "code"])
        changed = [key for key in after if after[key] != before[key]]
        told = ({key: values[key] for key in changed} for values in (before, after))
        record("rename_unit", held, by=by, employer_id=held.employer_id, before=next(told), after=next(told))
    return held


@transaction.atomic
def move_unit(unit: Unit, *, below: Unit, by: User) -> Unit:
    """Hang a unit, with all that lies below it, below another one of the same employer.

    Raises `Refused` (below itself, too deep), and `PermissionDenied` for those who may not change both places.
    """
    held = held_unit(unit)
    target = Unit.objects.get(pk=below.pk, employer=held.employer)
    if not may_change_unit(by, held) or not may_change_units_below(by, target):
        raise PermissionDenied
    if held.parent is None:
        raise Refused(_("The top unit cannot be moved."))
    if target.path.startswith(held.path):
        raise Refused(_("A unit cannot be moved below itself."), "below")
    if target != held.parent:
        inside = Unit.objects.filter(employer=held.employer, path__startswith=held.path)
        deepest = max(path.count("/") for path in inside.values_list("path", flat=True))
        _refuse_too_deep(target.path.count("/") + deepest - held.path.count("/") + 1)
        before, held.parent = held.parent_id, target
        held.save(update_fields=["parent"])
        inside.update(path="")
        fill_paths(held.employer)
        after = {"parent": target.pk}
        record("move_unit", held, by=by, employer_id=held.employer_id, before={"parent": before}, after=after)
        held.refresh_from_db()
    return held


def fill_paths(employer: Employer) -> None:
    """Write the paths that are empty, each from the one above it.

    They are put together here: a database that has not counted its rows yet joins 5,000 new ones to each other by
    looking at all of them for each.
    """
    units = {unit.pk: unit for unit in Unit.objects.filter(employer=employer).only("pk", "parent", "path")}
    empty = [unit for unit in units.values() if not unit.path]
    for unit in empty:
        _path(unit, units)
    Unit.objects.bulk_update(empty, ["path"], batch_size=500)


def _path(unit: Unit, units: dict[int, Unit]) -> str:
    if not unit.path:
        above = _path(units[unit.parent_id], units) if unit.parent_id else ""
        unit.path = f"{above}{unit.pk}/"
    return unit.path


@transaction.atomic
def remove_unit(unit: Unit, *, by: User) -> None:
    """Take away a unit to which nothing belongs any more. Raises `Refused` (says what does), `PermissionDenied`."""
    held = held_unit(unit)
    if not may_change_unit(by, held):
        raise PermissionDenied
    if held.parent is None:
        raise Refused(_("The top unit cannot be removed."))
    if remains := remains_of(held):
        named = sorted({str(_(NAMES.get(each, OTHER))) for each in remains})
        said = _("“%(unit)s” cannot be removed: %(remains)s belong to it. Move them or end them first.")
        raise Refused(said % {"unit": held.name, "remains": get_text_list(named, _("and"))})
    before = {"name": held.name, "code": held.code, "parent": held.parent_id}
    record("remove_unit", held, by=by, employer_id=held.employer_id, before=before)
    held.delete()


NAMES = {
    "org.unit": gettext_noop("units below it"),
    "org.membership": gettext_noop("people's roles, also past ones"),
    "plan.actionplan": gettext_noop("plans"),
    "importers.upload": gettext_noop("files that were brought in"),
    "plan.savedview": gettext_noop("saved views"),
}
OTHER = gettext_noop("other things")


def _refuse_taken(employer: Employer, code: str) -> None:
    if code and (other := Unit.objects.filter(employer=employer, code=code).first()):
        raise Refused(_("“%(unit)s” has this code already.") % {"unit": other.name}, "code")


def _refuse_too_deep(levels: int) -> None:
    if levels > MOST_LEVELS:
        raise Refused(_("The tree cannot have more than %(count)s levels.") % {"count": MOST_LEVELS})
