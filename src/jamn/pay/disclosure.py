"""Disclosure control: which cells may be published, so that nothing of a few persons follows from what is.

Two rules and their consequence, for cuts whose cells lie wholly inside one another (a tree):

1. A set of persons is *safe* when each sex has nobody in it, or at least `least`, and no one has so much of the sum
   that another who knows their own pay comes closer to it than `closeness` (the p % rule). Only safe cells are shown.
2. A shown cell less the shown cells in it is what anyone can reckon: its *rest*. The rests do not overlap, and what
   follows from the shown cells is made of whole rests. So every rest must be empty or safe, and no secret may fill a
   rest so nearly that it is known closer than `closeness`. Where a rest is not so, one more cell in it is hidden.

A cell that is hidden for another's sake is no secret itself: it is of enough persons.

Parts of pay are published in layers, because what they add up to is published too: all parts of a layer in a cell, or
none. A cell hidden in one layer is hidden in the layers under it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from jamn.pay.cells import Amounts, Indices

LEAST: Final = 5
"""Persons of a sex. Practice in Norway, not law: likestillings- og diskrimineringsloven § 26 a asks for anonymity."""
CLOSENESS: Final = 0.10

Bools = npt.NDArray[np.bool_]
Parts = tuple[list[int], int | None]
"""A layer by its columns' places, and the place of the column that they add up to."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How many of a sex a figure must be of, and how close, as a share, nobody may come to what is hidden."""

    least: int = LEAST
    closeness: float = CLOSENESS


@dataclass(frozen=True, slots=True)
class Layer:
    """Columns that are published together. They add up to the column `of` of an earlier layer, if it is given."""

    columns: tuple[str, ...]
    of: str | None = None


def secrets(amounts: Amounts, columns: Sequence[int], policy: Policy) -> Bools:
    """Which sums must not be known: sets × sexes × columns."""
    receiving, total, largest = (
        values[:, :, columns] for values in (amounts.receiving, amounts.total, amounts.largest)
    )
    found: Bools = is_secret(receiving, total, largest, policy)
    return found


def is_secret(receiving: Any, total: Any, largest: Any, policy: Policy) -> Any:
    """Whether a sum is of so few persons, or so much of one, that it must not be known; of numbers or arrays of them.

    That somebody else is paid as much as the best paid is supposed in the p % rule, which errs on the side of hiding.
    """
    return (receiving > 0) & ((receiving < policy.least) | (largest * (2 + policy.closeness) > total))


def safe(amounts: Amounts, columns: Sequence[int], policy: Policy) -> Bools:
    """Which sets may be shown with some columns: no sum is secret, and neither sex is of a few persons."""
    few = (amounts.persons > 0) & (amounts.persons < policy.least)
    secret = secrets(amounts, columns, policy)
    return np.asarray(~few.any(axis=1) & ~secret.any(axis=(1, 2)), dtype=bool)


class NotATree(ValueError):
    """Cells that overlap without one lying in the other: they may only be published after an audit."""


class Tree:
    """Cells by the atoms that they hold, each inside the smallest that holds it. Raises `NotATree`.

    Cells of the same atoms, as a whole of one group has, are one node: they are shown or hidden together.
    """

    def __init__(self, cells: Sequence[Indices], amounts: Amounts) -> None:
        self.node_of, self.sets = _nodes(cells)
        self.amounts = amounts.of(self.sets)
        self.parent = _parents(self.sets, len(amounts.persons))
        self.children: list[list[int]] = [[] for _ in self.sets]
        for node, parent in enumerate(self.parent):
            if parent >= 0:
                self.children[parent].append(node)
        self.by_size = sorted(range(len(self.sets)), key=lambda node: -len(self.sets[node]))
        self.atoms = amounts

    def rest(self, node: int, shown: Bools) -> Indices:
        """The atoms of a cell that are in no shown cell inside it."""
        own = self.sets[node]
        outside = np.ones(len(self.atoms.persons), dtype=bool)
        for child in self.children[node]:
            outside[self.sets[child]] &= not shown[child]
        return own[outside[own]]

    def nearest(self, shown: Bools) -> npt.NDArray[np.int64]:
        """For each cell the smallest shown one that it is, or is in; -1 when there is none."""
        found = np.full(len(self.sets), -1, dtype=np.int64)
        for node in self.by_size:
            found[node] = node if shown[node] else found[self.parent[node]] if self.parent[node] >= 0 else -1
        return found

    def below(self, node: int) -> Iterator[int]:
        """A cell and all cells in it."""
        yield node
        for child in self.children[node]:
            yield from self.below(child)

    def protected(self, unsafe: Bools, told: Bools, columns: Sequence[int], policy: Policy) -> Bools:
        """Which cells are shown: the safe ones, less those that must be hidden for the sake of others.

        All sums are secret of the cells that something else would tell of.
        """
        shown = np.ones(len(self.sets), dtype=bool)
        for hidden in np.flatnonzero(unsafe | told).tolist():
            shown[list(self.below(hidden))] = False
        secret = secrets(self.amounts, columns, policy)
        secret = secret | (told[:, None, None] & (self.amounts.receiving[:, :, columns] > 0))
        before = -1
        while before != int(shown.sum()):  # a cell that is hidden at last is missing from what holds it
            before = int(shown.sum())
            for node in self.by_size:
                while shown[node] and not self._kept(node, shown, secret, columns, policy):
                    inside = [child for child in self.children[node] if shown[child]] or [node]
                    cheapest = min(inside, key=lambda each: self._cost(each, shown))
                    shown[list(self.below(cheapest))] = False
        return shown

    def _kept(self, node: int, shown: Bools, secret: Bools, columns: Sequence[int], policy: Policy) -> bool:
        """Whether the rest of a cell is empty or safe, and no secret in it is nearly all of it."""
        if not self.children[node]:
            return True  # nothing is taken from it, and it is safe
        hidden = [each for child in self.children[node] if not shown[child] for each in self.below(child)]
        rest = self.rest(node, shown)
        if not len(rest):
            return True
        left = self.atoms.of_one(rest)
        if not safe(left, columns, policy)[0]:
            return False
        near = self.amounts.total[hidden][:, :, columns] * (1 + policy.closeness) > left.total[:, :, columns]
        return not (near & secret[hidden]).any()

    def _cost(self, node: int, shown: Bools) -> tuple[int, float]:
        """What is lost when a cell is hidden: so many cells, of so many persons."""
        return int(sum(shown[each] for each in self.below(node))), float(self.amounts.persons[node].sum())


