"""Delete what is kept no longer."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from jamn.accounts.actions import record
from jamn.documents.blocks import Unreadable
from jamn.importers.actions.apart import CRASHED
from jamn.importers.actions.bringing import FOLDER, forget_file
from jamn.importers.actions.reading import fail
from jamn.importers.models import Upload, UploadState

STUCK_AFTER = timedelta(hours=1)
"""An upload that has been read for longer than this was left by a worker that stopped."""


def purge(now: datetime | None = None) -> dict[str, int]:
    """Delete old files, old uploads that came to nothing, and files that no upload knows.

    Old is what has not changed for `UPLOAD_KEEP_DAYS`. An upload whose reading was cut off is marked as failed, so that
    the person can bring it in again. Returns how many there were of each.
    """
    now = now or timezone.now()
    old = Upload.objects.filter(changed_at__lt=now - timedelta(days=settings.UPLOAD_KEEP_DAYS)).defer("document")
    stuck = Upload.objects.filter(state=UploadState.READING, changed_at__lt=now - STUCK_AFTER).defer("document")
    return {
        "stuck": sum(fail(upload, Unreadable(CRASHED)) for upload in stuck),
        "files": sum(_forget(upload) for upload in old.exclude(file="").select_related("unit")),
        "uploads": _delete_remains(old),
        "strays": _delete_strays(now),
    }


@transaction.atomic
def _forget(upload: Upload) -> int:
    forget_file(upload)
    upload.save(update_fields=["file"])
    record("purge_file", upload, by=None, employer_id=upload.unit.employer_id)
    return 1


@transaction.atomic
def _delete_remains(old: QuerySet[Upload]) -> int:
    remains = old.filter(state__in=[UploadState.FAILED, UploadState.DISCARDED])
    count = remains.count()
    remains.delete()
    return count


def _delete_strays(now: datetime) -> int:
    """Delete files that no upload knows: what was being stored when the server stopped."""
    if not default_storage.exists(FOLDER):
        return 0
    known = set(Upload.objects.exclude(file="").values_list("file", flat=True))
    strays = 0
    for name in (f"{FOLDER}/{each}" for each in default_storage.listdir(FOLDER)[1]):
        if name not in known and default_storage.get_modified_time(name) < now - timedelta(days=1):
            default_storage.delete(name)
            strays += 1
    return strays
