"""Tables in plain text: cells on lines that start with a tab, tabs or bars between cells, and columns of spaces."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jamn.documents.blocks import Block, Cell, Place
from jamn.documents.read.lines import marked, tidy
from jamn.documents.read.tables import assemble
from jamn.documents.read.text.groups import Group

_RULE = re.compile(r"[\s|:+=-]*-[\s|:+=-]*")
_GAPS = re.compile(r" {2,}")


@dataclass(slots=True)
class _Line:
    """A cell or a row while it is gathered, with its first line's number."""

    number: int
    texts: list[str]


Found = tuple[list[Block], int]
"""The blocks of a table and the group after it; no blocks, and the first group not looked at, where there is none."""


class Tables:
    """Finds the tables in a text's groups. What was looked at in vain is not looked at again."""

    def __init__(self, found: Sequence[Group]) -> None:
        self._found = found
        self._from = dict.fromkeys((_tab_cells, _at_bars_parted, _at_tabs_parted, _aligned), 0)

    def starting(self, at: int) -> Found:
        """The table that starts with a group, if one does."""
        for reader, start in self._from.items():
            if at >= start:
                blocks, after = reader(self._found, at)
                if blocks:
                    return blocks, after
                self._from[reader] = after
        return [], at


# Cells on lines of their own, each started by a tab: the form in which Word tables are pasted as text. Rows are parted
# by empty lines, and so are paragraphs inside a cell.


def _tab_cells(found: Sequence[Group], at: int) -> Found:
    if not found[at].lines[0].startswith("\t"):
        return [], at
    width = len(_cells(found[at]))
    rows: list[list[_Line]] = [_cells(found[at])]
    if width < 2 or all(marked(cell.texts[0].strip()) for cell in rows[0]):
        return [], at
    after = at + 1
    while after < len(found):
        group = found[after]
        if group.lines[0].startswith("\t"):
            rows += _placed(rows, _cells(group), width)
        elif _is_inside(found, after, rows, width):
            rows[-1][-1].texts += group.lines
        else:
            break
        after += 1
    if len(rows) < 2:
        return [], after
    return _table([[(cell.number, "\n".join(cell.texts)) for cell in row] for row in rows]), after


def _cells(group: Group) -> list[_Line]:
    cells: list[_Line] = []
    for offset, line in enumerate(group.lines):
        if line.startswith("\t"):
            cells.append(_Line(group.number + offset, [line]))
        else:
            cells[-1].texts.append(line)
    return cells


def _placed(rows: list[list[_Line]], cells: list[_Line], width: int) -> list[list[_Line]]:
    """Cells after an empty line: more of the last row while it is too short, else rows of their own."""
    if len(rows[-1]) + len(cells) <= width:
        rows[-1] += cells
        return []
    return [cells[start : start + width] for start in range(0, len(cells), width)]


def _is_inside(found: Sequence[Group], at: int, rows: list[list[_Line]], width: int) -> bool:
    """Whether lines without a tab are a paragraph of the last cell: cells follow, and not those of another table."""
    follows = found[at + 1] if at + 1 < len(found) else None
    if follows is None or not follows.lines[0].startswith("\t") or found[at].gap > 1 or follows.gap > 1:
        return False
    if len(rows[-1]) < width:
        return True
    header = [tidy("\n".join(cell.texts)) for cell in rows[0]]
    return follows.gap == 1 and [tidy("\n".join(cell.texts)) for cell in _cells(follows)] != header


# One line for each row, with a tab or a bar between cells.


def _at_bars_parted(found: Sequence[Group], at: int) -> Found:
    return _parted(found, at, _at_bars)


def _at_tabs_parted(found: Sequence[Group], at: int) -> Found:
    return _parted(found, at, _at_tabs)


def _parted(found: Sequence[Group], at: int, split: Callable[[str], list[str]]) -> Found:
    rows, after = _rows(found, at, split)
    if len(rows) > 1 and not _are_labels(rows):
        return _table([[(number, text) for text in cells] for number, cells in rows]), after
    return [], after


