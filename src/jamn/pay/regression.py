"""Least squares from sums, and the errors of what it finds.

Frisch, Waugh and Lovell: what a category with hundreds of levels absorbs is taken out of the cross products by the sums
of each level, so that the equations to solve are as many as the other terms. A second pass gives the errors that hold
when the spread differs (White 1980; MacKinnon and White 1985) or when those of one cluster are alike (Liang and Zeger
1986).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from scipy.special import stdtr, stdtrit

from jamn.pay.equations import NotEstimable, solved
from jamn.pay.frames import opened
from jamn.pay.pulls import Pulling, pulled
from jamn.pay.rows import Rows
from jamn.pay.sums import Papers, designed, each, in_parts, summed
from jamn.pay.terms import INTERCEPT, Asked, Floats, Only, Table, Term, coded

Errors = Literal["classical", "HC0", "HC1", "HC3", "cluster"]


@dataclass(frozen=True, slots=True)
class Fit:
    """A regression: coefficients by name, with their covariances, and what it was made of.

    `names`, `coefficients` and each of the `covariances` are in one order, the intercept first where nothing is
    absorbed. Errors are of the first kind that was asked for, unless another of them is named, and nan where they were
    not wanted. `dropped` are columns that the others explain wholly. `r2` is of all variation, also what is absorbed.
    """

    names: tuple[str, ...]
    coefficients: Floats
    covariances: Mapping[Errors, Floats]
    n: int
    df: int
    r2: float
    residual_variance: float
    absorbed_levels: int
    clusters: int | None
    dropped: tuple[str, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def errors(self) -> Errors:
        """The kind of errors that was asked for, the first if there were several."""
        return next(iter(self.covariances))

    @property
    def covariance(self) -> Floats:
        """The covariances of the coefficients, of that kind."""
        return self.covariances[self.errors]

    def coefficient(self, name: str) -> float:
        """The coefficient of a column. Raises `KeyError` when there is none."""
        return float(self.coefficients[self._place(name)])

    def error(self, name: str, errors: Errors | None = None) -> float:
        """The standard error of a coefficient."""
        place = self._place(name)
        return float(np.sqrt(self.covariances[errors or self.errors][place, place]))

    def interval(self, name: str, level: float = 0.95, errors: Errors | None = None) -> tuple[float, float]:
        """The confidence interval of a coefficient, by Student's t."""
        half = float(stdtrit(self.freedom(errors), 0.5 + level / 2)) * self.error(name, errors)
        return self.coefficient(name) - half, self.coefficient(name) + half

    def p_value(self, name: str, errors: Errors | None = None) -> float:
        """How likely a coefficient so far from 0 would be if there were none (two-sided)."""
        error = self.error(name, errors)
        if error == 0:
            return float("nan")
        return float(2 * stdtr(self.freedom(errors), -abs(self.coefficient(name)) / error))

    def freedom(self, errors: Errors | None = None) -> int:
        """The degrees of freedom of t: clusters less one where errors are clustered, else rows less columns."""
        clustered = (errors or self.errors) == "cluster"
        return self.clusters - 1 if clustered and self.clusters is not None else self.df

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
    errors: Errors | Sequence[Errors] = "classical",
) -> Fit:
    """Explain a column of any dataframe by terms. `log` takes its natural logarithm.

    `absorb` is a category whose levels each have an intercept of their own. Several kinds of `errors` cost little more
    than one. Rows that lack something are left out and counted. Raises `KeyError` for columns that are not there,
    `ValueError` for a cluster without its column, `NotEstimable`.
    """
    kinds = (errors,) if isinstance(errors, str) else tuple(errors)
    if ("cluster" in kinds) != (cluster is not None):
        raise ValueError("errors by cluster need the column of the clusters, and it needs them")
    return Regression(data, outcome, terms, log=log, absorb=absorb, also=[coded(cluster)] if cluster else []).fit(
        kinds, cluster
    )


