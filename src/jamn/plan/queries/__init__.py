"""What a person may read of plans and measures."""

from jamn.plan.queries.access import answers_for, due_soon, measures_for, mine, overdue, plans_for, risks_for
from jamn.plan.queries.history import COLUMNS, Change, FieldChange, history_of, in_words, label_of
from jamn.plan.queries.numbers import Progress, my_open_measures, number_in_words, progress_of, with_reached
from jamn.plan.queries.overview import Overview, overview_of
from jamn.plan.queries.people import people_of, units_of
from jamn.plan.queries.register import NO_AREA, ORDERS, Choices, Counts, Filters, choices, counts, register
from jamn.plan.queries.terms import Kind, in_force, term_names

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
    "Progress",
    "answers_for",
    "choices",
    "counts",
    "due_soon",
    "history_of",
    "in_force",
    "in_words",
    "label_of",
    "measures_for",
    "mine",
    "my_open_measures",
    "number_in_words",
    "overdue",
    "overview_of",
    "people_of",
    "plans_for",
    "progress_of",
    "register",
    "risks_for",
    "term_names",
    "units_of",
    "with_reached",
]
