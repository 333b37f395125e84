"""A page's elements become blocks, in the order in which a browser shows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import etree

from jamn.documents.blocks import Apart, Aside, Block, Cell, Heading, ListItem, Paragraph, Place
from jamn.documents.read.html.rows import Spot, is_layout, own_rows, spots
from jamn.documents.read.lines import letter, paragraph, roman, superscript, tidy
from jamn.documents.read.sheets.layout import Area, Sheet, Value
from jamn.documents.read.sheets.layout import blocks as sheet_blocks
from jamn.documents.read.tables import assemble

_SPACE = re.compile(r"[ \t\r\n\f]+")
_UNSEEN = {"script", "style", "template", "title", "meta", "link", "colgroup", "col", "object", "svg", "math"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "main", "nav", "noscript", "p",
    "pre", "section", "summary", "tbody", "td", "tfoot", "th", "thead", "tr",
}  # fmt: skip
_BOLD = {"b", "strong", "th", "dt"}
_HEADING = re.compile(r"h([1-6])")
_STYLE = re.compile(r"([\w-]+)\s*:\s*([^;]+)")
_OFFICE_PARTS = {
    "footnote": Apart.FOOTNOTE,
    "endnote": Apart.FOOTNOTE,
    "comment": Apart.COMMENT,
    "header": Apart.PAGE_HEADER,
    "footer": Apart.PAGE_FOOTER,
}
_TITLES = {"title": 1, "msotitle": 1, "subtitle": 2, "msosubtitle": 2}
_PARTS = re.compile(r"mso(?:(toc)|(caption)|(footnotetext|endnotetext)|(commenttext))", re.IGNORECASE)
_PARTS_WHY = (Apart.CONTENTS, Apart.CAPTION, Apart.FOOTNOTE, Apart.COMMENT)
_MARGINS = {"nav": Apart.PAGE_HEADER, "header": Apart.PAGE_HEADER, "footer": Apart.PAGE_FOOTER}
_CONTENT = {"article", "main", "section"}


@dataclass(frozen=True, slots=True)
class _Where:
    """What the words that come now are part of."""

    why: Apart | None = None
    cell: Place | None = None
    in_content: bool = False
    bold: bool = False
    keeps_spaces: bool = False
    heading: int = 0
    level: int = -1


class Page:
    """Reads one page, or one cell of a table on it."""

    def __init__(
        self, *, bold_classes: frozenset[str] = frozenset(), is_sheet: bool = False, has_lines: bool = False
    ) -> None:
        self.blocks: list[Block] = []
        self._has_lines = has_lines
        self._line: int | None = None
        self._bold_classes = bold_classes
        self._is_sheet = is_sheet
        self._pieces: list[tuple[str, bool]] = []
        self._marker = ""
        self._paragraphs = 0
        self._tables = 0

    def read(self, root: etree._Element) -> None:
        """Read everything beneath an element into `blocks`."""
        self._walk(root, _Where())
        self._flush(_Where())

    def _walk(self, element: etree._Element, where: _Where) -> None:
        tag = str(element.tag).lower()
        if tag in _UNSEEN:
            return
        inner = self._inner(element, tag, where)
        line = element.get("data-line", "") if self._has_lines else ""
        parts = inner != replace(where, bold=inner.bold, keeps_spaces=inner.keeps_spaces) or tag in _BLOCKS
        if parts:
            self._flush(where)
        if line.isdecimal():
            self._line = int(line)
        self._content(element, tag, inner)
        if parts:
            self._flush(inner)

    def _content(self, element: etree._Element, tag: str, where: _Where) -> None:
        match tag:
            case "br":
                self._say("\n", where)
            case "table":
                self._flush(where)
                self._table(element, where)
            case "li":
                self._item(element, where)
            case "input":
                self._say(_entered(element), where)
            case "sup" if (element.text or "").strip().isdecimal() and len(element) == 0:
                self._say(superscript((element.text or "").strip()), where)
            case "select":
                self._choice(element, where)
            case _:
                self._children(element, where)

    def _children(self, element: etree._Element, where: _Where) -> None:
        self._text(element.text, where)
        for each in element:
            self._walk(each, where)
            self._text(each.tail, where)

    def _inner(self, element: etree._Element, tag: str, where: _Where) -> _Where:
        """What an element's content is part of."""
        style = {key.lower(): value.strip().lower() for key, value in _STYLE.findall(element.get("style", ""))}
        inner = where
        if weight := style.get("font-weight"):
            inner = replace(inner, bold=weight in {"bold", "bolder"} or (weight.isdecimal() and int(weight) >= 600))
        elif tag in _BOLD or not self._bold_classes.isdisjoint(element.get("class", "").split()):
            inner = replace(inner, bold=True)
        if why := _why(element, tag, style, where):
            inner = replace(inner, why=why)
        if tag in _CONTENT:
            inner = replace(inner, in_content=True)
        if tag in {"pre", "textarea"}:
            inner = replace(inner, keeps_spaces=True)
        if level := _heading_level(element, tag):
            inner = replace(inner, heading=level)
        if tag in {"ul", "ol", "menu"}:
            inner = replace(inner, level=where.level + 1)
        return inner

    def _text(self, text: str | None, where: _Where) -> None:
        if text:
            self._say(text if where.keeps_spaces else _SPACE.sub(" ", text), where)

    def _say(self, text: str, where: _Where) -> None:
        self._pieces.append((text, where.bold))

    def _flush(self, where: _Where) -> None:
        """Make a block of the words that have come together."""
        text = tidy("".join(text for text, _ in self._pieces))
        bold = all(bold for text, bold in self._pieces if text.strip())
        self._pieces = []
        if not text:
            return
        marker, self._marker = self._marker, ""
        if not where.cell:
            self._paragraphs += 1
        place = where.cell or Place(paragraph=self._paragraphs, line=self._line)
        if where.why:
            self.blocks.append(Aside(f"{marker} {text}".strip(), where.why, place))
        elif where.heading and not where.cell:
            self.blocks.append(Heading(text, level=where.heading, place=place))
        elif marker:
            self.blocks.append(ListItem(text, marker=marker, level=max(0, where.level), place=place))
        else:
            self.blocks.append(paragraph(text, place, bold=bold))

    def _item(self, element: etree._Element, where: _Where) -> None:
        self._flush(where)
        parent = element.getparent()
        ordered = parent is not None and parent.tag == "ol"
        self._marker = _numbered(element, parent) if ordered and parent is not None else "·"
        self._children(element, where)
        self._flush(where)
        self._marker = ""

    def _choice(self, element: etree._Element, where: _Where) -> None:
        options = list(element.iter("option"))
        chosen = next((each for each in options if "selected" in each.attrib), options[0] if options else None)
        for each in options:
            if each is chosen:
                self._children(each, where)
            elif text := tidy("".join(map(str, each.itertext()))):
                self.blocks.append(Aside(text, Apart.HIDDEN, where.cell or Place(paragraph=self._paragraphs + 1)))

    def _table(self, element: etree._Element, where: _Where) -> None:
        rows = own_rows(element)
        title = " ".join(tidy("".join(map(str, each.itertext()))) for each in element.iterchildren("caption"))
        if where.cell:
            self._flat(rows, where)
        elif where.why or is_layout(rows, element):
            for each in element:
                self._walk(each, where)
        else:
            self._tables += 1
            self._grid(rows, Place(table=self._tables, line=self._line), where, title or None)

    def _grid(self, rows: Sequence[etree._Element], place: Place, where: _Where, title: str | None) -> None:
        cells: list[Cell] = []
        asides: list[Block] = []
        for spot in spots(rows):
            here = replace(place, row=spot.row + 1)
            found = self._cell(spot.element, replace(where, cell=here, heading=0, level=-1))
            asides += [block for block in found if isinstance(block, Aside)]
            cells.append(_cell(spot, found, here))
        headers = next((index for index, row in enumerate(rows) if not _is_header(row)), len(rows))
        if self._is_sheet:
            self.blocks += _as_sheet(cells, place)
        else:
            self.blocks += assemble(cells, header_rows=headers, title=title, place=place)
        self.blocks += asides

    def _cell(self, element: etree._Element, where: _Where) -> list[Block]:
        """The blocks of a cell, read by themselves."""
        outer, self.blocks = self.blocks, []
        self._walk(element, where)
        self._flush(where)
        found, self.blocks = self.blocks, outer
        return found

    def _flat(self, rows: Sequence[etree._Element], where: _Where) -> None:
        """A table inside a cell: a line for each row, with tabs between its cells."""
        for row in rows:
            found = [self._cell(each, where) for each in row.iterchildren("td", "th")]
            texts = [" ".join(_lines(cell).split("\n")) for cell in found]
            if any(texts):
                self.blocks.append(Paragraph("\t".join(texts).strip(), where.cell or Place()))
            self.blocks += [block for cell in found for block in cell if isinstance(block, Aside)]


