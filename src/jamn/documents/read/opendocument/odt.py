"""Texts of OpenDocument (.odt): what LibreOffice writes when a plan is not made in Word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from jamn.documents.blocks import Apart, Aside, Block, Cell, Document, Format, Heading, ListItem, Paragraph, Place
from jamn.documents.read import lines
from jamn.documents.read.opendocument.content import (
    OFFICE,
    STYLE,
    TABLE,
    TEXT,
    Styles,
    number,
    paragraph,
    title,
)
from jamn.documents.read.packages import Package
from jamn.documents.read.tables import assemble

WIDEST_SPAN = 1000
"""Columns or rows of one cell, and cells that one element may stand for."""

_TITLE = re.compile(r"(Sub)?[Tt]itle")
_CAPTION = re.compile(r"Caption|Illustration|Table|Drawing|Figure")
_CONTENTS = {TEXT + each for each in ("table-of-content", "alphabetical-index", "illustration-index", "table-index")}
_SKIPPED = {f"{TEXT}sequence-decls", f"{OFFICE}forms", f"{TEXT}index-title-template"}


def read(path: Path, name: str, progress: Callable[[int, int], None]) -> Document:
    """Read an OpenDocument text. Raises `Unreadable`, or what the XML parser raises for a damaged file."""
    with Package(path, name) as package:
        content = package.xml("content.xml")
        styles = Styles(package, content)
        body = _Body(styles)
        blocks: list[Block] = list(styles.margins())
        for text in content.iterfind(f"{OFFICE}body/{OFFICE}text"):
            blocks += lines.without_contents(body.inside(text, _Where()))
        progress(1, 1)
        return Document(name=name, format=Format.ODT, blocks=tuple(blocks), title=title(package))


@dataclass(frozen=True, slots=True)
class _Where:
    """What the walk is inside of. `why` sets all of it apart; a table's `cell` gives it its place."""

    why: Apart | None = None
    cell: Place | None = None
    list_style: str | None = None
    level: int = 0


