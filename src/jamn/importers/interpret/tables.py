"""Tables → measures: find the header, carry merged cells and section rows down, give each row's cells a field."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from jamn import laws
from jamn.documents.blocks import Cell, Place, Table
from jamn.importers.interpret.areas import area_in
from jamn.importers.interpret.columns import MEASURE, Meaning, says_no_measure, understand_header
from jamn.importers.interpret.costs import with_unit
from jamn.importers.interpret.deadlines import understand_deadline
from jamn.importers.interpret.grids import Grid, Row, distinct, grids
from jamn.importers.interpret.result import Column, ColumnChoices, DueKind, Field, Measure, Piece, Value, Why
from jamn.importers.interpret.understanding import part, understand_status
from jamn.importers.interpret.vocabulary import plain, vocabulary

_CONTEXT = frozenset({Field.AREA, Field.RISK, Field.CAUSE, Field.GROUND, Field.GOAL})
"""Fields that may be said once for several measures."""

_DEEPEST_HEADER = 10
"""A header stands among so many first rows."""

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")

_EMPTY = frozenset({"", "-", "–", "—", "…", "...", "."})

_TICKS = frozenset({"x", "✓", "✔", "☒", "☑", "●", "•"})
"""A mark under *Ferdig* says what the header says."""


@dataclass(slots=True)
class TableReading:
    """What one table gave: measures, how its columns were understood, and the text that is in neither.

    `header` is kept for a table behind it that goes on without one.
    """

    measures: list[Measure] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    header: Header | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """The row (−1: none, taken over from the table before) by which columns are understood."""

    row: int
    meanings: tuple[Meaning, ...]
    texts: tuple[str, ...]
    chosen: bool = False

    @property
    def fields(self) -> set[Field]:
        found = {meaning.field for meaning in self.meanings} | {meaning.also for meaning in self.meanings}
        return {each for each in found if each}

    @property
    def score(self) -> float:
        best: dict[Field, float] = {}
        for meaning in self.meanings:
            for name in (meaning.field, meaning.also):
                if name:
                    best[name] = max(best.get(name, 0.0), meaning.confidence)
        return sum(best.values())


def read_table(
    table: Table, number: int, *, choices: ColumnChoices, doubtful: bool, before: Header | None = None
) -> TableReading | None:
    """The measures of a table; None when it holds none.

    `number` counts the document's tables from 0. `doubtful` is True under a heading such as *Organisering*: more must
    then speak for measures. `choices` is what a person has said of its columns. `before` is the header of the table
    before this one: a table without a header of its own may go on from there.
    """
    reading = TableReading()
    for grid in grids(table):
        header = _find_header(grid, number, choices, doubtful=doubtful) or _taken_over(grid, before)
        if header is None:
            return None
        _Reader(table, number, grid, header, reading).read()
        reading.header = None if grid.turned else header
    return reading if reading.measures else None


def _taken_over(grid: Grid, before: Header | None) -> Header | None:
    """The header of the table before, for rows that look as if they stood under it: times where times are due."""
    if before is None or grid.turned or not grid.rows or len(grid.rows[0]) != len(before.meanings):
        return None
    at = next((at for at, meaning in enumerate(before.meanings) if meaning.field is Field.DEADLINE), None)
    cells = [row[at] for row in grid.rows if row[at]] if at is not None else []
    times = [
        cell for cell in cells if cell and (due := understand_deadline(cell.text)) and due.kind is not DueKind.TEXT
    ]
    if 2 * len(times) < len(grid.rows):
        return None
    return Header(-1, before.meanings, before.texts)


def _find_header(grid: Grid, number: int, choices: ColumnChoices, *, doubtful: bool) -> Header | None:
    headers = [_header(grid.rows, row) for row in range(min(len(grid.rows), _DEEPEST_HEADER))]
    if grid.turned:
        headers = headers[:1]
    headers = [_with_choices(header, number, choices) for header in headers]
    headers = [header for header in headers if _holds_measures(header, doubtful=doubtful)]
    return max(headers, key=lambda header: header.score, default=None)


def _header(rows: list[Row], at: int) -> Header:
    """The meanings of a row's cells, helped by a group header in the row above."""
    above = rows[at - 1] if at and len(distinct(rows[at - 1])) > 1 else [None] * len(rows[at])
    meanings, texts = [], []
    for cell, group in zip(rows[at], above, strict=True):
        text = cell.text if cell else ""
        meaning = understand_header(text)
        if not meaning.known and group and group is not cell and group.column_span > 1:
            meaning = understand_header(f"{group.text} {text}") if text.strip() else understand_header(group.text)
            text = text if text.strip() else group.text
        meanings.append(meaning)
        texts.append(text)
    return Header(at, tuple(_with_a_measure(meanings, texts)), tuple(texts))


