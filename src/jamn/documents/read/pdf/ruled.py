"""Tables by their lines: the rules on a page become grids of cells, merged where no rule parts them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from jamn.documents.read.pdf.ink import Box, Page, Rule, Word
from jamn.documents.read.pdf.lines import Line, lines_of

JOIN = 3.0  # points: rules no farther apart than this meet
TILE = 0.3  # points: tiles of one colour no farther apart than this are one area
COLUMN_INSET = 12.0  # points: text begins no farther inside its column
NARROW = 7.0  # points: no text fits in a row or column as narrow as this
MOST_RULES = 1500  # each way on one page
LEAST = 5.0  # points: a row or column is no narrower


@dataclass(slots=True)
class Part:
    """A cell on one page: its rows and columns in the grid (last ones included), its box and its words."""

    row: int
    column: int
    last_row: int
    last_column: int
    box: Box
    words: list[Word] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A table on one page. `xs` and `ys` are where its columns and rows begin and end."""

    xs: list[float]
    ys: list[float]
    parts: list[Part]
    sure: bool = True

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def grids(page: Page) -> tuple[list[Grid], list[Box], list[Rule]]:
    """A page's ruled tables with their words in place, frames and areas that are no tables, and all lines across."""
    fills = _fills(page)
    across = _merged(_not_underlines(page.across, page.words) + [rule for box in fills for rule in _sides(box)[0]])
    down = _merged(page.down + [rule for box in fills for rule in _sides(box)[1]])
    found = [_grid(*meeting) for meeting in _meeting(_longest(across), _longest(down))]
    tables: list[Grid] = []
    boxes: list[Box] = []
    for meeting in sorted(found, key=lambda grid: -grid.box.width * grid.box.height):
        if any(_inside(meeting.box, table.box) for table in tables):
            continue
        _fill(meeting, page.words)
        grid = _without_gaps(meeting)
        if _is_table(grid, page.down):
            grid.parts = [piece for part in grid.parts for piece in _split(part, grid)]
            starts = _starts(grid)
            grid.parts = [piece for part in grid.parts for piece in _split_down(part, grid, starts)]
            tables.append(grid)
        else:
            boxes.extend(part.box for part in grid.parts if part.words)
    return sorted(tables, key=lambda grid: (grid.ys[0], grid.xs[0])), boxes, across


def _is_table(grid: Grid, down: Sequence[Rule]) -> bool:
    """Whether a grid has columns with text: in several cells, or in one of a row that a page break left over."""
    told = sum(bool(part.words) for part in grid.parts)
    drawn = any(abs(rule.at - x) < JOIN for rule in down for x in grid.xs[1:-1])
    return len(grid.xs) > 2 and (told > 1 or (told == 1 and drawn))


