"""Columns of pay in the cells of groupings: how many persons, exact sums, medians and the largest amount, by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import numpy.typing as npt

from jamn.pay.frames import number_of_rows, opened
from jamn.pay.placed import SIDES, Grouping, Placed
from jamn.pay.ranked import Ranked, Whole
from jamn.pay.sums import each
from jamn.pay.terms import Floats

AT_ONCE: Final = 1 << 29
"""So many bytes of amounts are held, and sorted, together: where columns take more, a few are read at a time."""
HELD: Final = 4
"""Bytes that are held of an amount, as a rule."""
SORTED: Final = 8
"""Bytes of an amount and its cell."""


class Over(StrEnum):
    """Over whom a component's mean is: all persons, or those who receive something of it."""

    ALL = "all"
    RECIPIENTS = "recipients"


@dataclass(frozen=True, slots=True)
class Tally:
    """A column in the cells of a grouping, over all or over recipients: each array is keys × sides, in hundredths.

    `totals` are whole numbers, of Python where 64 bits may not hold them. Where nobody is, medians are nan.
    """

    n: Whole
    totals: npt.NDArray[Any]
    medians: Floats

    def at(self, places: Sequence[int]) -> Tally:
        """Those of some of the keys."""
        return Tally(self.n[places], self.totals[places], self.medians[places])


@dataclass(frozen=True, slots=True)
class Tallies:
    """Columns in the cells of one grouping: the keys in order, how many rows of each are on each side (keys × sides),
    by column its tallies, and the largest amount of each cell (0 where there is none)."""

    keys: tuple[tuple[Any, ...], ...]
    persons: Whole
    of: dict[str, dict[Over, Tally]]
    largest: dict[str, Whole]


def tallied(
    data: Any,
    columns: Sequence[str],
    sex: str,
    groupings: Sequence[Sequence[str]],
    *,
    woman: Any,
    man: Any,
    over: Sequence[Over] = tuple(Over),
) -> tuple[list[Tallies], dict[str, int]]:
    """The tallies of any dataframe by each of some groupings, and how many rows are without each column.

    The rows are read once; very many are read anew for each few columns. Raises `KeyError` for columns that are not
    there.
    """
    keys = list(dict.fromkeys(name for by in groupings for name in by))
    frame = opened(data, sex, *columns, *keys)
    together = max(1, AT_ONCE // (HELD * number_of_rows(frame) + 1)) if len(columns) > 1 else 1
    found: list[Tallies] = []
    missing: dict[str, int] = {}
    for start in range(0, len(columns), together):
        some = columns[start : start + together]
        placed = Placed(frame, keys, some, (sex, woman, man))
        grouped = list(each(groupings, placed.grouping))
        found = found or [Tallies(grouping.keys, grouping.persons, {}, {}) for grouping in grouped]
        asked = [(column, place) for column in some for place in range(len(groupings))]

        def of_one(
            one: tuple[str, int], placed: Placed = placed, grouped: list[Grouping] = grouped
        ) -> tuple[Whole, dict[Over, Tally]]:
            column, place = one
            return _of_one(placed.ranked(column, grouped[place].cells), grouped[place], over)

        answers = each(asked, of_one, most=AT_ONCE // (SORTED * placed.n + 1))
        for (column, place), (largest, own) in zip(asked, answers, strict=True):
            found[place].largest[column], found[place].of[column] = largest, own
        missing |= {column: placed.missing(column) for column in some}
    return found, missing


def _of_one(amounts: Ranked, grouping: Grouping, over: Sequence[Over]) -> tuple[Whole, dict[Over, Tally]]:
    def of(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        return values.reshape(-1, SIDES)[grouping.places]

    found: dict[Over, Tally] = {}
    for one in over:
        own = amounts if one == Over.ALL else amounts.above_nothing()
        found[one] = Tally(of(own.n), of(own.totals()), of(own.quantile(0.5)))
    return of(amounts.largest()), found
