"""Least squares from sums: no array of all rows and all columns is ever held.

Frisch, Waugh and Lovell: what a category with hundreds of levels absorbs is taken out of the cross products by the sums
of each level, so that the equations to solve are as many as the other terms. A second pass gives the errors that hold
when the spread differs (White 1980; MacKinnon and White 1985) or when those of one cluster are alike (Liang and Zeger
1986).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt
from scipy.special import stdtr, stdtrit

from jamn.pay.frames import Used, columns, complete
from jamn.pay.terms import INTERCEPT, Floats, Resolved, Table, Term, block

Errors = Literal["classical", "HC0", "HC1", "HC3", "cluster"]

ROWS_AT_A_TIME: Final = 1 << 15
ALIKE: Final = 1e-10
"""A column of which the others explain all but this share is dropped: it says nothing of its own."""


class NotEstimable(ValueError):
    """A regression that the rows cannot carry: too few of them, or an outcome that does not differ."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A regression: coefficients by name, with their covariances, and what it was made of.

    `names`, `coefficients` and `covariance` are in one order, the intercept first where nothing is absorbed. `dropped`
    are columns that the others explain wholly. `r2` is of all variation, also what is absorbed.
    """

    names: tuple[str, ...]
    coefficients: Floats
    covariance: Floats
    errors: Errors
    n: int
    df: int
    r2: float
    residual_variance: float
    absorbed_levels: int
    clusters: int | None
    dropped: tuple[str, ...]
    left_out: dict[str, int] = field(default_factory=dict)

    def coefficient(self, name: str) -> float:
        """The coefficient of a column. Raises `KeyError` when there is none."""
        return float(self.coefficients[self._place(name)])

    def error(self, name: str) -> float:
        """The standard error of a coefficient."""
        place = self._place(name)
        return float(np.sqrt(self.covariance[place, place]))

    def interval(self, name: str, level: float = 0.95) -> tuple[float, float]:
        """The confidence interval of a coefficient, by Student's t."""
        half = float(stdtrit(self.freedom, 0.5 + level / 2)) * self.error(name)
        return self.coefficient(name) - half, self.coefficient(name) + half

    def p_value(self, name: str) -> float:
        """How likely a coefficient so far from 0 would be if there were none (two-sided)."""
        error = self.error(name)
        return float("nan") if error == 0 else float(2 * stdtr(self.freedom, -abs(self.coefficient(name)) / error))

    @property
    def freedom(self) -> int:
        """The degrees of freedom of t: clusters less one where errors are clustered, else rows less columns."""
        return self.df if self.clusters is None else self.clusters - 1

    def _place(self, name: str) -> int:
        if name not in self.names:
            raise KeyError(f"{name} is dropped: the others explain it" if name in self.dropped else name)
        return self.names.index(name)


def least_squares(
    data: Any,
    outcome: str,
    terms: Sequence[Term],
    *,
    log: bool = False,
    absorb: str | None = None,
    cluster: str | None = None,
    errors: Errors = "classical",
) -> Fit:
    """Explain a column of any dataframe by terms. `log` takes its natural logarithm.

    `absorb` is a category whose levels each have an intercept of their own. Rows that lack something are left out and
    counted. Raises `KeyError` for columns that are not there, `ValueError` for a cluster without its column,
    `NotEstimable`.
    """
    if (errors == "cluster") != (cluster is not None):
        raise ValueError("errors by cluster need the column of the clusters, and it needs them")
    extra = [name for name in (absorb, cluster) if name]
    table = columns(data, [outcome, *(name for term in terms for name in term.columns), *extra])
    used = complete(table, outcome, positive=log)
    if not used.count:
        raise NotEstimable("no row has all that is asked for")
    return _fitted(used, outcome, terms, log=log, absorb=absorb, errors=errors, cluster=cluster)