def _with_a_measure(meanings: list[Meaning], texts: list[str]) -> list[Meaning]:
    """A table with responsible and deadline but no measure: its method, or its first unknown column, is the measure."""
    fields = {meaning.field for meaning in meanings} | {meaning.also for meaning in meanings}
    if Field.CAUSE in fields and Field.RISK not in fields:
        # Risks and their causes in one column: the analysis of what is wrong.
        meanings = [replace(each, field=Field.RISK) if each.field is Field.CAUSE else each for each in meanings]
    if fields & MEASURE or not {Field.RESPONSIBLE, Field.DEADLINE} <= fields:
        return meanings
    at = next((at for at, meaning in enumerate(meanings) if meaning.field is Field.METHOD), None)
    if at is None:
        at = next((at for at, meaning in enumerate(meanings) if not meaning.known), None)
    if at is None or any(says_no_measure(text) for text in texts):
        return meanings
    return [Meaning(Field.DESCRIPTION, 0.5) if place == at else meaning for place, meaning in enumerate(meanings)]


def _with_choices(header: Header, number: int, choices: ColumnChoices) -> Header:
    chosen = {column: name for (table, column), name in choices.items() if table == number}
    if not chosen:
        return header
    meanings = tuple(
        Meaning(chosen[at], 1.0) if at in chosen else meaning for at, meaning in enumerate(header.meanings)
    )
    return Header(header.row, meanings, header.texts, chosen=True)


def _holds_measures(header: Header, *, doubtful: bool) -> bool:
    fields = header.fields
    if not fields & MEASURE:
        return False
    if header.chosen:
        return True
    others = fields - MEASURE - {Field.AREA, Field.GROUND, Field.COST}
    if any(len(text) > 400 for text in header.texts):
        return False
    foreign = sum(says_no_measure(text) for text in dict.fromkeys(header.texts) if not understand_header(text).field)
    needed = 1 + 2 * doubtful + foreign
    return len(others) >= needed and header.score >= 1.4


