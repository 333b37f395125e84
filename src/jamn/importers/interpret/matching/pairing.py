"""Finds each measure of an old plan again in a new one: one to one, the likest together, nobody forced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import heappop, heappush

from rapidfuzz import fuzz, process

from jamn.importers.interpret.matching.likeness import TEXT_WEIGHT, Wording, likeness

SAME_FROM = 0.7
"""Two measures that are less like than this are two measures."""
_NEAR = 2
"""Measures that stand so near the same place are compared however unlike they look at first."""
_LOOKED_AT = 8
"""Of how many a measure is compared with closely, for its text and for its title."""
_SCALE = 1_000_000


def match(old: Sequence[Wording], new: Sequence[Wording]) -> list[int | None]:
    """For each new measure the index of the old one that it is; None where it is none of them.

    The sum of likenesses (above `SAME_FROM`) is the greatest there is among the pairs that are worth a look: each
    measure's likest by text and by title, and those at the same place. Of several equal answers always the same one.
    """
    found: list[int | None] = [None] * len(new)
    for there, here in _identical(old, new):
        found[here] = there
    taken = set(found)
    left_old = [index for index in range(len(old)) if index not in taken]
    left_new = [index for index, there in enumerate(found) if there is None]
    if left_old and left_new:
        edges = _edges(old, new, left_old, left_new)
        spare = round((1 - SAME_FROM) * _SCALE)
        for here, column in zip(left_new, assign([edges[here] for here in left_new], spare), strict=True):
            found[here] = column
    return found


def _identical(old: Sequence[Wording], new: Sequence[Wording]) -> list[tuple[int, int]]:
    """Pairs with the same words, first with first. No better use could be made of either."""
    waiting: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for index in reversed(range(len(old))):
        waiting[old[index].key].append(index)
    return [(waiting[wording.key].pop(), index) for index, wording in enumerate(new) if waiting[wording.key]]


def _edges(
    old: Sequence[Wording], new: Sequence[Wording], left_old: Sequence[int], left_new: Sequence[int]
) -> dict[int, dict[int, int]]:
    """For each new measure that is left: the old ones that it may be, and how unlike each is."""
    whole = [old[index].sorted for index in left_old]
    names = [old[index].name for index in left_old]
    least = 100 * (SAME_FROM - (1 - TEXT_WEIGHT)) / TEXT_WEIGHT
    edges: dict[int, dict[int, int]] = {}
    for here in left_new:
        found = {
            index
            for said, choices in ((new[here].sorted, whole), (new[here].name, names))
            for _, _, index in process.extract(
                said, choices, scorer=fuzz.ratio, processor=None, limit=_LOOKED_AT, score_cutoff=least
            )
        }
        place = round(here * len(left_old) / len(new))
        found.update(range(max(place - _NEAR, 0), min(place + _NEAR + 1, len(left_old))))
        edges[here] = {}
        for there in (left_old[index] for index in sorted(found)):
            apart = abs(there / len(old) - here / len(new))
            like = likeness(old[there], new[here], apart)
            if like >= SAME_FROM:
                edges[here][there] = round((1 - like) * _SCALE)
    return edges


def assign(costs: Sequence[Mapping[int, int]], spare: int) -> list[int | None]:
    """The cheapest way to give each row one column of its own, where a row may go without for `spare`.

    `costs` holds for each row the columns that it may have (numbers from 0) and what each costs, at least 0. Shortest
    augmenting paths (Jonker and Volgenant 1987) on the few columns that each row has.
    """
    assignment = _Assignment(costs, spare)
    for row in range(len(costs)):
        assignment.add(row)
    return [column if column >= 0 else None for column in assignment.held]


class _Assignment:
    """Rows that have a column each. Going without is a column too, each row's own: -1 for row 0, -2 for row 1.

    `prices` of columns and `worth` of rows are the dual solution: no edge costs less than the sum of both.
    """

    def __init__(self, costs: Sequence[Mapping[int, int]], spare: int) -> None:
        self.costs = costs
        self.spare = spare
        self.prices: dict[int, int] = defaultdict(int)
        self.worth = [0] * len(costs)
        self.holder: dict[int, int] = {}
        self.held = [0] * len(costs)

    def add(self, start: int) -> None:
        """Give one more row a column, moving others where that is cheapest."""
        end, settled, via = self._shortest_path(start)
        length = settled.pop(end)
        self.worth[start] += length
        for column, distance in settled.items():
            self.worth[self.holder[column]] += length - distance
            self.prices[column] -= length - distance
        row = -1
        while row != start:
            row = via[end]
            self.holder[end] = row
            end, self.held[row] = self.held[row], end

    def _shortest_path(self, start: int) -> tuple[int, dict[int, int], dict[int, int]]:
        """Dijkstra from a row to the nearest column that nobody holds.

        Returns that column, the distance of each column that was settled, and from which row each was reached.
        """
        settled: dict[int, int] = {}
        reached: dict[int, int] = {}
        via: dict[int, int] = {}
        heap: list[tuple[int, int]] = []
        row, so_far = start, 0
        while True:
            for column, cost in (*self.costs[row].items(), (-1 - row, self.spare)):
                distance = so_far + cost - self.worth[row] - self.prices[column]
                if distance < reached.get(column, distance + 1):
                    reached[column], via[column] = distance, row
                    heappush(heap, (distance, column))
            so_far, column = heappop(heap)
            while column in settled:
                so_far, column = heappop(heap)
            settled[column] = so_far
            if column not in self.holder:
                return column, settled, via
            row = self.holder[column]
