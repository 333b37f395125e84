"""Pages of plans and measures."""

from jamn.plan.views.focus import assign_measures, focus_area, focus_areas, move_focus_area, take_away_focus_area
from jamn.plan.views.history import history, restore_measure, restore_plan
from jamn.plan.views.measures import edit_measure, measure, set_status
from jamn.plan.views.next import copy_plan, take_in
from jamn.plan.views.places import add_measure, place_measure, plan_measures, put_back_measure, take_away_measure
from jamn.plan.views.plans import edit_plan, new_plan, plan, take_away_plan
from jamn.plan.views.register import register
from jamn.plan.views.risks import edit_risk, measure_risks, risk_measures, risks, take_away_risk
from jamn.plan.views.versions import adopt_plan, changes, version, versions

__all__ = [
    "add_measure",
    "adopt_plan",
    "assign_measures",
    "changes",
    "copy_plan",
    "edit_measure",
    "edit_plan",
    "edit_risk",
    "focus_area",
    "focus_areas",
    "history",
    "measure",
    "measure_risks",
    "move_focus_area",
    "new_plan",
    "place_measure",
    "plan",
    "plan_measures",
    "put_back_measure",
    "register",
    "restore_measure",
    "restore_plan",
    "risk_measures",
    "risks",
    "set_status",
    "take_away_focus_area",
    "take_away_measure",
    "take_away_plan",
    "take_away_risk",
    "take_in",
    "version",
    "versions",
]
