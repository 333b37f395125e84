"""The manual's page on `jamn pay` tells what the command understands."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from jamn import pay
from jamn.cli import main

MANUAL = Path(__file__).parents[2] / "docs" / "manual"
PAGES = [MANUAL / folder / "pay.md" for folder in ("", "nb", "nn", "sv")]
MEANINGS = {
    "sex": "K",
    "fixed": "44600",
    "fte": "75 %",
    "group": "B",
    "position": "Nurse",
    "grade": "11",
    "irregular": "2310",
    "overtime": "0",
    "bonus": "0",
    "benefits": "366",
    "age": "1979",
    "seniority": "5,5",
    "education": "bachelor",
    "person": "1001",
}
"""What the headers of the first table mean, in its order, each with a value."""


def _tables(file: Path) -> list[list[list[str]]]:
    """The tables of a page: rows of cells, the headers first."""
    found = re.findall(r"(?:^\|.*\n)+", file.read_text(encoding="utf-8"), re.MULTILINE)
    rows = [[[cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines()] for table in found]
    return [[table[0], *table[2:]] for table in rows]


def _read(rows: list[list[str]], folder: Path) -> pay.Payroll:
    with (folder / "payroll.csv").open("w", encoding="utf-8", newline="") as written:
        csv.writer(written, delimiter=";").writerows(rows)
    return pay.read_payroll(folder / "payroll.csv", on=date(2025, 12, 31))


@pytest.mark.parametrize("place", range(4), ids=["nb", "nn", "sv", "en"])
@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.parent.name)
def test_name_headers_that_are_understood(file: Path, place: int, tmp_path: Path) -> None:
    named = [row[1 + place] for row in _tables(file)[0][1:]]
    payroll = _read([named, list(MEANINGS.values())], tmp_path)
    assert payroll.called == dict(zip(MEANINGS, named, strict=True))
    assert payroll.notes[0].kind == pay.Kind.PER_CENT


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.parent.name)
def test_show_a_file_that_is_read(file: Path, tmp_path: Path) -> None:
    payroll = _read(_tables(file)[1], tmp_path)
    assert set(payroll.called) == {"person", "sex", "group", "position", "fte", "fixed", "irregular"}
    assert (payroll.full_time, payroll.periods["fixed"]) == (("fixed",), pay.Period.MONTH)
    whole = pay.gaps(payroll.standardised(), "fixed", "sex").whole
    assert (whole.women.n, whole.men.n, whole.unknown) == (2, 1, 0)


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.parent.name)
def test_tell_of_every_option(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["pay", "--help"])
    offered = set(re.findall(r"--[a-z]+", capsys.readouterr().out)) - {"--help"}
    assert set(re.findall(r"`(--[a-z]+)", file.read_text(encoding="utf-8"))) == offered
