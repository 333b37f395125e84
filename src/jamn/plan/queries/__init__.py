"""What a person may read of plans and measures."""

from jamn.plan.queries.access import answers_for, due_soon, measures_for, mine, overdue, plans_for, risks_for
from jamn.plan.queries.copying import Candidate, candidates
from jamn.plan.queries.differences import (
    FieldChange,
    Piece,
    PlanDifferences,
    in_words_of,
    label_in,
    responsible_in_words,
    word_differences,
)
from jamn.plan.queries.history import COLUMNS, Change, history_of, in_words, label_of
from jamn.plan.queries.local import measures_above, plans_above, plans_below, taken_in
from jamn.plan.queries.overview import Overview, overview_of
from jamn.plan.queries.past import Event, past_of
from jamn.plan.queries.register import NO_AREA, ORDERS, Choices, Counts, Filters, choices, counts, register
from jamn.plan.queries.structure import Carried, Group, against_alone, carried, groups_of, in_order, number_of
from jamn.plan.queries.terms import Kind, in_force, term_names
from jamn.plan.queries.versions import (
    MEASURE_FIELDS,
    PLAN_FIELDS,
    MeasureInWords,
    PlanInWords,
    changes_since,
    contents_of,
    version_in_words,
    versions_for,
)

__all__ = [
    "COLUMNS",
    "MEASURE_FIELDS",
    "NO_AREA",
    "ORDERS",
    "PLAN_FIELDS",
    "Candidate",
    "Carried",
    "Change",
    "Choices",
    "Counts",
    "Event",
    "FieldChange",
    "Filters",
    "Group",
    "Kind",
    "MeasureInWords",
    "Overview",
    "Piece",
    "PlanDifferences",
    "PlanInWords",
    "against_alone",
    "answers_for",
    "candidates",
    "carried",
    "changes_since",
    "choices",
    "contents_of",
    "counts",
    "due_soon",
    "groups_of",
    "history_of",
    "in_force",
    "in_order",
    "in_words",
    "in_words_of",
    "label_in",
    "label_of",
    "measures_above",
    "measures_for",
    "mine",
    "number_of",
    "overdue",
    "overview_of",
    "past_of",
    "plans_above",
    "plans_below",
    "plans_for",
    "register",
    "responsible_in_words",
    "risks_for",
    "taken_in",
    "term_names",
    "version_in_words",
    "versions_for",
    "word_differences",
]
