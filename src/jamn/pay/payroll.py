"""A payroll: a table of any engine and what its columns mean, made comparable and checked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, Final

import narwhals as nw

from jamn.pay.checks import Checks, Finding, check
from jamn.pay.conventions import CASH, COMPONENTS, MAN, MONTHS, NORWAY_1950, WOMAN, Hours, Period
from jamn.pay.frames import opened

WORDS: Final = ("unit", "position", "group", "grade", "education")
"""Meanings that are words, taken as they are."""
MEANINGS: Final = (
    *("row", "person", "sex", *WORDS, "fte", "hours", "birth_year", "age", "seniority"),
    *COMPONENTS,
)
"""What a column can mean. `row` is the row's number in the file that it was read from."""
IN_FILE: Final = 2
"""The first row of a table is the second of a file: the headers are before it."""


@dataclass(frozen=True, slots=True, eq=False)
class Payroll:
    """Any dataframe that Narwhals accepts, and `columns`: which of its columns has which of the `MEANINGS`.

    `fte` is a share (1 is full time), `hours` what full time is in a week, `seniority` years. Amounts are for `period`,
    or what `periods` says of a component. Those of `full_time` are what full time would give, the others what was paid.
    `on` is the day on which ages are counted from `birth_year`. `women` and `men` are the words that tell sex, in small
    letters. `notes` are what was found when the file was read, and `called` what columns are called in messages.

    Raises `ValueError` for a meaning that is not known, without sex or fixed pay, or for a year of birth without a day;
    `KeyError` for columns that are not there.
    """

    data: Any = field(repr=False)
    columns: Mapping[str, str]
    period: Period = Period.MONTH
    periods: Mapping[str, Period] = field(default_factory=dict)
    full_time: Collection[str] = ()
    on: date | None = None
    women: Collection[str] = field(default=WOMAN, repr=False)
    men: Collection[str] = field(default=MAN, repr=False)
    notes: tuple[Finding, ...] = ()
    called: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        unknown = {*self.columns, *self.periods, *self.full_time} - set(MEANINGS)
        if unknown:
            raise ValueError(f"no column can mean {', '.join(sorted(unknown))}; known are {', '.join(MEANINGS)}")
        lacking = [meaning for meaning in ("sex", "fixed") if meaning not in self.columns]
        if lacking:
            raise ValueError(f"a payroll needs to know which column is {' and '.join(lacking)}")
        if "birth_year" in self.columns and "age" not in self.columns and self.on is None:
            raise ValueError("ages are counted from years of birth: say on which day (on)")
        opened(self.data, *self.columns.values())

    @property
    def components(self) -> tuple[str, ...]:
        """The components that it has."""
        return tuple(component for component in COMPONENTS if component in self.columns)

    def standardised(
        self,
        hours: Hours = NORWAY_1950,
        *,
        per: Period = Period.YEAR,
        scaled: Collection[str] = ("fixed",),
        total: Collection[str] = CASH,
    ) -> Any:
        """One frame of the same engine (PyArrow's tables become DuckDB's), lazily where it is lazy, to compare pay in.

        Its columns are named by meaning: those that the payroll has, sex as F, M or null, and age. Components are for
        `per`; those in `scaled` are what full time would give, the others actual amounts. Nothing received is 0, but
        fixed pay that is missing stays so. `total` is the sum of the components named, and `hourly` what those of the
        convention give for an hour of work, all scaled. An amount or share that is no finite number is missing.
        """
        frame = self._canonical()
        yearly, share = self._yearly_hours(hours), self._share()
        year = {name: self._of_a_year(name, yearly) for name in self.components}
        whole = {name: amount if self._is_whole(name) else amount / share for name, amount in year.items()}
        real = {name: amount * share if self._is_whole(name) else amount for name, amount in year.items()}
        divisor: Any = {Period.YEAR: 1, Period.MONTH: MONTHS, Period.HOUR: yearly}[per]
        shown = {name: (whole if name in scaled else real)[name] / divisor for name in self.components}
        summed = _sum([shown[name] for name in self.components if name in total])
        hourly = _sum([whole[name] / yearly for name in self.components if name in hours.of])
        kept = [
            name
            for name in MEANINGS
            if name in self.columns and name not in {*COMPONENTS, "age", "birth_year", "hours"}
        ]
        age = {"age": self._age()} if {"age", "birth_year"} & set(self.columns) else {}
        frame = frame.select(*kept, **{**shown, **age, "total": summed, "hourly": hourly})
        return frame.to_native()

    def checked(self, *, most: int = 10) -> Checks:
        """What is doubtful, with how many rows and the first `most` of them. See `checks.check`."""
        frame = self._canonical()
        yearly, share = self._yearly_hours(NORWAY_1950), self._share()
        fixed = self._of_a_year("fixed", yearly)
        amounts = {name: self._of_a_year(name, yearly) for name in self.components}
        amounts["fixed"] = fixed if self._is_whole("fixed") else fixed / share
        compared = frame.with_columns(**{f"{name}_year": amount for name, amount in amounts.items()})
        called = {meaning: self.called.get(meaning, name) for meaning, name in self.columns.items()}
        return check(compared, called, self.notes, most=most)

    def _canonical(self) -> Any:
        """The columns by meaning: words as words, sex as F, M or null, numbers as numbers or missing."""
        frame = opened(_numbered(self.data) if "row" not in self.columns else self.data)
        words = {name: nw.col(self.columns[name]).cast(nw.String) for name in WORDS if name in self.columns}
        numbers = {name: nw.col(self.columns[name]) for name in self._numbers()}
        own = {name: nw.col(self.columns[name]) for name in ("row", "person") if name in self.columns}
        finite = {name: _finite(column) for name, column in numbers.items()}
        strange = {f"{name}_strange": _strange(column) for name, column in numbers.items()}
        row = {} if "row" in self.columns or ROW not in frame.collect_schema().names() else {"row": nw.col(ROW)}
        return frame.select(**own, **row, sex=self._sex(), **words, **finite, **strange)

    def _numbers(self) -> list[str]:
        return [
            name for name in ("fte", "hours", "birth_year", "age", "seniority", *COMPONENTS) if name in self.columns
        ]

    def _sex(self) -> Any:
        word = nw.col(self.columns["sex"]).cast(nw.String).str.strip_chars().str.to_lowercase()
        man = nw.when(_one_of(word, self.men)).then(nw.lit("M"))
        return nw.when(_one_of(word, self.women)).then(nw.lit("F")).otherwise(man)

    def _age(self) -> Any:
        if "age" in self.columns:
            return nw.col("age")
        return (self.on.year if self.on else 0) - nw.col("birth_year")

    def _share(self) -> Any:
        """The FTE share, null where it is nothing or less; 1 where the payroll does not say it."""
        return nw.when(nw.col("fte") > 0).then(nw.col("fte")) if "fte" in self.columns else nw.lit(1.0)

    def _yearly_hours(self, hours: Hours) -> Any:
        if "hours" not in self.columns:
            return nw.lit(hours.yearly)
        own = nw.when(nw.col("hours") > 0).then(nw.col("hours"))
        return own.fill_null(hours.weekly) * (hours.yearly / hours.weekly)

    def _of_a_year(self, name: str, yearly: Any) -> Any:
        times: Any = {Period.YEAR: 1, Period.MONTH: MONTHS, Period.HOUR: yearly}[self.periods.get(name, self.period)]
        amount = nw.col(name) if name == "fixed" else nw.col(name).fill_null(0.0)
        return amount * times

    def _is_whole(self, name: str) -> bool:
        """Whether amounts are of full time already, as pay for an hour is."""
        return name in self.full_time or self.periods.get(name, self.period) == Period.HOUR


ROW: Final = "row in the file"


def _numbered(data: Any) -> Any:
    """The data with its rows numbered, where its engine has an order to go by."""
    frame = nw.from_native(data)
    if isinstance(frame, nw.LazyFrame):
        return data
    numbers = frame.with_row_index(ROW)
    return numbers.with_columns((nw.col(ROW).cast(nw.Int64) + IN_FILE).alias(ROW)).to_native()


def _one_of(word: Any, words: Collection[str]) -> Any:
    """Whether a word is one of some, the short ones first: twice as fast as asking an engine for a list."""
    return reduce(or_, (word == one for one in sorted(words, key=len)))


def _finite(column: Any) -> Any:
    number = column.cast(nw.Float64)
    return nw.when(number.is_finite()).then(number)


def _strange(column: Any) -> Any:
    """Whether it is infinite or no number, and not simply missing."""
    number = column.cast(nw.Float64)
    return ~number.is_null() & ~number.is_finite().fill_null(value=True)


def _sum(parts: list[Any]) -> Any:
    """The sum, missing where a part is."""
    whole = parts[0] if parts else nw.lit(None).cast(nw.Float64)
    for part in parts[1:]:
        whole = whole + part
    return whole
