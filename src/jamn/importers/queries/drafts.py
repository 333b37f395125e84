"""A draft as it is shown: measures with every value, what is unsure, what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, groupby
from typing import Any

from jamn.importers.interpret import Field, Why
from jamn.importers.models import DraftMeasure, DraftPiece, Upload, UploadState
from jamn.importers.queries.words import FACTS

UNSURE = 0.7
"""Values below this confidence are marked for a person to check."""

ROWS_ON_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A field's words as they are drawn, in the element with the id `box`.

    `read` is what was read, where a person has written something else.
    """

    box: str
    name: str
    text: str
    anchor: str
    unsure: bool
    changed: bool
    read: str | None


def shown_value(box: str, name: str, value: dict[str, Any] | None) -> ShownValue:
    """A value of a draft measure, or a fact, from its JSON."""
    value = value or {}
    changed = value.get("changed", False)
    return ShownValue(
        box=box,
        name=name,
        text=value.get("text", ""),
        anchor=value.get("anchor", ""),
        unsure=not changed and value.get("confidence", 1) < UNSURE,
        changed=changed,
        read=value.get("read"),
    )


@dataclass(frozen=True)
class Row:
    """A measure of the draft. `number` counts those that are not dropped, from 1."""

    measure: DraftMeasure
    number: int | None

    @cached_property
    def values(self) -> list[ShownValue]:
        """The values with words, and those whose words a person took away, in the order of a plan."""
        return [self.value(name) for name in Field if name in self.measure.values]

    def value(self, name: Field) -> ShownValue:
        """One value."""
        return shown_value(f"v{self.measure.pk}-{name}", name, self.measure.values.get(name))

    @property
    def box(self) -> str:
        """The id of the element that shows the row."""
        return f"m{self.measure.pk}"

    @cached_property
    def empty(self) -> list[Field]:
        """The fields without words."""
        return [name for name in Field if name not in self.measure.values]

    @cached_property
    def unsure(self) -> list[ShownValue]:
        """The values to check."""
        return [value for value in self.values if value.unsure]

    @property
    def says_nothing(self) -> bool:
        """Whether neither title nor description has words: no measure for a plan."""
        return not self.measure.text(Field.TITLE) and not self.measure.text(Field.DESCRIPTION)


@dataclass(frozen=True)
class Draft:
    """All rows of a draft, fetched with one query."""

    upload: Upload
    rows: list[Row]

    @cached_property
    def kept(self) -> list[Row]:
        """The rows that will be measures."""
        return [row for row in self.rows if not row.measure.dropped]

    @cached_property
    def facts(self) -> list[ShownValue]:
        """What the plan says of itself."""
        return [self.fact(name) for name in FACTS]

    @property
    def facts_said(self) -> list[ShownValue]:
        """The facts with words, those without that a person took away, and the title."""
        return [fact for fact in self.facts if fact.text or fact.changed or fact.name == "title"]

    @property
    def facts_open(self) -> list[ShownValue]:
        """The facts without words."""
        return [fact for fact in self.facts if fact not in self.facts_said]

    def fact(self, name: str) -> ShownValue:
        """One thing that the plan says of itself."""
        return shown_value(f"f-{name}", name, self.upload.facts.get(name))

    @cached_property
    def unsure(self) -> int:
        """How many values are unsure, facts included."""
        return sum(len(row.unsure) for row in self.kept) + sum(fact.unsure for fact in self.facts)

    @cached_property
    def unknown(self) -> list[dict[str, Any]]:
        """The columns that nobody knows the meaning of, so that their words are in no measure."""
        return [column for column in self.upload.columns if is_unknown(column)]

    @property
    def corrected(self) -> bool:
        """Whether a person has changed or left out anything in the rows."""
        return any(row.measure.dropped or any(value.changed for value in row.values) for row in self.rows)

    @property
    def to_check(self) -> int:
        """How much there is for a person to look at: unsure values, rows that say nothing, unknown columns."""
        return self.unsure + len(self.silent) + len(self.unknown)

    @cached_property
    def silent(self) -> list[Row]:
        """The rows that stand in the way of approval, because they say nothing."""
        return [row for row in self.kept if row.says_nothing]

    @cached_property
    def areas_named(self) -> bool:
        """Whether any measure has words for its area."""
        return any(row.measure.text(Field.AREA) for row in self.kept)

    def row(self, measure: DraftMeasure) -> Row:
        """The row that shows a measure of this draft."""
        return next(row for row in self.rows if row.measure.pk == measure.pk)

    @cached_property
    def first_to_check(self) -> tuple[DraftMeasure | None, str] | None:
        """The first thing to look at: its measure (None where it is in none), and the element that shows it."""
        facts = ((None, fact.box) for fact in self.facts if fact.unsure)
        rows = (
            (row.measure, f"n{row.measure.pk}" if row.says_nothing else row.unsure[0].box)
            for row in self.kept
            if row.says_nothing or row.unsure
        )
        columns = ((None, f"column-{column['table']}-{column['index']}") for column in self.unknown)
        return next(chain[tuple[DraftMeasure | None, str]](facts, rows, columns), None)

    def page_of(self, measure: DraftMeasure) -> int:
        """The page of the preview that shows a measure, from 1."""
        index = next((index for index, row in enumerate(self.rows) if row.measure.pk == measure.pk), 0)
        return index // ROWS_ON_A_PAGE + 1


