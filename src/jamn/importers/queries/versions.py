"""Which plan a file is a newer version of, and which of its measures is which."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from jamn.accounts.models import User
from jamn.importers.interpret import Field
from jamn.importers.interpret.matching import Wording, match
from jamn.importers.models import DraftMeasure, Upload
from jamn.importers.queries.comparison import measures_of
from jamn.org.models import Unit
from jamn.plan.models import ActionPlan, Measure
from jamn.plan.rules import CHANGE_PLAN

LOOKED_AT = 10
"""A file is compared with so many of its unit's plans, the latest first."""
SHARE = 0.4
"""A plan is a version of another when so large a part of the shorter one is found again in the longer one."""
LEAST = 2
"""Nobody calls two plans versions of each other for fewer measures than this."""


def plans_to_continue(upload: Upload, user: User) -> QuerySet[ActionPlan]:
    """The plans that the person may say a draft is a version of: those of its unit, the latest first."""
    plans = ActionPlan.objects.filter(unit=upload.unit_id)
    return plans if CHANGE_PLAN.held_by(user, upload.unit) else plans.none()


def plan_like(unit: Unit, rows: Sequence[DraftMeasure]) -> ActionPlan | None:
    """The plan of a unit that has the most of some rows, if it has so many that they are a version of it."""
    new = [wording_of_row(row) for row in rows]
    best, most = None, 0
    for plan in ActionPlan.objects.filter(unit=unit)[:LOOKED_AT]:
        old = [wording_of_measure(measure) for measure in measures_of(plan)]
        found = sum(there is not None for there in match(old, new))
        if found > most and found >= max(LEAST, SHARE * min(len(old), len(new))):
            best, most = plan, found
    return best


def same_measures(plan: ActionPlan, rows: Sequence[DraftMeasure]) -> dict[int, Measure]:
    """For each row (its key) the plan's measure that it is. Rows and measures that people have paired are left out."""
    by_hand = {row.same_as_id for row in rows if row.same_by_hand}
    free = [row for row in rows if not row.same_by_hand and not row.dropped]
    measures = [measure for measure in measures_of(plan) if measure.pk not in by_hand]
    found = match(list(map(wording_of_measure, measures)), list(map(wording_of_row, free)))
    return {row.pk: measures[there] for row, there in zip(free, found, strict=True) if there is not None}


def wording_of_row(row: DraftMeasure) -> Wording:
    """The words by which a row is known again."""
    return Wording(row.text(Field.TITLE), row.text(Field.DESCRIPTION), row.text(Field.RISK), row.text(Field.AREA))


def wording_of_measure(measure: Measure) -> Wording:
    """The words by which a measure of the register is known again."""
    area = measure.area or (measure.focus_area.title if measure.focus_area else "")
    risk = "\n".join(risk.text for risk in measure.risks.all())
    return Wording(measure.title, measure.description, risk, area)
