"""Why two groups' mean pay differs: what they bring, and how it is paid (Oaxaca 1973, Blinder 1973).

With means x̄ and coefficients β of the two groups A and B, the gap ȳA − ȳB is

- three-fold: (x̄A − x̄B)'βB (endowments) + x̄B'(βA − βB) (coefficients) + (x̄A − x̄B)'(βA − βB) (interaction);
- two-fold, with reference coefficients β*: (x̄A − x̄B)'β* (explained) + x̄A'(βA − β*) + x̄B'(β* − βB) (unexplained).

Errors are those of Jann (2008), with means that vary from sample to sample. Categories are normalised (Gardeazabal and
Ugidos 2004; Yun 2005), so that no part depends on which level is the base.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np

from jamn.pay.frames import Used, columns, complete
from jamn.pay.regression import NotEstimable
from jamn.pay.terms import INTERCEPT, Floats, Levels, Resolved, Term, block

Reference = Literal["A", "B", "half", "size", "pooled", "pooled with group"]
REFERENCES: Final[dict[Reference, str]] = {
    "A": "Oaxaca (1973): the coefficients of A, as men's",
    "B": "Oaxaca (1973): the coefficients of B, as women's",
    "half": "Reimers (1983): half of each",
    "size": "Cotton (1988): each by its share of the persons",
    "pooled": "Neumark (1988): one regression of all, which does not know the groups",
    "pooled with group": "Jann (2008): one regression of all, which does",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a gap: in all, its standard error (None where it is not known), and by column."""

    total: float
    error: float | None
    by_column: dict[str, float]


@dataclass(frozen=True, slots=True)
class Threefold:
    """The gap as what the groups bring, how it is paid, and both at once, from B's point of view."""

    endowments: Part
    coefficients: Part
    interaction: Part


@dataclass(frozen=True, slots=True)
class Twofold:
    """The gap as what is explained by what the groups bring, and what is not: A's advantage and B's disadvantage."""

    reference: Reference
    explained: Part
    unexplained: Part
    unexplained_a: Part
    unexplained_b: Part
    source: str


@dataclass(frozen=True, slots=True)
class Decomposition:
    """The gap between the means of A and B, made of the rows in which nothing is missing.

    `not_shared` are levels of categories that one group alone has: their rows are left out, because there is nobody
    to compare them with, and even the sum of the parts would depend on the base.
    """

    gap: float
    mean_a: float
    mean_b: float
    n_a: int
    n_b: int
    threefold: Threefold
    twofold: dict[Reference, Twofold]
    names: tuple[str, ...]
    coefficients_a: Floats
    coefficients_b: Floats
    means_a: Floats
    means_b: Floats
    not_shared: dict[str, int]
    left_out: dict[str, int]

    def __str__(self) -> str:
        parts = self.twofold["A"]
        return (
            f"of a gap of {self.gap:.4g}, {parts.explained.total:.4g} goes with what the groups bring and "
            f"{parts.unexplained.total:.4g} does not. What is not explained by the model is no measure of "
            "discrimination: the model may lack what matters, and what it holds may itself be unequal."
        )


@dataclass(frozen=True, slots=True)
class _Side:
    """One group's regression: means and coefficients by column (the intercept first), and their covariances."""

    n: int
    mean: float
    x: Floats
    beta: Floats
    x_covariance: Floats
    beta_covariance: Floats


def decompose(
    data: Any, pay: str, group: str, terms: Sequence[Term], *, a: Any, b: Any, log: bool = False
) -> Decomposition:
    """Why the mean pay of those whose `group` is `a` differs from that of those whose group is `b`.

    Raises `KeyError` for columns that are not there, `NotEstimable` where a group is too small for the terms.
    """
    table = columns(data, [pay, group, *(name for term in terms for name in term.columns)])
    used = complete(table, pay, positive=log)
    known = (used.table[group] == a) | (used.table[group] == b)
    table = {name: values[known] for name, values in used.table.items()}
    table, not_shared = _shared(table, group, terms, a, b)
    resolved = [term.resolved(table) for term in terms]
    y = np.asarray(table[pay], dtype=np.float64)
    y = np.log(y) if log else y
    x, names = _design(resolved, Used(table, {}))
    is_a = table[group] == a
    normal = _normalised(resolved, names)
    side_a, side_b = (_side(x[rows], y[rows], normal) for rows in (is_a, ~is_a))
    named = (*names, *(f"{term.column}={term.base}" for term in resolved if isinstance(term, Levels)))
    twofold = {
        reference: _twofold(
            reference, side_a, side_b, _pooled(reference, x, y, is_a, normal, sides=(side_a, side_b)), named
        )
        for reference in REFERENCES
    }
    return Decomposition(
        gap=side_a.mean - side_b.mean,
        mean_a=side_a.mean,
        mean_b=side_b.mean,
        n_a=side_a.n,
        n_b=side_b.n,
        threefold=_threefold(side_a, side_b, named),
        twofold=twofold,
        names=named,
        coefficients_a=side_a.beta,
        coefficients_b=side_b.beta,
        means_a=side_a.x,
        means_b=side_b.x,
        not_shared=not_shared,
        left_out={**({"another group": int((~known).sum())} if (~known).any() else {}), **used.left_out},
    )


