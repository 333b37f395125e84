"""Arithmetic as it is printed, worked out without the library: what a reader does with a pocket calculator.

Numbers are written ``48 000.5``; signs are ``+ − · / ^ ² ³ √( )``, functions ``ln``, ``exp``, ``min``, ``max`` and
``abs``. ``t(p, ν)`` is Student's t that is exceeded with the probability 1 − p, and ``tail(t, ν)`` the probability that
one is at least so far from 0, by the finite sums that hold for whole degrees of freedom (Abramowitz and Stegun 1964,
26.7.3 and 26.7.4).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import atan, cos, exp, log, pi, sin, sqrt
from typing import Final
from unicodedata import normalize

SIGNS: Final = {"²": "**2", "³": "**3", "^": "**", "·": "*", "−": "-", "√": "sqrt", "\u202f": " "}
HALVINGS: Final = 200


def within(t: float, freedom: int) -> float:
    """The probability that Student's t lies between −t and t."""
    angle = atan(t / sqrt(freedom))
    term = total = cos(angle) if freedom % 2 else 1.0
    for place in range(3 if freedom % 2 else 2, freedom - 1, 2):
        term *= cos(angle) ** 2 * (place - 1) / place
        total += term
    if freedom == 1:
        return 2 * angle / pi
    return 2 / pi * (angle + sin(angle) * total) if freedom % 2 else sin(angle) * total


def quantile(probability: float, freedom: int) -> float:
    """Student's t below which it is with a probability over a half."""
    low, high = 0.0, 1e6
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if within(middle, freedom) < 2 * probability - 1 else (low, middle)
    return (low + high) / 2


def tail(t: float, freedom: int) -> float:
    """The probability that Student's t is as far from 0 as this, to either side."""
    return 1 - within(abs(t), freedom)


KNOWN: Final = {
    "ln": log,
    "exp": exp,
    "sqrt": sqrt,
    "min": min,
    "max": max,
    "abs": abs,
    "t": quantile,
    "tail": tail,
    "π": pi,
}


def reckoned(text: str, names: Mapping[str, float] | None = None) -> float:
    """What an expression comes to, with the names of earlier steps. Raises `SyntaxError` and `NameError`."""
    for sign, python in SIGNS.items():
        text = text.replace(sign, python)
    text = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", normalize("NFKC", text))
    return float(eval(text, {"__builtins__": {}}, {**KNOWN, **(names or {})}))  # noqa: S307 - our own arithmetic


def steps(text: str) -> tuple[dict[str, float], list[tuple[str, float, str]]]:
    """The names that lines of ``name = expression = number`` give, and each line with what it comes to and prints.

    Where several expressions stand between equal signs, all must come to the same: each is a line of its own.
    """
    names: dict[str, float] = {}
    found = []
    for line in text.strip().splitlines():
        name, *expressions, printed = (part.strip() for part in line.split(" = "))
        values = [reckoned(expression, names) for expression in expressions]
        found += [(line, value, printed) for value in values]
        names[normalize("NFKC", name)] = values[0]
    return names, found
