"""Tables without ruled columns: words that stand in columns, with lines and coloured stripes as hints for the rows.

A table is a run of lines between which the same gaps stay free all the way down. Columns of prose leave such gaps as
well: their lines are full, and nothing starts at the same height in all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from jamn.documents.read.pdf.cells import Grid
from jamn.documents.read.pdf.ink import Rule, Word
from jamn.documents.read.pdf.lines import Line, marked
from jamn.documents.read.pdf.rows import Band, Row, bands_of, columns_of, grid_of, rows_of

CLEAR = 0.85  # of the type's size: a gap that may part two columns, in the line where a table begins
LEFT = 0.8  # points: what must be left of such a gap in the lines below
Gap = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Before:
    """The table that ended before, if it has no ruled columns: the words of its first row, and its columns."""

    header: frozenset[str] = frozenset()
    xs: tuple[float, ...] = ()


def aligned(words: Sequence[Word], hints: Sequence[Rule], before: Before) -> list[Grid]:
    """The tables among words that stand in no ruled table. `hints` are lines across that may part rows."""
    bands = bands_of(words)
    grids: list[Grid] = []
    stretches = [bands]
    # Many columns are the surer sign: what seems to head a table of two may be a line above a table of six
    for columns in (3, 2):
        left: list[list[Band]] = []
        for stretch in stretches:
            found, rest = _search(stretch, columns, hints)
            grids += found
            left += rest
        stretches = left
    if before.xs and bands and stretches[0][:1] == bands[:1]:
        grids += _goes_on(stretches[0], before, hints)
    return sorted(grids, key=lambda grid: grid.ys[0])


def _goes_on(bands: list[Band], before: Before, hints: Sequence[Rule]) -> list[Grid]:
    """The rest of the table before, at the top of a page, where it is too short to be seen as one by itself."""
    first = bands[0]
    headed = {word.text for word in first.words} <= before.header
    several = sum(map(bool, columns_of(first, (first.words[0].x0, *before.xs[1:-1], float("inf"))))) > 1
    inside = several or any(abs(first.words[0].x0 - x) < 3 for x in before.xs[1:-1])
    last = next((number for number, band in enumerate(bands) if not _fits(band, before.xs)), len(bands))
    if not (headed or inside) or last < 1 + headed:
        return []
    xs = [min(before.xs[0], first.words[0].x0 - 1), *before.xs[1:-1], max(before.xs[-1], first.words[-1].x1 + 1)]
    return [grid_of(bands[:last], xs, hints)]


def _fits(band: Band, xs: Sequence[float]) -> bool:
    """Whether a line keeps to columns: no word crosses into the next one, and none follows closely but at its start."""
    for x in xs[1:-1]:
        left = max((word.x1 for word in band.words if word.x0 < x - 1), default=float("-inf"))
        right = min((word.x0 for word in band.words if word.x0 >= x - 1), default=float("inf"))
        if left > x + 1 or (right - left < 0.6 * band.size and right - x > 3):
            return False
    return True


def _search(bands: list[Band], columns: int, hints: Sequence[Rule]) -> tuple[list[Grid], list[list[Band]]]:
    """The tables that begin with a line of so many texts, and the lines before, between and after them."""
    grids: list[Grid] = []
    rest: list[list[Band]] = []
    begun = first = 0
    while first < len(bands):
        gaps = _gaps(bands[first].words, CLEAR * bands[first].size)
        if len(gaps) <= columns:
            first += 1
            continue
        last, free = _reach(bands, first, gaps)
        top = _top(bands, begun, first, free)
        xs = _edges(bands[top : last + 1], free)
        if _is_table(bands[top : last + 1], xs, hints):
            grids.append(grid_of(bands[top : last + 1], xs, hints))
            rest.append(bands[begun:top])
            begun = first = last + 1
        else:
            first = first + 1 if columns > 2 else last + 1
    return grids, [*rest, bands[begun:]]


def _top(bands: Sequence[Band], begun: int, first: int, free: Sequence[Sequence[Gap]]) -> int:
    """Where a header begins whose first lines do not reach over all columns: bold lines just above a bold line."""
    top = first
    while top > begun and all(word.bold for band in bands[top - 1 : top + 1] for word in band.words):
        above = bands[top - 1]
        others = _gaps(above.words, LEFT)
        fits = all(any(_common(gap, others) for gap in parts) for parts in free)
        if not fits or bands[top].base - above.base > 1.5 * above.size or above.size > 1.1 * bands[first].size:
            break
        top -= 1
    return top


def heads_table(line: Line, below: Sequence[Line]) -> bool:
    """Whether a line at the top of a page is the header of a table: three texts or more, with columns under them."""
    gaps = _gaps(line.words, CLEAR * line.size)
    if len(gaps) < 4 or not below or below[0].base - line.base > 3 * line.size:
        return False
    return all(_common(gap, _gaps(other.words, LEFT)) for other in below[:3] for gap in gaps)


# Where a table reaches


def _gaps(words: Sequence[Word], least: float) -> list[Gap]:
    """The free spaces of a line: before it, between its words where wide enough, and after it."""
    gaps: list[Gap] = []
    edge = float("-inf")
    for word in words:
        if word.x0 - edge >= least:
            gaps.append((edge, word.x0))
        edge = max(edge, word.x1)
    return [*gaps, (edge, float("inf"))]


def _common(gap: Gap, others: Sequence[Gap]) -> list[Gap]:
    """The parts of a gap that a line leaves free as well."""
    both = [(max(gap[0], start), min(gap[1], end)) for start, end in others]
    return [(start, end) for start, end in both if end - start >= LEFT]


def _reach(bands: Sequence[Band], first: int, gaps: Sequence[Gap]) -> tuple[int, list[list[Gap]]]:
    """How far down a table reaches that begins at a line with these gaps, and what of each gap it keeps free."""
    free = [[gap] for gap in gaps]
    starts = {round(gap[1]) for gap in gaps if gap[1] < float("inf")}
    last, widest = first, 0.0
    for number in range(first + 1, len(bands)):
        band = bands[number]
        step = band.base - bands[number - 1].base
        if step > max(4.5 * band.size, 2.2 * widest) or band.size > 1.1 * bands[first].size:
            break
        others = _gaps(band.words, LEFT)
        if number - first > 2:
            others = [gap for gap in others if _wide(gap, band) or any(abs(gap[1] - x) < 1.5 for x in starts)]
        left = [[part for gap in parts for part in _common(gap, others)] for parts in free]
        if all(left) or (number - first <= 2 and sum(map(bool, left)) >= 4):
            free, last, widest = [parts for parts in left if parts], number, max(widest, step)
            starts |= {round(gap[1]) for gap in others if _wide(gap, band) and gap[1] < float("inf")}
        elif not _spans(band, free) or number - last > 2:
            break
    return last, free


def _wide(gap: Gap, band: Band) -> bool:
    return gap[1] - gap[0] >= 0.6 * band.size


def _spans(band: Band, free: Sequence[Sequence[Gap]]) -> bool:
    """Whether a line is one piece of text that begins at the table's left edge, as a row with an area's name does."""
    return len(_gaps(band.words, CLEAR * band.size)) == 2 and band.words[0].x0 < free[1][0][0] and len(band.words) < 14


# Rows


def _is_table(bands: Sequence[Band], xs: Sequence[float], hints: Sequence[Rule]) -> bool:
    """Whether a run of lines is a table, and not columns of prose after all."""
    cells = [columns_of(band, xs) for band in bands]
    least = 2 if len(xs) > 3 else 3
    if len(xs) < 3 or sum(sum(map(bool, row)) > 1 for row in cells) < least or _is_prose(cells, xs):
        return False
    keys = [marked(row[0][0].text) for row in cells if row[0]]
    if len(xs) == 3 and sum(keys) > 0.5 * len(keys):
        return False
    rows = rows_of(bands, cells, xs, hints)
    return len(rows) > 1 and _is_filled(cells, rows) and not _breaks_sentences(cells, rows)


def _is_filled(cells: Sequence[Row], rows: Sequence[int]) -> bool:
    """Whether most columns have text in two rows or more, and a short table a header.

    What only seems to be columns, because words of prose are stretched to fill their lines, has neither.
    """
    spans = list(pairwise([*rows, len(cells)]))
    columns = range(len(cells[0]))
    filled = [sum(any(row[column] for row in cells[start:after]) for start, after in spans) for column in columns]
    headed = all(sum(len(row[column]) for row in cells[: spans[0][1]]) <= 6 for column in columns)
    full = sum(count > 1 for count in filled) >= 0.6 * len(filled) and sum(filled) >= 0.4 * len(filled) * len(spans)
    return full and (headed or len(spans) > 3)


def _breaks_sentences(cells: Sequence[Row], rows: Sequence[int]) -> bool:
    """Whether rows begin in the middle of sentences, as they do when columns of prose are taken for a table."""
    begun = broken = 0
    for column in range(len(cells[0])):
        before: Word | None = None
        for number, row in enumerate(cells):
            if row[column] and before is not None and number in rows:
                begun += 1
                broken += row[column][0].text[0].islower() and not before.text.endswith((".", ":", "!", "?"))
            if row[column]:
                before = row[column][-1]
    return broken > 0.3 * max(begun, 2)


def _edges(bands: Sequence[Band], free: Sequence[Sequence[Gap]]) -> list[float]:
    """Where columns begin and end: just before the words to the right of each gap."""
    left = min(word.x0 for band in bands for word in band.words)
    right = max(word.x1 for band in bands for word in band.words)
    inner: set[float] = set()
    for number, parts in enumerate(free):
        until = max((start for start, _ in free[number + 1]), default=right) if number + 1 < len(free) else right
        told = [(*_level(gap, until, bands), gap) for gap in parts if gap[0] >= left and gap[1] <= right]
        inner.update(gap[1] for share, lines, gap in told if share >= 0.6 and lines > 2 and gap[1] - gap[0] > 5)
        if told and max(told)[0] >= 0.5 and 0 < number < len(free) - 1:
            inner.add(max(told)[2][1])
    return [left - 1, *(x - 1 for x in sorted(inner)), right + 1]


def _level(gap: Gap, until: float, bands: Sequence[Band]) -> tuple[float, int]:
    """How many of the lines with text between a gap and the next have it at one and the same place: share, lines."""
    end = gap[1] - 0.5
    rows = [[word for word in band.words if end <= word.x0 < max(until, end + 1)] for band in bands]
    sides = [(row[0].x0, row[-1].x1, (row[0].x0 + row[-1].x1) / 2) for row in rows if row]
    if len(sides) < 2:  # only the header has anything there
        return (1.0 if gap[1] - gap[0] > 9 else 0.0), len(sides)
    counts = [Counter(round(side[number]) for side in sides) for number in range(3)]
    return max(count[x] + count[x + 1] for count in counts for x in count) / len(sides), len(sides)


def _is_prose(cells: Sequence[Row], xs: Sequence[float]) -> bool:
    """Whether each column is running text: long lines, nearly all of them full (of two columns, simply long ones)."""
    if len(xs) == 3:
        return all(median(len(row[number]) for row in cells if row[number]) >= 4 for number in (0, 1))
    for number in range(len(xs) - 1):
        ends = [row[number][-1].x1 for row in cells if row[number]]
        starts = [row[number][0].x0 for row in cells if row[number]]
        if len(ends) < 3:
            return False
        reach, left = max(ends), min(starts)
        full = sum(end > reach - 0.25 * (reach - left) for end in ends)
        if reach - left < 110 or full < 0.6 * len(ends):
            return False
    return True
