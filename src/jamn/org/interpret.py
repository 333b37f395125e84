"""A table with units becomes a tree. Knows neither Django nor any file format.

Three shapes are understood, whatever the order of the columns: one column for each level; code, name and the code of
the unit above; name and the name of the unit above.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import yaml

from jamn.documents.blocks import Notice, Place, Table, gettext_noop

_WORDS: Final[dict[str, frozenset[str]]] = {
    what: frozenset(words.split())
    for what, words in yaml.safe_load((Path(__file__).parent / "columns.yaml").read_text(encoding="utf-8")).items()
}
_LEVEL: Final = re.compile(rf"(?:{'|'.join(sorted(_WORDS['level']))})-?(\d{{1,2}})")

NO_TABLE = gettext_noop("There is no table in the file. Save the sheet with the units as Excel or CSV.")
NO_COLUMNS = gettext_noop(
    "The columns are not known: “{headers}”. Call them name and above; or code, name and code above; or level 1, "
    "level 2 and so on."
)
NO_NAME = gettext_noop("Row {row}: the unit has no name.")
TOO_LONG = gettext_noop("Row {row}: the name or the code is too long.")
TWICE = gettext_noop("Rows {row} and {other}: “{unit}” stands twice.")
NOT_THERE = gettext_noop("Row {row}: the unit above, “{unit}”, is not in the file.")
NOT_SURE = gettext_noop("Row {row}: more than one unit is called “{unit}”. Give the units codes.")
ROUND = gettext_noop("Row {row}: “{unit}” lies below itself.")
TOO_DEEP = gettext_noop("Row {row}: “{unit}” lies deeper than {most} levels.")
NO_UNITS = gettext_noop("There are no units below the header.")

LONGEST_NAME, LONGEST_CODE = 200, 50
DEEPEST = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One unit of the file. `key` is the file's own way to name it, `above` the key of the unit above (None: none).

    `row` counts from 1, as the file's program does; a unit that only other rows name has the first of those.
    """

    key: str
    name: str
    code: str
    above: str | None
    row: int


class Wrong(Exception):
    """A file that is no tree: `notices` say what is wrong, with row numbers."""

    def __init__(self, *notices: Notice) -> None:
        super().__init__("; ".join(str(notice) for notice in notices))
        self.notices = notices


def units(tables: Sequence[Table], levels: int = DEEPEST) -> list[Line]:
    """The units of the largest table whose header is understood, each after the one above it. Raises `Wrong`."""
    if not tables:
        raise Wrong(Notice(NO_TABLE))
    largest = sorted(tables, key=lambda table: -table.rows)
    sheets = [sheet for sheet in map(_sheet, largest) if sheet]
    if not sheets:
        headers = ", ".join(text for text in _texts(largest[0])[0][1] if text)
        raise Wrong(Notice(NO_COLUMNS, {"headers": headers[:200]}))
    lines = list(sheets[0].lines())
    if not lines:
        raise Wrong(Notice(NO_UNITS))
    _refuse(_faults(lines))
    return _from_the_top(lines, levels)


def _sheet(table: Table) -> _Sheet | None:
    """The table with its columns understood; its header is the first of its first rows that tells."""
    rows = _texts(table)
    for at, (_number, texts) in enumerate(rows[:10]):
        words = [_word(text) for text in texts]
        levels = {int(found[1]): index for index, word in enumerate(words) if (found := _LEVEL.fullmatch(word))}
        places = {what: _column(words, names) for what, names in _WORDS.items()}
        if len(levels) > 1 or (levels and places["name"] is None):
            return _Sheet(rows[at + 1 :], places, tuple(levels[number] for number in sorted(levels)))
        if places["name"] is not None and (places["parent"] is not None or places["parent_code"] is not None):
            return _Sheet(rows[at + 1 :], places)
    return None


def _column(words: list[str], names: frozenset[str]) -> int | None:
    return next((index for index, word in enumerate(words) if word in names), None)


def _word(text: str) -> str:
    return re.sub(r"[\s_.:/-]+", "-", text.strip().casefold()).strip("-")


def _texts(table: Table) -> list[tuple[int, list[str]]]:
    """Each row's number in the file, and its words."""
    rows = []
    for at, cells in enumerate(table.grid()):
        place = next((cell.place for cell in cells if cell), Place())
        rows.append((_row_number(place, at), [" ".join(cell.text.split()) if cell else "" for cell in cells]))
    return rows


