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


def read(path: Path, name: str, progress: Callable[[int, int], None]) -> Document:
    """Read a table of comma-separated values. Raises `Unreadable` when it is no text or too large."""
    text = decoded(path.read_bytes(), name).replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    # Excel's own line that says which delimiter follows.
    said = first.removeprefix("sep=") if first.startswith("sep=") and len(first) == 5 else None
    delimiter, quoting = (said, csv.QUOTE_MINIMAL) if said else _dialect(text)
    starts: dict[int, int] = {}

    def place(area: Area) -> Place:
        return Place(line=starts[area.row])

    sheet = Sheet(place)
    for row, (line, cells) in enumerate(_rows(rest if said else text, delimiter, quoting)):
        starts[row] = line + (1 if said else 0)
        for column, cell in enumerate(cells):
            if shown := tidy(cell):
                sheet.cells[row, column] = Value(shown)
        if len(sheet.cells) > MOST_CELLS:
            raise Unreadable(TOO_MANY_CELLS, name=name, count=MOST_CELLS)
    progress(1, 1)
    return Document(name=name, format=Format.CSV, blocks=tuple(blocks(sheet)))


def _rows(text: str, delimiter: str, quoting: int) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of its first line."""
    csv.field_size_limit(LARGEST_TEXT)
    reader = csv.reader(io.StringIO(visible(text), newline=""), delimiter=delimiter, quoting=quoting)
    line = 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1


def _dialect(text: str) -> tuple[str, int]:
    """The delimiter and quoting by which most rows have the same number of cells, and that more than one."""
    sample = text[:SAMPLE]
    candidates = [(delimiter, quoting) for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE) for delimiter in DELIMITERS]
    return max(candidates, key=lambda each: _regularity(sample, *each))


def _regularity(sample: str, delimiter: str, quoting: int) -> float:
    widths = Counter(len(cells) for _, cells in _rows(sample, delimiter, quoting) if len(cells) > 1)
    if not widths:
        return 0
    width, count = widths.most_common(1)[0]
    return count * (count / widths.total()) * (1 + width / 100)
