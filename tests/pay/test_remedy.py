"""The cheapest raises: under the threshold when reckoned anew, within the rules, and cheaper than any other way."""

from __future__ import annotations

from math import log

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import NonlinearConstraint, minimize

from jamn import pay
from jamn.pay import Number, OutOfReach
from tests.pay.test_regression import rows

CONTROLS = [Number("age")]


def _after(table: pa.Table, raises: np.ndarray) -> pa.Table:
    paid = pa.array(table.column("pay").to_numpy() + raises)
    return table.set_column(table.column_names.index("pay"), "pay", paid)


@settings(max_examples=40)
@given(seed=st.integers(0, 10**6), n=st.integers(40, 200), below=st.booleans())
def test_hit_the_threshold_within_the_rules(seed: int, n: int, *, below: bool) -> None:
    table = rows(seed, n, 4)
    gap = 1 - np.exp(pay.adjusted_gap(table, "pay", "sex", CONTROLS, absorb="position").difference)
    assume(gap > 0.02)
    remedy = pay.cheapest_raises(
        table, "pay", "sex", CONTROLS, threshold=gap / 2, cap=1, only_below_predicted=below, absorb="position"
    )
    anew = pay.adjusted_gap(_after(table, remedy.raises), "pay", "sex", CONTROLS, absorb="position")
    assert 1 - np.exp(anew.difference) == pytest.approx(gap / 2, abs=1e-11)
    assert (remedy.gap_before, remedy.gap_after) == pytest.approx((gap, gap / 2), abs=1e-11)
    assert (remedy.raises >= 0).all()
    assert (remedy.raises[table.column("sex").to_numpy() == "M"] == 0).all()
    assert remedy.largest <= 1 + 1e-12
    assert remedy.cost == pytest.approx(remedy.raises.sum())


@pytest.mark.parametrize("seed", range(1, 6))
def test_cost_no_more_than_a_general_solver_finds(seed: int) -> None:
    table = rows(seed, 40, 1)
    cost = np.random.default_rng(seed).uniform(0.2, 1, 40)
    table = table.append_column("fte", pa.array(cost))
    paid, target = table.column("pay").to_numpy(), 0.0
    remedy = pay.cheapest_raises(table, "pay", "sex", CONTROLS, threshold=target, cap=0.3, cost="fte")
    assert remedy.raised
    women = (table.column("sex").to_numpy() == "F").astype(float)
    x = np.column_stack([np.ones(40), women, table.column("age").to_numpy()])
    weights = np.linalg.solve(x.T @ x, x.T)[1]
    upper = np.where((women == 1) & (weights > 0), 1.3, 1.0)
    scale = 1 / np.abs(weights).max()
    solved = minimize(
        lambda share: float((cost * paid) @ (share - 1)) / paid.mean(),
        np.full(40, 1.0) + (upper - 1) / 2,
        jac=lambda _: cost * paid / paid.mean(),
        bounds=list(zip(np.ones(40), upper, strict=True)),
        constraints=[
            NonlinearConstraint(
                lambda share: scale * float(weights @ np.log(paid * share)),
                scale * log(1 - target),
                np.inf,
                jac=lambda share: scale * weights / share,
            ),
        ],
        method="SLSQP",
        options={"maxiter": 2000, "ftol": 1e-14},
    )
    assert remedy.cost <= float((cost * paid) @ (solved.x - 1)) * (1 + 1e-6) + 1e-6
    assert remedy.cost == pytest.approx(float((cost * paid) @ (solved.x - 1)), rel=1e-3)


def test_raise_nobody_where_the_gap_is_small_enough() -> None:
    remedy = pay.cheapest_raises(rows(1, 60, 2), "pay", "sex", CONTROLS, threshold=0.5)
    assert (remedy.raised, remedy.cost, remedy.largest) == (0, 0, 0)


def test_say_how_far_the_rules_reach() -> None:
    with pytest.raises(OutOfReach, match="cannot come below") as short:
        pay.cheapest_raises(rows(1, 200, 2), "pay", "sex", CONTROLS, threshold=-0.5, cap=0.01)
    assert short.value.reachable > -0.5
