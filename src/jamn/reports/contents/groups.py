"""Measures under what they are gathered by: areas, focus areas, those responsible, units, statuses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from jamn.plan.models import FocusArea, Measure, Status
from jamn.plan.queries import told_of
from jamn.reports.contents.cells import Cells

AREAS = ("area", "law_area", "focus_area")
"""Groupings whose groups are areas: what belongs to none of them is said for all."""


@dataclass(slots=True)
class Group:
    """Some measures and what they have in common: its name ("" for nothing), and the focus area if it is one."""

    name: str
    measures: list[Measure] = field(default_factory=list)
    focus_area: FocusArea | None = None


def grouped(
    measures: Sequence[Measure], grouping: str, cells: Cells, focus_areas: Sequence[FocusArea] = ()
) -> list[Group]:
    """The measures in groups. Those that belong to none come first under areas, and last under anything else.

    Focus areas, statuses and the law's areas stand in their own order, everything else as the plan first names it. A
    measure stands in one group only, the first that it belongs to.
    """
    named = _namers(cells)[grouping]
    groups = {name: Group(name) for name in _order(grouping, measures, cells)}
    groups |= {_line(each.title): Group(_line(each.title), focus_area=each) for each in _used(grouping, focus_areas)}
    for measure in measures:
        name = _line(named(measure))
        groups.setdefault(name, Group(name)).measures.append(measure)
    rest = groups.pop("", None)
    kept = [group for group in groups.values() if group.measures or group.focus_area]
    if rest is None:
        return kept
    return [rest, *kept] if grouping in AREAS else [*kept, rest]


def _used(grouping: str, focus_areas: Sequence[FocusArea]) -> Sequence[FocusArea]:
    return focus_areas if grouping == "focus_area" else ()


def _namers(cells: Cells) -> dict[str, Callable[[Measure], str]]:
    return {
        "none": lambda _: "",
        "area": cells.area,
        "law_area": lambda measure: next(iter(cells.law_areas(measure)), ""),
        "focus_area": lambda measure: measure.focus_area.title if measure.focus_area else cells.area(measure),
        "responsible": cells.responsible,
        "unit": _unit,
        "status": lambda measure: cells.words(f"status_{measure.status}"),
    }


def _unit(measure: Measure) -> str:
    """The unit that answers for a measure; the plan's own where none is named."""
    return next(iter(told_of(measure).units), measure.plan.unit.name)


def _order(grouping: str, measures: Sequence[Measure], cells: Cells) -> list[str]:
    """The names of groups that have an order of their own."""
    if grouping == "status":
        return [cells.words(f"status_{status}") for status in Status.values]
    if grouping == "law_area":
        return cells.law_area_names({area for measure in measures for area in told_of(measure).areas})
    return []


def _line(text: str) -> str:
    return " ".join(text.split())
