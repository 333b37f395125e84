"""How wide a table's columns are: their shares, but no word is cut as long as another column has room to spare."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from jamn.documents.publication import Block, Table
from jamn.documents.write import clean

LONGEST_WORD = 24
"""Characters: a longer word is an address or a slip, and is cut."""

ROOM = 2
"""Characters that the cell's edges take."""

_BREAKS = re.compile(r"[\s/–-]+")


def fitted(blocks: Iterable[Block], characters: int) -> Iterator[Block]:
    """Clean blocks, in which the columns of tables are as wide as `shares` says."""
    for block in blocks:
        if isinstance(block, Table):
            widths = shares(block, characters)
            columns = (replace(column, width=width) for column, width in zip(block.columns, widths, strict=True))
            yield replace(block, columns=tuple(columns))
        else:
            yield block


def shares(table: Table, characters: int) -> list[float]:
    """The shares of a clean table's columns that add up to 1; `characters` stand on a line as wide as the table.

    A column whose longest word needs more than its share gets what the word needs, from those that have more than they
    need. Where there is not enough for all, the shares stand as they were said.
    """
    said = [max(column.width, 0.01) for column in table.columns]
    needs = [(word + ROOM) / characters for word in longest_words(table)]
    narrow: set[int] = set()
    while True:
        left = 1 - sum(needs[at] for at in narrow)
        whole = sum(width for at, width in enumerate(said) if at not in narrow)
        given = [needs[at] if at in narrow else left * width / whole for at, width in enumerate(said)]
        more = {at for at, share in enumerate(given) if at not in narrow and share < needs[at]}
        if not more:
            return given
        narrow |= more
        if len(narrow) == len(said) or sum(needs[at] for at in narrow) >= 1:
            return [width / sum(said) for width in said]


def longest_words(table: Table) -> list[int]:
    """How long the longest word in each column of a clean table is, headers included; `LONGEST_WORD` at most."""
    longest = [_longest(column.header) for column in table.columns]
    for row in clean.placed(table):
        for column, cell in row:
            if cell.columns == 1:
                longest[column] = max(longest[column], _longest(cell.text))
    return longest


def _longest(text: str) -> int:
    return min(LONGEST_WORD, max(map(len, _BREAKS.split(text))))
