"""What may be published, as sets of persons: cells of cuts, made of the smallest sets that the cuts tell apart.

A *cut* parts the persons by some columns, perhaps after a choice. An *atom* is a set of persons who are together in
every cut. Everything about cells is a sum over atoms.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from jamn.pay.frames import MEN, WOMEN
from jamn.pay.placed import in_order
from jamn.pay.tallies import Over, Tallies
from jamn.pay.terms import Floats

SEXES: Final = 2

Indices = npt.NDArray[np.int64]
Key = tuple[Any, ...]
Choice = tuple[tuple[str, frozenset[Any]], ...]
"""Which persons: those whose columns have one of some values each."""
NO_CHOICE: Final[Choice] = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """A table: the persons by some columns, `only` those whose columns have one of some values."""

    by: tuple[str, ...] = ()
    only: Choice = NO_CHOICE

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it asks of."""
        return (*self.by, *(column for column, _ in self.only))


@dataclass(frozen=True, slots=True)
class Amounts:
    """Of sets of persons, by sex and column of pay: how many receive something, the sum, and the largest of one person.

    Each array is sets × sexes × columns; `persons` is sets × sexes. Sums are in hundredths.
    """

    persons: Floats
    receiving: Floats
    total: Floats
    largest: Floats

    def of_one(self, own: Indices) -> Amounts:
        """The amounts of one union of these sets, as the only one."""
        return Amounts(
            self.persons[own].sum(axis=0)[None],
            self.receiving[own].sum(axis=0)[None],
            self.total[own].sum(axis=0)[None],
            self.largest[own].max(axis=0, initial=0)[None],
        )

    def of(self, sets: Sequence[Indices]) -> Amounts:
        """The amounts of unions of these sets, each given by the places of what it is made of."""
        lengths = np.array([len(one) for one in sets], dtype=np.int64)
        places = np.concatenate([*sets, np.empty(0, dtype=np.int64)]).astype(np.int64)
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64)

        def over(values: Floats, how: np.ufunc) -> Floats:
            # reduceat takes an empty set for the value at its start; a row of nothing behind all makes it harmless
            padded = np.concatenate([values[places], np.zeros((1, *values.shape[1:]))])
            found = how.reduceat(padded, starts, axis=0)
            found[lengths == 0] = 0
            return np.asarray(found, dtype=np.float64)

        if not len(sets):
            return Amounts(*(values[:0] for values in (self.persons, self.receiving, self.total, self.largest)))
        return Amounts(
            over(self.persons, np.add),
            over(self.receiving, np.add),
            over(self.total, np.add),
            over(self.largest, np.maximum),
        )


@dataclass(frozen=True, slots=True)
class Atoms:
    """The atoms of some cuts: their amounts, and the values of every column that the cuts ask of."""

    columns: tuple[str, ...]
    keys: tuple[str, ...]
    values: tuple[Key, ...]
    amounts: Amounts

    def cells(self, cut: Cut) -> dict[Key, Indices]:
        """The places of the atoms in each cell of a cut, by the cell's key in order."""
        places = [self.keys.index(name) for name in cut.by]
        wanted = [(self.keys.index(name), values) for name, values in cut.only]
        found: dict[Key, list[int]] = {}
        for atom, values in enumerate(self.values):
            if all(values[place] in those for place, those in wanted):
                found.setdefault(tuple(values[place] for place in places), []).append(atom)
        ordered = sorted(found.items(), key=lambda item: in_order(item[0]))
        return {key: np.array(own, dtype=np.int64) for key, own in ordered}


def atoms(tallies: Tallies, keys: Sequence[str], columns: Sequence[str]) -> Atoms:
    """The atoms of some cuts, from the tallies by all columns that these ask of. Those of no known sex are in none."""
    sexes = [WOMEN, MEN]
    there = np.flatnonzero(tallies.persons[:, sexes].any(axis=1))

    def of(values: Iterable[npt.NDArray[Any]]) -> Floats:
        empty = np.empty((len(there), SEXES, 0))
        return np.concatenate([empty, *(own[there][:, sexes, None].astype(float) for own in values)], axis=2)

    amounts = Amounts(
        tallies.persons[there][:, sexes].astype(float),
        of(tallies.of[name][Over.RECIPIENTS].n for name in columns),
        of(tallies.of[name][Over.ALL].totals for name in columns),
        of(tallies.largest[name] for name in columns),
    )
    return Atoms(tuple(columns), tuple(keys), tuple(tallies.keys[place] for place in there), amounts)
