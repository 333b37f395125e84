"""Every write of plans and measures."""

from jamn.plan.actions.deadlines import Due, due_fields
from jamn.plan.actions.measures import change_measure, change_risk, set_status
from jamn.plan.actions.plans import create_plan
from jamn.plan.actions.words import MeasureWords

__all__ = ["Due", "MeasureWords", "change_measure", "change_risk", "create_plan", "due_fields", "set_status"]
