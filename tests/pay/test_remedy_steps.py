"""Raises in steps: whole steps within the rules, and little dearer than raises of any amount."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from jamn import pay
from jamn.pay import OutOfReach
from tests.pay.test_regression import rows
from tests.pay.test_remedy import CONTROLS, after, weights

STEP = 500.0


@settings(max_examples=15)
@given(
    seed=st.integers(0, 10**6),
    n=st.integers(60, 200),
    category=st.sampled_from(["position", None]),
    least=st.sampled_from([None, 1_200]),
)
def test_be_whole_steps_that_meet_the_threshold(seed: int, n: int, category: str | None, least: float | None) -> None:
    data = rows(seed, n, 3)
    gap = 1 - np.exp(pay.adjusted_gap(data, "pay", "sex", CONTROLS).difference)
    assume(gap > 0.02)
    remedy = pay.cheapest_raises(
        data,
        "pay",
        "sex",
        CONTROLS,
        threshold=gap / 2,
        cap=2,
        category=category,
        category_threshold=0.04,
        steps=STEP,
        least=least,
    )
    assert (remedy.raises % STEP == 0).all()
    assert remedy.raises[remedy.raises > 0].min() >= (1_500 if least else STEP)
    assert (remedy.raises <= 2 * data.column("pay").to_numpy() + 1e-6).all()
    assert not remedy.raises[data.column("sex").to_numpy() == "M"].any()
    anew = pay.adjusted_gap(after(data, remedy.raises), "pay", "sex", CONTROLS)
    assert 1 - np.exp(anew.difference) <= gap / 2 + 1e-11
    assert all(each.after <= max(0.04, each.before) + 1e-9 for each in remedy.categories)
    assert remedy.bound is not None
    assert remedy.bound <= remedy.cost * (1 + 1e-9)
    if category is None and least is None:
        assert remedy.cost <= remedy.bound + STEP * (1 + (remedy.raises > 0).sum())
    assert remedy.excess == pytest.approx(remedy.cost / remedy.bound - 1)


@pytest.mark.parametrize("seed", range(5))
def test_cost_at_most_one_step_more_than_the_best_of_all(seed: int) -> None:
    data = rows(seed, 12, 1)
    own, paid = weights(data), data.column("pay").to_numpy()
    helps = np.flatnonzero((own > 0) & (data.column("sex").to_numpy() == "F"))[:5]
    most = 4
    caps = np.zeros(12)
    caps[helps] = most * STEP
    before = float(own @ np.log(paid))
    need = before + 0.5 * float(own[helps] @ np.log1p(caps[helps] / paid[helps]))
    # only those five may be raised: the others' krone costs more than all of theirs
    data = data.append_column("dear", pa.array(np.where(caps > 0, 1.0, 1e9)))
    remedy = pay.cheapest_raises(
        data, "pay", "sex", CONTROLS, threshold=1 - np.exp(need), cap=None, most=most * STEP, cost="dear", steps=STEP
    )
    tried = np.array(list(product(range(most + 1), repeat=len(helps)))) * STEP
    enough = tried[np.log1p(tried / paid[helps]) @ own[helps] >= need - before - 1e-12]
    best = enough.sum(axis=1).min()
    assert best <= remedy.cost <= best + STEP


def test_spend_no_more_than_the_budget() -> None:
    data = rows(8, 300, 2)
    free = pay.cheapest_raises(data, "pay", "sex", CONTROLS, budget=100_000)
    for category in (None, "position"):
        how: dict[str, Any] = {"category": category, "category_threshold": 0.049}
        remedy = pay.cheapest_raises(data, "pay", "sex", CONTROLS, budget=100_000, steps=STEP, **how)
        assert 100_000 - STEP < remedy.cost <= 100_000
        assert (remedy.raises % STEP == 0).all()
        assert free.gap_after <= remedy.gap_after < free.gap_after + 0.002
    whole = pay.cheapest_raises(data, "pay", "sex", CONTROLS, budget=1e9, steps=STEP)
    assert -0.001 < whole.gap_after <= 0


def test_say_what_steps_reach() -> None:
    data = rows(8, 300, 2)
    with pytest.raises(OutOfReach, match="adjusted gap cannot come below") as short:
        pay.cheapest_raises(data, "pay", "sex", CONTROLS, threshold=0.0, steps=5_000)
    assert short.value.reachable > 0.0
    with pytest.raises(OutOfReach, match="women's mean pay in category"):
        pay.cheapest_raises(data, "pay", "sex", category="position", category_threshold=0.0, steps=5_000)
    with pytest.raises(OutOfReach, match="the budget is 1,000"):
        pay.cheapest_raises(data, "pay", "sex", CONTROLS, threshold=0.01, steps=STEP, budget=1_000)
