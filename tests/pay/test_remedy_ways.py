"""The cost curve, the strategies side by side, and raises that do not ask for sex."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from jamn import pay
from jamn.pay import OutOfReach, cost_curve, neutral_raises, strategies
from tests.pay.test_regression import rows
from tests.pay.test_remedy import CONTROLS, after


@settings(max_examples=8)
@given(seed=st.integers(0, 10**6), category=st.sampled_from(["position", None]))
def test_cost_more_the_lower_the_threshold(seed: int, category: str | None) -> None:
    data = rows(seed, 150, 3)
    how: dict[str, Any] = {"category": category, "category_threshold": 0.04, "cap": 2}
    curve = cost_curve(data, "pay", "sex", CONTROLS, **how)
    assume(curve.gap > 0.01)
    costs = [point.cost for point in curve.points]
    assert [point.threshold for point in curve.points] == pytest.approx(np.linspace(curve.gap, 0, 11).tolist())
    assert all(low <= high * (1 + 1e-9) for low, high in pairwise(costs))
    if category is None:
        assert costs[0] == 0
        extra = np.diff(costs)
        assert (np.diff(extra) >= -1e-6).all()  # each step down costs more than the one before
    for point in (curve.points[3], curve.points[-1]):
        remedy = pay.cheapest_raises(data, "pay", "sex", CONTROLS, threshold=point.threshold, **how)
        told = (remedy.cost, remedy.share, remedy.raised, remedy.largest)
        assert (point.cost, point.share, point.raised, point.largest) == pytest.approx(told)
    assert list(curve.rows())[3]["share"] == curve.points[3].share


def test_leave_without_cost_what_is_out_of_reach() -> None:
    curve = cost_curve(rows(8, 300, 2), "pay", "sex", CONTROLS, thresholds=[0.05, 0.03, 0.0], cap=0.05)
    assert [point.cost is None for point in curve.points] == [False, False, True]
    assert 0 < curve.reachable < 0.03
    assert "3.00 %" in str(curve)
    assert "0.00 %" not in str(curve).split(";")[-1]


def test_set_three_strategies_side_by_side() -> None:
    data = rows(8, 300, 2)
    found = strategies(data, "pay", "sex", CONTROLS, threshold=0.02, person="age")
    cheap, below, same = found.remedies
    assert cheap.cost <= below.cost <= same.cost
    for remedy in found.remedies:
        anew = pay.adjusted_gap(after(data, remedy.raises), "pay", "sex", CONTROLS)
        assert 1 - np.exp(anew.difference) == pytest.approx(0.02, abs=1e-11)
    women = data.column("sex").to_numpy() == "F"
    shares = same.raises[women] / data.column("pay").to_numpy()[women]
    assert shares == pytest.approx([same.largest] * women.sum())
    assert same.raised == women.sum()
    rows_told = list(found.rows())
    assert [row["strategy"] for row in rows_told] == [remedy.name for remedy in found.remedies]
    assert [row["more_than_cheapest"] for row in rows_told] == pytest.approx(
        [0, below.cost - cheap.cost, same.cost - cheap.cost]
    )
    assert str(found).count("\n") == 2


def test_tell_of_a_strategy_out_of_reach() -> None:
    found = strategies(rows(8, 300, 2), "pay", "sex", CONTROLS, threshold=-0.02, cap=0.15)
    assert [remedy.name for remedy in found.remedies] == ["cheapest", "the same percentage to every woman"]
    (why,) = found.out_of_reach.values()
    assert list(found.rows())[-1]["gap_after"] == why.reachable > -0.02


def test_raise_every_woman_alike_as_far_as_the_worst_category_asks() -> None:
    data = rows(8, 300, 2)
    same = strategies(
        data, "pay", "sex", CONTROLS, threshold=0.5, category="position", category_threshold=0.0, cap=0.5
    ).remedies[-1]
    assert max(each.after for each in same.categories) == pytest.approx(0, abs=1e-12)
    assert same.largest > 0


@settings(max_examples=15)
@given(seed=st.integers(0, 10**6), cap=st.sampled_from([0.1, 0.3, None]))
def test_bring_everybody_up_to_one_floor(seed: int, cap: float | None) -> None:
    data = rows(seed, 150, 2)
    gap = 1 - np.exp(pay.adjusted_gap(data, "pay", "sex", CONTROLS).difference)
    assume(gap > 0.02)
    try:
        remedy = neutral_raises(data, "pay", "sex", CONTROLS, threshold=gap * 0.8, cap=cap)
    except OutOfReach as short:
        assert short.reachable > gap * 0.8  # noqa: PT017
        return
    anew = pay.adjusted_gap(after(data, remedy.raises), "pay", "sex", CONTROLS)
    assert 1 - np.exp(anew.difference) == pytest.approx(gap * 0.8, abs=1e-10)
    paid = data.column("pay").to_numpy()
    fit = pay.adjusted_gap(data, "pay", "sex", CONTROLS).fit
    predicted = np.exp(fit.coefficient("Intercept") + fit.coefficient("age") * data.column("age").to_numpy())
    standing = (paid + remedy.raises) / predicted
    free = (remedy.raises > 0) & (standing < 1 - 1e-9)
    if cap is not None:
        free &= remedy.raises < paid * cap * (1 - 1e-9)
    assert np.ptp(standing[free]) <= 1e-9 if free.any() else True
    floor = standing[free].mean() if free.any() else 1.0
    assert (paid[remedy.raises == 0] >= floor * predicted[remedy.raises == 0] * (1 - 1e-9)).all()
    assert remedy.cost >= pay.cheapest_raises(data, "pay", "sex", CONTROLS, threshold=gap * 0.8, cap=cap).cost


def test_raise_men_below_the_floor_too() -> None:
    data = rows(8, 300, 2)
    remedy = neutral_raises(data, "pay", "sex", CONTROLS, threshold=0.045)
    assert remedy.raises[data.column("sex").to_numpy() == "M"].any()
    assert "% of what the model says of a man" in remedy.method
    with pytest.raises(OutOfReach):
        neutral_raises(data, "pay", "sex", CONTROLS, threshold=-0.1)
    assert neutral_raises(data, "pay", "sex", CONTROLS, threshold=0.1).cost == 0
