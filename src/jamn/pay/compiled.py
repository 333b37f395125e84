"""The two innermost loops of a regression over many rows, compiled by Numba where that is installed (`jamn[fast]`).

They do what `sums` and `pulls` do with NumPy, in one look at each row instead of one for each operation, and hold
no lock while they do it. Columns are rows here, as they lie in memory: columns × rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from jamn.pay.terms import Floats

MANY: Final = 1 << 20
"""From so many rows compiled loops are used: to load them takes longer than to do without."""
AT_ONCE: Final = 512
"""Rows that are looked at together: so few stay in the nearest of the processor's caches."""

Places = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Loops:
    """The loops, compiled."""

    add_sums: Callable[[Floats, int, Places, Floats, Floats, Floats], None]
    add_pulls: Callable[..., None]


def loops(n: int) -> Loops | None:
    """The compiled loops for so many rows; None where NumPy alone is quicker, or Numba is not installed."""
    return _compiled() if n >= MANY else None


@cache
def _compiled() -> Loops | None:
    try:
        from numba import njit  # noqa: PLC0415 - an extra, and takes a moment
    except ImportError:
        return None
    options: dict[str, Any] = {"nogil": True, "fastmath": {"reassoc", "contract", "nsz"}}
    try:
        return Loops(*(njit(cache=True, **options)(loop) for loop in (add_sums, add_pulls)))
    except RuntimeError:  # nowhere to keep what is compiled: it is made anew in each process
        return Loops(*(njit(**options)(loop) for loop in (add_sums, add_pulls)))


def add_sums(columns: Floats, n: int, levels: Places, counts: Floats, firsts: Floats, cross: Floats) -> None:  # noqa: PLR0917 - compiled functions take arguments by place
    """Of the first `n` rows, add to `counts` how many each level has, to `firsts` (levels × columns) the sums of each
    column in it, and to `cross` (columns × columns, the lower half alone) the products of the columns."""
    width = len(columns)
    for start in range(0, n, AT_ONCE):
        end = min(start + AT_ONCE, n)
        for one in range(width):
            for other in range(one + 1):
                cross[one, other] += np.dot(columns[one, start:end], columns[other, start:end])
        for row in range(start, end):
            counts[levels[row]] += 1.0
            first = firsts[levels[row]]
            for one in range(width):
                first[one] += columns[one, row]


def add_pulls(  # noqa: PLR0917 - the same
    columns: Floats,
    n: int,
    levels: Places,
    looks: Floats,
    at_means: Floats,
    share: float,
    rows: Floats,
    clusters: Places,
    of_clusters: Floats,
) -> None:
    """Of the first `n` rows, add to `rows` (seen × seen, the lower half alone) the products of what each pulls, and to
    `of_clusters` (clusters × seen) what each cluster does, if there are any.

    `looks` (columns × seen) are `Solved.looks`, and `at_means` (levels × seen) what they see of each level's means; the
    last that is seen is what is left of the outcome, and each pulls `share` of that at the mean.
    """
    width, seen = looks.shape
    pulls = np.empty((seen, AT_ONCE))
    for start in range(0, n, AT_ONCE):
        end = min(start + AT_ONCE, n)
        left = pulls[seen - 1, : end - start]
        for one in range(seen - 1, -1, -1):
            own = pulls[one, : end - start]
            for row in range(own.size):
                own[row] = -at_means[levels[start + row], one]
            for column in range(width):
                own += looks[column, one] * columns[column, start:end]
            if one < seen - 1:
                own *= left
        left *= share
        for one in range(seen):
            for other in range(one + 1):
                rows[one, other] += np.dot(pulls[one, : end - start], pulls[other, : end - start])
        for row in range(start, end if len(of_clusters) else start):
            for one in range(seen):
                of_clusters[clusters[row], one] += pulls[one, row - start]


def mirrored(lower: Floats) -> Floats:
    """A symmetric array of which the lower half alone was filled."""
    whole: Floats = lower + np.tril(lower, -1).T
    return whole
