"""One person at a time writes to a draft, and nobody writes over what another person did meanwhile."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from jamn.accounts.models import User
from jamn.importers import rules
from jamn.importers.models import DraftMeasure, Upload, UploadState


class Refused(Exception):
    """What was asked cannot be done now. `str()` says why, in the user's language."""


class Conflict(Refused):
    """Somebody else changed the same thing meanwhile. `theirs` is what it says now, where it is one text."""

    def __init__(self, theirs: str = "") -> None:
        super().__init__(_("Somebody else has changed this in the meantime. Look at what it says now, then try again."))
        self.theirs = theirs


def open_draft(upload: Upload, by: User) -> Upload:
    """Lock a draft for the rest of the transaction, and note that it changes now.

    Raises `PermissionDenied` for those who may not correct it, `Refused` when it is no draft any more.
    """
    locked = (
        Upload.objects.select_for_update(of=("self",))
        .select_related("unit", "plan__unit", "next_of__unit")
        .defer("document")
        .get(pk=upload.pk)
    )
    if not rules.may_correct(by, locked):
        raise PermissionDenied
    if locked.state != UploadState.DRAFT:
        raise Refused(_("This is no draft any more: it has been approved or thrown away in the meantime."))
    locked.changed_at = timezone.now()
    locked.save(update_fields=["changed_at"])
    return locked


def open_measure(measure: DraftMeasure, by: User, version: int | None = None) -> DraftMeasure:
    """Lock the draft that a row belongs to and fetch the row as it is now.

    Raises `Conflict` when it is not in the version that the person saw (None: any version will do).
    """
    upload = open_draft(measure.upload, by)
    now = DraftMeasure.objects.get(pk=measure.pk)
    now.upload = upload
    if version is not None and now.version != version:
        raise Conflict
    return now


def save(measure: DraftMeasure) -> None:
    """Keep a changed row under a new version."""
    measure.version += 1
    measure.save()
