"""Many people at work on the same measures, over HTTP, on the database that the tests run on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

DATABASE = "jamn_writers"


@pytest.fixture
def surroundings(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A folder and a database of their own: what a server in another process sees, no test may roll back."""
    own = {**os.environ, "JAMN_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "jamn.config.settings"}
    address = os.environ.get("JAMN_DATABASE_URL")
    if not address:
        yield own
        return
    import psycopg

    with psycopg.connect(_at(address, "postgres"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {DATABASE}")
        yield {**own, "JAMN_DATABASE_URL": _at(address, DATABASE)}
        connection.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")


def _at(address: str, database: str) -> str:
    return address.replace("/postgres?", f"/{database}?")


def test_lose_nothing_when_many_write_at_once(surroundings: dict[str, str]) -> None:
    command = [sys.executable, "-m", "tools.bench.writers", "12", "2"]
    done = subprocess.run(command, env=surroundings, check=False, capture_output=True, text=True, timeout=300)
    told = {row["name"].strip(" …"): row["figure"] for row in map(json.loads, done.stdout.splitlines())}
    assert {name: figure for name, figure in told.items() if "lost" in name or "not saved" in name} == {
        "12 people writing at once: lost of 72 changes": 0,
        "not saved": 0,
    }, done.stderr
    assert told["answers that are errors"] == 0
    assert told["shown what a colleague had written meanwhile"] > 0
    assert "database is locked" not in done.stderr
    assert done.returncode == 0
