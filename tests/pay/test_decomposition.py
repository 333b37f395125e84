"""The parts of a decomposition make the gap, whatever the rows and the base; what only one group has is left out."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jamn import pay
from jamn.pay import REFERENCES, Category, Decomposition, NotEstimable, Number, Part
from tests.pay.test_regression import rows

PARTS = ("explained", "unexplained", "unexplained_a", "unexplained_b")


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.sampled_from([0, 1, 2]))
def test_make_up_the_gap_whatever_the_base(seed: int, base: int) -> None:
    table = rows(seed, 200, 3)
    terms = [Number("age"), Category("position", base=base)]
    found = pay.decompose(table, "pay", "sex", terms, a="M", b="F", log=True)
    three = found.threefold
    assert three.endowments.total + three.coefficients.total + three.interaction.total == pytest.approx(found.gap)
    for two in found.twofold.values():
        assert two.explained.total + two.unexplained.total == pytest.approx(found.gap)
        assert two.unexplained_a.total + two.unexplained_b.total == pytest.approx(two.unexplained.total)
        for part in (two.explained, two.unexplained):
            assert sum(part.by_column.values()) == pytest.approx(part.total)
    other = pay.decompose(table, "pay", "sex", [Number("age"), Category("position")], a="M", b="F", log=True)
    for reference, two in found.twofold.items():
        assert two.explained.by_column == pytest.approx(other.twofold[reference].explained.by_column)
        assert two.unexplained.by_column == pytest.approx(other.twofold[reference].unexplained.by_column)
        assert two.explained.error == pytest.approx(other.twofold[reference].explained.error)


def test_leave_out_what_only_one_group_has() -> None:
    table = rows(4, 300, 2)
    lone = pa.table({"pay": [30_000.0] * 5, "sex": ["M"] * 5, "age": [30] * 5, "position": [9] * 5, "unit": [0] * 5})
    both = pa.concat_tables([table, lone.cast(table.schema)])
    terms = [Number("age"), Category("position")]
    found = pay.decompose(both, "pay", "sex", terms, a="M", b="F", log=True)
    assert found.not_shared == {"position=9": 5}
    assert found.gap == pytest.approx(pay.decompose(table, "pay", "sex", terms, a="M", b="F", log=True).gap)
    assert "no measure of discrimination" in str(found)


def test_absorb_a_category_as_if_its_levels_were_columns() -> None:
    table = rows(11, 400, 4)
    found = pay.decompose(table, "pay", "sex", [Number("age")], a="M", b="F", log=True, absorb="position")
    other = pay.decompose(table, "pay", "sex", [Number("age"), Category("position")], a="M", b="F", log=True)
    assert found.names == ("Intercept", "age", "position")
    pairs = [(found.threefold, other.threefold, ("endowments", "coefficients", "interaction"))]
    pairs += [(found.twofold[each], other.twofold[each], PARTS) for each in REFERENCES]
    for mine, theirs, names in pairs:
        for name in names:
            one, same = getattr(mine, name), getattr(theirs, name)
            assert (one.total, one.error) == pytest.approx((same.total, same.error), rel=1e-9, abs=1e-12)
            levels = sum(value for column, value in same.by_column.items() if column.startswith("position"))
            assert one.by_column["position"] == pytest.approx(levels, abs=1e-12)
            assert one.by_column["age"] == pytest.approx(same.by_column["age"], abs=1e-12)
            assert one.errors["age"] == pytest.approx(same.errors["age"], rel=1e-9, abs=1e-12)


def test_have_errors_near_those_of_a_bootstrap() -> None:
    table = rows(7, 1500, 3)
    sex = table.column("sex").to_numpy()
    women, men = np.flatnonzero(sex == "F"), np.flatnonzero(sex == "M")
    found = pay.decompose(table, "pay", "sex", [Number("age")], a="M", b="F", log=True, absorb="position")
    random = np.random.default_rng(1)
    drawn = []
    for _ in range(150):
        chosen = np.concatenate([random.choice(women, len(women)), random.choice(men, len(men))])
        again = pay.decompose(
            table.take(chosen), "pay", "sex", [Number("age")], a="M", b="F", log=True, absorb="position"
        )
        drawn.append([again.gap, *_totals(again, lambda part: part.total)])
    spread = np.std(drawn, axis=0, ddof=1)
    assert [found.error, *_totals(found, lambda part: part.error)] == pytest.approx(list(spread), rel=0.25)


def _totals(found: Decomposition, of: Callable[[Part], float]) -> list[float]:
    """The whole and the two columns of what is explained and what is not, by every reference."""
    two = [part for each in found.twofold.values() for part in (each.explained, each.unexplained)]
    return [of(part) for part in (*two, found.threefold.endowments, found.threefold.coefficients)]


def test_refuse_a_group_too_small_for_the_terms() -> None:
    with pytest.raises(NotEstimable, match="cannot carry"):
        pay.decompose(rows(1, 5, 1), "pay", "sex", [Number("age"), Number("age", 2), Number("unit")], a="M", b="F")


def test_say_that_a_group_has_nobody() -> None:
    with pytest.raises(NotEstimable, match="nobody of a group has all that is asked for"):
        pay.decompose(rows(1, 40, 1), "pay", "sex", [Number("age")], a="M", b="another word")
