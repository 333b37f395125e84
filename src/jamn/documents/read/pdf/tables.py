"""Grids of words become tables of text, and the pieces of a table on several pages become one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from jamn.documents.blocks import Apart, Aside, Cell, Place, Table
from jamn.documents.read.pdf.cells import Grid, Part
from jamn.documents.read.pdf.lines import Line, flow, lines_of
from jamn.documents.read.pdf.spelling import glued, is_cut, joined

NEAR = 5.0  # points: columns of two pages that begin no farther apart are the same
LOOSE = 30.0  # points: the same for columns without lines, whose text may be centred
LONGEST_TITLE = 160  # letters: a longer row across the table is text, not its title


@dataclass(slots=True)
class Piece:
    """A cell while its table is put together. Rows and columns count from 0, `last_…` are included.

    `lines` are its lines on the page where it ends and `right` is how far they may run: they tell whether it goes on.
    """

    text: str
    row: int
    column: int
    last_row: int
    last_column: int
    page: int
    bold: bool = False
    lines: list[Line] = field(default_factory=list)
    right: float = 0.0
    bottom: float = 0.0

    def covers(self, row: int) -> bool:
        return self.row <= row <= self.last_row


@dataclass(slots=True)
class Sheet:
    """A table while it is put together: where its columns begin and the last one ends, its cells, its rows' heights.

    `pages` has the page of each row; `bottom` is where it ends on its last page.
    """

    xs: list[float]
    pieces: list[Piece]
    pages: list[int]
    heights: list[float]
    bottom: float
    size: float
    sure: bool = True
    header_rows: int = 0
    repeated: list[Aside] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return len(self.pages)

    def row(self, row: int) -> list[Piece]:
        """The cells that begin in a row."""
        return [piece for piece in self.pieces if piece.row == row]

    def covering(self, row: int) -> list[Piece]:
        """The cells that begin in a row or reach into it."""
        return [piece for piece in self.pieces if piece.covers(row)]

    def header(self) -> frozenset[str]:
        """The words of its first row."""
        return frozenset(word for piece in self.row(0) for word in piece.text.split())


def sheet_of(grid: Grid, page: int) -> Sheet:
    """A page's grid with its words as text."""
    pieces = [_piece(part, page, _reach(grid, part)) for part in grid.parts]
    heights = [bottom - top for top, bottom in pairwise(grid.ys)]
    return Sheet(grid.xs, pieces, [page] * len(heights), heights, grid.ys[-1], _size(grid), grid.sure)


def _reach(grid: Grid, part: Part) -> float:
    """How far a cell lets text run to the right: to its border, or where no border is drawn as far as text does."""
    inset = min((word.x0 - part.box.x0 for word in part.words), default=0.0)
    border = part.box.x1 - min(max(inset, 1.0), 7.5)
    if grid.sure:
        return border
    column = [word.x1 for other in grid.parts if other.last_column == part.last_column for word in other.words]
    return min(border, max(column, default=border))


def _size(grid: Grid) -> float:
    """The size of most of a table's type, in points."""
    sizes = Counter(round(word.size, 1) for part in grid.parts for word in part.words)
    return sizes.most_common(1)[0][0]


def _piece(part: Part, page: int, right: float) -> Piece:
    lines = lines_of(part.words)
    text = "\n".join(joined(paragraph, right) for paragraph in flow(lines, right))
    bold = bool(lines) and all(line.bold for line in lines)
    return Piece(
        text, part.row, part.column, part.last_row, part.last_column, page, bold, lines, right, part.box.bottom
    )


# Tables that go on over pages


def goes_on(table: Sheet, following: Sheet) -> bool:
    """Whether a table at the top of a page continues the one that ended the page before."""
    if not _fits(table, following):
        return False
    if _repeated(table, following) is not None:
        return True
    if table.header_rows and table.sure:
        return False  # what repeats its header on each page would have done so here
    few, many = sorted((table.xs, following.xs), key=len)
    if not all(any(abs(x - other) <= NEAR for other in many) for x in few):
        return False
    ours, theirs = table.row(0), following.row(0)
    same_label = bool(ours and theirs) and _plain(ours[0].text) == _plain(theirs[0].text) != ""
    missing = len(many) - len(few)
    fits = missing == 0 or following.rows == 1 or (missing == 1 and not following.sure)
    return fits and not (same_label and len(few) == 3)


def _fits(table: Sheet, following: Sheet) -> bool:
    """Whether two tables are equally wide; if so, the second is moved under the first (margins may alternate)."""
    if table.sure and following.sure:
        shift = table.xs[0] - following.xs[0]
        following.xs = [x + shift for x in following.xs]
        return abs(shift) < 60 and abs(table.xs[-1] - following.xs[-1]) <= 2 * NEAR
    if len(following.xs) < 3 or abs(len(table.xs) - len(following.xs)) > 1:
        return False
    if len(table.xs) == len(following.xs):
        near = all(abs(x - other) < LOOSE for x, other in zip(table.xs[1:-1], following.xs[1:-1], strict=True))
        following.xs = list(table.xs) if near else following.xs
        return near
    end = next((x for x in table.xs if x > following.xs[-1] - NEAR and x > following.xs[-2] + NEAR), table.xs[-1])
    following.xs = [table.xs[0], *following.xs[1:-1], end]
    return following.xs == sorted(following.xs)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _repeated(table: Sheet, following: Sheet) -> tuple[int, int] | None:
    """Which rows of a table stand again at the top of its continuation: (first row, how many), if any."""
    for first in (0, 1):
        count = 0
        while (
            first + count < table.rows
            and count < following.rows
            and count < 4
            and _same_row(table, first + count, following, count)
        ):
            count += 1
        if count:
            return first, count
    return None


