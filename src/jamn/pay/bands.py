"""Women and men in four equal groups by pay: quartile bands, directive (EU) 2023/970, article 9 (1) (f)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

import narwhals as nw

from jamn.pay.frames import collected, opened
from jamn.pay.groups import HUNDREDTHS


class Remainder(StrEnum):
    """What becomes of those left over when the number of persons is not divisible by four."""

    SPREAD = "spread"
    """Every band has exactly a quarter; a person over a boundary counts in both bands by shares."""
    LOWER_FIRST = "lower first"
    """One left over goes to the lowest band, two to the two lowest, three to the three lowest: SI 2017/172, reg. 12."""


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
    source: str = "Directive (EU) 2023/970, art. 9 (1) (f); ties as in SI 2017/172, reg. 12"


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
    frame = opened(data, pay, sex)
    frame = frame.filter(nw.col(sex).is_in([woman, man]) & ~nw.col(pay).is_null())
    counted = frame.select(amount=(nw.col(pay) * HUNDREDTHS).round(0).cast(nw.Int64), is_woman=nw.col(sex) == woman)
    counted = counted.group_by("amount", "is_woman").agg(n=nw.len())
    women: Counter[int] = Counter()
    men: Counter[int] = Counter()
    for row in collected(counted).rows(named=True):
        (women if row["is_woman"] else men)[row["amount"]] += row["n"]
    return Bands(tuple(_parted(women, men, number, remainder)), remainder)


def _parted(women: Mapping[int, int], men: Mapping[int, int], number: int, remainder: Remainder) -> list[Band]:
    whole = sum(women.values()) + sum(men.values())
    if whole < number:
        raise ValueError(f"{whole} persons are too few for {number} bands")
    room = [Fraction(whole, number)] * number
    if remainder == Remainder.LOWER_FIRST:
        each, over = divmod(whole, number)
        room = [Fraction(each + (place < over)) for place in range(number)]
    filled = [[Fraction(), Fraction()] for _ in range(number)]
    band = 0
    for amount in sorted({*women, *men}):
        of_women, of_men = Fraction(women.get(amount, 0)), Fraction(men.get(amount, 0))
        alike = left = of_women + of_men
        while left:
            taken = min(left, room[band])
            filled[band][0] += of_women * taken / alike
            filled[band][1] += of_men * taken / alike
            room[band] -= taken
            left -= taken
            band += not room[band] and band < number - 1
    return [Band(place, *each) for place, each in enumerate(filled, start=1)]
