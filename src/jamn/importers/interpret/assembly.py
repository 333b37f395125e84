"""A whole document → a reading: which reader takes which part, and where every piece of text ends up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from jamn.documents.blocks import Apart, Aside, Block, Cell, Document, Format, Place, Table
from jamn.importers.interpret.areas import area_in, speaks_of_no_measures
from jamn.importers.interpret.columns import MEASURE
from jamn.importers.interpret.facts import language_of, plan_year, read_facts
from jamn.importers.interpret.lines import BOLD, HEADING, TABLE, TEXT, Line, lines_of, lines_of_cell
from jamn.importers.interpret.lists import read_lists
from jamn.importers.interpret.lost import read_lost_columns
from jamn.importers.interpret.notices import notices_of
from jamn.importers.interpret.outline import Outline, read_outline
from jamn.importers.interpret.result import Column, ColumnChoices, Facts, Field, Measure, Piece, Reading, Value, Why
from jamn.importers.interpret.tables import Header, TableReading, read_table
from jamn.importers.interpret.understanding import understand
from jamn.importers.interpret.vocabulary import plain


@dataclass(slots=True)
class _Found:
    """What has been found so far, each with the number of the block it came from, so that order can be kept."""

    measures: list[tuple[int, Measure]] = field(default_factory=list)
    pieces: list[tuple[int, Piece]] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)


def read_plan(document: Document, choices: ColumnChoices) -> Reading:
    """Understand a document as a plan. Every piece of its text ends in a measure, a fact or `unplaced`."""
    blocks = list(enumerate(document.blocks))
    lines = list(lines_of(blocks, document.format))
    facts = read_facts(document, lines)
    found = _Found()
    others = _read_tables(blocks, lines, choices, found)
    _read_text(blocks, others, facts, found, document.format)
    measures = _with_sure_areas([measure for _, measure in sorted(found.measures, key=lambda pair: pair[0])])
    understood = tuple(_understood(measure, plan_year(facts)) for measure in measures)
    pieces = [piece for _, piece in sorted(found.pieces, key=lambda pair: pair[0])]
    return Reading(
        facts=facts,
        measures=understood,
        unplaced=tuple(_without_facts(pieces, facts)),
        notices=(*document.notices, *notices_of(understood, found.columns)),
        columns=tuple(found.columns),
        language=language_of(document),
    )


def _read_tables(
    blocks: Sequence[tuple[int, Block]], lines: Sequence[Line], choices: ColumnChoices, found: _Found
) -> list[tuple[int, Table]]:
    """Read the tables that hold measures; returns the others."""
    others: list[tuple[int, Table]] = []
    tables = [(number, block) for number, block in blocks if isinstance(block, Table)]
    header: Header | None = None
    for position, (number, table) in enumerate(tables):
        chapter = _chapter(lines, number)
        doubtful = bool(chapter) and speaks_of_no_measures(chapter[-1].text)
        reading = read_table(table, position, choices=choices, doubtful=doubtful, before=header)
        if reading is None:
            others.append((number, table))
            continue
        header = reading.header
        _keep_table(number, table, reading, chapter, found)
    return others


def _keep_table(number: int, table: Table, reading: TableReading, chapter: Sequence[Line], found: _Found) -> None:
    area = _area_of(table, chapter)
    for measure in reading.measures:
        if area and Field.AREA not in measure.values:
            measure = replace(measure, values={Field.AREA: area, **measure.values})  # noqa: PLW2901
        found.measures.append((number, measure))
    found.pieces += [(number, piece) for piece in reading.pieces]
    found.columns += reading.columns
    if table.title:
        found.pieces.append((number, Piece(table.title, Why.HEADING, table.place)))


def _chapter(lines: Sequence[Line], number: int) -> list[Line]:
    """The headings that a table stands under, the outermost first."""
    chapter: list[Line] = []
    for line in lines:
        if line.source >= number:
            break
        if line.kind == HEADING or (line.kind in {BOLD, TEXT} and line.is_title and _names_area(line)):
            level = line.level if line.kind == HEADING else 7
            chapter = [each for each in chapter if (each.level if each.kind == HEADING else 7) < level]
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


def _read_text(
    blocks: Sequence[tuple[int, Block]],
    others: list[tuple[int, Table]],
    facts: Facts,
    found: _Found,
    document_format: Format,
) -> None:
    """Read what stands outside the tables of measures: labelled blocks, lists, and text whose columns are lost."""
    cards = {number: table for number, table in others if _holds_cards(number, table)}
    lines = list(_text_lines(blocks, cards, document_format))
    outline = Outline(left=lines)
    if not found.measures:
        outline = read_lost_columns(lines) or outline
    if not outline.measures:
        outline = read_outline(lines, strict=bool(found.measures), title=facts.title)
    if not outline.measures and not found.measures:
        outline = read_lists(lines, facts.title) or outline
    orders = _orders(blocks)
    found.measures += [(orders.get(measure.place, 0), measure) for measure in outline.measures]
    found.pieces += list(_pieces_of_lines(outline.left, lines))
    for number, table in others:
        if number not in cards:
            found.pieces += [(number, piece) for piece in _pieces_of_table(table)]
    found.pieces += [(number, _aside(block)) for number, block in blocks if isinstance(block, Aside)]


def _orders(blocks: Sequence[tuple[int, Block]]) -> dict[Place, int]:
    return {block.place: number for number, block in blocks}


def _labels(cell: Cell, number: int) -> set[Field]:
    return {line.label for line in lines_of_cell(cell.text, cell.place, number) if line.label}


def _holds_cards(number: int, table: Table) -> bool:
    """A table used for layout: its cells hold labelled lines."""
    labels = [_labels(cell, number) for cell in table.cells]
    together = set().union(*labels)
    return any(len(each) >= 2 for each in labels) or (len(together) >= 3 and bool(together & MEASURE))


def _text_lines(
    blocks: Sequence[tuple[int, Block]], cards: dict[int, Table], document_format: Format
) -> Iterator[Line]:
    for is_card, together in groupby(blocks, key=lambda pair: pair[0] in cards):
        if not is_card:
            yield from lines_of(together, document_format)
            continue
        for number, _ in together:
            for cell in cards[number].cells:
                yield from lines_of_cell(cell.text, cell.place, number)
                if len(_labels(cell, number)) >= 2:
                    yield Line("", TABLE, place=cell.place, source=number)


def _pieces_of_lines(left: Sequence[Line], lines: Sequence[Line]) -> Iterator[tuple[int, Piece]]:
    """Lines that are in no measure; those of one block together, as long as all of them are left."""
    counts = Counter(line.source for line in lines)
    remaining = Counter(line.source for line in left)
    done: set[int] = set()
    for line in left:
        if line.kind == TABLE or line.source in done:
            continue
        together = [line]
        if counts[line.source] == remaining[line.source]:
            together = [each for each in left if each.source == line.source and each.kind != TABLE]
            done.add(line.source)
        text = "\n".join(_whole(each) for each in together)
        yield line.source, Piece(text, Why.HEADING if line.kind == HEADING else Why.TEXT, line.place)


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
    doubtful = {
        value.text for measure in measures if (value := measure.values.get(Field.AREA)) and value.confidence < 0.65
    }
    known = {value.text for measure in measures if (value := measure.values.get(Field.AREA))}
    if len(known) > 1 or not doubtful:
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
