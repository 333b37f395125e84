"""The read document as it is shown: every piece has a name (an anchor), and a long document is shown part by part.

The anchor of block 12 is ``b12``, of the fifth cell of the table that is block 12 ``b12c5``, of its title ``b12t``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from jamn.documents.blocks import NOWHERE, Block, Cell, Document, Heading, ListItem, Place, Table

PART_WEIGHT = 800
"""How many cells and paragraphs are shown at a time: some five dense pages, drawn in a twentieth of a second."""

_ANCHOR = re.compile(r"b(\d+)(?:c(\d+)|t)?")


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of a table as it is drawn."""

    cell: Cell
    anchor: str
    row_span: int


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a table. `label` is the row's number in a sheet, or its page where a new page begins."""

    cells: list[ShownCell]
    page: int | None
    number: int | None
    heading: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A block as it is drawn. `page` and `sheet` are set where a new one begins; `rows` only for tables.

    `level` is the depth of a list item (from 0), or of a heading: from 3, below the page's own, and never more than one
    below the heading before it.
    """

    block: Block
    kind: str
    anchor: str
    page: int | None = None
    sheet: str | None = None
    rows: list[ShownRow] = field(default_factory=list)
    level: int = 0

    @property
    def labelled(self) -> bool:
        """Whether a table's rows have numbers or pages to show."""
        return any(row.number or row.page for row in self.rows)


@dataclass(frozen=True, slots=True)
class Span:
    """What one part shows: the blocks from `start` up to `end`. Of a table that is cut: rows from `top` to `bottom`."""

    start: int
    end: int
    top: int = 0
    bottom: int | None = None


class Anchors:
    """Finds the piece of a document that a place means."""

    def __init__(self, document: Document) -> None:
        self._by_place: dict[Place, dict[str, str]] = {}
        for index, block in enumerate(document.blocks):
            for place, anchor, text in _pieces(index, block):
                words = _squeezed(text)
                self._by_place.setdefault(place, {}).setdefault(words, anchor)
                self._by_place.setdefault(replace(place, cells=None), {}).setdefault(words, anchor)

    def find(self, place: Place, text: str) -> str:
        """The anchor of the piece at a place; of several at the same place the one that says or holds the text. Or "".

        A format may know no more of a cell than its table and row, so that all cells of a row have one place.
        """
        if place == NOWHERE:
            return ""
        there = self._by_place.get(place) or self._by_place.get(replace(place, cells=None)) or {}
        wanted = _squeezed(text)
        if wanted in there:
            return there[wanted]
        holding = (anchor for words, anchor in there.items() if wanted and wanted in words)
        return next(chain(holding, there.values()), "")


def _pieces(index: int, block: Block) -> Iterator[tuple[Place, str, str]]:
    if not isinstance(block, Table):
        yield block.place, f"b{index}", block.text
        return
    for number, cell in enumerate(block.cells):
        yield cell.place, f"b{index}c{number}", cell.text
    yield block.place, f"b{index}t" if block.title else f"b{index}", block.title or ""


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def order(anchor: str) -> tuple[int, int]:
    """Where an anchor stands in reading order; a piece without one comes last."""
    found = _ANCHOR.fullmatch(anchor)
    return (int(found[1]), int(found[2] or 0)) if found else (1 << 40, 0)


