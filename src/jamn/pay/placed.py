"""The rows of a dataframe with sex and amounts, placed in the cells of any groupings: read once, grouped often."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import narwhals as nw
import numpy as np
import numpy.typing as npt

from jamn.pay.frames import hundredths, side
from jamn.pay.ranked import Ranked, Whole, ranked
from jamn.pay.rows import Coder, batches, narrowed
from jamn.pay.sums import Codes

SIDES: Final = 3
"""Neither, women, men: a row's cell is that of its key, times so many, and its side."""
PARTS: Final = re.compile(r"[0-9]+|[^0-9]+")
SPARSE: Final = 4
"""A grouping of more cells than one for so many rows is told by those that some row is in."""
LARGE: Final = 1 << 28
"""From so many keys their places need long whole numbers."""


@dataclass(frozen=True, slots=True)
class Column:
    """How a column parts the keys of those before it: the key of a row is its code in the column times `before`, how
    many keys these are, and its key among them; or the place of that among those `there`, where few of them are."""

    place: int
    levels: tuple[Any, ...]
    before: int
    there: Codes | None = None

    @property
    def possible(self) -> int:
        """How many keys rows could have."""
        return self.before * len(self.levels)

    @property
    def count(self) -> int:
        """How many keys are thought of."""
        return self.possible if self.there is None else len(self.there)


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a grouping by some columns: `SIDES` for each key. A key can be of no row."""

    columns: tuple[Column, ...]

    @property
    def count(self) -> int:
        """How many cells there are."""
        return SIDES * (self.columns[-1].count if self.columns else 1)

    def keys(self, places: Codes) -> list[tuple[Any, ...]]:
        """The keys at some places, a level of each column."""
        found: list[list[Any]] = []
        for column in reversed(self.columns):
            codes, places = np.divmod(places if column.there is None else column.there[places], column.before)
            found.insert(0, [column.levels[code] for code in codes.tolist()])
        return list(zip(*found, strict=True)) if found else [()] * len(places)

    def of_rows(self, codes: Sequence[Codes]) -> Codes:
        """The cell of each row, whose side and codes of all keys are given."""
        return codes[0] + SIDES * self.keys_of_rows(codes)

    def keys_of_rows(self, codes: Sequence[Codes]) -> Codes:
        """The place of each row's key."""
        keys: Codes = np.zeros(len(codes[0]), dtype=np.int32)
        for column in self.columns:
            kind = np.int32 if column.possible < LARGE else np.int64
            keys = np.multiply(codes[column.place + 1], column.before, dtype=kind) + keys
            if column.there is not None:
                keys = np.searchsorted(column.there, keys).astype(np.int32)
        return keys


@dataclass(frozen=True, slots=True)
class Grouping:
    """The keys that any row has, in order, with their places among all the keys of the cells, and how many rows of each
    are on each side (keys × sides)."""

    cells: Cells
    keys: tuple[tuple[Any, ...], ...]
    places: Codes
    persons: Whole


class Placed:
    """The rows of a frame: by which keys they are grouped, their side, and their amounts in whole hundredths."""

    def __init__(self, frame: Any, keys: Sequence[str], columns: Sequence[str], who: tuple[str, Any, Any]) -> None:
        """`who` is the column of sex, and what women and men are called there."""
        self.keys, self.columns = tuple(dict.fromkeys(keys)), tuple(dict.fromkeys(columns))
        self.coders = [Coder(with_missing=True) for _ in self.keys]
        self.n = 0
        self._codes: list[list[Codes]] = []
        self._amounts: list[list[tuple[Whole, npt.NDArray[np.bool_] | None]]] = []
        asked = frame.select(
            *(nw.col(name).alias(f"key_{place}") for place, name in enumerate(self.keys)),
            *(hundredths(nw.col(name)).alias(f"amount_{place}") for place, name in enumerate(self.columns)),
            side=side(*who).cast(nw.Int8),
        )
        for batch in batches(asked):
            self.n += len(batch["side"])
            codes = [coder.codes(batch[f"key_{place}"]) for place, coder in enumerate(self.coders)]
            self._codes.append([narrowed(batch["side"].to_numpy()), *map(narrowed, codes)])
            self._amounts.append([_amounts(batch[f"amount_{place}"]) for place in range(len(self.columns))])

    def missing(self, column: str) -> int:
        """How many rows have no amount."""
        place = self.columns.index(column)
        return sum(int((~there).sum()) for batch in self._amounts if (there := batch[place][1]) is not None)

    def grouping(self, by: Sequence[str]) -> Grouping:
        """The cells that rows are in by some of the keys."""
        cells = self._cells(by)
        persons = sum(
            (np.bincount(cells.of_rows(codes), minlength=cells.count) for codes in self._codes), _nothing(cells)
        )
        persons = persons.reshape(-1, SIDES)
        there = np.flatnonzero(persons.any(axis=1))
        keys = cells.keys(there)
        order = sorted(range(len(keys)), key=lambda place: (in_order(keys[place]), str(keys[place])))
        return Grouping(cells, tuple(keys[place] for place in order), there[order], persons[there[order]])

    def _cells(self, by: Sequence[str]) -> Cells:
        found = Cells(())
        for place in map(self.keys.index, by):
            column = Column(place, tuple(self.coders[place].places), found.count // SIDES)
            found = Cells((*found.columns, column))
            if SPARSE * found.count > self.n:
                own = [np.unique(found.keys_of_rows(codes)) for codes in self._codes]
                there = np.unique(np.concatenate([*own, np.empty(0, dtype=np.int64)]))
                found = Cells((*found.columns[:-1], replace(column, there=there)))
        return found

    def ranked(self, column: str, cells: Cells) -> Ranked:
        """The amounts of a column in some cells, in order of size. Rows without one are in none."""
        place = self.columns.index(column)
        masks = [batch[place][1] for batch in self._amounts]
        amounts = [batch[place][0] for batch in self._amounts]
        of_rows = (cells.of_rows(codes) for codes in self._codes)
        return ranked(
            [_some(own, there) for own, there in zip(amounts, masks, strict=True)],
            (_some(own, there) for own, there in zip(of_rows, masks, strict=True)),
            cells.count,
        )


def in_order(key: tuple[Any, ...]) -> list[Any]:
    """How keys are sorted: as a person would, so that 2 is before 10; what is missing comes last."""
    return [
        (
            each is None,
            [(not part.isdigit(), part.zfill(20) if part.isdigit() else part) for part in PARTS.findall(str(each))],
        )
        for each in key
    ]


def _nothing(cells: Cells) -> Whole:
    return np.zeros(cells.count, dtype=np.int64)


def _some(values: npt.NDArray[Any], there: npt.NDArray[np.bool_] | None) -> npt.NDArray[Any]:
    return values if there is None else values[there]


def _amounts(values: Any) -> tuple[Whole, npt.NDArray[np.bool_] | None]:
    """Whole numbers of Arrow, and which are there; None when all are. Copies: what Arrow has holds whole batches."""
    if not values.null_count:
        return narrowed(values.to_numpy()), None
    there = values.is_valid().to_numpy(zero_copy_only=False)
    return narrowed(values.fill_null(0).to_numpy()), there
