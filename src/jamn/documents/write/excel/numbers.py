"""Numbers in the language of a document become numbers of Excel: ``1 234,5`` and ``45 %``, in English ``1,234.5``."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SPACE = "[ \u00a0\u2009\u202f]"
_PATTERN = (
    r"(?P<sign>[-−]?)(?P<whole>[1-9]\d{{0,2}}(?:{group}\d{{3}})+|0|[1-9]\d*)(?:{point}(?P<decimals>\d+))?"
    rf"(?P<percent>{_SPACE}?%)?"
)
_ENGLISH = re.compile(_PATTERN.format(group=",", point=r"\."), re.ASCII)
_NORDIC = re.compile(_PATTERN.format(group=_SPACE, point=","), re.ASCII)

MOST_DIGITS = 15
"""Digits that a number of Excel keeps."""


@dataclass(frozen=True, slots=True)
class Number:
    """A value, and the number format that shows it as it was written."""

    value: float
    format: str


def number(text: str, language: str) -> Number | None:
    """The number that a text is; None when it is none, or would not come out as it was (``007``)."""
    found = (_ENGLISH if language.partition("-")[0] == "en" else _NORDIC).fullmatch(text)
    if not found:
        return None
    whole = re.sub(r"\D", "", found["whole"])
    decimals = found["decimals"] or ""
    if len(whole + decimals) > MOST_DIGITS:
        return None
    value = float(f"{'-' if found['sign'] else ''}{whole}.{decimals or 0}")
    shape = ("0" if whole == found["whole"] else "#,##0") + ("." + "0" * len(decimals) if decimals else "")
    if found["percent"]:
        return Number(value / 100, shape + found["percent"].replace("\u00a0", " "))
    return Number(value, shape)
