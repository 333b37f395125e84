"""What a person may read of plans and measures."""

from jamn.plan.queries.access import answers_for, due_soon, measures_for, mine, overdue, plans_for, risks_for
from jamn.plan.queries.history import COLUMNS, Change, FieldChange, history_of, in_words, label_of
from jamn.plan.queries.overview import Overview, overview_of
from jamn.plan.queries.register import NO_AREA, ORDERS, Choices, Counts, Filters, choices, counts, register
from jamn.plan.queries.terms import Kind, in_force, term_names
from jamn.plan.queries.whole import focus_areas_of, last_changed, whole_plan

__all__ = [
    "COLUMNS",
    "NO_AREA",
    "ORDERS",
    "Change",
    "Choices",
    "Counts",
    "FieldChange",
    "Filters",
    "Kind",
    "Overview",
    "answers_for",
    "choices",
    "counts",
    "due_soon",
    "focus_areas_of",
    "history_of",
    "in_force",
    "in_words",
    "label_of",
    "last_changed",
    "measures_for",
    "mine",
    "overdue",
    "overview_of",
    "plans_for",
    "register",
    "risks_for",
    "term_names",
    "whole_plan",
]
