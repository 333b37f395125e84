"""A publication made fit for every format: texts without control characters, tables whose cells fill their grid,
headings that skip no level.

Each writer begins here, so that none of them has to ask again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import accumulate
from typing import Any, TypeVar

from jamn.documents.publication import Block, Card, Cell, Figure, Heading, PageBreak, Publication, Table

_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_ADDRESS = re.compile(r"(https?://|mailto:)[^\s\"<>\\^`{|}]+", re.IGNORECASE)
_BULLET = re.compile(r"•[ \t\xa0]*(?=\S)")

DEEPEST = 6
"""The deepest heading that web pages and tagged PDF files know."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that stand on pages of one kind."""

    landscape: bool
    blocks: tuple[Block, ...]


def cleaned(publication: Publication) -> Publication:
    """The same publication, in which every writer can trust texts, tables, links and heading levels."""
    publication = _cleaned(publication)
    return replace(publication, blocks=tuple(_in_order(map(_with_full_tables, publication.blocks))))


def text(value: str) -> str:
    """A text without characters that files cannot hold; its lines without empty ones and without space around."""
    if value.isprintable():
        return value.strip()
    lines = _BREAKS.sub("\n", _FORBIDDEN.sub("", value)).split("\n")
    return "\n".join(line for each in lines if (line := each.strip()))


def lines(value: str) -> list[tuple[bool, str]]:
    """The lines of a text, and of each whether it is an item of a list (it begins with ``•``)."""
    return [
        (bool(found), line[found.end() :] if found else line)
        for line in filter(None, value.split("\n"))
        for found in [_BULLET.match(line)]
    ]


def sections(publication: Publication) -> list[Section]:
    """The blocks by the pages they need: a wide table gets landscape pages, with the headings right above it."""
    result: list[Section] = []
    waiting: list[Block] = []
    for block in publication.blocks:
        waiting.append(block)
        if isinstance(block, Heading):
            continue
        landscape = publication.landscape or (isinstance(block, Table) and block.wide)
        _add(result, landscape=landscape, blocks=waiting)
        waiting = []
    _add(result, landscape=result[-1].landscape if result else publication.landscape, blocks=waiting)
    return result or [Section(publication.landscape, ())]


def _add(result: list[Section], *, landscape: bool, blocks: Sequence[Block]) -> None:
    if result and result[-1].landscape == landscape:
        result[-1] = replace(result[-1], blocks=(*result[-1].blocks, *blocks))
    elif blocks:
        turned = bool(result)
        kept = [block for block in blocks if not (turned and isinstance(block, PageBreak))]
        result.append(Section(landscape, tuple(kept)))


def _cleaned(value: Value) -> Value:
    """Plain data with each of its texts cleaned."""
    made: Any = value
    if isinstance(value, str):
        made = text(value)
    elif isinstance(value, tuple):
        made = tuple(map(_cleaned, value))
    elif isinstance(value, Cell):
        link = text(value.link)
        link = link if link and _ADDRESS.fullmatch(link) else ""
        made = Cell(text(value.text), value.rows, value.columns, link, value.heading)
    elif is_dataclass(value) and not isinstance(value, type):
        names = [each.name for each in fields(value) if each.name != "svg"]
        made = replace(value, **{name: _cleaned(getattr(value, name)) for name in names})
        if isinstance(made, Figure):
            made = replace(made, description=made.description or made.title or "–")
    return made  # type: ignore[no-any-return]


def _in_order(blocks: Iterable[Block]) -> Iterable[Block]:
    """The blocks with headings that go down one level at a time; those without text are left out."""
    above = 0
    for block in blocks:
        if isinstance(block, Heading):
            if block.text:
                above = _level(block.level, above)
                yield replace(block, text=block.text.replace("\n", " "), level=above)
        elif isinstance(block, Card):
            yield replace(block, title=block.title.replace("\n", " ") or "–", level=_level(block.level, above))
        else:
            yield block


def _level(wanted: int, above: int) -> int:
    return max(1, min(wanted, above + 1, DEEPEST - 1))


def _with_full_tables(block: Block) -> Block:
    if isinstance(block, Table):
        return _full(block)
    if isinstance(block, Figure) and block.table:
        return replace(block, table=_full(block.table))
    return block


def _full(table: Table) -> Table:
    """A table in which each row fills the grid: spans end with the table, and what is missing is an empty cell."""
    width = len(table.columns)
    taken = [0] * width
    rows = []
    for index, row in enumerate(table.rows):
        rows.append(_full_row(row, taken, below=len(table.rows) - index))
    return replace(table, rows=tuple(rows), groups=_full_groups(table.groups, width))


def _full_row(row: Sequence[Cell], taken: list[int], *, below: int) -> tuple[Cell, ...]:
    """The cells of a row in the columns that no cell from above covers. `taken` counts the rows still covered."""
    if len(row) == len(taken) and not any(taken) and all(cell.rows == cell.columns == 1 for cell in row):
        return tuple(row)
    cells: list[Cell] = []
    waiting = list(row)
    column = 0
    while column < len(taken):
        if taken[column]:
            column += 1
            continue
        cell = waiting.pop(0) if waiting else Cell("")
        room = next((at for at in range(column, len(taken)) if taken[at]), len(taken)) - column
        columns, rows = max(1, min(cell.columns, room)), max(1, min(cell.rows, below))
        if (columns, rows) != (cell.columns, cell.rows):
            cell = replace(cell, columns=columns, rows=rows)
        cells.append(cell)
        taken[column : column + cell.columns] = [cell.rows] * cell.columns
        column += cell.columns
    taken[:] = [max(0, each - 1) for each in taken]
    return tuple(cells)


def _full_groups(groups: Sequence[tuple[str, int]], width: int) -> tuple[tuple[str, int], ...]:
    ends = [min(each, width) for each in accumulate(max(1, span) for _, span in groups)]
    starts = [0, *ends]
    found = [(name, end - start) for (name, _), start, end in zip(groups, starts, ends, strict=False) if end > start]
    if found and ends[-1] < width:
        found.append(("", width - ends[-1]))
    return tuple(found)


def is_heading_row(row: Sequence[Cell], table: Table) -> bool:
    """Whether a row is a heading inside its table: one cell over all columns that says so."""
    return len(row) == 1 and row[0].heading and row[0].columns == len(table.columns)


def placed(table: Table) -> list[list[tuple[int, Cell]]]:
    """The rows of a clean table, each cell with the column it begins in (from 0)."""
    taken = [0] * len(table.columns)
    rows = []
    for row in table.rows:
        if len(row) == len(taken) and not any(taken):  # a cell for each column, and none from above
            rows.append(list(enumerate(row)))
            taken = [cell.rows - 1 for cell in row]
            continue
        column = 0
        found = []
        for cell in row:
            while taken[column]:
                column += 1
            found.append((column, cell))
            taken[column : column + cell.columns] = [cell.rows] * cell.columns
            column += cell.columns
        taken = [max(0, each - 1) for each in taken]
        rows.append(found)
    return rows
