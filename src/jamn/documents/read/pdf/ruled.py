"""Tables by their lines: the rules on a page become grids of cells, merged where no rule parts them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jamn.documents.read.pdf.cells import Grid, Part, fill
from jamn.documents.read.pdf.ink import Box, Page, Rule
from jamn.documents.read.pdf.rules import JOIN, LEAST, meetings


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the lines of a page make: tables with their words in place, frames in one column, and all other frames.

    `boxes` has the frames in one column too, one by one; `across` all lines from left to right.
    """

    tables: list[Grid]
    single: list[Grid]
    boxes: list[Box]
    across: list[Rule]


def drawn(page: Page) -> Drawn:
    """The tables and frames of a page."""
    groups, across = meetings(page)
    found = [_grid(*group) for group in groups]
    tables: list[Grid] = []
    single: list[Grid] = []
    boxes: list[Box] = []
    for meeting in sorted(found, key=lambda grid: -grid.box.width * grid.box.height):
        if any(_inside(meeting.box, table.box) for table in tables):
            continue
        grid = fill(meeting, page.words)
        if _is_table(grid, page.down):
            tables.append(grid)
        else:
            boxes.extend(part.box for part in grid.parts if part.words)
            single.append(grid)
    return Drawn(sorted(tables, key=lambda grid: (grid.ys[0], grid.xs[0])), single, boxes, across)


def _is_table(grid: Grid, down: Sequence[Rule]) -> bool:
    """Whether a grid has columns with text: in several cells, or in one of a row that a page break left over."""
    told = sum(bool(part.words) for part in grid.parts)
    walls = any(abs(rule.at - x) < JOIN for rule in down for x in grid.xs[1:-1])
    return len(grid.xs) > 2 and (told > 1 or (told == 1 and walls))


def _inside(inner: Box, outer: Box) -> bool:
    return outer.holds((inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2)


def _steps(places: Iterable[float], *ends: float) -> list[float]:
    """Where columns (or rows) begin and end: rules that almost coincide are one; an open end is closed."""
    steps: list[list[float]] = []
    for place in sorted(places):
        if steps and place - steps[-1][-1] <= JOIN:
            steps[-1].append(place)
        else:
            steps.append([place])
    middles = [sum(step) / len(step) for step in steps]
    if middles[0] - min(ends) > LEAST:
        middles.insert(0, min(ends))
    if max(ends) - middles[-1] > LEAST:
        middles.append(max(ends))
    return middles


def _grid(across: list[Rule], down: list[Rule]) -> Grid:
    xs = _steps((rule.at for rule in down), min(r.start for r in across), max(r.end for r in across))
    ys = _steps((rule.at for rule in across), min(r.start for r in down), max(r.end for r in down))
    right = _walls(down, xs, ys)
    below = _walls(across, ys, xs)
    rows, columns = len(ys) - 1, len(xs) - 1
    owner = {(row, column): (row, column) for row in range(rows) for column in range(columns)}

    def root(cell: tuple[int, int]) -> tuple[int, int]:
        while owner[cell] != cell:
            owner[cell] = owner[owner[cell]]
            cell = owner[cell]
        return cell

    for row in range(rows):
        for column in range(columns):
            if column + 1 < columns and (column + 1, row) not in right:
                owner[root((row, column + 1))] = root((row, column))
            if row + 1 < rows and (row + 1, column) not in below:
                owner[root((row + 1, column))] = root((row, column))
    merged: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for cell in sorted(owner):
        merged[root(cell)].append(cell)
    parts = [part for cells in merged.values() for part in _parts(cells, right, xs, ys)]
    return Grid(xs, ys, sorted(parts, key=lambda part: (part.row, part.column)))


def _walls(rules: list[Rule], at: list[float], along: list[float]) -> set[tuple[int, int]]:
    """Which sides of the grid's fields are drawn: (number of the line, number of the field along it)."""
    walls = set()
    for line, place in enumerate(at):
        drawn = [rule for rule in rules if abs(rule.at - place) <= JOIN]
        for number, (start, end) in enumerate(pairwise(along)):
            covered = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in drawn)
            if covered >= 0.5 * (end - start):
                walls.add((line, number))
    return walls


def _parts(cells: list[tuple[int, int]], right: set[tuple[int, int]], xs: list[float], ys: list[float]) -> list[Part]:
    """The fields that no wall parts as one cell; where they form no rectangle, as one cell for each row."""
    rows, columns = [row for row, _ in cells], [column for _, column in cells]
    if len(cells) == (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1):
        return [_part((min(rows), min(columns)), (max(rows), max(columns)), xs, ys)]
    parts: list[Part] = []
    for row in sorted(set(rows)):
        line = sorted(column for other, column in cells if other == row)
        start = line[0]
        for column, following in zip(line, [*line[1:], -1], strict=True):
            if following != column + 1 or (following, row) in right:
                parts.append(_part((row, start), (row, column), xs, ys))
                start = following
    return parts


def _part(first: tuple[int, int], last: tuple[int, int], xs: list[float], ys: list[float]) -> Part:
    box = Box(xs[first[1]], ys[first[0]], xs[last[1] + 1], ys[last[0] + 1])
    return Part(*first, *last, box)
