"""Which levels of categories two groups share: of the others there is nobody to compare with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import prod
from typing import Any, Final

import numpy as np

from jamn.pay.ranked import Whole
from jamn.pay.rows import Chosen, Mask, Rows
from jamn.pay.terms import Table

LARGEST: Final = 1 << 62
"""Of the numbers that combinations of levels may have."""


def shared_levels(everyone: Rows, of_a: str) -> tuple[Rows | Chosen, dict[str, dict[Any, int]], dict[str, int]]:
    """The rows whose levels both groups have, these levels, and how many rows of each other level were left out.

    A level may be of one group alone once another is left out, so that all are looked at until nothing changes.
    """
    columns = list(everyone.levels)
    combinations, counts = _combinations(everyone, [*columns, of_a])
    keep = np.ones(len(counts), dtype=bool)
    gone: dict[str, int] = {}
    changed = True
    while changed:
        changed = False
        for place, column in enumerate(columns):
            levels = everyone.levels[column]
            codes, sides = combinations[keep, place], combinations[keep, -1]
            of_level = np.zeros((len(levels), 2), dtype=np.int64)
            np.add.at(of_level, (codes, sides), counts[keep])
            lone = (of_level > 0).sum(axis=1) == 1
            gone |= {f"{column}={level}": int(of_level[at].sum()) for level, at in levels.items() if lone[at]}
            changed |= bool(lone.any())
            keep &= ~lone[combinations[:, place]]
    met = {column: set(combinations[keep, place].tolist()) for place, column in enumerate(columns)}
    shared = {
        column: {level: at for level, at in everyone.levels[column].items() if at in met[column]} for column in columns
    }
    rows = Chosen(everyone, _of_levels(everyone.levels, met)) if gone else everyone
    return rows, shared, dict(sorted(gone.items()))


def _combinations(rows: Rows, columns: Sequence[str]) -> tuple[Whole, Whole]:
    """The combinations of levels that there are (each a row, a column for each of the columns), and how many rows have
    each. The last column is of truths."""
    sizes = [*(len(levels) for levels in rows.levels.values()), 2]
    found, counts = [np.empty((0, len(sizes)), dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for batch in rows:
        codes = [batch[column].astype(np.int64) for column in columns]
        if prod(sizes) < LARGEST:  # one number for each, which is quick to sort
            numbers, own = np.unique(np.ravel_multi_index(codes, sizes), return_counts=True)
            there = np.stack(np.unravel_index(numbers, sizes), axis=1)
        else:
            there, own = np.unique(np.stack(codes, axis=1), axis=0, return_counts=True)
        found.append(there)
        counts.append(own)
    combinations, places = np.unique(np.concatenate(found), axis=0, return_inverse=True)
    whole = np.zeros(len(combinations), dtype=np.int64)
    np.add.at(whole, places.ravel(), np.concatenate(counts))
    return combinations, whole


def _of_levels(levels: Mapping[str, Mapping[Any, int]], met: Mapping[str, set[int]]) -> Callable[[Table], Mask]:
    wanted = {column: np.isin(np.arange(len(levels[column])), list(places)) for column, places in met.items()}

    def of_them(batch: Table) -> Mask:
        chosen: Mask = np.logical_and.reduce([own[batch[column]] for column, own in wanted.items()])
        return chosen

    return of_them
