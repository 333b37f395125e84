"""A reading becomes a draft, and becomes it again when a person says what a column means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.documents.blocks import NOWHERE, Document, Notice, Place, Unreadable, as_json, from_json, place_as_json
from jamn.importers import interpret, rules
from jamn.importers.actions.apart import understand_apart
from jamn.importers.actions.comparing import find_again
from jamn.importers.actions.locking import Conflict, Refused, open_draft
from jamn.importers.interpret import Column, ColumnChoices, Facts, Field, Measure, Reading, Value
from jamn.importers.models import DraftMeasure, DraftPiece, Headings, Upload, UploadState
from jamn.importers.queries.source import Anchors
from jamn.importers.queries.versions import plan_like
from jamn.plan.models import Language


def make_draft(upload: Upload, document: Document, reading: Reading) -> None:
    """Keep what was read and what it was understood to say. Nothing happens if it was thrown away meanwhile.

    All that takes time is done before anything is locked.
    """
    anchors = Anchors(document)
    rows = [_row(upload, measure, position, anchors) for position, measure in enumerate(reading.measures)]
    resembles = plan_like(upload.unit, rows)
    with transaction.atomic():
        locked = Upload.objects.select_for_update(of=("self",)).select_related("unit").get(pk=upload.pk)
        if locked.state == UploadState.READING:
            locked.resembles = resembles
            _keep_draft(locked, document, reading, anchors, rows)


def _keep_draft(
    locked: Upload, document: Document, reading: Reading, anchors: Anchors, rows: list[DraftMeasure]
) -> None:
    locked.state = UploadState.DRAFT
    locked.document = as_json(document)
    locked.facts = _facts(reading.facts, anchors)
    locked.columns = _columns(reading.columns, {})
    locked.notices = _notices((*document.notices, *reading.notices))
    locked.language = _language(reading.language)
    locked.headings = _headings(rows)
    locked.changed_at = timezone.now()
    locked.save()
    DraftMeasure.objects.bulk_create(rows)
    _keep_pieces(locked, reading, anchors, taken=set())
    record("read_upload", locked, by=None, employer_id=locked.unit.employer_id, after={"measures": len(rows)})


def say_what_columns_mean(upload: Upload, choices: ColumnChoices, *, by: User) -> None:
    """Understand the kept document anew, with a person's word for what columns mean: (table, column) → field or None.

    What a person has changed, split, joined, added or dropped stays; facts stay as they are. Understanding a long
    document takes seconds, and is done before anything is locked. Raises `Conflict` when somebody else has said what
    a column means in the meantime, and `Refused` when it takes too long.
    """
    if not rules.may_correct(by, upload):
        raise PermissionDenied
    before = Upload.objects.filter(pk=upload.pk).values_list("columns", flat=True).get()
    chosen = {**_chosen(before), **choices}
    document = from_json(upload.document or {})
    try:
        reading = understand_apart(document, chosen)
    except Unreadable as problem:
        raise Refused(_(problem.template).format(**problem.values)) from problem
    anchors = Anchors(document)
    with transaction.atomic():
        locked = open_draft(upload, by)
        if locked.columns != before:
            raise Conflict
        _read_again(locked, document, reading, anchors, chosen)
        record(
            "say_what_columns_mean",
            locked,
            by=by,
            employer_id=locked.unit.employer_id,
            before={"columns": before},
            after={"columns": locked.columns},
        )


def _read_again(locked: Upload, document: Document, reading: Reading, anchors: Anchors, chosen: ColumnChoices) -> None:
    """Put another reading of the same document in the place of the one that the draft was made from."""
    locked.columns = _columns(reading.columns, chosen)
    locked.notices = _notices((*document.notices, *reading.notices))
    locked.save(update_fields=["columns", "notices"])
    new = [_row(locked, measure, 0, anchors) for measure in reading.measures]
    _merge(list(locked.measures.all()), new)
    find_again(locked)
    taken = set(locked.pieces.filter(taken=True).values_list("text", "anchor"))
    locked.pieces.all().delete()
    _keep_pieces(locked, reading, anchors, taken)


def _headings(rows: Iterable[DraftMeasure]) -> Headings:
    """Focus areas where most words of the area column name no area of the law; areas otherwise."""
    named = {row.text(Field.AREA): bool(row.understood["areas"]) for row in rows if row.text(Field.AREA)}
    return Headings.FOCUS_AREAS if named and sum(named.values()) * 2 < len(named) else Headings.AREAS


def _language(tag: str | None) -> str:
    """A plan's language for the language tag of a reading (``nn-NO`` → ``nn``); empty when it is none of ours."""
    code = (tag or "").partition("-")[0].lower()
    code = Language.BOKMAL.value if code == "no" else code
    return code if code in Language.values else ""


def _chosen(columns: list[dict[str, Any]]) -> ColumnChoices:
    return {
        (column["table"], column["index"]): Field(column["field"]) if column["field"] else None
        for column in columns
        if column["chosen"]
    }


def _columns(columns: Iterable[Column], chosen: ColumnChoices) -> list[dict[str, Any]]:
    return [
        {
            "table": column.table,
            "index": column.index,
            "header": column.header,
            "field": column.field.value if column.field else None,
            "also": column.also.value if column.also else None,
            "confidence": round(column.confidence, 2),
            "chosen": (column.table, column.index) in chosen,
        }
        for column in columns
    ]


