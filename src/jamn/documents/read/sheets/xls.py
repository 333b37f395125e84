"""Excel workbooks from before 2007 (.xls), read by calamine.

It gives values, not what they look like: a date is shown as a whole date, and bold, comments and page headers are lost.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path

import python_calamine as calamine

from jamn.documents.blocks import Apart, Aside, Block, Document, Format, Notice, Place, Unreadable
from jamn.documents.read.lines import tidy
from jamn.documents.read.opening import OLD_WORD
from jamn.documents.read.packages import LOCKED
from jamn.documents.read.sheets import numbers
from jamn.documents.read.sheets.layout import Area, Sheet, Value, blocks, rows_as_text
from jamn.documents.read.sheets.xlsx import HIDDEN_SHEET, MOST_CELLS, TOO_MANY_CELLS

Shown = int | float | str | bool | date | datetime | time | timedelta


def read(path: Path, name: str, progress: Callable[[int, int], None]) -> Document:
    """Read an old Excel workbook. Raises `Unreadable`, or what calamine raises for a damaged file."""
    try:
        with _quietly():
            sheets = list(_sheets(path, name, progress))
    except calamine.PasswordError as problem:
        raise Unreadable(LOCKED, name=name) from problem
    except calamine.CalamineError as problem:
        # A Word file with a sheet inside has the streams of both; it is no workbook, and says so here.
        if "WordDocument\0".encode("utf-16-le") in path.read_bytes():
            raise Unreadable(OLD_WORD, name=name) from problem
        raise
    found: list[Block] = []
    notices: list[Notice] = []
    for title, sheet, is_shown in sheets:
        covered = sheet.uncover()
        if is_shown:
            found += blocks(sheet)
        elif sheet.cells:
            found += [Aside(text, Apart.HIDDEN, place) for text, place in rows_as_text(sheet)]
            notices.append(Notice(HIDDEN_SHEET, {"sheet": title}, Place(sheet=title)))
        found += covered
    return Document(name=name, format=Format.XLS, blocks=tuple(found), notices=tuple(notices))


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep calamine's panics from the terminal, and make exceptions of them.

    It is written in Rust: led astray by a damaged file, it writes a report to the terminal itself, and what it then
    raises is not an `Exception`.
    """
    sys.stderr.flush()
    terminal = os.dup(2)
    try:
        with Path(os.devnull).open("w") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    except BaseException as problem:
        if type(problem).__name__ == "PanicException":
            raise ValueError(str(problem)) from problem
        raise
    finally:
        os.dup2(terminal, 2)
        os.close(terminal)


def _sheets(path: Path, name: str, progress: Callable[[int, int], None]) -> Iterator[tuple[str, Sheet, bool]]:
    """Each sheet with its name and whether it is shown."""
    workbook = calamine.CalamineWorkbook.from_path(path)
    left = MOST_CELLS
    for done, metadata in enumerate(workbook.sheets_metadata, 1):
        sheet = _sheet(metadata.name, workbook.get_sheet_by_name(metadata.name))
        left -= len(sheet.cells)
        if left < 0:
            raise Unreadable(TOO_MANY_CELLS, name=name, count=MOST_CELLS)
        yield metadata.name, sheet, metadata.visible == calamine.SheetVisibleEnum.Visible
        progress(done, len(workbook.sheets_metadata))


def _sheet(name: str, source: calamine.CalamineSheet) -> Sheet:
    sheet = Sheet(lambda area: Place(sheet=name, cells=str(area)))
    left = source.start[1] if source.start else 0
    rows = list(source.iter_rows())
    language = numbers.language_of("".join(value for row in rows for value in row if isinstance(value, str)))
    for row, values in enumerate(rows):
        for column, value in enumerate(values, left):
            if text := _shown(value, language):
                sheet.cells[row, column] = Value(text)
    for (row, column), (last_row, last_column) in source.merged_cell_ranges or ():
        sheet.merged[row, column] = Area(row, column, last_row, last_column)
    return sheet


def _shown(value: Shown, language: numbers.Language) -> str:
    """A value as the usual format of its kind shows it."""
    match value:
        case bool():
            return str(value).upper()
        case int() | float():
            return numbers.plain(value, language)
        case datetime():
            return numbers.shown((value - numbers.DAY_ZERO) / timedelta(days=1), "short h:mm", language)
        case date():
            return numbers.shown((value - numbers.DAY_ZERO.date()).days, "short", language)
        case time() | timedelta():
            return str(value).removesuffix(":00")
        case _:
            return tidy(value)
