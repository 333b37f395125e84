"""Read and understand a file in processes of their own: what a stranger's file leads astray takes nothing with it."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.conf import settings

from jamn.documents import read
from jamn.documents.blocks import Document, Unreadable, as_json
from jamn.importers.interpret import ColumnChoices, Reading
from jamn.importers.interpret.transfer import choices_to_plain, reading_from_plain

_log = logging.getLogger(__name__)


def read_apart(path: Path, name: str, progress: Callable[[int, int], None]) -> Document:
    """Read a file in a process of its own with a ceiling for memory and time; it knows no secrets and no database.

    Raises `Unreadable`, also when the process hangs, is killed or breaks down.
    """
    limits = {"memory": settings.UPLOAD_READ_BYTES, "seconds": settings.UPLOAD_READ_SECONDS}
    return read.document_apart(path, name=name, progress=progress, **limits)


def understand_apart(document: Document, columns: ColumnChoices) -> Reading:
    """Understand a document in a process of its own, with the ceilings that reading has.

    Raises `Unreadable` when that hangs, is killed or breaks down.
    """
    began = time.monotonic()
    seconds = settings.UPLOAD_READ_SECONDS
    asked = json.dumps({"document": as_json(document), "columns": choices_to_plain(columns)}, ensure_ascii=False)
    try:
        with closing(read.messages_apart(interpreter(), seconds=seconds, asked=asked)) as messages:
            for message in messages:
                return reading_from_plain(message["reading"])
    except (ValueError, KeyError, TypeError):
        _log.warning("The interpreter said what is no reading.")
    raise Unreadable(read.TOO_SLOW if time.monotonic() - began >= seconds else read.CRASHED)


def interpreter() -> list[str]:
    """What starts the process that understands a document."""
    limits = {"memory": settings.UPLOAD_READ_BYTES, "seconds": settings.UPLOAD_READ_SECONDS}
    return read.python_apart("jamn.importers.interpret", **limits)
