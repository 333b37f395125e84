"""Approve a draft, or throw it away."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.importers import interpret, rules
from jamn.importers.actions.bringing import forget_file
from jamn.importers.actions.locking import Refused, open_draft
from jamn.importers.interpret import DueKind, Field
from jamn.importers.models import Upload, UploadState
from jamn.importers.queries import Draft, Row, draft, failed_for
from jamn.plan.actions import MeasureWords, create_plan, due_fields
from jamn.plan.models import ActionPlan, Status

_COLUMNS = {Field.STATUS: "status_words"}
"""Where a plan's measure has another name for a field."""


@transaction.atomic
def approve(upload: Upload, *, by: User) -> ActionPlan:
    """Make the plan that a draft says, with all its measures, or nothing.

    Raises `Refused` when the plan has no title or a row says nothing. The draft's rows go; what was read stays, so that
    a measure can show where it came from.
    """
    ready = draft(open_draft(upload, by))
    _refuse_unfinished(ready)
    facts = {name: value["text"] for name, value in ready.upload.facts.items()}
    starts_on, ends_on = _span(facts.get("period", ""))
    plan = create_plan(
        ready.upload.unit,
        by=by,
        title=facts["title"],
        starts_on=starts_on,
        ends_on=ends_on,
        adopted_on=date.fromisoformat(facts["adopted_on"]) if facts.get("adopted_on") else None,
        language=ready.upload.language,
        measures=[_words(row) for row in ready.kept],
        **{
            name: facts.get(name, "")
            for name in ("organisation", "period", "adopted_by", "case_number", "classification")
        },
    )
    ready.upload.state = UploadState.APPROVED
    ready.upload.plan = plan
    ready.upload.save(update_fields=["state", "plan"])
    ready.upload.measures.all().delete()
    ready.upload.pieces.all().delete()
    after = {"plan": plan.pk, "measures": len(ready.kept)}
    record("approve", ready.upload, by=by, employer_id=ready.upload.unit.employer_id, after=after)
    return plan


def _refuse_unfinished(ready: Draft) -> None:
    """Say what stands in the way, if anything does."""
    title = ready.upload.facts.get("title")
    if not title or not title["text"]:
        raise Refused(_("The plan has no title. Give it one under “The plan”, then approve."))
    if not ready.kept:
        raise Refused(_("There is no measure to approve. Pick texts up, or add a measure by hand."))
    if ready.silent:
        numbers = ", ".join(str(row.number) for row in ready.silent)
        raise Refused(
            _("These measures have no words: %(numbers)s. Write them, or leave them out.") % {"numbers": numbers}
        )


def _span(period: str) -> tuple[date | None, date | None]:
    """The first and last day of a period in words: ``2024 - 2026``, ``2025``."""
    due = interpret.understand({Field.DEADLINE: period}).due
    if due is None or due.kind not in (DueKind.PERIOD, DueKind.YEAR):
        return None, None
    days = due_fields(due.as_json(), timezone.localdate())
    return days.due_from, days.due_on


def _words(row: Row) -> MeasureWords:
    """A row as the plan takes it: the words, what they were understood to say, and where they stood."""
    measure = row.measure
    said: dict[str, Any] = {_COLUMNS.get(name, name.value): measure.text(name) for name in Field}
    understood = measure.understood
    source = {
        "upload": measure.upload.pk,
        "name": measure.upload.name,
        "place": measure.place,
        "anchor": measure.anchor,
    }
    return MeasureWords(
        **said,
        status=understood.get("state") or Status.NEW,
        due=understood.get("due"),
        responsibles=tuple(understood.get("responsibles", ())),
        areas=tuple(understood.get("areas", ())),
        grounds=tuple(understood.get("grounds", ())),
        source=source,
    )


@transaction.atomic
def discard(upload: Upload, *, by: User) -> None:
    """Throw an upload away: its file, what it said, and the draft. Only that it was there is kept.

    Also one that waits, is being read or has failed; not one that has been approved.
    """
    gone = Upload.objects.select_for_update(of=("self",)).select_related("unit").defer("document").get(pk=upload.pk)
    if not rules.may_correct(by, gone):
        raise PermissionDenied
    if gone.state == UploadState.APPROVED:
        raise Refused(_("This has been approved, and its measures are in the register. It cannot be thrown away here."))
    before = {"state": gone.state}
    forget_file(gone)
    gone.state = UploadState.DISCARDED
    gone.document, gone.facts, gone.columns, gone.notices, gone.failure = None, {}, [], [], None
    gone.changed_at = timezone.now()
    gone.save()
    gone.measures.all().delete()
    gone.pieces.all().delete()
    record("discard", gone, by=by, employer_id=gone.unit.employer_id, before=before, after={"state": gone.state})


@transaction.atomic
def discard_failed(*, by: User) -> int:
    """Take all that could not be read from the person's list; returns how many there were."""
    failed = list(failed_for(by))
    for upload in failed:
        discard(upload, by=by)
    return len(failed)
