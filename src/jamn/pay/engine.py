"""Which engine asks a payroll: DuckDB, Polars or Spark. The statistics are the same words of Narwhals on each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import narwhals as nw

from jamn.pay.frames import collected, number_of_rows
from jamn.pay.payroll import Payroll

AT_HAND: Final = 1 << 20
"""So many rows are brought to memory once, rather than asked for again by each figure."""


def at_hand(data: Any) -> Any:
    """A lazy dataframe brought to memory when it is small, for its own engine to ask; Spark keeps its own."""
    frame = nw.from_native(data)
    if not isinstance(frame, nw.LazyFrame) or frame.implementation.is_spark_like() or number_of_rows(frame) > AT_HAND:
        return data
    held = collected(frame)
    return on_duckdb(held.to_arrow()) if frame.implementation.is_duckdb() else held.to_native()


def on(payroll: Payroll, engine: str) -> Payroll:
    """The same payroll, asked by another engine. Raises `ValueError` for one that is not known or not installed."""
    if engine not in ENGINES:
        raise ValueError(f"no engine is called {engine}; known are {', '.join(ENGINES)}")
    try:
        return replace(payroll, data=ENGINES[engine](payroll.data))
    except ImportError:
        raise ValueError(f"the engine {engine} is not installed: pip install 'jamn[{engine}]'") from None


def on_duckdb(data: Any) -> Any:
    """A table asked by DuckDB."""
    import duckdb  # noqa: PLC0415 - takes a moment

    return data if isinstance(data, duckdb.DuckDBPyRelation) else duckdb.from_arrow(_arrow(data))


def on_polars(data: Any) -> Any:
    """A table asked by Polars."""
    import polars as pl  # noqa: PLC0415 - an extra

    return pl.from_arrow(_arrow(data))


def on_spark(data: Any) -> Any:
    """A table asked by Spark, in the session that there is, or one of two threads on this machine."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra

    session = SparkSession.getActiveSession() or SparkSession.builder.master("local[2]").getOrCreate()
    return session.createDataFrame(_arrow(data))


def _arrow(data: Any) -> Any:
    return collected(nw.from_native(data)).to_arrow()


ENGINES: Final[dict[str, Callable[[Any], Any]]] = {"duckdb": on_duckdb, "polars": on_polars, "spark": on_spark}
