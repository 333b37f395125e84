"""Disclosure control, against an attacker with a solver: nothing that is published together tells a secret."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from jamn import pay
from jamn.pay import Cut, Drift, Layer, Policy, Release, Why

TOTAL = [Layer(("total",))]
PARTS = [
    Layer(("total",)),
    Layer(("fixed", "variable"), of="total"),
    Layer(("irregular", "overtime", "bonus"), of="variable"),
]
TREE = [Cut(("family",)), Cut(("family", "position"))]


def payroll(seed: int, n: int = 120, positions: int = 12, units: int = 4) -> pa.Table:
    """Persons in positions of very unequal size, in families of three positions, and in units."""
    random = np.random.default_rng(seed)
    weights = random.pareto(0.8, positions) + 0.05
    position = random.choice(positions, n, p=weights / weights.sum())
    women = random.random(n) < random.beta(1.5, 1.5, positions)[position]
    fixed = np.round(np.exp(random.normal(10.6, 0.3, n)), 2)
    parts = [np.where(random.random(n) < share, np.round(fixed * random.gamma(1, 0.1, n), 2), 0.0) for share in SHARES]
    variable = np.round(sum(parts), 2)
    return pa.table(
        {
            "person": np.arange(n),
            "sex": np.where(women, "F", "M"),
            "position": position,
            "family": position // 3,
            "unit": random.integers(0, units, n),
            "fixed": fixed,
            "irregular": parts[0],
            "overtime": parts[1],
            "bonus": parts[2],
            "variable": variable,
            "total": np.round(fixed + variable, 2),
        }
    )


SHARES = (0.5, 0.3, 0.08)
SMALLEST = {
    "total": ("fixed", "irregular", "overtime", "bonus"),
    "variable": ("irregular", "overtime", "bonus"),
}


def smallest(columns: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """What each published column is made of, among those that are published."""
    return {name: SMALLEST[name] if name in SMALLEST and "bonus" in columns else (name,) for name in columns}


def attacked(table: pa.Table, releases: Sequence[Release], least: int = 5, near: float = 0.1) -> list[Any]:
    """The secrets that an attacker comes too close to: a plain linear program for each, over persons one by one.

    The unknowns are what each person has of each smallest part. Known are the sums of shown cells, and who has nothing.
    """
    rows = table.to_pylist()
    columns = list(dict.fromkeys(column for release in releases for column in release.source.columns))
    made_of = smallest(columns)
    parts = sorted({part for own in made_of.values() for part in own})
    found = []
    for sex in "FM":
        people = [row for row in rows if row["sex"] == sex]
        truth = np.array([row[part] for row in people for part in parts]) / 1e4

        def line(chosen: Sequence[bool], column: str, people: Any = people) -> np.ndarray:
            own = [part in made_of[column] for part in parts]
            return np.outer(np.array(chosen, dtype=float), np.array(own, dtype=float)).reshape(-1)

        known, secrets = [], []
        for cut, key, column, shown in figures(releases):
            chosen = [matches(row, cut, key) for row in people]
            paid = [row[column] for row, yes in zip(people, chosen, strict=True) if yes and row[column] > 0]
            if shown:
                known.append(line(chosen, column))
            elif 0 < len(paid) < least or (paid and max(paid) * (2 + near) > sum(paid)):
                secrets.append((cut.by, key, column, line(chosen, column)))
        for *name, secret in secrets:
            true = float(secret @ truth)
            bounds = [(0, None if value > 0 else 0) for value in truth]
            equal = {"A_eq": np.array(known), "b_eq": np.array(known) @ truth} if known else {}
            low, high = (linprog(sign * secret, bounds=bounds, method="highs", **equal) for sign in (1, -1))
            assert (low.status, high.status) in {(0, 0), (0, 3)}
            most = np.inf if high.status == 3 else -high.fun
            if low.fun > true * (1 - near) * (1 + 1e-9) or most < true * (1 + near) * (1 - 1e-9):
                found.append((sex, *name, low.fun / true, most / true))
    return found


def cells(release: Release) -> Iterator[tuple[Cut, tuple[Any, ...], set[str]]]:
    """Each cell of a release, and the columns that are shown of it."""
    for table in release.tables:
        for cell in table.cells:
            yield table.cut, cell.key, set(cell.figures)


def figures(releases: Sequence[Release]) -> Iterator[tuple[Cut, tuple[Any, ...], str, bool]]:
    """Each figure of some releases, and whether it is shown."""
    for release in releases:
        for cut, key, shown in cells(release):
            for column in release.source.columns:
                yield cut, key, column, column in shown


def matches(row: dict[str, Any], cut: Cut, key: tuple[Any, ...]) -> bool:
    """Whether a person is in a cell."""
    return tuple(row[name] for name in cut.by) == key and all(row[name] in values for name, values in cut.only)


@settings(max_examples=25)
@given(seed=st.integers(0, 10**6), n=st.integers(1, 150))
def test_tell_no_secret_in_a_tree(seed: int, n: int) -> None:
    table = payroll(seed, n)
    released = pay.release(table, "sex", TOTAL, TREE)
    assert not released.audited
    assert attacked(table, [released]) == []


@settings(max_examples=15)
@given(seed=st.integers(0, 10**6), n=st.integers(20, 120))
def test_tell_no_secret_of_the_parts_of_pay(seed: int, n: int) -> None:
    table = payroll(seed, n, 6)
    released = pay.release(table, "sex", PARTS, TREE)
    assert attacked(table, [released]) == []


@settings(max_examples=10)
@given(seed=st.integers(0, 10**6))
def test_tell_no_secret_where_tables_overlap(seed: int) -> None:
    table = payroll(seed, 100, 5, 3)
    released = pay.release(table, "sex", TOTAL, [Cut(("position",)), Cut(("unit",))])
    assert attacked(table, [released]) == []
    later = pay.release(table, "sex", TOTAL, [Cut(("family", "unit"))], before=[released])
    assert later.audited
    assert attacked(table, [released, later]) == []


def test_need_the_attack_to_see_that_hiding_few_is_not_enough() -> None:
    table = payroll(3, 150)
    released = pay.release(table, "sex", TOTAL, TREE)
    assert Why.FOLLOWS in {cell.hidden.get("total") for each in released.tables for cell in each.cells}
    bare = replace(released, tables=tuple(_without_second(each) for each in released.tables))
    assert attacked(table, [bare])


def _without_second(table: pay.Table) -> pay.Table:
    kept = [
        replace(cell, figures={"total": {}}, hidden={}) if cell.hidden.get("total") == Why.FOLLOWS else cell
        for cell in table.cells
    ]
    return replace(table, cells=tuple(kept))


def _groups(**sizes: tuple[int, int]) -> pa.Table:
    """Groups of so many women and men, all paid about alike."""
    rows = [
        {"person": f"{name}{sex}{number}", "sex": sex, "group": name, "total": 40_000.0 + 10 * number}
        for name, both in sizes.items()
        for sex, count in zip("FM", both, strict=True)
        for number in range(count)
    ]
    return pa.Table.from_pylist(rows)


def test_show_what_is_of_enough_persons() -> None:
    released = pay.release(_groups(a=(5, 5), b=(6, 9)), "sex", TOTAL, [Cut(("group",))])
    (a, b) = released.tables[1].cells
    assert (a.key, a.women, a.men, a.hidden) == (("a",), 5, 5, {})
    assert a.figures["total"][pay.Over.ALL].ratio == 100
    assert b.figures["total"][pay.Over.ALL].women.median == 40_025
    assert next(iter(released.rows()))["mean_women"] == pytest.approx(40_022.7272, abs=1e-4)


def test_hide_another_group_where_one_would_follow() -> None:
    released = pay.release(_groups(a=(4, 9), b=(6, 9), c=(30, 30)), "sex", TOTAL, [Cut(("group",))])
    assert [cell.hidden for cell in released.tables[1].cells] == [
        {"total": Why.FEW},
        {"total": Why.FOLLOWS},
        {},
    ]
    assert [row["mean_men"] for row in released.rows() if row.get("group") == "b"] == [None, None]
    assert released.tables[0].cells[0].hidden == {}


def test_show_the_one_sex_that_is_there() -> None:
    released = pay.release(_groups(a=(8, 0), b=(6, 9), c=(30, 30)), "sex", TOTAL, [Cut(("group",))])
    assert [cell.hidden for cell in released.tables[1].cells] == [{}, {}, {}]
    assert released.tables[1].cells[0].figures["total"][pay.Over.ALL].no_ratio == pay.NoRatio.ONE_SEX


def test_hide_what_is_mostly_of_one() -> None:
    table = _groups(a=(8, 8), b=(9, 9), c=(9, 9))
    paid = table.column("total").to_numpy().copy()
    paid[0] = 10_000_000
    table = table.set_column(table.column_names.index("total"), "total", pa.array(paid))
    released = pay.release(table, "sex", TOTAL, [Cut(("group",))])
    assert released.tables[1].cells[0].hidden == {"total": Why.FEW}


def test_hide_a_choice_that_leaves_out_one_person() -> None:
    table = payroll(1, 100, 3, 2)
    first = pay.release(table, "sex", TOTAL, [])
    one = table.column("person").to_pylist()[0]
    others = frozenset(range(100)) - {one}
    later = pay.release(table, "sex", TOTAL, [Cut((), (("person", others),))], before=[first])
    assert later.tables[1].cells[0].figures == {}


def test_hide_where_last_year_tells_who_left() -> None:
    then = _groups(a=(8, 8), b=(20, 20))
    now = then.filter(pa.compute.not_equal(then["person"], "aF3"))
    grown = pa.compute.multiply(now["total"], 1.05)
    now = now.set_column(now.column_names.index("total"), "total", grown)
    first = pay.release(then, "sex", TOTAL, [Cut(("group",))], snapshot="2025", person="person")

    def later(drift: Drift) -> list[dict[str, Why]]:
        cuts = [Cut(("group",))]
        found = pay.release(now, "sex", TOTAL, cuts, before=[first], snapshot="2026", person="person", drift=drift)
        return [dict(cell.hidden) for cell in found.tables[1].cells]

    assert later(Drift(0.045, 0.055)) == [{"total": Why.EARLIER}, {"total": Why.FOLLOWS}]
    assert later(Drift(0.0, 0.10)) == [{}, {}]


def test_ask_for_persons_who_are_named_alike_in_both_years() -> None:
    then = _groups(a=(8, 8), b=(20, 20))
    first = pay.release(then, "sex", TOTAL, [Cut(("group",))], snapshot="2025", person="person")
    names = pa.array([f"x{name}" for name in then["person"].to_pylist()])
    now = then.set_column(0, "person", names)
    with pytest.raises(ValueError, match="nobody is in both releases"):
        pay.release(now, "sex", TOTAL, [Cut(("group",))], before=[first], snapshot="2026", person="person")


def test_know_every_column_that_was_released_before() -> None:
    table = payroll(2, 60, 4, 3)
    first = pay.release(table, "sex", PARTS, [Cut(("family",))])
    later = pay.release(table, "sex", TOTAL, [Cut(("unit",))], before=[first])
    assert later.source.columns == ("total",)
    assert {column for _, _, columns in cells(later) for column in columns} <= {"total"}
    assert attacked(table, [first, later]) == []


def test_propose_groups_to_merge_where_most_are_hidden() -> None:
    released = pay.release(_groups(a=(4, 3), b=(2, 4), c=(3, 2), d=(30, 30)), "sex", TOTAL, [Cut(("group",))])
    (merge,) = released.tables[1].merges
    assert (merge.keys, merge.women, merge.men) == ((("a",), ("b",), ("c",)), 9, 9)


def test_propose_no_group_alone() -> None:
    table = _groups(a=(9, 9), b=(3, 1), c=(1, 1), d=(40, 40))
    families = {"a": "x", "b": "y", "c": "y", "d": "z"}
    table = table.append_column("family", pa.array([families[name] for name in table["group"].to_pylist()]))
    jobs = pay.release(table, "sex", TOTAL, [Cut(("family", "group"))]).tables[1]
    assert [cell.key for cell in jobs.cells if cell.hidden] == [("x", "a"), ("y", "b"), ("y", "c")]
    assert jobs.merges == ()


def test_take_another_least_number() -> None:
    table = _groups(a=(4, 4), b=(9, 9), c=(9, 9))
    assert pay.release(table, "sex", TOTAL, [Cut(("group",))], policy=Policy(least=3)).hidden == 0


def test_count_a_solver_that_gives_up_as_a_leak(monkeypatch: pytest.MonkeyPatch) -> None:
    class GivenUp:
        status = 4

    monkeypatch.setattr("scipy.optimize.linprog", lambda *_, **__: GivenUp())
    table = payroll(5, 100, 5, 3)
    released = pay.release(table, "sex", TOTAL, [Cut(("position",)), Cut(("unit",))])
    shown = [cell for each in released.tables for cell in each.cells if cell.figures]
    assert shown == []
