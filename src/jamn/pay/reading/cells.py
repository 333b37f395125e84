"""The cells of a column as what they are: texts, numbers and dates, each an array of the column's length."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

FORMATS: Final = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%Y%m%d", "%Y-%m-%d %H:%M:%S")
DAYS_OF_A_YEAR: Final = 365.2425
YEARS: Final = (1900, 2100)
_NO_TEXT: Final = {int, float, date, datetime, type(None)}


@dataclass(frozen=True, slots=True)
class Cells:
    """A column whose cells are each a text, a number, a date or empty; never printed, since they may name a person."""

    texts: pa.Array
    numbers: pa.Array
    dates: pa.Array

    def __repr__(self) -> str:
        return f"{len(self.texts)} cells"

    def words(self) -> pa.Array:
        """Every cell as text: a code that a workbook holds as a number is written without decimals."""
        whole = pc.cast(pc.if_else(_is_whole(self.numbers), self.numbers, None), pa.int64())
        return pc.coalesce(self.texts, pc.cast(whole, pa.string()), pc.cast(self.numbers, pa.string()))


def of_values(values: Sequence[Any]) -> Cells:
    """The cells of a column of a workbook or of a file of text."""
    kinds = set(map(type, values))
    return Cells(
        texts=_parted(values, kinds - _NO_TEXT, _text, pa.string()),
        numbers=_parted(values, kinds & {int, float}, float, pa.float64()),
        dates=_parted(values, kinds & {date, datetime}, _date, pa.date32()),
    )


def _parted(values: Sequence[Any], kinds: set[type], made: Callable[[Any], Any], form: pa.DataType) -> pa.Array:
    """The values of some kinds made into those of one form, the others missing."""
    if not kinds:
        return pa.nulls(len(values), form)
    return pa.array([made(each) if type(each) in kinds else None for each in values], form)


def of_array(values: Any) -> Cells:
    """The cells of a column of a Parquet file."""
    if isinstance(values, pa.ChunkedArray):
        values = values.combine_chunks()
    empty = len(values)
    texts, numbers, dates = pa.nulls(empty, pa.string()), pa.nulls(empty, pa.float64()), pa.nulls(empty, pa.date32())
    kind = values.type.value_type if pa.types.is_dictionary(values.type) else values.type
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        dates = pc.cast(values, pa.date32(), safe=False)
    elif pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        numbers = pc.cast(values, pa.float64(), safe=False)
    else:
        trimmed = pc.utf8_trim_whitespace(pc.cast(values, pa.string()))
        texts = pc.if_else(pc.equal(trimmed, ""), None, trimmed)
    return Cells(texts, numbers, dates)


def _text(value: Any) -> str | None:
    return str(value).strip() or None


def _date(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _is_whole(numbers: pa.Array) -> pa.Array:
    return pc.and_(pc.equal(numbers, pc.floor(numbers)), pc.less(pc.abs(numbers), 1e15))


def years_until(cells: Cells, on: date, *, whole: bool) -> pa.Array:
    """How many years there are from dates, or from years, until a day; a number that is no year is taken as it is.

    Whole years where `whole`, as ages are counted, else with decimals. What is none of these is missing.
    """
    dates = pc.coalesce(cells.dates, *(_dated(cells.texts, form) for form in FORMATS), _from_number(cells))
    numbers = pc.coalesce(cells.numbers, _plain_number(cells.texts))
    is_year = pc.and_(pc.greater_equal(numbers, YEARS[0]), pc.less_equal(numbers, YEARS[1]))
    from_number = pc.if_else(is_year, pc.subtract(float(on.year), numbers), numbers)
    return pc.coalesce(_age(dates, on) if whole else _years(dates, on), from_number)


def _dated(texts: pa.Array, form: str) -> pa.Array:
    return pc.cast(pc.strptime(texts, format=form, unit="s", error_is_null=True), pa.date32())


def _from_number(cells: Cells) -> pa.Array:
    """19840229 in a cell of numbers is a date."""
    low, high = (year * 10_000 for year in YEARS)
    dated = pc.and_(pc.greater(cells.numbers, low), pc.less(cells.numbers, high))
    texts = pc.cast(pc.cast(pc.if_else(dated, cells.numbers, None), pa.int64(), safe=False), pa.string())
    return _dated(texts, "%Y%m%d")


def _plain_number(texts: pa.Array) -> pa.Array:
    number = pc.replace_substring(texts, ",", ".")
    return pc.cast(pc.if_else(pc.match_substring_regex(number, r"^\d{1,4}(\.\d+)?$"), number, None), pa.float64())


def _age(dates: pa.Array, on: date) -> pa.Array:
    month, day = pc.month(dates), pc.day(dates)
    later = pc.or_(pc.greater(month, on.month), pc.and_(pc.equal(month, on.month), pc.greater(day, on.day)))
    years = pc.subtract(pc.subtract(on.year, pc.year(dates)), pc.cast(later, pa.int64()))
    return pc.cast(years, pa.float64())


def _years(dates: pa.Array, on: date) -> pa.Array:
    days = pc.subtract((on - date(1970, 1, 1)).days, pc.cast(pc.cast(dates, pa.int32()), pa.int64()))
    return pc.round(pc.divide(pc.cast(days, pa.float64()), DAYS_OF_A_YEAR), 2)
