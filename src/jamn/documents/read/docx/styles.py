"""What a style makes of its paragraphs: headings, contents, captions, lists, bold, hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from lxml import etree

from jamn.documents.read.docx.names import W, child, number, switch, value

# Word keeps the English names of its own styles in the file; other programs and people's own styles do not.
_HEADING = re.compile(r"(?:heading|overskrift|rubrik|rubrikk|überschrift|otsikko) ?([1-9])\b", re.IGNORECASE)
_TITLE = re.compile(r"title|tittel|titel|rubrik", re.IGNORECASE)
_SUBTITLE = re.compile(r"subtitle|undertittel|undertitel|underrubrik", re.IGNORECASE)
_CONTENTS = re.compile(r"(toc|inn?holdsfortegnelse|innehåll(sförteckning)?|innhold|table of contents)\b", re.IGNORECASE)
_CAPTION = re.compile(r"caption|bildetekst|bilettekst|beskrivning|bildtext|billedtekst|tabelltekst", re.IGNORECASE)
_BULLETS = re.compile(r"(list bullet|punktliste|punktlista|punktmerket liste)\b ?(\d?)", re.IGNORECASE)


class Role(Enum):
    """What a style is for."""

    TEXT = 0
    HEADING = 1
    CONTENTS = 2
    CAPTION = 3


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it inherits. `level` counts from 1; `list` is (numbering, level) from `numPr`."""

    role: Role = Role.TEXT
    level: int = 1
    list: tuple[str, int] | None = None
    bulleted: int | None = None
    bold: bool = False
    hidden: bool = False
    first_row_bold: bool = False


PLAIN = Style()


class Styles:
    """All styles of a document by their id."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements = {} if root is None else {each.get(f"{W}styleId", ""): each for each in root.iter(f"{W}style")}
        self._known: dict[str | None, Style] = {}
        self.defaults = child(root, "docDefaults/rPrDefault")
        self._default = next((key for key, each in self._elements.items() if _is_default_paragraph(each)), None)

    def paragraph(self, style_id: str | None) -> Style:
        """A paragraph's style; the default one where it names none."""
        return self.of(style_id or self._default)

    def of(self, style_id: str | None) -> Style:
        """A style by its id, of any kind."""
        if style_id not in self._known:
            self._known[style_id] = _style(list(self._chain(style_id)))
        return self._known[style_id]

    def _chain(self, style_id: str | None) -> Iterator[etree._Element]:
        """The style's element and those it is based on; a circle is broken where it closes."""
        seen = set()
        while style_id and style_id not in seen and (element := self._elements.get(style_id)) is not None:
            seen.add(style_id)
            yield element
            style_id = value(element, "basedOn")


def _is_default_paragraph(style: etree._Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true"}


def _style(chain: list[etree._Element]) -> Style:
    if not chain:
        return PLAIN
    names = [value(each, "name") or "" for each in chain]
    role, level = _role(chain, names)
    bulleted = next((found for name in names if (found := _BULLETS.match(name))), None)
    return Style(
        role=role,
        level=level,
        list=_list(chain),
        bulleted=int(bulleted[2] or 1) - 1 if bulleted else None,
        bold=_first(chain, "rPr/b"),
        hidden=_first(chain, "rPr/vanish"),
        first_row_bold=any(
            each.get(f"{W}type") == "firstRow" and bool(switch(each, "rPr/b"))
            for style in chain
            for each in style.iter(f"{W}tblStylePr")
        ),
    )


def _role(chain: list[etree._Element], names: list[str]) -> tuple[Role, int]:
    if any(map(_CONTENTS.match, names)):
        return Role.CONTENTS, 1
    if any(map(_CAPTION.fullmatch, names)):
        return Role.CAPTION, 1
    levels = (_level(element, name) for element, name in zip(chain, names, strict=True))
    level = next((each for each in levels if each is not None), 0)
    return (Role.HEADING, level) if level else (Role.TEXT, 1)


def _level(style: etree._Element, name: str) -> int | None:
    """The heading level that a style gives by itself: 0 for running text, None when it leaves it open."""
    if child(style, "pPr/outlineLvl") is not None:
        return (number(style, "pPr/outlineLvl") + 1) % 10
    if found := _HEADING.match(name):
        return int(found[1])
    if _TITLE.fullmatch(name):
        return 1
    return 2 if _SUBTITLE.fullmatch(name) else None


def _list(chain: list[etree._Element]) -> tuple[str, int] | None:
    for element in chain:
        numbering = value(element, "pPr/numPr/numId")
        if numbering:
            return numbering, number(element, "pPr/numPr/ilvl")
    return None


def _first(chain: list[etree._Element], path: str) -> bool:
    said = (switch(element, path) for element in chain)
    return next((each for each in said if each is not None), False)
