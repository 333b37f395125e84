"""A reader in a process of its own: what it says comes here, and whatever it does, it ends."""

from __future__ import annotations

import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from jamn.documents import read
from jamn.documents.blocks import Unreadable
from jamn.documents.read import apart, document

PLAN = "# Plan\n\n| Tiltak | Ansvarlig |\n|---|---|\n| Kurs | HR |\n"
MEMORY = 2**30


def _read(path: Path, seconds: int = 20, **told: object) -> object:
    return apart.document_apart(path, name=path.name, memory=MEMORY, seconds=seconds, **told)  # type: ignore[arg-type]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.md"
    path.write_text(PLAN)
    return path


def _instead(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let the reader be another program."""
    monkeypatch.setattr(apart, "command", lambda *_limits: [sys.executable, "-I", "-c", code])


def test_read_what_is_read_here(plan: Path) -> None:
    assert _read(plan) == document(plan)


def test_say_how_far_it_is(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _instead(monkeypatch, 'print(\'{"done": 1, "of": 2}\')')
    told: list[tuple[int, int]] = []
    with pytest.raises(Unreadable):
        _read(plan, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 2)]
    with pytest.raises(Unreadable):  # nobody need listen
        _read(plan)


def test_say_why_a_file_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(Unreadable) as here:
        document(path)
    with pytest.raises(Unreadable) as there:
        _read(path)
    assert str(there.value) == str(here.value)


@pytest.mark.parametrize("code", ["raise SystemExit(3)", "print('{}', end='')", "import os; os.abort()"])
def test_say_that_reading_stopped(plan: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    _instead(monkeypatch, code)
    with pytest.raises(Unreadable, match=read.CRASHED[:30]):
        _read(plan)


def test_stop_a_reader_that_hangs(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _instead(monkeypatch, "import time; time.sleep(60)")
    began = time.monotonic()
    with pytest.raises(Unreadable, match=read.TOO_SLOW[:30]):
        _read(plan, seconds=1)
    assert time.monotonic() - began < 10


def test_ask_a_program_and_take_its_lines() -> None:
    code = "import sys; [print(line, end='') for line in sys.stdin]"
    asked = '{"one": 1}\n{"two": 2}\n'
    with closing(apart.messages_apart([sys.executable, "-I", "-c", code], seconds=20, asked=asked)) as messages:
        assert list(messages) == [{"one": 1}, {"two": 2}]


def test_bear_a_program_that_does_not_listen() -> None:
    asked = "x" * 10_000_000  # more than any pipe holds
    with closing(apart.messages_apart([sys.executable, "-I", "-c", ""], seconds=20, asked=asked)) as messages:
        assert list(messages) == []
