"""Where the cells of an HTML table stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

WIDEST_SPAN = 1000
"""What HTML itself allows for `colspan`."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell's element with the place and size that its row and its spans give it."""

    element: etree._Element
    row: int
    column: int
    row_span: int
    column_span: int


def own_rows(table: etree._Element) -> list[etree._Element]:
    """The rows of a table, without those of tables inside it."""
    return [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]


def is_layout(rows: Sequence[etree._Element], table: etree._Element) -> bool:
    """Whether a table only puts its content in place: one cell, or a frame around other tables."""
    widths = [sum(1 for _ in row.iterchildren("td", "th")) for row in rows]
    if sum(widths) < 2 or table.get("role") in {"presentation", "none"}:
        return True
    inner = [each for each in table.iter("table") if each is not table and next(each.iterancestors("table")) is table]
    if not inner:
        return False
    return len(rows) == 1 or max(widths) == 1 or 2 * sum(map(_length, inner)) > _length(table)


def _length(element: etree._Element) -> int:
    return sum(len(str(text).strip()) for text in element.itertext())


def spots(rows: Sequence[etree._Element]) -> Iterator[Spot]:
    """Each cell at the first free place of its row, as browsers lay tables out."""
    free_from: dict[int, int] = {}
    for row, element in enumerate(rows):
        column = 0
        for cell in element.iterchildren("td", "th"):
            while free_from.get(column, 0) > row:
                column += 1
            across = min(max(1, _span(cell, "colspan")), WIDEST_SPAN)
            down = _span(cell, "rowspan") or len(rows)
            down = min(down, len(rows) - row)
            for each in range(column, column + across if down > 1 else column):
                free_from[each] = row + down
            yield Spot(cell, row, column, down, across)
            column += across


def _span(cell: etree._Element, attribute: str) -> int:
    """A span as it is written; 1 where there is none; 0 means “to the end”."""
    text = cell.get(attribute, "1").strip()
    return int(text) if text.isdecimal() and len(text) < 6 else 1
