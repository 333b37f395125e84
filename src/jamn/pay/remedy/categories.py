"""Rules of categories: women's mean pay not more than a threshold under men's, where there are enough of each sex."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from jamn.pay.remedy.persons import Flags, Persons
from jamn.pay.terms import Floats

HALVINGS: Final = 200
NEAR: Final = 1e-13
"""The share of what a rule lacks that counts as met."""
EPSILON: Final = float(np.finfo(np.float64).eps)
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class CategoryGap:
    """How far women's mean pay is under men's in a category, as a share of men's, before and after the raises."""

    category: Any
    women: int
    men: int
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class CategoryRules:
    """The categories that have a rule. `of` is each person's place among them (−1: none)."""

    names: tuple[Any, ...]
    of: Places
    is_woman: Flags
    women: Floats
    men: Floats
    threshold: float

    def sums(self, paid: Floats, chosen: Flags) -> Floats:
        """The sum of some persons' pay in each."""
        own = chosen & (self.of >= 0)
        return np.bincount(self.of[own], paid[own], len(self.names)).astype(np.float64, copy=False)

    def gaps(self, paid: Floats) -> Floats:
        """How far women's mean is under men's at some pay."""
        gaps: Floats = 1 - self.sums(paid, self.is_woman) / self.women / (self.sums(paid, ~self.is_woman) / self.men)
        return gaps

    def missing(self, paid: Floats) -> Floats:
        """What women in each must have more, summed, to be at the threshold; not above nothing where they are."""
        men = self.sums(paid, ~self.is_woman) / self.men
        lacking: Floats = (1 - self.threshold) * men * self.women - self.sums(paid, self.is_woman)
        return lacking

    def told(self, before: Floats, after: Floats) -> tuple[CategoryGap, ...]:
        """Their gaps at two pays, in the order of the names."""
        rows = zip(self.names, self.women, self.men, self.gaps(before), self.gaps(after), strict=True)
        return tuple(
            CategoryGap(name, int(women), int(men), float(first), float(last))
            for name, women, men, first, last in sorted(rows, key=lambda row: str(row[0]))
        )


def category_rules(persons: Persons, threshold: float, fewest: int) -> CategoryRules | None:
    """The rules of the categories with so many women and so many men or more; None without a column."""
    if persons.categories is None:
        return None
    of, names = _numbered(persons.categories.tolist())
    counts = [np.bincount(of[chosen & (of >= 0)], minlength=len(names)) for chosen in (persons.women, ~persons.women)]
    ruled = np.minimum(*counts) >= fewest
    place = np.concatenate([np.where(ruled, np.cumsum(ruled) - 1, -1), [-1]])
    women, men = (count[ruled].astype(np.float64) for count in counts)
    kept = tuple(name for name, has in zip(names, ruled, strict=True) if has)
    return CategoryRules(kept, place[of], persons.women, women, men, threshold)


def _numbered(values: Sequence[Any]) -> tuple[Places, list[Any]]:
    """A number for each value, in the order of their first rows, and −1 for what is missing."""
    numbers: dict[Any, int] = {}
    of = [-1 if _lacks(value) else numbers.setdefault(value, len(numbers)) for value in values]
    return np.array(of, dtype=np.intp), list(numbers)


def _lacks(value: Any) -> bool:
    return value is None or (isinstance(value, float) and isnan(value))


def shared(rates: Floats, prices: Floats, *, low: Floats, high: Floats, of: Places, missing: Floats) -> Floats:
    """The least of Σ prices · z − rates · ln z with low ≤ z ≤ high, where Σ (z − low) is at least `missing` in each.

    A rule takes something off the price of every krone in its category, the same for all of it: z = rate / (price −
    relief), within the bounds. Each relief is found by Newton's steps between bounds that close in, for all
    categories at once. Where somebody's pay jumps with the relief (a rate of nothing), the rule is met between the two
    sides of the jump. That the rules can be met at `high` is the caller's to see to.
    """
    count = len(missing)

    def summed(values: Floats) -> Floats:
        return np.bincount(of, values, count).astype(np.float64, copy=False)

    def at(relief: Floats) -> tuple[Floats, Floats]:
        left = prices - relief[of]
        paid = np.divide(rates, left, out=np.full_like(low, np.inf), where=left > 0)
        return np.clip(paid, low, high), left

    relief, under, over = np.zeros(count), np.zeros(count), np.zeros(count)
    np.maximum.at(over, of, prices)
    last, near = np.full(count, np.inf), np.maximum(NEAR * missing, 4 * EPSILON * summed(low))
    for _ in range(HALVINGS):
        paid, left = at(relief)
        lack = missing - summed(paid - low)
        closed = over - under <= 4 * EPSILON * over
        met = (np.abs(lack) <= near) | ((relief == 0) & (lack <= 0))
        if (met | closed).all():
            break
        under, over = np.where(lack > 0, relief, under), np.where(lack > 0, over, relief)
        slope = summed(np.divide(paid, left, out=np.zeros_like(low), where=(paid > low) & (paid < high)))
        step = relief + np.divide(lack, slope, out=np.full(count, np.inf), where=slope > 0)
        good = (step > under) & (step < over) & (np.abs(lack) <= last / 2)
        relief = np.where(met | closed, relief, np.where(good, step, (under + over) / 2))
        last = np.abs(lack)
    if met.all():
        return paid
    return _between(paid, at(under)[0], at(over)[0], low=low, of=of, missing=np.where(met, 0.0, missing))


def _between(paid: Floats, one: Floats, other: Floats, *, low: Floats, of: Places, missing: Floats) -> Floats:
    """In the categories where something is missing, what lies between two pays so that it no longer is."""
    first, last = (np.bincount(of, each - low, len(missing)) for each in (one, other))
    part = np.divide(missing - first, last - first, out=np.ones_like(missing), where=last > first)
    mixed = one + np.clip(part, 0, 1)[of] * (other - one)
    return np.where(missing[of] > 0, mixed, paid)