def _shared(
    table: dict[str, Any] | Any, group: str, terms: Sequence[Term], a: Any, b: Any
) -> tuple[dict[str, Any], dict[str, int]]:
    """The rows whose levels both groups have, and how many of each level were left out."""
    rows, gone = dict(table), {}
    for term in terms:
        if not isinstance(term.resolved(rows), Levels):
            continue
        (column,) = term.columns
        of_a, of_b = (set(rows[column][rows[group] == each].tolist()) for each in (a, b))
        for level in sorted(of_a ^ of_b, key=str):
            lone = rows[column] == level
            gone[f"{column}={level}"] = int(lone.sum())
            rows = {name: values[~lone] for name, values in rows.items()}
    return rows, gone


def _design(terms: Sequence[Resolved], used: Used) -> tuple[Floats, tuple[str, ...]]:
    names = tuple(name for term in terms for name in term.names)
    filled = np.column_stack([np.ones(used.count), block(terms, used.table, len(names))])
    return filled, (INTERCEPT, *names)


def _normalised(terms: Sequence[Resolved], names: tuple[str, ...]) -> Floats:
    """What makes the coefficients of each category, base and all, sum to nothing, and the intercept take their mean."""
    bases = [term for term in terms if isinstance(term, Levels)]
    matrix = np.zeros((len(names) + len(bases), len(names)))
    matrix[: len(names)] = np.eye(len(names))
    for extra, term in enumerate(bases, start=len(names)):
        own = [names.index(name) for name in term.names]
        share = 1 / (len(own) + 1)
        matrix[0, own] += share
        for row in (*own, extra):
            matrix[row, own] -= share
    return matrix


def _solved(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Coefficients and their classical covariances."""
    n, k = x.shape
    if n <= k or np.linalg.matrix_rank(x) < k:
        raise NotEstimable(f"{n} persons of a group cannot carry {k} columns: leave out terms, or join levels")
    q, r = np.linalg.qr(x)
    beta = np.linalg.solve(r, q.T @ y)
    rest = y - x @ beta
    inverse = np.linalg.inv(r)
    return beta, inverse @ inverse.T * (rest @ rest / (n - k))


def _with_bases(x: Floats, normal: Floats) -> Floats:
    """The columns with one more for each category's base: 1 where no other level of it is."""
    bases = [1 - x[:, row != 0].sum(axis=1) for row in normal[x.shape[1] :]]
    return np.column_stack([x, *bases])


def _side(x: Floats, y: Floats, normal: Floats) -> _Side:
    beta, covariance = _solved(x, y)
    whole = _with_bases(x, normal)
    means = np.atleast_2d(np.cov(whole, rowvar=False)) / len(y)
    return _Side(len(y), float(y.mean()), whole.mean(axis=0), normal @ beta, means, normal @ covariance @ normal.T)


def _threefold(a: _Side, b: _Side, names: tuple[str, ...]) -> Threefold:
    dx, db = a.x - b.x, a.beta - b.beta
    of_x, of_beta = a.x_covariance + b.x_covariance, a.beta_covariance + b.beta_covariance
    return Threefold(
        _part(names, dx * b.beta, dx @ b.beta_covariance @ dx + b.beta @ of_x @ b.beta),
        _part(names, b.x * db, b.x @ of_beta @ b.x + db @ b.x_covariance @ db),
        _part(names, dx * db, dx @ of_beta @ dx + db @ of_x @ db),
    )


def _pooled(
    reference: Reference, x: Floats, y: Floats, is_a: Any, normal: Floats, *, sides: tuple[_Side, _Side]
) -> Floats:
    """The reference coefficients."""
    if reference.startswith("pooled"):
        k = x.shape[1]
        known = np.column_stack([x, is_a]) if reference == "pooled with group" else x
        pooled: Floats = normal @ _solved(known, y)[0][:k]
        return pooled
    a, b = sides
    weight = {"A": 1.0, "B": 0.0, "half": 0.5, "size": a.n / (a.n + b.n)}[reference]
    return weight * a.beta + (1 - weight) * b.beta


def _twofold(reference: Reference, a: _Side, b: _Side, beta: Floats, names: tuple[str, ...]) -> Twofold:
    """The two parts. Errors where the reference is one of the groups' own; those of a pooled one are not given."""
    dx = a.x - b.x
    own = {"A": a, "B": b}.get(reference)
    explained = unexplained = None
    if own is not None:
        other = b if own is a else a
        of_x = a.x_covariance + b.x_covariance
        explained = dx @ own.beta_covariance @ dx + beta @ of_x @ beta
        db = a.beta - b.beta
        unexplained = other.x @ (a.beta_covariance + b.beta_covariance) @ other.x + db @ other.x_covariance @ db
    of_a, of_b = a.x * (a.beta - beta), b.x * (beta - b.beta)
    return Twofold(
        reference,
        _part(names, dx * beta, explained),
        _part(names, of_a + of_b, unexplained),
        _part(names, of_a, None),
        _part(names, of_b, None),
        REFERENCES[reference],
    )


def _part(names: tuple[str, ...], values: Floats, variance: Any) -> Part:
    error = None if variance is None else float(np.sqrt(variance))
    return Part(float(values.sum()), error, dict(zip(names, values.tolist(), strict=True)))
