"""Parquet files: asked where they are, a part at a time, unless persons or texts in them must be replaced."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from jamn.pay.conventions import COMPONENTS
from jamn.pay.reading.cells import DAYS_OF_A_YEAR, YEARS, of_array
from jamn.pay.reading.headers import Headings
from jamn.pay.reading.identity import holds_numbers, refuse_numbers
from jamn.pay.reading.unreadable import UnreadablePayroll, shown

MOST_HELD: Final = 3_000_000
"""Rows of a file that is read whole, since it holds numbers of persons, or numbers as text."""
SAMPLE: Final = 100_000
"""Rows in which numbers of persons are looked for where none should be."""
FIRST_ROW: Final = 2
"""Rows are counted as in a sheet, whose first has the headers."""
ROW: Final = "file_row_number"
AMOUNTS: Final = ("fte", "hours", "age", *COMPONENTS)
TIMES: Final = ("birth", "seniority")
_NUMERIC: Final = ("INT", "DOUBLE", "FLOAT", "DECIMAL")


def opened(path: Path) -> Any:
    """A Parquet file as DuckDB has it, with the number of each row. Raises `UnreadablePayroll` when it is damaged."""
    import duckdb  # noqa: PLC0415 - takes a moment

    try:
        relation = duckdb.connect().read_parquet(str(path), file_row_number=True)
        relation.limit(1).fetchall()
    except duckdb.Error:
        raise UnreadablePayroll(f"{shown(path.name)} is cut short or damaged: make it anew.") from None
    return relation


def headers(relation: Any) -> list[str]:
    """The names of its columns."""
    return [name for name in relation.columns if name != ROW]


def is_plain(relation: Any, found: Headings) -> bool:
    """Whether it can be asked as it is: numbers are numbers, times are dates or years, and persons have no numbers."""
    if "identity" in found.columns:
        return False
    kinds = dict(zip(relation.columns, map(str, relation.types), strict=True))
    used = {meaning: [kinds[found.texts[place]] for place in places] for meaning, places in found.columns.items()}
    numeric = all(_is_number(kind) for name in AMOUNTS for kind in used.get(name, ()))
    timed = all(_is_number(kind) or _is_time(kind) for name in TIMES for kind in used.get(name, ()))
    if not numeric or not timed:
        return False
    return "person" not in found.columns or not holds_numbers(_words(relation, found, "person"))


def held(relation: Any, found: Headings, name: str) -> Any:
    """The columns that are used, read whole. Raises `UnreadablePayroll` when there are too many rows for that."""
    count = relation.count("*").fetchall()[0][0]
    if count > MOST_HELD:
        raise UnreadablePayroll(
            f"{shown(name)} has {count} rows, and holds numbers of persons or numbers as text. Replace persons by "
            "pseudonyms, and give sex, age and amounts as columns of their own, before so large a file is read."
        )
    places = sorted({place for places in found.columns.values() for place in places})
    return relation.project(", ".join(map(_quoted, (found.texts[place] for place in places)))).to_arrow_table()


def projected(relation: Any, found: Headings, on: date) -> Any:
    """The relation with its columns called by their meaning, lazily. Raises `UnreadablePayroll` for hidden persons."""
    for meaning in set(found.columns) - {*AMOUNTS, *TIMES, "person"}:
        refuse_numbers(_words(relation, found, meaning), found.named(meaning), range(FIRST_ROW, SAMPLE + FIRST_ROW))
    kinds = dict(zip(relation.columns, map(str, relation.types), strict=True))
    parts = [f"{ROW} + {FIRST_ROW} AS row"]
    for meaning, places in found.columns.items():
        names = [found.texts[place] for place in places]
        if meaning in TIMES:
            column, target = _until(names[0], kinds, on, whole=meaning == "birth")
            target = "age" if meaning == "birth" else target
        else:
            column, target = _added(names), meaning
        if not (meaning == "birth" and "age" in found.columns):
            parts.append(f"{column} AS {_quoted(target)}")
    return relation.project(", ".join(parts))


def per_cent(relation: Any, *, by_header: bool) -> bool:
    """Whether the share of full time is in per cent: all are above 1.5, or some are and the header says so."""
    low, high = relation.filter("fte > 0").aggregate("min(fte), max(fte)").fetchall()[0]
    return low is not None and (high if by_header else low) > 1.5


def in_shares(relation: Any) -> Any:
    """The relation with per cent of full time made shares."""
    return relation.project("* REPLACE (fte / 100.0 AS fte)")


def median(relation: Any) -> float | None:
    """The median of fixed pay that is above nothing."""
    found = relation.filter("fixed > 0").aggregate("median(fixed)").fetchall()[0][0]
    return None if found is None else float(found)


def _words(relation: Any, found: Headings, meaning: str) -> Any:
    name = found.texts[found.columns[meaning][0]]
    return of_array(relation.project(_quoted(name)).limit(SAMPLE).to_arrow_table().column(0)).words()


def _until(name: str, kinds: Mapping[str, str], on: date, *, whole: bool) -> tuple[str, str]:
    column, day = _quoted(name), f"DATE '{on:%Y-%m-%d}'"
    if _is_time(kinds[name]):
        years = f"datesub('year', {column}::DATE, {day})"
        exact = f"round(datediff('day', {column}::DATE, {day}) / {DAYS_OF_A_YEAR}, 2)"
        return years if whole else exact, "seniority"
    low, high = YEARS
    return f"CASE WHEN {column} BETWEEN {low} AND {high} THEN {on.year} - {column} ELSE {column} END", "seniority"


def _added(names: list[str]) -> str:
    if len(names) == 1:
        return _quoted(names[0])
    empty = " AND ".join(f"{_quoted(name)} IS NULL" for name in names)
    return f"CASE WHEN NOT ({empty}) THEN " + " + ".join(f"coalesce({_quoted(name)}, 0)" for name in names) + " END"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _is_number(kind: str) -> bool:
    return any(each in kind for each in _NUMERIC)


def _is_time(kind: str) -> bool:
    return kind.startswith(("DATE", "TIMESTAMP"))
