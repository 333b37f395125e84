"""The rows of an analysis: few are kept, many are asked for anew, and it makes no difference."""

from __future__ import annotations

from dataclasses import replace

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamn import pay
from jamn.pay import rows
from jamn.pay.rows import narrowed

N = 3000


@pytest.fixture(scope="module")
def table() -> pa.Table:
    random = np.random.default_rng(7)
    position, woman = random.integers(0, 20, N), random.random(N) < 0.5
    paid = np.exp(10 + 0.03 * position - 0.04 * woman + random.normal(0, 0.1, N))
    return pa.table(
        {
            "pay": pa.array(paid, mask=random.random(N) < 0.02),
            "sex": pa.array(np.where(woman, "F", np.where(random.random(N) < 0.1, "X", "M"))),
            "age": pa.array(random.integers(20, 68, N).astype(np.int16)),
            "school": pa.array([f"level {place}" for place in random.integers(0, 4, N)]),
            # one position has women alone
            "position": pa.array(np.where((position == 3) & ~woman, 4, position)),
        }
    )


def test_ask_anew_when_rows_are_many(table: pa.Table, monkeypatch: pytest.MonkeyPatch) -> None:
    def both() -> tuple[pay.AdjustedGap, pay.Decomposition]:
        controls = [pay.Number("age"), pay.Category("school")]
        data = duckdb.from_arrow(table)
        return (
            pay.adjusted_gap(data, "pay", "sex", controls, absorb="position"),
            pay.decompose(data, "pay", "sex", controls, a="M", b="F", log=True, absorb="position"),
        )

    monkeypatch.setattr(rows, "BATCH", 500)
    kept_gap, kept_parts = both()
    monkeypatch.setattr(rows, "KEPT", 0)
    gap, parts = both()
    assert (gap.difference, gap.error, gap.left_out) == (kept_gap.difference, kept_gap.error, kept_gap.left_out)
    assert str(parts) == str(kept_parts)
    assert (parts.not_shared, parts.left_out) == (kept_parts.not_shared, kept_parts.left_out)
    assert "position=3" in parts.not_shared
    unknown = sum(sex == "X" for sex in table["sex"].to_pylist())
    assert gap.left_out["sex not known"] == parts.left_out["another group"] == unknown
    assert replace(gap, fit=kept_gap.fit) == kept_gap


NUMBERS = st.one_of(
    st.lists(st.integers(-(2**63), 2**63 - 1) | st.integers(-300, 300)).map(lambda own: np.array(own, dtype=np.int64)),
    st.lists(st.floats() | st.integers(-300, 70_000).map(float)).map(lambda own: np.array(own, dtype=np.float64)),
    st.lists(st.booleans()).map(lambda own: np.array(own, dtype=bool)),
)


@given(values=NUMBERS)
def test_keep_numbers_as_they_are_in_fewer_bytes(values: np.ndarray) -> None:
    small = narrowed(values)
    assert small.dtype.itemsize <= values.dtype.itemsize
    assert not np.shares_memory(small, values)
    np.testing.assert_array_equal(small.astype(values.dtype), values)


def test_take_a_byte_for_ages_and_four_for_half_years() -> None:
    assert narrowed(np.array([18.0, 70.0])).dtype == np.int8
    assert narrowed(np.array([0.5, 70.0])).dtype == np.float32
    assert narrowed(np.array([0.1])).dtype == np.float64
