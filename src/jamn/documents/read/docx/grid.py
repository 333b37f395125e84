"""Where the cells of a Word table stand: grid columns, cells merged across and down, rows drawn a little aside."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from lxml import etree

from jamn.documents.blocks import Cell
from jamn.documents.read.docx.names import W, child, number, switch, value, within

WIDEST_SPAN = 1000
"""Grid columns of one cell. Word itself allows 63 columns."""


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell of one row. `merge` is ``restart``, ``continue`` or None."""

    element: etree._Element
    start: int
    span: int
    merge: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it stands in the file: `shifted` in the grid, a page `header`, `deleted` by a tracked change."""

    cells: tuple[RawCell, ...]
    header: bool
    deleted: bool
    shifted: bool


def rows(table: etree._Element) -> list[Row]:
    """All rows, those inside content controls included."""
    return [_row(each) for each in within(table, "tr")]


def _row(element: etree._Element) -> Row:
    start = before = min(number(element, "trPr/gridBefore"), WIDEST_SPAN)
    cells: list[RawCell] = []
    for each in within(element, "tc"):
        span = min(max(1, number(each, "tcPr/gridSpan", 1)), WIDEST_SPAN)
        if cells and value(each, "tcPr/hMerge") in _CONTINUES and child(each, "tcPr/hMerge") is not None:
            cells[-1] = replace(cells[-1], span=cells[-1].span + span)
        else:
            cells.append(RawCell(each, start, span, _merge(each)))
        start += span
    return Row(
        tuple(cells),
        header=bool(switch(element, "trPr/tblHeader")),
        deleted=child(element, "trPr/del") is not None,
        shifted=before > 0 or number(element, "trPr/gridAfter") > 0,
    )


_CONTINUES = {None, "continue"}


def _merge(cell: etree._Element) -> str | None:
    if child(cell, "tcPr/vMerge") is None:
        return None
    return value(cell, "tcPr/vMerge") or "continue"


def header_rows(found: Sequence[Row]) -> int:
    """How many of the first rows the document repeats on each page."""
    return next((index for index, row in enumerate(found) if not row.header), len(found))


def is_layout(found: Sequence[Row]) -> bool:
    """Whether a table only puts its content in place: one cell, or a frame around other tables."""
    cells = [cell.element for row in found for cell in row.cells]
    if len(cells) < 2:
        return True
    inner = [table for cell in cells for table in within(cell, "tbl")]
    if not inner:
        return False
    if len(found) == 1 or all(len(row.cells) == 1 for row in found):
        return True
    return 2 * sum(map(_length, inner)) > sum(map(_length, cells))


def _length(element: etree._Element) -> int:
    return sum(len(each.text or "") for each in element.iter(f"{W}t"))


def merged(found: Sequence[Row], table: etree._Element) -> Iterator[tuple[Cell, list[etree._Element]]]:
    """Each cell with its place and spans but no text yet, and the elements that its content stands in."""
    aligned = _aligned([row for row in found if not row.deleted], table)
    cells: list[Cell] = []
    elements: list[list[etree._Element]] = []
    above: dict[int, int] = {}
    for index, row in enumerate(aligned):
        here: dict[int, int] = {}
        for raw in row.cells:
            upper = above.get(raw.start)
            if raw.merge == "continue" and upper is not None:
                cells[upper] = replace(cells[upper], row_span=index + 1 - cells[upper].row)
                elements[upper].append(raw.element)
                here[raw.start] = upper
                continue
            if raw.merge:
                here[raw.start] = len(cells)
            cells.append(Cell("", index, raw.start, column_span=raw.span, heading=row.header))
            elements.append([raw.element])
        above = here
    return zip(cells, elements, strict=True)


def _aligned(found: list[Row], table: etree._Element) -> list[Row]:
    """Rows on one grid.

    Word draws a row whose border was dragged on grid lines of its own. Such rows are moved to the lines of the first
    full row, which is nearly always the header.
    """
    width = max((len(row.cells) for row in found if not row.shifted), default=0)
    full = [row for row in found if len(row.cells) == width and not row.shifted]
    if len({tuple(cell.start for cell in row.cells) for row in full}) < 2:
        return found
    edges = [0, *accumulate(_width(each) for each in table.iterfind(f"{W}tblGrid/{W}gridCol"))]
    last = full[0].cells[-1]
    lines = [_at(edges, column) for column in [*(cell.start for cell in full[0].cells), last.start + last.span]]
    return [_moved(row, lines, edges) for row in found]


def _width(column: etree._Element) -> int:
    """A grid column's width in twentieths of a point; 1 where it says none."""
    width = column.get(f"{W}w", "")
    return max(1, int(width)) if width.isdecimal() and len(width) < 8 else 1


def _at(edges: list[int], column: int) -> int:
    """Where a grid column starts; beyond the last, one unit for each."""
    return edges[column] if column < len(edges) else edges[-1] + column - len(edges) + 1


def _moved(row: Row, lines: list[int], edges: list[int]) -> Row:
    """A row with its cells between `lines`: one for one in a full row, else each at the nearest."""
    if len(row.cells) == len(lines) - 1 and not row.shifted:
        borders = list(range(len(lines)))
    else:
        columns = [cell.start for cell in row.cells] + [cell.start + cell.span for cell in row.cells[-1:]]
        borders = [_nearest(lines, _at(edges, column)) for column in columns]
        for index in range(1, len(borders)):
            borders[index] = max(borders[index], borders[index - 1] + 1)
    between = zip(row.cells, borders, borders[1:], strict=False)
    return replace(row, cells=tuple(replace(cell, start=start, span=end - start) for cell, start, end in between))


def _nearest(lines: list[int], position: int) -> int:
    after = bisect_left(lines, position)
    return min(range(max(0, after - 1), min(len(lines), after + 1)), key=lambda index: abs(lines[index] - position))
