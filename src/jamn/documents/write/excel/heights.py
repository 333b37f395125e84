"""How high the rows of a sheet are.

Excel finds the height of a row by itself, unless its cells are merged; other programs take what the file says. So it is
said: from the length of the texts and the width of their columns.
"""

from __future__ import annotations

from collections.abc import Sequence

from jamn.documents.publication import Table
from jamn.documents.write import clean
from jamn.documents.write.widths import longest_words

LINE = 15
"""The height of a line, in points."""

TALLEST = 27
"""Lines of the highest row that Excel has (409 points)."""


def lines(text: str, width: float) -> int:
    """Lines that a text takes where so many characters stand on one."""
    return sum(1 + int(len(line) / width) for line in text.split("\n"))


def widened(table: Table) -> list[float]:
    """The shares of a clean table's columns, those with a long word wide enough for it (16 characters to a share)."""
    needs = longest_words(table)
    return [max(column.width, (need + 2) / 16) for column, need in zip(table.columns, needs, strict=True)]


def heights(table: Table, widths: Sequence[float]) -> list[int]:
    """The height of a clean table's header and of each row, in lines. `widths` are in characters.

    What a cell over several rows needs beyond their heights goes to the last of them.
    """
    header = max(
        (lines(column.header, width - 2) for column, width in zip(table.columns, widths, strict=True)), default=1
    )
    rows = [1] * len(table.rows)
    tall: list[tuple[int, int, int]] = []
    for at, cells in enumerate(clean.placed(table)):
        for column, cell in cells:
            needed = lines(cell.text, max(4.0, sum(widths[column : column + cell.columns]) - 2))
            if cell.rows > 1:
                tall.append((at, cell.rows, needed))
            else:
                rows[at] = max(rows[at], needed)
    for at, span, needed in tall:
        missing = needed - sum(rows[at : at + span])
        if missing > 0:
            rows[at + span - 1] += missing
    return [min(TALLEST, each) for each in (header, *rows)]