def _inside(inner: Box, outer: Box) -> bool:
    return outer.holds((inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2)


# Rules


def _sides(box: Box) -> tuple[list[Rule], list[Rule]]:
    across = [Rule(y, box.x0, box.x1) for y in (box.top, box.bottom)]
    return across, [Rule(x, box.top, box.bottom) for x in (box.x0, box.x1)]


def _fills(page: Page) -> list[Box]:
    """Coloured areas that may be cells: tiles of one colour joined, marker pens and whole pages left out."""
    tiles = sorted(dict.fromkeys(page.fills), key=lambda box: -box.width * box.height)[:MOST_RULES]
    tiles = _tiled(tiles, key=lambda box: (box.color, round(box.top), round(box.bottom)), across=True)
    tiles = _tiled(tiles, key=lambda box: (box.color, round(box.x0), round(box.x1)), across=False)
    small = [box for box in tiles if box.width * box.height < 0.7 * page.width * page.height]
    return [box for box in small if box.height > LEAST and box.width > LEAST and not _marker_pen(box, page.words)]


def _tiled(tiles: list[Box], *, key: Callable[[Box], object], across: bool) -> list[Box]:
    groups: dict[object, list[Box]] = defaultdict(list)
    for box in tiles:
        groups[key(box)].append(box)
    joined: list[Box] = []
    for group in groups.values():
        row = sorted(group, key=lambda box: box.x0 if across else box.top)
        last = row[0]
        for box in row[1:]:
            if (box.x0 - last.x1 if across else box.top - last.bottom) <= TILE:
                last = replace(last, x1=max(last.x1, box.x1), bottom=max(last.bottom, box.bottom))
            else:
                joined.append(last)
                last = box
        joined.append(last)
    return joined


def _marker_pen(box: Box, words: Iterable[Word]) -> bool:
    """Whether an area only lies behind some words of a line."""
    held = [word for word in words if box.holds((word.x0 + word.x1) / 2, word.middle)]
    if not held or box.height > 2 * max(word.size for word in held):
        return False
    return min(word.x0 for word in held) - box.x0 < 1.2 and box.x1 - max(word.x1 for word in held) < 1.2


def _not_underlines(rules: Iterable[Rule], words: Sequence[Word]) -> list[Rule]:
    """Rules across the page without those that underline words."""
    ordered = sorted(words, key=lambda word: word.base)
    bases = [word.base for word in ordered]
    return [rule for rule in rules if not _underline(rule, ordered[slice(*_near(bases, rule.at))])]


def _near(bases: list[float], at: float) -> tuple[int, int]:
    return bisect_left(bases, at - 4), bisect_left(bases, at + 1)


def _underline(rule: Rule, words: Sequence[Word]) -> bool:
    under = [word for word in words if word.x0 < rule.end - 1 and word.x1 > rule.start + 1]
    if not under:
        return False
    return abs(min(word.x0 for word in under) - rule.start) < 2 and abs(max(word.x1 for word in under) - rule.end) < 4


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules with the pieces of one line joined."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if lines and rule.at - lines[-1][0].at <= 1.5:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    joined: list[Rule] = []
    for line in lines:
        pieces = sorted(line, key=lambda rule: rule.start)
        last = pieces[0]
        for piece in pieces[1:]:
            if piece.start <= last.end + JOIN:
                last = replace(last, end=max(last.end, piece.end))
            else:
                joined.append(last)
                last = piece
        joined.append(last)
    return joined


def _longest(rules: list[Rule]) -> list[Rule]:
    """The rules that may make up tables, where a drawing has more lines than any table."""
    return sorted(rules, key=lambda rule: rule.start - rule.end)[:MOST_RULES]


def _meeting(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that hang together, group by group; those that meet none are left out."""
    group = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    for i, rule in enumerate(across):
        for j, other in enumerate(down, len(across)):
            if rule.start - JOIN <= other.at <= rule.end + JOIN and other.start - JOIN <= rule.at <= other.end + JOIN:
                group[root(i)] = root(j)
    met: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for i, rule in enumerate(across):
        met[root(i)][0].append(rule)
    for j, rule in enumerate(down, len(across)):
        met[root(j)][1].append(rule)
    return [pair for pair in met.values() if all(pair)]


# Grids


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


# Words


def _fill(grid: Grid, words: Iterable[Word]) -> None:
    """Put each word into the cell in which its middle lies; text that runs over a border stays where it began."""
    before: Word | None = None
    home: Part | None = None
    for word in words:
        if before is None or home is None or not _runs_over(before, word, home):
            home = _home(grid, word)
        if home is not None:
            home.words.append(word)
        before = word


def _home(grid: Grid, word: Word) -> Part | None:
    """The cell of a word; one that its own cell cuts off belongs to the cell that cuts it."""
    x, y = (word.x0 + word.x1) / 2, word.middle
    if word.clip is not None and word.clipped:
        x = min(max(x, word.clip.x0 + 1), word.clip.x1 - 1)
        y = min(max(y, word.clip.top + 1), word.clip.bottom - 1)
    if not grid.box.holds(x, y):
        return None
    return next((part for part in grid.parts if part.box.holds(x, y)), None)


def _runs_over(before: Word, word: Word, home: Part) -> bool:
    """Whether a word goes on a line that already crossed its cell's right border."""
    same_line = abs(word.base - before.base) < 1 and -0.5 * word.size < word.x0 - before.x1 < 0.6 * word.size
    return same_line and before.x1 > home.box.x1 + 1


def _without_gaps(grid: Grid) -> Grid:
    """A grid without the narrow, empty columns and rows that double lines and coloured bars make."""
    columns = [
        number
        for number, (start, end) in enumerate(pairwise(grid.xs))
        if end - start > NARROW or any(part.words for part in grid.parts if part.column == part.last_column == number)
    ]
    rows = [
        number
        for number, (start, end) in enumerate(pairwise(grid.ys))
        if end - start > NARROW or any(part.words for part in grid.parts if part.row == part.last_row == number)
    ]
    parts = []
    for part in grid.parts:
        across = [columns.index(number) for number in range(part.column, part.last_column + 1) if number in columns]
        down = [rows.index(number) for number in range(part.row, part.last_row + 1) if number in rows]
        if across and down:
            parts.append(replace(part, column=across[0], last_column=across[-1], row=down[0], last_row=down[-1]))
    xs = [grid.xs[number] for number in columns] + [grid.xs[-1]]
    ys = [grid.ys[number] for number in rows] + [grid.ys[-1]]
    return replace(grid, xs=xs, ys=ys, parts=parts)


def _split(part: Part, grid: Grid) -> list[Part]:
    """A cell over several columns as several cells, where its text stands in columns though no rule parts them."""
    if part.column == part.last_column or not part.words:
        return [part]
    lines = lines_of(part.words)
    cuts = [column for column in range(part.column + 1, part.last_column + 1) if _free(grid.xs[column], lines)]
    edges = [part.column, *cuts, part.last_column + 1]
    pieces = []
    for first, after in pairwise(edges):
        box = replace(part.box, x0=grid.xs[first], x1=grid.xs[after])
        words = [word for word in part.words if box.x0 <= (word.x0 + word.x1) / 2 < box.x1]
        pieces.append(Part(part.row, first, part.last_row, after - 1, box, words))
    told = [piece for piece in pieces if piece.words]
    if len(told) == 1 and (told[0].column == part.column or not _aligned(lines, told[0].box.x0)):
        return [part]
    return pieces


def _aligned(lines: Sequence[Line], x: float) -> bool:
    """Whether lines begin where a column does."""
    left = min(line.x0 for line in lines)
    return left - x < COLUMN_INSET and all(line.x0 - left < COLUMN_INSET for line in lines)


def _starts(grid: Grid) -> dict[int, set[int]]:
    """The baselines of the first lines in each row's cells, in whole points."""
    starts: dict[int, set[int]] = defaultdict(set)
    for part in grid.parts:
        if part.words and part.row == part.last_row:
            starts[part.row].add(round(min(word.base for word in part.words)))
    return starts


def _split_down(part: Part, grid: Grid, starts: dict[int, set[int]]) -> list[Part]:
    """A cell over several rows as several cells, where its text starts anew, after a gap, just as a row does."""
    if part.row == part.last_row or not part.words:
        return [part]
    edges = [part.row]
    for above, below in pairwise(lines_of(part.words)):
        row = bisect_left(grid.ys, below.base) - 1
        level = any(abs(below.base - start) <= 1.5 for start in starts[row])
        if row > edges[-1] and level and below.base - above.base > 2.2 * below.size:
            edges.append(row)
    pieces = []
    for first, after in pairwise([*edges, part.last_row + 1]):
        box = replace(part.box, top=grid.ys[first], bottom=grid.ys[after])
        words = [word for word in part.words if box.top <= word.middle < box.bottom]
        pieces.append(Part(first, part.column, after - 1, part.last_column, box, words))
    return pieces if len(pieces) > 1 else [part]


def _free(x: float, lines: Iterable[Line]) -> bool:
    """Whether the words on either side of a place keep clear of it and of each other."""
    for line in lines:
        left = max((word.x1 for word in line.words if word.x0 < x - 1.5), default=0.0)
        right = min((word.x0 for word in line.words if word.x0 >= x - 1.5), default=float("inf"))
        if left > x + 1.5 or (left and right - left < 0.8 * line.size):
            return False
    return True
