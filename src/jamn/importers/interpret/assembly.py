"""A whole document → a reading: which reader takes which part, and where every piece of text ends up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile

from jamn.documents.blocks import Apart, Aside, Block, Cell, Document, Notice, Table
from jamn.importers.interpret.areas import area_in, speaks_of_no_measures
from jamn.importers.interpret.columns import MEASURE
from jamn.importers.interpret.facts import language_of, plan_year, read_facts
from jamn.importers.interpret.lines import BOLD, HEADING, TABLE, TEXT, Line, lines_of, lines_of_cell, lines_of_form
from jamn.importers.interpret.lists import read_lists
from jamn.importers.interpret.lost import read_lost_columns
from jamn.importers.interpret.notices import notices_of
from jamn.importers.interpret.outline import Outline, read_outline
from jamn.importers.interpret.result import Column, ColumnChoices, Facts, Field, Measure, Piece, Reading, Value, Why
from jamn.importers.interpret.tables import Header, TableReading, read_table
from jamn.importers.interpret.understanding import understand
from jamn.importers.interpret.vocabulary import plain

_UNSURE = 0.65
"""Areas below this are headings that may as well be the plan's own."""


def read_plan(document: Document, choices: ColumnChoices) -> Reading:
    """Understand a document as a plan. Every piece of its text ends in a measure, a fact or `unplaced`."""
    assembly = _Assembly(document, choices)
    assembly.read_tables()
    assembly.read_text()
    return assembly.reading()


class _Assembly:
    """A document on its way to a reading; `measures` and `pieces` with the number of the block they came from."""

    def __init__(self, document: Document, choices: ColumnChoices) -> None:
        self.document = document
        self.choices = choices
        self.blocks: list[tuple[int, Block]] = list(enumerate(document.blocks))
        self.lines = list(lines_of(self.blocks, document.format))
        self.facts = read_facts(document, self.lines)
        self.measures: list[tuple[int, Measure]] = []
        self.pieces: list[tuple[int, Piece]] = []
        self.columns: list[Column] = []
        self.others: dict[int, Table] = {}
        self.notices: list[Notice] = [*document.notices]

    def read_tables(self) -> None:
        """Read the tables that hold measures; the others are left to `read_text`."""
        tables = [(number, block) for number, block in self.blocks if isinstance(block, Table)]
        header: Header | None = None
        for position, (number, table) in enumerate(tables):
            chapter = _chapter(self.lines, number)
            named = [*([self.facts.title.text] if self.facts.title else []), *(line.text for line in chapter[-1:])]
            doubtful = any(map(speaks_of_no_measures, named))
            reading = read_table(table, position, choices=self.choices, doubtful=doubtful, before=header)
            if reading is None:
                self.others[number] = table
            else:
                header = reading.header
                self._keep_table(number, table, reading, _area_of(table, self._naming_areas(chapter, table)))

    def _naming_areas(self, chapter: Sequence[Line], table: Table) -> list[Line]:
        """The headings that may name a table's area: not the plan's own title, and none of another sheet."""
        title = plain(self.facts.title.text) if self.facts.title else ""
        here = [line for line in chapter if line.place.sheet == table.place.sheet]
        return [line for line in here if plain(line.text) != title or area_in(line.text)[1]]

    def _keep_table(self, number: int, table: Table, reading: TableReading, area: Value | None) -> None:
        for measure in reading.measures:
            if area and Field.AREA not in measure.values:
                measure = replace(measure, values={Field.AREA: area, **measure.values})  # noqa: PLW2901
            self.measures.append((number, measure))
        self.pieces += [(number, piece) for piece in reading.pieces]
        self.columns += reading.columns
        if table.title:
            self.pieces.append((number, Piece(table.title, Why.HEADING, table.place)))

    def read_text(self) -> None:
        """Read what is outside the tables of measures: labelled blocks, lists, text whose columns are lost."""
        cards = {
            number: table
            for number, table in self.others.items()
            if lines_of_form(table, number) or _holds_cards(number, table)
        }
        lines = list(self._lines_beside_tables(cards))
        outline = self._outline(lines)
        self.notices += outline.notices
        orders = {block.place: number for number, block in self.blocks}
        self.measures += [(orders.get(measure.place, 0), measure) for measure in outline.measures]
        self.pieces += _pieces_of_lines(outline.left, lines)
        for number, table in self.others.items():
            if number not in cards:
                self.pieces += [(number, piece) for piece in _pieces_of_table(table)]
        self.pieces += [(number, _aside(block)) for number, block in self.blocks if isinstance(block, Aside)]

    def _outline(self, lines: list[Line]) -> Outline:
        in_tables = bool(self.measures)
        if not in_tables and (lost := read_lost_columns(lines)):
            return lost
        outline = read_outline(lines, strict=in_tables, title=self.facts.title)
        if not outline.measures and not in_tables and (lists := read_lists(lines, self.facts.title)):
            return lists
        return outline

    def _lines_beside_tables(self, cards: dict[int, Table]) -> Iterator[Line]:
        for is_card, together in groupby(self.blocks, key=lambda pair: pair[0] in cards):
            if not is_card:
                yield from lines_of(together, self.document.format)
                continue
            for number, _ in together:
                yield from lines_of_form(cards[number], number) or _lines_of_cards(cards[number], number)

    def reading(self) -> Reading:
        """Everything found, in the order of the file, with what the measures' words say."""
        year = plan_year(self.facts)
        in_order = [measure for _, measure in sorted(self.measures, key=lambda pair: pair[0])]
        measures = tuple(_understood(measure, year) for measure in _with_sure_areas(in_order))
        pieces = [piece for _, piece in sorted(self.pieces, key=lambda pair: pair[0])]
        return Reading(
            facts=self.facts,
            measures=measures,
            unplaced=tuple(_without_facts(pieces, self.facts)),
            notices=(*self.notices, *notices_of(measures, self.columns)),
            columns=tuple(self.columns),
            language=language_of(self.document),
        )


