"""Documents written in a few lines, for tests of what is understood of them."""

from __future__ import annotations

import re
from collections import Counter

from jamn.documents.blocks import Block, Cell, Document, Format, Heading, ListItem, Paragraph, Place, Table
from jamn.importers import interpret
from jamn.importers.interpret import Field, Reading

SAME = '"'
"""A cell that holds this is merged with the one above it; ``<`` with the one to its left."""


def table(*rows: str, title: str | None = None, number: int = 1, sheet: str | None = None, sure: bool = True) -> Table:
    """A table whose rows are ``cell | cell | cell``. ``\\n`` parts lines in a cell, ``*text*`` is a bold cell."""
    texts = [[text.strip().replace("\\n", "\n") for text in row.split("|")] for row in rows]
    cells: dict[tuple[int, int], Cell] = {}
    for at, row in enumerate(texts):
        for column, text in enumerate(row):
            if text == SAME:
                origin = next(up for up in range(at - 1, -1, -1) if texts[up][column] != SAME)
                above = cells[origin, column]
                cells[origin, column] = Cell(
                    above.text, origin, column, at - origin + 1, above.column_span, above.place, above.heading
                )
            elif text == "<":
                origin = next(left for left in range(column - 1, -1, -1) if row[left] != "<")
                left_cell = cells[at, origin]
                cells[at, origin] = Cell(left_cell.text, at, origin, 1, column - origin + 1, left_cell.place)
            else:
                place = Place(
                    table=number, row=at + 1, sheet=sheet, cells=f"{'ABCDEFGHIJ'[column]}{at + 1}" if sheet else None
                )
                bold = bool(re.fullmatch(r"\*.+\*", text))
                cells[at, column] = Cell(text.strip("*"), at, column, place=place, heading=bold)
    return Table(
        tuple(cells.values()), len(texts), len(texts[0]), title=title, place=Place(table=number, sheet=sheet), sure=sure
    )


def document(*blocks: Block | str, format: Format = Format.DOCX) -> Document:  # noqa: A002
    """A document of blocks; a string is Markdown-like: ``# heading``, ``- item``, ``1. item``, ``**bold**``, text."""
    return Document("plan.docx", format, tuple(_block(each, number) for number, each in enumerate(blocks, 1)))


def _block(block: Block | str, number: int) -> Block:
    if not isinstance(block, str):
        return block
    place = Place(paragraph=number)
    if match := re.match(r"(#+) (.*)", block, re.DOTALL):
        return Heading(match[2], len(match[1]), place)
    if match := re.match(r"(-|\d+\.) (.*)", block, re.DOTALL):
        return ListItem(match[2], "·" if match[1] == "-" else match[1], 0, place)
    if match := re.fullmatch(r"\*\*(.+)\*\*", block):
        return Paragraph(match[1], place, bold=True)
    return Paragraph(block, place)


def read(*blocks: Block | str, **options: Format) -> Reading:
    """What is understood of a document of these blocks."""
    return interpret.plan(document(*blocks, **options))


def said(reading: Reading, *fields: Field) -> list[tuple[str | None, ...]]:
    """The words of these fields, measure by measure."""
    return [tuple(measure.text(name) for name in fields) for measure in reading.measures]


def words(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return re.findall(r"\w+", text.lower())


def lost_words(source: Document, reading: Reading) -> Counter[str]:
    """The words of a document that stand nowhere in what was understood of it."""
    there: Counter[str] = Counter()
    for block in source.blocks:
        if isinstance(block, Table):
            there.update(word for cell in block.cells for word in words(cell.text))
            there.update(words(block.title or ""))
        else:
            there.update(words(block.text))
    facts = reading.facts
    told = [value.text for measure in reading.measures for value in measure.values.values()]
    told += [label for measure in reading.measures for label in measure.labels.values()]
    told += [piece.text for piece in reading.unplaced]
    told += [column.header for column in reading.columns]
    told += [
        value.text
        for value in (facts.title, facts.organisation, facts.period, facts.adopted, facts.classification)
        if value
    ]
    return there - Counter(word for text in told for word in words(text))
