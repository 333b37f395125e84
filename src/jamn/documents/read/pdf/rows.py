"""Where the rows of a table begin, when no lines part them: by hints drawn across, by space, by what the lines say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

from jamn.documents.read.pdf.cells import Grid, Part
from jamn.documents.read.pdf.ink import Box, Rule, Word
from jamn.documents.read.pdf.lines import Line, room

Row = list[list[Word]]
"""The words of a line, column by column."""


@dataclass(slots=True)
class Band:
    """Words of all columns on one baseline."""

    words: list[Word]
    base: float
    size: float

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)


def bands_of(words: Sequence[Word]) -> list[Band]:
    level = sorted((word for word in words if word.angle == 0), key=lambda word: word.base)
    bands: list[list[Word]] = []
    for word in level:
        if bands and word.base - bands[-1][0].base < 0.35 * max(word.size, bands[-1][0].size):
            bands[-1].append(word)
        else:
            bands.append([word])
    return [
        Band(sorted(band, key=lambda word: word.x0), band[0].base, median(word.size for word in band)) for band in bands
    ]


def columns_of(band: Band, xs: Sequence[float]) -> Row:
    return [[word for word in band.words if a <= word.x0 < b] for a, b in pairwise(xs)]


def grid_of(bands: Sequence[Band], xs: Sequence[float], hints: Sequence[Rule]) -> Grid:
    rows = rows_of(bands, [columns_of(band, xs) for band in bands], xs, hints)
    between = [(bands[row - 1].bottom + bands[row].top) / 2 for row in rows[1:]]
    ys = [bands[0].top - 1, *between, bands[-1].bottom + 1]
    parts: list[Part] = []
    for number, (start, after) in enumerate(pairwise([*rows, len(bands)])):
        parts += _row(number, bands[start:after], xs, ys)
    return Grid(list(xs), ys, _with_areas(parts, len(xs) - 2), sure=False)


def _row(number: int, bands: Sequence[Band], xs: Sequence[float], ys: Sequence[float]) -> list[Part]:
    """The cells of one row; a line of text across the columns is one cell."""
    words = [word for band in bands for word in band.words]
    last = len(xs) - 2
    crossing = any(word.x0 < x - 1 and word.x1 > x + 3 for word in words for x in xs[1:-1])
    if crossing:
        return [Part(number, 0, number, last, Box(xs[0], ys[number], xs[-1], ys[number + 1]), words)]
    parts = []
    for column, (start, end) in enumerate(pairwise(xs)):
        held = [word for word in words if start <= word.x0 < end]
        parts.append(Part(number, column, number, column, Box(start, ys[number], end, ys[number + 1]), held))
    return parts


def _with_areas(parts: Sequence[Part], last: int) -> list[Part]:
    """The cells of a table, with a row that holds only something bold in its first column as one cell across it."""
    rows = [list(row) for _, row in groupby(parts, key=lambda part: part.row)]
    bold = [row for row in rows if row[0].words and all(word.bold for word in row[0].words)]
    alone = [row for row in bold if not any(part.words for part in row[1:])]
    if len(alone) < len(bold) - 1 and len(bold) > 0.5 * len(rows):
        return list(parts)
    across = {row[0].row for row in alone}
    first = [replace(row[0], last_column=last, box=replace(row[0].box, x1=row[-1].box.x1)) for row in alone]
    return sorted(
        [*first, *(part for part in parts if part.row not in across)], key=lambda part: (part.row, part.column)
    )


def with_rows(grid: Grid) -> Grid:
    """A ruled table with its rows found where only its columns are ruled."""
    parts: list[Part] = []
    ys = list(grid.ys[:1])
    guessed = False
    for row, (top, bottom) in enumerate(pairwise(grid.ys)):
        held = [part for part in grid.parts if part.row == row]
        whole = all(part.last_row == row for part in held) and not any(
            part.row < row <= part.last_row for part in grid.parts
        )
        bands = bands_of([word for part in held for word in part.words])
        starts = _row_starts(bands, grid.xs) if whole else [0]
        shift = len(ys) - 1 - row
        if len(starts) < 3:
            parts += [replace(part, row=part.row + shift, last_row=part.last_row + shift) for part in held]
            ys.append(bottom)
            continue
        guessed = True
        edges = [top, *((bands[start - 1].bottom + bands[start].top) / 2 for start in starts[1:]), bottom]
        rows = [
            part
            for number, (start, after) in enumerate(pairwise([*starts, len(bands)]))
            for part in _row(number, bands[start:after], grid.xs, edges)
        ]
        first = len(ys) - 1
        rows = _with_areas(rows, len(grid.xs) - 2)
        parts += [replace(part, row=part.row + first, last_row=part.last_row + first) for part in rows]
        ys += edges[1:]
    return replace(grid, ys=ys, parts=parts, sure=False) if guessed else grid


def _row_starts(bands: Sequence[Band], xs: Sequence[float]) -> list[int]:
    """The lines with which rows begin inside one ruled row, if it has several: text in most columns after a space."""
    cells = [columns_of(band, xs) for band in bands]
    columns = len(xs) - 1
    full = [sum(map(bool, row)) / columns for row in cells]
    spaced = {number for number in _spaced(bands, cells) if full[number] >= 0.6}
    told = {number for number in _told(cells, xs) if full[number] >= 0.8}
    return sorted({0, *_spaced(bands, cells), *told}) if len(spaced | told) > 1 else [0]


def rows_of(bands: Sequence[Band], cells: Sequence[Row], xs: Sequence[float], hints: Sequence[Rule]) -> list[int]:
    """The lines with which rows begin."""
    drawn = _hinted(bands, xs, hints)
    spaced = _spaced(bands, cells)
    closed = any(bands[-1].base < hint.at < bands[-1].bottom + bands[-1].size for hint in hints)
    if len(drawn) > (1 if closed else 2) and len(spaced) <= 2 * len(drawn):
        return sorted({*drawn, *_header_ends(cells[: drawn[1]])})
    told = _told(cells, xs)
    starts = spaced if len(spaced) > 2 and len(spaced) >= 0.6 * len(told | spaced) else told | spaced
    return sorted({0, *drawn, *starts})


def _hinted(bands: Sequence[Band], xs: Sequence[float], hints: Sequence[Rule]) -> list[int]:
    """The lines that follow a line or the edge of a stripe drawn across the table."""
    width = xs[-1] - xs[0]
    ys = [hint.at for hint in hints if min(hint.end, xs[-1]) - max(hint.start, xs[0]) > 0.5 * width]
    starts = [0]
    for number, (above, below) in enumerate(pairwise(bands), 1):
        if any(above.base - 1 < y < below.base - 0.3 * below.size for y in ys):
            starts.append(number)
    return starts


def _spaced(bands: Sequence[Band], cells: Sequence[Row]) -> set[int]:
    """The lines above which there is more space than between the lines of a cell."""
    steps = []
    for (above, upper), (below, lower) in pairwise(zip(bands, cells, strict=True)):
        if any(a and b for a, b in zip(upper, lower, strict=True)):
            steps.append(below.base - above.base)
    if not steps:
        return set()
    pitch = sorted(steps)[len(steps) // 4]
    return {number for number, (a, b) in enumerate(pairwise(bands), 1) if b.base - a.base > 1.18 * pitch + 0.8}


def _told(cells: Sequence[Row], xs: Sequence[float]) -> set[int]:
    """The lines with which a row begins by what they say: text in columns that were empty, or that had room above."""
    starts = set()
    for number, (above, below) in enumerate(pairwise(cells), 1):
        anew = goes_on = fresh = 0
        for column, (upper, lower) in enumerate(zip(above, below, strict=True)):
            if not lower:
                continue
            if not upper or room(Line(list(upper)), Line(list(lower)), xs[column + 1] - 6):
                anew += 1
            elif lower[0].text[0].islower():
                goes_on += 1
            else:
                fresh += 1
        headed = _bold(above) and not _bold(below)
        if headed or anew + fresh > max(1, 2 * goes_on) or (anew and not goes_on and below[0]):
            starts.add(number)
    return starts


def _header_ends(cells: Sequence[Row]) -> list[int]:
    """The line with which a row begins after a bold header, where no stripe parts the two."""
    return [number for number, (above, below) in enumerate(pairwise(cells), 1) if _bold(above) and not _bold(below)][:1]


def _bold(row: Row) -> bool:
    return all(word.bold for cell in row for word in cell)
