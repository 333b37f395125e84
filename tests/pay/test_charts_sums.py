"""What charts are drawn from: bins that tell of nobody, and intervals, as slow and obvious programs have them."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import sqrt
from statistics import fmean, variance
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from jamn.pay import charts
from jamn.pay.charts import Sample
from jamn.pay.charts.spread import interval, merged
from tests.pay.engines import ENGINES, Columns

COUNTS = st.dictionaries(st.integers(-5, 40), st.integers(1, 9), max_size=15)


@given(COUNTS, st.integers(1, 7))
def test_show_no_bin_of_few(counts: dict[int, int], least: int) -> None:
    bins = merged(counts, 10.0, least)
    whole = sum(counts.values())
    assert all(each.n >= least for each in bins)
    assert sum(each.n for each in bins) == (whole if counts and whole >= 2 * least else 0)
    assert all(one.high == other.low for one, other in pairwise(bins))
    assert not any(each.open_low for each in bins[1:])
    assert not any(each.open_high for each in bins[:-1])


@given(COUNTS, st.integers(2, 7), st.integers(1, 100))
def test_tell_nothing_of_the_one_who_is_paid_most_or_least(counts: dict[int, int], least: int, further: int) -> None:
    for end, step in ((max, further), (min, -further)):
        if not counts:
            return
        moved = Counter(counts)
        outermost = end(counts)
        moved[outermost] -= 1
        moved[outermost + step] += 1
        seen, otherwise = (
            [(each.low, each.high, each.n) for each in merged(one, 1.0, least)] for one in (counts, moved)
        )
        assert seen == otherwise


ROWS = st.lists(
    st.tuples(
        st.one_of(st.none(), st.integers(0, 900).map(float)),
        st.sampled_from(["F", "M", "X", None]),
        st.sampled_from(["A", "Ærlig", None]),
    ),
    max_size=40,
)


def _columns(rows: list[tuple[Any, Any, Any]]) -> Columns:
    return {name: [row[place] for row in rows] for place, name in enumerate(("pay", "sex", "group"))}


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=10)
@given(rows=ROWS)
def test_sum_what_a_slow_program_sums(engine: str, rows: list[tuple[Any, Any, Any]]) -> None:
    data = ENGINES[engine](_columns(rows))
    found = charts.histogram(data, "pay", "sex", step=50, least=2)
    spreads = charts.spreads(data, "pay", "sex", ["group"])
    for sex, sample, bins in (("F", found.women, found.bins_of_women), ("M", found.men, found.bins_of_men)):
        paid = [row[0] for row in rows if row[1] == sex and row[0] is not None]
        assert bins == tuple(merged(Counter(int(one // 50) for one in paid), 50.0, 2))
        assert (sample is None) == (len(paid) < 2)
        for group in (spreads.whole, *spreads.groups):
            own = [row[0] for row in rows if row[1] == sex and row[0] is not None and group.key in {(), (row[2],)}]
            side = group.women if sex == "F" else group.men
            assert (side.n, side.mean) == (len(own), pytest.approx(fmean(own)) if own else None)
            assert side.variance == (pytest.approx(variance(own), abs=1e-6) if len(own) > 1 else None)
    keys = {(row[2],) for row in rows if row[0] is not None and row[1] in {"F", "M"}}
    assert {group.key for group in spreads.groups} == keys


SAMPLES = st.lists(st.integers(200, 900), min_size=2, max_size=12)


@settings(max_examples=50)
@given(SAMPLES, SAMPLES, st.sampled_from([0.9, 0.95, 0.99]))
def test_end_the_interval_where_welchs_test_would_reject(women: list[int], men: list[int], level: float) -> None:
    assume(len({*women}) > 1 and len({*men}) > 1)
    found = interval(*(Sample(len(each), fmean(each), variance(each)) for each in (women, men)), level)
    ratio = fmean(women) / fmean(men)
    freedom = stats.ttest_ind(women, [ratio * each for each in men], equal_var=False).df
    most = stats.t.ppf(0.5 + level / 2, freedom)
    if found is None:
        assert fmean(men) <= most * sqrt(variance(men) / len(men)) * (1 + 1e-9)
        return
    for end, statistic in zip(found, (most, -most), strict=True):
        scaled = [end / 100 * each for each in men]
        assert stats.ttest_ind(women, scaled, equal_var=False).statistic == pytest.approx(statistic, rel=1e-6)
    assert found[0] <= 100 * ratio <= found[1]


def test_have_no_interval_where_none_can_be_reckoned() -> None:
    alike, one, spread = Sample(3, 400.0, 0.0), Sample(1, 400.0), Sample(2, 10.0, 1e6)
    assert interval(alike, alike) == (100, 100)
    assert [interval(alike, one), interval(one, alike), interval(alike, spread), interval(alike, Sample(0))] == [
        None
    ] * 4


def test_choose_a_step_that_one_far_above_does_not_change() -> None:
    # 2 · 150 / ∛300 is 45: the nearest round number is 50
    paid, sexes = [float(each) for each in range(300, 600)], ["F", "M"] * 150
    for more in ([], [9e3], [9e6], [9e9]):
        table = pa.table({"pay": [*paid, *more], "sex": [*sexes, *["M"] * len(more)]})
        assert charts.histogram(table, "pay", "sex").step == 50
    alike = pa.table({"pay": [300.0] * 20, "sex": ["F", "M"] * 10})
    assert charts.histogram(alike, "pay", "sex").step == 2.5
