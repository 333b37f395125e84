"""What a file is, told by its content, and the tables in it. Files come from strangers: sizes are looked at first."""

from __future__ import annotations

import codecs
import csv
import zipfile
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import Any, Final

from jamn.pay.reading.headers import plain, understood
from jamn.pay.reading.spans import span
from jamn.pay.reading.unreadable import UnreadablePayroll, listed, shown

LARGEST: Final = 200 * 2**20
"""Bytes of a workbook or of text. A nation's payroll comes as Parquet."""
LARGEST_UNPACKED: Final = 2**30
"""Bytes of all that a workbook unpacks to."""
MOST_CELLS: Final = 20_000_000
"""Cells of the rectangle that a sheet's filled cells span: it is held whole, however empty."""
LOOKED_AT: Final = 30
"""Headers are looked for in so many rows."""
FEWEST: Final = 2
"""So many known headers make a row of headers."""
DELIMITERS: Final = ";\t,|"
"""Of those that fit equally well the first is taken: a comma is a decimal mark in the Nordics."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Form(StrEnum):
    """The forms of file that are read."""

    PARQUET = "Parquet"
    WORKBOOK = "Excel or OpenDocument"
    TEXT = "CSV"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of rows, each a list of cells; the first of them is row `first` of the file."""

    name: str
    rows: list[list[Any]] = field(repr=False)
    first: int = 1

    def known(self, named: Collection[str] = ()) -> list[int]:
        """How many known headers, or ones of those `named`, each of the first rows has."""
        wanted = set(map(plain, named))
        words = [_words(row) for row in self.rows[:LOOKED_AT]]
        return [understood(row) + sum(plain(word) in wanted for word in row) for row in words]

    def headers(self, named: Collection[str] = ()) -> tuple[int, list[str]]:
        """Where the row of headers is, being the one with most that are known, and the headers.

        Raises `UnreadablePayroll` when there is none.
        """
        known = self.known(named)
        if known and max(known) >= FEWEST:
            place = known.index(max(known))
            return place, _words(self.rows[place])
        first = next((row for row in self.rows if sum(map(bool, _words(row))) >= FEWEST), [])
        seen = f"; the first row of words holds {listed(_words(first))}" if first else ""
        raise UnreadablePayroll(
            f"No row of headers was found in the first {LOOKED_AT} rows{seen}. Put a row with the names of the columns "
            "above the persons: sex (or personal number) and fixed pay at least."
        )


def form(path: Path) -> Form:
    """What a file is. Raises `UnreadablePayroll` when it is none that can be read."""
    if not path.is_file():
        raise UnreadablePayroll(f"There is no file {shown(path.name)}.")
    with path.open("rb") as file:
        head = file.read(8)
    if not head:
        raise UnreadablePayroll(f"{shown(path.name)} is empty (0 bytes). Choose another file.")
    if head.startswith(b"PAR1"):
        return Form.PARQUET
    if path.stat().st_size > LARGEST:
        raise UnreadablePayroll(
            f"{shown(path.name)} is too large ({path.stat().st_size // 2**20} MB; at most {LARGEST // 2**20}). Save it "
            "as Parquet, which is read a part at a time."
        )
    if head.startswith(b"PK\x03\x04"):
        _check_package(path)
        return Form.WORKBOOK
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Form.WORKBOOK
    return Form.TEXT


