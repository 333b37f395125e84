"""Reading in a process of its own: ``python -m jamn.documents.read``."""

from __future__ import annotations

import json
import resource
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

from jamn.documents import blocks

Limits = dict[int, tuple[int, int]]


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> Limits:
    """What the process would have limited: resource → ceilings. The tests' own process must not be limited."""
    found: Limits = {}
    monkeypatch.setattr(resource, "setrlimit", found.__setitem__)
    monkeypatch.setattr(resource, "getrlimit", lambda _: (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    return found


def _run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    monkeypatch.setattr(sys, "argv", ["read", *arguments, "--memory=1000000", "--seconds=7"])
    runpy.run_module("jamn.documents.read", run_name="__main__")
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.usefixtures("limits")
def test_print_how_far_it_is_and_then_the_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "4f2a"
    file.write_text("Tiltak;Ansvarlig\nKurs for ledere på norsk;HR\n")
    *progress, last = _run(monkeypatch, capsys, str(file), "--name=plan.csv")
    assert all(set(message) == {"done", "of"} for message in progress)
    document = blocks.from_json(last["document"])
    (table,) = document.tables()
    assert (document.name, [cell.text for cell in table.cells]) == (
        "plan.csv",
        ["Tiltak", "Ansvarlig", "Kurs for ledere på norsk", "HR"],
    )


@pytest.mark.usefixtures("limits")
def test_print_why_a_file_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "4f2a"
    file.write_bytes(b"")
    (message,) = _run(monkeypatch, capsys, str(file), "--name=plan.docx")
    assert message["unreadable"]["values"] == {"name": "plan.docx"}
    assert "{name}" in message["unreadable"]["template"]


def test_limit_memory_and_time(
    limits: Limits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _run(monkeypatch, capsys, str(tmp_path / "not there"))
    assert limits == {
        resource.RLIMIT_DATA: (1_000_000, resource.RLIM_INFINITY),
        resource.RLIMIT_CPU: (7, resource.RLIM_INFINITY),
        resource.RLIMIT_CORE: (0, resource.RLIM_INFINITY),
    }


def test_raise_no_limit_that_is_lower_already(
    limits: Limits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _: (5, 5))
    _run(monkeypatch, capsys, str(tmp_path / "not there"))
    assert set(limits.values()) == {(5, 5), (0, 5)}
