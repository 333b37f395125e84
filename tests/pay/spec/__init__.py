"""Spec tests of `jamn.pay`: small tables in, numbers out, printed as the chapters of the manual in `docs/method/`.

A chapter is written as data, in a file of its own. Each of its examples says what is asked of the library, in Python,
and which figures come out; a figure has the arithmetic by which a reader finds it with a pocket calculator. That
arithmetic is worked out by `hand`, which knows nothing of the library. So three must agree: what is printed, what the
library gives on every engine, and what is reckoned by hand (`tests/pay/test_spec.py`). `manual` prints the chapters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pyarrow as pa

NUMBER: Final = re.compile(r"[−-]?\d{1,3}(?: \d{3})*(?:\.\d+)?|[−-]?\d+(?:\.\d+)?")
NOTHING: Final = "–"


@dataclass(frozen=True, slots=True)
class Table:
    """A small table as it is printed: headers, and rows of words, numbers and what is missing (None)."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    empty_numbers: frozenset[str] = frozenset()

    def is_of_numbers(self, place: int) -> bool:
        """Whether a column holds numbers, and nothing else."""
        cells = [row[place] for row in self.rows if row[place] is not None]
        return all(NUMBER.fullmatch(cell or "") for cell in cells) and (
            bool(cells) or self.headers[place] in self.empty_numbers
        )

    def arrow(self) -> Any:
        """The table for the library: whole numbers, numbers with decimals, or words."""
        return pa.table({name: self._column(place) for place, name in enumerate(self.headers)})

    def _column(self, place: int) -> Any:
        cells = [row[place] for row in self.rows]
        if not self.is_of_numbers(place):
            return pa.array(cells, pa.string())
        numbers = [None if cell is None else float(plain(cell)) for cell in cells]
        whole = all("." not in cell for cell in cells if cell is not None)
        return pa.array([None if each is None else int(each) for each in numbers] if whole else numbers)


def table(text: str) -> Table:
    """A table from lines of cells with bars between them. A dash is a missing value.

    A header that ends with # is of numbers even if it has none.
    """
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    if any(len(line) != len(lines[0]) for line in lines):
        raise ValueError(f"every row needs {len(lines[0])} cells: {text}")
    headers = tuple(header.rstrip("#") for header in lines[0])
    rows = tuple(tuple(None if cell in {"", NOTHING} else cell for cell in line) for line in lines[1:])
    return Table(headers, rows, frozenset(header[:-1] for header in lines[0] if header.endswith("#")))


def plain(number: str) -> str:
    """A printed number as Python reads it: ``−48 000.5`` is ``-48000.5``."""
    return number.replace(" ", "").replace("−", "-")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of an example: what it is, how it is asked for, how it is printed, and how it is found by hand.

    `by_hand` is arithmetic (see `hand`), in which the names of the example's steps may be used. Without it the figure
    is a count or a word that the reader sees in the table.
    """

    what: str
    code: str
    value: str
    by_hand: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """Tables in, figures out. `tables` are by the names that `code` calls them; one seen before is not printed again.

    `given` are lines before the code that several examples have: the first prints them.

    `by_hand` is steps of arithmetic, one a line: ``name = expression = number``. `refused` is how the message begins
    that the code is refused with. `file` is the name and text of a file in `folder`.
    """

    title: str
    code: str
    figures: tuple[Figure, ...] = ()
    tables: Mapping[str, Table] = field(default_factory=dict)
    text: str = ""
    given: str = ""
    by_hand: str = ""
    refused: str = ""
    file: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Convention:
    """Something that sources leave open: what is chosen, and how another choice is made."""

    open: str
    choice: str
    how: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the manual. Texts are Markdown; `sources` are names in `references`."""

    name: str
    title: str
    functions: str
    answers: str
    formula: str
    conventions: tuple[Convention, ...]
    limits: str
    examples: tuple[Example, ...]
    sources: tuple[str, ...]
