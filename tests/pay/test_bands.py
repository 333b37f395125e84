"""Quartile bands: four equal groups, ties shared by sex, and nobody lost."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jamn import pay
from jamn.pay import Remainder
from tests.pay.engines import ENGINES, Columns

ROWS = st.lists(st.tuples(st.integers(1, 9), st.sampled_from("FM")), min_size=4, max_size=40)


def _columns(rows: list[tuple[int, str]]) -> Columns:
    return {"pay": [float(row[0]) for row in rows], "sex": [row[1] for row in rows]}


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=25)
@given(rows=ROWS, remainder=st.sampled_from(list(Remainder)))
def test_part_everybody_in_equal_bands(engine: str, rows: list[tuple[int, str]], remainder: Remainder) -> None:
    found = pay.quartile_bands(ENGINES[engine](_columns(rows)), "pay", "sex", remainder=remainder).bands
    assert sum(band.women for band in found) == sum(sex == "F" for _, sex in rows)
    assert sum(band.men for band in found) == sum(sex == "M" for _, sex in rows)
    sizes = [band.women + band.men for band in found]
    if remainder == Remainder.SPREAD:
        assert sizes == [Fraction(len(rows), 4)] * 4
    else:
        each, over = divmod(len(rows), 4)
        assert sizes == [each + (place < over) for place in range(4)]


@settings(max_examples=50)
@given(rows=ROWS)
def test_be_what_sorting_gives_where_nobody_is_paid_alike(rows: list[tuple[int, str]]) -> None:
    rows = [(place, sex) for place, (_, sex) in enumerate(rows)]
    found = pay.quartile_bands(ENGINES["pyarrow"](_columns(rows)), "pay", "sex", remainder=Remainder.LOWER_FIRST).bands
    start = 0
    for band in found:
        own = rows[start : start + int(band.women + band.men)]
        assert band.women == sum(sex == "F" for _, sex in own)
        start += len(own)


def test_share_those_paid_alike_by_sex() -> None:
    # eight persons; the four in the middle, three women and a man, are paid alike: two of them in each band
    rows: list[tuple[Any, str]] = [(1, "F"), (1, "M"), (5, "F"), (5, "F"), (5, "F"), (5, "M"), (9, "M"), (9, "M")]
    shares = [band.share_of_women for band in pay.quartile_bands(ENGINES["duckdb"](_columns(rows)), "pay", "sex").bands]
    assert shares == [50, 75, 75, 0]


def test_refuse_fewer_persons_than_bands() -> None:
    with pytest.raises(ValueError, match="3 persons are too few for 4 bands"):
        pay.quartile_bands(ENGINES["pyarrow"](_columns([(1, "F"), (2, "M"), (3, "F")])), "pay", "sex")
