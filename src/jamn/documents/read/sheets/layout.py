"""A sheet's cells become blocks: which of them are one table, and which stand above it as titles and text.

A sheet is paper without lines: tables are told apart by empty rows and columns, but people also leave rows empty inside
a table. What decides is whether a header comes after the gap.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from jamn.documents.blocks import Apart, Aside, Block, Cell, Heading, Paragraph, Place
from jamn.documents.read.lines import paragraph
from jamn.documents.read.tables import assemble

LONGEST_HEADING = 120
"""Characters of a bold line above a table that may still be its heading."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells; all four count from 0 and are inside."""

    row: int
    column: int
    last_row: int
    last_column: int

    def __str__(self) -> str:
        first = f"{letters(self.column)}{self.row + 1}"
        last = f"{letters(self.last_column)}{self.last_row + 1}"
        return first if first == last else f"{first}:{last}"


def _is_covered(row: int, column: int, starts: list[int], areas: dict[int, Area]) -> bool:
    """Whether a merged area that starts in another cell lies over this one. Areas that have ended are forgotten."""
    while (index := bisect_right(starts, column)) and areas[starts[index - 1]].last_row < row:
        del areas[starts.pop(index - 1)]
    if not index:
        return False
    area = areas[starts[index - 1]]
    return column <= area.last_column and (row, column) != (area.row, area.column)


def letters(column: int) -> str:
    """A column's name: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell shows."""

    text: str
    bold: bool = False


@dataclass(slots=True)
class Sheet:
    """The cells of a sheet that show something, by (row, column) from 0, and its merged areas by their first cell."""

    place: Callable[[Area], Place]
    cells: dict[tuple[int, int], Value] = field(default_factory=dict)
    merged: dict[tuple[int, int], Area] = field(default_factory=dict)

    def area(self, row: int, column: int) -> Area:
        """The cell's own area, or the merged one that starts with it."""
        return self.merged.get((row, column)) or Area(row, column, row, column)

    def uncover(self) -> list[Aside]:
        """Take out values that lie under a merged area, where no program shows them. Returns them as hidden text."""
        starts: list[int] = []
        areas: dict[int, Area] = {}
        coming = sorted(self.merged.values(), key=lambda area: area.row, reverse=True)
        found: list[Aside] = []
        for at in sorted(self.cells):
            while coming and coming[-1].row <= at[0]:
                area = coming.pop()
                if area.column not in areas:
                    insort(starts, area.column)
                areas[area.column] = area
            if _is_covered(*at, starts, areas):
                found.append(Aside(self.cells.pop(at).text, Apart.HIDDEN, self.place(Area(*at, *at))))
        return found


Rows = dict[int, list[int]]
"""Rows with the columns in which they show something, both in their order."""


def blocks(sheet: Sheet) -> list[Block]:
    """Headings, paragraphs and tables of a sheet, from the top down and then from left to right."""
    result: list[Block] = []
    for region in _regions(sheet):
        for part in _side_by_side(region):
            result += _part(sheet, part, is_first=not result)
    return result


def rows_as_text(sheet: Sheet) -> Iterator[tuple[str, Place]]:
    """Each row as a line with tabs between its cells, with its place."""
    for row, columns in _rows(sheet).items():
        text = "\t".join(sheet.cells[row, column].text for column in columns)
        yield text, sheet.place(Area(row, columns[0], row, columns[-1]))


def _rows(sheet: Sheet) -> Rows:
    rows: Rows = {}
    for row, column in sorted(sheet.cells):
        rows.setdefault(row, []).append(column)
    return rows


def _regions(sheet: Sheet) -> Iterator[Rows]:
    """The rows that belong together: bands between empty rows, joined where a table goes on after a gap."""
    table: Rows = {}
    header = 0
    since: list[Rows] = []
    for band in _bands(sheet):
        first = _header(band)
        if first is None:
            since.append(band)
        elif table and _goes_on(sheet, (table, header), (band, first)):
            for each in (*since, band):
                table.update(each)
            since = []
        else:
            yield from filter(None, (table, *since))
            table, header, since = band, first, []
    yield from filter(None, (table, *since))


def _bands(sheet: Sheet) -> Iterator[Rows]:
    """Runs of rows without an empty one between them; a merged cell fills all its rows."""
    band: Rows = {}
    end = -1
    for row, columns in _rows(sheet).items():
        if band and row > end + 1:
            yield band
            band = {}
        band[row] = columns
        end = max([end, *(sheet.area(row, column).last_row for column in columns)])
    if band:
        yield band


def _header(rows: Rows) -> int | None:
    """The first row with several values."""
    return next((row for row, columns in rows.items() if len(columns) > 1), None)


