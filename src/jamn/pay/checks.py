"""What is doubtful in a payroll: how many rows, and which. Nothing is dropped, and every engine counts for itself.

Medians of all are asked for first, and whether anybody comes twice. Then each row gets a number whose bits are what is
the matter with it; the rows are counted by that number, and the first of each are fetched. These are five questions,
however many rows there are and however many things are looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import exp, inf, isnan, log
from typing import Any, Final

import narwhals as nw

from jamn.pay.conventions import COMPONENTS
from jamn.pay.frames import collected, number_of_rows

MOST_FTE: Final = 1.5
PER_CENT: Final = (10, 150)
"""Shares from here to here are rather per cent."""
OTHER_UNIT: Final = 8.0
"""From how many times the median, or so many-th part of it, an amount is rather in another unit."""
BORDER: Final = 1e-9
"""So much of a logarithm may be lost in reckoning: whoever is on the border counts as beyond it."""
FAR: Final = 5.0
"""Deviations beyond which pay is an outlier."""
NORMAL: Final = 1.4826
"""Median absolute deviations of a normal distribution in one standard deviation."""
ENOUGH: Final = 10
"""Fewer than so many of a position are compared with all instead."""


class Kind(StrEnum):
    """What a finding is about."""

    SEX = "sex not known"
    NO_PAY = "pay missing"
    NOT_POSITIVE = "pay not positive"
    NOT_FINITE = "no finite number"
    FTE = "FTE share"
    PER_CENT = "per cent"
    DUPLICATE = "duplicate"
    UNIT = "another unit"
    OUTLIER = "outlier"
    NOT_READ = "not read"
    ASSUMED = "assumed"
    IDENTITY = "personal number"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something doubtful: in which column, in how many rows, the numbers of the first of them, and in words.

    Rows are counted as a person does in the file, its headers being row 1 (or where else they stand). They are empty
    where the engine's table has no order and no column of row numbers.
    """

    kind: Kind
    column: str
    count: int
    rows: tuple[int, ...]
    text: str

    def __str__(self) -> str:
        if not self.rows:
            return self.text
        more = " …" if self.count > len(self.rows) else ""
        return f"{self.text} (row {', '.join(map(str, self.rows))}{more})"


@dataclass(frozen=True, slots=True)
class Checks:
    """What was found in the `n` rows of a payroll: first what was found when it was read."""

    n: int
    findings: tuple[Finding, ...]
    method: str = (
        "Outliers: the logarithm of full-time pay lies more than 5 robust deviations (1.4826 × the median absolute "
        "deviation) from the median of its position, or of all where the position has fewer than 10 or does not differ"
    )

    def of(self, kind: Kind) -> tuple[Finding, ...]:
        """The findings of a kind."""
        return tuple(finding for finding in self.findings if finding.kind == kind)

    def rows(self) -> Iterator[dict[str, Any]]:
        """A row for each finding."""
        for each in self.findings:
            yield {"kind": each.kind.value, "column": each.column, "count": each.count, "text": str(each)}

    def __str__(self) -> str:
        return "\n".join([f"{self.n} rows", *map(str, self.findings)])


@dataclass(frozen=True, slots=True)
class _Doubt:
    """One thing to look for: where it is so, and what to say of it, `{n}` being how many rows."""

    kind: Kind
    column: str
    where: Any
    text: str


def check(frame: Any, columns: Mapping[str, str], notes: tuple[Finding, ...] = (), *, most: int = 10) -> Checks:
    """Look at a frame with the columns that `Payroll` makes: those of its meanings, and each component's of a year.

    `columns` says what they are called in the file. An amount in another unit is, for fixed full-time pay, 8 times the
    median of its position or an eighth of it; for another component 8 times the median of those who receive it, and
    more than the person's fixed pay too, since a bonus may well be eight times another's.
    """
    names = [name for name in COMPONENTS if name in columns]
    logged = _logged(frame, columns, names)
    of_all = _of_all(logged, names)
    frame = _compared(logged, names, of_all)
    repeated = _repeated(logged) if "person" in columns else None
    doubts = list(_doubts(columns, names))
    if repeated is not None:
        frame = frame.join(repeated, on=["person", "place"], how="left")
        text = "{n} in which a person comes more than once in the same position"
        doubts.append(_Doubt(Kind.DUPLICATE, columns["person"], nw.col("times") > 1, text))
    masked = frame.with_columns(mask=_mask(doubts))
    counts = {row["mask"]: row["n"] for row in _rows(masked.group_by("mask").agg(n=nw.len()))}
    shown = _first_rows(masked, most) if "row" in frame.collect_schema().names() else []
    found = []
    for place, doubt in enumerate(doubts):
        count = sum(n for mask, n in counts.items() if mask >> place & 1)
        rows = sorted(row for mask, row in shown if mask >> place & 1)[:most]
        if count:
            found.append(Finding(doubt.kind, doubt.column, count, tuple(rows), doubt.text.format(n=counted(count))))
    n = sum(counts.values())
    return Checks(n, (*notes, *found, *_whole_columns(of_all, names, columns, n)))