class _Reader:
    """Goes down the rows of one grid."""

    def __init__(self, table: Table, number: int, grid: Grid, header: Header, reading: TableReading) -> None:
        self.table, self.number, self.grid, self.header, self.reading = table, number, grid, header, reading
        self.area: Value | None = None
        self.used: set[int] = set()
        self.last: tuple[int, ...] = ()
        self.taken: set[int] = set()
        self.trust = 1.0 if table.sure else 0.85
        self.name = table.title if grid.turned and Field.TITLE not in header.fields else None

    def read(self) -> None:
        self._note_columns()
        heads = {id(cell) for cell in self.grid.rows[self.header.row]} if self.header.row >= 0 else set()
        for at, row in enumerate(self.grid.rows):
            if at < self.header.row:
                self._read_above(row)
            elif at > self.header.row:
                # A header cell may reach down into the rows below it.
                self._read_row(at, [None if id(cell) in heads else cell for cell in row])
        self._note_other_columns()

    def _note_columns(self) -> None:
        for at, (meaning, text) in enumerate(zip(self.header.meanings, self.header.texts, strict=True)):
            self.reading.columns.append(Column(self.number, at, text, meaning.field, meaning.confidence, meaning.also))
        if self.header.row >= 0:
            self.used |= {id(cell) for cell in self.grid.rows[self.header.row] if cell}

    def _read_above(self, row: Row) -> None:
        cells = [cell for cell in distinct(row) if id(cell) not in self.used]
        if len(cells) == 1:
            self.area = self._area(cells[0])
        self._leave(cells, Why.HEADING if len(cells) == 1 else Why.COLUMN_HEADER)

    def _area(self, cell: Cell) -> Value | None:
        name, sure = area_in(cell.text)
        return Value(name, 0.9 if sure else 0.7, cell.place) if name else None

    def _read_row(self, at: int, row: Row) -> None:
        cells = distinct(row)
        if not cells:
            return
        if any(plain(cell.text).strip(" :") in vocabulary().totals for cell in cells):
            self._leave(cells, Why.TEXT)
        elif self._is_header_again(row):
            self._leave(cells, Why.REPEATED_HEADER)
        elif other := self._other_header(at, row):
            self.header = other
            self._leave(cells, Why.COLUMN_HEADER)
        elif self._is_section(row, cells):
            self._read_section(cells[0])
        else:
            for part_of_row in self._by_year(row):
                self._read_measure(at, part_of_row)

    def _by_year(self, row: Row) -> list[Row]:
        """A row once for each year, where measures stand in a column for each (*Tiltak 2026*, *Tiltak 2027–2028*)."""
        pairs = enumerate(zip(self.header.meanings, self.header.texts, strict=True))
        years = [at for at, (meaning, text) in pairs if meaning.field is Field.TITLE and _YEAR.search(text)]
        if len(years) < 2:
            return [row]
        return [[cell if at == year or at not in years else None for at, cell in enumerate(row)] for year in years]

    def _leave(self, cells: list[Cell], why: Why) -> None:
        for cell in cells:
            if id(cell) not in self.used:
                self.used.add(id(cell))
                self.reading.pieces.append(Piece(cell.text, why, cell.place))

    def _is_header_again(self, row: Row) -> bool:
        pairs = [
            (plain(cell.text), plain(text))
            for cell, text in zip(row, self.header.texts, strict=True)
            if cell and cell.text.strip()
        ]
        return len(pairs) > 1 and sum(a == b for a, b in pairs) >= 0.6 * len(pairs)

    def _other_header(self, at: int, row: Row) -> Header | None:
        """A header with other columns further down: the next of several tables in one."""
        if self.grid.turned or any(cell and (len(cell.text) > 60 or cell.row_span > 1) for cell in row):
            return None
        header = _header(self.grid.rows, at)
        exact = [meaning for meaning in header.meanings if meaning.field and meaning.confidence >= 0.9]
        return (
            header if len(exact) >= 3 and header.fields & MEASURE and _holds_measures(header, doubtful=False) else None
        )

    def _is_section(self, row: Row, cells: list[Cell]) -> bool:
        """A row with one text that names what follows: it spans the table, or is bold, or is an area of the law."""
        if len(cells) != 1 or id(cells[0]) in self.used or self.grid.turned:
            return False
        cell = cells[0]
        text = cell.text.strip()
        if cell.column_span >= max(2, len(row) - 1):
            return True
        short = len(text) <= 90 and not text.endswith(".") and "\n" not in text
        starts = next((at for at, each in enumerate(row) if each is cell), 0) <= 1
        return short and starts and cell.row_span == 1 and (cell.heading or bool(laws.recognise_areas(text)))

    def _read_section(self, cell: Cell) -> None:
        area = self._area(cell)
        self.area = area or self.area
        self._leave([cell], Why.HEADING if area else Why.TEXT)

    def _read_measure(self, at: int, row: Row) -> None:
        values = self._values(row)
        same = tuple(
            id(cell) for cell, meaning in zip(row, self.header.meanings, strict=True) if meaning.field in MEASURE
        )
        named = any(name in values for name in MEASURE)
        begun = not all(value.text[:1].islower() for value in values.values())
        if named and (begun or len(values) > len(row) // 2) and not (same == self.last and self.reading.measures):
            self.last = same
            self.taken = set()
            self._add(at, row, values)
        elif self.reading.measures and (named or self._goes_on(values)):
            self._append(self._values([None if id(cell) in self.taken else cell for cell in row]))
        else:
            self._leave(distinct(row), Why.TEXT)
            return
        self.taken |= {id(cell) for cell in row if cell}
        self.used |= {id(cell) for cell, meaning in zip(row, self.header.meanings, strict=True) if meaning.field}

    def _goes_on(self, values: dict[Field, Value]) -> bool:
        """Whether a row without a measure adds to the one above it."""
        return any(name not in _CONTEXT for name in values) or any(
            value.text[:1].islower() for value in values.values()
        )

    def _add(self, at: int, row: Row, values: dict[Field, Value]) -> None:
        values = self._with_area(values)
        if self.name:
            values = {Field.TITLE: Value(self.name.strip(), 0.9, self.table.place), **values}
        cells = distinct(row)
        place = _around([cell.place for cell in cells if cell.row_span == 1] or [cell.place for cell in cells])
        self.reading.measures.append(Measure(values, place=place, table=self.number, row=at))

    def _with_area(self, values: dict[Field, Value]) -> dict[Field, Value]:
        """The area of a section row; in a column of areas, the one above an empty cell."""
        if area := values.get(Field.AREA):
            self.area = Value(area.text, 0.6, area.place)
            return values
        return {Field.AREA: self.area, **values} if self.area else values

    def _append(self, values: dict[Field, Value]) -> None:
        """More words for the measure above: a second row of it."""
        measure = self.reading.measures.pop()
        for name, value in values.items():
            known = measure.values.get(name)
            if known is None:
                measure = measure.with_value(name, value)
            elif value.text not in known.text:
                text = f"{known.text}\n{value.text}"
                measure = measure.with_value(name, Value(text, min(known.confidence, 0.65), known.place))
            else:
                self.reading.pieces.append(Piece(value.text, Why.TEXT, value.place))
        self.reading.measures.append(measure)

    def _values(self, row: Row) -> dict[Field, Value]:
        values: dict[Field, Value] = {}
        seen: set[int] = set()
        for cell, meaning, header in zip(row, self.header.meanings, self.header.texts, strict=True):
            if cell is None or meaning.field is None or id(cell) in seen or cell.text.strip() in _EMPTY:
                continue
            seen.add(id(cell))
            ticked = cell.text.strip().casefold() in _TICKS and understand_status(header)
            parts = [(Field.STATUS, header.strip())] if ticked else self._parts(cell.text.strip(), meaning)
            parts = [(name, with_unit(text, header) if name is Field.COST else text) for name, text in parts]
            for name, text in parts:
                self._put(values, name, Value(text, meaning.confidence * self.trust, cell.place))
        return values

    def _parts(self, text: str, meaning: Meaning) -> list[tuple[Field, str]]:
        if meaning.field is None or meaning.also is None:
            return [(meaning.field, text)] if meaning.field else []
        first, second = part(text, meaning.field, meaning.also)
        return [(name, words) for name, words in ((meaning.field, first), (meaning.also, second)) if words]

    def _put(self, values: dict[Field, Value], name: Field, value: Value) -> None:
        """Two columns of one field: a second measure column describes the first, others are joined."""
        if name is Field.TITLE and name in values:
            name = Field.DESCRIPTION
        known = values.get(name)
        if known:
            value = Value(f"{known.text}\n{value.text}", min(known.confidence, value.confidence), known.place)
        values[name] = value

    def _note_other_columns(self) -> None:
        """The text of columns that say nothing of a measure: short ones together, longer ones each by itself."""
        for at in range(len(self.header.texts)):
            cells = {id(row[at]): row[at] for row in self.grid.rows if row[at]}
            left = [cell for key, cell in cells.items() if cell and key not in self.used and cell.text.strip()]
            self.used |= {id(cell) for cell in left}
            if left and max(len(cell.text) for cell in left) <= 12:
                words = "\n".join(cell.text for cell in left)
                self.reading.pieces.append(Piece(words, Why.OTHER_COLUMN, left[0].place))
            else:
                self.reading.pieces += [Piece(cell.text, Why.OTHER_COLUMN, cell.place) for cell in left]


def _around(places: list[Place]) -> Place:
    """One place for a row: where its first cell stands, over all its cells in a spreadsheet."""
    first = places[0]
    ends = [place.cells for place in places if place.cells]
    if len(ends) < 2:
        return first
    start, end = ends[0].split(":")[0], ends[-1].split(":")[-1]
    return Place(page=first.page, sheet=first.sheet, cells=f"{start}:{end}", table=first.table, row=first.row)
