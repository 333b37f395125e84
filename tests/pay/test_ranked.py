"""Amounts in cells: what a slow program finds in each, however far apart the amounts are and however many the cells."""

from __future__ import annotations

from collections import defaultdict
from statistics import median, quantiles

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jamn import pay
from jamn.pay.ranked import ranked

CELLS = 5
SMALL = st.integers(-5, 40)
ANY = st.integers(-(2**63), 2**63 - 1)
PARTS = st.lists(st.lists(st.tuples(st.integers(0, CELLS - 1), SMALL | ANY), max_size=12), max_size=4)


@settings(max_examples=300)
@given(parts=PARTS, small=st.booleans())
def test_find_what_a_slow_program_finds(parts: list[list[tuple[int, int]]], small: bool) -> None:  # noqa: FBT001
    parts = [[(cell, amount % 90 - 9 if small else amount) for cell, amount in part] for part in parts]
    own: dict[int, list[int]] = defaultdict(list)
    for cell, amount in (row for part in parts for row in part):
        own[cell].append(amount)
    found = ranked(
        [np.array([amount for _, amount in part], dtype=np.int64) for part in parts],
        (np.array([cell for cell, _ in part], dtype=np.int32) for part in parts),
        CELLS,
    )
    for amounts, wanted in (
        (found, own),
        (found.above_nothing(), {cell: [one for one in those if one > 0] for cell, those in own.items()}),
    ):
        lists = [sorted(wanted.get(cell, [])) for cell in range(CELLS)]
        assert [amounts.of(cell).tolist() for cell in range(CELLS)] == lists
        assert amounts.n.tolist() == [len(each) for each in lists]
        assert amounts.totals().tolist() == [sum(each) for each in lists]
        assert amounts.largest().tolist() == [max(each, default=0) for each in lists]
        for cell, each in enumerate(lists):
            of_shares = [amounts.quantile(share)[cell] for share in (0.25, 0.5, 0.75)]
            if len(each) > 1:
                near = {"rtol": 1e-14, "atol": 1e-15 * max(map(abs, each))}  # of amounts that nearly cancel out
                np.testing.assert_allclose(of_shares, quantiles(each, n=4, method="inclusive"), **near)
                np.testing.assert_allclose(of_shares[1], median(each), **near)
            else:
                np.testing.assert_array_equal(of_shares, [float(each[0]) if each else np.nan] * 3)


@settings(max_examples=60)
@given(
    rows=st.lists(
        st.tuples(st.integers(0, 40), st.sampled_from(["a", "b", None]), st.integers(0, 9), st.sampled_from("FM")),
        min_size=1,
        max_size=60,
    ),
    times=st.sampled_from([1, 40]),
)
def test_group_by_many_keys_of_which_few_are_there(rows: list[tuple[int, str | None, int, str]], times: int) -> None:
    """With few rows most cells are empty and those that are there are told; with many all are thought of."""
    rows *= times
    table = pa.table(
        {
            "unit": pa.array([row[0] for row in rows], pa.int16()),
            "group": pa.array([row[1] for row in rows], pa.string()),
            "pay": pa.array([float(row[2]) for row in rows], pa.float64()),
            "sex": [row[3] for row in rows],
        }
    )
    found = pay.gaps(table, "pay", "sex", ["unit", "group", "sex"]).groups
    wanted: dict[tuple[int, str | None, str], list[int]] = defaultdict(list)
    for unit, name, amount, sex in rows:
        wanted[unit, name, sex].append(amount)
    assert {group.key: (group.women if group.key[2] == "F" else group.men).n for group in found} == {
        key: len(amounts) for key, amounts in wanted.items()
    }
    for group in found:
        figures = group.women if group.key[2] == "F" else group.men
        assert (figures.total, figures.median) == (100 * sum(wanted[group.key]), median(wanted[group.key]))


def test_read_each_column_by_itself_when_they_take_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same figures, and those of another column are not mixed up with them."""
    table = pa.table(
        {"pay": [3.0, 5.0, 9.0], "bonus": [None, 2.0, 0.0], "sex": ["F", "M", "M"], "group": ["A", "A", "B"]}
    )
    whole = pay.components(table, ["pay", "bonus"], "sex", ["group"])
    monkeypatch.setattr("jamn.pay.tallies.AT_ONCE", 1)
    assert pay.components(table, ["pay", "bonus"], "sex", ["group"]) == whole
    assert whole["bonus"][pay.Over.ALL].missing == 1
