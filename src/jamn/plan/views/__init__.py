"""Pages of plans and measures."""

from jamn.plan.views.bulk import bulk, bulk_changes_page, undo_change
from jamn.plan.views.measures import edit_measure, measure, set_status
from jamn.plan.views.plans import edit_risk, plan
from jamn.plan.views.register import choices, move, register
from jamn.plan.views.saved import delete_view, edit_view, save_view, saved_view, saved_views

__all__ = [
    "bulk",
    "bulk_changes_page",
    "choices",
    "delete_view",
    "edit_measure",
    "edit_risk",
    "edit_view",
    "measure",
    "move",
    "plan",
    "register",
    "save_view",
    "saved_view",
    "saved_views",
    "set_status",
    "undo_change",
]
