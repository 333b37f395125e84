"""Comma-separated text (.csv, .tsv): what Excel in the Nordics writes, with ``;`` between cells and cp1252 letters."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from jamn.documents.blocks import Document, Format, Place, Unreadable
from jamn.documents.read.lines import tidy, visible
from jamn.documents.read.plain import LARGEST_TEXT, decoded
from jamn.documents.read.sheets.layout import Area, Sheet, Value, blocks
from jamn.documents.read.sheets.xlsx import MOST_CELLS, TOO_MANY_CELLS

DELIMITERS = ";,\t|"
"""In the order in which they are believed when two fit equally well."""

SAMPLE = 50_000
"""Characters by which the delimiter is found."""

QUOTES_BELIEVED = 3
"""Quotes mean what they usually do unless reading without them gives so many times as many regular rows."""


def read(path: Path, name: str, progress: Callable[[int, int], None]) -> Document:
    """Read a table of comma-separated values. Raises `Unreadable` when it is no text or too large."""
    text = decoded(path.read_bytes(), name).replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    # Excel's own line that says which delimiter follows.
    said = first.removeprefix("sep=") if first.startswith("sep=") and len(first) == 5 else None
    delimiter, quoted = (said, True) if said else _dialect(text)
    starts: dict[int, int] = {}

    def place(area: Area) -> Place:
        return Place(line=starts[area.row])

    sheet = Sheet(place)
    for row, (line, cells) in enumerate(_rows(rest if said else text, delimiter, quoted=quoted)):
        starts[row] = line + (1 if said else 0)
        if len(sheet.cells) + len(cells) > MOST_CELLS:
            raise Unreadable(TOO_MANY_CELLS, name=name, count=MOST_CELLS)
        for column, cell in enumerate(cells):
            if shown := tidy(cell):
                sheet.cells[row, column] = Value(shown)
    progress(1, 1)
    return Document(name=name, format=Format.CSV, blocks=tuple(blocks(sheet)))


def _rows(text: str, delimiter: str, *, quoted: bool) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of its first line."""
    csv.field_size_limit(LARGEST_TEXT)
    lines = io.StringIO(visible(text), newline="")
    reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE)
    line = 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1


def _dialect(text: str) -> tuple[str, bool]:
    """The delimiter by which most rows have the same number of cells, more than one; and whether quotes mean something.

    A file whose quotes are only inches or speech would otherwise become one endless cell.
    """
    sample = text[:SAMPLE]
    candidates = [(delimiter, quoted) for quoted in (True, False) for delimiter in DELIMITERS]
    return max(candidates, key=lambda each: _regularity(sample, each[0], quoted=each[1]))


def _regularity(sample: str, delimiter: str, *, quoted: bool) -> float:
    widths = Counter(len(cells) for _, cells in _rows(sample, delimiter, quoted=quoted) if len(cells) > 1)
    if not widths:
        return 0
    width, count = widths.most_common(1)[0]
    return count * (count / widths.total()) * (1 + width / 100) * (QUOTES_BELIEVED if quoted else 1)
