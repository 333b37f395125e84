"""The bullets and numbers that Word shows before list paragraphs, counted as Word counts them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from jamn.documents.read.docx.names import W, child, number, value
from jamn.documents.read.docx.styles import Styles
from jamn.documents.read.lines import letter, roman

BULLET = "·"


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered: `pattern` is ``%1.%2`` or a bullet's character."""

    start: int = 1
    format: str = "decimal"
    pattern: str = ""


@dataclass(slots=True)
class _List:
    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """All lists of a document, and how far each has come."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str | None, etree._Element] = {}
        self._numbers: dict[str | None, etree._Element] = {}
        self._lists: dict[str, _List | None] = {}
        self._shared: dict[str | None, _List] = {}
        if root is not None:
            self._abstract = {each.get(f"{W}abstractNumId"): each for each in root.iter(f"{W}abstractNum")}
            self._numbers = {each.get(f"{W}numId"): each for each in root.iter(f"{W}num")}

    def level_of_style(self, numbering: str, style_id: str | None, default: int) -> int:
        """The level that a list keeps for paragraphs of a style."""
        abstract = self._abstract.get(value(self._numbers.get(numbering), "abstractNumId"))
        for level in [] if abstract is None or style_id is None else abstract.iter(f"{W}lvl"):
            if value(level, "pStyle") == style_id:
                return int(level.get(f"{W}ilvl", "0"))
        return default

    def next(self, numbering: str, level: int) -> str:
        """The marker of the next paragraph of this list at this level; empty when it shows none."""
        if numbering not in self._lists:
            self._lists[numbering] = self._list(numbering)
        found = self._lists[numbering]
        if found is None:
            return ""
        kind = found.levels.get(level, Level())
        found.counts[level] = found.counts.get(level, kind.start - 1) + 1
        for deeper in [each for each in found.counts if each > level]:
            del found.counts[deeper]
        if kind.format == "bullet":
            return BULLET
        if kind.format == "none":
            return ""
        return re.sub(r"%([1-9])", lambda place: _shown(found, int(place[1]) - 1), kind.pattern).strip()

    def _list(self, numbering: str) -> _List | None:
        """The list of this number. Lists of one definition count on together unless one starts anew."""
        element = self._numbers.get(numbering)
        abstract_id = value(element, "abstractNumId")
        abstract = self._definition(abstract_id)
        if element is None or abstract is None:
            return None
        levels = {int(each.get(f"{W}ilvl", "0")): _level(each) for each in abstract.iter(f"{W}lvl")}
        overrides = list(element.iter(f"{W}lvlOverride"))
        if not overrides:
            return self._shared.setdefault(abstract_id, _List(levels))
        for each in overrides:
            at = int(each.get(f"{W}ilvl", "0"))
            own = child(each, "lvl")
            kind = levels.get(at, Level()) if own is None else _level(own)
            levels[at] = Level(number(each, "startOverride", kind.start), kind.format, kind.pattern)
        return _List(levels)

    def _definition(self, abstract_id: str | None) -> etree._Element | None:
        abstract = self._abstract.get(abstract_id)
        link = value(abstract, "numStyleLink")
        target = self._styles.of(link).list if link else None
        if target is None:
            return abstract
        return self._abstract.get(value(self._numbers.get(target[0]), "abstractNumId"))


def _level(element: etree._Element) -> Level:
    return Level(number(element, "start", 1), value(element, "numFmt") or "decimal", value(element, "lvlText") or "")


def _shown(found: _List, level: int) -> str:
    kind = found.levels.get(level, Level())
    count = found.counts.get(level, kind.start)
    return _FORMATS.get(kind.format, str)(count)


_FORMATS: dict[str, Callable[[int], str]] = {
    "lowerLetter": letter,
    "upperLetter": lambda count: letter(count).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda count: roman(count).upper(),
    "decimalZero": lambda count: f"{count:02}",
}
