"""Read a file in a process of its own, and make the draft."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jamn.accounts.actions import record
from jamn.documents import read
from jamn.documents.blocks import Document, Unreadable
from jamn.importers import interpret
from jamn.importers.actions.bringing import forget_file
from jamn.importers.actions.drafting import make_draft
from jamn.importers.models import Upload, UploadState

_log = logging.getLogger(__name__)


def read_upload(upload: Upload) -> None:
    """Read a waiting upload's file and make its draft; where that fails, keep the sentence why and no file.

    Only one caller reads an upload: whoever comes later finds it taken and does nothing.
    """
    if not Upload.objects.filter(pk=upload.pk, state=UploadState.WAITING).update(
        state=UploadState.READING, changed_at=timezone.now()
    ):
        return
    try:
        document = read_apart(Path(upload.file.path), upload.name, _keep_progress(upload))
        make_draft(upload, document, interpret.plan(document))
    except Unreadable as problem:
        fail(upload, problem)
    except Exception:  # noqa: BLE001 - whatever went wrong, the person is told, and the upload does not hang
        _log.exception("Upload %s was read, but could not be understood.", upload.pk)
        fail(upload, Unreadable(read.CRASHED))


def _keep_progress(upload: Upload) -> Callable[[int, int], None]:
    """Save how far reading has come, at most twice a second."""
    saved_at = 0.0

    def save(done: int, of: int) -> None:
        nonlocal saved_at
        if time.monotonic() - saved_at > 0.5:
            saved_at = time.monotonic()
            Upload.objects.filter(pk=upload.pk).update(steps_done=done, steps=of)

    return save


@transaction.atomic
def fail(upload: Upload, problem: Unreadable) -> bool:
    """Keep why a file could not be read, and no file. False if the upload was thrown away meanwhile."""
    failed = Upload.objects.select_for_update(of=("self",)).select_related("unit").get(pk=upload.pk)
    if failed.state != UploadState.READING:
        return False
    failed.state = UploadState.FAILED
    failed.failure = {"template": problem.template, "values": problem.values}
    failed.changed_at = timezone.now()
    forget_file(failed)
    failed.save()
    record("read_upload", failed, by=None, employer_id=failed.unit.employer_id, after={"failure": problem.template})
    return True


def read_apart(path: Path, name: str, progress: Callable[[int, int], None]) -> Document:
    """Read a file in a process of its own with a ceiling for memory and time; it knows no secrets and no database.

    Raises `Unreadable`, also when the process hangs, is killed or breaks down.
    """
    limits = {"memory": settings.UPLOAD_READ_BYTES, "seconds": settings.UPLOAD_READ_SECONDS}
    return read.document_apart(path, name=name, progress=progress, **limits)
