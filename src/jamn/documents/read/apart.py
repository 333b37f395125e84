"""Read a file of a stranger in a process of its own, from another Python program."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import closing, suppress
from pathlib import Path
from threading import Timer
from typing import IO, Any, cast

from jamn.documents.blocks import Document, Unreadable, from_json, gettext_noop

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


def document_apart(
    path: Path, *, name: str, memory: int, seconds: int, progress: Callable[[int, int], None] | None = None
) -> Document:
    """Read a file as `document` does, in a process with a ceiling for memory (bytes) and time; it knows no secrets.

    Raises `Unreadable`, also when the process hangs, is killed or breaks down.
    """
    began = time.monotonic()
    with closing(messages_apart(command(path, name, memory, seconds), seconds=seconds)) as messages:
        for message in messages:
            if "document" in message:
                return from_json(message["document"])
            if "unreadable" in message:
                raise Unreadable(message["unreadable"]["template"], **message["unreadable"]["values"])
            if progress:
                progress(message["done"], message["of"])
    raise Unreadable(TOO_SLOW if time.monotonic() - began >= seconds else CRASHED)


def command(path: Path, name: str, memory: int, seconds: int) -> list[str]:
    """What starts the reader."""
    return python_apart("jamn.documents.read", str(path), f"--name={name}", memory=memory, seconds=seconds)


def python_apart(module: str, *arguments: str, memory: int, seconds: int) -> list[str]:
    """What starts a module as a Python that takes nothing from its surroundings, with ceilings it sets itself."""
    return [
        *(sys.executable, "-I", "-X", "utf8", "-m", module, *arguments),
        f"--memory={memory}",
        f"--seconds={seconds + 1}",
    ]


def messages_apart(program: list[str], *, seconds: int, asked: str = "") -> Generator[dict[str, Any], None, None]:
    """What a process says in lines of JSON to what it is `asked` on its stdin, until it ends or its time is up."""
    with subprocess.Popen(
        program,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PATH": os.defpath},
        encoding="utf-8",
    ) as process:
        out_of_time = Timer(seconds, process.kill)
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
    with cast("IO[str]", process.stdin) as pipe:
        pipe.write(asked)