def protect(
    cells: Sequence[Indices],
    amounts: Amounts,
    layers: Sequence[Parts],
    policy: Policy,
    told: Sequence[Bools] | None = None,
) -> list[Bools]:
    """Which cells are shown in each layer. `told` are those that must not be, for other reasons, by layer.

    Raises `NotATree`. What a layer keeps secret must not follow from the sums of the layer above, so that these are
    hidden too where it would: until nothing more need be.
    """
    tree = Tree(cells, amounts)
    extra = [np.zeros(len(tree.sets), dtype=bool) for _ in layers]
    for more, cells_told in zip(extra, told or [], strict=False):
        more[tree.node_of[cells_told]] = True
    while True:
        shown: list[Bools] = []
        for (columns, of), more in zip(layers, extra, strict=True):
            above = _above(layers, shown, of)
            unsafe = ~safe(tree.amounts, columns, policy)
            if above is not None:
                unsafe |= ~above
            shown.append(tree.protected(unsafe, more, columns, policy))
        if not _follows(tree, layers, shown, extra, policy):
            return [each[tree.node_of] for each in shown]


def _above(layers: Sequence[Parts], shown: Sequence[Bools], of: int | None) -> Bools | None:
    """Where the column that a layer adds up to is shown."""
    found = [own for (columns, _), own in zip(layers, shown, strict=False) if of in columns]
    return found[0] if found else None


def _follows(
    tree: Tree,
    layers: Sequence[Parts],
    shown: Sequence[Bools],
    extra: list[Bools],
    policy: Policy,
) -> bool:
    """Mark, and say whether there are, cells whose secret parts follow from the sum that is shown of them.

    With the sum of each cell's parts known, and of each part over a rest, a part of a cell is at most the lesser, and
    at least what both exceed the sum of all parts over the rest by (Fréchet's bounds, which can be reached).
    """
    marked = False
    for (columns, of), own in zip(layers, shown, strict=True):
        above = _above(layers, shown, of)
        if of is None or above is None:
            continue
        level = next(place for place, (those, _) in enumerate(layers) if of in those)
        secret = secrets(tree.amounts, columns, policy) & (above & ~own)[:, None, None]
        near = _near(tree, own, (columns, of), policy)
        extra[level] |= (secret & near).any(axis=(1, 2))
        marked |= bool((secret & near).any())
    return marked


def _near(tree: Tree, shown: Bools, layer: tuple[Sequence[int], int], policy: Policy) -> Bools:
    """Which parts of each cell are known nearly, when the parts are hidden and their sum is shown: like `secrets`."""
    columns, of = layer
    parts, whole = tree.amounts.total[:, :, columns], tree.amounts.total[:, :, [of]]
    most, least = np.broadcast_to(whole, parts.shape).copy(), np.zeros_like(parts)
    around = tree.nearest(shown)
    for holder in np.unique(around[around >= 0]).tolist():
        left = tree.atoms.of_one(tree.rest(holder, shown)).total
        own = (around == holder) & ~shown
        most[own] = np.minimum(whole[own], left[:, :, columns])
        least[own] = np.maximum(0, whole[own] + left[:, :, columns] - left[:, :, [of]])
    near: Bools = (most < (1 + policy.closeness) * parts) | (least > (1 - policy.closeness) * parts)
    return near


def _nodes(cells: Sequence[Indices]) -> tuple[npt.NDArray[np.int64], list[Indices]]:
    """The different sets of atoms, and which of them each cell is."""
    sets: dict[bytes, int] = {}
    kept: list[Indices] = []
    node_of = []
    for cell in cells:
        name = cell.tobytes()
        if name not in sets:
            sets[name] = len(kept)
            kept.append(cell)
        node_of.append(sets[name])
    return np.array(node_of, dtype=np.int64), kept


def _parents(sets: Sequence[Indices], atoms: int) -> npt.NDArray[np.int64]:
    """The smallest other set that holds each, or -1. Raises `NotATree`."""
    sizes = np.array([len(one) for one in sets], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(sizes)])
    places = np.concatenate([*sets, np.empty(0, dtype=np.int64)])
    member = csr_array((np.ones(len(places), dtype=np.int64), places, starts), shape=(len(sets), atoms))
    shared = (member @ member.T).tocoo()
    one, other, both = shared.row, shared.col, shared.data
    smaller = np.minimum(sizes[one], sizes[other])
    if (both < smaller).any():
        raise NotATree("these tables overlap: a group of one is partly in a group of another")
    parents = np.full(len(sets), -1, dtype=np.int64)
    inside = (one != other) & (sizes[one] < sizes[other])
    for node, holder in sorted(zip(one[inside], other[inside], strict=True), key=lambda pair: -sizes[pair[1]]):
        parents[node] = holder
    return parents
