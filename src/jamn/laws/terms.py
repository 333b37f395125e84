"""Terms of the law, read from the files of a country and checked strictly.

A file says `law`, `address` and `terms`; a term its `names` and, in `from`, what holds from which day (a date with
nothing behind it ends the term). The words of all languages stand apart, in `words/`, because they belong to no
country.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
COUNTRIES = ("no", "se")
LANGUAGES = ("nb", "nn", "sv", "da", "en")
NAMED_IN = ("nb", "nn", "sv", "en")
DUTIES = ("ban", "authority", "employer")
NONE = "none"
"""The entry of a word file that lists look-alikes, which point to nothing."""


class Faulty(ValueError):
    """A file of law or words that breaks its form. Says which file, where in it, and what is wrong."""


@dataclass(frozen=True, slots=True)
class Term:
    """A ground or an area: its key, its name in each language, the words it is recognised by, and its source.

    `names` maps ``nb nn sv en`` to the law's own term. `words` maps a language to words and phrases, in lower case, by
    which a plan's text is seen to speak of it; a star in them stands for any letters. `duties` are the keys of the
    duties it belongs to (a ground that is banned but outside the employer's active duty lacks ``employer``). `since`
    and `until` are the first and last day on which the law said so.
    """

    key: str
    country: str
    names: dict[str, str]
    words: dict[str, tuple[str, ...]]
    duties: tuple[str, ...]
    source: str
    since: date
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether the law says so on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


class _Loader(yaml.CSafeLoader):
    """YAML, but a key that stands twice is an error instead of silently the last one."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        pairs = self.construct_pairs(node, deep=True)
        twice = {key for key, _ in pairs if [other for other, _ in pairs].count(key) > 1}
        if twice:
            raise Faulty(f"line {node.start_mark.line + 1}: {min(map(str, twice))} stands twice")
        return super().construct_mapping(node, deep)


def load(path: Path) -> Any:
    """The values of a YAML file."""
    try:
        with path.open("rb") as file:
            return yaml.load(file, Loader=_Loader)  # noqa: S506  # a safe loader, made stricter
    except (yaml.YAMLError, Faulty) as error:
        raise Faulty(f"{path.name}: {error}") from error


def _expect(true: object, where: str, what: str) -> None:
    if not true:
        raise Faulty(f"{where}: {what}")


def _mapping(value: Any, where: str, keys: tuple[str, ...] | None = None) -> dict[Any, Any]:
    _expect(isinstance(value, dict) and value, where, "is not a mapping")
    if keys is not None:
        _expect(set(value) == set(keys), where, f"has {sorted(map(str, value))}, not {sorted(keys)}")
    return dict(value)


def _text(value: Any, where: str) -> str:
    _expect(isinstance(value, str) and value and value == value.strip(), where, "is not a text")
    return str(value)


def _texts(value: Any, where: str) -> tuple[str, ...]:
    _expect(isinstance(value, list) and value, where, "is not a list")
    texts = tuple(_text(each, where) for each in value)
    _expect(len(set(texts)) == len(texts), where, "says something twice")
    return texts


Words = dict[str, dict[str, tuple[str, ...]]]
"""Key of a term → language → words."""


def read_words(path: Path) -> Words:
    """The words of a file in `words/`, checked."""
    words: Words = {}
    for key, languages in _mapping(load(path), path.name).items():
        where = f"{path.name}: {key}"
        by_language = _mapping(languages, where)
        _expect(set(by_language) <= set(LANGUAGES), where, f"has a language beside {', '.join(LANGUAGES)}")
        words[key] = {language: _words(listed, f"{where}: {language}") for language, listed in by_language.items()}
    return words


def _words(listed: Any, where: str) -> tuple[str, ...]:
    words = _texts(listed, where)
    for word in words:
        _expect(word == unicodedata.normalize("NFC", word).lower(), where, f"{word} is not in lower case")
        _expect(len(word.replace("*", "")) >= 3, where, f"{word} is too short")
        _expect("**" not in word, where, f"{word} has two stars together")
    return words


def read_terms(path: Path, country: str, words: Mapping[str, dict[str, tuple[str, ...]]]) -> tuple[Term, ...]:
    """The terms of a country's file, one for each span of time, in the law's order."""
    whole = _mapping(load(path), path.name, ("law", "address", "terms"))
    law = _text(whole["law"], f"{path.name}: law")
    _expect(_text(whole["address"], f"{path.name}: address").startswith("https://"), path.name, "has no address")
    terms: list[Term] = []
    for key, term in _mapping(whole["terms"], f"{path.name}: terms").items():
        where = f"{path.name}: {key}"
        _expect(key in words, where, "has no words")
        said = _mapping(term, where, ("names", "from"))
        names = _mapping(said["names"], f"{where}: names", NAMED_IN)
        named = {language: _text(name, f"{where}: names: {language}") for language, name in names.items()}
        for since, until, entry in _spans(_mapping(said["from"], f"{where}: from"), where):
            duties = _texts(entry["duties"], f"{where}: {since}: duties")
            _expect(set(duties) <= set(DUTIES), where, f"has a duty beside {', '.join(DUTIES)}")
            source = f"{law}, {_text(entry['source'], f'{where}: {since}: source')}"
            terms.append(Term(key, country, named, words[key], duties, source, since, until))
    return tuple(terms)


def _spans(dated: dict[Any, Any], where: str) -> Iterator[tuple[date, date | None, dict[Any, Any]]]:
    """What held from when until when; a date with nothing behind it only ends what stood before."""
    days = list(dated)
    _expect(all(type(day) is date for day in days), where, "has something beside dates in its 'from'")
    _expect(days == sorted(days), where, "has dates out of order")
    for day, after in zip(days, [*days[1:], None], strict=True):
        if dated[day] is not None:
            entry = _mapping(dated[day], f"{where}: {day}", ("duties", "source"))
            yield day, after - timedelta(days=1) if after else None, entry


@cache
def words_of(kind: str) -> Words:
    """The words of the ``grounds`` or the ``areas``, with the look-alikes under `NONE`."""
    return read_words(HERE / "words" / f"{kind}.yaml")


@cache
def terms_of(kind: str) -> tuple[Term, ...]:
    """The ``grounds`` or the ``areas`` of all countries and times."""
    words = words_of(kind)
    return tuple(term for country in COUNTRIES for term in read_terms(HERE / country / f"{kind}.yaml", country, words))
