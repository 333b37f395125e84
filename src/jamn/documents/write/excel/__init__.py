"""Excel: the text on the first sheet, each table on one of its own, as a person would set them up."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from jamn.documents.publication import Cell, Publication, Table
from jamn.documents.write import clean
from jamn.documents.write.excel.heights import LINE, TALLEST, heights, lines, widened
from jamn.documents.write.excel.numbers import number
from jamn.documents.write.excel.sheets import Sheet, Text, laid_out, shortened
from jamn.documents.write.words import Words, words

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST_TEXT = 32_767
"""Characters of a cell, by Excel's own limit; a longer text ends with an ellipsis."""

LONGEST_FOOTER = 255
LONGEST_ADDRESS = 2_079

_PETROL, _TINT, _PALE, _LINE, _DARK = "#066570", "#dfebed", "#eff4f5", "#c3d2d5", "#003239"

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def xlsx(publication: Publication) -> bytes:
    """The publication as an Excel workbook. No text becomes a formula, whatever it begins with."""
    from xlsxwriter.workbook import Workbook  # noqa: PLC0415 - only when a workbook is written

    publication = clean.cleaned(publication)
    file = BytesIO()
    with Workbook(file, _OPTIONS) as workbook:
        _Writer(workbook, publication, words(publication.language)).write()
    return file.getvalue()


class _Writer:
    def __init__(self, workbook: Workbook, publication: Publication, known: Words) -> None:
        self._workbook = workbook
        self._publication = publication
        self._words = known
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def write(self) -> None:
        content, sheets = laid_out(self._publication, self._words)
        about = {"title": self._publication.title, "author": self._publication.organisation}
        self._workbook.set_properties(about)
        self._text(self._sheet(self._words.document), content)
        for sheet in sheets:
            self._table(self._sheet(sheet.name), sheet)

    def _sheet(self, name: str) -> Worksheet:
        sheet = self._workbook.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.8)
        page = self._words.page.format(page="&P", pages="&N")
        about = self._publication.classification.replace("&", "&&")
        about = f"{self._words.classification}: {about}" if about else ""
        sheet.set_footer(f"&L{shortened(about, LONGEST_FOOTER - len(page) - 4)}&R{page}")
        return sheet

    def _format(self, **looks: Any) -> Format:
        key = tuple(sorted(looks.items()))
        if key not in self._formats:
            whole = {"font_name": "Calibri", "font_size": 11, "text_wrap": True, "valign": "top", **looks}
            self._formats[key] = self._workbook.add_format(whole)
        return self._formats[key]

    def _text(self, sheet: Worksheet, content: Text) -> None:
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 76)
        sheet.set_portrait()
        for row, (line, level) in enumerate(content.lines):
            if level is not None:
                size = {0: 18, 1: 14, 2: 12}.get(level, 11)
                sheet.set_row(row, 1.5 * size)
                self._string(sheet, row, 0, line[0], self._format(bold=True, font_size=size, text_wrap=False))
            elif len(line) == 1:
                looks = self._format()
                sheet.merge_range(row, 0, row, 1, "", looks)
                self._string(sheet, row, 0, line[0], looks)
                sheet.set_row(row, LINE * min(TALLEST, lines(line[0], 104)))
            else:
                sheet.set_row(row, LINE * min(TALLEST, max(lines(line[0], 32), lines(line[1], 72))))
                self._string(sheet, row, 0, line[0], self._format(font_color=_PETROL, bottom=1, bottom_color=_LINE))
                self._string(sheet, row, 1, line[1], self._format(bottom=1, bottom_color=_LINE))

    def _table(self, sheet: Worksheet, page: Sheet) -> None:
        table = page.table
        headers = 1 + bool(table.groups)
        widths = [max(9, min(60, 16 * width)) for width in widened(table)]
        for index, width in enumerate(widths):
            sheet.set_column(index, index, width)
        for row, height in enumerate(heights(table, widths), headers - 1):
            sheet.set_row(row, LINE * height)
        self._groups(sheet, table)
        for index, column in enumerate(table.columns):
            side = "right" if column.numeric else "left"
            looks = self._format(
                bold=True, bg_color=_TINT, font_color=_DARK, border=1, border_color=_LINE, valign="bottom", align=side
            )
            self._string(sheet, headers - 1, index, column.header, looks)
        for row, cells in enumerate(clean.placed(table), headers):
            for column_index, cell in cells:
                self._cell(sheet, _At(row, column_index), cell, table)
        sheet.freeze_panes(headers, 0)
        sheet.repeat_rows(0, headers - 1)
        if table.rows and not any(cell.rows > 1 or cell.columns > 1 for row in table.rows for cell in row):
            sheet.autofilter(headers - 1, 0, headers - 1 + len(table.rows), len(table.columns) - 1)

    def _groups(self, sheet: Worksheet, table: Table) -> None:
        column = 0
        looks = self._format(
            bold=True, bg_color=_PETROL, font_color="#ffffff", border=1, border_color=_LINE, align="center"
        )
        for text, span in table.groups:
            if span > 1:
                sheet.merge_range(0, column, 0, column + span - 1, "", looks)
            self._string(sheet, 0, column, text, looks)
            column += span

    def _cell(self, sheet: Worksheet, at: _At, cell: Cell, table: Table) -> None:
        looks: dict[str, Any] = {"border": 1, "border_color": _LINE}
        if cell.heading:
            looks |= {"bold": True, "font_color": _DARK}
        if cell.heading and cell.columns == len(table.columns):
            looks["bg_color"] = _PALE
        found = number(cell.text, self._publication.language) if table.columns[at.column].numeric else None
        if found:
            looks |= {"num_format": found.format, "align": "right"}
        if cell.link:
            looks |= {"font_color": _PETROL, "underline": 1}
        chosen = self._format(**looks)
        if cell.rows > 1 or cell.columns > 1:
            last = at.row + cell.rows - 1, at.column + cell.columns - 1
            sheet.merge_range(at.row, at.column, *last, "", chosen)
        if found:
            sheet.write_number(at.row, at.column, found.value, chosen)
        elif cell.link and cell.text and len(cell.link) <= LONGEST_ADDRESS:
            sheet.write_url(at.row, at.column, cell.link, chosen, _cut(cell.text))
        else:
            self._string(sheet, at.row, at.column, cell.text, chosen)

    @staticmethod
    def _string(sheet: Worksheet, row: int, column: int, text: str, looks: Format) -> None:
        """A text as a text: never `write`, which takes some texts for formulas."""
        sheet.write_string(row, column, _cut(text), looks)


@dataclass(frozen=True, slots=True)
class _At:
    row: int
    column: int


def _cut(text: str) -> str:
    whole = shortened(text, LONGEST_TEXT)
    return text if whole == text else shortened(text, LONGEST_TEXT - 1) + "…"
