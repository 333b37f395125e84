"""The pages' pieces in one row: joined where page breaks cut them, numbered, and turned into blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from jamn.documents.blocks import Apart, Aside, Block, Cell, Place, Table
from jamn.documents.read.pdf.abreast import put_abreast
from jamn.documents.read.pdf.aligned import Before, aligned
from jamn.documents.read.pdf.ink import Box, Word
from jamn.documents.read.pdf.kinds import Kinds
from jamn.documents.read.pdf.lines import Line
from jamn.documents.read.pdf.margins import Layout, without
from jamn.documents.read.pdf.prose import Item, Text, read_order
from jamn.documents.read.pdf.rows import with_rows
from jamn.documents.read.pdf.spelling import Spelling
from jamn.documents.read.pdf.tables import Sheet, continued, goes_on, sheet_of, table_of


def blocks_of(pages: Sequence[Layout]) -> list[Block]:
    """All that the pages say, as blocks in reading order; what stands in a page's margins stands at its ends."""
    order = put_abreast(_joined(pages))
    spelling = Spelling(_texts(order))
    kinds = Kinds([item for item in order if not isinstance(item, Aside)], [page.height for page in pages], spelling)
    blocks: list[Block] = []
    paragraphs = tables = 0
    for item in order:
        if isinstance(item, Aside):
            blocks.append(item)
        elif isinstance(item, Text):
            paragraphs += 1
            blocks.append(kinds.block(item, paragraphs))
        elif contents := _contents(item):
            blocks += contents
        else:
            tables += 1
            blocks += [_spelled(table_of(item, tables), spelling), *item.repeated]
    return blocks


def _joined(pages: Sequence[Layout]) -> list[Item | Aside]:
    """Everything in reading order, with the rest of a table or paragraph added to what it continues."""
    right = max((word.x1 for page in pages for word in page.words if word.x1 < page.width), default=0.0)
    found: list[list[Item]] = []
    before = Before()
    for page in pages:
        found.append(_items(page, right, before))
        last = found[-1][-1] if found[-1] else None
        before = Before(last.header(), tuple(last.xs)) if isinstance(last, Sheet) and not last.sure else Before()
    lowest = max((item.bottom for items in found for item in items), default=0.0)
    order: list[Item | Aside] = []
    last = None
    for page, items in zip(pages, found, strict=True):
        order += _asides(page, page.header, Apart.PAGE_HEADER)
        for number, item in enumerate(items):
            if isinstance(last, Sheet) and isinstance(item, Sheet) and number == 0 and goes_on(last, item):
                continued(last, item, lowest - last.bottom)
            elif isinstance(last, Text) and isinstance(item, Text) and last.runs_on(item):
                last.lines += item.lines
            else:
                order.append(item)
                last = item
        order += _asides(page, page.footer, Apart.PAGE_FOOTER)
        order += [Aside(text, Apart.COMMENT, Place(page=page.number)) for text in page.comments]
        if page.hidden:
            text = " ".join(word.text for word in page.hidden)
            order.append(Aside(text, Apart.HIDDEN, Place(page=page.number)))
    return order


def _asides(page: Layout, lines: Sequence[Line], why: Apart) -> list[Aside]:
    return [Aside(line.text, why, Place(page=page.number)) for line in lines]


def _items(page: Layout, right: float, before: Before) -> list[Item]:
    """What a page says between its margins, in reading order."""
    found = aligned(_outside_cards(page), page.hints, before)
    words = without(page.words, found)
    boxes = [box for box in page.boxes if not any(_overlap(box, grid.box) for grid in found)]
    sheets = [(grid.box, sheet_of(grid, page.number)) for grid in (*map(with_rows, page.tables), *found)]
    return read_order(words, boxes, sheets, page.number, right)


def _outside_cards(page: Layout) -> list[Word]:
    """The words that stand in no frame with another frame beside it: text in cards forms no columns of a table."""
    cards = [box for box in page.boxes if any(_is_beside(box, other) for other in page.boxes)]
    return [word for word in page.words if not any(card.holds((word.x0 + word.x1) / 2, word.middle) for card in cards)]


def _is_beside(box: Box, other: Box) -> bool:
    level = min(box.bottom, other.bottom) - max(box.top, other.top)
    return level > 0.5 * max(box.height, other.height) and (box.x1 <= other.x0 or other.x1 <= box.x0)


def _overlap(box: Box, other: Box) -> bool:
    return box.x0 < other.x1 and box.x1 > other.x0 and box.top < other.bottom and box.bottom > other.top


def _texts(order: Sequence[Item | Aside]) -> Iterator[str]:
    for item in order:
        if isinstance(item, Sheet):
            yield from (piece.text for piece in item.pieces)
        else:
            yield item.text


def _contents(sheet: Sheet) -> list[Aside]:
    """A table of contents: two columns, the second with page numbers that rise."""
    numbers = [piece.text for piece in sheet.pieces if piece.column == 1]
    if sheet.sure or len(sheet.xs) != 3 or len(numbers) < 3 or not all(text.isdecimal() for text in numbers):
        return []
    pages = [int(text) for text in numbers]
    rows = (" ".join(piece.text for piece in sheet.row(row)) for row in range(sheet.rows))
    return [Aside(row, Apart.CONTENTS, Place(page=sheet.pages[0])) for row in rows] if pages == sorted(pages) else []


def _spelled(table: Table, spelling: Spelling) -> Table:
    def spelled(cell: Cell) -> Cell:
        return replace(cell, text=spelling(cell.text))

    return replace(table, cells=tuple(map(spelled, table.cells)), title=table.title and spelling(table.title))
