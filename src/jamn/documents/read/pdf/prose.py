"""Text outside tables: columns in reading order, and their paragraphs.

Frames and coloured areas keep together and are read by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from jamn.documents.read.pdf.ink import Box, Word
from jamn.documents.read.pdf.lines import Line, flow, lines_of
from jamn.documents.read.pdf.spelling import joined
from jamn.documents.read.pdf.tables import Sheet
from jamn.documents.read.pdf.tags import Element

GUTTER = 9.0  # points: the least space between two columns of text
LEVEL = 4.0  # points: cards whose upper edges differ by no more than this stand in one row
NARROWEST = 55.0  # points: the least width of a column of text


@dataclass(slots=True)
class Text:
    """A paragraph, heading or list item while the document is put together."""

    lines: list[Line]
    page: int
    right: float

    @property
    def text(self) -> str:
        return joined(self.lines, self.right)

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        letters: dict[float, int] = {}
        for line in self.lines:
            for word in line.words:
                size = round(word.size, 1)
                letters[size] = letters.get(size, 0) + len(word.text)
        return max(letters, key=lambda size: letters[size])

    @property
    def x0(self) -> float:
        return self.lines[0].x0

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @property
    def top(self) -> float:
        return self.lines[0].top

    @property
    def bottom(self) -> float:
        return self.lines[-1].bottom

    @property
    def element(self) -> Element | None:
        """The part of a tagged file that all of it belongs to, if the file says so."""
        elements = {line.element for line in self.lines}
        return elements.pop() if len(elements) == 1 else None

    @property
    def level(self) -> int | None:
        """Its level if the file itself calls it a heading."""
        return self.element.level if self.element else None

    @property
    def angle(self) -> int:
        return self.lines[0].words[0].angle

    def runs_on(self, following: Text) -> bool:
        """Whether a text goes on in the one that follows it in another column or on the next page."""
        apart = following.page != self.page or following.top < self.bottom
        alike = abs(following.size - self.size) < 0.5 and following.bold == self.bold
        first = following.lines[0]
        open_end = not self.lines[-1].text.endswith((".", "!", "?", ":", ";"))
        return apart and alike and open_end and first.marker is None and first.text[0].islower()


Item = Text | Sheet


@dataclass(slots=True)
class Chunk:
    """Something that keeps together on a page: a word, or a table or frame with what it holds."""

    box: Box
    word: Word | None = None
    items: list[Item] = field(default_factory=list)


def read_order(
    words: Sequence[Word], boxes: Sequence[Box], tables: Sequence[tuple[Box, Sheet]], page: int, right: float
) -> list[Item]:
    """A page's text and tables in the order in which they are read."""
    chunks = [Chunk(box, items=[sheet]) for box, sheet in tables]
    free = list(words)
    for box in _outermost(boxes, free):
        inside = [word for word in free if box.holds((word.x0 + word.x1) / 2, word.middle)]
        free = [word for word in free if not box.holds((word.x0 + word.x1) / 2, word.middle)]
        inner = [
            other
            for other in boxes
            if other != box and box.holds(other.x0 + 1, other.top + 1) and box.holds(other.x1 - 1, other.bottom - 1)
        ]
        margin = min((word.x0 for word in inside), default=box.x0) - box.x0
        chunks.append(Chunk(box, items=read_order(inside, inner, [], page, box.x1 - min(max(margin, 2.0), 24.0))))
    chunks += [Chunk(Box(word.x0, word.top, word.x1, word.bottom), word) for word in free if word.angle == 0]
    turned = lines_of(word for word in free if word.angle != 0)
    return _region(chunks, page, right) + [Text([line], page, right) for line in turned]


def _outermost(boxes: Sequence[Box], words: Sequence[Word]) -> list[Box]:
    """The frames that stand in no other frame, cut no word, and do not overlap."""
    chosen: list[Box] = []
    for box in sorted(boxes, key=lambda box: -box.width * box.height):
        overlaps = any(
            box.x0 < other.x1 - 1
            and box.x1 > other.x0 + 1
            and box.top < other.bottom - 1
            and box.bottom > other.top + 1
            for other in chosen
        )
        if not overlaps and not any(_cuts(box, word) for word in words):
            chosen.append(box)
    return chosen