def _heading_level(element: etree._Element, tag: str) -> int:
    """The level of a heading by its tag, or by the class that Word and LibreOffice give a title; 0 for no heading."""
    if found := _HEADING.fullmatch(tag):
        return int(found[1])
    return _TITLES.get(element.get("class", "").lower(), 0) if tag == "p" else 0


def _why(element: etree._Element, tag: str, style: dict[str, str], where: _Where) -> Apart | None:
    """Why an element's text stands apart, if it does."""
    is_hidden = style.get("display") == "none" or style.get("visibility") == "hidden" or style.get("mso-hide") == "all"
    if is_hidden or "hidden" in element.attrib or tag == "noscript":
        return Apart.HIDDEN
    if part := _OFFICE_PARTS.get(style.get("mso-element", "")):
        return part
    if tag == "figcaption":
        return Apart.CAPTION
    if found := _PARTS.match(element.get("class", "")):
        return next(why for why, said in zip(_PARTS_WHY, found.groups(), strict=True) if said)
    return None if where.in_content or where.why else _MARGINS.get(tag)


def _entered(element: etree._Element) -> str:
    """What a form field shows."""
    kind = element.get("type", "text").lower()
    if kind in {"checkbox", "radio"}:
        return "☒ " if "checked" in element.attrib else "☐ "
    return "" if kind in {"hidden", "password"} else element.get("value", "")


