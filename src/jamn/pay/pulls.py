"""What each row pulls at the coefficients, from which come the errors that hold when the spread differs.

A second pass over the rows, once the equations are solved (White 1980; Liang and Zeger 1986).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from jamn.pay.compiled import Loops, loops, mirrored
from jamn.pay.equations import Solved
from jamn.pay.sums import Design, Papers, by_level, each, in_parts
from jamn.pay.terms import Floats, Table


@dataclass(frozen=True, slots=True)
class Pulls:
    """Sums of what rows pull at the wanted coefficients and, last, the mean outcome.

    `rows` (pulled at × pulled at) is each row's times itself, `levered` the same weighed as HC3 does (nothing when that
    is not wanted), and `of_clusters` (clusters × pulled at) the sum of each cluster.
    """

    rows: Floats
    levered: Floats
    of_clusters: Floats

    def __add__(self, other: Pulls) -> Pulls:
        return Pulls(self.rows + other.rows, self.levered + other.levered, self.of_clusters + other.of_clusters)


@dataclass(frozen=True)
class Pulling:
    """How rows pull: the solved equations, which coefficients are wanted, the column of clusters and how many there
    are, and whether HC3 is wanted too."""

    solved: Solved
    design: Design
    wanted: tuple[int, ...]
    clusters: tuple[str, int] | None
    levered: bool

    @cached_property
    def looks(self) -> Floats:
        """What rows are looked at with."""
        return self.solved.looks(self.wanted)

    @cached_property
    def at_means(self) -> Floats:
        """What is seen of each level's means, less which the rows count."""
        seen: Floats = self.solved.sums.means @ self.looks
        return seen

    @property
    def nothing(self) -> Pulls:
        """What no row pulls."""
        width, count = len(self.wanted) + 1, self.clusters[1] if self.clusters else 0
        return Pulls(np.zeros((width, width)), np.zeros((width, width)), np.zeros((count, width)))

    @property
    def share(self) -> float:
        """What each row's outcome is of their mean."""
        return 1 / self.solved.sums.n

    def of_one(self, batch: Table, papers: Papers) -> Pulls:
        """What the rows of a batch pull."""
        found = self.nothing
        with papers.lent() as (sheet, seen, of_level):
            for part in in_parts(batch):
                written, levels = self.design.written(part, sheet), self.design.of(part)
                pulls = np.matmul(written[:, : len(self.looks)], self.looks, out=seen[: len(written)])
                pulls -= np.take(self.at_means, levels, axis=0, out=of_level[: len(written)], mode="clip")
                left = pulls[:, -1].copy()
                pulls[:, -1] = self.share
                pulls *= left[:, None]
                np.add(found.rows, pulls.T @ pulls, out=found.rows)
                if self.clusters:
                    column, count = self.clusters
                    np.add(found.of_clusters, by_level(pulls, part[column], count), out=found.of_clusters)
                if self.levered:
                    pulls *= self.solved.alone(written, levels)[:, None]
                    np.add(found.levered, pulls.T @ pulls, out=found.levered)
        return found

    def of_one_compiled(self, batch: Table, papers: Papers, fast: Loops) -> Pulls:
        """The same by compiled loops, but for HC3."""
        found, columns = self.nothing, len(self.looks)
        with papers.lent() as (sheet,):
            for part in in_parts(batch):
                n, levels = len(self.design.written(part, sheet)), self.design.of(part).astype(np.uint32)
                clusters = part[self.clusters[0]].astype(np.uint32) if self.clusters else levels
                into = (found.rows, clusters, found.of_clusters)
                fast.add_pulls(sheet.T[:columns], n, levels, self.looks, self.at_means, self.share, *into)
        return Pulls(mirrored(found.rows), found.levered, found.of_clusters)


def pulled(rows: Iterable[Table], n: int, pulling: Pulling) -> Pulls:
    """What all of so many rows pull."""
    width, fast = len(pulling.wanted) + 1, None if pulling.levered else loops(n)
    if fast is None:
        papers = Papers(pulling.design.breadth, width, width)
        return sum(each(rows, lambda batch: pulling.of_one(batch, papers)), pulling.nothing)
    papers = Papers(pulling.design.breadth, by_column=True)
    return sum(each(rows, lambda batch: pulling.of_one_compiled(batch, papers, fast)), pulling.nothing)