def _cuts(box: Box, word: Word) -> bool:
    return box.top < word.middle < box.bottom and (
        word.x0 < box.x0 - 2 < word.x1 - 4 or word.x0 + 4 < box.x1 + 2 < word.x1
    )


# Columns


def _rows(chunks: Sequence[Chunk]) -> list[list[Chunk]]:
    """Chunks that share a height, from the top down."""
    rows: list[list[Chunk]] = []
    bottom = 0.0
    for chunk in sorted(chunks, key=lambda chunk: (chunk.box.top, chunk.box.x0)):
        height = chunk.box.bottom - chunk.box.top
        if rows and chunk.box.top < bottom - 0.4 * min(height, 12):
            rows[-1].append(chunk)
            bottom = (
                max(bottom, chunk.box.bottom) if chunk.word is None else max(bottom, min(chunk.box.bottom, bottom + 2))
            )
        else:
            rows.append([chunk])
            bottom = chunk.box.bottom
    return rows


def _region(chunks: list[Chunk], page: int, right: float) -> list[Item]:
    """The items of an area: split into columns where a gutter runs down it, else from the top down."""
    rows = _rows(chunks)
    cards = next((number for number, row in enumerate(rows) if _beside(row)), None)
    if cards is not None:
        above = [chunk for row in rows[:cards] for chunk in row]
        below = [chunk for row in rows[cards + 1 :] for chunk in row]
        items = _region(above, page, right) if above else []
        for chunk in _solid(rows[cards]):
            items += chunk.items
        return items + (_region(below, page, right) if below else [])
    run = _columns(rows)
    if run is None:
        return _stack(chunks, page, right)
    first, last, at = run
    first = _upwards(rows, first, at)
    middle = [chunk for row in rows[first : last + 1] for chunk in row]
    sides = [chunk for chunk in middle if chunk.box.x1 <= at], [chunk for chunk in middle if chunk.box.x1 > at]
    left_edge = max(chunk.box.x1 for chunk in sides[0])
    above = [chunk for row in rows[:first] for chunk in row]
    below = [chunk for row in rows[last + 1 :] for chunk in row]
    items = _region(above, page, right) if above else []
    items += _region(sides[0], page, left_edge) + _region(sides[1], page, right)
    return items + (_region(below, page, right) if below else [])


def _solid(row: Sequence[Chunk]) -> list[Chunk]:
    """The tables and frames of a row, from left to right."""
    return sorted((chunk for chunk in row if chunk.word is None), key=lambda chunk: chunk.box.x0)


def _beside(row: Sequence[Chunk]) -> bool:
    """Whether frames stand side by side like cards: they are read line by line, not column by column."""
    solid = _solid(row)
    return (
        len(row) == len(solid) > 1
        and max(chunk.box.top for chunk in solid) - min(chunk.box.top for chunk in solid) < LEVEL
    )


def _gaps(row: Sequence[Chunk]) -> list[tuple[float, float]]:
    """The empty spaces between the chunks of a row, and before and after them."""
    gaps = []
    edge = float("-inf")
    for chunk in sorted(row, key=lambda chunk: chunk.box.x0):
        if chunk.box.x0 - edge >= GUTTER:
            gaps.append((edge, chunk.box.x0))
        edge = max(edge, chunk.box.x1)
    return [*gaps, (edge, float("inf"))]


def _columns(rows: list[list[Chunk]]) -> tuple[int, int, float] | None:
    """The longest run of rows with a gutter down the middle: (first row, last row, where the gutter is)."""
    best: tuple[int, int, float] | None = None
    most = 0
    gaps = [_gaps(row) for row in rows]
    for first in range(len(rows)):
        if len(gaps[first]) < 3:
            continue
        for start, end in gaps[first][1:-1]:
            found = _run(rows, gaps, first, start, end)
            if found is not None and found[0] > most:
                most, best = found[0], (first, found[1], found[2])
    return best


