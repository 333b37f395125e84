"""The sums give what a slow and obvious regression with every dummy in it does, whatever the rows."""

from __future__ import annotations

from fractions import Fraction
from operator import mul
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from jamn import pay
from jamn.pay import Category, Is, NotEstimable, Number, Product


def rows(seed: int, n: int, levels: int) -> pa.Table:
    """Pay by sex, age and position, where positions are of very unequal size."""
    random = np.random.default_rng(seed)
    position = random.integers(0, levels, n) * (random.random(n) < 0.7)
    sex = np.where(random.random(n) < 0.5, "F", "M")
    age = random.integers(20, 67, n)
    made = np.exp(10 + 0.01 * age - 0.05 * (sex == "F") + 0.1 * position + random.normal(0, 0.1 + 0.002 * age, n))
    return pa.table({"pay": made, "sex": sex, "age": age, "position": position, "unit": random.integers(0, 9, n)})


def dense(table: pa.Table, errors: str) -> tuple[float, float]:
    """The coefficient of being a woman, and its error, by the textbook: an array with a column for each position."""
    data = {name: table.column(name).to_numpy() for name in table.column_names}
    dummies = [(data["position"] == level).astype(float) for level in np.unique(data["position"])]
    x = np.column_stack([(data["sex"] == "F").astype(float), data["age"], data["age"] ** 2, *dummies]).astype(float)
    y = np.log(data["pay"])
    n, k = x.shape
    inverse = np.linalg.inv(x.T @ x)
    beta = inverse @ x.T @ y
    left = y - x @ beta
    if errors == "classical":
        covariance = inverse * (left @ left) / (n - k)
    elif errors == "cluster":
        sums = np.array([(x * left[:, None])[data["unit"] == unit].sum(axis=0) for unit in np.unique(data["unit"])])
        factor = len(sums) / (len(sums) - 1) * (n - 1) / (n - k)
        covariance = inverse @ sums.T @ sums @ inverse * factor
    else:
        lever = np.einsum("ij,jk,ik->i", x, inverse, x)
        left = left / (1 - lever) if errors == "HC3" else left
        covariance = inverse @ (x.T * left**2) @ x @ inverse * (n / (n - k) if errors == "HC1" else 1)
    return float(beta[0]), float(np.sqrt(covariance[0, 0]))


@settings(max_examples=40)
@given(seed=st.integers(0, 10**6), n=st.integers(40, 300), levels=st.integers(1, 6), shuffled=st.booleans())
def test_give_what_the_textbook_gives(seed: int, n: int, levels: int, *, shuffled: bool) -> None:
    table = rows(seed, n, levels)
    positions, counts = np.unique(table.column("position").to_numpy(), return_counts=True)
    assume(counts.min() > 1)
    assume(len(positions) + 5 < n)
    given_rows = table.take(np.random.default_rng(seed).permutation(n)) if shuffled else table
    controls = [Number("age"), Number("age", 2)]
    for errors in ("classical", "HC0", "HC1", "HC3", "cluster"):
        cluster = "unit" if errors == "cluster" else None
        gap = pay.adjusted_gap(given_rows, "pay", "sex", controls, absorb="position", errors=errors, cluster=cluster)
        assert (gap.difference, gap.error) == pytest.approx(dense(table, errors), rel=1e-6, abs=1e-9)
        same = pay.adjusted_gap(
            given_rows, "pay", "sex", [*controls, Category("position")], errors=errors, cluster=cluster
        )
        assert (same.difference, same.error) == pytest.approx((gap.difference, gap.error), rel=1e-6, abs=1e-9)


def test_name_the_columns_that_say_nothing_of_their_own() -> None:
    table = rows(1, 200, 3)
    table = table.append_column("months", pa.array(table.column("age").to_numpy() * 12))
    table = table.append_column("one", pa.array(np.ones(200)))
    gap = pay.adjusted_gap(table, "pay", "sex", [Number("age"), Number("months"), Number("one")])
    assert gap.fit.dropped == ("months", "one")
    assert "months is left out of the model: the other controls explain it wholly." in gap.warnings
    assert gap.difference == pytest.approx(pay.adjusted_gap(table, "pay", "sex", [Number("age")]).difference)


