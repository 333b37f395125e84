"""Spreadsheets too wide for the paper: their columns are printed on pages of their own, and belong side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from jamn.documents.blocks import Aside
from jamn.documents.read.pdf.margins import Layout, without
from jamn.documents.read.pdf.prose import Item
from jamn.documents.read.pdf.tables import Sheet

LEVEL = 1.0  # points: rows of two pages that are as high, give or take this, may be the same
FEWEST = 4  # rows: fewer may be as high by chance


def see_single_columns(pages: Sequence[Layout]) -> None:
    """Take frames in one column for a table where a table on a neighbouring page has the very same rows."""
    for earlier, later in pairwise(pages):
        for page, other in ((earlier, later), (later, earlier)):
            for grid in list(page.single):
                if any(_level(grid.ys, ys) for ys in (each.ys for each in (*other.tables, *other.single))):
                    page.single.remove(grid)
                    page.tables.append(grid)
                    page.words = without(page.words, [grid])
                    page.boxes = [box for box in page.boxes if not grid.box.holds(box.x0 + 1, box.top + 1)]


def _level(ys: Sequence[float], others: Sequence[float]) -> bool:
    same = len(ys) == len(others) > FEWEST
    return same and all(abs(y - other) <= LEVEL for y, other in zip(ys, others, strict=True))


def put_abreast(order: Sequence[Item | Aside]) -> list[Item | Aside]:
    """The pieces of a document, with tables joined whose rows stand on pages side by side."""
    kept: list[Item | Aside] = []
    last: Item | None = None
    for item in order:
        if isinstance(item, Sheet) and isinstance(last, Sheet) and _abreast(last, item):
            _join(last, item)
        else:
            kept.append(item)
            last = last if isinstance(item, Aside) else item
    return kept


def _abreast(table: Sheet, following: Sheet) -> bool:
    """Whether a table has the same rows as the one on the pages before, and other columns."""
    apart = table.sure and following.sure and following.pages[0] > table.pages[-1]
    ours, theirs = ([piece.text for piece in sheet.row(0)] for sheet in (table, following))
    return apart and ours != theirs and _level(table.heights, following.heights)


def _join(table: Sheet, following: Sheet) -> None:
    """Put a table's columns to the right of another's."""
    columns = len(table.xs) - 1
    shift = table.xs[-1] - following.xs[0]
    for piece in following.pieces:
        piece.column, piece.last_column = piece.column + columns, piece.last_column + columns
    table.pieces += following.pieces
    table.xs += [x + shift for x in following.xs[1:]]
    table.header_rows = min(table.header_rows, following.header_rows)
    table.repeated += following.repeated