class _Body:
    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._paragraphs = 0
        self._tables = 0

    def inside(self, element: etree._Element, where: _Where) -> list[Block]:
        return [block for each in element for block in self._element(each, where)]

    def _element(self, element: etree._Element, where: _Where) -> Iterator[Block]:
        tag = element.tag
        if tag in {f"{TEXT}p", f"{TEXT}h"}:
            yield from self._paragraph(element, where)
        elif tag == f"{TEXT}list":
            yield from self._list(element, where)
        elif tag == f"{TABLE}table":
            yield from self._table(element, where)
        elif tag in _CONTENTS:
            yield from self.inside(element, replace(where, why=Apart.CONTENTS))
        elif tag == f"{TEXT}tracked-changes" or element.get(f"{TEXT}display") == "none":
            yield from self.inside(element, replace(where, why=Apart.HIDDEN))
        elif isinstance(tag, str) and tag not in _SKIPPED:
            yield from self.inside(element, where)

    def _paragraph(self, element: etree._Element, where: _Where, marker: str = "") -> Iterator[Block]:
        words = paragraph(element, self._styles)
        if words.text and not where.cell:
            self._paragraphs += 1
        place = where.cell or Place(paragraph=max(1, self._paragraphs))
        if words.text or (marker and where.cell):
            yield self._block(element, words.text, ListItem("", marker, where.level, place), where, bold=words.bold)
        yield from words.asides(place)
        for box in words.boxes:
            yield from self.inside(box, replace(where, list_style=None))

    def _block(self, element: etree._Element, text: str, item: ListItem, where: _Where, *, bold: bool) -> Block:
        chain = list(self._styles.chain("paragraph", element.get(f"{TEXT}style-name")))
        names = [each.get(f"{STYLE}name", "") for each in chain]
        if where.why:
            return Aside(text, where.why, item.place)
        if not where.cell and any(map(_CAPTION.fullmatch, names)):
            return Aside(text, Apart.CAPTION, item.place)
        if element.tag == f"{TEXT}h":
            return Heading(text, level=number(element, f"{TEXT}outline-level"), place=item.place)
        if found := next(filter(None, map(_TITLE.fullmatch, names)), None):
            return Heading(text, level=2 if found[1] else 1, place=item.place)
        if item.marker:
            return replace(item, text=text)
        return lines.paragraph(text, item.place, bold=bold)

    def _list(self, element: etree._Element, where: _Where) -> Iterator[Block]:
        style = element.get(f"{TEXT}style-name") or where.list_style
        count = 0
        for item in element.iterchildren(f"{TEXT}list-item", f"{TEXT}list-header"):
            numbered = item.tag == f"{TEXT}list-item"
            count = number(item, f"{TEXT}start-value", count + numbered)
            marker = self._marker(style, where.level, count) if numbered else ""
            for each in item:
                if each.tag in {f"{TEXT}p", f"{TEXT}h"}:
                    yield from self._paragraph(each, replace(where, list_style=style), marker)
                    marker = ""
                else:
                    yield from self._element(each, replace(where, list_style=style, level=where.level + 1))

    def _marker(self, style: str | None, level: int, count: int) -> str:
        found = self._styles.lists.get(style)
        for each in [] if found is None else found:
            is_number = etree.QName(each).localname == "list-level-style-number"
            if is_number and number(each, f"{TEXT}level") == level + 1 and each.get(f"{STYLE}num-format"):
                start = number(each, f"{TEXT}start-value") - 1
                shown = _numbered(each.get(f"{STYLE}num-format", "1"), start + count)
                return each.get(f"{STYLE}num-prefix", "") + shown + each.get(f"{STYLE}num-suffix", "")
        return "·"

    def _table(self, element: etree._Element, where: _Where) -> Iterator[Block]:
        rows = [each for each in element.iter(f"{TABLE}table-row") if _own(each, element)]
        cells = [list(row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell")) for row in rows]
        if where.cell is None and _is_layout(cells):
            for each in (cell for row in cells for cell in row):
                yield from self.inside(each, where)
            return
        if where.cell is not None:
            yield from self._flat(cells, where)
            return
        self._tables += 1
        table = Place(table=self._tables)
        found: list[Cell] = []
        asides: list[Block] = []
        for row, elements in enumerate(cells):
            column = 0
            for each in elements:
                cell, tied = self._cell(each, row, column, table)
                asides += tied
                if each.tag == f"{TABLE}table-cell":
                    found.append(cell)
                elif cell.text:
                    asides.append(Aside(cell.text, Apart.HIDDEN, cell.place))
                column += min(number(each, f"{TABLE}number-columns-repeated"), WIDEST_SPAN)
        headers = sum(each.getparent().tag == f"{TABLE}table-header-rows" for each in rows)  # type: ignore[union-attr]
        yield from assemble(found, header_rows=headers, place=table)
        yield from asides

    def _cell(self, element: etree._Element, row: int, column: int, table: Place) -> tuple[Cell, list[Block]]:
        place = replace(table, row=row + 1)
        blocks = self.inside(element, _Where(cell=place))
        running = [block for block in blocks if not isinstance(block, Aside)]
        bold = bool(running) and all(getattr(block, "bold", isinstance(block, Heading)) for block in running)
        cell = Cell(
            "\n".join(map(_text, running)),
            row,
            column,
            row_span=min(number(element, f"{TABLE}number-rows-spanned"), WIDEST_SPAN),
            column_span=min(number(element, f"{TABLE}number-columns-spanned"), WIDEST_SPAN),
            place=place,
            heading=bold,
        )
        return cell, [block for block in blocks if isinstance(block, Aside)]

    def _flat(self, cells: list[list[etree._Element]], where: _Where) -> Iterator[Block]:
        """A table inside a cell: a line for each row, with tabs between its cells."""
        for row in cells:
            found = [self.inside(cell, where) for cell in row]
            texts = [" ".join(_text(block) for block in cell if not isinstance(block, Aside)) for cell in found]
            if any(texts):
                yield Paragraph("\t".join(texts).replace("\n", " ").strip(), where.cell or Place())
            yield from (block for cell in found for block in cell if isinstance(block, Aside))


def _own(row: etree._Element, table: etree._Element) -> bool:
    """Whether a row belongs to the table itself and not to one inside it."""
    return next(row.iterancestors(f"{TABLE}table")) is table


def _is_layout(cells: list[list[etree._Element]]) -> bool:
    """Whether a table only frames its content: a single cell, or one row or column around other tables."""
    if sum(map(len, cells)) < 2:
        return True
    holds_table = any(cell.find(f".//{TABLE}table") is not None for row in cells for cell in row)
    return holds_table and (len(cells) == 1 or all(len(row) == 1 for row in cells))


def _text(block: Block) -> str:
    if isinstance(block, ListItem):
        return f"{block.marker} {block.text}".strip()
    return block.text if isinstance(block, Heading | Paragraph) else ""


def _numbered(form: str, count: int) -> str:
    shown = {"a": lines.letter, "i": lines.roman}.get(form.lower(), str)(count)
    return shown.upper() if form.isupper() else shown
