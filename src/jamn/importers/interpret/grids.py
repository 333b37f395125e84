"""A table turned so that each measure is a row: as it stands, from a form (label, value), or from columns."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jamn.documents.blocks import Cell, Table
from jamn.importers.interpret.columns import MEASURE, understand_header
from jamn.importers.interpret.result import Field

Row = list[Cell | None]

_SURE = 0.8
"""From here on a cell at the left is taken for a label."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells, and whether rows and columns have changed places (a form, or one measure per column)."""

    rows: list[Row]
    turned: bool = False


def distinct(row: Row) -> list[Cell]:
    """The cells of a row, each once, without the empty ones."""
    return list({id(cell): cell for cell in row if cell and cell.text.strip()}.values())


def grids(table: Table) -> list[Grid]:
    """The table as rows of measures: itself, or a grid for each form that it holds."""
    rows = table.grid()
    forms = _forms(rows)
    return forms or [Grid(rows)]


def _forms(rows: list[Row]) -> list[Grid]:
    """The forms in a table whose left cells are labels; none when the top row makes better sense as a header."""
    pairs = _pairs(rows)
    labels = [_label(row) for row in pairs]
    fields = {label for label in labels if label}
    width = len(pairs[0]) if pairs else 0
    if len(fields) < 3 or (width > 2 and (not fields & MEASURE or _has_header(rows))):
        return []
    if len([label for label in labels if label]) < 0.5 * len([row for row in pairs if distinct(row)]):
        return []
    return [Grid(_turned(part), turned=True) for part in _parted(pairs, labels)]


def _has_header(rows: list[Row]) -> bool:
    """Whether one of the top rows names three fields or more besides its first cell."""
    return any(
        len({understand_header(cell.text).field for cell in distinct(row)[1:]} - {None}) >= 3 for row in rows[:3]
    )


def _pairs(rows: list[Row]) -> list[Row]:
    """Label, value, label, value: the right pair goes under the left one."""
    if not rows or len(rows[0]) != 4:
        return rows
    left, right = ([_label([row[at]]) for row in rows] for at in (0, 2))
    if min(sum(map(bool, left)), sum(map(bool, right))) < max(2, 0.5 * len(rows)):
        return rows
    return [pair for row in rows for pair in (row[:2], row[2:]) if any(pair)]


def _label(row: Row) -> Field | None:
    cell = row[0]
    if cell is None or (len(row) > 1 and all(other is cell for other in row)):
        return None
    meaning = understand_header(cell.text)
    return meaning.field if meaning.confidence >= _SURE else None


def _parted(rows: list[Row], labels: list[Field | None]) -> list[list[Row]]:
    """One part for each measure: a new one begins where the first label comes again."""
    first = next(label for label in labels if label)
    starts = [at for at, label in enumerate(labels) if label is first]
    # What stands above a form's first label (a spanning row with the measure's name) goes with it.
    starts = [0, *(_with_what_is_above(rows, labels, at) for at in starts[1:])]
    return [rows[start:end] for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)]


def _with_what_is_above(rows: list[Row], labels: list[Field | None], at: int) -> int:
    while at > 0 and labels[at - 1] is None and len(distinct(rows[at - 1])) == 1:
        at -= 1
    return at


def _turned(rows: list[Row]) -> list[Row]:
    """Rows and columns change places; a row that spans the form becomes a column named by nothing (the name)."""
    columns: list[Row] = []
    for row in rows:
        cell = row[0]
        if cell and len(row) > 1 and all(other is cell for other in row):
            header = replace(cell, text="")
            columns.append([header, *row[1:]])
        else:
            columns.append(list(row))
    return [list(row) for row in zip(*columns, strict=True)]
