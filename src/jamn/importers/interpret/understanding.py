"""What a measure's words say: when it is due, how far it has come, who answers for it, which areas and grounds.

Called by the importer for each measure, and again whenever a person has edited its words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from rapidfuzz import fuzz, process

from jamn import laws
from jamn.importers.interpret.deadlines import is_a_time, understand_deadline
from jamn.importers.interpret.result import Due, DueKind, Field, State
from jamn.importers.interpret.vocabulary import either, plain, vocabulary

_LIKE = 84
"""Misspelled statuses are as like as this (0 to 100): *avlutta* is to *avslutta* 94."""

_NOT = re.compile(r"\b(?:ikke|ikkje|inte|ej|not|icke)\b")
_TICKED = re.compile(r"(?:[☒☑✔✓⊠]|\[x\]|\(x\))\s*([^☐☒☑✔✓⊠\n\[(]+)", re.IGNORECASE)
"""The box that is ticked among several: ``☐ Ikke startet ☒ Pågår``."""

# Possessive, and from the beginning of white space only: a cell may hold thousands of spaces or lines.
_SEPARATOR = re.compile(
    r"(?:(?<!\s)\s++)?+(?:(?<!\d)/|/(?!\d)|[|;,(])\s*+|(?<!\s)\s++[-–—]\s++|(?<!\s)(?=[^\S\n]*+\n)\s++"
)
_OUTER = 8
"""Of more separators than twice as many, only so many at each end are thought to part two fields."""

_NOTHING = frozenset("-–—")
"""What stands for the field that has no words, where a cell holds two (``–/Pågår``)."""

_LONGEST_DOUBLE = 2000
"""A cell that holds two fields has at most so many characters."""

_MOST_ANDS = 50
"""So many words for *and* in one name are looked at; nobody lists more people so."""

_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])-(?=[^\S\n]*+\n)\s++(?=[^\W\d_])")
_RUNS_ON = re.compile(r"(?<!\s)(?=[^\S\n]*+\n)\s++(?=[a-zæøåäö(])")
_AND = re.compile(r"(?<=\s)(?:og|och|and|samt)(?=\s)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Understood:
    """What a measure's words say; see `Measure` for the meaning of each."""

    due: Due | None
    state: State | None
    responsibles: tuple[str, ...]
    areas: tuple[str, ...]
    grounds: tuple[str, ...]


def understand(values: Mapping[Field, str], *, year: int | None = None) -> Understood:
    """What the words of a measure's fields say. `year` is the plan's, where it has a single one."""
    told = " \n".join(
        values.get(name, "") for name in (Field.GROUND, Field.RISK, Field.TITLE, Field.DESCRIPTION, Field.GOAL)
    )
    return Understood(
        due=understand_deadline(values.get(Field.DEADLINE, ""), year=year),
        state=understand_status(values.get(Field.STATUS, "")),
        responsibles=part_responsibles(values.get(Field.RESPONSIBLE, "")),
        areas=laws.recognise_areas(values.get(Field.AREA, "")),
        grounds=laws.recognise_grounds(told),
    )


def understand_status(words: str) -> State | None:
    """How far a measure has come by its status words; None where they do not say (a colour, a remark)."""
    ticked = _TICKED.search(words)
    text = plain(ticked[1] if ticked else words).strip(" .;:!")
    if not text:
        return None
    known = vocabulary().statuses
    if text in known:
        return known[text]
    if share := re.search(r"(\d{1,3})\s?%", text):
        return {0: State.NOT_STARTED, 100: State.DONE}.get(int(share[1]), State.ONGOING)
    if match := _status_pattern().search(text):
        state = known[match[0]]
        denied = _NOT.search(text[: match.start()])
        return State.NOT_STARTED if denied and state in {State.DONE, State.ONGOING} else state
    if len(text.split()) > 3:
        return None
    like = process.extractOne(text, list(known), scorer=fuzz.ratio, score_cutoff=_LIKE)
    return known[like[0]] if like else None


@lru_cache(maxsize=1)
def _status_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either(vocabulary().statuses)})(?!\w)")


