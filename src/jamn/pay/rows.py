"""The rows of an analysis as NumPy has them: some at a time, as often as they are wanted, nothing missing in them.

The dataframe's engine does the asking. What it answers comes as batches of Arrow, words as places in a list of levels:
some twenty bytes a row. They are kept as long as these are few enough, else the rows are asked for again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import narwhals as nw
import numpy as np
import numpy.typing as npt

from jamn.pay.frames import collected
from jamn.pay.terms import Asked, Only, Table

BATCH: Final = 1 << 18
KEPT: Final = 1 << 30
"""So many bytes of rows are kept; more are asked for anew each time, so that memory does not grow with them."""

NUMBERS: Final = re.compile("bool|u?int|float|double|halffloat|decimal")
"""What Arrow calls types of numbers and truths."""
SMALL: Final = {"int8", "uint8", "int16", "uint16"}

CHOSEN: Final = "row that is looked at"
"""Whether it is one, under a name that no column will have."""

Mask = npt.NDArray[np.bool_]


class Rows:
    """The rows of a frame in which nothing asked for is missing, all or `only` some. Of the column `log` there is the
    natural logarithm.

    `n` counts them, `left_out` the others: as `only` says, under ``missing COLUMN`` (the first that lacks it) and ``not
    positive``, who have no logarithm. `levels` holds the levels of each category, in the order in which they were met.
    """

    def __init__(self, frame: Any, asked: Sequence[Asked], *, log: str | None = None, only: Only | None = None) -> None:
        self.asked = {each.name: each for each in asked}
        chosen = [nw.col(only.column).is_in(only.values).fill_null(value=False).alias(CHOSEN)] if only else []
        self.frame = frame.select(*(each.expression for each in self.asked.values()), *chosen)
        self.log, self.only = log, only
        self.coders = {each.name: Coder() for each in self.asked.values() if each.coded}
        self.left_out: Counter[str] = Counter()
        self.n = kept = 0
        self.held: list[Table] | None = []
        for batch in self._complete():
            self.n += _length(batch)
            if self.held is not None:
                self.held.append({name: values if name == log else narrowed(values) for name, values in batch.items()})
                kept += sum(values.nbytes for values in self.held[-1].values())
            if kept > KEPT:
                self.held = None

    @property
    def levels(self) -> dict[str, dict[Any, int]]:
        """The levels of each category by its column, with their places."""
        return {name: coder.places for name, coder in self.coders.items()}

    def __iter__(self) -> Iterator[Table]:
        """The rows, a batch at a time, always in the same order."""
        if self.held is not None:
            yield from self.held
        else:
            counted = self.left_out.copy()
            try:
                yield from self._complete()
            finally:  # also when somebody looks at the first batch alone
                self.left_out = counted

    def _complete(self) -> Iterator[Table]:
        for whole in batches(self.frame):
            batch = self._chosen(whole)
            table = {
                name: self.coders[name].codes(batch[name]) if each.coded else _numbers(name, batch[name])
                for name, each in self.asked.items()
            }
            lacking = {name: _lacking(values, self.asked[name].coded) for name, values in table.items()}
            missing = {name: lacks for name, lacks in lacking.items() if lacks is not None}
            kept = self._kept(table, missing)
            yield {**kept, self.log: np.log(kept[self.log], dtype=np.float64)} if self.log else kept

    def _chosen(self, batch: dict[str, Any]) -> dict[str, Any]:
        """A batch without the rows that are not looked at, before its levels are met."""
        if self.only is None or (others := len(batch[CHOSEN]) - batch[CHOSEN].true_count) == 0:
            return batch
        self.left_out[self.only.others] += others
        return {name: values.filter(batch[CHOSEN]) for name, values in batch.items()}

    def _kept(self, table: Table, missing: dict[str, Mask]) -> Table:
        if not missing and (self.log is None or table[self.log].min(initial=1) > 0):
            return table
        keep = np.ones(_length(table), dtype=bool)
        for name, lacks in missing.items():
            self.left_out[f"missing {self.asked[name].column}"] += int((keep & lacks).sum())
            keep &= ~lacks
        if self.log:
            above = table[self.log] > 0
            self.left_out["not positive"] += int((keep & ~above).sum())
            keep &= above
        return {name: values[keep] for name, values in table.items()}


class Chosen:
    """Some rows of others: those for which a function of a batch is true."""

    def __init__(self, rows: Rows, wanted: Callable[[Table], Mask]) -> None:
        self.rows, self.wanted = rows, wanted
        self.levels: dict[str, dict[Any, int]] = rows.levels

    def __iter__(self) -> Iterator[Table]:
        """The chosen rows, a batch at a time."""
        for batch in self.rows:
            keep = self.wanted(batch)
            yield batch if keep.all() else {name: values[keep] for name, values in batch.items()}


class Coder:
    """Gives each level of a category a place, in the order in which they are met; `with_missing` what is missing too,
    as None."""

    def __init__(self, *, with_missing: bool = False) -> None:
        self.places: dict[Any, int] = {}
        self.near = np.empty(0, dtype=np.int32)
        self.with_missing = with_missing

    def codes(self, values: Any) -> npt.NDArray[np.int32]:
        """The place of each value of an Arrow array; -1 for what is missing, unless it has one."""
        if not values.null_count and str(values.type) in SMALL:
            return self._of_integers(values.to_numpy())
        encoded = values.dictionary_encode()
        levels = encoded.dictionary.to_pylist()
        lacks = values.null_count or any(map(_nothing, levels))
        nothing = self._place(None) if self.with_missing and lacks else -1
        known = [nothing if _nothing(level) else self._place(level) for level in levels]
        codes: npt.NDArray[np.int32] = np.array([*known, nothing], dtype=np.int32)[
            encoded.indices.fill_null(len(levels)).to_numpy()
        ]
        return codes

    def _of_integers(self, values: npt.NDArray[Any]) -> npt.NDArray[np.int32]:
        """The same for small whole numbers, whose places stand in a list by number: many times as fast.

        Those below nothing stand at its end, as Python counts.
        """
        if not len(self.near):
            self.near = np.full(1 << 8 * values.dtype.itemsize, -1, dtype=np.int32)
        codes = self.near.take(values, mode="wrap")
        if codes.min(initial=0) < 0:
            for level in np.unique(values[codes < 0]).tolist():
                self.near[level] = self._place(level)
            codes = self.near.take(values, mode="wrap")
        return codes

    def _place(self, level: Any) -> int:
        return self.places.setdefault(level, len(self.places))


def batches(frame: Any) -> Iterator[dict[str, Any]]:
    """What a frame of any engine answers, as columns of Arrow by name, some rows at a time."""
    native = nw.to_native(frame)
    if hasattr(native, "to_arrow_reader"):
        answer = _ahead(iter(native.to_arrow_reader(BATCH)))
    else:
        answer = iter(collected(frame).to_arrow().to_batches(BATCH))
    for batch in answer:
        yield dict(zip(batch.schema.names, batch.columns, strict=True))


def _ahead(batches: Iterator[Any]) -> Iterator[Any]:
    """The same, of which the next is fetched while the last is worked on."""
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(next, batches, None)
        while (batch := waiting.result()) is not None:
            waiting = pool.submit(next, batches, None)
            yield batch


def _numbers(name: str, values: Any) -> npt.NDArray[Any]:
    """An Arrow array of numbers or truths as NumPy has it, what is missing as not-a-number.

    Raises `ValueError` for a column of anything else.
    """
    if not NUMBERS.match(str(values.type)):
        raise ValueError(f"{name} holds words, not numbers: make it a category")
    if values.null_count:
        return np.asarray(values.cast("float64").to_numpy(zero_copy_only=False), dtype=np.float64)
    if values.type.bit_width > 64:
        return np.asarray(values.cast("float64").to_numpy())
    found: npt.NDArray[Any] = values.to_numpy(zero_copy_only=False)
    return found


def narrowed(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """A copy in the fewest bytes that hold the same numbers. What Arrow has is part of a batch, and holds it whole."""
    low, high = values.min(initial=0), values.max(initial=0)
    for kind in (np.int8, np.int16, np.int32):
        bounds = np.iinfo(kind)
        if bounds.bits < 8 * values.dtype.itemsize and bounds.min <= low and high <= bounds.max:
            small: npt.NDArray[Any] = values.astype(kind)
            if values.dtype.kind == "i" or np.array_equal(small, values):
                return small
    if values.dtype == np.float64:
        with np.errstate(over="ignore"):
            small = values.astype(np.float32)
        if np.array_equal(small, values):
            return small
    return values.copy()


def _lacking(values: npt.NDArray[Any], coded: bool) -> Mask | None:  # noqa: FBT001 - of one kind or the other
    """Which values are missing; None when none is."""
    if coded:
        return values < 0 if values.min(initial=0) < 0 else None
    if values.dtype.kind != "f" or np.isfinite(values.sum(dtype=np.float64)):
        return None  # a sum is finite when all that it is of is: one look, and nothing written
    lacks: Mask = ~np.isfinite(values)
    return lacks if lacks.any() else None


def _nothing(level: Any) -> bool:
    return level is None or level != level  # noqa: PLR0124 - not-a-number is not itself


def _length(table: Table) -> int:
    return len(next(iter(table.values())))
