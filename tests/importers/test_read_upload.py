"""Reading an upload in a process of its own."""

from __future__ import annotations

import os
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.utils import timezone

from jamn.accounts.models import AuditEvent
from jamn.documents import read
from jamn.documents.blocks import Document, Place, Unreadable
from jamn.documents.read import apart
from jamn.importers import actions, interpret, tasks
from jamn.importers.actions import apart as understanding
from jamn.importers.actions import drafting, reading
from jamn.importers.interpret import ColumnChoices, Facts, Field, Measure, Reading, Value
from jamn.importers.models import Upload, UploadState
from tests.importers.conftest import drafted, kept, texts
from tests.people import People
from tests.world import document


@pytest.fixture
def waiting(people: People, tmp_path: Path) -> Upload:
    """A Word file with one measure that waits to be read."""
    file = docx.Document()
    file.add_heading("Plan for likestilling 2026", 0)
    table = file.add_table(2, 3)
    for column, (header, words) in enumerate(
        [("Tiltak", "Kurs for ledere"), ("Ansvarlig", "HR"), ("Frist", "01.03.2027")]
    ):
        table.cell(0, column).text = header
        table.cell(1, column).text = words
    file.save(str(tmp_path / "plan.docx"))
    content = ContentFile((tmp_path / "plan.docx").read_bytes(), name="plan.docx")
    (upload,) = actions.bring_in([content], unit=people.solvik, by=people.adviser)
    return upload


