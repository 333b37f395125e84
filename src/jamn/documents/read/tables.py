"""Cells become a table: the one way that every format ends up with the same shape.

A reader finds cells where its format says they stand; here the grid is made as small as it can be without losing
anything, a title above the header and headers said again are taken out of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from jamn.documents.blocks import NOWHERE, Apart, Aside, Block, Cell, Place, Table, Unreadable, gettext_noop

MOST_POSITIONS = 2_000_000
"""Rows × columns of one table. A plan has some hundreds of positions; beyond this, the grid itself is an attack."""


TOO_LARGE = gettext_noop("A table in the file has {rows} rows and {columns} columns: too large to read as a plan.")


def assemble(
    cells: Iterable[Cell],
    *,
    header_rows: int = 0,
    title: str | None = None,
    place: Place = NOWHERE,
    sure: bool = True,
) -> list[Block]:
    """A table of these cells, then what was taken out of it; nothing when no cell has text.

    Rows and columns without text go; `header_rows` and spans are counted anew. Raises `Unreadable` beyond
    `MOST_POSITIONS`.
    """
    cells = sorted(cells, key=lambda cell: (cell.row, cell.column))
    rows = sorted({cell.row for cell in cells if cell.text})
    grid = _squeezed(cells, rows)
    header_rows = bisect_left(rows, header_rows)
    titles = _titles(grid)
    again = _repeated_headers(grid, range(len(titles), max(header_rows, len(titles))))
    left_out = {*range(len(titles)), *again}
    kept = [cell for cell in grid if cell.row not in left_out]
    grid = _squeezed(kept, [row for row in range(len(rows)) if row not in left_out])
    asides = [
        Aside("\t".join(cell.text for cell in row), Apart.REPEATED_HEADER, row[0].place) for row in again.values()
    ]
    if not grid:
        return []
    lines = [text for text in (title, *titles) if text]
    table = Table(
        tuple(grid),
        rows=1 + max(cell.row for cell in grid),
        columns=max(cell.column + cell.column_span for cell in grid),
        header_rows=max(0, header_rows - len(titles)),
        title="\n".join(lines) or None,
        place=place,
        sure=sure,
    )
    return [table, *asides]


def _squeezed(cells: Sequence[Cell], rows: Sequence[int]) -> list[Cell]:
    """The cells on a grid of these rows and of the columns in which some text starts: each span counted anew."""
    kept = set(rows)
    columns = sorted({cell.column for cell in cells if cell.text and cell.row in kept})
    if len(rows) * len(columns) > MOST_POSITIONS:
        raise Unreadable(TOO_LARGE, rows=len(rows), columns=len(columns))
    result = []
    for cell in cells:
        row, column = bisect_left(rows, cell.row), bisect_left(columns, cell.column)
        row_span = bisect_left(rows, cell.row + cell.row_span) - row
        column_span = bisect_left(columns, cell.column + cell.column_span) - column
        if row_span and column_span:
            result.append(replace(cell, row=row, column=column, row_span=row_span, column_span=column_span))
    return result


def _titles(grid: Sequence[Cell]) -> list[str]:
    """The text of each first row that is one cell over the whole table; none when no row below has several cells."""
    rows = _texts_by_row(grid)
    columns = max((cell.column + cell.column_span for cell in grid), default=0)
    titles: list[str] = []
    for cells in rows.values():
        if len(cells) > 1:
            return titles
        if cells[0].column_span < columns:
            return []
        titles.append(cells[0].text)
    return []


def _texts_by_row(grid: Iterable[Cell]) -> dict[int, list[Cell]]:
    rows: dict[int, list[Cell]] = {}
    for cell in grid:
        if cell.text:
            rows.setdefault(cell.row, []).append(cell)
    return {row: rows[row] for row in sorted(rows)}


def _repeated_headers(grid: Sequence[Cell], header: range) -> dict[int, list[Cell]]:
    """Rows that say again what a row of the header says; the first row with several cells is one when none is named."""
    rows = _texts_by_row(grid)
    first = next((row for row, cells in rows.items() if row >= header.start and len(cells) > 1), None)
    named = [row for row in header if len(rows.get(row, ())) > 1] or [row for row in [first] if row is not None]
    known = {_key(rows[row]) for row in named}
    return {row: cells for row, cells in rows.items() if row > max(named, default=0) and _key(cells) in known}


def _key(cells: Iterable[Cell]) -> tuple[tuple[int, str, bool], ...]:
    return tuple((cell.column, " ".join(cell.text.split()).casefold(), cell.heading) for cell in cells)
