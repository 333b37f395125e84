"""How like two measures are, from 0 (nothing in common) to 1 (the same)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from jamn.importers.interpret.vocabulary import plain

_SIGNS = re.compile(r"[\W_]+")
_COMPARED = 400
"""How many characters of a text are compared: its beginning tells what it is, and time grows with the square."""
_TELLING = 3
"""A text of fewer words is too short to be known again by some of them: *VSG* is not *CSG* with another letter."""
_ADDED_TO = 0.88
"""How like a text is to itself with more words around and between its own."""
_IN_ORDER = 0.1
"""What the order of words counts: enough to tell two measures apart that have the same ones."""

TEXT_WEIGHT = 0.75
"""What the measure's own words count; the rest is said by what stands around them."""
_RISK_WEIGHT, _AREA_WEIGHT, _POSITION_WEIGHT = 0.17, 0.07, 0.01


@dataclass(frozen=True)
class Wording:
    """The words of a measure by which it is known again, in another version of its plan."""

    title: str = ""
    description: str = ""
    risk: str = ""
    area: str = ""

    @cached_property
    def key(self) -> tuple[str, str, str]:
        """All its words in one spelling: what has the same key is the same."""
        return f"{bare(self.title)} {bare(self.description)}".strip(), bare(self.risk), bare(self.area)

    @cached_property
    def name(self) -> str:
        """The title in one spelling; that of a description without a title is its first line."""
        return bare(self.title or self.description.strip().split("\n")[0])[:_COMPARED]

    @cached_property
    def whole(self) -> str:
        """Title and description in one spelling."""
        return self.key[0][:_COMPARED]

    @cached_property
    def words(self) -> list[str]:
        """The words of `whole`."""
        return self.whole.split()

    @cached_property
    def sorted(self) -> str:
        """The words of `whole` by letter, so that their order makes no difference."""
        return " ".join(sorted(self.words))


def bare(text: str) -> str:
    """Letters and digits in one spelling, parted by single spaces."""
    return _SIGNS.sub(" ", plain(text)).strip()


def likeness(old: Wording, new: Wording, apart: float) -> float:
    """How like two measures are. `apart` is how far apart they stand in their plans, from 0 to 1.

    What one of them has no words for (its risk, its area) says nothing for or against.
    """
    parts = [(TEXT_WEIGHT, _text_likeness(old, new)), (_POSITION_WEIGHT, 1 - apart)]
    for weight, then, now in (
        (_RISK_WEIGHT, old.key[1], new.key[1]),
        (_AREA_WEIGHT, old.key[2], new.key[2]),
    ):
        if then and now:
            parts.append((weight, _ratio(then[:_COMPARED], now[:_COMPARED])))
    return sum(weight * like for weight, like in parts) / sum(weight for weight, _ in parts)


def _text_likeness(old: Wording, new: Wording) -> float:
    """Of title and description: letter by letter, in any order of words, or one with words added to the other.

    The same title under a new description counts half.
    """
    as_written = _ratio(old.whole, new.whole)
    whole = _IN_ORDER * as_written + (1 - _IN_ORDER) * max(as_written, _ratio(old.sorted, new.sorted))
    shorter = min(len(old.words), len(new.words))
    if shorter < _TELLING:
        return whole**2
    whole = max(whole, _ADDED_TO * LCSseq.similarity(old.words, new.words) / shorter)
    return (whole + max(whole, _ratio(old.name, new.name))) / 2


def _ratio(one: str, other: str) -> float:
    return fuzz.ratio(one, other) / 100
