"""What texts and spreadsheets of OpenDocument share: styles, and the words of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from jamn.documents.blocks import Apart, Aside, Place
from jamn.documents.read.lines import superscript, tidy
from jamn.documents.read.packages import Package

FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
DUBLIN = "{http://purl.org/dc/elements/1.1/}"

MOST_SPACES = 1000
"""Spaces that one element may stand for."""


def number(element: etree._Element, attribute: str, default: int = 1) -> int:
    """A whole number in an attribute; the default where there is none or what stands there is no number."""
    text = element.get(attribute, "")
    return int(text) if text.isdecimal() and len(text) < 10 else default


class Styles:
    """The styles of a package by family and name, those made for one paragraph or cell included."""

    def __init__(self, package: Package, content: etree._Element) -> None:
        self._root = package.xml("styles.xml") if "styles.xml" in package else None
        roots = [each for each in (self._root, content) if each is not None]
        self._styles = {
            (each.get(f"{STYLE}family"), each.get(f"{STYLE}name")): each
            for root in roots
            for each in root.iter(f"{STYLE}style")
        }
        self.lists = {each.get(f"{STYLE}name"): each for root in roots for each in root.iter(f"{TEXT}list-style")}
        self._pages = {each.get(f"{STYLE}master-page-name") for each in self._styles.values()} | {"Standard"}

    def chain(self, family: str, name: str | None) -> Iterator[etree._Element]:
        """A style and those it inherits from; a circle is broken where it closes."""
        seen = set()
        while name not in seen and (style := self._styles.get((family, name))) is not None:
            seen.add(name)
            yield style
            name = style.get(f"{STYLE}parent-style-name")

    def is_bold(self, family: str, name: str | None) -> bool | None:
        """Whether a style writes in bold; None when neither it nor what it inherits from says."""
        for style in self.chain(family, name):
            properties = style.find(f"{STYLE}text-properties")
            weight = None if properties is None else properties.get(f"{FO}font-weight")
            if weight:
                return weight == "bold" or (weight.isdecimal() and int(weight) >= 600)
        return None

    def is_shown(self, table_style: str | None) -> bool:
        """Whether sheets of this style are shown."""
        properties = (style.find(f"{STYLE}table-properties") for style in self.chain("table", table_style))
        return all(each is None or each.get(f"{TABLE}display") != "false" for each in properties)

    def margins(self) -> Iterator[Aside]:
        """The page headers and footers that are in use."""
        pages = [] if self._root is None else self._root.iter(f"{STYLE}master-page")
        for page in pages:
            for part in page if page.get(f"{STYLE}name") in self._pages else ():
                kind = etree.QName(part).localname
                text = tidy("\n".join(paragraph(each, self).text for each in part.iter(f"{TEXT}p", f"{TEXT}h")))
                if kind.startswith(("header", "footer")) and part.get(f"{STYLE}display") != "false" and text:
                    yield Aside(text, Apart.PAGE_HEADER if kind.startswith("header") else Apart.PAGE_FOOTER)


@dataclass(slots=True)
class Words:
    """A paragraph's text and what is tied to it: comments and notes as (why, text), boxes as their elements."""

    text: str = ""
    bold: bool = False
    tied: list[tuple[Apart, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)

    def asides(self, place: Place) -> Iterator[Aside]:
        """What is tied to the paragraph, at its place."""
        yield from (Aside(text, why, place) for why, text in self.tied if text)


def paragraph(element: etree._Element, styles: Styles, *, bold: bool = False) -> Words:
    """The words of a paragraph or heading. `bold` is what its surroundings (a cell's style) make of it."""
    words = Words()
    own = styles.is_bold("paragraph", element.get(f"{TEXT}style-name"))
    pieces: list[tuple[str, bool]] = []
    _gather(element, styles, pieces, words, bold=bold if own is None else own)
    words.text = tidy("".join(text for text, _ in pieces))
    shown = [is_bold for text, is_bold in pieces if text.strip()]
    words.bold = bool(shown) and all(shown)
    return words


_FIELDS_OF_PAGES = {TEXT + each for each in ("page-number", "page-count", "sheet-name", "file-name", "date", "time")}


def _gather(
    element: etree._Element, styles: Styles, pieces: list[tuple[str, bool]], words: Words, *, bold: bool
) -> None:
    pieces.append((element.text or "", bold))
    for each in element:
        match each.tag:
            case str() as tag if tag in _FIELDS_OF_PAGES:
                pass
            case str() as tag if tag in _SPECIAL:
                _special(each, styles, pieces, words, bold=bold)
            case str():
                own = styles.is_bold("text", each.get(f"{TEXT}style-name"))
                _gather(each, styles, pieces, words, bold=bold if own is None else own)
        pieces.append((each.tail or "", bold))


_SPECIAL = {f"{TEXT}{each}" for each in ("s", "tab", "line-break", "note", "hidden-text", "hidden-paragraph")}
_SPECIAL |= {f"{OFFICE}annotation", f"{DRAW}text-box"}


def _special(
    element: etree._Element, styles: Styles, pieces: list[tuple[str, bool]], words: Words, *, bold: bool
) -> None:
    match etree.QName(element).localname:
        case "s":
            pieces.append((" " * min(number(element, f"{TEXT}c"), MOST_SPACES), bold))
        case "tab":
            pieces.append(("\t", bold))
        case "line-break":
            pieces.append(("\n", bold))
        case "note":
            mark = superscript(element.findtext(f"{TEXT}note-citation") or "")
            pieces.append((mark, bold))
            words.tied.append((Apart.FOOTNOTE, f"{mark} {_lines(element.find(f'{TEXT}note-body'), styles)}".strip()))
        case "annotation":
            words.tied.append((Apart.COMMENT, _lines(element, styles)))
        case "text-box":
            words.boxes.append(element)
        case _:
            words.tied.append((Apart.HIDDEN, tidy(element.get(f"{TEXT}string-value") or "".join(element.itertext()))))


def _lines(element: etree._Element | None, styles: Styles) -> str:
    found = [] if element is None else element.iter(f"{TEXT}p", f"{TEXT}h")
    return tidy("\n".join(paragraph(each, styles).text for each in found))


def title(package: Package) -> str | None:
    """The title in the document's properties."""
    return (package.xml("meta.xml").findtext(f".//{DUBLIN}title") or None) if "meta.xml" in package else None
