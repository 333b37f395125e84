"""What the headers of a payroll file mean: `headers.yaml` holds the words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from jamn.pay.conventions import COMPONENTS, Period
from jamn.pay.reading.unreadable import UnreadablePayroll, listed, shown

LIKE: Final = 90
"""A misspelled header is as like a known one as this (0 to 100): one letter in ten is another."""
CLEARLY: Final = 4
"""… and so much less like any that means something else."""
SHORTEST: Final = 6
"""Shorter words are too like each other to be misspelled ones."""
LONGEST: Final = 60
WORDS: Final[dict[str, str]] = {
    "identity": "personal number",
    "sex": "sex",
    "fixed": "fixed pay",
    "fte": "FTE share",
    "birth": "date or year of birth",
}
"""What meanings are called in messages, where it is not their name."""

_NOTES = re.compile(r"[⁰¹²³⁴-⁹*†‡]|\(\d\)$")
_LETTERS = "æøåäö"


@dataclass(frozen=True, slots=True)
class Heading:
    """What a header means: its place among the words of that meaning, and how it qualifies the amounts."""

    meaning: str
    rung: int
    likeness: float
    period: Period | None
    full_time: bool
    per_cent: bool


@dataclass(frozen=True, slots=True)
class Headings:
    """Which columns of a file have which meaning (the places of several are added up), and which have none."""

    columns: dict[str, tuple[int, ...]]
    headings: dict[str, Heading]
    texts: tuple[str, ...]

    @property
    def unread(self) -> tuple[str, ...]:
        """The headers of columns that are left out."""
        used = {place for places in self.columns.values() for place in places}
        return tuple(text for place, text in enumerate(self.texts) if place not in used and text.strip())

    def named(self, meaning: str) -> str:
        """The header of a meaning, as it may be shown."""
        return shown(" + ".join(self.texts[place] for place in self.columns[meaning])).strip("“”")


@cache
def _vocabulary() -> dict[str, Any]:
    import yaml  # noqa: PLC0415 - takes a moment

    words: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "headers.yaml").read_text(encoding="utf-8"))
    return words


@cache
def _known() -> dict[str, tuple[str, int, str]]:
    """Each known header without spaces: its meaning, on which rung, and with its spaces."""
    return {
        plain(word).replace(" ", ""): (meaning, place, plain(word))
        for meaning, rungs in _vocabulary()["meanings"].items()
        for place, rung in enumerate(rungs)
        for word in rung
    }


@cache
def _passed_over() -> frozenset[str]:
    return frozenset(map(plain, map(str, _vocabulary()["passed_over"])))


@cache
def sums() -> tuple[str, ...]:
    """What a row that sums up the others begins with."""
    return tuple(_vocabulary()["sums"])


def plain(text: str) -> str:
    """A header in small letters, without notes, punctuation, and accents on letters that the Nordics do not write."""
    text = unicodedata.normalize("NFC", _NOTES.sub("", text)).casefold().replace("%", " prosent ").replace("&", " og ")
    letters = (each if each in _LETTERS else unicodedata.normalize("NFD", each)[0] for each in text)
    return " ".join(re.sub(r"[\W_]+", " ", "".join(letters)).split())


def meant(text: str) -> Heading | None:
    """What a header means; None when it is not known."""
    line = plain(text)
    if not line or len(line) > LONGEST:
        return None
    short = " ".join(
        word for word in line.split() if word not in _passed_over() and not re.fullmatch(r"(19|20)\d\d", word)
    )
    for each in (line, short):
        if found := _known().get(each.replace(" ", "")):
            return _heading(line, *found[:2], 100)
    return _like(line, short)


def _like(line: str, short: str) -> Heading | None:
    """What a misspelled header means, where it is clearly liker to one meaning than to any other."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - takes a moment

    word = short.replace(" ", "")
    if len(word) < SHORTEST or any(letter.isdigit() for letter in word):
        return None
    found = process.extract(word, list(_known()), scorer=fuzz.ratio, score_cutoff=LIKE - CLEARLY, limit=8)
    if not found or found[0][1] < LIKE:
        return None
    best, likeness, _ = found[0]
    meaning, rung, known = _known()[best]
    others = [score for other, score, _ in found if _known()[other][0] != meaning]
    return None if others and likeness - others[0] < CLEARLY else _heading(f"{line} {known}", meaning, rung, likeness)


