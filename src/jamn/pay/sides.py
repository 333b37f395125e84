"""The two groups of a decomposition: their regressions, and how sure a linear function of them is.

Coefficients are one vector: those of the columns, then an intercept for each level of the absorbed category (one level
when none is absorbed). A *form* is a vector of the same length: it times the coefficients is a figure. Columns are less
the centre of the design throughout.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jamn.pay.equations import NotEstimable, independent, inverted
from jamn.pay.sums import Design, Sums
from jamn.pay.terms import Floats


@dataclass(frozen=True, slots=True)
class Side:
    """One group: the sums over it, its coefficients, and their classical covariances."""

    sums: Sums
    n: int
    coefficients: Floats
    slopes_covariance: Floats
    variance: float
    level_means: Floats
    profile: Floats
    """The group's mean columns and its shares by level: the form whose figure is the mean outcome."""

    @property
    def width(self) -> int:
        """How many columns, without the outcome."""
        return len(self.sums.cross) - 1

    @property
    def mean(self) -> float:
        """The mean outcome, less the centre."""
        return float(self.sums.firsts[:, -1].sum() / self.n)

    def of_coefficients(self, form: Floats) -> float:
        """The variance of a form's figure that comes from the coefficients.

        An intercept is its level's mean outcome less its mean columns times the slopes, and means and slopes are
        independent: V = g' V(slopes) g + s² Σ form²/n.
        """
        k = self.width
        slopes = form[:k] - form[k:] @ self.level_means
        own = self.variance * (form[k:] ** 2 @ (1 / self.sums.counts))
        return float(slopes @ self.slopes_covariance @ slopes + own)

    def of_means(self, coefficients: Floats) -> float:
        """The variance of the group's mean prediction that comes from whom the group happens to hold."""
        sums, k = self.sums, self.width
        if not coefficients.any():
            return 0.0
        slopes, levels = coefficients[:k], coefficients[k:] - self.profile[k:] @ coefficients[k:]
        by_level = sums.firsts[:, :k] @ slopes
        squares = slopes @ sums.cross[:k, :k] @ slopes + 2 * (levels @ by_level) + sums.counts @ levels**2
        mean = by_level.sum() / self.n
        return float(max(squares / self.n - mean**2, 0.0) / (self.n - 1))

    def products(self, coefficients: Floats) -> Floats:
        """X'X times a vector, X being columns and levels."""
        sums, k = self.sums, self.width
        slopes, levels = coefficients[:k], coefficients[k:]
        first = sums.firsts[:, :k]
        return np.concatenate([sums.cross[:k, :k] @ slopes + first.T @ levels, first @ slopes + sums.counts * levels])


def side(sums: Sums, design: Design) -> Side:
    """The regression of one group. Raises `NotEstimable` when it cannot carry the columns, which are named."""
    n = sums.n
    if not n:
        raise NotEstimable("nobody of a group has all that is asked for, in levels that the other has too")
    within, means, k = sums.within, sums.means, len(sums.cross) - 1
    dropped = independent(within, np.diag(sums.cross))[1]
    df = n - k - len(sums.counts)
    if dropped or df <= 0:
        which = f" ({', '.join(design.names[place] for place in dropped)} cannot be told from the others)"
        raise NotEstimable(
            f"{n} persons of a group cannot carry {k + len(sums.counts)} columns{which if dropped else ''}: "
            "leave out terms, or join levels"
        )
    inverse = inverted(within[:k, :k])
    slopes = inverse @ within[:k, -1]
    variance = max(float(within[-1, -1] - slopes @ within[:k, -1]), 0.0) / df
    intercepts = means[:, -1] - means[:, :k] @ slopes
    profile = np.concatenate([sums.firsts[:, :k].sum(axis=0), sums.counts]) / n
    return Side(sums, n, np.concatenate([slopes, intercepts]), inverse * variance, variance, means[:, :k], profile)


@dataclass(frozen=True, slots=True)
class Pooled:
    """The rows of both groups as one regression has them, by levels; with a column of 1 for A's rows when it knows the
    groups. `first` (levels × columns) are sums by level, `inverse` is of what differs from the levels' means."""

    first: Floats
    counts: Floats
    inverse: Floats

    def solved(self, vector: Floats, extra: float = 0.0) -> tuple[Floats, float]:
        """(X'X)⁻¹ times a vector, which is `extra` for A's column: for columns and levels, and for A's column, or 0."""
        k, width = len(vector) - len(self.counts), self.first.shape[1]
        wanted = vector[:k] if width == k else np.append(vector[:k], extra)
        slopes = self.inverse @ (wanted - self.first.T @ (vector[k:] / self.counts))
        levels = (vector[k:] - self.first @ slopes) / self.counts
        return np.concatenate([slopes[:k], levels]), float(slopes[k]) if width > k else 0.0


def _pooled_rows(a: Side, b: Side, *, groups: bool) -> Pooled:
    sums, k = a.sums + b.sums, a.width
    first, cross = sums.firsts[:, :k], sums.cross[:k, :k]
    if groups:
        own = a.sums.firsts[:, :k].sum(axis=0)
        first = np.column_stack([first, a.sums.counts])
        cross = np.block([[cross, own[:, None]], [own[None, :], np.array([[float(a.n)]])]])
    within = cross - first.T @ (first / sums.counts[:, None])
    return Pooled(first, sums.counts, inverted(within))


@dataclass(frozen=True, slots=True)
class Reference:
    """Coefficients that both groups are held against: a linear function of theirs.

    ``coefficients = M a + N b``; `of_a` and `of_b` give M'c and N'c for a form c. They are `weight` of A's and the rest
    of B's, or those of one regression of the `rows` of both.
    """

    coefficients: Floats
    a: Side
    b: Side
    weight: float = 0.0
    rows: Pooled | None = None

    def of_a(self, form: Floats) -> Floats:
        """What a form of the reference is as a form of A's coefficients."""
        if self.rows is None:
            return self.weight * form
        form, shift = self.rows.solved(form)
        form[self.a.width :] += shift
        return self.a.products(form)

    def of_b(self, form: Floats) -> Floats:
        """What a form of the reference is as a form of B's coefficients."""
        if self.rows is None:
            return (1 - self.weight) * form
        return self.b.products(self.rows.solved(form)[0])


def weighted(a: Side, b: Side, weight: float) -> Reference:
    """So much of A's coefficients, and the rest of B's."""
    return Reference(weight * a.coefficients + (1 - weight) * b.coefficients, a, b, weight)


def pooled(a: Side, b: Side, *, groups: bool) -> Reference:
    """The coefficients of one regression of all, which knows the groups or not.

    It is solved from the products of each group's rows with its own coefficients, which is what its outcomes come to.
    """
    of_a, of_b = a.products(a.coefficients), b.products(b.coefficients)
    rows = _pooled_rows(a, b, groups=groups)
    found, _ = rows.solved(of_a + of_b, float(of_a[a.width :].sum()))
    return Reference(found, a, b, rows=rows)
