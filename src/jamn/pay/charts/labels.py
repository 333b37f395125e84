"""Where names have room beside their dots, so that none lies on another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from jamn.pay.charts.look import SMALL, breadth, lines

LINE: Final = 14
DOT: Final = 7
ROOM: Final = 170
"""How broad a name may be."""
Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot to be named, in points from the left and top of the plot; `at` is where it is in the data.

    Dots of more `weight` are named first.
    """

    name: str
    x: float
    y: float
    weight: float
    at: tuple[float, float]


def placed(dots: Sequence[Dot], width: float, height: float) -> Iterator[tuple[Dot, str, str]]:
    """Each dot whose name has room, on which side of it the name stands, and the name, shortened where it is long."""
    taken: list[Box] = [(dot.x - DOT, dot.y - DOT, dot.x + DOT, dot.y + DOT) for dot in dots]
    for dot in sorted(dots, key=lambda dot: -dot.weight):
        name = lines(dot.name, ROOM, SMALL, most=1)[0]
        for side, box in _boxes(dot, breadth(name, SMALL)):
            inside = box[0] >= 0 and box[2] <= width and box[1] >= LINE and box[3] <= height
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                yield dot, side, name
                break


def _boxes(dot: Dot, broad: float) -> Iterator[tuple[str, Box]]:
    half = LINE / 2
    yield "right", (dot.x + DOT + 1, dot.y - half, dot.x + DOT + 1 + broad, dot.y + half)
    yield "left", (dot.x - DOT - 1 - broad, dot.y - half, dot.x - DOT - 1, dot.y + half)
    yield "over", (dot.x - broad / 2, dot.y - DOT - LINE, dot.x + broad / 2, dot.y - DOT)
    yield "under", (dot.x - broad / 2, dot.y + DOT, dot.x + broad / 2, dot.y + DOT + LINE)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
