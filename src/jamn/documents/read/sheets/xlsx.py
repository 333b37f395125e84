"""Excel workbooks (.xlsx, .xlsm): streamed from their XML, row by row.

Read by itself because what a plan needs is not the values but what a person sees: dates by their format, bold headers,
hidden sheets, comments, text boxes. Only cells that show something are kept, so a million formatted rows cost nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from lxml import etree

from jamn.documents.blocks import (
    Apart,
    Aside,
    Block,
    Document,
    Format,
    Notice,
    Paragraph,
    Place,
    Unreadable,
    gettext_noop,
)
from jamn.documents.read.lines import tidy
from jamn.documents.read.packages import Package, Relation
from jamn.documents.read.sheets import numbers
from jamn.documents.read.sheets.layout import Area, Sheet, Value, blocks, rows_as_text

MOST_CELLS = 50_000
"""Cells with a value in one workbook. A plan has some hundreds; payroll, which is larger, is not brought in here."""

_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PAGE_CODES = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f]{6}|[A-Za-z])|&(&)')


TOO_MANY_CELLS = gettext_noop(
    "“{name}” holds more than {count} filled cells: too many for a plan. Save the sheet with the plan as a file of its "
    "own."
)
FORMULAS = gettext_noop(
    "Cells in the sheet “{sheet}” hold formulas without a value ({count}; the first is {cell}). Open the file in "
    "Excel, save it and bring it in again."
)
HIDDEN_ROWS = gettext_noop("The sheet “{sheet}” has hidden rows or columns ({count}). They were read like the others.")
HIDDEN_SHEET = gettext_noop("The sheet “{sheet}” is hidden. Its text was put aside.")


@dataclass(frozen=True, slots=True)
class _Look:
    """A cell format: its number format's code and whether its font is bold."""

    code: str
    bold: bool


@dataclass(slots=True)
class _Page:
    """A sheet while it is read, with what is noted on the way."""

    sheet: Sheet
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: int = 0
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    margins: list[tuple[str, Apart]] = field(default_factory=list)
    covered: list[Aside] = field(default_factory=list)


def read(path: Path, name: str, progress: Callable[[int, int], None]) -> Document:
    """Read an Excel workbook. Raises `Unreadable`, or what the XML parser raises for a damaged file."""
    with Package(path, name) as package:
        return _Workbook(package).document(progress)


