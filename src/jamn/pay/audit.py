"""The audit of figures that overlap: what an attacker with a solver for linear programs could make of them.

The attacker knows every published sum, who is where, and that nobody is paid less than nothing. A secret leaks when the
least or the most that it can be, all this being so, is closer to it than the policy allows. The audit fails closed: a
solver that gives up, and a question that is too large, count as leaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from scipy.sparse import csr_array

from jamn.pay.cells import SEXES, Amounts, Indices
from jamn.pay.disclosure import Policy, safe, secrets
from jamn.pay.terms import Floats

MOST_UNKNOWNS: Final = 20_000
TRIES: Final = 12
"""Other payrolls that would give the same figures are looked for so often before secrets are asked one by one."""


class TooMuchToAudit(ValueError):
    """More overlapping cells than can be audited: publish one of the tables, or coarser ones."""


@dataclass(frozen=True, slots=True)
class Published:
    """Sums that are known: the atoms of a cell, and the columns of pay that are shown of it."""

    atoms: Indices
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Leak:
    """A secret that is known too closely: which of the sets asked for, of which sex and column, and its bounds."""

    place: int
    sex: int
    column: int
    least: float
    most: float


def audited(
    amounts: Amounts,
    published: Sequence[Published],
    sets: Sequence[Indices],
    parts: Sequence[tuple[int, ...]],
    policy: Policy,
) -> Iterator[Leak]:
    """The secrets among some sets of atoms that leak from what is published, one after the other.

    `parts` has for each column the columns that it is made of (itself alone, when it is made of no other). Raises
    `TooMuchToAudit`.
    """
    columns = list(range(amounts.total.shape[2]))
    of_sets = amounts.of(sets)
    for sex in range(SEXES):
        secret = secrets(of_sets, columns, policy)[:, sex, :]
        asked = [(int(place), int(column)) for place, column in zip(*np.nonzero(secret), strict=True)]
        if asked:
            yield from _Attack(amounts, published, parts, sex).leaks(asked, sets, policy)


class _Attack:
    """The unknowns of one sex (each atom's sum of each smallest part), and what is known of them."""

    def __init__(
        self, amounts: Amounts, published: Sequence[Published], parts: Sequence[tuple[int, ...]], sex: int
    ) -> None:
        self.parts, self.sex = parts, sex
        self.smallest = sorted({part for own in parts for part in own})
        self.atoms = len(amounts.persons)
        truth = amounts.total[:, sex, self.smallest]
        self.scale = max(float(truth.max(initial=0)), 1.0)
        self.truth: Floats = truth.reshape(-1) / self.scale
        if len(self.truth) > MOST_UNKNOWNS:
            raise TooMuchToAudit(f"{len(self.truth)} sums are unknown, of which {MOST_UNKNOWNS} can be audited")
        receiving = amounts.receiving[:, sex, self.smallest].reshape(-1)
        self.upper = np.where(receiving > 0, np.inf, 0.0)
        rows = [self._row(one.atoms, column) for one in published for column in one.columns]
        self.known = csr_array(np.array(rows).reshape(-1, len(self.truth)))
        self.sums: Floats = self.known @ self.truth

    def _row(self, atoms: Indices, column: int) -> Floats:
        row = np.zeros((self.atoms, len(self.smallest)))
        own = np.array([self.smallest.index(part) for part in self.parts[column]], dtype=np.int64)
        row[np.ix_(atoms, own)] = 1
        return row.reshape(-1)

    def leaks(self, asked: Sequence[tuple[int, int]], sets: Sequence[Indices], policy: Policy) -> Iterator[Leak]:
        """Those of the secrets that leak. Most are cleared by a few other payrolls that would give the same figures."""
        rows = np.array([self._row(sets[place], column) for place, column in asked])
        true = rows @ self.truth
        low, high = true * (1 - policy.closeness), true * (1 + policy.closeness)
        least, most = true.copy(), true.copy()
        for other in self._others(rows):
            least, most = np.minimum(least, rows @ other), np.maximum(most, rows @ other)
        for number in np.flatnonzero((least > low) | (most < high)).tolist():
            place, column = asked[number]
            bounds = [self._bound(rows[number], sign) for sign in (1, -1)]
            known = [float(true[number]) if bound is None else bound for bound in bounds]
            if known[0] > low[number] or known[1] < high[number]:
                yield Leak(place, self.sex, column, self.scale * known[0], self.scale * known[1])

    def _others(self, rows: Floats) -> Iterator[Floats]:
        random = np.random.default_rng(0)
        for _ in range(TRIES):
            toward = random.choice([-1.0, 1.0], len(rows)) @ rows
            found = self._solved(toward, bounded=True)
            if found.status == 0:
                yield found.x

    def _bound(self, row: Floats, sign: int) -> float | None:
        """The least (1) or the most (-1) that a sum can be; None when the solver does not say."""
        found = self._solved(sign * row)
        if found.status == 3:
            return -sign * np.inf
        return float(sign * found.fun) if found.status == 0 else None

    def _solved(self, toward: Floats, *, bounded: bool = False) -> Any:
        from scipy.optimize import linprog  # noqa: PLC0415 - takes a moment

        upper = np.minimum(self.upper, 4 * len(self.truth)) if bounded else self.upper
        bounds = np.column_stack([np.zeros(len(self.truth)), upper])
        return linprog(toward, A_eq=self.known, b_eq=self.sums, bounds=bounds, method="highs")


def differences(
    amounts: Amounts, tables: Sequence[Sequence[Indices]], columns: Sequence[int], policy: Policy
) -> Iterator[Indices]:
    """The shown cells of which a table's cells inside them leave a few persons, one after the other.

    `tables` are the shown cells of each cut. What is left of a cell must be nobody, or safe.
    """
    for table in tables:
        for cell in table:
            own = set(cell.tolist())
            for other in tables:
                inside = [each for each in other if len(each) < len(own) and own.issuperset(each.tolist())]
                lefts = [own - set(each.tolist()) for each in inside]
                lefts += [own.difference(*(each.tolist() for each in inside))] if inside else []
                sets = [np.array(sorted(left), dtype=np.int64) for left in lefts if left]
                if sets and not safe(amounts.of(sets), columns, policy).all():
                    yield cell
                    break
