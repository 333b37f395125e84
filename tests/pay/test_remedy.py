"""The cheapest raises: under the threshold when reckoned anew, within the rules, and cheaper than any other way."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from jamn import pay
from jamn.pay import Number, OutOfReach
from jamn.pay.regression import Regression
from jamn.pay.terms import Is
from tests.pay.test_regression import rows

CONTROLS = [Number("age")]


def after(table: pa.Table, raises: np.ndarray) -> pa.Table:
    """The rows when these raises are paid."""
    paid = pa.array(table.column("pay").to_numpy() + raises)
    return table.set_column(table.column_names.index("pay"), "pay", paid)


def weights(table: pa.Table) -> np.ndarray:
    """What each one's logarithm of pay weighs in the adjusted gap."""
    return Regression(table, "pay", [Is("sex", "F", "women"), *CONTROLS], log=True, absorb=None).weights("women")


@settings(max_examples=15)
@given(seed=st.integers(0, 10**6), n=st.integers(40, 200), below=st.booleans())
def test_hit_the_threshold_within_the_rules(seed: int, n: int, *, below: bool) -> None:
    table = rows(seed, n, 4)
    gap = 1 - np.exp(pay.adjusted_gap(table, "pay", "sex", CONTROLS, absorb="position").difference)
    assume(gap > 0.02)
    remedy = pay.cheapest_raises(
        table, "pay", "sex", CONTROLS, threshold=gap / 2, cap=1, only_below_predicted=below, absorb="position"
    )
    anew = pay.adjusted_gap(after(table, remedy.raises), "pay", "sex", CONTROLS, absorb="position")
    assert 1 - np.exp(anew.difference) == pytest.approx(gap / 2, abs=1e-11)
    assert (remedy.gap_before, remedy.gap_after) == pytest.approx((gap, gap / 2), abs=1e-11)
    assert (remedy.raises >= 0).all()
    assert (remedy.raises[table.column("sex").to_numpy() == "M"] == 0).all()
    assert remedy.largest <= 1 + 1e-12
    assert remedy.cost == pytest.approx(remedy.raises.sum())


def test_raise_nobody_where_the_gap_is_small_enough() -> None:
    remedy = pay.cheapest_raises(rows(1, 60, 2), "pay", "sex", CONTROLS, threshold=0.5)
    assert (remedy.raised, remedy.cost, remedy.largest) == (0, 0, 0)


def test_say_how_far_the_rules_reach() -> None:
    with pytest.raises(OutOfReach, match="cannot come below") as short:
        pay.cheapest_raises(rows(1, 200, 2), "pay", "sex", CONTROLS, threshold=-0.5, cap=0.01)
    assert short.value.reachable > -0.5
    assert short.value.rule == "adjusted gap"


@settings(max_examples=15)
@given(seed=st.integers(0, 10**6), cap=st.sampled_from([0.1, 0.3, None]))
def test_cost_no_more_than_any_other_raises_that_do(seed: int, cap: float | None) -> None:
    table = rows(seed, 60, 1)
    remedy = pay.cheapest_raises(table, "pay", "sex", CONTROLS, threshold=0.0, cap=cap) if _can(table, cap) else None
    assume(remedy is not None and remedy.raised)
    paid, random, own = table.column("pay").to_numpy(), np.random.default_rng(seed), weights(table)
    highest = paid * (1 + (cap if cap is not None else 10))
    for spread in (1e-4, 1e-2, 0.3):
        other = np.clip(paid + remedy.raises * np.exp(random.normal(0, spread, (300, 60))), paid, highest)
        cheaper = (other - paid).sum(axis=1) < remedy.cost * (1 - 1e-9)
        assert cheaper.any()
        assert (np.log(other[cheaper]) @ own < 0).all()


def _can(table: pa.Table, cap: float | None) -> bool:
    try:
        pay.cheapest_raises(table, "pay", "sex", CONTROLS, threshold=0.0, cap=cap)
    except OutOfReach:
        return False
    return True


def test_keep_to_the_most_kroner_that_one_may_get() -> None:
    table = rows(8, 300, 2)
    remedy = pay.cheapest_raises(table, "pay", "sex", CONTROLS, threshold=0.01, cap=0.2, most=3_000)
    assert remedy.raises.max() == pytest.approx(3_000)
    anew = pay.adjusted_gap(after(table, remedy.raises), "pay", "sex", CONTROLS)
    assert anew.difference == pytest.approx(np.log(0.99))
    assert remedy.cost > pay.cheapest_raises(table, "pay", "sex", CONTROLS, threshold=0.01, cap=0.2).cost


