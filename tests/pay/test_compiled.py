"""Compiled loops: the same figures as without them, to the digits that the order of sums leaves."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jamn import pay
from jamn.pay import compiled

ROWS = 1200  # more than the loops look at together, and no multiple of it


def _payroll(seed: int) -> pa.Table:
    random = np.random.default_rng(seed)
    position, woman = random.integers(0, 30, ROWS), random.random(ROWS) < 0.5
    age = random.integers(20, 68, ROWS)
    logarithm = 10 + 0.02 * position + 0.01 * age - 0.03 * woman + random.normal(0, 0.1, ROWS)
    return pa.table(
        {
            "pay": np.exp(logarithm),
            "sex": np.where(woman, "F", "M"),
            "age": age.astype(np.int16),
            "school": random.integers(9, 14, ROWS).astype(np.int8),
            "position": [f"p{place}" for place in position],
            "unit": random.integers(0, 40, ROWS).astype(np.int16),
        }
    )


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    absorb=st.sampled_from(["position", None]),
    cluster=st.sampled_from(["unit", None]),
    every=st.booleans(),
)
def test_change_no_figure(
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
    absorb: str | None,
    cluster: str | None,
    every: bool,  # noqa: FBT001
) -> None:
    def gap() -> pay.AdjustedGap:
        controls = [pay.Number("age"), pay.Number("age", 2), pay.Category("school")]
        return pay.adjusted_gap(
            _payroll(seed), "pay", "sex", controls, absorb=absorb, cluster=cluster, errors_of_controls=every
        )

    monkeypatch.setattr(compiled, "MANY", 1 << 40)
    plain = gap()
    monkeypatch.setattr(compiled, "MANY", 0)
    assert compiled.loops(ROWS) is not None
    quick = gap()
    assert quick.difference == pytest.approx(plain.difference, rel=1e-12)
    assert quick.error == pytest.approx(plain.error, rel=1e-11)
    np.testing.assert_allclose(quick.fit.coefficients, plain.fit.coefficients, rtol=1e-10)
    for kind, covariance in plain.fit.covariances.items():
        np.testing.assert_allclose(quick.fit.covariances[kind], covariance, rtol=1e-8, atol=1e-18)


def test_do_what_they_say_uncompiled() -> None:
    """By hand: three rows of two columns and two levels, the last column what is left."""
    columns = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    levels = np.array([0, 1, 0], dtype=np.uint32)
    counts, firsts, cross = np.zeros(2), np.zeros((2, 2)), np.zeros((2, 2))
    compiled.add_sums(columns, 3, levels, counts, firsts, cross)
    assert counts.tolist() == [2, 1]
    assert firsts.tolist() == [[4, 10], [2, 5]]
    assert compiled.mirrored(cross).tolist() == [[14, 32], [32, 77]]
    rows, of_clusters = np.zeros((2, 2)), np.zeros((2, 2))
    at_means = np.array([[2.0, 5.0], [2.0, 5.0]])
    compiled.add_pulls(columns, 3, levels, np.eye(2), at_means, 0.5, rows, levels, of_clusters)
    # pulled at the first: (−1)(−1), 0, 1 · 1; at the mean: half of −1, 0, 1
    assert compiled.mirrored(rows).tolist() == [[2, 0], [0, 0.5]]
    assert of_clusters.tolist() == [[2, 0], [0, 0]]


def test_do_without_where_rows_are_few() -> None:
    assert compiled.loops(compiled.MANY - 1) is None


def test_do_without_where_numba_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numba", None)
    compiled._compiled.cache_clear()
    try:
        assert compiled.loops(compiled.MANY) is None
    finally:
        compiled._compiled.cache_clear()


def test_compile_anew_where_nothing_can_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in an installation that nobody may write to, for whom there is no home either."""

    def njit(*, cache: bool = False, **_options: object) -> object:
        if cache:
            raise RuntimeError("cannot cache function: no locator available")
        return lambda loop: loop

    monkeypatch.setitem(sys.modules, "numba", SimpleNamespace(njit=njit))
    compiled._compiled.cache_clear()
    try:
        assert compiled.loops(compiled.MANY) == compiled.Loops(compiled.add_sums, compiled.add_pulls)
    finally:
        compiled._compiled.cache_clear()