def _same_row(table: Sheet, row: int, following: Sheet, other: int) -> bool:
    ours = [_plain(piece.text) for piece in table.row(row)]
    theirs = [_plain(piece.text) for piece in following.row(other)]
    return ours == theirs and sum(map(bool, ours)) > (1 if len(ours) > 1 else 0)


def continued(table: Sheet, following: Sheet, room: float) -> None:
    """Add a table's continuation to it. `room` is how much height was left below it on its page, in points."""
    _align(table, following)
    again = _repeated(table, following)
    skipped = 0
    if again is not None:
        first, skipped = again
        table.header_rows = max(table.header_rows, first + skipped)
        for row in range(skipped):
            text = "\t".join(piece.text for piece in following.row(row))
            table.repeated.append(Aside(text, Apart.REPEATED_HEADER, Place(page=following.pages[row])))
    cut = following.rows > skipped and _cut(table, following, skipped, room)
    leading = min((piece.column for piece in following.row(skipped) if piece.text), default=0)
    last = table.rows - 1
    offset = table.rows - skipped - cut
    above = {(piece.column, piece.last_column): piece for piece in table.covering(last)}
    for piece in following.pieces:
        if piece.row < skipped:
            continue
        before = above.get((piece.column, piece.last_column)) if piece.row == skipped else None
        piece.row, piece.last_row = piece.row + offset, piece.last_row + offset
        if before is not None and (cut or _same_cell(table, before, piece, leading)):
            if piece.text and _plain(piece.text) == _plain(before.text):
                table.repeated.append(Aside(piece.text, Apart.HIDDEN, Place(page=piece.page)))
            _join(before, piece)
        else:
            table.pieces.append(piece)
    table.pages += following.pages[skipped + cut :]
    table.heights += following.heights[skipped + cut :]
    table.bottom = following.bottom


def _align(table: Sheet, following: Sheet) -> None:
    """Give two pieces of a table the same columns: all places where either begins one."""
    xs = list(table.xs)
    for x in following.xs:
        if all(abs(x - other) > NEAR for other in xs):
            xs.append(x)
    xs.sort()
    for sheet in (table, following):
        new = [_nearest(xs, x) for x in sheet.xs]
        for piece in sheet.pieces:
            piece.column, piece.last_column = new[piece.column], new[piece.last_column + 1] - 1
        sheet.xs = xs


def _nearest(xs: Sequence[float], x: float) -> int:
    return min(range(len(xs)), key=lambda index: abs(xs[index] - x))


def _join(before: Piece, piece: Piece) -> None:
    """Let a cell go on with its piece on the next page. A spreadsheet draws the whole text on both pages."""
    before.last_row = max(before.last_row, piece.last_row)
    if not piece.text or _plain(piece.text) == _plain(before.text):
        return
    if before.text and _flows(before, piece):
        cut = is_cut(before.lines[-1], piece.lines[0], before.right)
        before.text = glued(before.text, piece.text, cut=cut)
    else:
        before.text = f"{before.text}\n{piece.text}".strip("\n")
    before.lines, before.right, before.bottom = piece.lines, piece.right, piece.bottom


def _flows(before: Piece, piece: Piece) -> bool:
    """Whether the text of a cell runs on in its piece on the next page, in the middle of a paragraph."""
    if piece.lines[0].marker:
        return False
    last = before.lines[-1]
    if last.text.endswith((".", "!", "?", ":")) and not piece.text[0].islower():
        return not _short(last, piece.lines[0], before.right)
    return piece.text[0].islower() or not _short(last, piece.lines[0], before.right)


def _short(last: Line, line: Line, right: float) -> bool:
    """Whether a line ends so early that the next line's first word would have fitted."""
    word = line.words[0]
    return right - last.x1 > word.x1 - word.x0 + 0.4 * line.size + 2


def _cut(table: Sheet, following: Sheet, row: int, room: float) -> bool:
    """Whether the first row of a continuation is the rest of the row that the page break cut."""
    above = {(piece.column, piece.last_column): piece for piece in table.covering(table.rows - 1)}
    below = {(piece.column, piece.last_column): piece for piece in following.row(row)}
    pairs = [(above[span], below[span]) for span in above.keys() & below.keys()]
    if len(pairs) < max(2, len(below) - 1, len(above) - 1):
        return False
    usual = _usually_filled(table, following, row)
    if _complete_each_other(pairs, usual):
        return True
    score = -3.0 if room > 40 else 0.0
    kept = [piece.column in usual for _, piece in pairs if piece.text]
    for before, piece in pairs:
        score += _sign(before, piece, usual=before.column in usual)
    if usual and sum(kept) == len(usual):
        score -= 2
    return score >= 2


