"""What a header or a label says that the words beneath it, or behind it, are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from jamn.importers.interpret.result import Field
from jamn.importers.interpret.vocabulary import either, plain, vocabulary

_LIKE = 86
"""A misspelled header is as like a known one as this (0 to 100)."""

_LOOSE_JOIN = re.compile(r"\s*(?:/|&|\+|,|\bog\b|\boch\b|\band\b|\bsamt\b)\s*")
_HELP = re.compile(r"\s*[(\[].*$|\s*\?.*$|\s*:(?=.*\?$).*$", re.DOTALL)
_SHORTEST = 6
"""Shorter words are too like each other to be taken for misspelled: *timer* is no *time*."""

_LONGEST = 60
"""No known header, misspelled or not, has more characters."""

_SAYS = re.compile(r":\s*\S(?!.*\?$)", re.DOTALL)
"""A label with its words behind it (``Ansvarlig: rektor``) is no header."""

_NUMBER = re.compile(r"^\s*(?:\d+(?:\.\d+)*|[a-z])[.)]?\s+|\s*[*†]+\s*$|\s+nr\.?\s*\d*\s*$|\s+\d+\s*$")

_ENDING = r"(?:en|et|a|ene|ane|er|ar|or|na|arna|erna|s|n|t)?"
"""Nordic endings: *utfordringen* is *utfordring*."""

MEASURE = frozenset({Field.TITLE, Field.DESCRIPTION})
"""The fields that say what is done: without one of them there is no measure."""

_PARTABLE = frozenset({Field.DEADLINE, Field.STATUS})
"""The words of a double column can be told apart where one of the two is a time or a status."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a header means: its field (None: something else), how sure, and the second field of a double one."""

    field: Field | None
    confidence: float
    also: Field | None = None
    known: bool = True


NOTHING = Meaning(None, 0.0, known=False)


@lru_cache(maxsize=4096)
def understand_header(text: str) -> Meaning:
    """What a column header or a label means. Help text in brackets and numbering are passed over."""
    whole = plain(text).strip(" .:*-–")
    if not whole or len(whole) > 300 or _SAYS.search(whole):
        return NOTHING
    short = _NUMBER.sub("", _HELP.sub("", whole)).strip(" .:*-–/")
    for each in dict.fromkeys((whole, short)):
        if meaning := _exact(each):
            return meaning
    if meaning := _double(short):
        return meaning
    return _loose(short) if short and len(short.split()) <= 8 else NOTHING


def _exact(text: str) -> Meaning | None:
    known = vocabulary()
    if text in known.columns:
        return Meaning(known.columns[text], 1.0)
    if text in known.statuses:
        return Meaning(Field.STATUS, 0.8)
    if text in known.other_columns or text in known.not_measure_columns:
        return Meaning(None, 1.0)
    joined = re.sub(r"[-\s]", "", text)
    if joined in _without_spaces():
        return Meaning(_without_spaces()[joined], 0.95)
    return None


@lru_cache(maxsize=1)
def _without_spaces() -> dict[str, Field]:
    """Known words of some length without spaces and hyphens: headers wrap in the middle of words."""
    return {re.sub(r"[-\s]", "", word): name for word, name in vocabulary().columns.items() if len(word) > 4}


def _double(text: str) -> Meaning | None:
    """``Frist/Status``, ``Tidsplan och ansvarig``: two headers in one."""
    parts = [part for part in _LOOSE_JOIN.split(text) if part]
    if len(parts) != 2:
        return None
    first, second = (_exact(part) or _like(part) for part in parts)
    if first is None or second is None:
        return None
    if first.field is None or first.field is second.field or {first.field, second.field} == MEASURE:
        return Meaning(second.field or first.field, 0.9)
    if second.field is None:
        return Meaning(first.field, 0.9)
    if not {first.field, second.field} & _PARTABLE:
        # Resources and responsible: who answers weighs more than what it costs.
        return Meaning(second.field if first.field is Field.COST else first.field, 0.9)
    return Meaning(first.field, min(first.confidence, second.confidence), also=second.field)


@lru_cache(maxsize=1)
def _known_words() -> list[str]:
    return list(vocabulary().columns)


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    return frozenset(re.split(r"[\s/]", word)[0] for word in vocabulary().columns)


def may_begin_a_header(word: str) -> bool:
    """Whether a known header begins with this word: a quick look before a closer one."""
    return re.split(r"[/(:]", plain(word))[0] in _first_words()


def _like(text: str) -> Meaning | None:
    """A misspelled header."""
    if not _SHORTEST <= len(text) <= _LONGEST:
        return None
    found = process.extractOne(text, _known_words(), scorer=fuzz.ratio, score_cutoff=_LIKE)
    return Meaning(vocabulary().columns[found[0]], round(found[1] / 100 * 0.95, 2)) if found else None


def _loose(text: str) -> Meaning:
    """A header that is like a known one, or begins with one, or holds one."""
    if like := _like(text) or _question(text) or _compound(text):
        return like
    matches = list(_word_pattern().finditer(text))
    if not matches:
        return _loose_word(text)
    first = matches[0]
    name = vocabulary().columns[first[1]]
    share = len(first[1]) / len(text)
    return Meaning(name, round((0.75 if first.start() == 0 else 0.6) + 0.15 * share, 2))


def _question(text: str) -> Meaning | None:
    """``Når skal tiltaket være ferdig``: the question word decides."""
    first = text.split(maxsplit=1)[0]
    asks = first in {"når", "hvem", "kven", "vem", "hvornår", "when", "who"} and len(text.split()) > 2
    return Meaning(vocabulary().columns[first], 0.75) if asks else None


def _compound(text: str) -> Meaning | None:
    """``Oppfølgingsansvarlig``, ``Tiltaksbeskrivning``: a compound is what its last part is."""
    if " " in text:
        return None
    ends = [
        word for word in vocabulary().columns if len(word) >= 5 and text.endswith(word) and len(text) > len(word) + 2
    ]
    return Meaning(vocabulary().columns[max(ends, key=len)], 0.75) if ends else None


def _loose_word(text: str) -> Meaning:
    """A header whose first word is a misspelled known one (``Ansvarlg for gjennomføring``)."""
    words = text.split()
    like = _like(words[0]) if len(words) > 1 and len(words[0]) > 5 else None
    return Meaning(like.field, 0.6) if like else NOTHING


@lru_cache(maxsize=1)
def _word_pattern() -> re.Pattern[str]:
    """Known words of some length at word boundaries, the longest first: short ones (*tid*, *vem*) mean too little."""
    words = [word for word in vocabulary().columns if len(word) > 3]
    return re.compile(rf"(?<!\w)({either(words)}){_ENDING}(?!\w)")


def says_no_measure(text: str) -> bool:
    """Whether a header belongs to tables of people, figures or versions (``Telefon``, ``Antall kvinner``)."""
    words = plain(text).strip(" .:*")
    short = _HELP.sub("", words).strip()
    known = vocabulary().not_measure_columns
    return short in known or any(word in known for word in re.split(r"[\s/,]+", short) if len(word) > 2)
