"""A file with units on its way into the tree: kept, looked at, applied whole or not at all."""

from __future__ import annotations

from dataclasses import asdict
from functools import reduce
from operator import or_
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.documents import read
from jamn.documents.blocks import Unreadable
from jamn.org import interpret
from jamn.org.actions.holding import Refused, hold
from jamn.org.actions.units import fill_paths
from jamn.org.models import MOST_LEVELS, Employer, Unit, UnitFile
from jamn.org.queries import Comparison, compare, lines_of
from jamn.org.rules import may_change_employer

READ_SECONDS = 20
"""How long reading may take while the person waits. Five thousand units take a second."""


def keep_file(file: File[bytes], *, employer: Employer, by: User) -> UnitFile:
    """Read a file with units and keep what it says, for the person to look at; an earlier file of theirs goes.

    Raises `Refused` with what is wrong with it, rows told by their numbers, and `PermissionDenied`.
    """
    if not may_change_employer(by, employer):
        raise PermissionDenied
    name = PurePath((file.name or "").replace("\\", "/")).name[-255:]
    try:
        lines = interpret.units(_tables(file, name), MOST_LEVELS - 1)
    except Unreadable as problem:
        raise Refused(_(problem.template).format(**problem.values), "file") from None
    except interpret.Wrong as problem:
        told = (_(notice.template).format(**notice.values) for notice in problem.notices)
        raise Refused(" ".join(told), "file") from None
    values = {"name": name, "units": [asdict(line) for line in lines]}
    with transaction.atomic():
        UnitFile.objects.filter(employer=employer, by=by).delete()
        return UnitFile.objects.create(employer=employer, by=by, **values)


def _tables(file: File[bytes], name: str) -> list[Any]:
    """The tables in a file, which a process of its own reads."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(file.read())
        seconds = min(READ_SECONDS, settings.UPLOAD_READ_SECONDS)
        document = read.document_apart(path, name=name, memory=settings.UPLOAD_READ_BYTES, seconds=seconds)
    return list(document.tables())


def forget_file(file: UnitFile, *, by: User) -> None:
    """Throw a file away that one has looked at. No audit event: nothing came of it."""
    if file.by_id != by.pk:
        raise PermissionDenied
    file.delete()


@transaction.atomic
def apply_file(file: UnitFile, *, seen: str, by: User) -> Comparison:
    """Make the tree what the file says: new units, names, codes and places. What the file has not, stays.

    `seen` is the digest of the comparison that the person looked at. Raises `Refused` where the tree has changed since,
    and `PermissionDenied`.
    """
    employer = hold(file.employer_id)
    if file.by_id != by.pk or not may_change_employer(by, employer):
        raise PermissionDenied
    found = compare(employer, lines_of(file))
    if found.digest != seen:
        raise Refused(_("The tree has changed since you looked at it. Look at what would change now, then try again."))
    if found.levels > MOST_LEVELS:
        raise Refused(_("The tree cannot have more than %(count)s levels.") % {"count": MOST_LEVELS})
    before = _told(found)
    _make(found, employer)
    _change(found, employer)
    fill_paths(employer)
    counted = {"file": file.name, "new": len(found.new)}
    record("apply_units", employer, by=by, employer_id=employer.pk, before=before, after=_told(found) | counted)
    file.delete()
    return found


def _make(found: Comparison, employer: Employer) -> None:
    """Make the new units, level by level: those below need the ids of those above."""
    top = Unit.objects.get(employer=employer, parent=None)
    waiting = found.new
    while waiting:
        ready = [line for line in waiting if line.above is None or line.above in found.units]
        made = Unit.objects.bulk_create(
            [
                Unit(
                    employer=employer,
                    parent=found.units[line.above] if line.above else top,
                    name=line.name,
                    code=line.code,
                    path="",
                )
                for line in ready
            ],
            batch_size=1000,
        )
        found.units.update({line.key: unit for line, unit in zip(ready, made, strict=True)})
        waiting = [line for line in waiting if line.key not in found.units]


def _change(found: Comparison, employer: Employer) -> None:
    """Rename and move the units that are there, and empty the paths of what has moved, for `fill_paths`."""
    top = Unit.objects.get(employer=employer, parent=None)
    changed: dict[int, Unit] = {}
    for each in found.renamed:
        each.unit.name, each.unit.code = each.line.name, each.line.code or each.unit.code
        changed[each.unit.pk] = each.unit
    for each in found.moved:
        each.unit.parent = found.units[each.line.above] if each.line.above else top
        changed[each.unit.pk] = each.unit
    Unit.objects.bulk_update(changed.values(), ["name", "code", "parent"], batch_size=500)
    paths = [each.unit.path for each in found.moved]
    for start in range(0, len(paths), 100):
        below = reduce(or_, (Q(path__startswith=path) for path in paths[start : start + 100]))
        Unit.objects.filter(below, employer=employer).update(path="")


def _told(found: Comparison) -> dict[str, Any]:
    """Name, code and place of the units that are there and change."""
    units: dict[int, Unit] = {each.unit.pk: each.unit for each in (*found.renamed, *found.moved)}
    return {"units": {str(pk): [unit.name, unit.code, unit.parent_id] for pk, unit in units.items()}}
