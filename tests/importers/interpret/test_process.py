"""Understanding in a process of its own: ``python -m jamn.importers.interpret``."""

from __future__ import annotations

import io
import json
import resource
import runpy
import sys

import pytest

from jamn.documents.blocks import Cell, Document, Format, Table, as_json
from jamn.importers import interpret
from jamn.importers.interpret import ColumnChoices, Field
from jamn.importers.interpret.transfer import choices_to_plain, reading_from_plain

ROWS = (("Tiltak", "Ansvarlig", "Frist"), ("Kurs for ledere", "HR", "1.3.2027"), ("Mentor", "Rektor", "Årlig"))
DOCUMENT = Document(
    name="plan.docx",
    format=Format.DOCX,
    blocks=(
        Table(
            tuple(Cell(text, row, column) for row, texts in enumerate(ROWS) for column, text in enumerate(texts)), 3, 3
        ),
    ),
)
CHOICES: ColumnChoices = {(0, 1): Field.TARGET_GROUP, (0, 2): None}


def test_understand_as_in_this_process(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    limits: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", limits.__setitem__)
    monkeypatch.setattr(resource, "getrlimit", lambda _: (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    asked = {"document": as_json(DOCUMENT), "columns": choices_to_plain(CHOICES)}
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(asked)))
    monkeypatch.setattr(sys, "argv", ["interpret", "--memory=1000000", "--seconds=7"])
    runpy.run_module("jamn.importers.interpret", run_name="__main__")
    said = json.loads(capsys.readouterr().out)
    assert reading_from_plain(said["reading"]) == interpret.plan(DOCUMENT, columns=CHOICES)
    assert (limits[resource.RLIMIT_DATA][0], limits[resource.RLIMIT_CPU][0]) == (1000000, 7)