def part(words: str, first: Field, second: Field) -> tuple[str | None, str | None]:
    """The words of a cell that holds two fields (``2025/Pågår``, ``HR, mars 2025``), parted between them.

    A cell that holds only one of them gives only that one; words that cannot be told apart are the first field's.
    """
    text = words.strip()
    if not text:
        return None, None
    halves = _halves(text)
    for left, right in halves:
        if left in _NOTHING or right in _NOTHING:
            return (left if left not in _NOTHING else None), (right if right not in _NOTHING else None)
    for left, right in halves:
        if left and right and _fits(left, first, second) and _fits(right, second, first):
            return left, right
        if left and right and _fits(left, second, first) and _fits(right, first, second):
            return right, left
    if {first, second} == {Field.DEADLINE, Field.STATUS}:
        for left, right in reversed(halves):
            if _in_order(left, right, first):
                return left, right
    return (None, text) if _fits(text, second, first) else (text, None)


def _halves(text: str) -> list[tuple[str, str]]:
    """The two sides of each sign that may part two fields.

    First where a time stands most alone (``Rektor, HR, mars 2026``), then where it stands among words.
    """
    separators = list(_SEPARATOR.finditer(text)) if len(text) <= _LONGEST_DOUBLE else []
    if len(separators) > 2 * _OUTER:
        separators = [*separators[:_OUTER], *separators[-_OUTER:]]
    halves = [(text[: cut.start()].strip(), text[cut.end() :].strip().rstrip(")").strip()) for cut in separators]
    timed = [pair for pair in halves if any(map(is_a_time, pair))]
    timed.sort(key=lambda pair: min(len(half) for half in pair if is_a_time(half)))
    return [*timed, *halves]


def _in_order(left: str, right: str, first: Field) -> bool:
    """Whether the halves are time and status in the header's order, where words alone do not tell.

    *Ongoing* is a time as well as a status, and *before the negotiations* is a time that nobody can reckon with: but
    one half of the two says a status and nothing more.
    """
    when, state = (left, right) if first is Field.DEADLINE else (right, left)
    said = plain(state).strip(" .") in vocabulary().statuses
    return bool(when) and said and (_is_deadline(when) or not _is_status(when))


def _fits(words: str, name: Field, other: Field) -> bool:
    """Whether words can be the field's, and not rather the other's."""
    tests = {Field.DEADLINE: _is_deadline, Field.STATUS: _is_status}
    if name is Field.STATUS and other is Field.DEADLINE:
        return _is_status(words) and not _is_deadline(words)
    if test := tests.get(name):
        return test(words)
    return other not in tests or not tests[other](words)


def _is_status(words: str) -> bool:
    return len(words.split()) <= 6 and understand_status(words) is not None and not re.search(r"\d{4}", words)


def _is_deadline(words: str) -> bool:
    due = understand_deadline(words)
    return due is not None and due.kind is not DueKind.TEXT


def part_responsibles(words: str) -> tuple[str, ...]:
    """Those who answer for a measure, one by one: ``HR/Tillitsvalde`` is two, ``Helse og omsorg`` one.

    "HR i samarbeid med aktuell leder" is one: the second only takes part.
    """
    text = _RUNS_ON.sub(" ", _BROKEN_WORD.sub("", words.strip()))
    parts = [part for line in re.split(r"[,;\n]", text) for part in _part(line.strip().strip(" .·•-"))]
    return tuple(dict.fromkeys(part for part in parts if part))


def _part(words: str) -> list[str]:
    if _together().search(words):
        return [words]
    if "/" in words:
        return [each for half in words.split("/") for each in _part(half.strip())]
    if "&" in words:
        halves = [half.strip() for half in words.split("&")]
        return [each for half in halves for each in _part(half)] if all(map(_is_actor, halves)) else [words]
    parts: list[str] = []
    start = 0
    for match in islice(_AND.finditer(words), _MOST_ANDS):
        left, right = words[start : match.start()].strip(), words[match.end() :].strip()
        if not left.endswith("-") and _is_actor(left) and _is_actor(right):
            parts.append(left)
            start = match.end()
    return [*parts, words[start:].strip()]


@lru_cache(maxsize=1)
def _together() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either(vocabulary().together)})(?!\w)", re.IGNORECASE)


def _is_actor(words: str) -> bool:
    """Whether words name someone who can answer for a measure: an abbreviation (HR), or a word such as *leder*."""
    if any(re.fullmatch(r"[A-ZÆØÅÄÖ][A-ZÆØÅÄÖ&0-9]{1,5}", word) for word in words.split()):
        return True
    text = plain(words)
    return any(stem in text if len(stem) > 3 else stem in text.split() for stem in vocabulary().actor_stems)
