"""What copying a plan into the next period would carry over, and what was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jamn.plan.models import ActionPlan, Measure, Status
from jamn.plan.queries.access import is_copied


def carried_status(measure: Measure) -> str:
    """The status of a measure when it is carried over: ongoing if it was, else not started."""
    return Status.ONGOING if measure.status == Status.ONGOING else Status.NOT_STARTED


@dataclass(frozen=True, slots=True)
class Candidate:
    """A measure that may be carried over: is it open, which status will it have, will its last day be past.

    One that is carried on already is not open.
    """

    measure: Measure
    is_open: bool
    status_after: str
    past: bool


def candidates(plan: ActionPlan, starts_on: date) -> list[Candidate]:
    """The measures of a plan, and what would become of each in a period that starts on a day. One query."""
    return [
        Candidate(
            measure,
            measure.is_open,
            carried_status(measure),
            measure.due_on is not None and measure.due_on < starts_on,
        )
        for measure in plan.measures.defer("search", "source").annotate(copied=is_copied())
    ]
