"""Read a file in a process of its own, and make the draft."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path
from threading import Timer
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from jamn.accounts.actions import record
from jamn.documents.blocks import Document, Unreadable, from_json
from jamn.importers import interpret
from jamn.importers.actions.bringing import forget_file
from jamn.importers.actions.drafting import make_draft
from jamn.importers.models import Upload, UploadState

TOO_SLOW = gettext_noop(
    "Reading the file took too long. Save the part with the plan as a file of its own and bring that in."
)
CRASHED = gettext_noop(
    "The file made the reading stop; it may be damaged. Open it in the program it was made with, save it again, and "
    "bring in the new file."
)
MOST_SAID = 100_000_000
"""The longest line that is taken from a reader, in characters. A plan of 300 pages needs a fiftieth of it."""

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
        fail(upload, Unreadable(CRASHED))


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
    began = time.monotonic()
    with closing(_messages(path, name)) as messages:
        for message in messages:
            if "document" in message:
                return from_json(message["document"])
            if "unreadable" in message:
                raise Unreadable(message["unreadable"]["template"], **message["unreadable"]["values"])
            progress(message["done"], message["of"])
    raise Unreadable(TOO_SLOW if time.monotonic() - began >= settings.UPLOAD_READ_SECONDS else CRASHED)


def command(path: Path, name: str) -> list[str]:
    """What starts the reader: a Python that takes nothing from its surroundings, with ceilings it sets itself."""
    return [
        *(sys.executable, "-I", "-X", "utf8", "-m", "jamn.documents.read", str(path), f"--name={name}"),
        f"--memory={settings.UPLOAD_READ_BYTES}",
        f"--seconds={settings.UPLOAD_READ_SECONDS + 1}",
    ]


def _messages(path: Path, name: str) -> Generator[dict[str, Any], None, None]:
    """What the reader says, until it ends or its time is up."""
    with subprocess.Popen(
        command(path, name),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PATH": os.defpath},
        encoding="utf-8",
    ) as process:
        out_of_time = Timer(settings.UPLOAD_READ_SECONDS, process.kill)
        out_of_time.start()
        try:
            while process.stdout and (line := process.stdout.readline(MOST_SAID)).endswith("\n"):
                yield json.loads(line)
        finally:
            out_of_time.cancel()
            process.kill()
    if process.returncode not in {0, -signal.SIGKILL}:
        _log.warning("Reading a file ended with code %s.", process.returncode)
