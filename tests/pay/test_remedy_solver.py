"""The cheapest raises cost what a conic solver says that they must, and no more than another solver finds."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from scipy.optimize import LinearConstraint, NonlinearConstraint, minimize

from jamn import pay
from tests.pay.test_regression import rows
from tests.pay.test_remedy import CONTROLS, after, weights

MOST = 0.05


@pytest.fixture(scope="module")
def cvxpy() -> Any:
    """The modelling of conic problems. Imports of its own may warn."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import cvxpy
    return cvxpy


def payroll(seed: int, n: int = 240) -> pa.Table:
    """Pay with costs, in categories of which most have a gap of their own."""
    random = np.random.default_rng(seed)
    table = rows(seed, n, 5).append_column("fte", pa.array(random.choice([0.2, 0.5, 0.75, 1], n)))
    woman = table.column("sex").to_numpy() == "F"
    paid = table.column("pay").to_numpy() * np.where(woman, 0.9, 1) * np.where(table.column("position"), 1, 1.03)
    return table.set_column(0, "pay", pa.array(paid))


def lines(table: pa.Table) -> tuple[np.ndarray, np.ndarray]:
    """A row for each category with a rule, 1 where its women are, and what their pay must sum to."""
    sex, category, paid = (table.column(name).to_numpy() for name in ("sex", "position", "pay"))
    chosen = [np.array([sex == each]) & (category == np.unique(category)[:, None]) for each in "FM"]
    women, men = (each[(chosen[0].sum(axis=1) >= 5) & (chosen[1].sum(axis=1) >= 5)] for each in chosen)
    return women.astype(float), (1 - MOST) * (men @ paid) / men.sum(axis=1) * women.sum(axis=1)


@pytest.mark.parametrize(("threshold", "category"), [(0.02, "position"), (0.02, None), (None, "position")])
@pytest.mark.parametrize(("seed", "cap", "cost"), [(1, 0.25, None), (2, 0.5, "fte"), (3, None, "fte"), (4, 0.3, "fte")])
def test_cost_what_a_conic_solver_finds(
    cvxpy: Any, *, seed: int, cap: float | None, cost: str | None, threshold: float | None, category: str | None
) -> None:
    table = payroll(seed)
    remedy = pay.cheapest_raises(
        table, "pay", "sex", CONTROLS, threshold=threshold, cap=cap, cost=cost, category=category
    )
    assert remedy.raised > 5
    paid, own = table.column("pay").to_numpy(), weights(table)
    costs = table.column("fte").to_numpy() if cost else np.ones(len(paid))
    woman = table.column("sex").to_numpy() == "F"
    assert (own[woman] > 0).all()
    scale, size = 1 / np.abs(own).max(), paid.mean()
    share = cvxpy.Variable(len(paid))  # of one's pay: all numbers near 1
    rules = [share >= 1, share[~woman] == 1]
    if cap is not None:
        rules.append(share <= 1 + cap)
    if threshold is not None:
        need = np.log(1 - threshold) - own @ np.log(paid)
        rules.append((scale * own[woman]) @ cvxpy.log(share[woman]) >= scale * need)
    if category is not None:
        of, least = lines(table)
        rules.append((of * paid / size) @ share >= least / size)
    problem = cvxpy.Problem(cvxpy.Minimize((costs * paid / size) @ (share - 1)), rules)
    problem.solve(solver=cvxpy.CLARABEL, tol_gap_abs=1e-10, tol_gap_rel=1e-10, tol_feas=1e-10)
    assert remedy.cost == pytest.approx(problem.value * size, rel=1e-6)
    assert remedy.bound == pytest.approx(remedy.cost)


@pytest.mark.parametrize("seed", [0, 2, 3])
def test_cost_no_more_than_a_local_solver_finds_with_weights_below_nothing(seed: int) -> None:
    """Some women's pay weighs less than nothing: raising them for their category widens the adjusted gap."""
    random, n = np.random.default_rng(seed), 60
    woman = np.arange(n) % 2 == 0
    tells = np.where(woman, 1.0, 0.0) + random.normal(0, 0.5, n) + 2 * (np.arange(n) % 10 == 0)
    category = np.where(np.arange(n) % 10 < 4, "mixed", "others")
    less = 0.12 * woman + 0.1 * (woman & (category == "mixed"))
    paid, costs = 40_000 * np.exp(random.normal(0, 0.1, n) - less), random.uniform(0.3, 1, n)
    sex = np.where(woman, "F", "M")
    table = pa.table({"pay": paid, "sex": sex, "age": tells, "position": category, "fte": costs})
    remedy = pay.cheapest_raises(table, "pay", "sex", CONTROLS, threshold=0.0, cap=0.3, category="position", cost="fte")
    anew = pay.adjusted_gap(after(table, remedy.raises), "pay", "sex", CONTROLS)
    assert anew.difference == pytest.approx(0, abs=1e-11)
    own = weights(table)
    assert remedy.raises[own < 0].any()
    of, least = lines(table)
    assert (of @ (paid + remedy.raises) >= least * (1 - 1e-12)).all()
    assert remedy.bound is not None
    assert remedy.bound <= remedy.cost <= remedy.bound * 1.005
    solved = minimize(
        lambda share: float((costs * paid) @ (share - 1)) / 40_000,
        np.where(woman, 1.2, 1.0),
        jac=lambda _: costs * paid / 40_000,
        bounds=[(1, 1.3 if each else 1) for each in woman],
        constraints=[
            NonlinearConstraint(lambda share: own @ np.log(paid * share), 0, np.inf, jac=lambda share: own / share),
            LinearConstraint(of * paid / 40_000, least / 40_000),
        ],
        method="SLSQP",
        options={"maxiter": 500, "ftol": 1e-12},
    )
    assert remedy.cost <= solved.fun * 40_000 * (1 + 1e-6)
