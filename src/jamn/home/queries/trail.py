"""The audit trail of one employer, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from jamn.accounts.models import AuditEvent, User
from jamn.home.queries.verbs import LABELS, THINGS, said
from jamn.org.models import Employer, Unit
from jamn.plan.queries import term_names

PAGE_SIZE = 50
MOST_ROWS = 100_000
"""How many events a file with the trail holds; the latest."""
LONGEST = 400
"""Characters of a value that the trail shows."""
PEOPLE, UNITS = {"user", "by"}, {"unit", "parent"}
"""The names under which events keep the numbers of people and units."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for: words in the actor's name, a verb, the first and the last day."""

    who: str = ""
    verb: str = ""
    first: date | None = None
    last: date | None = None

    def apply(self, events: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
        """Those of the events that are looked for."""
        for word in self.who.split():
            events = events.filter(actor_name__icontains=word)
        if self.verb:
            events = events.filter(verb=self.verb)
        if self.first:
            events = events.filter(at__date__gte=self.first)
        return events.filter(at__date__lte=self.last) if self.last else events


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One event: when, who, what, to what, and (label, before, after) of each value that changed."""

    at: datetime
    who: str
    what: str
    thing: str
    changes: list[tuple[str, str, str]]


def events_of(employer: Employer) -> QuerySet[AuditEvent]:
    """What was done at an employer, the latest first."""
    return AuditEvent.objects.filter(employer_id=employer.pk)


def trail(employer: Employer, wanted: Wanted, page: str) -> Page[Any]:
    """A page of the trail. Four queries, whatever the number of events."""
    found: Page[Any] = Paginator(wanted.apply(events_of(employer)), PAGE_SIZE).get_page(page)
    found.object_list = list(_in_words(list(found.object_list)))
    return found


def trail_rows(employer: Employer, wanted: Wanted) -> Iterator[TrailLine]:
    """The whole of it, for a file."""
    return _in_words(list(wanted.apply(events_of(employer))[:MOST_ROWS]))


def _in_words(events: list[AuditEvent]) -> Iterator[TrailLine]:
    told = [values for event in events for values in (event.before, event.after) if isinstance(values, dict)]
    acted = {event.actor_id for event in events if event.actor_id}
    people = User.objects.in_bulk(acted | _numbers(told, PEOPLE))
    units = Unit.objects.in_bulk(_numbers(told, UNITS))
    names = {
        **{name: {pk: user.name for pk, user in people.items()} for name in PEOPLE},
        **{name: {pk: unit.name for pk, unit in units.items()} for name in UNITS},
    }
    for event in events:
        yield TrailLine(event.at, _who(event, people), said(event.verb), _thing(event), _changes(event, names))


def _numbers(told: Iterable[dict[str, Any]], keys: set[str]) -> set[int]:
    return {values[key] for values in told for key in keys if isinstance(values.get(key), int)}


def _who(event: AuditEvent, people: dict[int, User]) -> str:
    """The name that the event keeps; where that is gone, what the person is called now."""
    if event.actor_name or event.actor_id is None:
        return event.actor_name or _("the program")
    person = people.get(event.actor_id)
    return person.name if person else _("erased person %(number)s") % {"number": event.actor_id}


def _thing(event: AuditEvent) -> str:
    return f"{capfirst(str(THINGS.get(event.thing, event.thing)))} {event.thing_id}".strip()


def _changes(event: AuditEvent, names: dict[str, dict[int, str]]) -> list[tuple[str, str, str]]:
    before, after = event.before or {}, event.after or {}
    return [
        (label_of(event.thing, key), _value(event.thing, key, before, names), _value(event.thing, key, after, names))
        for key in dict.fromkeys([*before, *after])
        if before.get(key) != after.get(key)
    ]


def label_of(thing: str, key: str) -> str:
    """What a value is called: its column's name, or a name of `LABELS`. A number is that of a measure."""
    field = _field(thing, key)
    if field is not None and field.verbose_name != field.name.replace("_", " "):
        return capfirst(str(field.verbose_name))
    if key.isdecimal():
        return _("Measure %(number)s") % {"number": key}
    return capfirst(str(LABELS.get(key, key.replace("_", " "))))


def _value(thing: str, key: str, values: dict[str, Any], names: dict[str, dict[int, str]]) -> str:
    """A value as people read it."""
    value = values.get(key)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if key in names and isinstance(value, int):
        return names[key].get(value, str(value))
    choices = dict(getattr(_field(thing, key), "flatchoices", ()) or ())
    named = choices.get(value) if isinstance(value, str | int) else None
    return _shortened(str(named) if named is not None else _plain(value, thing, key))


def _plain(value: Any, thing: str, key: str) -> str:
    if isinstance(value, dict):
        inner = "plan.measure" if thing == "plan.bulkchange" else thing
        return "; ".join(f"{label_of(inner, name)}: {_plain(each, inner, name)}" for name, each in value.items())
    if isinstance(value, list):
        return ", ".join(_plain(each, thing, key) for each in value)
    if key in {"areas", "grounds"}:
        names = term_names("areas") if key == "areas" else term_names("grounds")
        return capfirst(names.get(str(value), str(value)))
    if isinstance(value, str) and len(value) == 10:
        try:
            return date_format(date.fromisoformat(value))
        except ValueError:
            return value
    return str(value)


def _shortened(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def _field(thing: str, key: str) -> Any:
    """The column that a value belongs to, if it is one."""
    try:
        field = apps.get_model(thing)._meta.get_field(key)
    except (LookupError, FieldDoesNotExist):
        return None
    return field if hasattr(field, "verbose_name") else None
