"""What a person does to a draft."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.importers.actions.drafting import understood
from jamn.importers.actions.locking import Conflict, Refused, open_draft, open_measure, save
from jamn.importers.interpret import Field
from jamn.importers.models import DraftMeasure, DraftPiece, Upload
from jamn.importers.queries import row_above
from jamn.importers.queries.source import order


@transaction.atomic
def change_value(measure: DraftMeasure, field: Field, text: str, *, was: str, by: User) -> DraftMeasure:
    """Give a field other words, or confirm those it has. `was` is what the person saw there.

    Raises `Conflict` when it says something else by now.
    """
    row = open_measure(measure, by)
    before = row.text(field)
    _expect(before, was, text)
    _set(row, field, text)
    _keep(row)
    _record("change_value", row, by, before={field: before}, after={field: text})
    return row


@transaction.atomic
def split_measure(
    measure: DraftMeasure, first: Mapping[Field, str], second: Mapping[Field, str], *, version: int, by: User
) -> DraftMeasure:
    """Cut a row in two: what its fields say afterwards, and what the fields of the new row below it say.

    Returns the new row. Raises `Conflict` when the row is not in the `version` that the person saw.
    """
    row = open_measure(measure, by, version)
    if not any(second.values()) or not any(first.values()):
        raise Refused(_("Both rows need some words. Move what belongs to the second measure over to it."))
    before = _texts(row)
    new = DraftMeasure(
        upload=row.upload,
        position=row.position + 1,
        place=row.place,
        anchor=row.anchor,
        table=row.table,
        row=row.row,
        by_hand=True,
    )
    for field in Field:
        old = row.values.get(field)
        if text := second.get(field, ""):
            same = old and _squeezed(old["text"]) == _squeezed(text)
            new.values[field.value] = dict(old) if old and same else _by_hand(text, old or {})
        if _squeezed(first.get(field, "")) != _squeezed(row.text(field)):
            _set(row, field, first.get(field, ""))
    _make_room(row.upload, new.position)
    new.understood = understood(new)
    new.save()
    _keep(row)
    _record("split_measure", row, by, before=before, after={"first": _texts(row), "second": _texts(new)})
    return new


@transaction.atomic
def join_measures(measure: DraftMeasure, *, version: int, by: User) -> DraftMeasure:
    """Put a row's words below those of the row above, field by field; the row itself is dropped.

    Words that both have alike stand once. Returns the row above.
    """
    row = open_measure(measure, by, version)
    above = row_above(row)
    if above is None:
        raise Refused(_("There is no row above that this one could be joined with."))
    before = _texts(above)
    for field in Field:
        upper, lower = above.text(field), row.text(field)
        if lower and _squeezed(lower) not in _squeezed(upper):
            _set(above, field, f"{upper}\n{lower}" if upper else lower, place_of=row.values[field])
    row.dropped = True
    save(row)
    _keep(above)
    _record("join_measures", above, by, before=before, after=_texts(above) | {"joined": row.pk})
    return above


@transaction.atomic
def drop_measure(measure: DraftMeasure, *, by: User) -> DraftMeasure:
    """Leave a row out of the plan. It can be taken back as long as there is a draft."""
    return _drop(measure, by, verb="drop_measure", dropped=True)


@transaction.atomic
def take_back(measure: DraftMeasure, *, by: User) -> DraftMeasure:
    """Take a dropped row back."""
    return _drop(measure, by, verb="take_back", dropped=False)


def _drop(measure: DraftMeasure, by: User, *, verb: str, dropped: bool) -> DraftMeasure:
    row = open_measure(measure, by)
    if row.dropped != dropped:
        row.dropped = dropped
        save(row)
        _record(verb, row, by, before={"dropped": not dropped}, after={"dropped": dropped})
    return row


@transaction.atomic
def add_measure(upload: Upload, *, by: User) -> DraftMeasure:
    """Add an empty row at the end."""
    draft = open_draft(upload, by)
    last = draft.measures.aggregate(last=Max("position"))["last"]
    row = DraftMeasure.objects.create(upload=draft, position=0 if last is None else last + 1, by_hand=True)
    _record("add_measure", row, by, before={}, after={})
    return row


@transaction.atomic
def pick_up_piece(piece: DraftPiece, text: str, field: Field, *, into: DraftMeasure | None, by: User) -> DraftMeasure:
    """Put a piece that found no place (or a part of it) into a field of a row, or begin a new row with it.

    A new row stands where the piece stands in the document. Returns the row.
    """
    draft = open_draft(piece.upload, by)
    if not text:
        raise Refused(_("There are no words to pick up."))
    row = _begin(draft, piece) if into is None else DraftMeasure.objects.get(pk=into.pk, upload=draft)
    row.upload = draft
    before = row.text(field)
    origin = {"place": piece.place, "anchor": piece.anchor}
    _set(row, field, f"{before}\n{text}" if before else text, place_of=None if before else origin)
    _keep(row)
    DraftPiece.objects.filter(pk=piece.pk).update(taken=True)
    _record("pick_up_piece", row, by, before={field: before}, after={field: row.text(field), "piece": piece.pk})
    return row


def _begin(draft: Upload, piece: DraftPiece) -> DraftMeasure:
    """A new row below the last one that stands before a piece in the document."""
    rows = draft.measures.values_list("position", "anchor")
    earlier = [position for position, anchor in rows if anchor and order(anchor) <= order(piece.anchor)]
    position = max(earlier, default=-1) + 1
    _make_room(draft, position)
    return DraftMeasure(upload=draft, position=position, place=piece.place, anchor=piece.anchor, by_hand=True)


@transaction.atomic
def change_fact(upload: Upload, name: str, text: str, *, was: str, by: User) -> Upload:
    """Give the plan another title, organisation, period and so on; or confirm what was read. As `change_value`."""
    draft = open_draft(upload, by)
    old = draft.facts.get(name)
    before = old["text"] if old else ""
    _expect(before, was, text)
    draft.facts[name] = _changed(old, text, {})
    draft.save(update_fields=["facts"])
    _record("change_fact", draft, by, before={name: before}, after={name: text})
    return draft


def _expect(now: str, was: str, wanted: str) -> None:
    """Refuse to write over words that the person has not seen. White space makes no difference."""
    if _squeezed(now) not in (_squeezed(was), _squeezed(wanted)):
        raise Conflict(now)


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _set(row: DraftMeasure, field: Field, text: str, *, place_of: Mapping[str, Any] | None = None) -> None:
    row.values[field.value] = _changed(
        row.values.get(field), text, place_of or {"place": row.place, "anchor": row.anchor}
    )


def _changed(old: dict[str, Any] | None, text: str, origin: Mapping[str, Any]) -> dict[str, Any]:
    """A value with words that a person wrote or confirmed; what was read is kept beside them."""
    if old is None:
        return _by_hand(text, origin) | {"read": ""}
    read = old.get("read", old["text"])
    changed = {**old, "text": text, "changed": True, "read": read}
    if _squeezed(read) == _squeezed(text):
        del changed["read"]
    return changed


def _by_hand(text: str, origin: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "text": text,
        "confidence": 1,
        "place": origin.get("place", {}),
        "anchor": origin.get("anchor", ""),
        "changed": True,
    }


def _keep(row: DraftMeasure) -> None:
    row.understood = understood(row)
    save(row)


def _make_room(upload: Upload, position: int) -> None:
    upload.measures.filter(position__gte=position).update(position=F("position") + 1)


def _texts(row: DraftMeasure) -> dict[str, Any]:
    return {name: value["text"] for name, value in row.values.items()}


def _record(
    verb: str, thing: DraftMeasure | Upload, by: User, *, before: dict[str, Any], after: dict[str, Any]
) -> None:
    upload = thing.upload if isinstance(thing, DraftMeasure) else thing
    record(verb, thing, by=by, employer_id=upload.unit.employer_id, before=before, after=after)
