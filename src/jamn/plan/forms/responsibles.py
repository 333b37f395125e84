"""Those who answer for a measure, as they are written on the edit page: a row each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from jamn.org.models import Role
from jamn.plan.actions import Who, names_at
from jamn.plan.models import Measure, ResponsibleKind
from jamn.plan.queries import people_of, units_of

SPARE = 2
"""Empty rows below those that are filled."""
MOST_SUGGESTED = 300
"""How many units, and how many people, are suggested. All others can be written as well."""
_BETWEEN: Final = "|"


def line_of(kind: str, name: str, *, accountable: bool) -> str:
    """A row in one line: ``role|*|HR``. The star marks the one who is accountable, an empty kind what is unknown."""
    return _BETWEEN.join((kind, "*" if accountable else "", name))


def _parted(line: str) -> tuple[str, bool, str]:
    """Kind, whether accountable, and name of a line; one without kind is a name alone."""
    kind, _bar, rest = line.partition(_BETWEEN)
    mark, bar, name = rest.partition(_BETWEEN)
    return (kind, mark == "*", name) if bar and kind in _KINDS and mark in ("", "*") else ("", False, line)


_KINDS = ("", *ResponsibleKind.values)


class ResponsiblesInput(forms.Widget):
    """Reads the rows: lists of kinds and names side by side, and the number of the row that is accountable."""

    def value_from_datadict(self, data: Any, _files: Any, name: str) -> list[str]:
        """The rows that have a name, each in one line."""
        if name in data:
            return [str(line) for line in data.getlist(name)]
        kinds, names = data.getlist(f"{name}-kind"), data.getlist(f"{name}-name")
        chosen = data.get(f"{name}-accountable")
        return [
            line_of(kind, written.strip(), accountable=chosen == str(number))
            for number, (kind, written) in enumerate(zip(kinds, names, strict=False))
            if written.strip()
        ]


class ResponsiblesField(forms.Field):
    """Those who answer for a measure, a line each."""

    widget = ResponsiblesInput
    hidden_widget = forms.MultipleHiddenInput

    def __init__(self, *, label: Any) -> None:
        super().__init__(label=label, required=False)


@dataclass(frozen=True, slots=True)
class RowOfResponsible:
    """A row of the page. `kinds` are value, label and whether it is chosen."""

    number: int
    name: str
    accountable: bool
    kinds: tuple[tuple[str, str, bool], ...]


def rows_of(lines: Iterable[str]) -> list[RowOfResponsible]:
    """The rows of the page for what stands in the field, and empty ones."""
    parted = [*map(_parted, lines or ()), *[("", False, "")] * SPARE]
    offered = [("", _("Find out by the name")), *((kind.value, capfirst(str(kind.label))) for kind in ResponsibleKind)]
    return [
        RowOfResponsible(number, name, accountable, tuple((value, label, value == kind) for value, label in offered))
        for number, (kind, accountable, name) in enumerate(parted)
    ]


def line_in_words(line: str) -> str:
    """What a line says, for a person who is shown what others wrote: “HR”, “Ingrid Solheim (accountable)”."""
    _kind, accountable, name = _parted(line)
    return _("%(name)s (accountable)") % {"name": name} if accountable else name


def suggestions(measure: Measure) -> list[str]:
    """Names that may be chosen: roles, people and units of the employer. People of one name have their addresses."""
    people = list(people_of(measure.plan).values_list("name", "email")[:MOST_SUGGESTED])
    names = [name for name, _address in people]
    said = [f"{name} ({address})" if names.count(name) > 1 else name for name, address in people]
    units = units_of(measure.plan).values_list("name", flat=True)[:MOST_SUGGESTED]
    return [*(capfirst(str(role.label)) for role in Role), *said, *units]


def those_meant(lines: Iterable[str], measure: Measure) -> list[Who]:
    """Those who are meant by the lines. Raises `ValidationError` for a unit, a person or a role that is none."""
    stand = {(row.kind, row.name): row for row in measure.responsibles.all()}
    known = names_at(measure.plan)
    meant: list[Who] = []
    unknown: list[str] = []
    for kind, accountable, name in map(_parted, lines):
        row = stand.get((kind, name))
        who = Who(name, row.kind, row.user_id, row.unit_id, row.role) if row else known.who(name, kind)
        if who:
            meant.append(replace(who, accountable=accountable))
        else:
            unknown.append(_UNKNOWN[kind]() % {"name": name})
    if unknown:
        raise forms.ValidationError(unknown)
    return meant


_UNKNOWN: Final = {
    ResponsibleKind.UNIT.value: lambda: _(
        "No unit of the employer, or more than one, is called “%(name)s”. Write its whole name, or choose “In words”."
    ),
    ResponsibleKind.PERSON.value: lambda: _(
        "Nobody with a role here, or more than one, is called “%(name)s”. Write the whole name or the e-mail address, "
        "or choose “In words”."
    ),
    ResponsibleKind.ROLE.value: lambda: _(
        "No role is called “%(name)s”. Write one from the list, or choose “In words”."
    ),
}