def _rows(
    found: Sequence[Group], at: int, split: Callable[[str], list[str]]
) -> tuple[list[tuple[int, list[str]]], int]:
    """Lines from a group on that are cut into equally many cells; a group counts only as a whole."""
    rows: list[tuple[int, list[str]]] = []
    width = 0
    while at < len(found) and (not rows or found[at].gap < 2):
        group = found[at]
        cut = [(group.number + offset, split(line)) for offset, line in enumerate(group.lines)]
        cut = [(number, cells) for number, cells in cut if not _RULE.fullmatch("|".join(cells) or "-")]
        width = width or max((len(cells) for _, cells in cut), default=0)
        if width < 2 or any(len(cells) != width for _, cells in cut):
            break
        rows += cut
        at += 1
    return rows, at


def _at_bars(line: str) -> list[str]:
    line = line.strip()
    if line.count("|") < 2:
        return [line]
    return [cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|")]


def _at_tabs(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"\t+", line.strip())]


def _are_labels(rows: Sequence[tuple[int, list[str]]]) -> bool:
    """Lines such as ``Ansvarlig: <tab> HR`` and those of a table of contents, which have two cells but no columns."""
    pairs = [cells for _, cells in rows if len(cells) == 2]
    labels = sum(left.endswith(":") or right.isdecimal() for left, right in pairs)
    return len(pairs) == len(rows) and labels * 2 >= len(pairs)


# Columns that stand under each other, parted by two spaces or more.


def _aligned(found: Sequence[Group], at: int) -> Found:
    starts = _starts(found[at].lines[0])
    if len(starts) < 2:
        return [], at
    after = at
    while after < len(found) and (after == at or found[after].gap < 3) and _fits(found[after], starts):
        after += 1
    rows = [row for group in found[at:after] for row in _split(group, starts, by_group=after - at > 2)]
    full = sum(sum(map(bool, (text for _, text in row))) > 1 for row in rows)
    if len(rows) < 3 or full * 5 < len(rows) * 3:
        return [], after
    return _table(rows), after


def _starts(line: str) -> list[int]:
    """Where each piece of a line starts, pieces being parted by two spaces or more."""
    text = line.expandtabs(8)
    indent = len(text) - len(text.lstrip())
    return [indent, *(gap.end() for gap in _GAPS.finditer(text, indent))]


def _fits(group: Group, starts: Sequence[int]) -> bool:
    return all(any(abs(start - known) < 2 for known in starts) for line in group.lines for start in _starts(line))


def _split(group: Group, starts: Sequence[int], *, by_group: bool) -> list[list[tuple[int, str]]]:
    """A group's rows. A line that leaves the first column empty goes on with the row above it; where empty lines part
    the rows, all lines of a group are one row."""
    rows: list[list[tuple[int, list[str]]]] = []
    for offset, line in enumerate(group.lines):
        pieces = _pieces(line, starts)
        if not rows or not (by_group or not pieces[0]):
            rows.append([(group.number + offset, []) for _ in starts])
        for (_, texts), piece in zip(rows[-1], pieces, strict=True):
            texts.append(piece)
    return [[(number, tidy("\n".join(texts))) for number, texts in row] for row in rows]


def _pieces(line: str, starts: Sequence[int]) -> list[str]:
    text = line.expandtabs(8)
    pieces = [""] * len(starts)
    found = _starts(line)
    for start, end in zip(found, [*found[1:], len(text)], strict=True):
        nearest = min(range(len(starts)), key=lambda index: abs(starts[index] - start))
        pieces[nearest] = text[start:end].strip()
    return pieces


def _table(rows: Sequence[Sequence[tuple[int, str]]]) -> list[Block]:
    """A table from rows of (line number, text)."""
    cells = [
        Cell(tidy(text), row, column, place=Place(line=number, row=row + 1))
        for row, texts in enumerate(rows)
        for column, (number, text) in enumerate(texts)
    ]
    return assemble(cells, place=Place(line=rows[0][0][0]), sure=False)
