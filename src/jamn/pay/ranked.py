"""Amounts in cells, each cell's in order of size: how many, their exact sum, and what a share of them does not exceed.

One sort does it for all cells, of whole numbers that each hold the place of a cell and behind it the amount. It takes a
third of the time in which an engine finds medians by group, and gives all quantiles at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from jamn.pay.terms import Floats

Whole = npt.NDArray[np.int64]
Cells = npt.NDArray[np.integer[Any]]
BITS: Final = 63
HALF: Final = 31
"""Of a whole number of 64 bits, or of 32, which are sorted in half the time: those without its sign."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """The `amounts` of all cells: those of each, from its start to its end, in order of size."""

    amounts: Whole
    starts: Whole
    ends: Whole

    @property
    def n(self) -> Whole:
        """How many amounts each cell has."""
        counts: Whole = self.ends - self.starts
        return counts

    def of(self, cell: int) -> Whole:
        """The amounts of a cell, in order."""
        return self.amounts[self.starts[cell] : self.ends[cell]]

    def above_nothing(self) -> Ranked:
        """The same without the amounts of nothing or less."""
        return replace(self, starts=self.starts + _sums(self.amounts <= 0, self.starts, self.ends))

    def totals(self) -> npt.NDArray[Any]:
        """The sum of each cell, exact: whole numbers of Python where 64 bits might not hold them."""
        bounds = [abs(int(self.amounts.min(initial=0))), abs(int(self.amounts.max(initial=0)))]
        if max(bounds) * int(self.n.max(initial=0)) < 1 << BITS:
            return _sums(self.amounts, self.starts, self.ends)
        stretches = zip(self.starts.tolist(), self.ends.tolist(), strict=True)
        return np.array([sum(self.amounts[start:end].tolist()) for start, end in stretches], dtype=object)

    def largest(self) -> Whole:
        """The largest amount of each cell; 0 where it has none."""
        found = np.zeros(len(self.starts), dtype=np.int64)
        some = self.n > 0
        found[some] = self.amounts[self.ends[some] - 1]
        return found

    def quantile(self, share: float) -> Floats:
        """What a share of each cell's amounts does not exceed, between two of them in proportion; nan without any.

        Source: type 7 of Hyndman and Fan (1996), The American Statistician 50(4). A half is the median.
        """
        found = np.full(len(self.starts), np.nan)
        some = self.n > 0
        places = (self.n[some] - 1) * share
        below = np.floor(places).astype(np.int64)
        first = self.starts[some] + below
        lower = self.amounts[first].astype(np.float64)
        upper = self.amounts[np.minimum(first + 1, self.ends[some] - 1)].astype(np.float64)
        found[some] = lower + (upper - lower) * (places - below)
        return found


def ranked(amounts: Sequence[Whole], cells: Iterable[Cells], count: int) -> Ranked:
    """The amounts of some parts of the rows, in so many cells: of each part its amounts, and the cells of these."""
    parts = [part for part in amounts if len(part)]
    if not parts:
        nowhere = np.zeros(count, dtype=np.int64)
        return Ranked(np.empty(0, dtype=np.int64), nowhere, nowhere)
    low = min(int(part.min()) for part in parts)
    bits = (max(int(part.max()) for part in parts) - low).bit_length()
    if bits + count.bit_length() > BITS:
        return _ranked_apart(np.concatenate(parts), np.concatenate(list(cells)), count)
    kind = np.int32 if bits + count.bit_length() <= HALF else np.int64
    keys: Cells = np.empty(sum(map(len, parts)), dtype=kind)
    start = 0
    for part, own in zip(amounts, cells, strict=True):
        into = keys[start : start + len(part)]
        np.left_shift(own, bits, out=into, dtype=kind)
        into |= np.subtract(part, low, dtype=np.int64).astype(kind, copy=False)
        start += len(part)
    keys.sort()
    edges = np.searchsorted(keys, (np.arange(count + 1, dtype=np.int64) << bits).astype(kind))
    found: Whole = np.bitwise_and(keys, (1 << bits) - 1, out=keys).astype(np.int64, copy=False)
    np.add(found, low, out=found)
    return Ranked(found, edges[:-1], edges[1:])


def _ranked_apart(amounts: Whole, cells: Cells, count: int) -> Ranked:
    """The same for amounts so far apart that no whole number holds a cell and one of them."""
    order = np.lexsort((amounts, cells))
    edges = np.searchsorted(cells[order], np.arange(count + 1))
    return Ranked(amounts[order], edges[:-1], edges[1:])


def _sums(values: npt.NDArray[np.generic], starts: Whole, ends: Whole) -> Whole:
    """The sum of each stretch of values, of which none begins before the last has ended."""
    found = np.zeros(len(starts), dtype=np.int64)
    some = ends > starts
    edges = np.stack([starts[some], ends[some]], axis=1).ravel()
    if len(edges):
        # the last stretch ends with the values, unless something follows that is in none
        edges = edges[:-1] if edges[-1] == len(values) else edges
        found[some] = np.add.reduceat(values, edges, dtype=np.int64)[::2]
    return found