def _instead(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let the reader be another program."""
    monkeypatch.setattr(apart, "command", lambda *_limits: [sys.executable, "-I", "-c", code])


def _failure(upload: Upload) -> tuple[str, str, bool]:
    """The state, the sentence, and whether a file is kept."""
    upload.refresh_from_db()
    return upload.state, upload.failure["template"] if upload.failure else "", bool(upload.file)


def test_make_a_draft(waiting: Upload) -> None:
    tasks.read_upload.call(waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.facts["title"]["text"]) == (UploadState.DRAFT, "Plan for likestilling 2026")
    (row,) = waiting.measures.all()
    assert (row.text("title"), row.text("responsible"), row.understood["due"]) == (
        "Kurs for ledere",
        "HR",
        {"kind": "date", "date": "2027-03-01"},
    )
    assert AuditEvent.objects.get(verb="read_upload").after == {"measures": 1}


def test_read_once_only(waiting: Upload) -> None:
    actions.read_upload(waiting)
    actions.read_upload(waiting)
    assert texts(waiting, "title") == ["Kurs for ledere"]


def test_keep_no_file_that_cannot_be_read(
    people: People, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    upload = kept(people, name="ødelagt.docx")
    with django_capture_on_commit_callbacks(execute=True):
        actions.read_upload(upload)
    upload.refresh_from_db()
    assert (upload.state, upload.failure["values"], bool(upload.file)) == (
        UploadState.FAILED,
        {"name": "ødelagt.docx"},
        False,
    )
    assert list((tmp_path / "files" / "uploads").iterdir()) == []


def test_stop_a_reader_that_hangs(waiting: Upload, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.UPLOAD_READ_SECONDS = 1
    _instead(monkeypatch, "import time; time.sleep(60)")
    began = time.monotonic()
    actions.read_upload(waiting)
    assert _failure(waiting) == (UploadState.FAILED, read.TOO_SLOW, False)
    assert time.monotonic() - began < 10


def test_stop_a_reader_that_computes_for_ever(waiting: Upload, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.UPLOAD_READ_SECONDS = 1
    _instead(monkeypatch, "while True: pass")
    actions.read_upload(waiting)
    assert _failure(waiting) == (UploadState.FAILED, read.TOO_SLOW, False)


@pytest.mark.parametrize(
    "code",
    [
        "import os; os.abort()",
        "raise SystemExit(3)",
        "print('no JSON at all')",
        "print('{\"document\": {}}')",
        "import sys; sys.stdout.write('{\"done\"')",
    ],
)
def test_survive_a_reader_that_breaks_down(code: str, waiting: Upload, monkeypatch: pytest.MonkeyPatch) -> None:
    _instead(monkeypatch, code)
    actions.read_upload(waiting)
    assert _failure(waiting) == (UploadState.FAILED, read.CRASHED, False)


def test_stop_a_reader_that_talks_without_end(waiting: Upload, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MOST_SAID", 1000)
    _instead(monkeypatch, "while True: print('a' * 100, end='')")
    actions.read_upload(waiting)
    assert _failure(waiting) == (UploadState.FAILED, read.CRASHED, False)


def test_give_the_reader_no_more_memory_than_set(people: People, settings: Any) -> None:
    settings.UPLOAD_READ_BYTES = 32_000_000
    content = ContentFile(b"Tiltak;Ansvarlig;Frist\n" + b"Kurs for ledere;HR;2027\n" * 100_000, name="plan.csv")
    (upload,) = actions.bring_in([content], unit=people.solvik, by=people.adviser)
    actions.read_upload(upload)
    assert _failure(upload) == (UploadState.FAILED, read.TOO_MUCH, False)


def test_tell_the_reader_no_secrets(waiting: Upload, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JAMN_SECRET_KEY", "nobody may know")
    told = tmp_path / "told"
    _instead(monkeypatch, f"import os, pathlib; pathlib.Path({str(told)!r}).write_text(' '.join(os.environ))")
    actions.read_upload(waiting)
    assert "JAMN_SECRET_KEY" in os.environ
    assert not [name for name in told.read_text().split() if name.startswith("JAMN")]


def test_save_how_far_reading_has_come(waiting: Upload, monkeypatch: pytest.MonkeyPatch) -> None:
    _instead(monkeypatch, 'print(\'{"done": 3, "of": 8}\')')
    actions.read_upload(waiting)
    waiting.refresh_from_db()
    assert (waiting.steps_done, waiting.steps) == (3, 8)


def test_fail_when_the_words_cannot_be_understood(
    waiting: Upload, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(*_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(reading, "understand_apart", stumble)
    actions.read_upload(waiting)
    assert _failure(waiting) == (UploadState.FAILED, read.CRASHED, False)
    assert "could not be understood" in caplog.text


def test_make_no_draft_of_what_was_thrown_away_meanwhile(
    waiting: Upload, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    def discard_meanwhile(document: Document, columns: ColumnChoices) -> Reading:
        actions.discard(waiting, by=people.adviser)
        return interpret.plan(document, columns=columns)

    monkeypatch.setattr(reading, "understand_apart", discard_meanwhile)
    actions.read_upload(waiting)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.measures.count()) == (UploadState.DISCARDED, 0)


def test_tell_no_failure_of_what_was_thrown_away_meanwhile(
    waiting: Upload, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    def discard_meanwhile(*_: Any) -> Reading:
        actions.discard(waiting, by=people.adviser)
        raise Unreadable(read.CRASHED)

    monkeypatch.setattr(reading, "understand_apart", discard_meanwhile)
    actions.read_upload(waiting)
    assert _failure(waiting) == (UploadState.DISCARDED, "", False)


def test_place_a_value_without_a_place_where_its_measure_stands(people: People) -> None:
    place = Place(paragraph=2)
    measure = Measure({Field.TITLE: Value("Kurs"), Field.AREA: Value("Ledelse", place=Place(paragraph=1))}, place=place)
    upload = drafted(people, document(), Reading(Facts(), (measure,), ()))
    (row,) = upload.measures.all()
    assert {name: value["anchor"] for name, value in row.values.items()} == {"title": "b1", "area": "b0"}
    assert (row.anchor, row.values["title"]["place"]) == ("b1", {"paragraph": 2})


@pytest.mark.parametrize(
    ("tag", "language"), [("nb", "nb"), ("nn-NO", "nn"), ("no", "nb"), ("SV-se", "sv"), ("fi", ""), (None, "")]
)
def test_keep_the_language_of_the_plan(tag: str | None, language: str, people: People) -> None:
    assert drafted(people, document(), Reading(Facts(), (), (), language=tag)).language == language


def test_fail_when_the_draft_cannot_be_kept(waiting: Upload, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(reading, "make_draft", stumble)
    actions.read_upload(waiting)
    assert _failure(waiting) == (UploadState.FAILED, read.CRASHED, False)


def _understood_by(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let the process that understands be another program."""
    monkeypatch.setattr(understanding, "interpreter", lambda: [sys.executable, "-I", "-c", code])


def test_stop_an_interpreter_that_hangs(waiting: Upload, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.UPLOAD_READ_SECONDS = 2
    _understood_by(monkeypatch, "import time; time.sleep(60)")
    actions.read_upload(waiting)
    assert _failure(waiting) == (UploadState.FAILED, read.TOO_SLOW, False)


@pytest.mark.parametrize("code", ["raise SystemExit(3)", "print('{}')", "print('[]')", "print('no JSON at all')"])
def test_survive_an_interpreter_that_breaks_down(code: str, waiting: Upload, monkeypatch: pytest.MonkeyPatch) -> None:
    _understood_by(monkeypatch, code)
    actions.read_upload(waiting)
    assert _failure(waiting) == (UploadState.FAILED, read.CRASHED, False)


def test_understand_apart_what_is_understood_here() -> None:
    choices: ColumnChoices = {(0, 1): Field.GOAL, (0, 3): None}
    assert understanding.understand_apart(document(), choices) == interpret.plan(document(), columns=choices)


def test_say_that_a_table_takes_too_long_to_read_again(
    people: People, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.UPLOAD_READ_SECONDS = 1
    upload = drafted(people)
    _understood_by(monkeypatch, "import time; time.sleep(60)")
    with pytest.raises(actions.Refused):
        actions.say_what_columns_mean(upload, {(0, 1): None}, by=people.adviser)


def test_refuse_to_read_a_table_again_as_somebody_else_just_did(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = drafted(people)

    def meanwhile(document: Document, columns: ColumnChoices) -> Reading:
        Upload.objects.filter(pk=upload.pk).update(columns=[])
        return interpret.plan(document, columns=columns)

    monkeypatch.setattr(drafting, "understand_apart", meanwhile)
    with pytest.raises(actions.Conflict):
        actions.say_what_columns_mean(upload, {(0, 1): None}, by=people.adviser)


def _left(upload: Upload, state: UploadState, minutes: int) -> Upload:
    changed_at = timezone.now() - timedelta(minutes=minutes)
    Upload.objects.filter(pk=upload.pk).update(state=state, steps=8, steps_done=3, changed_at=changed_at)
    upload.refresh_from_db()
    return upload


@pytest.mark.parametrize("state", [UploadState.WAITING, UploadState.READING])
def test_read_again_what_a_worker_left(state: UploadState, waiting: Upload, people: People) -> None:
    actions.read_again(_left(waiting, state, minutes=20), by=people.adviser)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.steps_done) == (UploadState.WAITING, 0)
    actions.read_upload(waiting)
    assert texts(waiting, "title") == ["Kurs for ledere"]


@pytest.mark.parametrize(("state", "minutes"), [(UploadState.READING, 2), (UploadState.DRAFT, 20)])
def test_read_again_what_is_under_way_or_read(
    state: UploadState, minutes: int, waiting: Upload, people: People
) -> None:
    with pytest.raises(actions.Refused):
        actions.read_again(_left(waiting, state, minutes), by=people.adviser)


def test_read_again_as_somebody_who_may_not(waiting: Upload, people: People) -> None:
    with pytest.raises(PermissionDenied):
        actions.read_again(_left(waiting, UploadState.READING, 20), by=people.union)
