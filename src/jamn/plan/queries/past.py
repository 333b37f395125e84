"""The history of a plan's own facts, its focus areas and its risks, and what can be put back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby, pairwise
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from jamn.plan.models import ActionPlan, FocusArea, Measure, Risk, SubGoal
from jamn.plan.queries.differences import FieldChange
from jamn.plan.queries.history import in_words, label_of
from jamn.plan.queries.versions import PLAN_FIELDS

TOLD = {
    ActionPlan: PLAN_FIELDS,
    FocusArea: ("title", "text"),
    SubGoal: ("text",),
    Risk: ("text", "cause"),
    Measure: (),
}
"""The columns whose changes a plan's history tells. A measure's own are told on its page."""
MOST_ENTRIES = 300
"""How many of the latest changes are told on one page."""


@dataclass(slots=True)
class Event:
    """What happened to one thing of a plan at one time.

    `what` is ``made``, ``changed``, ``taken_away`` or ``put_back``; `kind` the model's name in lower case. `is_last`
    says that the thing stands so now, `is_homeless` that what it was a part of is gone.
    """

    at: datetime
    who: str
    kind: str
    pk: int
    name: str
    what: str
    fields: list[FieldChange] = field(default_factory=list)
    is_last: bool = False
    is_homeless: bool = False

    @property
    def may_return(self) -> bool:
        """Whether the thing can be made what it was then. Measures have pages of their own for that."""
        return self.kind != "measure" and not self.is_homeless and (self.what == "taken_away") == self.is_last


def past_of(plan: ActionPlan) -> list[Event]:
    """What happened to a plan, its focus areas, risks and measures, the latest first. Five queries."""
    goals = SubGoal.history.filter(focus_area__in=FocusArea.history.filter(plan=plan).values("id"))
    goals = goals.annotate(is_homeless=~Exists(FocusArea.objects.filter(pk=OuterRef("focus_area_id"))))
    events = [
        *_events(ActionPlan, ActionPlan.history.filter(id=plan.pk), "title"),
        *_events(FocusArea, FocusArea.history.filter(plan=plan), "title"),
        *_events(SubGoal, goals, "text"),
        *_events(Risk, Risk.history.filter(plan=plan), "text"),
        *_measures(plan),
    ]
    events.sort(key=lambda event: event.at, reverse=True)
    return events[:MOST_ENTRIES]


def _events(model: type[Any], rows: QuerySet[Any], called: str) -> Iterator[Event]:
    ordered = rows.order_by("id", "history_date", "history_id").select_related("history_user")
    for _, group in groupby(ordered, key=lambda row: row.id):
        same = list(group)
        yield _event(model, same[0], called, is_last=len(same) == 1)
        for before, after in pairwise(same):
            event = _event(model, after, called, is_last=after is same[-1])
            if after.history_type == "+":
                event.what = "put_back"
            elif event.what == "changed":
                event.fields = list(_differences(model, before, after))
                if not event.fields:
                    continue
            yield event


def _event(model: type[Any], row: Any, called: str, *, is_last: bool) -> Event:
    what = {"+": "made", "~": "changed", "-": "taken_away"}[row.history_type]
    who = row.history_user.name if row.history_user else ""
    homeless = getattr(row, "is_homeless", False)
    return Event(
        row.history_date, who, model._meta.model_name, row.id, getattr(row, called), what, [], is_last, homeless
    )


def _differences(model: type[Any], before: Any, after: Any) -> Iterator[FieldChange]:
    for name in TOLD[model]:
        if getattr(before, name) != getattr(after, name):
            yield FieldChange(name, label_of(after, name), in_words(before, name), in_words(after, name))


def _measures(plan: ActionPlan) -> Iterator[Event]:
    """When measures were added by hand, taken away and put back."""
    columns = ("id", "title", "description", "taken_away_at", "history_type", "history_date", "history_user__name")
    rows = Measure.history.filter(plan=plan).order_by("id", "history_date", "history_id").values_list(*columns)
    for pk, same in groupby(rows, key=lambda row: row[0]):
        was_away: bool | None = None
        event = None
        for _, title, description, away, kind, at, who in same:
            name = (title or description).strip().split("\n")[0]
            what = "made" if kind == "+" else "taken_away" if away else "put_back"
            if was_away is None or was_away != (away is not None):
                if event is not None:
                    yield event
                event = Event(at, who or "", "measure", pk, name, what)
            was_away = away is not None
        if event is not None:
            event.is_last = True
            yield event
