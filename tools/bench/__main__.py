"""`python -m tools.bench [part …]`: everything, or the parts named: reading, pay, sqlite, postgresql."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.bench.reading import process, reading
from tools.bench.rows import Row, seconds, show
from tools.postgres import Cluster

LOOP = "sum(number * number for number in range(5_000_000))"
PARTS = ("reading", "pay", "sqlite", "postgresql")


@contextmanager
def _surroundings(part: str) -> Iterator[dict[str, str]]:
    """The settings of a database and a folder that live as long as the block."""
    with tempfile.TemporaryDirectory() as scratch:
        surroundings = {**os.environ, "JAMN_DATA": scratch}
        surroundings.pop("JAMN_DATABASE_URL", None)
        if part != "postgresql":
            yield surroundings
            return
        cluster = Cluster()
        try:
            yield {**surroundings, "JAMN_DATABASE_URL": cluster.start()}
        finally:
            cluster.stop()


def _in_a_process(module: str, part: str) -> Iterator[Row]:
    """The rows that a module prints as lines of JSON, as they come."""
    with _surroundings(part) as surroundings:
        command = [sys.executable, "-m", module]
        with subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, text=True) as running:
            for line in running.stdout or ():
                yield Row(**json.loads(line))
        if running.returncode:
            raise SystemExit(f"{module} failed on {part}.")


def _rows(parts: list[str], reference: float) -> Iterator[Row]:
    yield Row("reference: a loop in Python", reference)
    yield Row("reference: starting Python", seconds(process("-c", "pass")))
    if "reading" in parts:
        with tempfile.TemporaryDirectory() as scratch:
            yield from reading(Path(scratch))
    if "pay" in parts:
        yield from _in_a_process("tools.bench.pay", "pay")
    for part in ("sqlite", "postgresql"):
        if part in parts:
            yield Row({"sqlite": "SQLite", "postgresql": "PostgreSQL"}[part])
            yield from _in_a_process("tools.bench.database", part)
            yield from _in_a_process("tools.bench.writers", part)


def main() -> int:
    """Returns 1 when something is slower than it may be, or lost."""
    parts = sys.argv[1:] or list(PARTS)
    if not set(parts) <= set(PARTS):
        raise SystemExit(f"There are the parts {', '.join(PARTS)}.")
    reference = seconds(process("-c", LOOP))
    return int(show(_rows(parts, reference), reference) > 0)


if __name__ == "__main__":
    raise SystemExit(main())