def sheet(path: Path, which: Form, wanted: str | None = None) -> Sheet:
    """The table of a workbook or a file of text that looks most like a payroll, or the one that is `wanted` by name.

    Raises `UnreadablePayroll`.
    """
    if which == Form.TEXT:
        return _delimited(_decoded(path.read_bytes(), path.name))
    try:
        return _of_workbook(path, wanted)
    except UnreadablePayroll:
        raise
    except BaseException as problem:
        # calamine is written in Rust: led astray by a damaged file it raises what is no `Exception`
        if isinstance(problem, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        locked = type(problem).__name__ == "PasswordError"
        why = (
            "is locked with a password: save it without"
            if locked
            else "is damaged: open it, save it anew and try again"
        )
        raise UnreadablePayroll(f"{shown(path.name)} {why}.") from None


def _most_known(sheet: Sheet) -> int:
    return max(sheet.known(), default=0)


def _words(row: Sequence[Any]) -> list[str]:
    return [cell.strip() if isinstance(cell, str) else "" for cell in row]


def _of_workbook(path: Path, wanted: str | None) -> Sheet:
    import python_calamine as calamine  # noqa: PLC0415 - takes a moment

    with calamine.CalamineWorkbook.from_path(path) as book:
        shown_sheets = [
            each.name
            for each in book.sheets_metadata
            if each.visible == calamine.SheetVisibleEnum.Visible and each.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        if wanted is not None and wanted not in book.sheet_names:
            raise UnreadablePayroll(f"There is no sheet {shown(wanted)}; the sheets are {listed(book.sheet_names)}.")
        names = shown_sheets if wanted is None else [wanted]
        found = _likest([book.get_sheet_by_name(name) for name in names])
        first = (found.start or (0, 0))[0] + 1
        return Sheet(found.name, found.to_python(skip_empty_area=True), first)


def _likest(sheets: list[Any]) -> Any:
    """The sheet with most known headers, and of several the longest."""
    if not sheets:
        raise UnreadablePayroll("The workbook has no visible sheet with cells.")
    if len(sheets) == 1:
        return sheets[0]
    return max(sheets, key=lambda each: (_most_known(Sheet(each.name, each.to_python(nrows=LOOKED_AT))), each.height))


def _check_package(path: Path) -> None:
    """Refuse a package that is damaged, locked, none of a workbook, or too large when it is unpacked."""
    try:
        with zipfile.ZipFile(path) as package:
            if sum(each.file_size for each in package.infolist()) > LARGEST_UNPACKED:
                raise UnreadablePayroll(
                    f"{shown(path.name)} is too large when it is unpacked (over {LARGEST_UNPACKED // 2**30} GB). Save "
                    "the payroll alone as a file of its own."
                )
            is_workbook, cells = _is_workbook(package), span(package)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, zlib.error):
        raise UnreadablePayroll(
            f"{shown(path.name)} is cut short or damaged: open it in the program it was made with, and save it anew."
        ) from None
    if not is_workbook:
        raise UnreadablePayroll(f"{shown(path.name)} is an archive or a document, no workbook. Choose a payroll file.")
    if cells > MOST_CELLS:
        raise UnreadablePayroll(
            f"A sheet of {shown(path.name)} spans {cells} cells, full or empty. Delete what lies far from the payroll, "
            "or save it as Parquet."
        )


def _is_workbook(package: zipfile.ZipFile) -> bool:
    names = package.namelist()
    if "mimetype" in names:
        return package.read("mimetype").startswith(b"application/vnd.oasis.opendocument.spreadsheet")
    return any(name.startswith("xl/workbook") for name in names)


def _decoded(data: bytes, name: str) -> str:
    """The characters of a text: by its mark, as UTF-8, as UTF-16 without a mark, else as Nordic Windows has it."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _text(data[len(mark) :], encoding, name)
    half = data[:2000]
    if half.count(0) > len(half) // 4:
        return _text(data, "utf-16-le" if half[1::2].count(0) > half[0::2].count(0) else "utf-16-be", name)
    try:
        return _text(data, "utf-8", name)
    except UnreadablePayroll:
        return _text(data, "cp1252", name)


def _text(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text or data.startswith((b"%PDF", b"{\\rtf")):
        raise UnreadablePayroll(
            f"{shown(name)} is no payroll file that is known here: save it as Excel, CSV or Parquet."
        )
    return text


def _delimited(text: str) -> Sheet:
    """The table of a text, parted by the delimiter under which most headers are known."""
    delimiter = max(DELIMITERS, key=lambda each: _most_known(Sheet("", list(_parted(text, each, LOOKED_AT)))))
    return Sheet("", list(_parted(text, delimiter)))


def _parted(text: str, delimiter: str, most: int | None = None) -> Iterator[list[str]]:
    csv.field_size_limit(LARGEST)
    for place, row in enumerate(csv.reader(StringIO(text, newline=""), delimiter=delimiter)):
        if place == most:
            return
        yield row
