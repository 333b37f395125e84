"""Numbers in the language of a document become numbers of Excel: ``1 234,5`` and ``45 %``, in English ``1,234.5``."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SPACES = re.compile(r"[ \u00a0\u2009\u202f]")
_NUMBER = re.compile(r"[-−]?(?:0|[1-9]\d*)(?:\.\d+)?%?")
_GROUPED = re.compile(r"[-−]?[1-9]\d{0,2}(?:,\d{3})+(?!\d)")

MOST_DIGITS = 15
"""Digits that a number of Excel keeps."""


@dataclass(frozen=True, slots=True)
class Number:
    """A value, and the number format that shows it as it was written."""

    value: float
    format: str


def number(text: str, language: str) -> Number | None:
    """The number that a text is; None when it is none, or would not come out as it was."""
    english = language.partition("-")[0] == "en"
    plain = text if english else _SPACES.sub(",", text.replace(" %", "%").replace("\u00a0%", "%"))
    if not english:
        whole, comma, decimals = text.rpartition(",")
        plain = _SPACES.sub(",", whole) + "." + decimals if comma else _SPACES.sub(",", text)
    plain = re.sub(r",?%$", "%", plain.replace(" %", "%"))
    grouped = bool(_GROUPED.match(plain))
    plain = plain.replace(",", "") if grouped else plain
    if not _NUMBER.fullmatch(plain) or sum(map(str.isdigit, plain)) > MOST_DIGITS:
        return None
    percent = plain.endswith("%")
    value = float(plain.rstrip("%").replace("−", "-"))
    decimals = len(plain.rstrip("%").partition(".")[2])
    shape = ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "")
    return Number(value / 100, f"{shape} %" if not english else f"{shape}%") if percent else Number(value, shape)
