"""Action plan, focus area, risk, measure, and what becomes of them."""

from jamn.plan.models.measures import (
    CLOSED,
    DueKind,
    Effect,
    Measure,
    MeasureArea,
    MeasureGround,
    Responsible,
    ResponsibleKind,
    Status,
)
from jamn.plan.models.plans import ActionPlan, FocusArea, Language, PlanVersion, Risk, SubGoal, TakenIn
from jamn.plan.models.views import BulkChange, SavedView
from jamn.plan.models.work import Attachment, Comment, MeasureLink, MeasureResult

__all__ = [
    "CLOSED",
    "ActionPlan",
    "Attachment",
    "BulkChange",
    "Comment",
    "DueKind",
    "Effect",
    "FocusArea",
    "Language",
    "Measure",
    "MeasureArea",
    "MeasureGround",
    "MeasureLink",
    "MeasureResult",
    "PlanVersion",
    "Responsible",
    "ResponsibleKind",
    "Risk",
    "SavedView",
    "Status",
    "SubGoal",
    "TakenIn",
]
