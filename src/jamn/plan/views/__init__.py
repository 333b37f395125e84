"""Pages of plans and measures."""

from jamn.plan.views.measures import edit_measure, measure, set_status
from jamn.plan.views.plans import edit_risk, plan
from jamn.plan.views.register import register

__all__ = ["edit_measure", "edit_risk", "measure", "plan", "register", "set_status"]
