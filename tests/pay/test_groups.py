"""Groups and gaps: by hand, and as a slow and obvious program has them on every engine."""

from __future__ import annotations

from decimal import Decimal
from statistics import median
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jamn import pay
from jamn.pay import NoRatio, Over
from tests.pay.engines import ENGINES, Columns

ROW = st.tuples(
    st.none() | st.decimals(0, 10**7, places=2),
    st.sampled_from(["F", "M", "F", "M", "X", None]),
    st.sampled_from(["Lærer", "Sykepleier", "Ægir 🦌", None]),
)
ROWS = st.lists(ROW, max_size=30)


def _columns(rows: list[tuple[Any, Any, Any]]) -> Columns:
    return {
        "pay": [None if row[0] is None else float(row[0]) for row in rows],
        "sex": [row[1] for row in rows],
        "group": [row[2] for row in rows],
    }


def _slow(rows: list[tuple[Any, Any, Any]], sex: str) -> tuple[int, float | None, float | None]:
    paid = [row[0] for row in rows if row[1] == sex]
    if not paid:
        return 0, None, None
    return len(paid), float(sum(paid, Decimal(0)) / len(paid)), float(median(paid))


def _near(found: float | None, wanted: float | None) -> bool:
    return found is wanted if wanted is None or found is None else found == pytest.approx(wanted, rel=1e-12)


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=40)
@given(rows=ROWS, over=st.sampled_from(list(Over)))
def test_give_what_a_slow_program_gives(engine: str, rows: list[tuple[Any, Any, Any]], over: Over) -> None:
    found = pay.gaps(ENGINES[engine](_columns(rows)), "pay", "sex", ["group"], over=over)
    paid = [row for row in rows if row[0] is not None and (over == Over.ALL or row[0] > 0)]
    assert found.missing == sum(row[0] is None for row in rows)
    assert {group.key[0] for group in found.groups} == {row[2] for row in paid}
    for group in (*found.groups, found.whole):
        own = [row for row in paid if group is found.whole or row[2] == group.key[0]]
        for sex, figures in (("F", group.women), ("M", group.men)):
            n, mean, middle = _slow(own, sex)
            assert figures.n == n
            assert _near(figures.mean, mean)
            assert _near(figures.median, middle)
        assert group.unknown == sum(row[1] not in {"F", "M"} for row in own)
    assert sum(group.women.n for group in found.groups) == found.whole.women.n


SMALL: Columns = {
    "pay": [300.0, 500.0, 400.0, 600.0, 250.0, 700.0, 0.0],
    "sex": ["F", "F", "M", "M", "F", "M", "M"],
    "group": ["A", "A", "A", "A", "B", "C", "D"],
}


@pytest.mark.parametrize("engine", ENGINES)
def test_reckon_by_hand(engine: str) -> None:
    found = pay.gaps(ENGINES[engine](SMALL), "pay", "sex", ["group"])
    first = found.groups[0]
    assert (first.women.mean, first.men.mean, first.difference) == (400, 500, -100)
    assert (first.ratio, first.gap, first.median_ratio, first.median_gap, first.share_of_women) == (80, 20, 80, 20, 50)
    assert [group.no_ratio for group in found.groups] == [None, *[NoRatio.ONE_SEX] * 3]
    assert [group.ratio for group in found.groups] == [80, None, None, None]
    # over persons: women (300 + 500 + 250) / 3 = 350, men (400 + 600 + 700 + 0) / 4 = 425
    assert (found.whole.women.mean, found.whole.men.mean) == (350, 425)
    assert found.whole.ratio == pytest.approx(100 * 350 / 425)
    rows = list(found.rows())
    assert [row["group"] for row in rows] == ["A", "B", "C", "D", None]
    assert rows[0]["ratio"] == 80


def test_give_no_ratio_where_men_get_nothing() -> None:
    columns = {"pay": [10.0, 0.0], "sex": ["F", "M"], "group": ["A", "A"]}
    (group,) = pay.gaps(ENGINES["pyarrow"](columns), "pay", "sex", ["group"]).groups
    assert (group.ratio, group.gap, group.no_ratio) == (None, None, NoRatio.NO_BASE)
    (group,) = pay.gaps(ENGINES["pyarrow"](columns), "pay", "sex", ["group"], over=Over.RECIPIENTS).groups
    assert (group.men.n, group.no_ratio) == (0, NoRatio.ONE_SEX)


def test_find_nobody_where_nobody_is() -> None:
    nobody = pay.gaps(ENGINES["pyarrow"]({"pay": [], "sex": [], "group": []}), "pay", "sex", ["group"])
    assert (nobody.groups, nobody.whole.women.n, nobody.whole.share_of_women) == ((), 0, None)


def test_say_which_column_is_not_there() -> None:
    with pytest.raises(KeyError, match="no such column: bonus, stilling"):
        pay.gaps(ENGINES["pyarrow"](SMALL), "bonus", "sex", ["stilling"])


def test_give_exactly_five_per_cent_where_it_is_so() -> None:
    paid = [95_000.0, 95_000.0, 96_900.0, 100_000.0, 100_000.0, 102_000.0]
    rows = pa.table({"pay": paid, "sex": ["F"] * 3 + ["M"] * 3, "group": ["a"] * 6, "bonus": [1.0] * 6})
    assert pay.gaps(rows, "pay", "sex").whole.gap == 5
    found = pay.indicators(rows, level="pay", basic="pay", components="bonus", category=["group"], sex="sex")
    assert [group.key for group in found.to_assess] == [("a",)]


@pytest.mark.parametrize("engine", ENGINES)
def test_round_halves_of_hundredths_alike(engine: str) -> None:
    rows = ENGINES[engine]({"pay": [0.125, 0.375, 2.5], "sex": ["F", "F", "M"]})
    assert pay.gaps(rows, "pay", "sex").whole.women.total == 13 + 38


def test_sort_numbers_as_numbers() -> None:
    rows = pa.table({"pay": [1.0] * 5, "sex": ["F"] * 5, "group": ["Trinn 10", "Trinn 2", None, "Ærfugl", "Trinn 1"]})
    keys = [group.key[0] for group in pay.gaps(rows, "pay", "sex", ["group"]).groups]
    assert keys == ["Trinn 1", "Trinn 2", "Trinn 10", "Ærfugl", None]
