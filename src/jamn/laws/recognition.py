"""What a plan's text speaks of: words of all languages looked for in one pass."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from jamn.laws.terms import NONE, Words, words_of


class Recogniser:
    """Finds the keys whose words stand in a text.

    At each word the longest entry wins, and what it covers is not looked at again: "kjønnsidentitet" is not also
    "kjønns…". Look-alikes (`NONE`) cover text in the same way, and say nothing.
    """

    def __init__(self, words: Words) -> None:
        """Compile the words (key → language → words) into one pattern, a group for each entry."""
        keys: dict[str, set[str]] = {}
        for key, languages in words.items():
            for entry in (entry for entries in languages.values() for entry in entries):
                keys.setdefault(entry, set()).update(() if key == NONE else (key,))
        entries = sorted(keys, key=lambda entry: (-len(entry.replace("*", "")), entry))
        self._order = tuple(key for key in words if key != NONE)
        self._keys = tuple(frozenset(keys[entry]) for entry in entries)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(_branch, entries))})")

    def __call__(self, text: str) -> tuple[str, ...]:
        """The keys that a text speaks of, in the order of the words' file."""
        plain = unicodedata.normalize("NFC", text).replace("\N{SOFT HYPHEN}", "").lower()
        found: set[str] = set()
        for match in self._pattern.finditer(plain):
            found |= self._keys[(match.lastindex or 0) - 1]
        return tuple(key for key in self._order if key in found)


def _branch(entry: str) -> str:
    # The empty group that tells which entry was found stands last: the engine skips an entry by its first letter only
    # when a letter comes first.
    words = (re.escape(word).replace(r"\*", r"\w*") for word in entry.split())
    return r"\s+".join(words) + r"(?!\w)()"


@cache
def recogniser(kind: str) -> Recogniser:
    """The recogniser of the ``grounds`` or the ``areas``."""
    return Recogniser(words_of(kind))
