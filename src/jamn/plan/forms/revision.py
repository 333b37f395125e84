"""New words for what stands already, and nobody's lost."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any, TypeVar, cast

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jamn.plan.forms.responsibles import ResponsiblesField, line_in_words
from jamn.plan.queries import Latest, Piece, latest_change, word_differences

Thing = TypeVar("Thing", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that another person has changed since the page was opened: three texts, as people read them.

    `opened` stood when the page was opened, `theirs` stands now, `mine` is what was posted; `both` says that both
    changed it. `posted` is `mine` as the browser sent it, for the page to send again. `latest` says who wrote what
    stands now, and when, where the history tells.
    """

    name: str
    label: str
    opened: str
    theirs: str
    mine: str
    both: bool
    posted: list[str]
    latest: Latest | None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What they wrote against what stood, word by word; empty when it is shown whole."""
        return word_differences(self.opened, self.theirs)


class Revision(forms.ModelForm[Thing]):
    """New words for what stands already. Nobody writes over what another person has changed in the meantime.

    `opened` goes out with the page and comes back with it: each field as it stood. A field that another person changed
    since is one of the `conflicts`, and while there are any the form is refused. The page that shows them side by side
    (`plan/conflict.html`) sends ``take-<field>`` with ``mine``, ``theirs`` or ``new`` (what is written there), and
    ``mine-<field>`` with what was posted first. Where the person had not touched a field, it takes over what the other
    wrote.
    """

    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def look_back(self) -> None:
        """Compare what stands with what stood when the page was opened. To be called when `initial` is complete."""
        stands = {name: _as_posted(self.initial.get(name)) for name in self.fields if name in self.initial}
        self.initial["opened"] = json.dumps(stands)
        self.conflicts: list[Conflict] = []
        if not self.is_bound:
            return
        opened = _opened(self.data.get("opened", ""))
        said = cast("QueryDict", self.data).copy()
        for name, now in stands.items():
            self._choose(said, name, opened.get(name, now))
            mine = self.fields[name].widget.value_from_datadict(said, self.files, name)
            was = opened.get(name, now)
            if self._same(name, now, mine) or self._same(name, now, was):
                continue
            both = not self._same(name, mine, was)
            self.conflicts.append(self._conflict(name, was, mine, both=both))
            if not both:
                said.setlist(name, now)
        said["opened"] = self.initial["opened"]
        self.data = said

    @property
    def untouched(self) -> list[forms.BoundField]:
        """The fields that nobody else has changed."""
        changed = {conflict.name for conflict in self.conflicts}
        return [field for field in self if field.name not in changed]

    def _choose(self, said: QueryDict, name: str, shown: list[str]) -> None:
        """Put into a field what was chosen for it on the page that shows both versions; `shown` was theirs there."""
        taken = said.get(f"take-{name}")
        if taken == "mine":
            said.setlist(name, said.getlist(f"mine-{name}"))
        elif taken == "theirs":
            said.setlist(name, shown)

    def _conflict(self, name: str, was: list[str], mine: Any, *, both: bool) -> Conflict:
        posted = _as_posted(mine)
        texts = (self._shown(name, was), self._shown(name, self.initial[name]), self._shown(name, posted))
        return Conflict(name, str(self[name].label), *texts, both, posted, latest_change(self.instance, name))

    def _same(self, name: str, one: Any, other: Any) -> bool:
        """Whether two values of a field are the same, as posted or as they stand. What is ticked has no order."""
        has_order = not isinstance(self.fields[name], forms.MultipleChoiceField)
        both = [_as_posted(value) for value in (one, other)]
        return both[0] == both[1] if has_order else sorted(both[0]) == sorted(both[1])

    def _shown(self, name: str, value: Any) -> str:
        """A value of a field, as people read it."""
        if isinstance(self.fields[name], forms.DateField):
            return _day_in_words(value)
        if isinstance(self.fields[name], ResponsiblesField):
            return ", ".join(line_in_words(line) for line in _as_posted(value) if line)
        named = {str(key): label for key, label in getattr(self.fields[name], "choices", ())}
        return ", ".join(str(named.get(each, each)) for each in _as_posted(value))

    def clean(self) -> dict[str, Any]:
        """Refuse to write over what another person changed."""
        said = super().clean() or {}
        if self.conflicts:
            self.add_error(None, _("Somebody else has changed this in the meantime."))
        return said


def digest(value: Any) -> str:
    """A text or a day in short, the same from the database as from the browser."""
    words = str(value or "").replace("\r\n", "\n").strip()
    return blake2b(words.encode(), digest_size=8).hexdigest()


def _day_in_words(value: Any) -> str:
    """A day as it stands or as it was posted; what is none is shown as it is."""
    said = value[0] if isinstance(value, list) and value else value
    try:
        day = parse_date(said) if isinstance(said, str) else said
    except ValueError:
        day = None
    return date_format(day) if isinstance(day, date) else str(said or "")


def _opened(words: str) -> dict[str, list[str]]:
    """What came back of how the fields stood; nothing when it is none of ours."""
    try:
        found = json.loads(words)
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: _as_posted(value) for name, value in found.items()}


def _as_posted(value: Any) -> list[str]:
    """A field's value as the browser sends it."""
    if isinstance(value, list | tuple):
        return [str(each) for each in value]
    text = "" if value is None or value is False else str(value)
    return [text.replace("\r\n", "\n").strip()]


def posted_words(said: dict[str, Any]) -> dict[str, Any]:
    """Texts with the line breaks that they had before the browser."""
    return {name: value.replace("\r\n", "\n") if isinstance(value, str) else value for name, value in said.items()}
