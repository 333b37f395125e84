"""Blocks become measures: pure, no Django.

`plan` is the one front door.
"""

from __future__ import annotations

from jamn.documents.blocks import Document
from jamn.importers.interpret.assembly import read_plan
from jamn.importers.interpret.costs import Cost, amount_in_words, understand_cost
from jamn.importers.interpret.result import (
    Column,
    ColumnChoices,
    Due,
    DueKind,
    Facts,
    Field,
    Measure,
    Piece,
    Reading,
    State,
    Value,
    Why,
    as_json,
    measure_as_json,
)
from jamn.importers.interpret.understanding import Understood, part, understand

__all__ = [
    "Column",
    "ColumnChoices",
    "Cost",
    "Due",
    "DueKind",
    "Facts",
    "Field",
    "Measure",
    "Piece",
    "Reading",
    "State",
    "Understood",
    "Value",
    "Why",
    "amount_in_words",
    "as_json",
    "measure_as_json",
    "part",
    "plan",
    "understand",
    "understand_cost",
]


def plan(document: Document, *, columns: ColumnChoices | None = None) -> Reading:
    """Understand a document as an equality plan.

    `columns` is what a person has said that columns mean; it beats what the program thinks.
    """
    return read_plan(document, columns or {})