@settings(max_examples=10)
@given(seed=st.integers(0, 10**6), share=st.floats(0.05, 0.95))
def test_get_as_far_for_a_budget_as_the_threshold_costs(seed: int, share: float) -> None:
    table = rows(seed, 120, 2)
    gap = 1 - np.exp(pay.adjusted_gap(table, "pay", "sex", CONTROLS).difference)
    assume(gap > 0.02)
    asked = pay.cheapest_raises(table, "pay", "sex", CONTROLS, threshold=gap * share, cap=2)
    bought = pay.cheapest_raises(table, "pay", "sex", CONTROLS, budget=asked.cost, cap=2)
    assert bought.gap_after == pytest.approx(gap * share, abs=1e-11)
    assert bought.cost == pytest.approx(asked.cost)
    assert bought.raises == pytest.approx(asked.raises, abs=1e-4)


@settings(max_examples=10)
@given(seed=st.integers(0, 10**6), share=st.floats(0.05, 0.95))
def test_get_as_far_for_a_budget_with_categories(seed: int, share: float) -> None:
    table = rows(seed, 120, 2)
    gap = 1 - np.exp(pay.adjusted_gap(table, "pay", "sex", CONTROLS).difference)
    assume(gap > 0.02)
    how = {"cap": 2, "category": "position", "category_threshold": gap / 2}
    least = pay.cheapest_raises(table, "pay", "sex", CONTROLS, **how)
    asked = pay.cheapest_raises(table, "pay", "sex", CONTROLS, threshold=gap * share, **how)
    bought = pay.cheapest_raises(table, "pay", "sex", CONTROLS, budget=asked.cost, **how)
    assert bought.cost == pytest.approx(asked.cost)
    assert bought.gap_after <= gap * share + 1e-9
    if asked.cost > least.cost * (1 + 1e-9):  # else many raises cost as little, and a threshold stops at one of them
        assert bought.gap_after == pytest.approx(gap * share, abs=1e-9)


def test_spend_no_more_than_closes_the_gap() -> None:
    remedy = pay.cheapest_raises(rows(8, 300, 2), "pay", "sex", CONTROLS, budget=1e9)
    assert remedy.gap_after == pytest.approx(0, abs=1e-12)
    assert remedy.cost < 1e7


def test_say_what_a_budget_reaches_that_is_too_small() -> None:
    table = rows(8, 300, 2)
    cost = pay.cheapest_raises(table, "pay", "sex", CONTROLS, threshold=0.01).cost
    with pytest.raises(OutOfReach, match="with it the adjusted gap can come down to") as short:
        pay.cheapest_raises(table, "pay", "sex", CONTROLS, threshold=0.01, budget=cost / 2)
    assert short.value.rule == "budget"
    assert short.value.needed == pytest.approx(cost)
    bought = pay.cheapest_raises(table, "pay", "sex", CONTROLS, budget=cost / 2)
    assert short.value.reachable == pytest.approx(bought.gap_after)


def test_list_the_raised_and_show_nobody_in_the_text() -> None:
    table = rows(8, 300, 2)
    names = [f"person {number}" for number in range(300)]
    table = table.append_column("name", pa.array(names))
    lacking = table.column("pay").to_pylist()
    lacking[0] = None
    table = table.set_column(0, "pay", pa.array(lacking, pa.float64()))
    remedy = pay.cheapest_raises(table, "pay", "sex", CONTROLS, threshold=0.01, person="name")
    found = list(remedy.rows())
    assert len(found) == remedy.raised
    assert sum(row["raise"] for row in found) == pytest.approx(remedy.cost)
    for row in found:
        place = names.index(row["person"])
        assert row["before"] == lacking[place]
        assert row["after"] == pytest.approx(row["before"] * (1 + row["percent"] / 100))
        assert table.column("sex")[place].as_py() == "F"
    assert remedy.left_out == {"missing pay": 1}
    assert remedy.n == 299
    for text in (repr(remedy), str(remedy)):
        assert "person " not in text
        assert str(found[0]["before"]) not in text
    unnamed = pay.cheapest_raises(table, "pay", "sex", CONTROLS, threshold=0.01)
    assert [names[row["person"]] for row in unnamed.rows()] == [row["person"] for row in found]


@pytest.mark.parametrize(
    ("rules", "match"),
    [
        ({}, "nothing is asked for"),
        ({"threshold": 5}, "0.05 is five per cent"),
        ({"threshold": 0.01, "cap": -0.1}, "cap is -0.1"),
        ({"threshold": 0.01, "steps": 0}, "steps of 0 are none"),
        ({"threshold": 0.01, "least": 1_000}, "a least raise needs steps"),
        ({"budget": -1}, "budget is -1"),
        ({"category": "position", "fewest": 0}, "a category needs somebody of each sex"),
        ({"threshold": 0.01, "cost": "nothing"}, "nothing is not above nothing in 60 rows"),
        ({"threshold": 0.01, "woman": "K"}, "nobody of one sex is there"),
        ({"threshold": 0.01, "absorb": "sex"}, "the controls tell who is a woman"),
    ],
)
def test_refuse_what_makes_no_sense(rules: dict[str, object], match: str) -> None:
    table = rows(1, 60, 2).append_column("nothing", pa.array(np.zeros(60)))
    with pytest.raises(ValueError, match=match):
        pay.cheapest_raises(table, "pay", "sex", CONTROLS, **rules)
