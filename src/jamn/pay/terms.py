"""What a regression is on: numbers, categories, sex, and products of them, as columns of numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, Protocol

import narwhals as nw
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Table = Mapping[str, npt.NDArray[Any]]
"""Columns by name, all of one length: numbers, and the levels of categories by their places."""

Levels = Mapping[str, Mapping[Any, int]]
"""The levels of each category by its column, each with its place: the number that stands for it in a `Table`."""

INTERCEPT = "Intercept"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the dataframe's own engine is asked for: a `column` as it is (`coded` where it is a category), or 1 where it
    has a value and 0 elsewhere. `name` is what tables call it."""

    name: str
    column: str
    coded: bool = False
    value: Any = None

    @property
    def expression(self) -> nw.Expr:
        """What Narwhals asks."""
        column = nw.col(self.column)
        return (column if self.value is None else (column == self.value).cast(nw.Int8)).alias(self.name)


@dataclass(frozen=True, slots=True)
class Only:
    """The rows that are looked at: those whose `column` has one of some values. What the others are counted as."""

    column: str
    values: tuple[Any, ...]
    others: str


class Term(Protocol):
    """One thing that pay is explained by, which gives one or more columns of numbers."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the dataframe that it is made of."""

    def asked(self) -> tuple[Asked, ...]:
        """What the dataframe's engine is asked for."""

    def resolved(self, levels: Levels) -> Resolved:
        """The term, when the levels of categories are known."""


class Resolved(Protocol):
    """A term that knows its levels: it gives its columns for any rows."""

    @property
    def names(self) -> tuple[str, ...]:
        """What its columns are called in results."""

    def values(self, rows: Table) -> Iterator[npt.NDArray[Any]]:
        """Its columns for some rows, each as long as they are."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number, or a power of it: ``Number("age", 2)`` is age squared."""

    column: str
    power: int = 1

    @property
    def columns(self) -> tuple[str, ...]:
        """The one column."""
        return (self.column,)

    @property
    def names(self) -> tuple[str, ...]:
        """``age``, ``age²``, ``age^3``."""
        return (self.column + {1: "", 2: "²"}.get(self.power, f"^{self.power}"),)

    def asked(self) -> tuple[Asked, ...]:
        """The column as it is."""
        return (Asked(self.column, self.column),)

    def resolved(self, levels: Levels) -> Number:  # noqa: ARG002 - it has none
        """Itself."""
        return self

    def values(self, rows: Table) -> Iterator[npt.NDArray[Any]]:
        """The numbers, raised to the power."""
        numbers = rows[self.column]
        if self.power == 1:
            yield numbers
        elif self.power == 2:
            yield np.multiply(numbers, numbers, dtype=np.float64)
        else:
            yield np.power(numbers, self.power, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Is:
    """1 where a column has a value, else 0: ``Is("sex", "F")``. `name` is what results call it."""

    column: str
    value: Any
    name: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The one column."""
        return (self.column,)

    @property
    def names(self) -> tuple[str, ...]:
        """``sex=F``, or its own name."""
        return (self.name or f"{self.column}={self.value}",)

    def asked(self) -> tuple[Asked, ...]:
        """Whether the column has the value: the engine compares, so that no words come here."""
        return (Asked(self._asked, self.column, value=self.value),)

    def resolved(self, levels: Levels) -> Is:  # noqa: ARG002 - it has none
        """Itself."""
        return self

    def values(self, rows: Table) -> Iterator[npt.NDArray[Any]]:
        """1 or 0 for each row."""
        yield rows[self._asked]

    @property
    def _asked(self) -> str:
        return f"{self.column} = {self.value}"


@dataclass(frozen=True, slots=True)
class Category:
    """A column of 1 and 0 for each level of a category but one, `base` (the first in order when None)."""

    column: str
    base: Any = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The one column."""
        return (self.column,)

    def asked(self) -> tuple[Asked, ...]:
        """The column, its levels by their places."""
        return (coded(self.column),)

    def resolved(self, levels: Levels) -> KnownCategory:
        """The category with its levels in order. Raises `ValueError` when the base is none of them."""
        places = levels[self.column]
        found = sorted(places, key=_order)
        base = found[0] if self.base is None and found else self.base
        if found and base not in places:
            raise ValueError(f"{self.column} has no level {base!r}")
        others = tuple(level for level in found if level != base)
        return KnownCategory(self.column, base, others, tuple(places[level] for level in others))


@dataclass(frozen=True, slots=True)
class KnownCategory:
    """A category whose levels are known: `others` have a column each, and `places` in tables; `base` has none."""

    column: str
    base: Any
    others: tuple[Any, ...]
    places: tuple[int, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """``education=college`` for each level but the base."""
        return tuple(f"{self.column}={level}" for level in self.others)

    @property
    def base_name(self) -> str:
        """What the level without a column would be called."""
        return f"{self.column}={self.base}"

    def values(self, rows: Table) -> Iterator[npt.NDArray[Any]]:
        """1 or 0 for each level and row."""
        for place in self.places:
            yield rows[self.column] == place


@dataclass(frozen=True, slots=True)
class Product:
    """Two terms at once, each column of one times each of the other: how an effect differs, as by sex."""

    one: Term
    other: Term

    @property
    def columns(self) -> tuple[str, ...]:
        """Those of both."""
        return (*self.one.columns, *self.other.columns)

    def asked(self) -> tuple[Asked, ...]:
        """What both ask for."""
        return (*self.one.asked(), *self.other.asked())

    def resolved(self, levels: Levels) -> KnownProduct:
        """The product of both, resolved."""
        return KnownProduct(self.one.resolved(levels), self.other.resolved(levels))


@dataclass(frozen=True, slots=True)
class KnownProduct:
    """A product whose terms know their levels."""

    one: Resolved
    other: Resolved

    @property
    def names(self) -> tuple[str, ...]:
        """``year=1985 × sex=F``."""
        return tuple(f"{one} × {other}" for one, other in product(self.one.names, self.other.names))

    def values(self, rows: Table) -> Iterator[npt.NDArray[Any]]:
        """The products, the other's columns varying fastest."""
        others = list(self.other.values(rows))
        for one in self.one.values(rows):
            for other in others:
                yield np.multiply(one, other, dtype=np.float64)


def coded(column: str) -> Asked:
    """A column asked for as a category."""
    return Asked(column, column, coded=True)


def _order(level: Any) -> tuple[bool, Any]:
    """Numbers by size, before words by letter."""
    return isinstance(level, str), level
