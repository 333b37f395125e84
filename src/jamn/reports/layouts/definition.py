"""What a layout says: which columns with which words, how measures are grouped, and what stands before and behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final

from jamn.reports.layouts.words import load

LANGUAGES: Final = ("nb", "nn", "sv", "da", "en")
SHAPES: Final = ("table", "cards")
GROUPINGS: Final = ("none", "law_area", "area", "focus_area", "responsible", "unit", "status")
SWITCHES: Final = (
    "landscape",
    "heading_rows",
    "phases",
    "form_head",
    "front_page",
    "contents",
    "foreword",
    "charts",
    "references",
)
"""What a layout either has or has not."""

LONGEST: Final = 120
"""A column's word, or a line to sign on, has at most so many characters."""

_MOST_SIGNATURES = 12
_ANY = ""
"""The language of words that an employer chose: the same in every document."""


class Faulty(ValueError):
    """A layout that cannot be used; says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a document can print of a measure.

    `fields` stand in one cell, parted by `joined`. `width` is its share of the line. Neighbours that say the same in a
    `shared` column have it once. `phase` is plan, do, check or act. `words` are what it is called, by language.
    """

    key: str
    fields: tuple[str, ...]
    words: Mapping[str, str]
    width: float = 1.0
    joined: str = "\n"
    shared: bool = False
    phase: str = "do"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A column of a layout, and what this layout calls it where that is something else."""

    column: Column
    words: Mapping[str, str] = field(default_factory=dict)

    def header(self, language: str) -> str:
        """What the column is called in a document of the language."""
        return self.words.get(_ANY) or self.words.get(language) or self.column.words[language]

    @property
    def own_words(self) -> str:
        """What an employer calls it; empty when it bears the usual words."""
        return self.words.get(_ANY, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A layout.

    `grouping` is one of `GROUPINGS`; with `heading_rows` the groups are rows in one table, else headings with a table
    each. `phases` is a row above the columns (plan, do, check, act), `form_head` the head of a form (unit, manager,
    dates), `references` the links of the measures, last. `signatures` says who signs.
    """

    columns: tuple[Chosen, ...]
    shape: str = "table"
    grouping: str = "none"
    landscape: bool = False
    heading_rows: bool = False
    phases: bool = False
    form_head: bool = False
    front_page: bool = False
    contents: bool = False
    foreword: bool = False
    charts: bool = False
    references: bool = False
    signatures: tuple[str, ...] = ()


COLUMNS: Final = {
    key: Column(key=key, **{**told, "fields": tuple(told["fields"])}) for key, told in load("columns").items()
}
"""Every column that a layout can have, in the order in which they are offered."""


def from_json(data: Any) -> Definition:
    """The layout that JSON says (or a preset's YAML). Raises `Faulty` where it says anything else."""
    if not isinstance(data, dict):
        raise Faulty("not a mapping")
    unknown = set(data) - {each.name for each in fields(Definition)}
    if unknown:
        raise Faulty(f"says what no layout has: {', '.join(sorted(map(str, unknown)))}")
    chosen = _columns(data.get("columns"))
    switches = {name: data.get(name, False) for name in SWITCHES}
    if not all(isinstance(value, bool) for value in switches.values()):
        raise Faulty("a switch is neither on nor off")
    return Definition(
        columns=chosen,
        shape=_one_of(data.get("shape", "table"), SHAPES),
        grouping=_one_of(data.get("grouping", "none"), GROUPINGS),
        signatures=_signatures(data.get("signatures", [])),
        **switches,
    )


def _columns(told: Any) -> tuple[Chosen, ...]:
    if not isinstance(told, list) or not told:
        raise Faulty("has no columns")
    chosen = tuple(_chosen(each) for each in told)
    keys = [each.column.key for each in chosen]
    if len(set(keys)) < len(keys):
        raise Faulty("has a column twice")
    if not {"title", "description"} & {name for each in chosen for name in each.column.fields}:
        raise Faulty("does not print the measures themselves")
    return chosen


def _chosen(told: Any) -> Chosen:
    if not isinstance(told, dict) or not isinstance(told.get("column"), str) or told["column"] not in COLUMNS:
        raise Faulty(f"has no such column: {told}")
    words = told.get("words", {})
    if not isinstance(words, dict) or not set(words) <= {*LANGUAGES, _ANY}:
        raise Faulty("words belong to no language")
    return Chosen(COLUMNS[told["column"]], {language: _text(text) for language, text in words.items()})


def _one_of(value: Any, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise Faulty(f"{value} is none of {', '.join(allowed)}")
    return str(value)


def _signatures(told: Any) -> tuple[str, ...]:
    if not isinstance(told, list) or len(told) > _MOST_SIGNATURES:
        raise Faulty("too many sign")
    return tuple(_text(each) for each in told)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST or not value.isprintable():
        raise Faulty(f"{value!r} is not a short text")
    return value.strip()


def as_json(definition: Definition) -> dict[str, Any]:
    """A layout as JSON; `from_json` takes it back unchanged."""
    plain = {name: getattr(definition, name) for name in ("shape", "grouping", *SWITCHES)}
    columns = [
        {"column": each.column.key, **({"words": dict(each.words)} if each.words else {})}
        for each in definition.columns
    ]
    return {**plain, "columns": columns, "signatures": list(definition.signatures)}


PRESETS: Final = {key: from_json(told) for key, told in load("presets").items()}
"""The layouts that every employer has."""
