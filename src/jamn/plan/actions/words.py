"""A measure in words, as a plan brings it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jamn.plan.models import Measure, Risk, Status

TEXTS = (
    "title",
    "description",
    "background",
    "area",
    "ground",
    "goal",
    "success_criterion",
    "method",
    "target_group",
    "responsible",
    "deadline",
    "status_words",
    "stop_reason",
    "follow_up",
    "cost_note",
    "result",
    "process_result",
    "evaluation",
    "correction",
)
"""The fields of a measure that hold a plan's own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureWords:
    """A measure that is to be made: its words, and what they were understood to say.

    `risk` (with its `cause`) is shared: measures of one plan with the same words work on the same risk. `due` has the
    shape that `due_fields` takes; `responsibles` are names, to be resolved (`actions.responsibles`); `areas` and
    `grounds` are keys of `jamn.laws`; `source` says where it stood (`Measure.source`).
    `focus_area` is the title of what the plan gathers it under. `carried_from` is the key of the same measure in the
    plan before.
    """

    title: str = ""
    description: str = ""
    background: str = ""
    area: str = ""
    ground: str = ""
    risk: str = ""
    cause: str = ""
    goal: str = ""
    success_criterion: str = ""
    method: str = ""
    target_group: str = ""
    responsible: str = ""
    deadline: str = ""
    status_words: str = ""
    stop_reason: str = ""
    follow_up: str = ""
    cost_note: str = ""
    result: str = ""
    process_result: str = ""
    evaluation: str = ""
    correction: str = ""
    status: str = Status.NEW
    due: Mapping[str, Any] | None = None
    target: Decimal | None = None
    target_unit: str = ""
    cost: Decimal | None = None
    responsibles: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    source: Mapping[str, Any] | None = None
    focus_area: str = ""
    carried_from: int | None = None


def searchable(measure: Measure, risks: Iterable[Risk]) -> str:
    """All words of a measure and its risks in lower case, for `Measure.search`."""
    words = [getattr(measure, name) for name in (*TEXTS, "target_unit")]
    words += [text for risk in risks for text in (risk.text, risk.cause)]
    return "\n".join(word for word in words if word).lower()


def names(parts: Iterable[str]) -> list[str]:
    """Names trimmed to what the database holds, each once, the empty ones gone."""
    limit = 300
    return list(dict.fromkeys(part.strip()[:limit] for part in parts if part.strip()))
