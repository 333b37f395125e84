"""Tables of any engine that Narwhals knows, as columns of numbers and words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import narwhals as nw
import numpy as np
import numpy.typing as npt

from jamn.pay.terms import Table

HUNDREDTHS: Final = 100
NEITHER, WOMEN, MEN = range(3)
"""What `side` tells people apart by."""


@dataclass(frozen=True, slots=True)
class Used:
    """The rows that a figure is made of, and how many were left out, by reason."""

    table: Table
    left_out: dict[str, int]


def opened(data: Any, *names: str) -> Any:
    """Any dataframe as Narwhals has it, to be asked. Raises `KeyError` with those of the columns that it has not.

    PyArrow's tables are asked by DuckDB: PyArrow's own medians are approximate.
    """
    frame = nw.from_native(data)
    if frame.implementation.is_pyarrow():
        import duckdb  # noqa: PLC0415 - takes a moment

        frame = nw.from_native(duckdb.from_arrow(data))
    missing = [name for name in names if name not in frame.collect_schema().names()]
    if missing:
        raise KeyError(f"no such column: {', '.join(missing)}")
    return frame


def hundredths(pay: nw.Expr) -> nw.Expr:
    """Pay in whole hundredths, halves up, on every engine alike: their own roundings differ."""
    return (pay * HUNDREDTHS + 0.5).floor().cast(nw.Int64)


def side(sex: str, woman: Any, man: Any) -> nw.Expr:
    """`WOMEN`, `MEN` or `NEITHER`."""
    is_woman, is_man = nw.col(sex) == woman, nw.col(sex) == man
    return nw.when(is_woman).then(nw.lit(WOMEN)).when(is_man).then(nw.lit(MEN)).otherwise(nw.lit(NEITHER))


def collected(frame: Any) -> Any:
    """What was asked for, brought here."""
    return frame.collect() if isinstance(frame, nw.LazyFrame) else frame


def number_of_rows(frame: Any) -> int:
    """How many rows a frame has, counted where it is."""
    return int(collected(frame.select(nw.len())).item())


def columns(frame: Any, names: Iterable[str]) -> dict[str, npt.NDArray[Any]]:
    """Some columns of a frame (DuckDB, Polars, pandas, PyArrow, Spark), in its order of rows.

    Raises `KeyError` with the names that the frame does not have.
    """
    wanted = list(dict.fromkeys(names))
    held = collected(opened(frame, *wanted).select(wanted))
    return {name: held.get_column(name).to_numpy() for name in wanted}


def complete(table: Table, outcome: str, *, positive: bool) -> Used:
    """The rows in which nothing is missing and, where its logarithm is taken, the outcome is above nothing.

    What is left out is counted under ``missing COLUMN`` (the first column that lacks it) and ``not positive``.
    """
    keep = np.ones(len(next(iter(table.values()))), dtype=bool)
    left_out: dict[str, int] = {}
    for name, values in table.items():
        lacks = keep & _missing(values)
        if lacks.any():
            left_out[f"missing {name}"] = int(lacks.sum())
            keep &= ~lacks
    if positive:
        numbers = np.asarray(np.where(keep, table[outcome], 1), dtype=np.float64)
        lacks = keep & (numbers <= 0)
        if lacks.any():
            left_out["not positive"] = int(lacks.sum())
            keep &= ~lacks
    if not left_out:
        return Used(table, {})
    return Used({name: values[keep] for name, values in table.items()}, left_out)


def _missing(values: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    lacks: npt.NDArray[np.bool_] = np.zeros(len(values), dtype=bool)
    if values.dtype.kind == "f":
        lacks = ~np.isfinite(values)
    elif values.dtype.kind == "O":
        nothing: Any = None
        lacks = np.equal(values, nothing) | np.not_equal(values, values)  # not-a-number is not itself
    return lacks
