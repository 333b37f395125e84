"""Spreadsheets of OpenDocument (.ods). Their cells hold the very text that is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from jamn.documents.blocks import Apart, Aside, Block, Document, Format, Notice, Paragraph, Place, Unreadable
from jamn.documents.read.lines import tidy
from jamn.documents.read.opendocument.content import DRAW, OFFICE, TABLE, TEXT, Styles, number, paragraph, title
from jamn.documents.read.packages import Package
from jamn.documents.read.sheets.layout import Area, Sheet, Value, blocks, rows_as_text
from jamn.documents.read.sheets.xlsx import (
    FORMULAS,
    HIDDEN_ROWS,
    HIDDEN_SHEET,
    MOST_CELLS,
    TOO_MANY_CELLS,
)


def read(path: Path, name: str, progress: Callable[[int, int], None]) -> Document:
    """Read an OpenDocument spreadsheet. Raises `Unreadable`, or what the XML parser raises for a damaged file."""
    with Package(path, name) as package:
        content = package.xml("content.xml")
        styles = Styles(package, content)
        found: list[Block] = []
        notices: list[Notice] = []
        tables = list(content.iterfind(f"{OFFICE}body/{OFFICE}spreadsheet/{TABLE}table"))
        left = MOST_CELLS
        for done, element in enumerate(tables, 1):
            page = _Page(element, styles, name, left)
            left -= len(page.sheet.cells)
            found += page.blocks()
            notices += page.notices()
            progress(done, len(tables))
        return Document(
            name=name,
            format=Format.ODS,
            blocks=(*styles.margins(), *found),
            notices=tuple(notices),
            title=title(package),
        )


class _Page:
    """One sheet: its cells, and what is noted while they are read."""

    def __init__(self, table: etree._Element, styles: Styles, name: str, most_cells: int) -> None:
        self.name = table.get(f"{TABLE}name", "")
        self.sheet = Sheet(lambda area: Place(sheet=self.name, cells=str(area)))
        self._styles = styles
        self._file = name
        self._left = most_cells
        self._is_shown = styles.is_shown(table.get(f"{TABLE}style-name"))
        self._asides: list[Block] = []
        self._formulas: list[Area] = []
        self._hidden = 0
        self._read(table)
        covered = self.sheet.uncover()
        self._asides += covered

    def blocks(self) -> list[Block]:
        if self._is_shown:
            return [*blocks(self.sheet), *self._asides]
        return [*(Aside(text, Apart.HIDDEN, place) for text, place in rows_as_text(self.sheet)), *self._asides]

    def notices(self) -> Iterator[Notice]:
        place = Place(sheet=self.name)
        if self._formulas:
            values: dict[str, str | int] = {"count": len(self._formulas), "sheet": self.name}
            yield Notice(FORMULAS, {**values, "cell": str(self._formulas[0])}, place)
        if not self._is_shown and self.sheet.cells:
            yield Notice(HIDDEN_SHEET, {"sheet": self.name}, place)
        elif self._hidden:
            yield Notice(HIDDEN_ROWS, {"sheet": self.name, "count": self._hidden}, place)

    def _read(self, table: etree._Element) -> None:
        row = 0
        for element in table.iter(f"{TABLE}table-row"):
            repeated = number(element, f"{TABLE}number-rows-repeated")
            before = len(self.sheet.cells)
            cells = list(self._cells(element))
            for again in range(row, row + repeated if cells else row):
                for column, cell in cells:
                    self._cell(cell, again, column)
            if element.get(f"{TABLE}visibility", "visible") != "visible" and len(self.sheet.cells) > before:
                self._hidden += repeated
            row += repeated
        used = {column for _, column in self.sheet.cells}
        self._hidden += len(used & set(_hidden_columns(table, max(used, default=0))))
        for frame in table.iterfind(f"{TABLE}shapes//{DRAW}text-box"):
            text = tidy("\n".join(paragraph(each, self._styles).text for each in frame.iter(f"{TEXT}p")))
            if text:
                self._asides.append(Paragraph(text, Place(sheet=self.name)))

    def _cells(self, row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
        """The cells of a row that hold something, with their columns."""
        column = 0
        for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            repeated = number(cell, f"{TABLE}number-columns-repeated")
            if len(cell) or cell.get(f"{OFFICE}value-type") or cell.get(f"{TABLE}formula"):
                for again in range(column, column + min(repeated, self._left + 1)):
                    yield again, cell
            column += repeated

    def _cell(self, cell: etree._Element, row: int, column: int) -> None:
        self._left -= 1
        if self._left < 0:
            raise Unreadable(TOO_MANY_CELLS, name=self._file, count=MOST_CELLS)
        across, down = number(cell, f"{TABLE}number-columns-spanned"), number(cell, f"{TABLE}number-rows-spanned")
        area = Area(row, column, row + down - 1, column + across - 1)
        style_bold = self._styles.is_bold("table-cell", cell.get(f"{TABLE}style-name")) or False
        found = [paragraph(each, self._styles, bold=style_bold) for each in cell.iterchildren(f"{TEXT}p", f"{TEXT}h")]
        text = "\n".join(words.text for words in found if words.text) or _value(cell)
        if text:
            shown = [words for words in found if words.text]
            self.sheet.cells[row, column] = Value(
                text, bold=all(words.bold for words in shown) if shown else style_bold
            )
            if across > 1 or down > 1:
                self.sheet.merged[row, column] = area
        elif cell.get(f"{TABLE}formula"):
            self._formulas.append(area)
            self._asides.append(Aside(cell.get(f"{TABLE}formula", ""), Apart.HIDDEN, self.sheet.place(area)))
        for comment in cell.iterchildren(f"{OFFICE}annotation"):
            said = tidy("\n".join(paragraph(each, self._styles).text for each in comment.iter(f"{TEXT}p")))
            if said:
                self._asides.append(Aside(said, Apart.COMMENT, self.sheet.place(area)))


def _value(cell: etree._Element) -> str:
    """The value of a cell whose writer left out what is shown."""
    for kind in ("string-value", "date-value", "time-value", "boolean-value", "value"):
        if said := cell.get(f"{OFFICE}{kind}"):
            return tidy(said)
    return ""


def _hidden_columns(table: etree._Element, last: int) -> Iterator[int]:
    column = 0
    for element in table.iter(f"{TABLE}table-column"):
        repeated = number(element, f"{TABLE}number-columns-repeated")
        if element.get(f"{TABLE}visibility", "visible") != "visible":
            yield from range(column, min(column + repeated, last + 1))
        column += repeated
