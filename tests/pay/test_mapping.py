"""The standard mapping, what it writes, and the command that makes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest

from jamn import pay
from jamn.cli import main
from jamn.pay import Payroll
from tests.pay.test_release import payroll

HEADERS = {
    "person": "Ansattnummer",
    "sex": "Kjønn",
    "family": "Stillingsgruppe",
    "position": "Stilling",
    "fixed": "Månedslønn",
    "irregular": "Uregelmessige tillegg",
    "overtime": "Overtid",
    "bonus": "Bonus",
    "grade": "Nivå",
    "age": "Alder",
}


def table(seed: int = 4, n: int = 400) -> pa.Table:
    """A payroll with grades by position, and ages."""
    made = payroll(seed, n)
    made = made.append_column("grade", pa.array([position % 5 for position in made["position"].to_pylist()]))
    return made.append_column("age", pa.array([20 + person * 7 % 45 for person in made["person"].to_pylist()]))


def as_payroll(rows: Any) -> Payroll:
    """The rows as a payroll of a month."""
    meanings = {"group" if name == "family" else name: name for name in HEADERS}
    return Payroll(rows, meanings)


def test_map_everything_that_the_payroll_can_carry() -> None:
    rows = table()
    found = pay.map_pay(as_payroll(rows))
    assert (found.n, found.by, found.notes) == (400, ("group", "position"), ())
    whole = pay.gaps(rows, "total", "sex").whole
    assert found.released.tables[0].cells[0].figures["total"][pay.Over.ALL].ratio == pytest.approx(whole.ratio)
    assert found.indicators is not None
    assert found.indicators.gap == pytest.approx(whole.gap)
    assert found.adjusted is not None
    assert found.adjusted.fit.n == 400
    assert found.decomposition is not None
    assert found.comparisons is not None
    assert {job.band for job in found.comparisons.jobs} == {1, 2, 3, 4, 5}


def test_leave_hidden_jobs_out_of_what_is_written() -> None:
    found = pay.map_pay(as_payroll(table()))
    assert found.comparisons is not None
    cut = found.released.tables[-1].cut
    shown = {str(key[-1]) for key in found.released.shown(cut, "total")}
    written = {name for row in found.tables()["comparisons"] for name in (row["job"], row["other"])}
    assert 0 < len(written) < len(found.comparisons.jobs)
    assert written <= shown


def test_gather_the_levels_of_a_term_in_what_is_written() -> None:
    rows = table()
    levels = pa.array([str(person % 3) for person in rows["person"].to_pylist()])
    meanings = {**as_payroll(rows).columns, "education": "education"}
    found = pay.map_pay(Payroll(rows.append_column("education", levels), meanings))
    terms = {row["term"] for row in found.tables()["decomposition"]}
    assert terms == {"", "Intercept", "age", "age²", "education", "position"}


def test_say_what_the_payroll_cannot_carry() -> None:
    rows = table().select(["sex", "fixed", "position"])
    found = pay.map_pay(Payroll(rows, {"sex": "sex", "fixed": "fixed", "position": "position"}))
    assert found.by == ("position",)
    assert found.notes == (
        "No indicators: no complementary or variable pay is in the payroll.",
        "No comparisons of jobs: they need jobs and their grades.",
    )
    assert found.adjusted is not None


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
def test_give_the_same_on_every_engine(engine: str) -> None:
    rows = as_payroll(table())
    tables = [pay.map_pay(pay.on(rows, each)).tables() for each in ("duckdb", engine)]
    assert tables[0]["groups"] == tables[1]["groups"]
    assert tables[0]["bands"] == tables[1]["bands"]
    for name in ("indicators", "adjusted gap", "decomposition", "comparisons"):
        for one, other in zip(tables[0][name], tables[1][name], strict=True):
            assert alike(one, other)


def test_give_the_same_on_spark() -> None:
    pytest.importorskip("pyspark")
    rows = as_payroll(table())
    ours, theirs = (pay.map_pay(pay.on(rows, engine)).tables() for engine in ("duckdb", "spark"))
    for name in ("groups", "bands", "indicators", "adjusted gap", "decomposition", "comparisons"):
        for one, other in zip(ours[name], theirs[name], strict=True):
            assert alike(one, other)


def alike(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two rows hold the same words, and numbers to 1e-9."""
    assert one.keys() == other.keys()
    numbers = {name for name, value in one.items() if isinstance(value, float)}
    same = all(one[name] == pytest.approx(other[name], rel=1e-9, abs=1e-12) for name in numbers)
    return same and all(one[name] == other[name] for name in one.keys() - numbers)


def test_refuse_an_engine_that_is_not_known() -> None:
    with pytest.raises(ValueError, match="known are duckdb, polars, spark"):
        pay.on(as_payroll(table()), "excel")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    rows = table().select(list(HEADERS)).rename_columns(list(HEADERS.values()))
    names = pa.array([f"=2+{name}" for name in rows["Stillingsgruppe"].to_pylist()])
    rows = rows.set_column(rows.column_names.index("Stillingsgruppe"), "Stillingsgruppe", names)
    pyarrow.csv.write_csv(rows, tmp_path / "lønn.csv")
    return tmp_path / "lønn.csv"


def test_print_the_mapping_of_a_file(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pay", str(file)]) == 0
    told = capsys.readouterr().out
    assert "400 persons, Norway" in told
    assert "Women's pay in % of men's, by group" in told
    assert "figures are hidden: of fewer than 5 of a sex" in told
    assert "no measure of discrimination" in told


def test_write_json_excel_and_parquet(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for ending in ("json", "xlsx", "parquet"):
        assert main(["pay", str(file), "--country", "eu", "--out", str(file.with_name(f"ut.{ending}"))]) == 0
    held = json.loads(file.with_name("ut.json").read_text(encoding="utf-8"))
    assert held["profile"] == "Directive (EU) 2023/970"
    assert [row["indicator"] for row in held["indicators"]] == ["a", "b", "c", "d", "e", "e"]
    groups = pq.read_table(file.with_name("ut.parquet")).to_pylist()
    assert len(groups) == len(held["groups"])
    assert groups[0]["ratio"] == held["groups"][0]["ratio"]
    book = openpyxl.load_workbook(file.with_name("ut.xlsx"))
    assert book.sheetnames == [name for name, rows in held.items() if isinstance(rows, list) and rows]
    names = [cell for cell in book["groups"][1] if cell.value == "group"]
    below = [row[names[0].column - 1] for row in book["groups"].iter_rows(min_row=2)]
    assert {cell.data_type for cell in below if cell.value} == {"s"}
    assert "400 persons" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("nowhere.csv", [], "There is no file “nowhere.csv”."),
        ("lønn.csv", ["--out", "ut.doc"], "ut.doc should end with .json, .xlsx, .parquet"),
        ("lønn.csv", ["--out", "nowhere/ut.json"], "there is no folder nowhere"),
    ],
)
def test_say_in_one_line_what_is_wrong(
    file: Path, capsys: pytest.CaptureFixture[str], name: str, arguments: list[str], told: str
) -> None:
    assert main(["pay", str(file.with_name(name)), *arguments]) == 2
    assert capsys.readouterr().err == f"jamn: {told}\n"
