"""Read an upload's file, and make the draft."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.documents import read
from jamn.documents.blocks import Unreadable
from jamn.importers import rules
from jamn.importers.actions.apart import read_apart, understand_apart
from jamn.importers.actions.bringing import forget_file
from jamn.importers.actions.drafting import make_draft
from jamn.importers.actions.locking import Refused
from jamn.importers.models import Upload, UploadState
from jamn.importers.queries import is_left

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
        make_draft(upload, document, understand_apart(document, {}))
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
            Upload.objects.filter(pk=upload.pk).update(steps_done=done, steps=of, changed_at=timezone.now())

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


@transaction.atomic
def read_again(upload: Upload, *, by: User) -> Upload:
    """Let an upload wait for its turn once more, because whoever was to read it has stopped. The caller enqueues it.

    Raises `PermissionDenied` for those who may not correct it, `Refused` while it may still be under way.
    """
    left = Upload.objects.select_for_update(of=("self",)).select_related("unit", "plan__unit").get(pk=upload.pk)
    if not rules.may_correct(by, left):
        raise PermissionDenied
    if not is_left(left):
        raise Refused(_("It is under way. Wait a little, and look again."))
    left.state, left.steps, left.steps_done, left.changed_at = UploadState.WAITING, 0, 0, timezone.now()
    left.save(update_fields=["state", "steps", "steps_done", "changed_at"])
    record("read_again", left, by=by, employer_id=left.unit.employer_id)
    return left
