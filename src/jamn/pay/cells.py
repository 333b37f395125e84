"""What may be published, as sets of persons: cells of cuts, made of the smallest sets that the cuts tell apart.

A *cut* parts the persons by some columns, perhaps after a choice. An *atom* is a set of persons who are together in
every cut. Atoms are all that is asked of the dataframe's engine: everything about cells is a sum over atoms.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import narwhals as nw
import numpy as np
import numpy.typing as npt

from jamn.pay.frames import collected, hundredths, opened
from jamn.pay.groups import in_order
from jamn.pay.terms import Floats

WOMEN, MEN = 0, 1
SEXES: Final = 2

Indices = npt.NDArray[np.int64]
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """A table: the persons by some columns, `only` those whose columns have one of some values."""

    by: tuple[str, ...] = ()
    only: tuple[tuple[str, frozenset[Any]], ...] = ()

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


def atoms(data: Any, columns: Sequence[str], sex: str, cuts: Sequence[Cut], *, woman: Any, man: Any) -> Atoms:
    """The atoms of any dataframe. Those of no known sex are in none. Raises `KeyError` for columns that it lacks."""
    keys = tuple(dict.fromkeys(name for cut in cuts for name in cut.columns))
    frame = opened(data, sex, *columns, *keys)
    frame = frame.filter(nw.col(sex).is_in([woman, man])).select(
        *(nw.col(name).alias(f"key_{place}") for place, name in enumerate(keys)),
        *(hundredths(nw.col(name).fill_null(0)).alias(f"pay_{place}") for place, name in enumerate(columns)),
        side=nw.when(nw.col(sex) == woman).then(nw.lit(WOMEN)).otherwise(nw.lit(MEN)),
    )
    received = {f"received_{place}": (nw.col(f"pay_{place}") > 0).cast(nw.Int64) for place in range(len(columns))}
    frame = frame.with_columns(**received)
    names = [f"key_{place}" for place in range(len(keys))]
    asked = {f"{what}_{place}": expression for place in range(len(columns)) for what, expression in _asked(place)}
    rows = collected(frame.group_by(*names, "side").agg(nw.len().alias("n"), **asked)).rows(named=True)
    return _gathered(rows, tuple(columns), keys, names)


def _asked(place: int) -> list[tuple[str, nw.Expr]]:
    amount = nw.col(f"pay_{place}")
    return [
        ("receiving", nw.col(f"received_{place}").sum()),
        ("total", amount.sum()),
        ("largest", amount.max()),
    ]


def _gathered(
    rows: Sequence[Mapping[str, Any]], columns: tuple[str, ...], keys: tuple[str, ...], names: list[str]
) -> Atoms:
    values = tuple(dict.fromkeys(tuple(row[name] for name in names) for row in rows))
    places = {value: place for place, value in enumerate(values)}
    persons = np.zeros((len(values), SEXES))
    receiving, total, largest = (np.zeros((len(values), SEXES, len(columns))) for _ in range(3))
    for row in rows:
        at = places[tuple(row[name] for name in names)], row["side"]
        persons[at] = row["n"]
        for place in range(len(columns)):
            receiving[at][place] = row[f"receiving_{place}"]
            total[at][place] = row[f"total_{place}"]
            largest[at][place] = row[f"largest_{place}"]
    return Atoms(columns, keys, values, Amounts(persons, receiving, total, largest))
