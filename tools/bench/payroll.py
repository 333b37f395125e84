"""A payroll of any size for measuring: 400 positions of very unequal size, 1,000 units, a gap of 3.5 per cent.

Written a part at a time as Parquet, so that fifty million persons need no memory. The same size is always the same.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

POSITIONS, UNITS = 400, 1000
AT_A_TIME = 1_000_000
GAP = -0.035


class World:
    """What positions and units are like: how large, how many women, how well paid."""

    def __init__(self) -> None:
        random = np.random.default_rng(2026)
        sizes = np.minimum(random.zipf(1.35, POSITIONS), 400) + 0.5
        self.sizes = sizes / sizes.sum()
        self.women = np.clip(random.beta(1.6, 1.6, POSITIONS), 0.02, 0.98)
        self.women[:4] = 0, 1, 0, 1
        self.grade = np.clip(np.round(random.normal(9, 4, POSITIONS)), 1, 20).astype(np.int8)
        self.worth = 0.045 * (self.grade - 9.0) + random.normal(0, 0.05, POSITIONS)
        units = random.lognormal(0, 1.1, UNITS)
        self.units = units / units.sum()
        self.unit_worth = random.normal(0, 0.03, UNITS)
        self.receiving = np.clip(random.beta(1, 2.5, (3, POSITIONS)), 0, 0.9)

    def persons(self, random: np.random.Generator, first: int, n: int) -> pa.Table:
        """So many persons, numbered from the first."""
        position = random.choice(POSITIONS, n, p=self.sizes).astype(np.int16)
        woman = random.random(n) < self.women[position]
        unit = random.choice(UNITS, n, p=self.units).astype(np.int16)
        education = np.clip(12 + 0.35 * (self.grade[position] - 9) + random.normal(0, 1.3, n), 9, 21).astype(np.int8)
        age = np.clip(random.normal(43, 11.5, n), 18 + (education > 12) * 4, 70).astype(np.int16)
        seniority = np.minimum(random.gamma(1.1, 7.5, n), np.maximum(age - education - 6, 1)).astype(np.float32)
        fte = np.where(random.random(n) < np.where(woman, 0.33, 0.12), random.choice([0.4, 0.5, 0.75, 0.8], n), 1.0)
        years = np.maximum(age - education - 6.0, 0)
        logarithm = (
            np.log(42_000)
            + self.worth[position]
            + self.unit_worth[unit]
            + 0.022 * (education - 12)
            + 0.016 * years
            - 0.00024 * years**2
            + 0.004 * seniority
            + GAP * woman
            + random.normal(0, 0.09 + 0.02 * ~woman, n)
        )
        fixed = np.round(np.exp(logarithm), 2)
        parts = [
            np.where(random.random(n) < share[position], np.round(fixed * random.gamma(1.5, 0.03, n), 2), 0.0)
            for share in self.receiving
        ]
        sex = pa.DictionaryArray.from_arrays(pa.array(woman.astype(np.int8)), pa.array(["M", "F"]))
        return pa.table(
            {
                "person": np.arange(first, first + n),
                "sex": sex,
                "age": age,
                "seniority": seniority,
                "education": education,
                "position": position,
                "group": (position // 10).astype(np.int16),
                "unit": unit,
                "grade": self.grade[position],
                "fte": fte.astype(np.float32),
                "fixed": fixed,
                "irregular": parts[0],
                "overtime": parts[1],
                "bonus": parts[2],
            }
        )


def write_payroll(path: Path, n: int) -> Path:
    """A Parquet file of so many persons."""
    world, random = World(), np.random.default_rng(n)
    writer: Any = None
    for first in range(0, n, AT_A_TIME):
        part = world.persons(random, first, min(AT_A_TIME, n - first))
        writer = writer or pq.ParquetWriter(path, part.schema, compression="zstd")
        writer.write_table(part, row_group_size=250_000)
    writer.close()
    return path


HEADERS = {
    "person": "Fødselsnummer",
    "sex": "Kjønn",
    "age": "Alder",
    "seniority": "Ansiennitet",
    "education": "Utdanning",
    "position": "Stilling",
    "group": "Stillingsgruppe",
    "unit": "Enhet",
    "grade": "Nivå",
    "fte": "Stillingsprosent",
    "fixed": "Månedslønn",
    "irregular": "Uregelmessige tillegg",
    "overtime": "Overtid",
    "bonus": "Bonus",
}


def write_workbook(path: Path, n: int) -> Path:
    """An Excel file of so many persons, with Norwegian headers and made-up personal numbers (month + 80)."""
    import xlsxwriter
    from stdnum.no import fodselsnummer

    rows = World().persons(np.random.default_rng(n), 0, n)
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Lønn")
        sheet.write_row(0, 0, list(HEADERS.values()))
        columns = {name: rows[name].to_pylist() for name in HEADERS}
        columns["person"] = numbers(fodselsnummer, columns["sex"], columns["age"])
        columns["sex"] = ["Kvinne" if sex == "F" else "Mann" for sex in columns["sex"]]
        columns["position"] = [f"Stilling {position}" for position in columns["position"]]
        columns["fte"] = [round(100 * share, 1) for share in columns["fte"]]
        for number, row in enumerate(zip(*columns.values(), strict=True), start=1):
            sheet.write_row(number, 0, row)
    return path


def numbers(fodselsnummer: Any, sexes: list[str], ages: list[int]) -> list[str]:
    """Personal numbers that can be nobody's, since their months are from 81 to 92, with right check digits."""
    made = []
    for place, (sex, age) in enumerate(zip(sexes, ages, strict=True)):
        year, serial = 2026 - age, place % 498
        individual = serial if year < 2000 else 500 + serial
        individual += (individual % 2 == 1) == (sex == "F")
        for day in range(1, 28):
            first = f"{day:02}{81 + place // 498 % 12:02}{year % 100:02}{individual:03}"
            first += fodselsnummer.calc_check_digit1(first)
            number = first + fodselsnummer.calc_check_digit2(first)
            if len(number) == 11:  # else a check digit would have to be 10
                made.append(number)
                break
    return made