def _numbered(item: etree._Element, parent: etree._Element) -> str:
    """The number of an item in its list."""
    first = parent.get("start", "")
    count = (int(first) if first.isdecimal() and len(first) < 10 else 1) + sum(
        1 for _ in item.itersiblings("li", preceding=True)
    )
    kind = parent.get("type", "1")
    shown = {"a": letter, "i": roman}.get(kind.lower(), str)(count)
    return f"{shown.upper() if kind.isupper() else shown}."


def _is_header(row: etree._Element) -> bool:
    cells = list(row.iterchildren("td", "th"))
    parent = row.getparent()
    return (parent is not None and parent.tag == "thead") or (bool(cells) and all(each.tag == "th" for each in cells))


def _cell(spot: Spot, found: list[Block], place: Place) -> Cell:
    running = [block for block in found if not isinstance(block, Aside)]
    bold = bool(running) and all(getattr(block, "bold", False) for block in running)
    return Cell(
        _lines(running),
        spot.row,
        spot.column,
        row_span=spot.row_span,
        column_span=spot.column_span,
        place=place,
        heading=bold or spot.element.tag == "th",
    )


def _lines(blocks: Sequence[Block]) -> str:
    """The blocks of a cell as its lines."""
    items = (f"{each.marker} {each.text}" if isinstance(each, ListItem) else each.text for each in blocks
             if isinstance(each, Heading | Paragraph | ListItem))  # fmt: skip
    return "\n".join(items)


def _as_sheet(cells: Sequence[Cell], place: Place) -> list[Block]:
    """A table that is a whole sheet, as Excel writes it: with its titles and empty rows."""
    sheet = Sheet(lambda area: replace(place, row=area.row + 1))
    for cell in cells:
        if cell.text:
            at = (cell.row, cell.column)
            sheet.cells[at] = Value(cell.text, cell.heading)
            sheet.merged[at] = Area(*at, cell.row + cell.row_span - 1, cell.column + cell.column_span - 1)
    return sheet_blocks(sheet)
