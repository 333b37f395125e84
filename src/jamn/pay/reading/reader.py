"""A payroll file from its rows to a payroll: headers, what is left aside, typed columns, and what amounts are for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from jamn.pay.checks import Finding, Kind
from jamn.pay.conventions import COMPONENTS, Period
from jamn.pay.payroll import Payroll
from jamn.pay.reading import files, parquet
from jamn.pay.reading.cells import of_array, of_values
from jamn.pay.reading.columns import Read, read_as_per_cent, sums_among, typed
from jamn.pay.reading.headers import Headings, headings, require
from jamn.pay.reading.unreadable import UnreadablePayroll, shown

HIGHEST: Final = {Period.HOUR: 2_000, Period.MONTH: 150_000}
"""Below these medians fixed pay is rather by hour or month, in Norwegian or Swedish crowns."""
EMPTY: Final = frozenset({"", None})


@dataclass(frozen=True, slots=True)
class Asked:
    """How a file is to be read: see `read_payroll`. The key is never shown."""

    key: bytes = field(repr=False)
    sheet: str | None
    columns: Mapping[str, str | Sequence[str]]
    period: Period | None
    on: date


def read(path: Path, asked: Asked) -> Payroll:
    """The payroll of a file. Raises `UnreadablePayroll`."""
    form = files.form(path)
    return (
        _of_parquet(path, asked)
        if form == files.Form.PARQUET
        else _of_table(files.sheet(path, form, asked.sheet), asked)
    )


def _of_table(sheet: files.Sheet, asked: Asked) -> Payroll:
    named = [each for said in asked.columns.values() for each in ([said] if isinstance(said, str) else said)]
    place, texts = sheet.headers(named)
    found = headings(texts, asked.columns)
    require(found)
    table, rows = _filled(sheet, place, len(texts))
    notes = [*_left_aside(found), *sums_among(found, table, rows)]
    if not table:
        raise UnreadablePayroll("There are headers, but no persons below them.")
    read = typed(
        found,
        lambda column: of_values([row[column] if column < len(row) else None for row in table]),
        pa.array(rows, pa.int64()),
        asked.key,
        asked.on,
    )
    return _payroll(found, Read(read.columns, [*notes, *read.notes]), asked.period)


def _filled(sheet: files.Sheet, headers: int, width: int) -> tuple[list[list[Any]], list[int]]:
    """The rows below the headers that hold anything, and their numbers in the file."""
    table, rows = [], []
    for place, row in enumerate(sheet.rows[headers + 1 :], start=headers + 1):
        number = sheet.first + place
        if any(cell not in EMPTY for cell in row[width:]):
            raise UnreadablePayroll(
                f"Row {number} has more cells than there are headers: perhaps a cell holds a delimiter."
            )
        if any(cell not in EMPTY for cell in row):
            table.append(row)
            rows.append(number)
    return table, rows


def _of_parquet(path: Path, asked: Asked) -> Payroll:
    relation = parquet.opened(path)
    found = headings(parquet.headers(relation), asked.columns)
    require(found)
    notes = list(_left_aside(found))
    if parquet.is_plain(relation, found):
        if "sex" not in found.columns:
            raise UnreadablePayroll("No column tells sex. Add one.")
        data = parquet.projected(relation, found, asked.on)
        if "fte" in found.columns and parquet.per_cent(data, by_header=found.headings["fte"].per_cent):
            data = parquet.in_shares(data)
            notes.append(read_as_per_cent(found.named("fte"), data.count("*").fetchall()[0][0]))
        return _described(data, data.columns, found, notes=notes, middle=parquet.median(data), period=asked.period)
    table = parquet.held(relation, found, path.name)
    rows = pa.array(range(parquet.FIRST_ROW, len(table) + parquet.FIRST_ROW), pa.int64())
    read = typed(found, lambda column: of_array(table.column(found.texts[column])), rows, asked.key, asked.on)
    return _payroll(found, Read(read.columns, [*notes, *read.notes]), asked.period)


def _left_aside(found: Headings) -> Iterator[Finding]:
    texts = found.unread
    if "identity" in found.columns and "person" in found.columns:
        texts = (*texts, found.named("person"))
    for text in texts:
        name = shown(text)
        yield Finding(
            Kind.NOT_READ, name.strip("“”"), 0, (), f"The column {name} is not known or not needed, and left out"
        )


def _payroll(found: Headings, read: Read, period: Period | None) -> Payroll:
    fixed = read.columns["fixed"]
    middle = pc.quantile(pc.if_else(pc.greater(fixed, 0), fixed, None), 0.5)[0].as_py()
    return _described(pa.table(read.columns), list(read.columns), found, notes=read.notes, middle=middle, period=period)


def _described(
    data: Any,
    names: Sequence[str],
    found: Headings,
    *,
    notes: list[Finding],
    middle: float | None,
    period: Period | None,
) -> Payroll:
    """The payroll with what its headers say of amounts, or else their size."""
    likely = next((each for each, highest in HIGHEST.items() if middle is not None and middle < highest), Period.YEAR)
    said = found.headings["fixed"].period or period
    column = found.named("fixed")
    if middle is not None and said is None:
        text = (
            f"“{column}” does not say for what time it is: its median of {middle:,.0f} is taken for pay of a {likely}"
        )
        notes = [*notes, Finding(Kind.ASSUMED, column, 0, (), text)]
    elif middle is not None and said != likely:
        text = f"“{column}” is said to be for a {said}; its median of {middle:,.0f} is rather for a {likely}, in crowns"
        notes = [*notes, Finding(Kind.UNIT, column, 0, (), text)]
    of_fixed = said or likely
    usual = period or (Period.MONTH if of_fixed == Period.HOUR else of_fixed)
    periods: dict[str, Period] = {
        name: found.headings[name].period or usual for name in COMPONENTS if name in found.columns
    }
    return Payroll(
        data=data,
        columns={name: name for name in names},
        called={name: found.named(source) for name in names if (source := _source(found, name))},
        period=usual,
        periods={**periods, "fixed": of_fixed},
        full_time=tuple(name for name in COMPONENTS if name in found.columns and found.headings[name].full_time),
        notes=tuple(notes),
    )


def _source(found: Headings, meaning: str) -> str | None:
    """The meaning in the file that one of the payroll comes from."""
    sources = {
        "person": ("identity", "person"),
        "sex": ("sex", "identity", "person"),
        "age": ("age", "birth", "identity"),
    }
    return next((each for each in sources.get(meaning, (meaning,)) if each in found.columns), None)