def _complete_each_other(pairs: Sequence[tuple[Piece, Piece]], usual: set[int]) -> bool:
    """Whether two rows lack what a row has, and each has what the other lacks: a cell went to the next page whole."""
    above = {before.column for before, _ in pairs if before.text}
    below = {piece.column for _, piece in pairs if piece.text}
    both = [(before, piece) for before, piece in pairs if before.text and piece.text]
    missing = bool(usual - above and usual - below) and usual <= above | below
    return missing and all(_sign(before, piece, usual=True) > 0 for before, piece in both)


def _sign(before: Piece, piece: Piece, *, usual: bool) -> float:
    """How much a pair of cells above and below a page break speaks for being one cell (below 0: against)."""
    if not before.text:
        return -3.0 if piece.text else 0.0
    if not piece.text:
        return 1.5 if usual else 0.3
    last = before.lines[-1]
    if before.bottom - last.bottom > 2 * last.size or _plain(before.text) == _plain(piece.text):
        return -3.0
    ended = before.text.endswith((".", "!", "?", ":"))
    if _short(last, piece.lines[0], before.right):
        return -0.5 if ended or piece.lines[0].marker else -2.0
    if piece.text[0].islower() or piece.text[0] in ",;)" or before.text.endswith((",", "-", "‐")):
        return 3.0
    return 0.0 if ended else 1.0


def _usually_filled(table: Sheet, following: Sheet, row: int) -> set[int]:
    """The columns that hardly ever are empty, the rows at the page break aside."""
    filled: dict[int, list[bool]] = {}
    for sheet, rows in ((table, range(table.header_rows, table.rows - 1)), (following, range(row + 1, following.rows))):
        for piece in sheet.pieces:
            if piece.row in rows and piece.column == piece.last_column:
                filled.setdefault(piece.column, []).append(bool(piece.text))
    return {column for column, seen in filled.items() if sum(seen) >= 0.8 * len(seen)}


def _same_cell(table: Sheet, before: Piece, piece: Piece, leading: int) -> bool:
    """Whether a cell at the top of a page is the rest of the (vertically merged) cell that ended the page before.

    `leading` is the first column with text in that row: what is empty before it is the key of a group of rows.
    """
    if not before.text:
        return False
    merged = piece.last_row > piece.row or before.last_row > before.row
    if not piece.text:
        return piece.last_row > piece.row or (
            (merged or piece.column < leading) and not _ever_empty(table, piece.column)
        )
    if _plain(piece.text) == _plain(before.text):
        return merged
    return merged and piece.text[0].islower() and not before.text.endswith((".", "!", "?"))


def _ever_empty(table: Sheet, column: int) -> bool:
    return any(not piece.text for piece in table.pieces if piece.column == column and piece.row == piece.last_row)


# Tables as blocks


def table_of(sheet: Sheet, number: int) -> Table:
    """A finished table, the `number`th of the document."""
    title = _title(sheet)
    skipped = 0 if title is None else 1
    pieces = _ordered([*sheet.pieces, *_missing(sheet)])
    return Table(
        tuple(_cell(piece, number, skipped) for piece in pieces if piece.row >= skipped),
        rows=sheet.rows - skipped,
        columns=len(sheet.xs) - 1,
        header_rows=max(0, sheet.header_rows - skipped),
        title=title,
        place=Place(page=sheet.pages[0], table=number),
        sure=sheet.sure,
    )


def _missing(sheet: Sheet) -> list[Piece]:
    """Empty cells for the places that no cell covers: columns that a page does not fill, corners of a form."""
    columns = len(sheet.xs) - 1
    covered = {
        (row, column)
        for piece in sheet.pieces
        for row in range(piece.row, piece.last_row + 1)
        for column in range(piece.column, piece.last_column + 1)
    }
    free = [(row, column) for row in range(sheet.rows) for column in range(columns) if (row, column) not in covered]
    return [Piece("", row, column, row, column, sheet.pages[row]) for row, column in free]


def _ordered(pieces: Iterable[Piece]) -> Sequence[Piece]:
    return sorted(pieces, key=lambda piece: (piece.row, piece.column))


def _title(sheet: Sheet) -> str | None:
    first = sheet.row(0)
    if sheet.rows < 3 or len(first) != 1 or first[0].last_row > 0 or len(sheet.row(1)) < 2:
        return None
    spans = first[0].column == 0 and first[0].last_column == len(sheet.xs) - 2
    return first[0].text if spans and 0 < len(first[0].text) <= LONGEST_TITLE else None


def _cell(piece: Piece, number: int, skipped: int) -> Cell:
    return Cell(
        piece.text,
        row=piece.row - skipped,
        column=piece.column,
        row_span=piece.last_row - piece.row + 1,
        column_span=piece.last_column - piece.column + 1,
        place=Place(page=piece.page, table=number, row=piece.row - skipped + 1),
        heading=piece.bold,
    )
