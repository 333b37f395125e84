"""Texts become numbers, a column at a time: how it writes decimals and thousands is told by all its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from jamn.pay.reading.cells import Cells
from jamn.pay.reading.unreadable import UnreadablePayroll, shown

LARGEST: Final = 1e9
"""From here on a number is no pay: rather that of a person or an account."""
EXAMPLES: Final = 3

_SPACES = r"[\s\x{a0}\x{2007}\x{2009}\x{202f}'’`´]+"
_MONEY = r"(?i)(kr\.?|nok|sek|dkk|eur|gbp|€|£|\$)"
_GROUPED = {",": r"^-?[1-9]\d{0,2}(,\d{3})+$", ".": r"^-?[1-9]\d{0,2}(\.\d{3})+$"}
_EMPTY = ("", "-")


def numbers(cells: Cells, header: str, rows: Sequence[int] | pa.Array, *, grouped: bool = True) -> pa.Array:
    """A column of cells as numbers, the empty ones missing. `rows` are their numbers in the file.

    Currencies, per cent signs, spaces and apostrophes are passed over. A column whose every comma (or dot) has exactly
    three digits behind it writes thousands so, unless it is not `grouped`, as shares and hours are not.
    Raises `UnreadablePayroll` with the rows that hold no number, or one that no pay can be.
    """
    texts = _bare(cells.texts)
    mark = _decimal_mark(texts, header, rows, grouped=grouped)
    other = re.escape("," if mark == "." else ".")
    well = rf"^[-+]?(\d+|\d{{1,3}}({other}\d{{3}})+)?({re.escape(mark)}\d+)?$"
    is_number = pc.and_(pc.match_substring_regex(texts, well), pc.match_substring_regex(texts, r"\d"))
    is_wrong = pc.fill_null(pc.coalesce(pc.invert(is_number), pc.is_valid(cells.dates)), fill_value=False)
    _refuse(is_wrong, cells.words(), header, rows, "no number")
    plain = pc.replace_substring(pc.replace_substring_regex(texts, other, ""), mark, ".")
    found = pc.coalesce(cells.numbers, pc.cast(pc.replace_substring_regex(plain, r"^\+", ""), pa.float64()))
    is_large = pc.fill_null(pc.invert(pc.less(pc.abs(found), LARGEST)), fill_value=False)
    _refuse(is_large, pa.nulls(len(found), pa.string()), header, rows, "too large to be an amount of pay")
    return found


def _bare(texts: pa.Array) -> pa.Array:
    """The texts without what is no part of the number; None where nothing is left."""
    bare = pc.replace_substring_regex(texts, _SPACES, "")
    bare = pc.replace_substring_regex(bare, r"[\x{2212}\x{2013}\x{2014}]", "-")
    bare = pc.replace_substring_regex(bare, rf"^{_MONEY}|{_MONEY}$|%$", "")
    bare = pc.replace_substring_regex(bare, r"[,:]-$", "")
    bare = pc.replace_substring_regex(bare, r"^([\d.,]+)-$", r"-\1")
    return pc.if_else(pc.is_in(bare, pa.array(_EMPTY)), None, bare)


def _decimal_mark(texts: pa.Array, header: str, rows: Sequence[int] | pa.Array, *, grouped: bool) -> str:
    has = {mark: pc.match_substring(texts, mark) for mark in ",."}
    commas_last, dots_last = (pc.match_substring_regex(texts, form) for form in (r"\.[^,]*,", r",[^.]*\."))
    if _any(commas_last) or _any(dots_last):
        if _any(commas_last) and _any(dots_last):
            first = (_row(rows, mask) for mask in (commas_last, dots_last))
            raise UnreadablePayroll(
                f"{shown(header)} writes decimals in two ways, as in rows {' and '.join(map(str, first))}: write all "
                "with a comma, or all with a dot."
            )
        return "," if _any(commas_last) else "."
    for mark in ",.":
        thousands = pc.match_substring_regex(texts, _GROUPED[mark])
        if _any(pc.and_not(has[mark], thousands) if grouped else has[mark]):
            return mark
    if _any(has[","]) and _any(has["."]):
        first = (_row(rows, has[mark]) for mark in ",.")
        raise UnreadablePayroll(
            f"{shown(header)} writes thousands in two ways, as rows {' and '.join(map(str, first))}: write all alike."
        )
    return "." if _any(has[","]) else ","


def _any(mask: pa.Array) -> bool:
    return bool(pc.any(mask).as_py())


def _row(rows: Sequence[int] | pa.Array, mask: pa.Array) -> int:
    return int(rows[pc.index(pc.fill_null(mask, fill_value=False), value=True).as_py()])


def _refuse(mask: pa.Array, texts: pa.Array, header: str, rows: Sequence[int] | pa.Array, what: str) -> None:
    places = pc.indices_nonzero(mask).to_pylist()
    if not places:
        return
    first = places[:EXAMPLES]
    named = ", ".join(f"row {int(rows[place])}" for place in first) + (" …" if len(places) > EXAMPLES else "")
    held = [text for place in first if (text := texts[place].as_py()) is not None]
    examples = f" ({', '.join(map(shown, held))})" if held else ""
    cells = "1 cell is" if len(places) == 1 else f"{len(places)} cells are"
    raise UnreadablePayroll(
        f"{cells} {what} in the column {shown(header)}: {named}{examples}. Correct them in the file."
    )
