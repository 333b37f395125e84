"""New words for what stands already, and nobody's lost."""

from __future__ import annotations

import json
from datetime import date
from hashlib import blake2b
from typing import Any, TypeVar, cast

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

Thing = TypeVar("Thing", bound=models.Model)


class Revision(forms.ModelForm[Thing]):
    """New words for what stands already. Nobody writes over what another person has changed in the meantime.

    `opened` goes out with the page and comes back with it: a digest of each field as it stood. A field that another
    person changed since is an error that says what it holds now, and goes through at the next save. Where the person
    had not touched it, it takes over what the other wrote.
    """

    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def look_back(self) -> None:
        """Compare what stands with what stood when the page was opened. To be called when `initial` is complete."""
        stands = {name: digest(self.initial.get(name)) for name in self.fields if name in self.initial}
        self.initial["opened"] = json.dumps(stands)
        self.meanwhile: dict[str, str] = {}
        if not self.is_bound:
            return
        opened = _opened(self.data.get("opened", ""))
        said = cast("QueryDict", self.data).copy()
        for name, now in stands.items():
            mine = digest(self.fields[name].widget.value_from_datadict(said, self.files, name))
            if now in (mine, opened.get(name, now)):
                continue
            if mine == opened[name]:
                said.setlist(name, _as_posted(self.initial[name]))
                self.meanwhile[name] = _("Somebody else has changed this in the meantime. Look at it, then save again.")
            else:
                self.meanwhile[name] = _(
                    "Somebody else has changed this in the meantime. It now says “%(words)s”. Save again to put your "
                    "own text in its place."
                ) % {"words": self._shown(name) or "–"}
        said["opened"] = self.initial["opened"]
        self.data = said

    def _shown(self, name: str) -> str:
        """What stands in a field now, as people read it."""
        value = self.initial[name]
        if isinstance(value, date):
            return date_format(value)
        named = dict(getattr(self.fields[name], "choices", ()))
        return ", ".join(str(named.get(each, each)) for each in (value if isinstance(value, list) else [value or ""]))

    def clean(self) -> dict[str, Any]:
        """Tell what another person changed."""
        said = super().clean() or {}
        for name, words in self.meanwhile.items():
            self.add_error(name, words)
        return said


def digest(value: Any) -> str:
    """A field's value in short, the same from the database as from the browser."""
    words = "\n".join(sorted(value)) if isinstance(value, list) else str(value or "").replace("\r\n", "\n").strip()
    return blake2b(words.encode(), digest_size=8).hexdigest()


def _opened(words: str) -> dict[str, str]:
    """The digests that came back; none when they are none."""
    try:
        found = json.loads(words)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _as_posted(value: Any) -> list[str]:
    """A field's value as the browser sends it."""
    return value if isinstance(value, list) else [str(value or "")]


def posted_words(said: dict[str, Any]) -> dict[str, Any]:
    """Texts with the line breaks that they had before the browser."""
    return {name: value.replace("\r\n", "\n") if isinstance(value, str) else value for name, value in said.items()}
