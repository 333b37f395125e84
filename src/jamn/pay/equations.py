"""The equations of least squares, solved from the sums over the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from jamn.pay.sums import Codes, Design, Sums
from jamn.pay.terms import Floats

ALIKE: Final = 1e-10
"""A column of which the others explain all but this share is dropped: it says nothing of its own."""
NOISE: Final = 1e-13
"""So small a share of a column's variation may be rounding alone."""


class NotEstimable(ValueError):
    """A regression that the rows cannot carry: too few of them, or an outcome that does not differ."""


@dataclass(frozen=True, slots=True)
class Solved:
    """The solved equations: which columns, the inverse of their cross products, slopes, an intercept by level."""

    sums: Sums
    kept: list[int]
    dropped: list[int]
    inverse: Floats
    slopes: Floats
    intercepts: Floats
    variance: float
    df: int
    r2: float

    def looks(self, wanted: Sequence[int]) -> Floats:
        """What a row's columns and outcome are looked at with: columns × what is seen.

        Seen are how far the row pulls at each wanted coefficient, by a unit of its outcome, and last what the columns
        leave of the outcome.
        """
        seen = np.zeros((len(self.sums.cross), len(wanted) + 1))
        seen[self.kept, :-1] = self.inverse[:, list(wanted)]
        seen[self.kept, -1], seen[-1, -1] = -self.slopes, 1
        return seen

    def alone(self, written: Floats, levels: Codes) -> Floats:
        """What HC3 takes each row's pull by: 1 / (1 − h), h being how much the row alone settles what is said of it.

        Where it settles all, as the only one of a level does, nothing is left of it to pull: 0.
        """
        own = (written[:, : len(self.sums.cross)] - self.sums.means[levels])[:, self.kept]
        lever = 1 / self.sums.counts[levels] + np.einsum("ij,ij->i", own @ self.inverse, own)
        rest = 1 - lever
        return np.where(rest > ALIKE, 1 / np.maximum(rest, ALIKE), 0.0)


def solved(sums: Sums, design: Design) -> Solved:
    """Solve the equations of some sums. Raises `NotEstimable`."""
    within, means, n = sums.within, sums.means, sums.n
    kept, dropped = independent(within, np.diag(sums.cross))
    levels = int((sums.counts > 0).sum())
    df = n - len(kept) - levels
    if df <= 0:
        raise NotEstimable(f"{n} rows cannot carry {len(kept)} columns and {levels} levels")
    inverse = inverted(within[np.ix_(kept, kept)])
    slopes = inverse @ within[kept, -1]
    rest = max(float(within[-1, -1] - slopes @ within[kept, -1]), 0.0)
    total = float(sums.cross[-1, -1] - sums.firsts[:, -1].sum() ** 2 / n)
    if total <= NOISE * max(n * design.centre[-1] ** 2, sums.cross[-1, -1]):
        raise NotEstimable("the outcome is the same in every row")
    intercepts = means[:, -1] + design.centre[-1] - (means[:, kept] + design.centre[kept]) @ slopes
    return Solved(sums, kept, dropped, inverse, slopes, intercepts, rest / df, df, 1 - rest / total)


def inverted(within: Floats) -> Floats:
    """The inverse of cross products, taken of correlations, where ages squared weigh no more than a column of 1 and 0.

    As they stand, columns a million times apart would cost six digits of the coefficients (van der Sluis 1969).
    """
    scale = 1 / np.sqrt(np.where(np.diag(within) > 0, np.diag(within), 1.0))
    scales = np.outer(scale, scale)
    inverse: Floats = np.linalg.inv(within * scales) * scales
    return inverse


def independent(within: Floats, whole: Floats) -> tuple[list[int], list[int]]:
    """The columns that say something of their own, in their order, and the others; the last is the outcome's."""
    kept: list[int] = []
    dropped: list[int] = []
    for place in range(len(within) - 1):
        own = within[place, place]
        if kept:
            shared = within[kept, place]
            own -= shared @ inverted(within[np.ix_(kept, kept)]) @ shared
        (kept if own > max(ALIKE * within[place, place], NOISE * whole[place]) else dropped).append(place)
    return kept, dropped