def _fitted(
    used: Used,
    outcome: str,
    terms: Sequence[Term],
    *,
    log: bool,
    absorb: str | None,
    errors: Errors,
    cluster: str | None,
) -> Fit:
    fit = Regression(used.table, outcome, terms, log=log, absorb=absorb).fit(errors, cluster)
    return replace(fit, left_out=used.left_out)


class Regression:
    """The rows of one regression, in which nothing is missing, its columns, and the sums over them."""

    def __init__(self, table: Table, outcome: str, terms: Sequence[Term], *, log: bool, absorb: str | None) -> None:
        self.table, self.outcome, self.log = table, outcome, log
        self.terms: list[Resolved] = [term.resolved(table) for term in terms]
        self.names = tuple(name for term in self.terms for name in term.names)
        self.n, self.k = len(table[outcome]), len(self.names)
        levels = np.zeros(self.n, dtype=np.intp)
        if absorb:
            levels = np.unique(table[absorb], return_inverse=True)[1].reshape(-1)
        self.absorbs, self.levels = absorb is not None, levels
        self.counts = np.bincount(levels).astype(np.float64)

    def rows(self) -> Iterator[tuple[slice, Floats]]:
        """Some rows at a time, with their columns and, as the last, the outcome."""
        for start in range(0, self.n, ROWS_AT_A_TIME):
            here = slice(start, min(start + ROWS_AT_A_TIME, self.n))
            part: Table = {name: values[here] for name, values in self.table.items()}
            filled = block(self.terms, part, self.k + 1)
            outcome = np.asarray(part[self.outcome], dtype=np.float64)
            filled[:, -1] = np.log(outcome) if self.log else outcome
            yield here, filled

    def means(self) -> Floats:
        """The mean of each column, and of the outcome, in each level."""
        sums = np.zeros((len(self.counts), self.k + 1))
        for here, part in self.rows():
            for place in range(self.k + 1):
                sums[:, place] += np.bincount(self.levels[here], part[:, place], len(self.counts))
        return sums / self.counts[:, None]

    def solved(self) -> Solved:
        """Solve the equations. Raises `NotEstimable`."""
        means = self.means()
        within = np.zeros((self.k + 1, self.k + 1))
        for here, part in self.rows():
            apart = part - means[self.levels[here]]
            within += apart.T @ apart
        kept, dropped = self._independent(within, means)
        df = self.n - len(kept) - len(self.counts)
        if df <= 0:
            raise NotEstimable(f"{self.n} rows cannot carry {len(kept)} columns and {len(self.counts)} levels")
        inverse: Floats = np.linalg.inv(within[np.ix_(kept, kept)]).astype(np.float64)
        slopes = inverse @ within[kept, self.k]
        rest = float(within[-1, -1] - slopes @ within[kept, self.k])
        overall = self.counts @ means[:, -1] / self.n
        total = float(within[-1, -1] + self.counts @ (means[:, -1] - overall) ** 2)
        if total == 0:
            raise NotEstimable("the outcome is the same in every row")
        return Solved(kept, dropped, inverse, slopes, means, rest / df, df, 1 - rest / total)

    def fit(self, errors: Errors, cluster: str | None) -> Fit:
        """Solve the equations, and find the errors."""
        found = self.solved()
        names = tuple(self.names[place] for place in found.kept)
        covariance, clusters = self._covariance(found, errors, cluster)
        coefficients = found.slopes
        if not self.absorbs:
            names = (INTERCEPT, *names)
            first = found.means[0, -1] - found.means[0, found.kept] @ found.slopes
            coefficients = np.concatenate([[first], found.slopes])
        return Fit(
            names=names,
            coefficients=coefficients,
            covariance=covariance,
            errors=errors,
            n=self.n,
            df=found.df,
            r2=found.r2,
            residual_variance=found.variance,
            absorbed_levels=len(self.counts) if self.absorbs else 0,
            clusters=clusters,
            dropped=tuple(self.names[place] for place in found.dropped),
        )

    def weights(self, name: str) -> Floats:
        """What each row's outcome weighs in a coefficient: it is the sum of their products."""
        found = self.solved()
        place = found.kept.index(self.names.index(name))
        parts = [
            (part - found.means[self.levels[here]])[:, found.kept] @ found.inverse[place] for here, part in self.rows()
        ]
        return np.concatenate(parts)

    def predicted(self, without: str) -> Floats:
        """What the model says of each row, as if one of its columns were 0 in all."""
        found = self.solved()
        own = found.kept.index(self.names.index(without))
        parts = []
        for here, part in self.rows():
            means = found.means[self.levels[here]]
            apart = (part - means)[:, found.kept]
            parts.append(means[:, -1] + apart @ found.slopes - part[:, found.kept[own]] * found.slopes[own])
        return np.concatenate(parts)

    def _independent(self, within: Floats, means: Floats) -> tuple[list[int], list[int]]:
        """The columns that say something of their own, in their order, and the others."""
        kept: list[int] = []
        dropped: list[int] = []
        whole = np.diag(within)[: self.k] + self.counts @ means[:, : self.k] ** 2
        for place in range(self.k):
            own = within[place, place]
            if kept:
                shared = within[kept, place]
                own -= shared @ np.linalg.solve(within[np.ix_(kept, kept)], shared)
            (kept if own > ALIKE * max(within[place, place], 1e-6 * whole[place]) else dropped).append(place)
        return kept, dropped

    def _covariance(self, found: Solved, errors: Errors, cluster: str | None) -> tuple[Floats, int | None]:
        if errors == "classical":
            return found.classical(self.n, intercept=not self.absorbs), None
        groups: npt.NDArray[np.intp] | None = None
        if cluster:
            groups = np.unique(self.table[cluster], return_inverse=True)[1].reshape(-1)
        df, width = found.df, len(found.kept) + (not self.absorbs)
        summed = np.zeros((int(groups.max()) + 1 if groups is not None else 0, width))
        meat = np.zeros((width, width))
        for here, part in self.rows():
            pulls = found.pulls(part, self.levels[here], self.counts, self.n, errors, intercept=not self.absorbs)
            if groups is None:
                meat += pulls.T @ pulls
            else:
                np.add.at(summed, groups[here], pulls)
        if groups is None:
            return meat * (self.n / df if errors == "HC1" else 1.0), None
        count = len(summed)
        if count < 2:
            raise NotEstimable("errors by cluster need two clusters or more")
        return summed.T @ summed * (count / (count - 1)) * ((self.n - 1) / df), count


