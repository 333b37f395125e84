"""How many rows and columns the filled cells of a workbook's sheets span, before anything holds them.

A sheet is held as the rectangle around its filled cells, however empty that is: two cells in far corners, or one that
is said to be repeated a million times, would fill any memory.
"""

from __future__ import annotations

import re
import zipfile
from typing import Final

CHUNK: Final = 2**20
_CELL: Final = re.compile(rb' r="([A-Z]{1,3})(\d{1,7})"')
_TAG: Final = re.compile(rb"""<table:(table-row|table-cell|covered-table-cell)\b((?:[^>"']|"[^"]*"|'[^']*')*)>""")
_REPEATED: Final = re.compile(rb"""table:number-(?:rows|columns)-repeated\s*=\s*["'](\d{1,9})["']""")


def span(package: zipfile.ZipFile) -> int:
    """The cells of the largest rectangle, at most: in Excel by the places of cells, in OpenDocument by repetitions."""
    parts = [name for name in package.namelist() if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]
    spans = [_placed(package, part) for part in parts]
    if "content.xml" in package.namelist():
        spans.append(_repeated(package.read("content.xml")))
    return max(spans, default=0)


def _placed(package: zipfile.ZipFile, part: str) -> int:
    widest = deepest = 0
    rest = b""
    with package.open(part) as file:
        while chunk := file.read(CHUNK):
            cells = set(_CELL.findall(rest + chunk))
            widest = max([widest, *(_column(letters) for letters in {letters for letters, _ in cells})])
            deepest = max([deepest, *(int(row) for row in {row for _, row in cells})])
            rest = chunk[-200:]
    return widest * deepest


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _repeated(content: bytes) -> int:
    """Rows until the last that holds a value, times columns until the last that does, all sheets taken together."""
    rows = deepest = column = widest = 0
    for tag, attributes in _TAG.findall(content):
        found = _REPEATED.search(attributes)
        times = int(found[1]) if found else 1
        if tag == b"table-row":
            rows, column = rows + times, 0
            continue
        column += times
        if b"value-type" in attributes or b"table:formula" in attributes:
            deepest, widest = rows, max(widest, column)
    return deepest * widest