class _Workbook:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._cells_left = MOST_CELLS
        main = next((each.target for each in package.relations() if each.kind == "officeDocument"), "")
        self._root = package.xml(main)
        self._relations = {each.id: each for each in package.relations(main)}
        self._strings = [_string(each) for each in self._stream_of("sharedStrings", "{*}si")]
        self._language = numbers.language_of("".join(self._strings))
        self._looks = self._read_looks()
        properties = self._root.find("{*}workbookPr")
        self._since_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
        self._notices: list[Notice] = []

    def _stream_of(self, kind: str, *tags: str) -> Iterator[etree._Element]:
        for relation in self._relations.values():
            if relation.kind == kind and relation.target in self._package:
                yield from self._package.stream(relation.target, *tags)

    def _read_looks(self) -> list[_Look]:
        target = next((each.target for each in self._relations.values() if each.kind == "styles"), None)
        if target is None or target not in self._package:
            return []
        root = self._package.xml(target)
        codes = {**numbers.BUILT_IN}
        codes |= {int(each.get("numFmtId", "0")): each.get("formatCode", "") for each in root.iter("{*}numFmt")}
        fonts = [_is_bold(each) for each in root.iterfind("{*}fonts/{*}font")]
        looks = []
        for each in root.iterfind("{*}cellXfs/{*}xf"):
            font = int(each.get("fontId", "0"))
            code = codes.get(int(each.get("numFmtId", "0")), "General")
            looks.append(_Look(code, font < len(fonts) and fonts[font]))
        return looks

    def document(self, progress: Callable[[int, int], None]) -> Document:
        sheets = list(self._root.iterfind("{*}sheets/{*}sheet"))
        found: list[Block] = []
        for done, each in enumerate(sheets, 1):
            relation = self._relations.get(each.get(_R_ID, ""))
            if relation is not None and relation.kind == "worksheet":
                found += self._sheet(each.get("name", ""), relation, hidden=each.get("state", "visible") != "visible")
            progress(done, len(sheets))
        return Document(
            name=self._package.name,
            format=Format.XLSX,
            blocks=tuple(found),
            notices=tuple(self._notices),
            title=self._title(),
        )

    def _title(self) -> str | None:
        core = next((each.target for each in self._package.relations() if each.kind == "core-properties"), None)
        return (self._package.xml(core).findtext("{*}title") or None) if core and core in self._package else None

    def _sheet(self, name: str, relation: Relation, *, hidden: bool) -> list[Block]:
        page = self._page(name, relation.target)
        found: list[Block] = [*page.covered, *self._tied(name, relation.target)]
        found += [Aside(text, Apart.HIDDEN, page.sheet.place(Area(*at, *at))) for at, text in page.formulas.items()]
        self._note(name, page, hidden=hidden)
        if hidden:
            rows = [Aside(text, Apart.HIDDEN, place) for text, place in rows_as_text(page.sheet)]
            return [*rows, *found]
        headers: list[Block] = [Aside(text, why, Place(sheet=name)) for text, why in page.margins if text]
        return [*headers, *blocks(page.sheet), *found]

    def _note(self, name: str, page: _Page, *, hidden: bool) -> None:
        if page.formulas:
            row, column = next(iter(page.formulas))
            cell = str(Area(row, column, row, column))
            self._notices.append(
                Notice(FORMULAS, {"count": len(page.formulas), "sheet": name, "cell": cell}, Place(sheet=name))
            )
        if hidden and page.sheet.cells:
            self._notices.append(Notice(HIDDEN_SHEET, {"sheet": name}, Place(sheet=name)))
            return
        used = {column for _, column in page.sheet.cells}
        columns = sum(any(first <= column <= last for first, last in page.hidden_columns) for column in used)
        if count := page.hidden_rows + columns:
            self._notices.append(Notice(HIDDEN_ROWS, {"sheet": name, "count": count}, Place(sheet=name)))

    def _page(self, name: str, part: str) -> _Page:
        page = _Page(Sheet(lambda area: Place(sheet=name, cells=str(area))))
        row = -1
        margins = [f"{{*}}{page_kind}{end}" for page_kind in ("odd", "even", "first") for end in ("Header", "Footer")]
        for element in self._package.stream(part, "{*}row", "{*}mergeCell", "{*}col", *margins):
            match etree.QName(element).localname:
                case "row":
                    row = self._row(page, element, row)
                case "mergeCell":
                    self._merge(page.sheet, element.get("ref", ""))
                case "col":
                    if element.get("hidden") in {"1", "true"}:
                        page.hidden_columns.append((int(element.get("min", "1")) - 1, int(element.get("max", "1")) - 1))
                case margin:
                    why = Apart.PAGE_HEADER if margin.endswith("Header") else Apart.PAGE_FOOTER
                    page.margins.append((tidy(_PAGE_CODES.sub(lambda code: code[1] or " ", element.text or "")), why))
        page.margins = list(dict.fromkeys(page.margins))
        page.covered = page.sheet.uncover()
        return page

    def _row(self, page: _Page, element: etree._Element, above: int) -> int:
        """Keep what a row shows. Returns the row's index, which the file may leave out."""
        number = element.get("r", "")
        row = int(number) - 1 if number.isdecimal() else above + 1
        if next(element.iter("{*}v", "{*}t", "{*}f"), None) is None:
            return row
        before = len(page.sheet.cells)
        column = -1
        for cell in element:
            found = _REFERENCE.fullmatch(cell.get("r", ""))
            column = _column(found[1]) if found else column + 1
            if len(cell):
                self._cell(page, cell, row, column)
        if element.get("hidden") in {"1", "true"} and len(page.sheet.cells) > before:
            page.hidden_rows += 1
        return row

    def _cell(self, page: _Page, element: etree._Element, row: int, column: int) -> None:
        style = int(element.get("s", "0"))
        look = self._looks[style] if style < len(self._looks) else _Look("General", bold=False)
        text = tidy(self._text(element, look))
        if text:
            self._cells_left -= 1
            if self._cells_left < 0:
                raise Unreadable(TOO_MANY_CELLS, name=self._package.name, count=MOST_CELLS)
            page.sheet.cells[row, column] = Value(text, look.bold)
        elif (formula := element.findtext("{*}f")) and element.get("t") != "str":
            page.formulas[row, column] = f"={formula}"

    def _text(self, element: etree._Element, look: _Look) -> str:
        kind, raw = element.get("t", "n"), element.findtext("{*}v") or ""
        if kind == "inlineStr":
            inline = element.find("{*}is")
            return "" if inline is None else _string(inline)
        if kind == "s":
            return self._strings[int(raw)] if raw else ""
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(raw, raw)
        if kind in {"str", "e"} or not raw:
            return _unescaped(raw)
        try:
            value = _serial(raw) if kind == "d" else float(raw)
            return numbers.shown(value, look.code, self._language, since_1904=self._since_1904)
        except (ValueError, OverflowError):
            return raw

    def _merge(self, sheet: Sheet, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
        if start and end:
            row, column = int(start[2]) - 1, _column(start[1])
            sheet.merged[row, column] = Area(row, column, int(end[2]) - 1, _column(end[1]))

    def _tied(self, name: str, part: str) -> Iterator[Block]:
        """Text boxes and comments of a sheet."""
        relations = self._package.relations(part)
        present = [each for each in relations if each.target in self._package]
        for each in present:
            if each.kind == "drawing":
                for text in filter(None, map(_drawn, self._package.xml(each.target).iter("{*}txBody"))):
                    yield Paragraph(text, Place(sheet=name))
        threads = {each.kind: each for each in present}.get("threadedComment")
        if threads:
            for comment in self._package.xml(threads.target).iter("{*}threadedComment"):
                yield from _comment(comment.findtext("{*}text") or "", name, comment.get("ref"))
        for each in present:
            if each.kind == "comments" and not threads:
                for comment in self._package.xml(each.target).iter("{*}comment"):
                    yield from _comment(_string(comment.find("{*}text")), name, comment.get("ref"))


def _comment(text: str, sheet: str, cell: str | None) -> Iterator[Block]:
    if text := tidy(text):
        yield Aside(text, Apart.COMMENT, Place(sheet=sheet, cells=cell))


def _drawn(body: etree._Element) -> str:
    return tidy("\n".join("".join(each.text or "" for each in line.iter("{*}t")) for line in body.iter("{*}p")))


def _string(element: etree._Element | None) -> str:
    """The text of a string or comment, in one piece or in runs; phonetic hints are not part of it."""
    if element is None:
        return ""
    hints = {hint for each in element.iter("{*}rPh") for hint in each.iter("{*}t")}
    return _unescaped("".join(each.text or "" for each in element.iter("{*}t") if each not in hints))


def _unescaped(text: str) -> str:
    """Excel writes a control character as ``_x000D_``."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _serial(text: str) -> float:
    """An ISO 8601 date as Excel's number of days."""
    return (datetime.fromisoformat(text).replace(tzinfo=None) - numbers.DAY_ZERO) / timedelta(days=1)


def _is_bold(font: etree._Element) -> bool:
    bold = font.find("{*}b")
    return bold is not None and bold.get("val") not in {"0", "false"}


def _column(name: str) -> int:
    """0 for A, 26 for AA."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
