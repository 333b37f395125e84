"""The same rows in each engine that the library is used with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa

Columns = Mapping[str, list[Any]]


def _arrow(columns: Columns) -> pa.Table:
    kinds = {"pay": pa.float64(), "sex": pa.string(), "group": pa.string(), "unit": pa.int64()}
    return pa.table({name: pa.array(values, kinds[name]) for name, values in columns.items()})


def _duckdb(columns: Columns) -> duckdb.DuckDBPyRelation:
    held = _arrow(columns)
    return duckdb.from_arrow(held)


def _pandas(columns: Columns) -> pd.DataFrame:
    return _arrow(columns).to_pandas(types_mapper=pd.ArrowDtype)


def _polars(columns: Columns) -> pl.DataFrame:
    return pl.DataFrame(pl.from_arrow(_arrow(columns)))


def _lazy(columns: Columns) -> pl.LazyFrame:
    return _polars(columns).lazy()


ENGINES: dict[str, Callable[[Columns], Any]] = {
    "pyarrow": _arrow,
    "duckdb": _duckdb,
    "pandas": _pandas,
    "polars": _polars,
    "polars lazy": _lazy,
}
