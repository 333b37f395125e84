"""Pages of plans and measures."""

from jamn.plan.views.bulk import bulk, bulk_changes_page, undo_change
from jamn.plan.views.focus import assign_measures, focus_area, focus_areas, move_focus_area, take_away_focus_area
from jamn.plan.views.history import history, restore_measure, restore_plan
from jamn.plan.views.measures import edit_measure, evaluate_measure, measure, set_status
from jamn.plan.views.mine import mine, move_on, report
from jamn.plan.views.next import copy_plan, take_in
from jamn.plan.views.places import add_measure, place_measure, plan_measures, put_back_measure, take_away_measure
from jamn.plan.views.plans import edit_plan, new_plan, plan, take_away_plan
from jamn.plan.views.register import choices, move, register, register_file
from jamn.plan.views.risks import edit_risk, measure_risks, risk_measures, risks, take_away_risk
from jamn.plan.views.saved import delete_view, edit_view, save_view, saved_view, saved_views
from jamn.plan.views.versions import adopt_plan, changes, version, versions
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
    "add_measure",
    "adopt_plan",
    "assign_measures",
    "attach",
    "attachment",
    "bulk",
    "bulk_changes_page",
    "changes",
    "choices",
    "comment",
    "copy_plan",
    "delete_view",
    "edit_measure",
    "edit_plan",
    "edit_risk",
    "edit_view",
    "evaluate_measure",
    "focus_area",
    "focus_areas",
    "history",
    "measure",
    "measure_risks",
    "mine",
    "move",
    "move_focus_area",
    "move_on",
    "new_plan",
    "place_measure",
    "plan",
    "plan_measures",
    "put_back_measure",
    "register",
    "register_file",
    "remove_attachment",
    "remove_link",
    "remove_result",
    "report",
    "restore_measure",
    "restore_plan",
    "risk_measures",
    "risks",
    "save_view",
    "saved_view",
    "saved_views",
    "set_status",
    "take_away_focus_area",
    "take_away_measure",
    "take_away_plan",
    "take_away_risk",
    "take_back_comment",
    "take_in",
    "undo_change",
    "version",
    "versions",
]