def _heading(line: str, meaning: str, rung: int, likeness: float) -> Heading:
    words = _vocabulary()
    period = None
    if meaning in COMPONENTS:
        said = (
            name for name, begins in words["periods"].items() if any(re.search(rf"\b{each}", line) for each in begins)
        )
        period = next((Period(name) for name in said), None)
    full = meaning in COMPONENTS and any(re.search(rf"\b{each}", line) for each in words["full_time"])
    return Heading(meaning, rung, likeness, period, full, bool(re.search("prosent|procent|percent", line)))


def understood(texts: Sequence[str]) -> int:
    """How many meanings the cells of a row have, if they are headers."""
    return len({heading.meaning for text in texts if (heading := meant(text))})


def headings(texts: Sequence[str], said: Mapping[str, str | Sequence[str]] | None = None) -> Headings:
    """Which columns mean what. `said` names the headers of a meaning, and settles it.

    Raises `UnreadablePayroll` when two headers mean the same, or a named one is not there.
    """
    columns = {meaning: _places(texts, meaning, headers) for meaning, headers in (said or {}).items()}
    taken = {place for places in columns.values() for place in places}
    found: dict[str, list[tuple[int, Heading]]] = {}
    for place, text in enumerate(texts):
        if place not in taken and (heading := meant(text)) and heading.meaning not in columns:
            found.setdefault(heading.meaning, []).append((place, heading))
    qualified = {meaning: _heading(plain(texts[places[0]]), meaning, 0, 100) for meaning, places in columns.items()}
    for meaning, each in found.items():
        place, heading = _first(meaning, each, texts)
        columns[meaning], qualified[meaning] = (place,), heading
    return Headings(columns, qualified, tuple(texts))


def _places(texts: Sequence[str], meaning: str, headers: str | Sequence[str]) -> tuple[int, ...]:
    known = {plain(text): place for place, text in enumerate(texts)}
    wanted = [headers] if isinstance(headers, str) else list(headers)
    lacking = [header for header in wanted if plain(header) not in known]
    if lacking:
        raise UnreadablePayroll(f"There is no column {listed(lacking)}; the headers are {listed(texts)}.")
    if len(wanted) != 1 and meaning not in COMPONENTS:
        raise UnreadablePayroll(f"Only amounts can be added up from several columns, not {_word(meaning)}.")
    return tuple(known[plain(header)] for header in wanted)


def _first(meaning: str, found: list[tuple[int, Heading]], texts: Sequence[str]) -> tuple[int, Heading]:
    """The one column of a meaning: of the first rung, and the most alike. Raises `UnreadablePayroll` when it is two."""
    rung = min(heading.rung for _, heading in found)
    best = max(heading.likeness for _, heading in found if heading.rung == rung)
    alike = [each for each in found if each[1].rung == rung and (each[1].likeness == best or best < 100)]
    if len(alike) > 1:
        both = " and ".join(shown(texts[place]) for place, _ in alike[:2])
        raise UnreadablePayroll(
            f"{both} may both be {_word(meaning)}: rename one of them, or say which is meant (columns)."
        )
    return alike[0]


def _word(meaning: str) -> str:
    return WORDS.get(meaning, meaning)


def require(found: Headings) -> None:
    """Refuse a file that does not tell sex and fixed pay. A number of a person may tell sex."""
    lacking = []
    if not {"sex", "identity", "person"} & set(found.columns):
        lacking.append("sex (or personal number)")
    if "fixed" not in found.columns:
        lacking.append("fixed pay")
    if lacking:
        raise UnreadablePayroll(
            f"No column of {' and none of '.join(lacking)} was found. The headers are {listed(found.texts)}; rename "
            "them, or say which is which (columns)."
        )