def draft(upload: Upload) -> Draft:
    """The draft of an upload, dropped rows included."""
    rows: list[Row] = []
    number = 0
    for measure in upload.measures.all():
        measure.upload = upload
        number += not measure.dropped
        rows.append(Row(measure, None if measure.dropped else number))
    return Draft(upload, rows)


def drafts(uploads: Iterable[Upload]) -> dict[int, Draft]:
    """The drafts among some uploads, by the upload's key."""
    return {upload.pk: draft(upload) for upload in uploads if upload.state == UploadState.DRAFT}


def row_above(measure: DraftMeasure) -> DraftMeasure | None:
    """The nearest row above that is not dropped."""
    rows = DraftMeasure.objects.filter(upload_id=measure.upload_id, dropped=False, position__lt=measure.position)
    return rows.select_related("upload__unit").last()


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Pieces that found no place for the same reason."""

    why: Why
    pieces: list[DraftPiece]
    waiting: int


def unplaced(upload: Upload) -> list[Unplaced]:
    """The pieces of text that found no place, by reason; first those that may be part of a measure."""
    ranks = {why.value: rank for rank, why in enumerate(Why)}
    pieces = sorted(upload.pieces.all(), key=lambda piece: (ranks[piece.why], piece.position))
    groups: Iterable[tuple[str, Iterable[DraftPiece]]] = groupby(pieces, key=lambda piece: piece.why)
    found = [(Why(why), list(group)) for why, group in groups]
    return [Unplaced(why, group, sum(not piece.taken for piece in group)) for why, group in found]


@dataclass(frozen=True, slots=True)
class ColumnsOfTable:
    """How the columns of one table were understood. `number` counts the document's tables from 1."""

    table: int
    columns: list[dict[str, Any]]

    @property
    def number(self) -> int:
        """The table's number as people count."""
        return self.table + 1


def is_unknown(column: dict[str, Any]) -> bool:
    """Whether a column has a header that says nothing to the program, and no person has said what it means."""
    return bool(column["header"].strip()) and not column["field"] and not column["chosen"]


def kept_columns(upload: Upload) -> list[ColumnsOfTable]:
    """The columns of the tables that measures are read from, or that a person has spoken of."""
    ordered = sorted(upload.columns, key=lambda column: (column["table"], column["index"]))
    return [ColumnsOfTable(table, list(group)) for table, group in groupby(ordered, key=lambda each: each["table"])]
