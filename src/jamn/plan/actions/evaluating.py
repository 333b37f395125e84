"""Saying what came of a measure."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from jamn.accounts.models import User
from jamn.plan.actions.measures import held, write
from jamn.plan.models import Measure
from jamn.plan.rules import may_report_on_measure

EVALUATION = ("result", "process_result", "effect", "evaluation", "correction")
"""The columns of a measure that its evaluation fills."""


@transaction.atomic
def evaluate_measure(
    measure: Measure,
    *,
    by: User,
    result: str,
    process_result: str,
    effect: str,
    evaluation: str,
    correction: str,
) -> Measure:
    """Say what came of a measure and of the way it was done, whether it worked, and what is done otherwise next time.

    `effect` is one of `Effect`, or empty. Raises `PermissionDenied` for those who may not report on the measure.
    """
    measure = held(measure, by, may_report_on_measure)
    said = dict(zip(EVALUATION, (result, process_result, effect, evaluation, correction), strict=True))
    write("evaluate_measure", measure, said, by=by, at=timezone.now())
    return measure
