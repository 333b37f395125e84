"""The sums that regressions and decompositions are made of: one pass over the rows, in threads that share nothing.

For each level of the absorbed category: how many rows, and the sum of each column; for all rows: the cross products of
the columns. These say all that ordinary least squares asks for (Frisch, Waugh and Lovell), so that no array of all rows
and all columns is ever held. Columns are taken less their means in the first rows, which keeps their digits.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from os import cpu_count
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from jamn.pay.compiled import loops, mirrored
from jamn.pay.terms import Floats, Resolved, Table

AT_A_TIME: Final = 1 << 15
"""Rows whose columns are written out at once: so few stay in the processor's cache."""
QUICK: Final = 4
"""Products of so many columns, or a multiple of it, take half as long as those of one less."""

Codes = npt.NDArray[np.integer[Any]]
Part = TypeVar("Part")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Design:
    """What each row gives: the columns of the terms, last the outcome; and its level, if a category is absorbed."""

    terms: tuple[Resolved, ...]
    outcome: str
    absorb: str | None
    levels: int
    centre: Floats

    @property
    def names(self) -> tuple[str, ...]:
        """What the columns of the terms are called."""
        return tuple(name for term in self.terms for name in term.names)

    @property
    def breadth(self) -> int:
        """How wide a sheet is that the columns and the outcome are written on: the next multiple of `QUICK`."""
        return -(-len(self.centre) // QUICK) * QUICK

    def written(self, rows: Table, paper: Floats) -> Floats:
        """The columns and the outcome for some rows, less the centre, on paper that is given: rows × (columns + 1), and
        what is empty of the paper."""
        found = paper[: len(rows[self.outcome])]
        place = 0
        for term in self.terms:
            for values in term.values(rows):
                np.subtract(values, self.centre[place], out=found[:, place], dtype=np.float64)
                place += 1
        np.subtract(rows[self.outcome], self.centre[-1], out=found[:, place], dtype=np.float64)
        return found

    def of(self, rows: Table) -> Codes:
        """The level of each row; 0 when none is absorbed."""
        return rows[self.absorb] if self.absorb else np.zeros(len(rows[self.outcome]), dtype=np.int32)


def designed(
    rows: Iterable[Table], terms: Sequence[Resolved], outcome: str, *, absorb: str | None, levels: int
) -> Design:
    """The design of some rows, whose centre is the mean of the first of them."""
    width = sum(len(term.names) for term in terms) + 1
    bare = Design(tuple(terms), outcome, absorb, levels, np.zeros(width))
    for batch in rows:
        first = bare.written({name: values[:AT_A_TIME] for name, values in batch.items()}, paper(width))[:, :width]
        if len(first):
            return replace(bare, centre=first.mean(axis=0))
    return bare


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums over rows, all of columns less the design's centre, the outcome last.

    `counts` (levels) and `firsts` (levels × columns) are of each level, `cross` (columns × columns) of all rows.
    """

    counts: Floats
    firsts: Floats
    cross: Floats

    def __add__(self, other: Sums) -> Sums:
        return Sums(self.counts + other.counts, self.firsts + other.firsts, self.cross + other.cross)

    @property
    def n(self) -> int:
        """How many rows."""
        return int(self.counts.sum())

    @property
    def means(self) -> Floats:
        """The mean of each column in each level; 0 in levels without rows."""
        means: Floats = self.firsts / np.maximum(self.counts, 1)[:, None]
        return means

    @property
    def within(self) -> Floats:
        """The cross products of what differs from the level's mean."""
        within: Floats = self.cross - self.firsts.T @ self.means
        return within


def summed(rows: Iterable[Table], design: Design, n: int) -> Sums:
    """The sums over all of so many rows."""
    width, fast = len(design.centre), loops(n)
    papers = Papers(design.breadth, by_column=fast is not None)

    def of_one(batch: Table) -> Sums:
        sums = _nothing(design)
        with papers.lent() as (sheet,):
            for part in in_parts(batch):
                written, levels = design.written(part, sheet), design.of(part)
                if fast is None:
                    sums += _of_rows(written, levels, design)
                else:
                    places = levels.astype(np.uint32)
                    fast.add_sums(sheet.T[:width], len(written), places, sums.counts, sums.firsts, sums.cross)
        return sums if fast is None else replace(sums, cross=mirrored(sums.cross))

    return sum(each(rows, of_one), _nothing(design))


def summed_by_side(rows: Iterable[Table], design: Design, side: str) -> tuple[Sums, Sums]:
    """The sums over the rows in which a column of truths is false, and those in which it is true."""
    papers = Papers(design.breadth)

    def of_one(batch: Table) -> tuple[Sums, Sums]:
        sums = [_nothing(design), _nothing(design)]
        with papers.lent() as (sheet,):
            for part in in_parts(batch):
                written, levels = design.written(part, sheet), design.of(part)
                sides = part[side].astype(bool)
                for place, chosen in enumerate((~sides, sides)):
                    sums[place] += _of_rows(written[chosen], levels[chosen], design)
        return sums[0], sums[1]

    whole = (_nothing(design), _nothing(design))
    for false, true in each(rows, of_one):
        whole = whole[0] + false, whole[1] + true
    return whole


class Papers:
    """Sheets of `AT_A_TIME` rows and so many columns, lent to who works, so that memory is asked for once.

    Fresh memory for each part would take longer than all that is written on it. `by_column` each column of a sheet lies
    together in memory, else each row.
    """

    def __init__(self, *widths: int, by_column: bool = False) -> None:
        self.widths, self.by_column = widths, by_column
        self.free: list[tuple[Floats, ...]] = []

    @contextmanager
    def lent(self) -> Iterator[tuple[Floats, ...]]:
        """A sheet of each width."""
        sheets = (
            self.free.pop() if self.free else tuple(paper(width, by_column=self.by_column) for width in self.widths)
        )
        try:
            yield sheets
        finally:
            self.free.append(sheets)


def paper(width: int, *, by_column: bool = False) -> Floats:
    """One sheet. What is not written on is 0."""
    return np.zeros((AT_A_TIME, width), order="F" if by_column else "C")


def each(batches: Iterable[Part], work: Callable[[Part], Result], *, most: int = 64) -> Iterator[Result]:
    """What a function gives for each batch, in their order, made in as many threads as there are processors, or `most`.

    Only a few batches are under way at once, and one alone needs no thread. The order of the sums is always the same,
    and so are their last digits.
    """
    threads = max(1, min(cpu_count() or 1, most))
    waiting = iter(batches)
    first = list(islice(waiting, 2 * threads))
    if len(first) < 2:
        yield from map(work, first)
        return
    with ThreadPoolExecutor(threads) as pool:
        under_way: deque[Future[Result]] = deque(pool.submit(work, batch) for batch in first)
        while under_way:
            found = under_way.popleft().result()
            under_way.extend(pool.submit(work, batch) for batch in islice(waiting, 1))
            yield found


def in_parts(batch: Table) -> Iterator[Table]:
    """A batch in parts of `AT_A_TIME` rows."""
    for start in range(0, len(next(iter(batch.values()))), AT_A_TIME):
        yield {name: values[start : start + AT_A_TIME] for name, values in batch.items()}


def by_level(values: Floats, levels: Codes, count: int) -> Floats:
    """The sum of each column in each level: levels × columns. A product with a sparse array, which is the fastest."""
    ones, starts = _ones(len(values))
    found: Floats = csr_array((ones, levels, starts), shape=(len(values), count)).T @ values
    return found


@lru_cache(maxsize=8)
def _ones(n: int) -> tuple[Floats, npt.NDArray[np.int32]]:
    """What a sparse array of one 1 in each row is made of, but for the places."""
    return np.ones(n), np.arange(n + 1, dtype=np.int32)


def _of_rows(written: Floats, levels: Codes, design: Design) -> Sums:
    width, count = len(design.centre), design.levels
    cross = (written.T @ written)[:width, :width]
    if count == 1:
        return Sums(np.array([float(len(written))]), written.sum(axis=0)[None, :width], cross)
    counts = np.bincount(levels, minlength=count).astype(float)
    return Sums(counts, by_level(written, levels, count)[:, :width], cross)


def _nothing(design: Design) -> Sums:
    width = len(design.centre)
    return Sums(np.zeros(design.levels), np.zeros((design.levels, width)), np.zeros((width, width)))
