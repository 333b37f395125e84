"""The words that plans use, read once from `vocabulary.yaml`, and the one spelling in which words are compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from jamn.importers.interpret.result import Field, State

_SOFT = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\ufeff"), None)
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u2010](?=[^\S\n]*+\n)\s++(?=[^\W\d_])")
_SPACE = re.compile(r"\s+")


def plain(text: str) -> str:
    """One spelling: composed letters, lower case, no soft hyphens, words broken at a line's end joined, one space."""
    text = unicodedata.normalize("NFC", text).translate(_SOFT)
    return _SPACE.sub(" ", _BROKEN_WORD.sub("", text)).strip().casefold()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`columns` maps each word to its field; the other members hold the words as the file groups them."""

    columns: dict[str, Field]
    other_columns: frozenset[str]
    not_measure_columns: frozenset[str]
    not_measure_headings: tuple[str, ...]
    announces_measures: frozenset[str]
    area_prefixes: frozenset[str]
    statuses: dict[str, State]
    times: dict[str, Any]
    facts: dict[str, Any]
    costs: dict[str, tuple[str, ...]]
    totals: frozenset[str]
    actor_stems: tuple[str, ...]
    together: tuple[str, ...]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary, read at first use."""
    text = files("jamn.importers.interpret").joinpath("vocabulary.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe
    columns = {
        plain(word): Field(name)
        for name, languages in data["columns"].items()
        for words in languages.values()
        for word in words
    }
    return Vocabulary(
        columns=columns,
        other_columns=frozenset(map(plain, data["other_columns"])),
        not_measure_columns=frozenset(map(plain, data["not_measures"]["columns"])),
        not_measure_headings=tuple(map(plain, data["not_measures"]["headings"])),
        announces_measures=frozenset(map(plain, data["announces_measures"])),
        area_prefixes=frozenset(map(plain, data["area_prefixes"])),
        statuses={plain(word): State(name) for name, words in data["statuses"].items() for word in words},
        times=data["times"],
        facts=data["facts"],
        costs={name: tuple(map(plain, words)) for name, words in data["costs"].items()},
        totals=frozenset(map(plain, data["totals"])),
        actor_stems=tuple(map(plain, data["actors"]["stems"])),
        together=tuple(map(plain, data["actors"]["together"])),
    )


def either(words: Any) -> str:
    """A regular expression that matches any of the words, the longest first."""
    return "|".join(re.escape(str(word)) for word in sorted(words, key=lambda word: -len(str(word))))
