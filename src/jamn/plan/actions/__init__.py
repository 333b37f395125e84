"""Every write of plans and measures."""

from jamn.plan.actions.bulk import Outdated, change_many, undo_change
from jamn.plan.actions.deadlines import Due, due_fields
from jamn.plan.actions.measures import change_measure, change_risk, set_status
from jamn.plan.actions.plans import create_plan
from jamn.plan.actions.saved_views import NameTaken, change_view, delete_view, save_view
from jamn.plan.actions.words import MeasureWords

__all__ = [
    "Due",
    "MeasureWords",
    "NameTaken",
    "Outdated",
    "change_many",
    "change_measure",
    "change_risk",
    "change_view",
    "create_plan",
    "delete_view",
    "due_fields",
    "save_view",
    "set_status",
    "undo_change",
]
