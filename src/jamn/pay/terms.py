"""What a regression is on: numbers, categories, sex, and products of them, as columns of numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Table = Mapping[str, npt.NDArray[Any]]
"""The columns of a table by name, all of one length."""

INTERCEPT = "Intercept"


class Term(Protocol):
    """One thing that pay is explained by, which gives one or more columns of numbers."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the table that it is made of."""

    def resolved(self, table: Table) -> Resolved:
        """The term with what it must know of the whole table, such as the levels of a category."""


class Resolved(Protocol):
    """A term that knows its levels: it gives its columns for any rows of the table."""

    @property
    def names(self) -> tuple[str, ...]:
        """What its columns are called in results."""

    def values(self, rows: Table) -> Iterator[Floats]:
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

    def resolved(self, table: Table) -> Number:  # noqa: ARG002 - it need know nothing
        """Itself."""
        return self

    def values(self, rows: Table) -> Iterator[Floats]:
        """The numbers, raised to the power."""
        numbers = np.asarray(rows[self.column], dtype=np.float64)
        yield numbers if self.power == 1 else numbers**self.power


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

    def resolved(self, table: Table) -> Is:  # noqa: ARG002 - it need know nothing
        """Itself."""
        return self

    def values(self, rows: Table) -> Iterator[Floats]:
        """1 or 0 for each row."""
        yield (rows[self.column] == self.value).astype(np.float64)


@dataclass(frozen=True, slots=True)
class Category:
    """A column of 1 and 0 for each level of a category but one, `base` (the first in order when None)."""

    column: str
    base: Any = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The one column."""
        return (self.column,)

    def resolved(self, table: Table) -> Levels:
        """The category with its levels. Raises `ValueError` when the base is none of them."""
        found = np.unique(table[self.column]).tolist()
        base = found[0] if self.base is None and found else self.base
        if found and base not in found:
            raise ValueError(f"{self.column} has no level {base!r}")
        return Levels(self.column, base, tuple(level for level in found if level != base))


@dataclass(frozen=True, slots=True)
class Levels:
    """A category whose levels are known: `others` have a column each, `base` has none."""

    column: str
    base: Any
    others: tuple[Any, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """``education=college`` for each level but the base."""
        return tuple(f"{self.column}={level}" for level in self.others)

    def values(self, rows: Table) -> Iterator[Floats]:
        """1 or 0 for each level and row."""
        for level in self.others:
            yield (rows[self.column] == level).astype(np.float64)


@dataclass(frozen=True, slots=True)
class Product:
    """Two terms at once, each column of one times each of the other: how an effect differs, as by sex."""

    one: Term
    other: Term

    @property
    def columns(self) -> tuple[str, ...]:
        """Those of both."""
        return (*self.one.columns, *self.other.columns)

    def resolved(self, table: Table) -> Products:
        """The product of both, resolved."""
        return Products(self.one.resolved(table), self.other.resolved(table))


@dataclass(frozen=True, slots=True)
class Products:
    """A product whose terms know their levels."""

    one: Resolved
    other: Resolved

    @property
    def names(self) -> tuple[str, ...]:
        """``year=1985 × sex=F``."""
        return tuple(f"{one} × {other}" for one, other in product(self.one.names, self.other.names))

    def values(self, rows: Table) -> Iterator[Floats]:
        """The products, the other's columns varying fastest."""
        others = list(self.other.values(rows))
        for one in self.one.values(rows):
            for other in others:
                yield one * other


def block(terms: Sequence[Resolved], rows: Table, width: int) -> Floats:
    """The columns of all terms for some rows, as an array of `width` columns in the order of their names."""
    length = len(next(iter(rows.values())))
    filled = np.empty((length, width))
    place = 0
    for term in terms:
        for values in term.values(rows):
            filled[:, place] = values
            place += 1
    return filled
