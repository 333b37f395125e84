"""Women and men in four equal groups by pay: quartile bands, directive (EU) 2023/970, article 9 (1) (f)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Any

import narwhals as nw
import numpy as np
import numpy.typing as npt

from jamn.pay.frames import collected, hundredths, opened

Counts = npt.NDArray[np.int64]


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
    frame = opened(data, pay, sex)
    frame = frame.filter(nw.col(sex).is_in([woman, man]) & ~nw.col(pay).is_null())
    counted = frame.select(amount=hundredths(nw.col(pay)), woman=nw.col(sex) == woman)
    counted = counted.select("amount", woman=nw.when(nw.col("woman")).then(nw.lit(1)).otherwise(nw.lit(0)))
    held = collected(counted.group_by("amount").agg(n=nw.len(), women=nw.col("woman").sum()).sort("amount"))
    n, women = (held.get_column(name).to_numpy().astype(np.int64) for name in ("n", "women"))
    return Bands(tuple(_parted(n, women, number, remainder)), remainder)


def _parted(n: Counts, women: Counts, number: int, remainder: Remainder) -> list[Band]:
    """The bands, from how many persons and how many women are paid each amount, the lowest first."""
    whole = int(n.sum())
    if whole < number:
        raise ValueError(f"{whole} persons are too few for {number} bands")
    each, over = divmod(whole, number)
    edges = [Fraction(whole * place, number) for place in range(number + 1)]
    if remainder == Remainder.LOWER_FIRST:
        edges = [Fraction(each * place + min(place, over)) for place in range(number + 1)]
    below, women_below = (np.concatenate([[0], np.cumsum(counts)]) for counts in (n, women))

    def women_under(edge: Fraction) -> Fraction:
        """How many women are among so many of the lowest paid: those paid alike by their mix."""
        place = min(int(np.searchsorted(below, float(edge), side="right")) - 1, len(n) - 1)
        mix = Fraction(int(women[place]), int(n[place]))
        return int(women_below[place]) + mix * (edge - int(below[place]))

    filled = [(women_under(high) - women_under(low), high - low) for low, high in pairwise(edges)]
    return [Band(place, of_women, persons - of_women) for place, (of_women, persons) in enumerate(filled, start=1)]
