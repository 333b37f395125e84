"""The parts of a decomposition make the gap, whatever the rows and the base; what only one group has is left out."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jamn import pay
from jamn.pay import Category, NotEstimable, Number
from tests.pay.test_regression import rows


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


def test_have_errors_near_those_of_a_bootstrap() -> None:
    table = rows(7, 1500, 3)
    terms = [Number("age"), Category("position")]
    found = pay.decompose(table, "pay", "sex", terms, a="M", b="F", log=True).twofold["A"]
    random = np.random.default_rng(1)
    women = np.flatnonzero(table.column("sex").to_numpy() == "F")
    men = np.flatnonzero(table.column("sex").to_numpy() == "M")
    drawn = []
    for _ in range(150):
        chosen = np.concatenate([random.choice(women, len(women)), random.choice(men, len(men))])
        again = pay.decompose(table.take(chosen), "pay", "sex", terms, a="M", b="F", log=True).twofold["A"]
        drawn.append((again.explained.total, again.unexplained.total))
    spread = np.std(drawn, axis=0, ddof=1)
    assert (found.explained.error, found.unexplained.error) == pytest.approx(tuple(spread), rel=0.2)


def test_refuse_a_group_too_small_for_the_terms() -> None:
    with pytest.raises(NotEstimable, match="cannot carry"):
        pay.decompose(rows(1, 5, 1), "pay", "sex", [Number("age"), Number("age", 2), Number("unit")], a="M", b="F")
