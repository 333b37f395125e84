"""How far a measure had come day by day, as a drawing: a point for each day that a number was noted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final

from jamn.plan.models import Measure, MeasureResult

LEFT: Final = 3
RIGHT: Final = 97
TOP: Final = 14
BOTTOM: Final = 96
"""Where the drawing ends on each side, in per cent of the whole, so that points and words at its edge are whole."""


@dataclass(frozen=True, slots=True)
class Point:
    """What had been reached on a day, and where that is drawn, in per cent from the left and from the top."""

    on: date
    reached: Decimal
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Course:
    """The points in the order of their days; where the target is drawn, when there is one."""

    points: tuple[Point, ...]
    target: Decimal | None
    target_y: str

    @property
    def steps(self) -> list[tuple[Point, Point]]:
        """Each point with the next one: the lines between them."""
        return list(pairwise(self.points))


def course_of(measure: Measure, results: Iterable[MeasureResult]) -> Course | None:
    """The course of a measure from its results, the latest first; None when fewer than two days have a number.

    The last number of a day counts, the height begins at nothing, and days stand as far apart as they are in time. Asks
    the database for nothing.
    """
    noted: dict[date, Decimal] = {}
    for result in results:
        if result.actual is not None:
            noted.setdefault(result.on, result.actual)
    if len(noted) < 2:
        return None
    days = sorted(noted)
    first, whole = days[0], (days[-1] - days[0]).days
    highest = max(*noted.values(), measure.target or Decimal(0)) or Decimal(1)

    def across(day: date) -> str:
        return f"{LEFT + (RIGHT - LEFT) * (day - first).days / whole:.2f}%"

    def down(value: Decimal) -> str:
        return f"{BOTTOM - (BOTTOM - TOP) * float(value / highest):.2f}%"

    points = tuple(Point(day, noted[day], across(day), down(noted[day])) for day in days)
    return Course(points, measure.target, down(measure.target or Decimal(0)))