@dataclass(frozen=True, slots=True)
class Solved:
    """The solved equations: which columns, the inverse of their cross products, slopes, means by level, variance."""

    kept: list[int]
    dropped: list[int]
    inverse: Floats
    slopes: Floats
    means: Floats
    variance: float
    df: int
    r2: float

    def classical(self, n: int, *, intercept: bool) -> Floats:
        """The covariances when every row's spread is the same."""
        slopes = self.inverse * self.variance
        if not intercept:
            return slopes
        centre = self.means[0, self.kept]
        across = -slopes @ centre
        corner = self.variance / n + centre @ slopes @ centre
        return np.block([[np.array([[corner]]), across[None, :]], [across[:, None], slopes]])

    def pulls(
        self,
        part: Floats,
        levels: npt.NDArray[np.intp],
        counts: Floats,
        n: int,
        errors: Errors,
        *,
        intercept: bool,
    ) -> Floats:
        """How much each row pulls at each coefficient: the influence that the errors are made of."""
        apart = part - self.means[levels]
        own = apart[:, self.kept]
        left = apart[:, -1] - own @ self.slopes
        weights = own @ self.inverse
        if errors == "HC3":
            left = left / (1 - (1 / counts[levels] + np.einsum("ij,ij->i", weights, own)))
        if intercept:
            first = 1 / n - weights @ self.means[0, self.kept]
            weights = np.column_stack([first, weights])
        pulled: Floats = weights * left[:, None]
        return pulled