def test_leave_out_and_count_what_is_missing() -> None:
    values: dict[str, list[Any]] = {
        "pay": [100.0, 110.0, None, 0.0, 120.0, 130.0, 90.0, 95.0],
        "sex": ["F", "M", "F", "M", None, "M", "F", "X"],
        "age": [30, 40, 50, 30, 20, None, 41, 50],
    }
    table = pa.table({**values, "age": pa.array(values["age"], pa.float64())})
    gap = pay.adjusted_gap(
        pa.concat_tables([table, rows(3, 40, 2).select(["pay", "sex", "age"]).cast(table.schema)]),
        "pay",
        "sex",
        [Number("age")],
    )
    assert gap.left_out == {"sex not known": 2, "missing pay": 1, "missing age": 1, "not positive": 1}
    assert gap.fit.n == 43


def test_refuse_what_rows_cannot_carry() -> None:
    table = rows(2, 3, 1)
    with pytest.raises(NotEstimable, match="3 rows cannot carry"):
        pay.least_squares(table, "pay", [Number("age"), Number("age", 2), Is("sex", "F")], log=True)
    with pytest.raises(NotEstimable, match="the same in every row"):
        pay.least_squares(pa.table({"pay": [1.0] * 9, "age": range(9)}), "pay", [Number("age")])
    with pytest.raises(NotEstimable, match="no row"):
        pay.least_squares(table.slice(0, 0), "pay", [Number("age")])
    words = pa.table({"pay": [1.0, 2.0, 3.0], "education": ["a", "b", "c"]})
    with pytest.raises(ValueError, match="education holds words, not numbers: make it a category"):
        pay.least_squares(words, "pay", [Number("education")])
    with pytest.raises(KeyError, match="no such column: education"):
        pay.least_squares(table, "pay", [Category("education")])
    with pytest.raises(ValueError, match="one sex"):
        pay.adjusted_gap(rows(2, 30, 1), "pay", "sex", woman="K")


def test_let_the_gap_differ_with_age() -> None:
    table = rows(5, 400, 2)
    fit = pay.least_squares(
        table,
        "pay",
        [Is("sex", "F", "women"), Number("age"), Product(Is("sex", "F", "women"), Number("age"))],
        log=True,
    )
    women = pay.least_squares(table.filter(pa.compute.equal(table["sex"], "F")), "pay", [Number("age")], log=True)
    assert fit.coefficient("age") + fit.coefficient("women × age") == pytest.approx(women.coefficient("age"))


def test_leave_who_is_alone_out_of_hc3() -> None:
    table = rows(8, 60, 3)
    alone = table.slice(0, 1).set_column(table.column_names.index("position"), "position", pa.array([99]))
    found, same = (
        pay.adjusted_gap(each, "pay", "sex", [Number("age")], absorb="position", errors="HC3")
        for each in (pa.concat_tables([table, alone]), table)
    )
    assert (found.difference, found.error) == pytest.approx((same.difference, same.error))


@given(seed=st.integers(0, 2**32 - 1))
def test_lose_no_digits_to_columns_of_other_sizes(seed: int) -> None:
    """Against whole fractions: age squared is a million times as wide as a column of 1 and 0."""
    random = np.random.default_rng(seed)
    age, woman = random.integers(20, 68, 60), random.integers(0, 2, 60)
    woman[:2] = 0, 1
    paid = 400_000 + 7_000 * age - 60 * age**2 - 9_000 * woman + random.integers(-20_000, 20_000, 60)
    table = pa.table({"pay": paid.astype(float), "sex": np.where(woman, "F", "M"), "age": age})
    found = pay.adjusted_gap(table, "pay", "sex", [Number("age"), Number("age", 2)], log=False)
    design = [[Fraction(int(one)) for one in row] for row in zip(woman, age, age**2, np.ones(60), strict=True)]
    exact = _solved(design, [Fraction(int(one)) for one in paid])
    assert found.difference == pytest.approx(float(exact[0]), rel=1e-12, abs=1e-9)
    np.testing.assert_allclose(found.fit.coefficients, [float(exact[place]) for place in (3, 0, 1, 2)], rtol=1e-10)


def _solved(design: list[list[Fraction]], outcome: list[Fraction]) -> list[Fraction]:
    """The coefficients of least squares in whole fractions, by Gauss and Jordan."""
    columns = list(zip(*design, strict=True))
    rows = [
        [*(sum(map(mul, one, other)) for other in columns), sum(map(mul, one, outcome))] for one in columns
    ]  # the normal equations
    for place in range(len(rows)):
        rows[place] = [value / rows[place][place] for value in rows[place]]
        for other in range(len(rows)):
            if other != place:
                rows[other] = [
                    own - rows[other][place] * value for own, value in zip(rows[other], rows[place], strict=True)
                ]
    return [row[-1] for row in rows]
