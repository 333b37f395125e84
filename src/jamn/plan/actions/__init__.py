"""Every write of plans and measures."""

from jamn.plan.actions.carrying import carry_over
from jamn.plan.actions.deadlines import Due, due_fields
from jamn.plan.actions.measures import change_measure, change_risk, set_status
from jamn.plan.actions.plans import create_plan
from jamn.plan.actions.updating import MeasureChange, stop_measures, update_plan
from jamn.plan.actions.words import MeasureWords

__all__ = [
    "Due",
    "MeasureChange",
    "MeasureWords",
    "carry_over",
    "change_measure",
    "change_risk",
    "create_plan",
    "due_fields",
    "set_status",
    "stop_measures",
    "update_plan",
]
