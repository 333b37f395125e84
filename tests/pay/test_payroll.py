"""A payroll: what it asks for, how its pay is made comparable, and what a slow program finds doubtful in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from math import exp, isfinite, log
from statistics import median
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jamn.pay.checks import Kind
from jamn.pay.conventions import EU, MAN, NORWAY_1846, NORWAY_1950, UK, WOMAN, Period
from jamn.pay.payroll import Payroll

KINDS = {
    "person": pa.string(),
    "sex": pa.string(),
    "position": pa.string(),
    "fte": pa.float64(),
    "fixed": pa.float64(),
    "overtime": pa.float64(),
    "row": pa.int64(),
    "hours": pa.float64(),
    "birth_year": pa.int64(),
    "bonus": pa.float64(),
    "benefits": pa.float64(),
}
MEANINGS = ("person", "sex", "position", "fte", "fixed", "overtime", "row")


def _arrow(columns: Mapping[str, list[Any]]) -> pa.Table:
    return pa.table({name: pa.array(values, KINDS[name], from_pandas=False) for name, values in columns.items()})


def _polars(columns: Mapping[str, list[Any]]) -> pl.DataFrame:
    return pl.DataFrame(pl.from_arrow(_arrow(columns)))


def _duckdb(columns: Mapping[str, list[Any]]) -> duckdb.DuckDBPyRelation:
    held = _arrow(columns)
    return duckdb.from_arrow(held)


ENGINES: dict[str, Callable[[Mapping[str, list[Any]]], Any]] = {
    "pyarrow": _arrow,
    "duckdb": _duckdb,
    "pandas": lambda columns: _arrow(columns).to_pandas(types_mapper=pd.ArrowDtype),
    "polars": _polars,
    "polars lazy": lambda columns: _polars(columns).lazy(),
}


def _rows(frame: Any) -> list[dict[str, Any]]:
    held = nw.from_native(frame)
    held = held.collect() if isinstance(held, nw.LazyFrame) else held
    return [
        {name: None if isinstance(value, float) and value != value else value for name, value in row.items()}  # noqa: PLR0124
        for row in held.rows(named=True)
    ]


def _payroll(engine: str, columns: Mapping[str, list[Any]], **said: Any) -> Payroll:
    return Payroll(ENGINES[engine](columns), {name: name for name in columns}, **said)


SMALL = {
    "sex": ["Kvinne", " mann ", "X", None],
    "fte": [0.5, 1.0, 0.8, None],
    "fixed": [20_000.0, 40_000.0, None, 30_000.0],
    "overtime": [1_000.0, None, 500.0, 0.0],
    "benefits": [366.0, 0.0, 0.0, None],
    "birth_year": [1980, 1990, None, 2000],
}


@pytest.mark.parametrize("engine", ENGINES)
def test_make_pay_comparable(engine: str) -> None:
    payroll = _payroll(engine, SMALL, on=date(2026, 5, 1))
    found = sorted(_rows(payroll.standardised(NORWAY_1950)), key=lambda row: row["age"] or 0)
    assert [row["sex"] for row in found] == [None, None, "M", "F"]
    assert [row["age"] for row in found] == [None, 26, 36, 46]
    # half a position at 20,000 a month is 480,000 a year; the overtime is what was paid
    assert [row["fixed"] for row in found] == [None, None, 480_000, 480_000]
    assert [row["overtime"] for row in found] == [6_000, 0, 0, 12_000]
    assert [row["total"] for row in found] == [None, None, 480_000, 492_000]
    assert [row["hourly"] for row in found[2:]] == pytest.approx([480_000 / 1950] * 2)
    assert found[3]["benefits"] == 12 * 366


@pytest.mark.parametrize("engine", ENGINES)
def test_take_what_is_asked_for_instead(engine: str) -> None:
    columns = {name: values[:1] for name, values in SMALL.items() if name != "birth_year"} | {"hours": [35.5]}
    payroll = _payroll(engine, columns, periods={"overtime": Period.YEAR}, full_time=["fixed"])
    (found,) = _rows(
        payroll.standardised(EU, per=Period.MONTH, scaled=["fixed", "overtime"], total=["fixed", "benefits"])
    )
    assert (found["fixed"], found["overtime"], found["benefits"]) == pytest.approx((20_000, 2_000 / 12, 366))
    assert found["total"] == pytest.approx(20_366)
    # all of a year's pay, as full time would give it, by 35.5 × 52 hours
    assert found["hourly"] == pytest.approx((240_000 + 2_000 + 2 * 12 * 366) / (35.5 * 52))
    (found,) = _rows(payroll.standardised(scaled=()))
    assert found["fixed"] == 120_000
    (found,) = _rows(payroll.standardised(UK))
    assert found["hourly"] == pytest.approx(20_000 * 7 / 30.44 / 35.5)


@pytest.mark.parametrize("engine", ENGINES)
def test_give_back_pay_by_hour(engine: str) -> None:
    payroll = _payroll(engine, {"sex": ["K"], "fte": [0.25], "fixed": [250.0]}, period=Period.HOUR)
    (found,) = _rows(payroll.standardised(NORWAY_1846))
    assert (found["fixed"], found["hourly"]) == pytest.approx((250 * 1846, 250))
    (found,) = _rows(payroll.standardised(NORWAY_1846, per=Period.HOUR, scaled=()))
    assert found["fixed"] == pytest.approx(250 / 4)


def test_refuse_columns_that_make_no_payroll() -> None:
    with pytest.raises(ValueError, match="no column can mean wage; known are row, person"):
        Payroll(_arrow(SMALL), {"sex": "sex", "fixed": "fixed", "wage": "fixed"})
    with pytest.raises(ValueError, match="which column is sex and fixed"):
        Payroll(_arrow(SMALL), {})
    with pytest.raises(ValueError, match="say on which day"):
        Payroll(_arrow(SMALL), {"sex": "sex", "fixed": "fixed", "birth_year": "birth_year"})
    with pytest.raises(KeyError, match="no such column: lønn"):
        Payroll(_arrow(SMALL), {"sex": "sex", "fixed": "lønn"})


AMOUNTS = st.sampled_from(
    [None, float("nan"), float("inf"), -5.0, 0.0, 30_000.0, 31_000.0, 33_000.0, 36_000.0]
) | st.sampled_from([300.0, 2_500.0, 400_000.0, 3_300_000.0, 90_000.0, 29_999.99])
ROW = st.tuples(
    st.sampled_from([None, "a", "b", "c", "d"]),
    st.sampled_from(["K", "Male", "kvinna", "man", "x", "", None]),
    st.sampled_from(["Lærer", "Ægir 🦌", None, ""]),
    st.sampled_from([1.0, 1.0, 1.0, 0.5, 0.8, 0.0, -1.0, 1.6, 80.0, 500.0, None, float("nan")]),
    AMOUNTS,
    st.sampled_from([None, 0.0, 0.0, 500.0, 700.0, 60_000.0, 500_000.0, -1.0]),
)
ROWS = st.lists(ROW, max_size=14) | st.lists(ROW, min_size=20, max_size=45)


def _slow(rows: list[tuple[Any, ...]]) -> Counter[tuple[Kind, str]]:
    """What a program that a reader can check finds: each kind and column, with its number of rows."""
    found: Counter[tuple[Kind, str]] = Counter()
    finite = [[value if value is not None and isfinite(value) else None for value in row[3:]] for row in rows]
    keys = [(row[0], row[2] or "") for row in rows]
    fixed = [_log(_full_time(pay, fte)) for fte, pay, _ in finite]
    overtime = [_log(None if paid is None else 12 * paid) for *_, paid in finite]
    for place, (row, (fte, pay, paid)) in enumerate(zip(rows, finite, strict=True)):
        found[Kind.SEX, "sex"] += (row[1] or "").lower() not in WOMAN | MAN
        found[Kind.NOT_FINITE, "fte"] += row[3] is not None and fte is None
        found[Kind.NOT_FINITE, "fixed"] += row[4] is not None and pay is None
        found[Kind.NO_PAY, "fixed"] += row[4] is None
        found[Kind.NOT_POSITIVE, "fixed"] += pay is not None and pay <= 0
        found[Kind.NOT_POSITIVE, "overtime"] += paid is not None and paid < 0
        found[Kind.PER_CENT, "fte"] += fte is not None and 10 <= fte <= 150
        found[Kind.FTE, "fte"] += row[3] is None or (fte is not None and (fte <= 0 or 1.5 < fte < 10 or fte > 150))
        found[Kind.DUPLICATE, "person"] += row[0] is not None and keys.count(keys[place]) > 1
        same = [other for other in range(len(rows)) if keys[other][1] == keys[place][1] != ""]
        found.update(_doubts(fixed, overtime, place, same))
    recipients, paid_all = ([each for each in of if each is not None] for of in (overtime, fixed))
    if recipients and paid_all and median(recipients) - median(paid_all) >= log(8):
        found[Kind.UNIT, "overtime"] += len(rows)
    return +found


def _full_time(pay: float | None, fte: float | None) -> float | None:
    return 12 * pay / fte if pay is not None and fte is not None and fte > 0 else None


def _log(amount: float | None) -> float | None:
    return log(amount) if amount is not None and amount > 0 else None


def _middle(values: list[float | None], same: list[int]) -> list[float]:
    """The values to compare with: those of the same position where there are ten, or else all."""
    here = [each for place in same if (each := values[place]) is not None]
    return here if len(here) >= 10 else [each for each in values if each is not None]


def _doubts(
    fixed: list[float | None], overtime: list[float | None], place: int, same: list[int]
) -> list[tuple[Kind, str]]:
    own, paid = fixed[place], overtime[place]
    found = []
    if paid is not None and own is not None and paid > own and paid - median(_middle(overtime, same)) >= log(8) - 1e-9:
        found.append((Kind.UNIT, "overtime"))
    if own is None:
        return found
    if abs(own - median(_middle(fixed, same))) >= log(8) - 1e-9:
        return [*found, (Kind.UNIT, "fixed")]
    everyone = [each for each in fixed if each is not None]
    for values in (_middle(fixed, same), everyone):
        spread = median(abs(each - median(values)) for each in values)
        if spread > 1e-9:
            outlying = abs(own - median(values)) > 5 * 1.4826 * spread + 1e-9
            return [*found, (Kind.OUTLIER, "fixed")] if outlying else found
    return found


def _check(engine: str, rows: list[tuple[Any, ...]]) -> None:
    """Compare what an engine finds with what the slow program does."""
    numbered = [(*row, number) for number, row in enumerate(rows, start=2)]
    columns = {name: [row[place] for row in numbered] for place, name in enumerate(MEANINGS)}
    checks = _payroll(engine, columns).checked(most=3)
    found: Counter[tuple[Kind, str]] = Counter()
    for finding in checks.findings:
        found[finding.kind, finding.column] += finding.count
        assert list(finding.rows) == sorted(set(finding.rows))
        assert not finding.rows or len(finding.rows) == min(finding.count, 3)
    assert checks.n == len(rows)
    assert found == _slow(rows)


@settings(max_examples=25, deadline=None)
@given(rows=ROWS)
def test_find_what_a_slow_program_finds(rows: list[tuple[Any, ...]]) -> None:
    _check("polars", rows)


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=4, deadline=None)
@given(rows=ROWS)
def test_find_the_same_on_every_engine(engine: str, rows: list[tuple[Any, ...]]) -> None:
    _check(engine, rows)


@pytest.mark.parametrize("engine", ["pyarrow", "pandas", "polars"])
def test_name_the_first_rows_as_a_person_counts(engine: str) -> None:
    columns = {"person": ["a", "b", "a"], "sex": ["K", "?", "M"], "position": ["x", "x", "x"], "fixed": [1.0, 1.0, 0.0]}
    found = {finding.kind: finding.rows for finding in _payroll(engine, columns).checked().findings}
    assert found == {Kind.SEX: (3,), Kind.NOT_POSITIVE: (4,), Kind.DUPLICATE: (2, 4)}


def test_name_the_factor_of_another_unit() -> None:
    fixed = [40_000.0 + n for n in range(20)] + [40_000.0 * 12, 40_000.0 * 100, 40_000.0 / 12, 400.0]
    checks = _payroll("pyarrow", {"sex": ["K"] * 24, "fixed": fixed}).checked()
    told = {finding.rows: finding.text for finding in checks.of(Kind.UNIT)}
    assert {rows: text.split(":")[0].split()[-4] for rows, text in told.items()} == {
        (22,): "12", (23,): "100", (24,): "1/12", (25,): "1/100"
    }  # fmt: skip
    assert "perhaps of a year, not a month (row 22)" in str(checks)


def test_print_without_the_data() -> None:
    payroll = _payroll("pyarrow", {"sex": ["K"], "fixed": [41_234.5]})
    assert "41" not in repr(payroll)


def test_call_far_what_lies_five_robust_deviations_off() -> None:
    # medians of 0 and, of the deviations, 0.01
    logs = [-0.01] * 10 + [0.0] + [0.01] * 10 + [5.1 * 0.014826, -4.9 * 0.014826]
    fixed = [40_000 * exp(each) for each in logs]
    (finding,) = _payroll("polars", {"sex": ["K"] * len(fixed), "fixed": fixed}).checked().findings
    assert (finding.kind, finding.rows) == (Kind.OUTLIER, (23,))


@pytest.mark.parametrize(("others", "far"), [(9, [2]), (8, list(range(3, 11)))])
def test_compare_within_positions_of_ten(others: int, far: list[int]) -> None:
    # of those who manage, one is paid as all the others are: far from ten of them, but not from all
    fixed = [40_000.0, *(90_000.0 + each for each in range(others)), *(40_000.0 + each for each in range(30))]
    columns = {"sex": ["K"] * len(fixed), "position": ["leder"] * (others + 1) + ["lærer"] * 30, "fixed": fixed}
    (finding,) = _payroll("polars", columns).checked().findings
    assert (finding.kind, list(finding.rows)) == (Kind.OUTLIER, far)
