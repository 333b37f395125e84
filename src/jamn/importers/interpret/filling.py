"""Gives the cells of a text without columns to the columns, by the header's order.

Between two deadlines stand the last cells of one row and the first of the next: which is which is told by how many
there are, by the status, and by whether a cell is a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from jamn.importers.interpret.columns import MEASURE, Meaning
from jamn.importers.interpret.lines import Line
from jamn.importers.interpret.outline import Outline
from jamn.importers.interpret.result import Field, Measure, State, Value
from jamn.importers.interpret.understanding import part, understand_status
from jamn.importers.interpret.vocabulary import plain

SURE = 0.55
"""How sure any value of such a text can be."""

REST = "rest"
"""The kind of a line that is what stands behind a deadline on the deadline's own line."""

_FINITE = re.compile(
    r"\b(?:er|har|ble|blei|blir|vart|var|viser|syner|vil|kan|trengs|är|blev|visar|finns|is|was|has|have|were|shows|been)\b"
)


@dataclass(slots=True)
class Cell:
    """Some lines that run on into each other."""

    lines: list[Line]

    @property
    def text(self) -> str:
        return " ".join(" ".join(line.text.split()) for line in self.lines)


@dataclass(slots=True)
class Row:
    """A row found by its deadline: the cells before it (back to the row above), and those behind it."""

    deadline: str
    line: Line
    before: list[Cell] = field(default_factory=list)
    behind: list[Cell] = field(default_factory=list)


def _tells_what_happened(text: str) -> bool:
    """Whether a cell is a whole sentence with a finite verb, as results are and measures (*Lage en plan*) are not."""
    return text.endswith(".") and bool(_FINITE.search(plain(text)))


class Filler:
    """Gives the cells between two deadlines to the columns."""

    def __init__(self, meanings: list[Meaning], outline: Outline) -> None:
        self.outline = outline
        at = next(at for at, meaning in enumerate(meanings) if meaning.field is Field.DEADLINE)
        self.deadline = meanings[at]
        self.ahead = [meaning.field for meaning in meanings[:at] if meaning.field]
        self.after = [meaning.field for meaning in meanings[at + 1 :] if meaning.field]
        self.context: dict[Field, Value] = {}

    def add(self, row: Row, following: Row | None) -> None:
        values: dict[Field, Value] = {}
        cells = self._responsible(list(row.before), values)
        self._put_ahead(cells, values)
        self._put_deadline(row, values)
        self._put_after(row, following, values)
        if MEASURE & set(values):
            self.outline.measures.append(Measure(values, place=row.line.place))
        else:
            self.outline.left += [*(line for cell in row.before for line in cell.lines), row.line]

    def _responsible(self, cells: list[Cell], values: dict[Field, Value]) -> list[Cell]:
        """The last cell before the deadline is who answers."""
        if Field.RESPONSIBLE not in self.ahead or not cells:
            return cells
        values[Field.RESPONSIBLE] = self._value(cells[-1].lines)
        return cells[:-1]

    def _put_ahead(self, cells: list[Cell], values: dict[Field, Value]) -> None:
        """Cells before the responsible, to the columns nearest the measure when there are fewer than columns."""
        columns: list[Field] = [name for name in self.ahead if name is not Field.RESPONSIBLE]
        wanted = self._nearest(columns, len(cells))
        for name, cell in zip(wanted, cells[-len(wanted) :] if wanted else [], strict=False):
            values[name] = self._value(cell.lines)
        for cell in cells[: len(cells) - len(wanted)]:
            self.outline.left += cell.lines
        before = columns[: self._measure_at(columns)]
        if len(before) < 2:
            return
        # Cells merged over several rows were printed once.
        if any(name in values for name in before):
            self.context = {name: values[name] for name in before if name in values}
        else:
            values.update(self.context)

    def _measure_at(self, columns: list[Field]) -> int:
        return next((at for at, name in enumerate(columns) if name in MEASURE), 0)

    def _nearest(self, columns: list[Field], count: int) -> list[Field]:
        """The columns that so few cells fill: the measure, then those behind it, then those before it."""
        at = self._measure_at(columns)
        order = [columns[at], *columns[at + 1 :], *reversed(columns[:at])]
        chosen = order[:count]
        return [name for name in columns if name in chosen]

    def _put_deadline(self, row: Row, values: dict[Field, Value]) -> None:
        if self.deadline.also is None:
            values[Field.DEADLINE] = Value(row.deadline, SURE, row.line.place)
            return
        first, second = part(row.deadline, Field.DEADLINE, self.deadline.also)
        pairs = ((Field.DEADLINE, first), (self.deadline.also, second))
        values.update({name: Value(words, SURE, row.line.place) for name, words in pairs if words})

    def _put_after(self, row: Row, following: Row | None, values: dict[Field, Value]) -> None:
        """Cells behind the deadline: the one on its own line, or the first of those that the next row has too many."""
        cells = following.before if following else row.behind
        if not self.after or not cells:
            return
        new = understand_status(values[Field.STATUS].text) is State.NEW if Field.STATUS in values else False
        own_line = cells[0].lines[0].kind == REST
        spare = len(cells) - len(self.ahead)
        told = spare >= 0 or _tells_what_happened(cells[0].text)
        if not own_line and (new or (following is not None and not told) or Field.STATUS not in values):
            return
        values[self.after[0]] = self._value(cells[0].lines)
        del cells[0]

    def _value(self, lines: Sequence[Line]) -> Value:
        text = " ".join(" ".join(line.text.split()) for line in lines)
        return Value(text, SURE, lines[0].place)
