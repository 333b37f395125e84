"""What a person may read of plans and measures."""

from jamn.plan.queries.access import answers_for, due_soon, measures_for, mine, overdue, plans_for, risks_for
from jamn.plan.queries.copying import Candidate, candidates, with_carrying
from jamn.plan.queries.differences import (
    FieldChange,
    PlanDifferences,
    in_words_of,
    label_in,
    responsible_in_words,
    word_differences,
)
from jamn.plan.queries.history import COLUMNS, Change, history_of, in_words, label_of
from jamn.plan.queries.local import measures_above, plans_above, plans_below, taken_in
from jamn.plan.queries.overview import Overview, overview_of
from jamn.plan.queries.past import Event, past_of, past_of_risk
from jamn.plan.queries.register import NO_AREA, ORDERS, Choices, Counts, Filters, choices, counts, register
from jamn.plan.queries.terms import Kind, in_force, term_names
from jamn.plan.queries.versions import MEASURE_FIELDS, PLAN_FIELDS, changes_since, contents_of, terms_of, versions_for

__all__ = [
    "COLUMNS",
    "MEASURE_FIELDS",
    "NO_AREA",
    "ORDERS",
    "PLAN_FIELDS",
    "Candidate",
    "Change",
    "Choices",
    "Counts",
    "Event",
    "FieldChange",
    "Filters",
    "Kind",
    "Overview",
    "PlanDifferences",
    "answers_for",
    "candidates",
    "changes_since",
    "choices",
    "contents_of",
    "counts",
    "due_soon",
    "history_of",
    "in_force",
    "in_words",
    "in_words_of",
    "label_in",
    "label_of",
    "measures_above",
    "measures_for",
    "mine",
    "overdue",
    "overview_of",
    "past_of",
    "past_of_risk",
    "plans_above",
    "plans_below",
    "plans_for",
    "register",
    "responsible_in_words",
    "risks_for",
    "taken_in",
    "term_names",
    "terms_of",
    "versions_for",
    "with_carrying",
    "word_differences",
]
