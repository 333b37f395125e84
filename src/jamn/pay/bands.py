"""Women and men in four equal groups by pay: quartile bands, directive (EU) 2023/970, article 9 (1) (f)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np

from jamn.pay.frames import MEN, WOMEN, opened
from jamn.pay.placed import Placed
from jamn.pay.ranked import Whole


class Remainder(StrEnum):
    """What becomes of those left over when the number of persons is not divisible by four."""

    SPREAD = "spread"
    """Every band has exactly a quarter; a person over a boundary counts in both bands by shares."""
    LOWER_FIRST = "lower first"
    """One left over goes to the lowest band, two to the two lowest, three to the three lowest: British guidance to
    SI 2017/172, reg. 13, which itself says "so far as possible"."""


@dataclass(frozen=True, slots=True)
class Band:
    """A band, the lowest being 1: how many women and men are in it, by shares where they are paid alike."""

    number: int
    women: Fraction
    men: Fraction

    @property
    def share_of_women(self) -> float:
        """Women in per cent of the band."""
        return float(100 * self.women / (self.women + self.men))


@dataclass(frozen=True, slots=True)
class Bands:
    """The bands from the lowest. Those paid alike on a boundary are in both bands, women and men in the same mix."""

    bands: tuple[Band, ...]
    remainder: Remainder
    source: str = "Directive (EU) 2023/970, art. 9 (1) (f); ties as in SI 2017/172, reg. 13 (2)"


def quartile_bands(
    data: Any,
    pay: str,
    sex: str,
    *,
    woman: Any = "F",
    man: Any = "M",
    remainder: Remainder = Remainder.SPREAD,
    number: int = 4,
) -> Bands:
    """The bands of any dataframe. Persons without pay or known sex are in none. Exact: shares are fractions.

    Raises `ValueError` when there are fewer persons than bands.
    """
    placed = Placed(opened(data, pay, sex), (), [pay], (sex, woman, man))
    amounts = placed.ranked(pay, placed.grouping(()).cells)
    women, men = (amounts.of(cell) for cell in (WOMEN, MEN))
    return Bands(tuple(_parted(women, men, number, remainder)), remainder)


def _parted(women: Whole, men: Whole, number: int, remainder: Remainder) -> list[Band]:
    """The bands, from women's and men's pay in order, the lowest first."""
    whole = len(women) + len(men)
    if whole < number:
        raise ValueError(f"{whole} persons are too few for {number} bands")
    each, over = divmod(whole, number)
    edges = [Fraction(whole * place, number) for place in range(number + 1)]
    if remainder == Remainder.LOWER_FIRST:
        edges = [Fraction(each * place + min(place, over)) for place in range(number + 1)]
    # the amount that the first person over each edge is paid
    paid = np.partition(np.concatenate([women, men]), inner := [int(edge) for edge in edges[1:-1]])[inner].tolist()

    def women_under(edge: Fraction, amount: int) -> Fraction:
        """How many women are among so many of the lowest paid: those paid alike by their mix."""
        below = [int(np.searchsorted(own, amount)) for own in (women, men)]
        alike = [
            int(np.searchsorted(own, amount, "right")) - under for own, under in zip((women, men), below, strict=True)
        ]
        return below[0] + Fraction(alike[0], sum(alike)) * (edge - sum(below))

    under = [Fraction(0), *map(women_under, edges[1:-1], paid), Fraction(len(women))]
    filled = [
        (high - low, over - below) for (low, high), (below, over) in zip(pairwise(under), pairwise(edges), strict=True)
    ]
    return [Band(place, of_women, persons - of_women) for place, (of_women, persons) in enumerate(filled, start=1)]