def _row_number(place: Place, at: int) -> int:
    """The row in the spreadsheet or the text, where the reader says it."""
    found = re.search(r"\d+", place.cells or "")
    return int(found[0]) if found else place.line or place.row or at + 1


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The rows below a header, and which column says what; `levels` are the columns of the levels, from the top."""

    rows: list[tuple[int, list[str]]]
    columns: dict[str, int | None]
    levels: tuple[int, ...] = ()

    def lines(self) -> Iterator[Line]:
        """The units in the order of the file. Raises `Wrong` for rows that name no unit."""
        return _by_levels(self) if self.levels else _by_names(self)

    def said(self, texts: list[str], what: str) -> str:
        """The words in one of the columns."""
        index = self.columns[what]
        return "" if index is None else texts[index]


def _by_names(sheet: _Sheet) -> Iterator[Line]:
    """A row for each unit, which names the unit above by its code or its name."""
    found = [
        (row, sheet.said(texts, "name"), sheet.said(texts, "code"), _above(sheet, texts))
        for row, texts in sheet.rows
        if any(texts)
    ]
    _refuse([Notice(NO_NAME, {"row": row}) for row, name, _code, _word in found if not name])
    codes = {code.casefold() for _row, _name, code, _word in found if code}
    named = Counter(name.casefold() for _row, name, _code, _word in found)
    keys = {name.casefold(): _key(name, code) for _row, name, code, _word in found}
    for row, name, code, above in found:
        word = above.casefold()
        if word and word not in codes and named[word] > 1:
            raise Wrong(Notice(NOT_SURE, {"row": row, "unit": above}))
        key = f"code:{word}" if word in codes else keys.get(word, f"name:{above}")
        yield Line(_key(name, code), name, code, key if word else None, row)


def _above(sheet: _Sheet, texts: list[str]) -> str:
    """What a row says of the unit above it: its code, or else its name."""
    return sheet.said(texts, "parent_code") or sheet.said(texts, "parent")


def _by_levels(sheet: _Sheet) -> Iterator[Line]:
    """A column for each level: a row names the way down to a unit. What is empty before it holds from the row above.

    Units that are only on the way to others are units too.
    """
    way: list[str] = []
    known: dict[str, Line] = {}
    for row, texts in sheet.rows:
        said = [texts[index] for index in sheet.levels]
        if any(said):
            filled = [index for index, text in enumerate(said) if text]
            way = [*way[: filled[0]], *said[filled[0] : filled[-1] + 1]]
            if len(way) != filled[-1] + 1 or not all(way):
                raise Wrong(Notice(NO_NAME, {"row": row}))
            _learn(known, way, sheet.said(texts, "code"), row)
    yield from known.values()


def _learn(known: dict[str, Line], way: list[str], code: str, row: int) -> None:
    """Note a unit and those on the way to it, unless they are known. A code is the last one's."""
    above = None
    for depth, name in enumerate(way, start=1):
        key = "way:" + "\n".join(way[:depth]).casefold()
        known.setdefault(key, Line(key, name, "", above, row))
        above = key
    if code and above:
        known[above] = replace(known[above], code=code)


def _key(name: str, code: str) -> str:
    return f"code:{code.casefold()}" if code else f"name:{name.casefold()}"


def _faults(lines: list[Line]) -> Iterator[Notice]:
    """What is wrong with single lines."""
    keys = {line.key: line for line in reversed(lines)}
    codes: dict[str, Line] = {}
    for line in lines:
        first = keys[line.key]
        if first is not line:
            yield Notice(TWICE, {"row": first.row, "other": line.row, "unit": line.code or line.name})
        elif line.code and codes.setdefault(line.code.casefold(), line) is not line:
            yield Notice(TWICE, {"row": codes[line.code.casefold()].row, "other": line.row, "unit": line.code})
        if len(line.name) > LONGEST_NAME or len(line.code) > LONGEST_CODE:
            yield Notice(TOO_LONG, {"row": line.row})
        if line.above is not None and line.above not in keys:
            yield Notice(NOT_THERE, {"row": line.row, "unit": line.above.partition(":")[2]})


def _from_the_top(lines: list[Line], levels: int) -> list[Line]:
    """The lines, each after the one above it. Raises `Wrong` for what lies below itself or too deep."""
    below: dict[str | None, list[Line]] = {}
    for line in lines:
        below.setdefault(line.above, []).append(line)
    ordered: list[Line] = []
    level, depth = below.get(None, []), 1
    while level:
        if depth > levels:
            raise Wrong(Notice(TOO_DEEP, {"row": level[0].row, "unit": level[0].name, "most": levels}))
        ordered += level
        level, depth = [line for above in level for line in below.get(above.key, [])], depth + 1
    reached = {line.key for line in ordered}
    _refuse(Notice(ROUND, {"row": line.row, "unit": line.name}) for line in lines if line.key not in reached)
    return ordered


MOST_TOLD = 20
"""How many faults of a file are told at a time."""


def _refuse(faults: Iterator[Notice] | Sequence[Notice]) -> None:
    told = [notice for notice, _number in zip(faults, range(MOST_TOLD), strict=False)]
    if told:
        raise Wrong(*told)
