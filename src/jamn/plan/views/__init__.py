"""Pages of plans and measures."""

from jamn.plan.views.measures import edit_measure, evaluate_measure, measure, set_status
from jamn.plan.views.mine import mine, move_on, report
from jamn.plan.views.plans import edit_risk, plan
from jamn.plan.views.register import register
from jamn.plan.views.work import (
    add_link,
    attach,
    attachment,
    comment,
    remove_attachment,
    remove_link,
    remove_result,
    take_back_comment,
)

__all__ = [
    "add_link",
    "attach",
    "attachment",
    "comment",
    "edit_measure",
    "edit_risk",
    "evaluate_measure",
    "measure",
    "mine",
    "move_on",
    "plan",
    "register",
    "remove_attachment",
    "remove_link",
    "remove_result",
    "report",
    "set_status",
    "take_back_comment",
]
