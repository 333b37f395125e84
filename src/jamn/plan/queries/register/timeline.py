"""The register as a timeline: months from left to right, a bar for the time that a measure has."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from jamn.plan.models import Measure
from jamn.plan.queries.register.groups import Group

BEFORE: Final = 12
AFTER: Final = 36
"""How many months before and after this one a timeline reaches at most; a bar that goes on is cut there."""
MONTH: Final = 30
"""How wide a month is drawn: all alike, so that their names stand evenly."""
POINT: Final = 8
"""How wide a single day is drawn, so that it can be seen."""
EACH_NAMED: Final = 18
"""With more months than this, only each quarter is named."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the timeline: its first day, where it begins in per cent, and whether its name is shown."""

    first: date
    start: str
    named: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A measure's time: where its bar begins and how wide it is, in per cent of the whole."""

    measure: Measure
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A group of the timeline: its name (empty where there are no groups), how many it has in all, and its bars."""

    label: str
    count: int
    bars: tuple[Bar, ...]
    undated: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The months, the lanes, and where today is, in per cent of the whole."""

    months: tuple[Month, ...]
    lanes: tuple[Lane, ...]
    today: str

    @property
    def years(self) -> int:
        """How many years it spans, begun ones counted."""
        return -(-len(self.months) // 12)

    @property
    def undated(self) -> tuple[Measure, ...]:
        """The measures without a last day. One in two groups is here once."""
        return tuple(dict.fromkeys(measure for lane in self.lanes for measure in lane.undated))


def timeline(groups: Sequence[Group], today: date | None = None) -> Timeline:
    """The timeline of a page's groups. Asks the database for nothing.

    It reaches from the first month that any of them has, or this one, to the last, within `BEFORE` and `AFTER`.
    """
    now = today or timezone.localdate()
    dated = [measure for group in groups for measure in group.measures if measure.due_on]
    starts = [measure.due_from or measure.due_on for measure in dated]
    ends = [measure.due_on for measure in dated]
    first = max(min(_first_of(day) for day in (*starts, now) if day), _months_on(now, -BEFORE))
    last = min(max(_first_of(day) for day in (*ends, now) if day), _months_on(now, AFTER))
    months = _months(first, _months_on(last, 1))
    lanes = tuple(
        Lane(
            group.label,
            group.count,
            tuple(_bar(measure, months) for measure in group.measures if measure.due_on),
            tuple(measure for measure in group.measures if not measure.due_on),
        )
        for group in groups
    )
    return Timeline(months, lanes, _percent(_place(now, months), months))


def _bar(measure: Measure, months: Sequence[Month]) -> Bar:
    last = measure.due_on or months[0].first
    begun = min(measure.due_from or last, last)
    whole = MONTH * len(months)
    start = min(max(_place(begun, months), 0), whole - POINT)
    end = min(max(_place(last + timedelta(days=1), months), start + POINT), whole)
    return Bar(measure, _percent(start, months), _percent(end - start, months))


def _percent(place: int, months: Sequence[Month]) -> str:
    """As SVG takes it, whatever the reader's language writes a decimal with."""
    return f"{100 * place / (MONTH * len(months)):.3f}%"


def _place(day: date, months: Sequence[Month]) -> int:
    """Where a day stands, left of the timeline below zero."""
    first = months[0].first
    month = (day.year - first.year) * 12 + day.month - first.month
    return MONTH * month + MONTH * (day.day - 1) // monthrange(day.year, day.month)[1]


def _first_of(day: date) -> date:
    return day.replace(day=1)


def _months_on(day: date, months: int) -> date:
    """The first day of the month so many months later."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, 1)


def _months(first: date, end: date) -> tuple[Month, ...]:
    count = (end.year - first.year) * 12 + end.month - first.month
    days = [_months_on(first, month) for month in range(count)]
    return tuple(
        Month(day, f"{100 * place / count:.3f}%", named=count <= EACH_NAMED or day.month in (1, 4, 7, 10))
        for place, day in enumerate(days)
    )
