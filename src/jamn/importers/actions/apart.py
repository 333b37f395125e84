"""Read and understand a file in processes of their own: what a stranger's file leads astray takes nothing with it."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from threading import Timer
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_noop

from jamn.documents.blocks import Document, Unreadable, as_json, from_json
from jamn.importers.interpret import ColumnChoices, Reading
from jamn.importers.interpret.transfer import choices_to_plain, reading_from_plain

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


def read_apart(path: Path, name: str, progress: Callable[[int, int], None]) -> Document:
    """Read a file in a process of its own with a ceiling for memory and time; it knows no secrets and no database.

    Raises `Unreadable`, also when the process hangs, is killed or breaks down.
    """
    began = time.monotonic()
    with closing(_messages(command(path, name))) as messages:
        for message in messages:
            if "document" in message:
                return from_json(message["document"])
            if "unreadable" in message:
                raise Unreadable(message["unreadable"]["template"], **message["unreadable"]["values"])
            progress(message["done"], message["of"])
    raise Unreadable(TOO_SLOW if time.monotonic() - began >= settings.UPLOAD_READ_SECONDS else CRASHED)


def command(path: Path, name: str) -> list[str]:
    """What starts the reader: a Python that takes nothing from its surroundings, with ceilings it sets itself."""
    return _python("jamn.documents.read", str(path), f"--name={name}")


def understand_apart(document: Document, columns: ColumnChoices) -> Reading:
    """Understand a document in a process of its own, with the ceilings that reading has.

    Raises `Unreadable` when that hangs, is killed or breaks down.
    """
    began = time.monotonic()
    asked = json.dumps({"document": as_json(document), "columns": choices_to_plain(columns)}, ensure_ascii=False)
    try:
        with closing(_messages(interpreter(), asked)) as messages:
            for message in messages:
                return reading_from_plain(message["reading"])
    except (ValueError, KeyError, TypeError):
        _log.warning("The interpreter said what is no reading.")
    raise Unreadable(TOO_SLOW if time.monotonic() - began >= settings.UPLOAD_READ_SECONDS else CRASHED)


def interpreter() -> list[str]:
    """What starts the process that understands a document."""
    return _python("jamn.importers.interpret")


def _python(module: str, *arguments: str) -> list[str]:
    return [
        *(sys.executable, "-I", "-X", "utf8", "-m", module, *arguments),
        f"--memory={settings.UPLOAD_READ_BYTES}",
        f"--seconds={settings.UPLOAD_READ_SECONDS + 1}",
    ]


def _messages(program: Sequence[str], asked: str = "") -> Generator[dict[str, Any], None, None]:
    """What a process says to what it is asked on its stdin, until it ends or its time is up."""
    with subprocess.Popen(
        program,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PATH": os.defpath},
        encoding="utf-8",
    ) as process:
        out_of_time = Timer(settings.UPLOAD_READ_SECONDS, process.kill)
        out_of_time.start()
        try:
            with suppress(BrokenPipeError):
                _ask(process, asked)
            while process.stdout and (line := process.stdout.readline(MOST_SAID)).endswith("\n"):
                yield json.loads(line)
        finally:
            out_of_time.cancel()
            process.kill()
    if process.returncode not in {0, -signal.SIGKILL}:
        _log.warning("Reading a file ended with code %s.", process.returncode)


def _ask(process: subprocess.Popen[str], asked: str) -> None:
    if process.stdin:
        with process.stdin as pipe:
            pipe.write(asked)
