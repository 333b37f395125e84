"""The columns of a file become those of a payroll: numbers are numbers, and persons have pseudonyms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from jamn.pay.checks import MOST_FTE, Finding, Kind, counted
from jamn.pay.conventions import COMPONENTS, MAN, WOMAN
from jamn.pay.reading.cells import Cells, years_until
from jamn.pay.reading.headers import Headings, sums
from jamn.pay.reading.identity import Identified, holds_numbers, identified, refuse_numbers
from jamn.pay.reading.numbers import numbers
from jamn.pay.reading.unreadable import UnreadablePayroll

WORDS: Final = ("unit", "position", "group", "grade", "education")
FEW_ROWS: Final = 10
"""So many rows are named in a finding."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read: the columns by meaning, and what was found on the way."""

    columns: dict[str, Any] = field(repr=False)
    notes: list[Finding]


def typed(found: Headings, cells: Callable[[int], Cells], rows: pa.Array, key: bytes, on: date) -> Read:
    """The columns of a file by meaning. `rows` are the rows' numbers in the file, and `cells` gives a column's.

    Raises `UnreadablePayroll`.
    """
    read = Read({"row": rows}, [])
    held = {meaning: cells(places[0]) for meaning, places in found.columns.items() if meaning not in COMPONENTS}
    for meaning in WORDS:
        if meaning in held:
            words = held[meaning].words()
            refuse_numbers(words, found.named(meaning), rows)
            read.columns[meaning] = words
    _read_persons(read, found, held, key=key, on=on)
    for meaning in ("hours", "fte", "age"):
        if meaning in held:
            read.columns[meaning] = numbers(held[meaning], found.named(meaning), rows, grouped=False)
    if "seniority" in held:
        read.columns["seniority"] = years_until(held["seniority"], on, whole=False)
    if "fte" in held:
        _share(read, found)
    for meaning in (each for each in COMPONENTS if each in found.columns):
        parts = [numbers(cells(place), found.texts[place], rows) for place in found.columns[meaning]]
        read.columns[meaning] = _added(parts)
    return read


def sums_among(found: Headings, table: list[list[Any]], rows: list[int]) -> Iterator[Finding]:
    """Take the rows out that sum up others, from the table and the rows' numbers, and tell of it."""
    sex = found.columns.get("sex", (len(found.texts),))[0]
    taken = [place for place, row in enumerate(table) if _is_sum(row, sex)]
    if not taken:
        return
    named = tuple(rows[place] for place in taken)[:FEW_ROWS]
    for place in reversed(taken):
        del table[place], rows[place]
    text = f"{counted(len(taken))} left out, being of sums or averages of the others"
    yield Finding(Kind.NOT_READ, "", len(taken), named, text)


def _is_sum(row: list[Any], sex: int) -> bool:
    first = next((cell for cell in row if cell not in {"", None}), None)
    if not isinstance(first, str) or first.strip(" :.").casefold() not in sums():
        return False
    return sex >= len(row) or row[sex] in {"", None} or row[sex] == first


def _read_persons(read: Read, found: Headings, held: dict[str, Cells], *, key: bytes, on: date) -> None:
    """Person, sex and age: of a column of numbers where there is one, though what the file says itself goes first."""
    meaning, rows = "identity" if "identity" in held else "person", read.columns["row"]
    stated = held["sex"].words() if "sex" in held else None
    if stated is not None:
        refuse_numbers(stated, found.named("sex"), rows)
    birth = years_until(held["birth"], on, whole=True) if "birth" in held else None
    texts = held[meaning].words() if meaning in held else None
    if texts is not None and (meaning == "identity" or holds_numbers(texts)):
        persons = identified(texts, key)
        read.notes.extend(_of_persons(persons, stated, found.named(meaning), rows))
        read.columns["person"] = persons.pseudonyms
        born = years_until(
            Cells(pa.nulls(len(rows), pa.string()), pa.nulls(len(rows), pa.float64()), persons.born), on, whole=True
        )
        birth = born if birth is None else pc.coalesce(birth, born)
        stated = persons.sex if stated is None else pc.coalesce(_known_sex(stated), persons.sex, stated)
    elif texts is not None:
        read.columns["person"] = texts
    if stated is None:
        raise UnreadablePayroll(
            f"No column tells sex, and “{found.named(meaning)}” holds no numbers of persons. Add a column of sex."
        )
    read.columns["sex"] = stated
    if birth is not None and "age" not in held:
        read.columns["age"] = birth


def _known_sex(stated: pa.Array) -> pa.Array:
    word = pc.utf8_lower(pc.utf8_trim_whitespace(stated))
    man = pc.if_else(pc.is_in(word, pa.array(sorted(MAN))), "M", None)
    return pc.if_else(pc.is_in(word, pa.array(sorted(WOMAN))), "F", man)


def _of_persons(persons: Identified, stated: pa.Array | None, column: str, rows: pa.Array) -> Iterator[Finding]:
    yield from _finding(
        Kind.IDENTITY,
        column,
        persons.invalid,
        rows,
        f"{{n}} where “{column}” is no valid number: no sex or age from it",
    )
    if stated is not None:
        differs = pc.not_equal(_known_sex(stated), persons.sex)
        text = f"{{n}} where “{column}” tells another sex than the column of sex, which is believed"
        yield from _finding(Kind.IDENTITY, column, differs, rows, text)


def _finding(kind: Kind, column: str, where: pa.Array, rows: pa.Array, text: str) -> Iterator[Finding]:
    places = pc.indices_nonzero(pc.fill_null(where, fill_value=False))
    if len(places):
        first = tuple(pc.take(rows, places[:FEW_ROWS]).to_pylist())
        yield Finding(kind, column, len(places), first, text.format(n=counted(len(places))))


def _share(read: Read, found: Headings) -> None:
    """Make per cent of full time shares, where all are above 1.5, or some are and the header says so."""
    share, column = read.columns["fte"], found.named("fte")
    some = pc.drop_null(pc.if_else(pc.greater(share, 0), share, None))
    if not len(some):
        return
    bounds = pc.min_max(some).as_py()
    if bounds["max" if found.headings["fte"].per_cent else "min"] <= MOST_FTE:
        return
    read.columns["fte"] = pc.divide(share, 100)
    read.notes.append(read_as_per_cent(column, len(share)))
    text = f"{{n}} where “{column}” is at most {MOST_FTE} per cent, if it is no share"
    small = pc.and_(pc.greater(share, 0), pc.less_equal(share, MOST_FTE))
    read.notes.extend(_finding(Kind.PER_CENT, column, small, read.columns["row"], text))


def read_as_per_cent(column: str, count: int) -> Finding:
    """That a column of shares is in per cent."""
    return Finding(Kind.PER_CENT, column, count, (), f"“{column}” is read as per cent: 100 is full time")


def _added(parts: list[Any]) -> Any:
    """The sum of several columns, missing where all are."""
    if len(parts) == 1:
        return parts[0]
    whole = pc.fill_null(parts[0], 0.0)
    for part in parts[1:]:
        whole = pc.add(whole, pc.fill_null(part, 0.0))
    return pc.if_else(pc.is_valid(pc.coalesce(*parts)), whole, None)