def _lines_of_cards(table: Table, number: int) -> Iterator[Line]:
    for cell in table.cells:
        yield from lines_of_cell(cell.text, cell.place, number)
        if len(_labels(cell, number)) >= 2:
            yield Line("", TABLE, place=cell.place, source=number)


def _level(line: Line) -> int:
    return line.level if line.kind == HEADING else 7


def _chapter(lines: Sequence[Line], number: int) -> list[Line]:
    """The headings that a block stands under, the outermost first."""
    chapter: list[Line] = []
    for line in takewhile(lambda line: line.source < number, lines):
        if line.kind == HEADING or (line.kind in {BOLD, TEXT} and line.is_title and _names_area(line)):
            chapter = [each for each in chapter if _level(each) < _level(line)]
            chapter.append(line)
    return chapter


def _names_area(line: Line) -> bool:
    name, sure = area_in(line.text)
    return bool(name) and (sure or line.kind == BOLD)


def _area_of(table: Table, chapter: Sequence[Line]) -> Value | None:
    """The area in a table's own title, in the nearest heading that names one, or in the name of its sheet."""
    named = [(table.title, table.place)] if table.title else []
    named += [(line.text, line.place) for line in reversed(chapter)]
    for text, place in named:
        name, sure = area_in(text or "")
        if name:
            return Value(name, 0.9 if sure else 0.6, place)
    sheet, sure = area_in(table.place.sheet or "")
    return Value(sheet, 0.8, table.place) if sheet and sure else None


def _labels(cell: Cell, number: int) -> set[Field]:
    return {line.label for line in lines_of_cell(cell.text, cell.place, number) if line.label}


def _holds_cards(number: int, table: Table) -> bool:
    """A table used for layout: its cells hold labelled lines."""
    labels = [_labels(cell, number) for cell in table.cells]
    together = set().union(*labels)
    return any(len(each) >= 2 for each in labels) or (len(together) >= 3 and bool(together & MEASURE))


def _pieces_of_lines(left: Sequence[Line], lines: Sequence[Line]) -> Iterator[tuple[int, Piece]]:
    """Lines that are in no measure; those of one block together, as long as all of them are left."""
    counts = Counter(line.source for line in lines if line.kind != TABLE)
    together: dict[int, list[Line]] = {}
    for line in left:
        if line.kind != TABLE:
            together.setdefault(line.source, []).append(line)
    for source, parts in together.items():
        for piece in [parts] if len(parts) == counts[source] else [[part] for part in parts]:
            why = Why.HEADING if piece[0].kind == HEADING else Why.TEXT
            yield source, Piece("\n".join(map(_whole, piece)), why, piece[0].place)


def _whole(line: Line) -> str:
    """A line with its marker and label, as it stood."""
    return " ".join(part for part in (line.marker, line.told, line.text) if part)


def _pieces_of_table(table: Table) -> Iterator[Piece]:
    if table.title:
        yield Piece(table.title, Why.HEADING, table.place)
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.text.strip():
            rows.setdefault(cell.row, []).append(cell)
    for cells in rows.values():
        yield Piece(" | ".join(cell.text for cell in cells), Why.OTHER_TABLE, cells[0].place)


def _aside(aside: Aside) -> Piece:
    return Piece(aside.text, Why(Apart(aside.why).value), aside.place)


def _with_sure_areas(measures: list[Measure]) -> list[Measure]:
    """Headings that are perhaps areas are areas when there are several of them; a lone one is the plan's own title."""
    areas = [value for measure in measures if (value := measure.values.get(Field.AREA))]
    if len({area.text for area in areas}) > 1 or any(area.confidence >= _UNSURE for area in areas):
        return measures
    return [
        replace(measure, values={name: value for name, value in measure.values.items() if name is not Field.AREA})
        for measure in measures
    ]


def _understood(measure: Measure, year: int | None) -> Measure:
    said = understand({name: value.text for name, value in measure.values.items()}, year=year)
    return replace(
        measure, due=said.due, state=said.state, responsibles=said.responsibles, areas=said.areas, grounds=said.grounds
    )


def _without_facts(pieces: Iterable[Piece], facts: Facts) -> Iterator[Piece]:
    """The pieces but for those that are the plan's own facts, word for word and in the same place; each fact once."""
    values = (facts.title, facts.organisation, facts.period, facts.adopted, facts.classification)
    told = {(value.place, plain(value.text)) for value in values if value}
    for piece in pieces:
        key = (piece.place, plain(piece.text))
        if key in told:
            told.remove(key)
        else:
            yield piece
