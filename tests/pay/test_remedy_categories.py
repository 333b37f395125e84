"""Rules of categories: kept where there are enough of each sex, at the least cost, and told of where they cannot be."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jamn import pay
from jamn.pay import OutOfReach
from tests.pay.test_regression import rows
from tests.pay.test_remedy import CONTROLS, after

ROUNDING = 1e-9


def group(category: str | None, women: list[float], men: list[float]) -> dict[str, list[Any]]:
    """Women and men of a category and their pay."""
    return {
        "pay": [*women, *men],
        "sex": ["F"] * len(women) + ["M"] * len(men),
        "group": [category] * (len(women) + len(men)),
    }


def table(*groups: dict[str, list[Any]]) -> pa.Table:
    """Some groups as one table."""
    return pa.concat_tables([pa.table(each) for each in groups], promote_options="permissive")


@settings(max_examples=15)
@given(seed=st.integers(0, 10**6), n=st.integers(60, 200), threshold=st.sampled_from([None, 0.0, 0.02]))
def test_keep_the_rule_of_each_category(seed: int, n: int, threshold: float | None) -> None:
    data = rows(seed, n, 6)
    how: dict[str, Any] = {"category": "position", "category_threshold": 0.01, "fewest": 3}
    try:
        remedy = pay.cheapest_raises(data, "pay", "sex", CONTROLS, threshold=threshold, cap=0.4, **how)
    except OutOfReach as short:
        assert short.reachable > min(threshold or 0.01, 0.01)  # noqa: PT017
        return
    found = {each.key[0]: each for each in pay.gaps(after(data, remedy.raises), "pay", "sex", ["position"]).groups}
    ruled = {place for place, each in found.items() if min(each.women.n, each.men.n) >= 3}
    assert {each.category for each in remedy.categories} == ruled
    for each in remedy.categories:
        assert 100 * each.after == pytest.approx(found[each.category].gap, abs=1e-4)  # gaps are of hundredths
        assert each.after <= max(0.01, each.before) + ROUNDING
        assert each.after <= 0.01 + ROUNDING
        assert (each.women, each.men) == (found[each.category].women.n, found[each.category].men.n)
    assert remedy.largest <= 0.4 + ROUNDING
    assert not remedy.raises[data.column("sex").to_numpy() == "M"].any()
    assert (remedy.raises >= 0).all()
    if threshold is not None:
        anew = pay.adjusted_gap(after(data, remedy.raises), "pay", "sex", CONTROLS)
        assert 1 - np.exp(anew.difference) <= threshold + 1e-10
        alone = pay.cheapest_raises(data, "pay", "sex", CONTROLS, cap=0.4, **how)
        assert alone.cost <= remedy.cost * (1 + ROUNDING) + ROUNDING
    else:
        assert remedy.gap_before is None


def test_cost_just_what_women_lack() -> None:
    data = table(group("nurse", [90.0] * 5, [100.0] * 5), group("cook", [99.0] * 5, [100.0] * 7))
    remedy = pay.cheapest_raises(data, "pay", "sex", category="group")
    assert remedy.cost == pytest.approx(5 * 5)
    assert remedy.raises[:5] == pytest.approx([5] * 5)  # alike where they are as dear
    assert not remedy.raises[5:].any()
    assert [(each.category, each.before, each.after) for each in remedy.categories] == [
        ("cook", pytest.approx(0.01), pytest.approx(0.01)),
        ("nurse", pytest.approx(0.10), pytest.approx(0.05)),
    ]
    assert "bring 1 categories under their threshold" in str(remedy)


def test_begin_with_those_whose_krone_costs_least() -> None:
    data = table(group("nurse", [90.0, 90.0, 90.0, 90.0, 90.0], [100.0] * 5))
    data = data.append_column("fte", pa.array([1, 0.5, 0.5, 1, 0.8] + [1.0] * 5))
    remedy = pay.cheapest_raises(data, "pay", "sex", category="group", cost="fte", cap=1 / 9)
    assert remedy.raises[:5] == pytest.approx([0, 10, 10, 0, 5])
    assert remedy.cost == pytest.approx(14)


def test_have_no_rule_where_a_sex_is_few_or_the_category_is_missing() -> None:
    data = table(
        group("few men", [50.0] * 9, [100.0] * 4),
        group("women", [50.0] * 9, []),
        group(None, [50.0] * 9, [100.0] * 9),
        group("men", [], [100.0] * 9),
    )
    remedy = pay.cheapest_raises(data, "pay", "sex", category="group")
    assert (remedy.cost, remedy.categories, remedy.n) == (0, (), 49)
    assert "0 raises" in str(remedy)
    assert "are needed" in str(remedy)


def test_name_the_categories_out_of_reach() -> None:
    data = table(
        group("nurse", [80.0] * 5, [100.0] * 5),
        group("cook", [70.0] * 5, [100.0] * 5),
        group("clerk", [90.0] * 5, [100.0] * 5),
    )
    with pytest.raises(
        OutOfReach, match=r"category cook cannot come nearer than 23.00 % .* and so with 1 more"
    ) as short:
        pay.cheapest_raises(data, "pay", "sex", category="group")
    assert short.value.rule == "category"
    assert short.value.categories == {"nurse": pytest.approx(0.12), "cook": pytest.approx(0.23)}
    with pytest.raises(OutOfReach, match="the cheapest raises within the other rules cost 225") as small:
        pay.cheapest_raises(data, "pay", "sex", category="group", cap=0.5, budget=10)
    assert (small.value.rule, small.value.reachable) == ("budget", None)
    assert small.value.needed == pytest.approx(5 * (15 + 25 + 5))


@pytest.mark.parametrize("cap", [0.5, None])
def test_raise_for_their_category_those_who_have_no_weight(cap: float | None) -> None:
    """Women in a position without men say nothing of the adjusted gap."""
    data = rows(8, 120, 2)
    alone = pa.table({
        "pay": [20_000.0] * 6, "sex": ["F"] * 6, "age": [30] * 6, "position": [9] * 6, "unit": [99] * 6
    })  # fmt: skip
    others = pa.table({
        "pay": [25_000.0] * 6, "sex": ["M"] * 6, "age": [30] * 6, "position": [8] * 6, "unit": [99] * 6
    })  # fmt: skip
    data = pa.concat_tables([data, alone.cast(data.schema), others.cast(data.schema)])
    remedy = pay.cheapest_raises(
        data, "pay", "sex", CONTROLS, threshold=0.01, cap=cap, absorb="position", category="unit", fewest=6
    )
    assert remedy.raises[120:126] == pytest.approx([3_750] * 6)
    assert remedy.gap_after == pytest.approx(0.01, abs=1e-11)


def test_widen_no_rule_by_the_order_of_rows() -> None:
    data = rows(8, 150, 4)
    how: dict[str, Any] = {"threshold": 0.01, "category": "position", "category_threshold": 0.01, "cap": 0.5}
    order = np.random.default_rng(1).permutation(150)
    one = pay.cheapest_raises(data, "pay", "sex", CONTROLS, **how)
    other = pay.cheapest_raises(data.take(order), "pay", "sex", CONTROLS, **how)
    assert other.cost == pytest.approx(one.cost)
    assert other.raises == pytest.approx(one.raises[order], abs=1e-3)


def test_need_what_the_model_needs_only_where_it_is_asked_for() -> None:
    data = table(group("nurse", [90.0] * 5, [100.0] * 5))
    assert pay.cheapest_raises(data, "pay", "sex", [pay.Number("age")], category="group").cost == pytest.approx(25)
    with pytest.raises(KeyError, match="no such column: age"):
        pay.cheapest_raises(data, "pay", "sex", [pay.Number("age")], category="group", threshold=0.01)