def _notices(notices: Iterable[Notice]) -> list[dict[str, Any]]:
    """The sentences for the person, each once."""
    once = {str(notice): notice for notice in notices}
    return [{"template": notice.template, "values": notice.values} for notice in once.values()]


def _kept(text: str, confidence: float, place: Place, anchors: Anchors) -> dict[str, Any]:
    return {
        "text": text,
        "confidence": round(confidence, 2),
        "place": place_as_json(place),
        "anchor": anchors.find(place, text),
    }


def _facts(facts: Facts, anchors: Anchors) -> dict[str, Any]:
    """What the plan says of itself, by name. What was found inside the words of the adoption stands where they do.

    The classification comes without its label: a document that prints it has one of its own.
    """
    adopted, classified = facts.adopted or Value(""), facts.classification or Value("")
    found = {
        "title": facts.title,
        "organisation": facts.organisation,
        "period": facts.period,
        "adopted": facts.adopted,
        "classification": Value(facts.classified_as or "", classified.confidence, classified.place),
        "adopted_on": Value(facts.adopted_on or "", adopted.confidence, adopted.place),
        "adopted_by": Value(facts.adopted_by or "", adopted.confidence, adopted.place),
        "case_number": Value(facts.case_number or "", adopted.confidence, adopted.place),
    }
    return {
        name: _kept(value.text, value.confidence, value.place, anchors)
        for name, value in found.items()
        if value and value.text
    }


def _row(upload: Upload, measure: Measure, position: int, anchors: Anchors) -> DraftMeasure:
    """A row of the draft. A value without a place of its own stands where its measure does."""
    values = {
        name.value: _kept(
            value.text, value.confidence, value.place if value.place != NOWHERE else measure.place, anchors
        )
        for name, value in measure.values.items()
        if value.text
    }
    first = next(iter(values.values()), None)
    return DraftMeasure(
        upload=upload,
        position=position,
        values=values,
        understood={
            "due": measure.due.as_json() if measure.due else None,
            "state": measure.state.value if measure.state else None,
            "responsibles": list(measure.responsibles),
            "areas": list(measure.areas),
            "grounds": list(measure.grounds),
        },
        place=place_as_json(measure.place),
        anchor=anchors.find(measure.place, measure.text(Field.TITLE) or "") or (first["anchor"] if first else ""),
        table=measure.table,
        row=measure.row,
    )


def _keep_pieces(upload: Upload, reading: Reading, anchors: Anchors, taken: set[tuple[str, str]]) -> None:
    pieces = []
    for position, piece in enumerate(reading.unplaced):
        anchor = anchors.find(piece.place, piece.text)
        pieces.append(
            DraftPiece(
                upload=upload,
                position=position,
                text=piece.text,
                why=piece.why.value,
                place=place_as_json(piece.place),
                anchor=anchor,
                taken=(piece.text, anchor) in taken,
            )
        )
    DraftPiece.objects.bulk_create(pieces)


def _merge(old: list[DraftMeasure], new: list[DraftMeasure]) -> None:
    """Put new rows in the place of old ones, and keep what a person did to the old.

    Rows are the same when they come from the same table row (or the same place in the text), first with first, second
    with second. An old row without a new one goes, unless a person has touched it.
    """
    waiting = defaultdict(list)
    for row in old:
        if not row.by_hand:
            waiting[_origin(row)].append(row)
    result: list[DraftMeasure] = []
    for row in new:
        same = waiting[_origin(row)]
        result.append(_updated(same.pop(0), row) if same else row)
    gone = [row for row in old if row not in result and not _touched(row)]
    for before, row in zip([None, *old], old, strict=False):
        if row not in result and _touched(row):
            result.insert(result.index(before) + 1 if before in result else 0, row)
    DraftMeasure.objects.filter(pk__in=[row.pk for row in gone]).delete()
    for position, row in enumerate(result):
        row.position = position
    fields = ["position", "values", "understood", "place", "anchor", "version"]
    DraftMeasure.objects.bulk_update([row for row in result if row.pk], fields)
    DraftMeasure.objects.bulk_create(row for row in result if not row.pk)


def _origin(row: DraftMeasure) -> tuple[object, ...]:
    return (row.table, row.row) if row.table is not None else (row.anchor,)


def _touched(row: DraftMeasure) -> bool:
    return row.by_hand or row.dropped or any(value.get("changed") for value in row.values.values())


def _updated(old: DraftMeasure, new: DraftMeasure) -> DraftMeasure:
    """The old row with the new row's values, except those that a person has changed."""
    changed = {name: value for name, value in old.values.items() if value.get("changed")}
    old.values = {**new.values, **changed}
    old.understood = understood(old) if changed else new.understood
    old.place, old.anchor = new.place, new.anchor
    old.version += 1
    return old


def understood(row: DraftMeasure) -> dict[str, Any]:
    """What the row's words of deadline, status, responsible and area say, as they are now."""
    words = {Field(name): value["text"] for name, value in row.values.items() if value["text"]}
    says = interpret.understand(words)
    return {
        "due": says.due.as_json() if says.due else None,
        "state": says.state.value if says.state else None,
        "responsibles": list(says.responsibles),
        "areas": list(says.areas),
        "grounds": list(says.grounds),
    }