def counted(count: int) -> str:
    """``1 row``, ``2 rows``."""
    return f"{count} row" + "s" * (count != 1)


def _mask(doubts: list[_Doubt]) -> Any:
    mask: Any = nw.lit(0, nw.Int64)
    for place, doubt in enumerate(doubts):
        mask = mask + nw.when(doubt.where).then(nw.lit(1 << place, nw.Int64)).otherwise(nw.lit(0, nw.Int64))
    return mask


def _rows(frame: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = collected(frame).rows(named=True)
    return found


def _first_rows(masked: Any, most: int) -> list[tuple[int, int]]:
    """The first rows of each number: the first of any one thing are among them."""
    doubtful = masked.filter(nw.col("mask") > 0).select("mask", "row")
    ranked = doubtful.with_columns(rank=nw.col("row").rank("ordinal").over("mask")).filter(nw.col("rank") <= most)
    return [(int(each["mask"]), int(each["row"])) for each in _rows(ranked)]


def _whole_columns(of_all: _All, names: list[str], columns: Mapping[str, str], n: int) -> Iterator[Finding]:
    """Components of which what half of the recipients get is more than eight times fixed pay."""
    fixed = of_all.middles["fixed"]
    for name in names[1:]:
        middle = of_all.middles[name]
        if fixed is not None and middle is not None and middle - fixed >= log(OTHER_UNIT) - BORDER:
            text = f"“{columns[name]}” is {exp(middle - fixed):.0f} times “{columns['fixed']}”: perhaps in another unit"
            yield Finding(Kind.UNIT, columns[name], n, (), text)


def _number(value: Any) -> float | None:
    return None if value is None or isnan(value) else float(value)


def _doubts(columns: Mapping[str, str], names: list[str]) -> Iterator[_Doubt]:
    fixed, sex = columns["fixed"], columns["sex"]
    yield _Doubt(Kind.SEX, sex, nw.col("sex").is_null(), "{n} of no known sex: shown, and in neither sex's figures")
    strange = [name for name in columns if name in {"fte", "hours", "birth_year", "age", "seniority", *names}]
    for name in strange:
        text = f"{{n}} where “{columns[name]}” is no finite number: taken as missing"
        yield _Doubt(Kind.NOT_FINITE, columns[name], nw.col(f"{name}_strange"), text)
    missing = nw.col("fixed").is_null() & ~nw.col("fixed_strange").fill_null(value=False)
    yield _Doubt(Kind.NO_PAY, fixed, missing, f"{{n}} without “{fixed}”: in no figure of pay")
    yield _Doubt(Kind.NOT_POSITIVE, fixed, nw.col("fixed") <= 0, f"{{n}} where “{fixed}” is nothing or less")
    for name in names[1:]:
        yield _Doubt(
            Kind.NOT_POSITIVE, columns[name], nw.col(name) < 0, f"{{n}} where “{columns[name]}” is below nothing"
        )
    if "fte" in columns:
        yield from _doubts_of_fte(columns["fte"])
    yield from _doubts_of_amounts(columns, names)


def _doubts_of_fte(column: str) -> Iterator[_Doubt]:
    share = nw.col("fte")
    per_cent = (share >= PER_CENT[0]) & (share <= PER_CENT[1])
    missing = share.is_null() & ~nw.col("fte_strange").fill_null(value=False)
    outside = (share <= 0) | ((share > MOST_FTE) & ~per_cent)
    yield _Doubt(Kind.FTE, column, missing, f"{{n}} without “{column}”: pay cannot be made that of full time")
    yield _Doubt(Kind.FTE, column, outside, f"{{n}} where “{column}” is not above 0 and at most {MOST_FTE}")
    yield _Doubt(Kind.PER_CENT, column, per_cent, f"{{n}} where “{column}” seems to be in per cent; 1 is full time")


def _doubts_of_amounts(columns: Mapping[str, str], names: list[str]) -> Iterator[_Doubt]:
    far, between = log(OTHER_UNIT) - BORDER, (log(12) + log(100)) / 2
    for name in names:
        apart = nw.col(f"{name}_log") - nw.col(f"{name}_middle")
        high = apart >= far
        if name != "fixed":
            high = high & (nw.col(f"{name}_log") > nw.col("fixed_log"))
        column = columns[name]
        yield _unit(column, high & (apart < between), "some 12 times the others’: perhaps of a year, not a month")
        yield _unit(column, high & (apart >= between), "some 100 times the others’: perhaps in hundredths (øre, öre)")
        if name == "fixed":
            low = apart <= -far
            yield _unit(column, low & (apart > -between), "some 1/12 of the others’: perhaps of a month, not a year")
            yield _unit(column, low & (apart <= -between), "some 1/100 of the others’: perhaps by hour, or in hundreds")
    is_unit = (nw.col("fixed_log") - nw.col("fixed_middle")).abs() >= far
    outlier = ((nw.col("fixed_log") - nw.col("centre")).abs() > FAR * nw.col("deviation") + BORDER) & ~is_unit
    text = f"{{n}} where “{columns['fixed']}” of full time is far from the others’"
    yield _Doubt(Kind.OUTLIER, columns["fixed"], outlier, text)


def _unit(column: str, where: Any, says: str) -> _Doubt:
    return _Doubt(Kind.UNIT, column, where, f"{{n}} where “{column}” is {says}")


def _logged(frame: Any, columns: Mapping[str, str], names: list[str]) -> Any:
    """The frame with the position as a key (empty where there is none), and logarithms of the amounts of a year."""
    year = {name: nw.col(f"{name}_year") for name in names}
    logs = {f"{name}_log": nw.when(amount > 0).then(amount).log() for name, amount in year.items()}
    return frame.with_columns(place=nw.col("position").fill_null("") if "position" in columns else nw.lit(""), **logs)


@dataclass(frozen=True, slots=True)
class _All:
    """The median logarithm of each component, and the median absolute deviation of fixed pay; None without any."""

    middles: dict[str, float | None]
    spread: float | None


def _of_all(frame: Any, names: list[str]) -> _All:
    (row,) = _rows(frame.select(**{name: nw.col(f"{name}_log").median() for name in names}))
    middles = {name: _number(row[name]) for name in names}
    if middles["fixed"] is None:
        return _All(middles, None)
    (row,) = _rows(frame.select(spread=(nw.col("fixed_log") - middles["fixed"]).abs().median()))
    return _All(middles, _number(row["spread"]))


def _compared(frame: Any, names: list[str], of_all: _All) -> Any:
    """The frame with what is in the middle in the row's position, or else of all, and how far fixed pay is spread."""
    medians = {f"{name}_here": nw.col(f"{name}_log").median() for name in names}
    number = {f"{name}_number": nw.col(f"{name}_log").count() for name in names}
    placed = frame.filter(nw.col("place") != "")
    here = placed.group_by("place").agg(**medians, **number)
    apart = placed.join(here, on="place", how="left").with_columns(
        apart=(nw.col("fixed_log") - nw.col("fixed_here")).abs()
    )
    here = here.join(apart.group_by("place").agg(spread_here=nw.col("apart").median()), on="place", how="left")
    enough = {name: nw.when(nw.col(f"{name}_number") >= ENOUGH).then(nw.col(f"{name}_here")) for name in names}
    frame = frame.join(here, on="place", how="left")
    differs = (nw.col("fixed_number") >= ENOUGH) & (nw.col("spread_here") > BORDER)
    wide = of_all.spread is not None and of_all.spread > BORDER
    return frame.with_columns(
        **{f"{name}_middle": enough[name].fill_null(of_all.middles[name] or 0.0) for name in names},
        centre=nw.when(differs).then(nw.col("fixed_here")).otherwise(nw.lit(of_all.middles["fixed"] or 0.0)),
        deviation=NORMAL
        * nw.when(differs).then(nw.col("spread_here")).otherwise(nw.lit(of_all.spread if wide else inf)),
    )


def _repeated(frame: Any) -> Any | None:
    """How often a person comes in a position, where that is more than once; None where nobody does."""
    known = frame.filter(~nw.col("person").is_null())
    again = known.group_by("person", "place").agg(times=nw.len()).filter(nw.col("times") > 1)
    return again if number_of_rows(again) else None
