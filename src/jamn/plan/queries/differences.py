"""What differs between two texts, word by word, and between two states of a plan, measure by measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from typing import Any, Literal

from django.db.models import Model
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from jamn.plan.models import ActionPlan, Measure

WORD = re.compile(r"\w+|\s+|[^\w\s]")
MOST_WORDS = 3000
"""Longer texts are shown whole, before and after: comparing them word by word would take too long."""
ALIKE = 0.4
"""How much of two texts must be the same for the words in between to be worth marking."""

Piece = tuple[Literal["same", "gone", "new"], str]


@cache
def word_differences(before: str, after: str) -> tuple[Piece, ...]:
    """Two texts as one: what both have, what is gone, what is new. Empty when they have too little in common.

    The pieces that are the same or gone make `before`, those that are the same or new make `after`.
    """
    old, new = WORD.findall(before), WORD.findall(after)
    if not old or not new or max(len(old), len(new)) > MOST_WORDS:
        return ()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < ALIKE:
        return ()
    pieces: list[Piece] = []
    for what, start, end, to_start, to_end in matcher.get_opcodes():
        if what == "equal":
            pieces.append(("same", "".join(old[start:end])))
            continue
        if end > start:
            pieces.append(("gone", "".join(old[start:end])))
        if to_end > to_start:
            pieces.append(("new", "".join(new[to_start:to_end])))
    return tuple(pieces)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, in words; empty where there was or is nothing. `name` is the column's."""

    name: str
    label: str
    before: str
    after: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The two as one text with what is gone and new in it; empty when they are shown whole."""
        return word_differences(self.before, self.after)


@dataclass(frozen=True, slots=True)
class ThingChange:
    """A measure, risk or focus area of both states whose fields differ."""

    pk: int
    name: str
    fields: tuple[FieldChange, ...]


@dataclass(slots=True)
class Differences:
    """What differs in one kind of thing: those that are new or gone (id and name), those changed, how many the same."""

    new: list[tuple[int, str]] = field(default_factory=list)
    gone: list[tuple[int, str]] = field(default_factory=list)
    changed: list[ThingChange] = field(default_factory=list)
    unchanged: int = 0

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.changed)


@dataclass(frozen=True, slots=True)
class PlanDifferences:
    """What differs between two states of a plan."""

    facts: tuple[FieldChange, ...]
    focus_areas: Differences
    risks: Differences
    measures: Differences

    def __bool__(self) -> bool:
        return bool(self.facts or self.focus_areas or self.risks or self.measures)


def differences(before: Mapping[str, Any], after: Mapping[str, Any], terms: Mapping[str, str]) -> PlanDifferences:
    """Compare two states of a plan, as `contents_of` gives them. `terms` names the law's areas and grounds."""
    facts = _fields(before["plan"], after["plan"], lambda name, value: in_words_of(ActionPlan, name, value), ActionPlan)
    names = {"focus_areas": "title", "risks": "text", "measures": "name"}
    parts = {kind: _compared(kind, called, before, after, terms) for kind, called in names.items()}
    return PlanDifferences(tuple(facts), parts["focus_areas"], parts["risks"], parts["measures"])


def _compared(
    kind: str, called: str, before: Mapping[str, Any], after: Mapping[str, Any], terms: Mapping[str, str]
) -> Differences:
    found = Differences()
    old = {thing["id"]: thing for thing in before[kind]}
    new = {thing["id"]: thing for thing in after[kind]}
    found.gone = [(pk, thing[called]) for pk, thing in old.items() if pk not in new]
    for pk, thing in new.items():
        if pk not in old:
            found.new.append((pk, thing[called]))
            continue
        fields = tuple(_thing_fields(old[pk], thing, terms))
        if fields:
            found.changed.append(ThingChange(pk, thing[called], fields))
        else:
            found.unchanged += 1
    return found


def _thing_fields(old: Mapping[str, Any], new: Mapping[str, Any], terms: Mapping[str, str]) -> Iterator[FieldChange]:
    yield from _fields(old, new, lambda name, value: measure_words(name, value, terms), Measure)


def _fields(old: Mapping[str, Any], new: Mapping[str, Any], words: Any, model: type[Model]) -> Iterator[FieldChange]:
    for name in {**old, **new}:
        if name not in {"id", "name"} and old.get(name) != new.get(name):
            before, after = words(name, old.get(name)), words(name, new.get(name))
            if before != after:
                yield FieldChange(name, label_in(model, name), before, after)


def measure_words(name: str, value: Any, terms: Mapping[str, str]) -> str:
    """A value of a measure in a plan's contents, as people read it."""
    if name in {"areas", "grounds"}:
        return ", ".join(terms.get(key, key) for key in value or ())
    if name == "responsibles":
        return ", ".join(responsible_in_words(each) for each in value or ())
    if name in {"risks", "sub_goals"}:
        return "\n".join(each if isinstance(each, str) else each["text"] for each in value or ())
    return in_words_of(Measure, name, value)


def responsible_in_words(each: Mapping[str, Any]) -> str:
    """One of those responsible: the name, and that it is the one who is asked."""
    name = str(each["name"])
    return _("%(name)s (accountable)") % {"name": name} if each.get("accountable") else name


def label_in(model: type[Model], name: str) -> str:
    """What a field is called in a plan's contents."""
    named = {
        "areas": _("area of the law"),
        "grounds": _("ground of discrimination"),
        "responsibles": pgettext("those who answer for a measure", "responsible"),
        "risks": _("risks"),
        "sub_goals": _("sub-goals"),
        "cause": _("cause"),
        "text": _("text"),
        "plan": _("plan"),
        "unit": _("unit"),
    }
    if name in named:
        return named[name]
    columns = {column.name: str(column.verbose_name) for column in model._meta.concrete_fields}
    return columns.get(name, name)


def in_words_of(model: type[Model], name: str, value: Any) -> str:
    """A value of a plan's contents as people read it."""
    if value in (None, "", [], False):
        return ""
    fields = {each.name: each for each in model._meta.concrete_fields}
    column = fields.get(name)
    if column is not None and column.choices:
        return str(dict(column.flatchoices).get(value, value))
    kind = column.get_internal_type() if column is not None else ""
    if kind == "DateField":
        return date_format(date.fromisoformat(str(value)))
    return number_format(value) if kind == "DecimalField" else str(value)