def _goes_on(sheet: Sheet, above: tuple[Rows, int], below: tuple[Rows, int]) -> bool:
    """Whether a band after a gap is more of the table: inside its columns, and with no header of its own.

    Both come with their first row of several values.
    """
    (table, header), (band, first) = above, below
    if not set(_columns(band)) <= set(range(min(_columns(table)), max(_columns(table)) + 1)):
        return False
    named, values = _values(sheet, header, table), _values(sheet, first, band)
    if all(value.bold for value in named):
        return not all(value.bold for value in values)
    said = {value.text.casefold() for value in named}
    again = sum(value.text.casefold() in said for value in values)
    has_title = first != next(iter(band))
    return again < 2 and not (has_title and all(map(_may_be_header, values)))


def _may_be_header(value: Value) -> bool:
    return len(value.text) <= 40 and not any(map(str.isdigit, value.text))


def _columns(rows: Rows) -> Iterable[int]:
    return (column for columns in rows.values() for column in columns)


def _values(sheet: Sheet, row: int, rows: Rows) -> list[Value]:
    return [sheet.cells[row, column] for column in rows[row]]


def _side_by_side(rows: Rows) -> list[Rows]:
    """Tables that stand beside each other: parted by an empty column, and not filled row by row together."""
    used = sorted(set(_columns(rows)))
    starts = [used[0], *(right for left, right in pairwise(used) if right > left + 1)]
    ends = [*(start - 1 for start in starts[1:]), used[-1]]
    parts = [_between(rows, start, end) for start, end in zip(starts, ends, strict=True)]
    groups: list[list[Rows]] = []
    for part in parts:
        home = next((group for group in groups if _same_table(group[0], part)), None)
        if home is None:
            groups.append([part])
        else:
            home.append(part)
    return [_joined(group) for group in groups]


def _between(rows: Rows, start: int, end: int) -> Rows:
    found = {row: [column for column in columns if start <= column <= end] for row, columns in rows.items()}
    return {row: columns for row, columns in found.items() if columns}


def _same_table(left: Rows, right: Rows) -> bool:
    """Whether two parts are one table with an empty column in it: their rows are the same ones, or nearly."""
    body = left.keys() & right.keys()
    starts_alike = _header(left) in right or next(iter(right)) in (next(iter(left)), _header(left))
    return starts_alike and len(body) * 2 > len(right) and len(body) * 2 > len(left)


def _joined(group: Sequence[Rows]) -> Rows:
    rows = sorted({row for part in group for row in part})
    return {row: sorted(column for part in group for column in part.get(row, ())) for row in rows}


def _part(sheet: Sheet, rows: Rows, *, is_first: bool) -> list[Block]:
    """A part's lines of text above, then its table; only lines of text when no row has several values."""
    header = _header(rows)
    above = [row for row in rows if header is None or row < header]
    if header is not None and above and _is_title(sheet, rows, above[-1]):
        above.pop()
    result: list[Block] = []
    for row in above:
        result += _lines(sheet, row, rows[row], is_first=is_first and not result)
    table = {row: columns for row, columns in rows.items() if not above or row > above[-1]}
    if table:
        result += assemble(_cells(sheet, table), place=sheet.place(_extent(sheet, table)))
    return result


def _is_title(sheet: Sheet, rows: Rows, row: int) -> bool:
    """Whether the single value of a row is merged over the whole table beneath and short enough for its title."""
    column = rows[row][0]
    area = sheet.area(row, column)
    wide = area.column <= min(_columns(rows)) and area.last_column >= max(_columns(rows))
    return wide and len(sheet.cells[row, column].text) <= LONGEST_HEADING


def _lines(sheet: Sheet, row: int, columns: Iterable[int], *, is_first: bool) -> Iterator[Block]:
    for column in columns:
        value, place = sheet.cells[row, column], sheet.place(sheet.area(row, column))
        if value.bold and len(value.text) <= LONGEST_HEADING:
            yield Heading(value.text, level=1 if is_first else 2, place=place, sure=False)
        elif value.bold:
            yield Paragraph(value.text, place=place, bold=True)
        else:
            yield paragraph(value.text, place)


def _cells(sheet: Sheet, rows: Rows) -> Iterator[Cell]:
    for row, columns in rows.items():
        for column in columns:
            value, area = sheet.cells[row, column], sheet.area(row, column)
            yield Cell(
                value.text,
                row,
                column,
                row_span=area.last_row - row + 1,
                column_span=area.last_column - column + 1,
                place=sheet.place(area),
                heading=value.bold,
            )


def _extent(sheet: Sheet, rows: Rows) -> Area:
    areas = [sheet.area(row, column) for row, columns in rows.items() for column in columns]
    return Area(
        min(area.row for area in areas),
        min(area.column for area in areas),
        max(area.last_row for area in areas),
        max(area.last_column for area in areas),
    )
