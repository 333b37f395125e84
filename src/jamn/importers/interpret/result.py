"""What an interpretation gives: measures with their words, the plan's own facts, and everything else."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from jamn.documents.blocks import NOWHERE, Notice, Place, place_as_json


class Field(StrEnum):
    """The fields of a measure that a plan may have words for."""

    AREA = "area"
    GROUND = "ground"
    RISK = "risk"
    CAUSE = "cause"
    GOAL = "goal"
    SUCCESS_CRITERION = "success_criterion"
    TITLE = "title"
    DESCRIPTION = "description"
    METHOD = "method"
    TARGET_GROUP = "target_group"
    RESPONSIBLE = "responsible"
    DEADLINE = "deadline"
    STATUS = "status"
    FOLLOW_UP = "follow_up"
    COST = "cost"
    RESULT = "result"
    EVALUATION = "evaluation"
    CORRECTION = "correction"


class State(StrEnum):
    """How far a measure has come."""

    NEW = "new"
    NOT_STARTED = "not_started"
    ONGOING = "ongoing"
    DONE = "done"
    STOPPED = "stopped"


class Why(StrEnum):
    """Why a piece of the file is in no measure and no fact of the plan."""

    TEXT = "text"
    HEADING = "heading"
    COLUMN_HEADER = "column_header"
    OTHER_TABLE = "other_table"
    OTHER_COLUMN = "other_column"
    PAGE_HEADER = "page_header"
    PAGE_FOOTER = "page_footer"
    REPEATED_HEADER = "repeated_header"
    FOOTNOTE = "footnote"
    COMMENT = "comment"
    CONTENTS = "contents"
    CAPTION = "caption"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Value:
    """The words of one field, as they stand in the file; how sure it is (0 to 1); where they stand."""

    text: str
    confidence: float = 1.0
    place: Place = NOWHERE


class DueKind(StrEnum):
    """What kind of time a deadline's words give."""

    DATE = "date"
    MONTH = "month"
    YEAR = "year"
    PERIOD = "period"
    RECURRING = "recurring"
    CONTINUOUS = "continuous"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Due:
    """When a measure is due; what the words leave open is None (``1. mai`` is a date without its year).

    Dates are ISO 8601; `rrule` is RFC 5545; `times` and `per` say how often (11 per year). `start` and `end` are
    dates, months (``2025-03``) or years (``2025``), as exact as the words are.
    """

    kind: DueKind
    date: str | None = None
    year: int | None = None
    month: int | None = None
    start: str | None = None
    end: str | None = None
    rrule: str | None = None
    times: int | None = None
    per: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The keys of the contract that are known: `kind`, `date`, `year`, `month`, `from`, `to`, `rrule`, …"""
        keys = {"start": "from", "end": "to"}
        pairs = ((keys.get(name, name), getattr(self, name)) for name in self.__slots__)
        return {key: value for key, value in pairs if value is not None}


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as the plan words it, with what the words were understood to say.

    `areas` and `grounds` are keys of `jamn.laws` (``recruitment``, ``sex``); `responsibles` are the parts of the
    responsible field; `labels` the words by which the plan names the fields, where they stand beside the words
    themselves (``Ansvarlig:``); `place` is where its row or block stands; `table` and `row` tell which table row (from
    0) it came from, for a person who says what a column means.
    """

    values: dict[Field, Value]
    labels: dict[Field, str] = field(default_factory=dict)
    due: Due | None = None
    state: State | None = None
    responsibles: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    place: Place = NOWHERE
    table: int | None = None
    row: int | None = None

    def text(self, name: Field) -> str | None:
        """The words of a field, or None."""
        value = self.values.get(name)
        return value.text if value else None

    def with_value(self, name: Field, value: Value) -> Measure:
        """The same measure with one field's words replaced."""
        return replace(self, values={**self.values, name: value})


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text that found no place, and why."""

    text: str
    why: Why
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Column:
    """How one column of a table was understood. `field` is None for a column that says nothing of a measure.

    `table` counts the document's tables from 0, `index` its columns from 0. `also` is the second field of a double
    column (``Frist/Status``).
    """

    table: int
    index: int
    header: str
    field: Field | None
    confidence: float
    also: Field | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a plan says of itself."""

    title: Value | None = None
    organisation: Value | None = None
    period: Value | None = None
    adopted: Value | None = None
    adopted_on: str | None = None
    adopted_by: str | None = None
    case_number: str | None = None
    classification: Value | None = None
    classified_as: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole plan as it was understood."""

    facts: Facts
    measures: tuple[Measure, ...]
    unplaced: tuple[Piece, ...]
    notices: tuple[Notice, ...] = ()
    columns: tuple[Column, ...] = ()
    language: str | None = None


ColumnChoices = dict[tuple[int, int], "Field | None"]
"""What a person says that columns mean: (table, column) → field, or None for a column to leave out."""


def _value_as_json(value: Value | None) -> str | None:
    return value.text if value else None


def measure_as_json(measure: Measure) -> dict[str, Any]:
    """A measure in the shape that `jamn read-plan` prints (docs/read-plan.schema.json)."""
    return {
        **{name.value: measure.text(name) for name in Field},
        "due": measure.due.as_json() if measure.due else None,
        "state": measure.state.value if measure.state else None,
        "responsibles": list(measure.responsibles),
        "areas": list(measure.areas),
        "grounds": list(measure.grounds),
        "labels": {name.value: label for name, label in measure.labels.items()},
        "source": place_as_json(measure.place),
        "sources": {name.value: place_as_json(value.place) for name, value in measure.values.items()},
        "confidence": {name.value: round(value.confidence, 2) for name, value in measure.values.items()},
    }


def as_json(reading: Reading) -> dict[str, Any]:
    """A reading in the shape that `jamn read-plan` prints (docs/read-plan.schema.json)."""
    facts = reading.facts
    adopted = {"text": _value_as_json(facts.adopted), "date": facts.adopted_on, "by": facts.adopted_by}
    return {
        "title": _value_as_json(facts.title),
        "organisation": _value_as_json(facts.organisation),
        "period": _value_as_json(facts.period),
        "adopted": {**adopted, "case": facts.case_number} if facts.adopted else None,
        "classification": _value_as_json(facts.classification),
        "language": reading.language,
        "measures": [measure_as_json(measure) for measure in reading.measures],
        "unplaced": [
            {"text": piece.text, "why": piece.why.value, "source": place_as_json(piece.place)}
            for piece in reading.unplaced
        ],
        "columns": [
            {
                "table": column.table,
                "column": column.index,
                "header": column.header,
                "field": column.field.value if column.field else None,
                "also": column.also.value if column.also else None,
                "confidence": round(column.confidence, 2),
            }
            for column in reading.columns
        ],
        "warnings": [str(notice) for notice in reading.notices],
    }