def _run(
    rows: list[list[Chunk]], gaps: list[list[tuple[float, float]]], first: int, start: float, end: float
) -> tuple[int, int, float] | None:
    """How far down a gutter reaches: (rows with text on both sides, last row, its middle)."""
    both, last, closed = 0, first, False
    for number in range(first, len(rows)):
        overlap = [(max(start, low), min(end, high)) for low, high in gaps[number]]
        wide = [gap for gap in overlap if gap[1] - gap[0] >= GUTTER]
        closed = not wide
        if closed or (number > first and _far(rows, number, 2.5)):
            break
        start, end = max(wide, key=lambda gap: gap[1] - gap[0])
        last = number
        both += _both(rows[number], start)
    if closed:
        last = _before_heading(rows, last, start)
    return (both, last, (start + end) / 2) if _are_columns(rows[first : last + 1], (start, end), both) else None


def _are_columns(rows: Sequence[Sequence[Chunk]], gutter: tuple[float, float], both: int) -> bool:
    """Whether what stands on either side of a gap is wide enough, and long enough, to be a column of text."""
    chunks = [chunk for row in rows for chunk in row]
    if not all(chunk.word for chunk in chunks):
        return both > 0
    for side in ([c for c in chunks if c.box.x0 < gutter[0]], [c for c in chunks if c.box.x0 >= gutter[0]]):
        if not side:
            return False
        lines = len({round(chunk.box.bottom) for chunk in side})
        if max(c.box.x1 for c in side) - min(c.box.x0 for c in side) < NARROWEST or (
            both < 3 and len(side) < 4 * lines
        ):
            return False
    if both < 6 and not all(_is_widest(gutter, row) for row in rows):
        return False
    return both >= 3 or (both > 0 and gutter[1] - gutter[0] > 1.7 * GUTTER)


def _is_widest(gutter: tuple[float, float], row: Sequence[Chunk]) -> bool:
    """Whether no other gap of a line comes near the one that may part columns, as in a stretched line they all do."""
    inner = [end - start for start, end in _gaps(row)[1:-1] if end <= gutter[0] + 1 or start >= gutter[1] - 1]
    across = [end - start for start, end in _gaps(row)[1:-1] if start <= gutter[0] + 1 and end >= gutter[1] - 1]
    return not across or not inner or across[0] > 1.5 * max(inner)


def _before_heading(rows: list[list[Chunk]], last: int, at: float) -> int:
    """The last row of columns, without a line or two on the left that belong to the full lines that follow."""
    for row in (last, last - 1):
        if row > 0 and not any(_both(rows[number], at) for number in range(row, last + 1)) and _far(rows, row, 1.2):
            return row - 1
    return last


def _both(row: list[Chunk], at: float) -> bool:
    return len({chunk.box.x0 > at for chunk in row}) == 2


def _upwards(rows: list[list[Chunk]], first: int, at: float) -> int:
    """Where columns begin when the text to the right of the gutter starts a little higher than the text to the left."""
    while first and not _far(rows, first, 1.2) and all(chunk.box.x0 > at for chunk in rows[first - 1]):
        first -= 1
    return first


def _far(rows: list[list[Chunk]], number: int, lines: float) -> bool:
    """Whether more than so many lines are left empty above a row."""
    above = max(chunk.box.bottom for chunk in rows[number - 1])
    top = min(chunk.box.top for chunk in rows[number])
    height = max((chunk.box.height for chunk in rows[number] if chunk.word), default=12.0)
    return top - above > lines * height


def _stack(chunks: Sequence[Chunk], page: int, right: float) -> list[Item]:
    """One column: its lines as paragraphs, its tables and frames between them."""
    solid = sorted((chunk for chunk in chunks if chunk.word is None), key=lambda chunk: (chunk.box.top, chunk.box.x0))
    words = [chunk.word for chunk in chunks if chunk.word is not None]
    items: list[Item] = []
    lines = lines_of(words)
    for chunk in solid:
        before = [line for line in lines if line.base < chunk.box.top + 2]
        lines = (
            lines[len(before) :] if lines[: len(before)] == before else [line for line in lines if line not in before]
        )
        items += [Text(paragraph, page, right) for paragraph in flow(before, right, ragged=True)]
        items += chunk.items
    return items + [Text(paragraph, page, right) for paragraph in flow(lines, right, ragged=True)]
