"""What rises with a level in straight pieces, and the level at which it reaches a target: water-filling, exactly.

Where everyone's share of the whole is straight between the level at which it starts and the one at which it stops, the
whole is straight between any two neighbours of these. So one sorting gives every level, without iteration.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np

from jamn.pay.terms import Floats

NEAR: Final = 1e-12
"""The share of a target that counts as met."""
LOWEST: Final = 1e-9
"""The share of a level that counts as none."""
TRIES: Final = 200


class Rising:
    """Σ weights · (clip(level, starts, stops) − starts), by level. The arrays are of one length, one item a person.

    Weights may be below nothing: the whole then falls in places, and a target is reached where it is reached first.
    """

    def __init__(self, starts: Floats, stops: Floats, weights: Floats) -> None:
        self.starts, self.stops, self.weights = starts, stops, weights
        edges = np.concatenate([starts, stops])
        order = np.argsort(edges, kind="stable")
        self.edges = edges[order]
        self.slopes = np.cumsum(np.concatenate([weights, -weights])[order])
        self.heights = np.concatenate([[0.0], np.cumsum(self.slopes[:-1] * np.diff(self.edges))])

    @property
    def most(self) -> float:
        """The most that is reached at any level."""
        return float(self.heights.max())

    def level(self, target: float) -> float:
        """The least level at which a target is reached; where it is not by a rounding, the one that comes nearest."""
        place = int((self.heights >= min(target, self.most)).argmax())
        if place == 0:
            return float(self.edges[0])
        low, high = float(self.edges[place - 1]), float(self.edges[place])
        near = high - (self.heights[place] - target) / self.slopes[place - 1]
        between = (self.starts <= low) & (self.stops >= high)
        slope = float(self.weights[between].sum())
        if slope:  # the sums above gather the roundings of all edges: once more, from the persons
            near += (target - self.reached(near)) / slope
        return float(np.clip(near, low, high))

    def reached(self, level: float) -> float:
        """The whole at a level."""
        return float(self.weights @ (np.clip(level, self.starts, self.stops) - self.starts))


@dataclass(frozen=True, slots=True)
class _Side:
    """A level, the pay there, and how far the figure is over the target."""

    level: float
    paid: Floats
    off: float


def sought(
    paid: Callable[[float], Floats],
    reached: Callable[[Floats], float],
    target: float,
    *,
    rest: Floats,
    start: float,
    highest: float,
) -> tuple[Floats, float]:
    """The pay at the level at which a figure reaches a target, and the level, where no sorting gives it.

    `rest` is the pay at a level of nothing, `start` the first that is tried and `highest` the last.

    By secants (Illinois) between two sides that close in, and by geometric means where these are slow. Where the figure
    jumps, as it may at a level of nothing, the target lies between the pay of the two sides, which are equally good
    there. Where it is not reached at the highest level, that is the answer.
    """

    def at(level: float) -> _Side:
        found = paid(level)
        return _Side(level, found, reached(found) - target)

    low, high = _Side(0.0, rest, reached(rest) - target), at(start)
    while high.off < 0 and high.level < highest:
        low, high = high, at(4 * high.level)
    if low.off >= 0 or high.off < 0:
        return (low.paid, low.level) if low.off >= 0 else (high.paid, high.level)
    pulls, last, slow, lowest = [low.off, high.off], 0, False, LOWEST * high.level
    for _ in range(TRIES):
        if high.off <= NEAR * abs(target) or high.level - max(low.level, 4 * lowest) <= 1e-15 * high.level:
            break
        secant = high.level - pulls[1] * (high.level - low.level) / (pulls[1] - pulls[0])
        new = at(sqrt(max(low.level, lowest) * high.level) if slow else secant)
        slow = abs(new.off) > min(-low.off, high.off) / 2
        side = 1 if new.off >= 0 else -1
        low, high = (low, new) if side > 0 else (new, high)
        pulls[side > 0] = new.off
        if side == last:
            pulls[side < 0] /= 2
        last = side
    part = low.off / (low.off - high.off)
    return low.paid + part * (high.paid - low.paid), high.level
