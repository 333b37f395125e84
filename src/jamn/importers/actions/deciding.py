"""Approve a draft, or throw it away."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.importers import rules
from jamn.importers.actions.bringing import forget_file
from jamn.importers.actions.locking import Refused, open_draft
from jamn.importers.actions.writing import write_plan
from jamn.importers.models import Upload, UploadState
from jamn.importers.queries import Draft, draft, failed_for
from jamn.plan.models import ActionPlan


@transaction.atomic
def approve(upload: Upload, *, by: User, facts_too: bool = True) -> ActionPlan:
    """Make the plan that a draft says, or bring the one up to date that it is a version of; with all measures, or none.

    `facts_too` tells whether an update changes what the plan says of itself as well. Raises `Refused` when the plan has
    no title or a row says nothing. The draft's rows go; what was read stays, so that a measure can show where it came
    from.
    """
    ready = draft(open_draft(upload, by))
    _refuse_unfinished(ready)
    plan = write_plan(ready, by=by, facts_too=facts_too)
    ready.upload.state = UploadState.APPROVED
    ready.upload.plan = plan
    ready.upload.save(update_fields=["state", "plan"])
    ready.upload.measures.all().delete()
    ready.upload.pieces.all().delete()
    ready.upload.gone.all().delete()
    after = {"plan": plan.pk, "measures": len(ready.kept), "way": ready.upload.way}
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
    gone.gone.all().delete()
    record("discard", gone, by=by, employer_id=gone.unit.employer_id, before=before, after={"state": gone.state})


@transaction.atomic
def discard_failed(*, by: User) -> int:
    """Take all that could not be read from the person's list; returns how many there were."""
    failed = list(failed_for(by))
    for upload in failed:
        discard(upload, by=by)
    return len(failed)
