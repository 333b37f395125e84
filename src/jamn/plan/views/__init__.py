"""Pages of plans and measures."""

from jamn.plan.views.bulk import bulk, bulk_changes_page, undo_change
from jamn.plan.views.measures import edit_measure, evaluate_measure, measure, set_status
from jamn.plan.views.mine import mine, move_on, report
from jamn.plan.views.plans import edit_risk, plan
from jamn.plan.views.register import choices, move, register
from jamn.plan.views.saved import delete_view, edit_view, save_view, saved_view, saved_views
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
    "bulk",
    "bulk_changes_page",
    "choices",
    "comment",
    "delete_view",
    "edit_measure",
    "edit_risk",
    "edit_view",
    "evaluate_measure",
    "measure",
    "mine",
    "move",
    "move_on",
    "plan",
    "register",
    "remove_attachment",
    "remove_link",
    "remove_result",
    "report",
    "save_view",
    "saved_view",
    "saved_views",
    "set_status",
    "take_back_comment",
    "undo_change",
]
