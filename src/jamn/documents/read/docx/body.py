"""The body of a Word document in reading order: paragraphs, lists, tables, and what stands apart from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from jamn.documents.blocks import (
    Apart,
    Aside,
    Block,
    Cell,
    Heading,
    ListItem,
    Notice,
    Paragraph,
    Place,
    Table,
    gettext_noop,
)
from jamn.documents.read.docx.grid import Row, header_rows, is_layout, merged, rows
from jamn.documents.read.docx.inline import Inline, Reader
from jamn.documents.read.docx.names import W, number, value
from jamn.documents.read.docx.parts import Parts
from jamn.documents.read.docx.styles import Role, Style
from jamn.documents.read.lines import paragraph, tidy
from jamn.documents.read.tables import assemble

EMBEDDED = gettext_noop(
    "The document holds an embedded file (an Excel sheet, for instance) that was not read. If a part of the plan "
    "stands in it, save it as a file of its own and bring that in too."
)
_WHY = {"footnotes": Apart.FOOTNOTE, "endnotes": Apart.FOOTNOTE, "comments": Apart.COMMENT}
_SKIPPED = {W + each for each in ("pPr", "rPr", "tblPr", "tblGrid", "tcPr", "trPr", "sdtPr", "sdtEndPr", "sectPr")}


@dataclass(frozen=True, slots=True)
class _Where:
    """What the walk is inside of: a table of contents, a table's cell (which gives all of it its place)."""

    contents: bool = False
    cell: Place | None = None


class Body:
    """Reads a document once. `notices` fill while `blocks` runs."""

    def __init__(self, parts: Parts, progress: Callable[[int, int], None]) -> None:
        self._parts = parts
        self._progress = progress
        self._reader = Reader(parts.styles)
        self._paragraphs = 0
        self._tables = 0
        self._notes = {kind: parts.notes(kind) for kind in _WHY}
        self.notices: list[Notice] = []

    def blocks(self) -> Iterator[Block]:
        """Page headers, the body with its notes, page footers, and the notes that nothing refers to."""
        yield from self._margins(self._parts.headers, Apart.PAGE_HEADER)
        whole = len(self._parts.body)
        for done, each in enumerate(self._parts.body, 1):
            yield from self._element(each, _Where())
            self._progress(done, whole)
        yield from self._diagrams()
        yield from self._margins(self._parts.footers, Apart.PAGE_FOOTER)
        for kind, notes in self._notes.items():
            for note in list(notes):
                yield from self._note(kind, note, "", Place())

    def _margins(self, parts: Iterable[etree._Element], why: Apart) -> Iterator[Aside]:
        texts = (self._lines(part) for part in parts)
        yield from (Aside(text, why) for text in dict.fromkeys(texts) if text)

    def _diagrams(self) -> Iterator[Block]:
        """The words of SmartArt, a paragraph for each of its shapes."""
        for diagram in self._parts.diagrams:
            for shape in diagram.iter("{*}p"):
                text = tidy("".join(each.text or "" for each in shape.iter("{*}t")))
                if text:
                    yield paragraph(text, Place())

    def _lines(self, part: etree._Element) -> str:
        """All text of a note or a page header as lines."""
        return "\n".join(_text(block) for block in self._inside(part, _Where(cell=Place())))

    def _inside(self, container: etree._Element, where: _Where) -> list[Block]:
        return [block for each in container for block in self._element(each, where)]

    def _element(self, element: etree._Element, where: _Where) -> Iterator[Block]:
        if element.tag == f"{W}p":
            yield from self._paragraph(element, where)
        elif element.tag == f"{W}tbl":
            yield from self._inner_table(element, where) if where.cell else self._table(element, where)
        elif element.tag == f"{W}altChunk":
            self._embedded()
        elif isinstance(element.tag, str) and element.tag not in _SKIPPED:
            contents = value(element, "sdtPr/docPartObj/docPartGallery") == "Table of Contents"
            yield from self._inside(element, replace(where, contents=True) if contents else where)

    def _embedded(self) -> None:
        if not self.notices:
            self.notices.append(Notice(EMBEDDED))

    def _paragraph(self, element: etree._Element, where: _Where) -> Iterator[Block]:
        style = self._parts.styles.paragraph(value(element, "pPr/pStyle"))
        inline = self._reader.paragraph(element, style)
        marker, level = self._marker(element, style)
        if inline.text and not where.cell:
            self._paragraphs += 1
        place = where.cell or Place(paragraph=max(1, self._paragraphs))
        if inline.text or (marker and where.cell):
            yield _block(element, inline, style, ListItem("", marker, level, place), where)
        for text in (inline.hidden, inline.deleted):
            if text:
                yield Aside(text, Apart.HIDDEN, place)
        for kind, note, mark in inline.notes:
            yield from self._note(kind, note, mark, place)
        if inline.embedded:
            self._embedded()
        for box in inline.boxes:
            yield from self._inside(box, where)

    def _note(self, kind: str, note: str, mark: str, place: Place) -> Iterator[Aside]:
        """A note's text, the first time it is referred to."""
        element = self._notes[kind].pop(note, None)
        text = "" if element is None else self._lines(element)
        if text:
            yield Aside(f"{mark} {text}".strip(), _WHY[kind], place)

    def _marker(self, element: etree._Element, style: Style) -> tuple[str, int]:
        """The bullet or number that Word shows before a paragraph, and its level."""
        numbering = value(element, "pPr/numPr/numId")
        level = number(element, "pPr/numPr/ilvl", style.list[1] if style.list else 0)
        if numbering is None and style.list:
            numbering = style.list[0]
            level = self._parts.numbering.level_of_style(numbering, value(element, "pPr/pStyle"), level)
        if numbering is not None:
            return self._parts.numbering.next(numbering, level), level
        return ("·", style.bulleted) if style.bulleted is not None else ("", 0)

    def _table(self, element: etree._Element, where: _Where) -> Iterator[Block]:
        found = rows(element)
        if is_layout(found):
            for row in found:
                for raw in row.cells:
                    yield from self._inside(raw.element, where)
            return
        self._tables += 1
        table = Place(table=self._tables)
        bold_first = self._parts.styles.of(value(element, "tblPr/tblStyle")).first_row_bold and _first_row_differs(
            element
        )
        cells: list[Cell] = []
        asides: list[Block] = []
        for cell, elements in merged(found, element):
            place = replace(table, row=cell.row + 1)
            parts = [self._inside(each, replace(where, cell=place)) for each in elements]
            asides += [block for part in parts for block in part if isinstance(block, Aside)]
            running = [[block for block in part if not isinstance(block, Aside)] for part in parts]
            # Some programs say a merged cell's text again in each of its rows.
            texts = dict.fromkeys("\n".join(map(_text, part)) for part in running)
            heading = cell.heading or all(map(_is_bold, running)) or (bold_first and cell.row == 0)
            cells.append(replace(cell, text="\n".join(filter(None, texts)), heading=heading, place=place))
        for row in found:
            if row.deleted:
                asides += self._deleted_row(row, where, table)
        yield from assemble(cells, header_rows=header_rows(found), place=table)
        yield from asides

    def _deleted_row(self, row: Row, where: _Where, place: Place) -> Iterator[Aside]:
        for raw in row.cells:
            texts = map(_text, self._inside(raw.element, replace(where, cell=place)))
            yield from (Aside(text, Apart.HIDDEN, place) for text in texts)

    def _inner_table(self, element: etree._Element, where: _Where) -> Iterator[Block]:
        """A table inside a cell: a line for each row, with tabs between its cells."""
        place = where.cell or Place()
        for row in rows(element):
            blocks = [self._inside(raw.element, where) for raw in row.cells]
            texts = [" ".join(_text(block) for block in cell if not isinstance(block, Aside)) for cell in blocks]
            if any(texts):
                yield Paragraph("\t".join(texts).replace("\n", " ").strip(), place)
            yield from (block for cell in blocks for block in cell if isinstance(block, Aside))