def parts(document: Document, weight: int = PART_WEIGHT) -> list[Span]:
    """Cut a document into parts of about `weight` cells and paragraphs. A long table is cut between rows."""
    spans: list[Span] = []
    start, sum_ = 0, 0
    for index, block in enumerate(document.blocks):
        here = max(block.rows * block.columns, 1) if isinstance(block, Table) else 1
        if sum_ and sum_ + here > weight:
            spans.append(Span(start, index))
            start, sum_ = index, 0
        if isinstance(block, Table) and here > weight:
            step = max(weight // block.columns, 1)
            tops = range(0, block.rows, step)
            spans.extend(Span(index, index + 1, top, min(top + step, block.rows)) for top in tops)
            start, sum_ = index + 1, 0
            continue
        sum_ += here
    if start < len(document.blocks) or not spans:
        spans.append(Span(start, len(document.blocks)))
    return spans


def part_of(document: Document, spans: list[Span], anchor: str) -> int:
    """Which part (from 0) shows an anchor; the first when there is no such piece."""
    found = _ANCHOR.fullmatch(anchor)
    if not found or int(found[1]) >= len(document.blocks):
        return 0
    index = int(found[1])
    block = document.blocks[index]
    row = 0
    if isinstance(block, Table) and found[2] and int(found[2]) < len(block.cells):
        row = block.cells[int(found[2])].row
    return next(
        number
        for number, span in enumerate(spans)
        if span.start <= index < span.end and (span.bottom is None or span.top <= row < span.bottom)
    )


def shown(document: Document, span: Span) -> list[Shown]:
    """The blocks of one part, ready to be drawn."""
    drawn: list[Shown] = []
    page: int | None = None
    sheet: str | None = None
    depth = 2
    for index in range(span.start, span.end):
        block = document.blocks[index]
        here = block.place
        if isinstance(block, Heading):
            depth = min(depth + 1, block.level + 2, 6)
        rows = _rows(index, block, span, here.page) if isinstance(block, Table) else []
        drawn.append(
            Shown(
                block,
                kind=type(block).__name__.lower(),
                anchor=f"b{index}",
                page=here.page if here.page != page else None,
                sheet=here.sheet if here.sheet != sheet else None,
                rows=rows,
                level=min(block.level, 4) if isinstance(block, ListItem) else depth,
            )
        )
        page = next((row.page for row in reversed(rows) if row.page), here.page or page)
        sheet = here.sheet or sheet
    return drawn


def _rows(index: int, table: Table, span: Span, page: int | None) -> list[ShownRow]:
    """The rows from `span.top` to `span.bottom`; a merged cell that began above the cut is drawn again below it."""
    bottom = table.rows if span.bottom is None else span.bottom
    starting: dict[int, list[ShownCell]] = {row: [] for row in range(span.top, bottom)}
    for number, cell in enumerate(table.cells):
        top, end = max(cell.row, span.top), min(cell.row + cell.row_span, bottom)
        if top < end:
            anchor = f"b{index}c{number}" if cell.row >= span.top else ""
            starting[top].append(ShownCell(cell, anchor, end - top))
    _fill_gaps(starting, table.columns)
    rows = []
    for row, cells in starting.items():
        cells.sort(key=lambda drawn: drawn.cell.column)
        here = next((each.cell.place.page for each in cells if each.cell.place.page and each.cell.row == row), page)
        rows.append(ShownRow(cells, here if here != page else None, _sheet_row(cells, row), row < table.header_rows))
        page = here
    return rows


def _fill_gaps(starting: dict[int, list[ShownCell]], columns: int) -> None:
    """Put an empty cell wherever no cell reaches: a sheet names only its filled cells, and the others keep their place.

    `starting` has the cells that start in each row.
    """
    reached = {
        (row, column)
        for top, cells in starting.items()
        for each in cells
        for row in range(top, top + each.row_span)
        for column in range(each.cell.column, each.cell.column + each.cell.column_span)
    }
    for row, cells in starting.items():
        empty = (column for column in range(columns) if (row, column) not in reached)
        cells.extend(ShownCell(Cell("", row, column), "", 1) for column in empty)


def _sheet_row(cells: list[ShownCell], row: int) -> int | None:
    """The number that a sheet itself gives the row, from a cell that starts in it (``B7`` → 7)."""
    for each in cells:
        found = re.match(r"[A-Z]+(\d+)", each.cell.place.cells or "")
        if found and each.cell.row == row:
            return int(found[1])
    return None
