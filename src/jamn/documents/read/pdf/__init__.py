"""PDF: words and lines on paper become headings, paragraphs, lists and tables again.

The file says where each glyph and each line stands, and little else. `pages` opens it and gives each page's drawing
(`ink`); `ruled` finds tables, `prose` the text around them in reading order; `margins` tells running headers and
footers from the text; `tables` joins what page breaks cut; `kinds` tells headings from paragraphs. This file goes
through the pages in that order.
"""

from __future__ import annotations

from pathlib import Path

from jamn.documents.blocks import Apart, Aside, Block, Document, Format, Place
from jamn.documents.read import Progress
from jamn.documents.read.pdf.aligned import aligned
from jamn.documents.read.pdf.ink import Box, Page, Word
from jamn.documents.read.pdf.kinds import Kinds
from jamn.documents.read.pdf.margins import Layout, set_apart
from jamn.documents.read.pdf.pages import opened
from jamn.documents.read.pdf.prose import Item, read_order
from jamn.documents.read.pdf.ruled import Grid, grids
from jamn.documents.read.pdf.tables import Sheet, continued, goes_on, sheet_of, table_of


def read(path: Path, name: str, progress: Progress | None) -> Document:
    """Read a PDF. Raises `Unreadable`."""
    with opened(path, name) as pdf:
        layouts: list[Layout] = []
        for page in pdf.pages():
            layouts.append(_layout(page))
            if progress:
                progress(page.number, len(pdf.sources))
    set_apart(layouts)
    blocks = _blocks(layouts)
    return Document(name, Format.PDF, tuple(blocks), title=pdf.title, language=pdf.language, pages=len(layouts))


def _layout(page: Page) -> Layout:
    """A page with its ruled tables found."""
    tables, boxes, hints = grids(page)
    words = _outside(page.words, tables)
    return Layout(page.number, page.width, page.height, words, boxes, tables, hints)


def _items(page: Layout, right: float) -> list[Item]:
    """What a page says between its margins, in reading order."""
    found = aligned(page.words, page.hints)
    words = _outside(page.words, found)
    boxes = [box for box in page.boxes if not any(_overlap(box, grid.box) for grid in found)]
    sheets = [(grid.box, sheet_of(grid, page.number)) for grid in (*page.tables, *found)]
    return read_order(words, boxes, sheets, page.number, right)


def _outside(words: list[Word], tables: list[Grid]) -> list[Word]:
    held = {id(word) for grid in tables for part in grid.parts for word in part.words}
    return [word for word in words if id(word) not in held]


def _overlap(box: Box, other: Box) -> bool:
    return box.x0 < other.x1 and box.x1 > other.x0 and box.top < other.bottom and box.bottom > other.top


def _blocks(layouts: list[Layout]) -> list[Block]:
    """The pages' pieces, joined over page breaks, as blocks; margins stand at their page's ends."""
    right = max((word.x1 for layout in layouts for word in layout.words if word.x1 < layout.width), default=0.0)
    pages = [_items(layout, right) for layout in layouts]
    bottoms = [item.bottom for items in pages for item in items]
    order: list[Item | Aside] = []
    last: Item | None = None
    for layout, items in zip(layouts, pages, strict=True):
        order += [Aside(line.text, Apart.PAGE_HEADER, Place(page=layout.number)) for line in layout.header]
        for number, item in enumerate(items):
            if number == 0 and isinstance(item, Sheet) and isinstance(last, Sheet) and goes_on(last, item):
                continued(last, item, max(bottoms) - last.bottom)
            else:
                order.append(item)
                last = item
        order += [Aside(line.text, Apart.PAGE_FOOTER, Place(page=layout.number)) for line in layout.footer]
    return _numbered(order, layouts)


def _numbered(order: list[Item | Aside], layouts: list[Layout]) -> list[Block]:
    kinds = Kinds(item for item in order if not isinstance(item, Aside))
    blocks: list[Block] = []
    paragraphs = tables = 0
    for item in order:
        if isinstance(item, Aside):
            blocks.append(item)
        elif isinstance(item, Sheet):
            tables += 1
            blocks += [table_of(item, tables), *item.repeated]
        else:
            paragraphs += 1
            blocks.append(kinds.block(item, paragraphs, layouts[item.page - 1].height))
    return blocks