def _block(element: etree._Element, inline: Inline, style: Style, item: ListItem, where: _Where) -> Block:
    """What a paragraph is, by its style and its numbering. `item` is the list item it is when it has a marker."""
    text, place = inline.text, item.place
    if where.contents or inline.contents or style.role is Role.CONTENTS:
        return Aside(text, Apart.CONTENTS, place)
    if style.role is Role.CAPTION and not where.cell:
        return Aside(text, Apart.CAPTION, place)
    outline = number(element, "pPr/outlineLvl", 9)
    if outline < 9 or (style.role is Role.HEADING and value(element, "pPr/outlineLvl") is None):
        return Heading(
            text, level=min(outline + 1, style.level) if style.role is Role.HEADING else outline + 1, place=place
        )
    if item.marker:
        return replace(item, text=text)
    return paragraph(text, place, bold=inline.bold)


def _text(block: Block) -> str:
    """A block inside a cell as it is written there."""
    if isinstance(block, ListItem):
        return f"{block.marker} {block.text}".strip()
    return "" if isinstance(block, Table) else block.text


def _is_bold(blocks: Sequence[Block]) -> bool:
    return bool(blocks) and all(isinstance(block, Heading) or getattr(block, "bold", False) for block in blocks)


def _first_row_differs(table: etree._Element) -> bool:
    """Whether the table asks its style for a first row of its own look."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is None:
        return False
    said = look.get(f"{W}firstRow")
    return said in {"1", "true", "on"} if said else bool(int(look.get(f"{W}val", "0"), 16) & 0x20)
