"""Words go into the cells of a grid; cells that no line parts are parted by how their words stand."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from jamn.documents.read.pdf.ink import OVERLAPS, Box, Word, overlaps
from jamn.documents.read.pdf.lines import Line, lines_of

COLUMN_INSET = 12.0  # points: text begins no farther inside its column
NARROW = 7.0  # points: no text fits in a row or column as narrow as this


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


def fill(grid: Grid, words: Sequence[Word]) -> Grid:
    """The grid with its words in place, and cells parted that only lack a line between them."""
    _put(grid, words)
    grid = _without_gaps(grid)
    if len(grid.xs) > 2:
        grid.parts = [piece for part in grid.parts for piece in _split(part, grid)]
        starts = _starts(grid)
        grid.parts = [piece for part in grid.parts for piece in _split_down(part, grid, starts)]
    return grid


def _put(grid: Grid, words: Sequence[Word]) -> None:
    """Put each word into the cell in which its middle lies; text that runs over a border stays where it began."""
    pitch = _pitch([word for word in words if grid.box.holds((word.x0 + word.x1) / 2, word.middle)])
    before = start = None
    home: Part | None = None
    drops = False
    for word in words:
        goes_on = before is not None and _follows(before, word)
        if not goes_on:
            drops = start is not None and _is_below(start, word, pitch)
            start = word
        over = before is not None and home is not None and goes_on and before.x1 > home.box.x1 + 1
        if not (drops or over):
            home = _home(grid, word)
        if home is not None:
            home.words.append(word)
        before = word


def _follows(before: Word, word: Word) -> bool:
    """Whether a word goes on the line of the word drawn before it."""
    return abs(word.base - before.base) < 1 and -0.5 * word.size < word.x0 - before.x1 < 0.6 * word.size


def _is_below(start: Word, word: Word, pitch: float) -> bool:
    """Whether a line stands right below the line drawn before it."""
    return abs(word.x0 - start.x0) < 1.5 and abs(word.base - start.base - pitch) < 0.4


def _pitch(words: Sequence[Word]) -> float:
    """The distance from line to line inside cells where text runs over the rows below; 0 where none does.

    A spreadsheet whose rows are too low prints its text on top of other text. The file draws each cell's lines one
    after the other, and so tells them apart.
    """
    if overlaps(words) < OVERLAPS:
        return 0.0
    starts = [word for before, word in pairwise(words) if not _follows(before, word)]
    steps = Counter(
        round(below.base - above.base, 1)
        for above, below in pairwise(starts)
        if abs(below.x0 - above.x0) < 1.5 and 0.9 * below.size < below.base - above.base < 1.5 * below.size
    )
    return steps.most_common(1)[0][0] if steps else 0.0


def _home(grid: Grid, word: Word) -> Part | None:
    """The cell of a word; one that its own cell cuts off belongs to the cell that cuts it."""
    x, y = (word.x0 + word.x1) / 2, word.middle
    if word.clip is not None and word.clipped:
        x = min(max(x, word.clip.x0 + 1), word.clip.x1 - 1)
        y = min(max(y, word.clip.top + 1), word.clip.bottom - 1)
    if not grid.box.holds(x, y):
        return None
    return next((part for part in grid.parts if part.box.holds(x, y)), None)


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
    if part.column == part.last_column:
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
