"""Every write of plans and measures."""

from jamn.plan.actions.attachments import KINDS, Refused, attach, remove_attachment
from jamn.plan.actions.bulk import Outdated, change_many, undo_change
from jamn.plan.actions.carrying import carry_over
from jamn.plan.actions.comments import comment, take_back_comment
from jamn.plan.actions.copying import copy_plan
from jamn.plan.actions.deadlines import Due, due_fields
from jamn.plan.actions.evaluating import EVALUATION, evaluate_measure
from jamn.plan.actions.focus import (
    GoalWords,
    add_focus_area,
    assign_measures,
    change_focus_area,
    move_focus_area,
    take_away_focus_area,
)
from jamn.plan.actions.links import add_link, remove_link
from jamn.plan.actions.local import take_in
from jamn.plan.actions.measures import ReasonMissing, change_measure, change_risk, set_status
from jamn.plan.actions.places import add_measure, move_measure, put_back_measure, take_away_measure
from jamn.plan.actions.plans import Adopted, change_plan, create_plan, take_away_plan
from jamn.plan.actions.responsibles import Who, names_at, resolve
from jamn.plan.actions.restoring import (
    restore_focus_area,
    restore_measure,
    restore_plan,
    restore_risk,
    restore_sub_goal,
)
from jamn.plan.actions.results import add_result, move_on, next_turn, remove_result, report_on_measure
from jamn.plan.actions.risks import StillNeeded, join_measures, join_risks, raise_risk, take_away_risk
from jamn.plan.actions.saved_views import NameTaken, change_view, delete_view, save_view
from jamn.plan.actions.updating import MeasureChange, stop_measures, update_plan
from jamn.plan.actions.versions import adopt_plan
from jamn.plan.actions.words import MeasureWords

__all__ = [
    "EVALUATION",
    "KINDS",
    "Adopted",
    "Due",
    "GoalWords",
    "MeasureChange",
    "MeasureWords",
    "NameTaken",
    "Outdated",
    "ReasonMissing",
    "Refused",
    "StillNeeded",
    "Who",
    "add_focus_area",
    "add_link",
    "add_measure",
    "add_result",
    "adopt_plan",
    "assign_measures",
    "attach",
    "carry_over",
    "change_focus_area",
    "change_many",
    "change_measure",
    "change_plan",
    "change_risk",
    "change_view",
    "comment",
    "copy_plan",
    "create_plan",
    "delete_view",
    "due_fields",
    "evaluate_measure",
    "join_measures",
    "join_risks",
    "move_focus_area",
    "move_measure",
    "move_on",
    "names_at",
    "next_turn",
    "put_back_measure",
    "raise_risk",
    "remove_attachment",
    "remove_link",
    "remove_result",
    "report_on_measure",
    "resolve",
    "restore_focus_area",
    "restore_measure",
    "restore_plan",
    "restore_risk",
    "restore_sub_goal",
    "save_view",
    "set_status",
    "stop_measures",
    "take_away_focus_area",
    "take_away_measure",
    "take_away_plan",
    "take_away_risk",
    "take_back_comment",
    "take_in",
    "undo_change",
    "update_plan",
]