class Regression:
    """A regression: its rows, in which nothing is missing, the sums over them, and the solved equations.

    `only` some rows are looked at, and `also` are further columns to hold. Raises as `least_squares`.
    """

    def __init__(
        self,
        data: Any,
        outcome: str,
        terms: Sequence[Term],
        *,
        log: bool,
        absorb: str | None = None,
        only: Only | None = None,
        also: Sequence[Asked] = (),
    ) -> None:
        asked = [Asked(outcome, outcome), *(part for term in terms for part in term.asked()), *also]
        if absorb:
            asked.append(coded(absorb))
        frame = opened(data, *(part.column for part in asked), *([only.column] if only else []))
        self.rows = Rows(frame, asked, log=outcome if log else None, only=only)
        if not self.rows.n:
            raise NotEstimable("no row has all that is asked for")
        levels = self.rows.levels
        resolved = [term.resolved(levels) for term in terms]
        count = len(levels[absorb]) if absorb else 1
        self.design = designed(self.rows, resolved, outcome, absorb=absorb, levels=count)
        self.solved = solved(summed(self.rows, self.design, self.rows.n), self.design)

    def fit(self, errors: Sequence[Errors], cluster: str | None = None, of: Sequence[str] = ()) -> Fit:
        """The coefficients, with the errors `of` some columns of the terms, or of all when none is named."""
        found, design = self.solved, self.design
        names = tuple(design.names[place] for place in found.kept)
        wanted = [place for place, name in enumerate(names) if not of or name in of]
        covariances = self._covariances(errors, cluster, wanted)
        coefficients = found.slopes
        if not design.absorb:
            names = (INTERCEPT, *names)
            coefficients = np.concatenate([[found.intercepts[0]], found.slopes])
        return Fit(
            names=names,
            coefficients=coefficients,
            covariances=covariances,
            n=found.sums.n,
            df=found.df,
            r2=found.r2,
            residual_variance=found.variance,
            absorbed_levels=int((found.sums.counts > 0).sum()) if design.absorb else 0,
            clusters=len(self.rows.levels[cluster]) if cluster else None,
            dropped=tuple(design.names[place] for place in found.dropped),
            left_out=dict(+self.rows.left_out),
        )

    def total(self, name: str) -> int:
        """How many rows a column of 1 and 0 is 1 in."""
        place, sums = self.design.names.index(name), self.solved.sums
        return round(float(sums.firsts[:, place].sum()) + sums.n * float(self.design.centre[place]))

    def weights(self, name: str) -> Floats:
        """What each row's outcome weighs in a coefficient: it is the sum of their products."""
        place = self.solved.kept.index(self.design.names.index(name))
        return self._written(lambda own, _: own @ self.solved.inverse[place])

    def predicted(self, without: str) -> Floats:
        """What the model says of each row, as if one of its columns were 0 in all."""
        found = self.solved
        column = self.design.names.index(without)
        own = found.kept.index(column)
        slope, centre = found.slopes[own], self.design.centre

        def said(apart: Floats, means: Floats) -> Floats:
            there = apart[:, own] + means[:, column] + centre[column]
            predicted: Floats = means[:, -1] + centre[-1] + apart @ found.slopes - there * slope
            return predicted

        return self._written(said)

    def _written(self, wanted: Callable[[Floats, Floats], Floats]) -> Floats:
        """A number for each row, from its columns less their level's means, and these means."""
        means, papers = self.solved.sums.means, Papers(self.design.breadth)

        def of_one(batch: Table) -> list[Floats]:
            found = []
            with papers.lent() as (sheet,):
                for part in in_parts(batch):
                    of_level = means[self.design.of(part)]
                    apart = (self.design.written(part, sheet)[:, : of_level.shape[1]] - of_level)[:, self.solved.kept]
                    found.append(wanted(apart, of_level))
            return found

        return np.concatenate([part for batch in each(self.rows, of_one) for part in batch])

    def _covariances(self, errors: Sequence[Errors], cluster: str | None, wanted: list[int]) -> dict[Errors, Floats]:
        """The covariances of coefficients, the intercept first where nothing is absorbed; nan of those not wanted."""
        found, design = self.solved, self.design
        width = len(found.kept)
        robust = self._robust(errors, cluster, wanted) if set(errors) != {"classical"} else {}
        made: dict[Errors, Floats] = {}
        for kind in errors:
            whole = np.full((width + 1, width + 1), np.nan)
            if kind == "classical":
                whole[:width, :width], whole[width], whole[:, width] = found.inverse * found.variance, 0, 0
                whole[width, width] = found.variance / found.sums.n
            else:
                whole[np.ix_([*wanted, width], [*wanted, width])] = robust[kind] * self._factor(kind, cluster)
            made[kind] = whole
        if design.absorb:
            return {kind: whole[:width, :width] for kind, whole in made.items()}
        means = found.sums.means[0, found.kept] + design.centre[found.kept]
        return {kind: _with_intercept(whole, means) for kind, whole in made.items()}

    def _robust(self, errors: Sequence[Errors], cluster: str | None, wanted: list[int]) -> dict[Errors, Floats]:
        """The sums of what each row, or each cluster, pulls, times itself. HC0 and HC1 are alike here."""
        clusters = (cluster, len(self.rows.levels[cluster])) if cluster else None
        pulling = Pulling(self.solved, self.design, tuple(wanted), clusters, levered="HC3" in errors)
        pulls = pulled(self.rows, self.rows.n, pulling)
        clustered = pulls.of_clusters.T @ pulls.of_clusters
        return {"HC0": pulls.rows, "HC1": pulls.rows, "HC3": pulls.levered, "cluster": clustered}

    def _factor(self, kind: Errors, cluster: str | None) -> float:
        """What corrects for few rows or clusters. Raises `NotEstimable` when there is one cluster alone."""
        n, df = self.solved.sums.n, self.solved.df
        if kind != "cluster":
            return n / df if kind == "HC1" else 1.0
        count = len(self.rows.levels[cluster or ""])
        if count < 2:
            raise NotEstimable("errors by cluster need two clusters or more")
        return count / (count - 1) * ((n - 1) / df)


def _with_intercept(covariance: Floats, means: Floats) -> Floats:
    """From the covariances of slopes and, last, the mean outcome, those of the intercept, first, and slopes."""
    k = len(means)
    shift = np.append(-means, 1)
    across = shift @ covariance
    return np.block([[(across @ shift).reshape(1, 1), across[None, :k]], [across[:k, None], covariance[:k, :k]]])
