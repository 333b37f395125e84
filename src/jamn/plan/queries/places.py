"""Where a measure stood in its plan, as its history tells: its focus area, its risks, and whether it was taken away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jamn.plan.models import FocusArea, Risk, SubGoal
from jamn.plan.queries.differences import FieldChange


@dataclass(frozen=True, slots=True)
class Names:
    """What focus areas, sub-goals and risks are called, or were when they went: id → words."""

    focus_areas: dict[int, str]
    sub_goals: dict[int, str]
    risks: dict[int, str]


def pointed_at(rows: Sequence[Any]) -> dict[str, tuple[QuerySet[Any], str]]:
    """The history of all that some rows of a measure's history point at, by kind, and the column of its words."""
    risks = {abs(number) for row in rows for number in risks_in(row.history_change_reason)}
    areas = {row.focus_area_id for row in rows if row.focus_area_id}
    goals = {row.sub_goal_id for row in rows if row.sub_goal_id}
    return {
        "focus_areas": (FocusArea.history.filter(id__in=areas), "title"),
        "sub_goals": (SubGoal.history.filter(id__in=goals), "text"),
        "risks": (Risk.history.filter(id__in=risks), "text"),
    }


def risks_in(reason: str | None) -> list[int]:
    """The ids in the reason of a row of history, negative for those parted (`actions.risks.reason_of`)."""
    words = (reason or "").split()
    return [int(word) for word in words[1:]] if words[:1] == ["risks"] else []


def place_changes(before: Any, after: Any, names: Names) -> Iterator[FieldChange]:
    """What two rows of history say of the measure's place."""
    if before.focus_area_id != after.focus_area_id:
        old, new = (names.focus_areas.get(row.focus_area_id or 0, "") for row in (before, after))
        yield FieldChange("focus_area", _("focus area"), old, new)
    if before.sub_goal_id != after.sub_goal_id:
        old, new = (names.sub_goals.get(row.sub_goal_id or 0, "") for row in (before, after))
        yield FieldChange("sub_goal", _("sub-goal"), old, new)
    numbers = risks_in(after.history_change_reason)
    if numbers:
        gone = [names.risks.get(-number, "") for number in numbers if number < 0]
        new_ones = [names.risks.get(number, "") for number in numbers if number > 0]
        yield FieldChange("risks", _("risks"), "\n".join(gone), "\n".join(new_ones))
    if before.taken_away_at != after.taken_away_at:
        words = (_("in the plan"), _("taken away"))
        old, new = (words[row.taken_away_at is not None] for row in (before, after))
        yield FieldChange("taken_away_at", _("the measure is"), old, new)
