"""What a person may see of uploads and drafts."""

from __future__ import annotations

from jamn.importers.queries.comparison import KINDS, Comparison, Entry, FieldChange, Kind, comparison
from jamn.importers.queries.drafts import (
    ROWS_ON_A_PAGE,
    ColumnsOfTable,
    Draft,
    Row,
    ShownValue,
    draft,
    drafts,
    is_unknown,
    kept_columns,
    row_above,
    unplaced,
)
from jamn.importers.queries.uploads import (
    brought_in_before,
    failed_for,
    is_left,
    units_to_bring_in_for,
    uploads_for,
    waiting_for_approval,
)
from jamn.importers.queries.versions import plan_like, plans_to_continue, same_measures

__all__ = [
    "KINDS",
    "ROWS_ON_A_PAGE",
    "ColumnsOfTable",
    "Comparison",
    "Draft",
    "Entry",
    "FieldChange",
    "Kind",
    "Row",
    "ShownValue",
    "brought_in_before",
    "comparison",
    "draft",
    "drafts",
    "failed_for",
    "is_left",
    "is_unknown",
    "kept_columns",
    "plan_like",
    "plans_to_continue",
    "row_above",
    "same_measures",
    "units_to_bring_in_for",
    "unplaced",
    "uploads_for",
    "waiting_for_approval",
]
