"""Quartiles by group and sex, as a slow and obvious program has them on every engine."""

from __future__ import annotations

from math import floor
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings

from jamn import pay
from tests.pay.engines import ENGINES
from tests.pay.test_groups import ROWS, _columns


def _slow(paid: list[float], share: float) -> float:
    """The amount so far up: between two in proportion."""
    ordered, place = sorted(paid), share * (len(paid) - 1)
    low = floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=20)
@given(rows=ROWS)
def test_give_what_a_slow_program_gives(engine: str, rows: list[tuple[Any, Any, Any]]) -> None:
    found = pay.quartiles(ENGINES[engine](_columns(rows)), "pay", "sex", ["group"])
    cells: dict[tuple[Any, Any], list[float]] = {}
    for amount, sex, group in rows:
        if amount is not None and sex in {"F", "M"}:
            cells.setdefault((group, sex), []).append(float(amount))
    assert {(cell.key[0], cell.sex): cell.n for cell in found.cells} == {key: len(own) for key, own in cells.items()}
    for cell in found.cells:
        wanted = [_slow(cells[cell.key[0], cell.sex], share) for share in (0.25, 0.5, 0.75)]
        assert [cell.lower, cell.median, cell.upper] == pytest.approx(wanted, rel=1e-12, abs=1e-9)


def test_give_rows_in_the_order_of_their_groups() -> None:
    rows = pa.table({"pay": [4.0, 1.0, 2.0, 3.0, 9.0], "sex": ["F", "F", "F", "F", "M"], "group": ["a"] * 4 + ["a"]})
    assert list(pay.quartiles(rows, "pay", "sex", ["group"]).rows()) == [
        {"group": "a", "sex": "F", "n": 4, "lower": 1.75, "median": 2.5, "upper": 3.25},
        {"group": "a", "sex": "M", "n": 1, "lower": 9.0, "median": 9.0, "upper": 9.0},
    ]
    (women, men) = pay.quartiles(rows, "pay", "sex").cells
    assert (women.key, women.n, men.n) == ((), 4, 1)
