"""Those who answer for a measure: what their names mean, and how they change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path

import yaml

from jamn.accounts.models import User
from jamn.org.models import Role
from jamn.plan.actions.past import create_with_history
from jamn.plan.actions.words import names
from jamn.plan.models import ActionPlan, Measure, Responsible, ResponsibleKind
from jamn.plan.queries.people import people_of, units_of

WORDS_OF_ROLES = Path(__file__).parent / "roles.yaml"


@dataclass(frozen=True, slots=True)
class Who:
    """One who is to answer for a measure: the name that people read, and what it stands for.

    `user_id` goes with the kind person, `unit_id` with a unit, `role` (of `org.models.Role`) with a role.
    """

    name: str
    kind: str = ResponsibleKind.WORDS
    user_id: int | None = None
    unit_id: int | None = None
    role: str = ""
    accountable: bool = False


@cache
def words_of_roles() -> Mapping[str, Who]:
    """The words for roles and bodies, in lower case → what they stand for."""
    said = yaml.safe_load(WORDS_OF_ROLES.read_text(encoding="utf-8"))
    roles = {
        word: Who(word, ResponsibleKind.ROLE, role=Role(role).value)
        for role, words in said["roles"].items()
        for word in words
    }
    return roles | {word: Who(word, ResponsibleKind.BODY) for word in said["bodies"]}


@dataclass(frozen=True, slots=True)
class Names:
    """What names stand for at the employer of a plan: in lower case → key of the unit or the person."""

    units: Mapping[str, int]
    people: Mapping[str, int]

    def who(self, name: str, kind: str = "") -> Who | None:
        """What a name stands for; as one of a `kind` if given, and then None when there is no such one.

        A name must be the whole of it, in capitals or not, and one alone must bear it: of two units or people with the
        same name neither is meant.
        """
        key = " ".join(name.split()).casefold()
        if kind in ("", ResponsibleKind.UNIT) and key in self.units:
            return Who(name, ResponsibleKind.UNIT, unit_id=self.units[key])
        if kind in ("", ResponsibleKind.PERSON) and key in self.people:
            return Who(name, ResponsibleKind.PERSON, user_id=self.people[key])
        known = words_of_roles().get(key) or _labels_of_roles().get(key)
        if known and kind in ("", known.kind):
            return replace(known, name=name)
        return None if kind in _FOUND else Who(name, kind or ResponsibleKind.WORDS)


_FOUND = (ResponsibleKind.UNIT, ResponsibleKind.PERSON, ResponsibleKind.ROLE)
"""The kinds that point at something."""


def _labels_of_roles() -> dict[str, Who]:
    """What the roles are called on the pages, in the active language."""
    return {str(role.label).casefold(): Who("", ResponsibleKind.ROLE, role=role.value) for role in Role}


def names_at(plan: ActionPlan) -> Names:
    """The names of a plan's employer. A person goes by the e-mail address too. Two queries."""
    people = list(people_of(plan).values_list("name", "email", "pk"))
    by_address = {words.casefold(): pk for name, address, pk in people for words in (address, f"{name} ({address})")}
    units = _once(units_of(plan).values_list("name", "pk"))
    return Names(units, by_address | _once((name, pk) for name, _, pk in people))


def resolve(written: Iterable[str], plan: ActionPlan) -> dict[str, Who]:
    """What each name stands for (`Names.who`); plain words where nothing is known. Two queries, however many names."""
    wanted = dict.fromkeys(written)
    if not wanted:
        return {}
    known = names_at(plan)
    return {name: known.who(name) or Who(name) for name in wanted}


def _once(rows: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Name in lower case → key, of the names that one alone bears."""
    keys: dict[str, list[int]] = defaultdict(list)
    for name, key in rows:
        keys[name.casefold()].append(key)
    return {name: found[0] for name, found in keys.items() if len(found) == 1}


def those(written: Iterable[str | Who], plan: ActionPlan, known: Iterable[Responsible] = ()) -> list[Who]:
    """Those who are meant, each name once, the first of the accountable as the only one.

    A name without more is understood as one of those who are `known` already, or resolved.
    """
    given = list(written)
    by_name: dict[str, str | Who] = {}
    for each in given:
        for name in names([each if isinstance(each, str) else each.name]):
            by_name.setdefault(name, each)
    stand = {row.name: Who(row.name, row.kind, row.user_id, row.unit_id, row.role, row.accountable) for row in known}
    new = resolve((name for name, each in by_name.items() if isinstance(each, str) and name not in stand), plan)
    meant: list[Who] = []
    for name, each in by_name.items():
        which = (stand.get(name) or new[name]) if isinstance(each, str) else each
        accountable = which.accountable and not any(other.accountable for other in meant)
        meant.append(replace(which, name=name, accountable=accountable))
    return meant


def create_responsibles(answering: Iterable[tuple[Measure, Iterable[Who]]], by: User, now: datetime) -> None:
    """Write those who answer for new measures, with their history."""
    rows = [
        Responsible(measure=measure, position=position, **asdict(who))
        for measure, those_of_it in answering
        for position, who in enumerate(those_of_it)
    ]
    create_with_history(rows, Responsible, by=by, now=now)


def change_responsibles(
    measure: Measure, new: list[Who], by: User, now: datetime
) -> dict[str, tuple[list[str], list[str]]]:
    """Make `new` those who answer for the measure, with history of what changed; returns names before and after."""
    rows = {row.name: row for row in measure.responsibles.all()}
    before = [_said(row) for row in rows.values()]
    wanted = {who.name: asdict(who) | {"position": place} for place, who in enumerate(new)}
    changed = [row for name, row in rows.items() if name not in wanted]
    for row in changed:
        _marked(row, by, now).delete()
    for name, said in sorted(wanted.items(), key=lambda each: each[1]["accountable"]):  # the old one steps down first
        row = rows.get(name) or Responsible(measure=measure)
        if row.pk is None or any(getattr(row, field) != value for field, value in said.items()):
            for field, value in said.items():
                setattr(row, field, value)
            _marked(row, by, now).save()
            changed.append(row)
    return {"responsibles": (before, [_said(who) for who in new])} if changed else {}


def _marked(row: Responsible, by: User, now: datetime) -> Responsible:
    row._history_user, row._history_date = by, now  # type: ignore[attr-defined]  # how simple_history is told
    return row


def _said(who: Responsible | Who) -> str:
    """A name for the trail, with a star for the one who is accountable."""
    return f"{who.name} *" if who.accountable else who.name
