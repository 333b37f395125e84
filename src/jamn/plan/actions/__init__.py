"""Every write of plans and measures."""

from jamn.plan.actions.attachments import KINDS, Refused, attach, remove_attachment
from jamn.plan.actions.comments import comment, take_back_comment
from jamn.plan.actions.deadlines import Due, due_fields
from jamn.plan.actions.evaluating import EVALUATION, evaluate_measure
from jamn.plan.actions.links import add_link, remove_link
from jamn.plan.actions.measures import ReasonMissing, change_measure, change_risk, set_status
from jamn.plan.actions.plans import create_plan
from jamn.plan.actions.responsibles import Who, names_at, resolve
from jamn.plan.actions.results import add_result, move_on, next_turn, remove_result, report_on_measure
from jamn.plan.actions.words import MeasureWords

__all__ = [
    "EVALUATION",
    "KINDS",
    "Due",
    "MeasureWords",
    "ReasonMissing",
    "Refused",
    "Who",
    "add_link",
    "add_result",
    "attach",
    "change_measure",
    "change_risk",
    "comment",
    "create_plan",
    "due_fields",
    "evaluate_measure",
    "move_on",
    "names_at",
    "next_turn",
    "remove_attachment",
    "remove_link",
    "remove_result",
    "report_on_measure",
    "resolve",
    "set_status",
    "take_back_comment",
]
