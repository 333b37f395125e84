"""Bringing files in: what is kept, and what is refused at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_tasks_db.models import DBTaskResult

from jamn.accounts.models import AuditEvent, User
from jamn.importers import actions
from jamn.importers.models import Upload, UploadState
from tests.people import People

PLAN = b"Tiltak;Ansvarlig;Frist\nKurs for ledere;HR;2027\n"


def _files(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "files").rglob("*") if path.is_file()]


SignedIn = Callable[[User], Client]


def _send(client: Client, people: People, *files: SimpleUploadedFile, **more: Any) -> Any:
    return client.post("/imports/new/", {"unit": people.solvik.pk, "files": files, **more})


def test_keep_a_file_under_a_random_name(people: People, tmp_path: Path) -> None:
    (upload,) = actions.bring_in([ContentFile(PLAN, name="plan.csv")], unit=people.health, by=people.adviser)
    (stored,) = _files(tmp_path)
    assert (upload.name, upload.size, upload.state, upload.unit) == (
        "plan.csv",
        len(PLAN),
        UploadState.WAITING,
        people.health,
    )
    assert stored.read_bytes() == PLAN
    assert "plan" not in stored.name
    assert stored.stat().st_mode & 0o077 == 0


def test_note_who_brought_a_file_in(people: People) -> None:
    (upload,) = actions.bring_in([ContentFile(PLAN, name="plan.csv")], unit=people.health, by=people.adviser)
    event = AuditEvent.objects.get(verb="bring_in")
    assert (event.actor_id, event.employer_id, event.thing_id, event.after) == (
        people.adviser.pk,
        people.health.employer_id,
        str(upload.pk),
        {"name": "plan.csv", "unit": people.health.pk},
    )


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\Users\\ingrid\\plan.csv", "plan.csv"),
        ("../../etc/plan.csv", "plan.csv"),
        ("plan\n\x00.csv", "plan.csv"),
        ("å" * 300 + ".csv", "å" * 251 + ".csv"),
    ],
)
def test_keep_a_plain_name(name: str, kept: str, people: People) -> None:
    file = ContentFile(PLAN)
    file.name = name
    (upload,) = actions.bring_in([file], unit=people.solvik, by=people.adviser)
    assert upload.name == kept


@pytest.fixture
def _in_english(settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = 1024
    settings.LANGUAGE_CODE = "en"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("tom.docx", b"", "“tom.docx” is empty."),
        ("stor.csv", b"a" * 2000, "“stor.csv” is 2.0\xa0KB, and a file may be at most 1.0\xa0KB."),
        ("bilde.docx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "“bilde.docx” is not a document that can be read here."),
        ("program.pdf", b"MZ\x90\0\x03\0\0\0", "“program.pdf” is not a document that can be read here."),
    ],
)
@pytest.mark.usefixtures("_in_english")
def test_refuse_at_once_what_cannot_be_a_plan(
    name: str, content: bytes, sentence: str, people: People, tmp_path: Path
) -> None:
    with pytest.raises(actions.Refused) as refused:
        actions.bring_in([ContentFile(content, name=name)], unit=people.solvik, by=people.adviser)
    assert str(refused.value).startswith(sentence)
    assert not Upload.objects.exists()
    assert _files(tmp_path) == []


def test_keep_the_good_files_of_a_batch(
    people: People, signed_in: SignedIn, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    files = [SimpleUploadedFile("tom {x}.docx", b""), SimpleUploadedFile("plan.csv", PLAN)]
    client = signed_in(people.adviser)
    with django_capture_on_commit_callbacks(execute=True):
        response = _send(client, people, *files)
    assert response.url == "/imports/"
    bad, good = Upload.objects.order_by("pk")
    assert (bad.state, bad.file.name, good.state) == (UploadState.FAILED, "", UploadState.WAITING)
    assert len(_files(tmp_path)) == DBTaskResult.objects.count() == 1
    client.cookies["jamn_language"] = "nb"
    assert "Disse filene kunne ikke leses: tom {x}.docx." in client.get("/imports/").content.decode()
    assert "«tom {x}.docx» er tom." in client.get(f"/imports/{bad.pk}/").content.decode()


def test_take_text_in_utf_16(people: People) -> None:
    file = ContentFile(PLAN.decode().encode("utf-16"), name="plan.txt")
    assert len(actions.bring_in([file], unit=people.solvik, by=people.adviser)) == 1


def test_refuse_too_many_files(people: People, settings: Any) -> None:
    settings.UPLOAD_MAX_FILES = 2
    files = [ContentFile(PLAN, name=f"{number}.csv") for number in range(3)]
    with pytest.raises(actions.Refused, match="2"):
        actions.bring_in(files, unit=people.solvik, by=people.adviser)


def test_keep_all_files_or_none(people: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved: list[Upload] = []

    def save_once(upload: Upload, *args: Any, **kwargs: Any) -> None:
        if saved:
            raise OSError("the disk is full")
        saved.append(upload)
        super(Upload, upload).save(*args, **kwargs)

    monkeypatch.setattr(Upload, "save", save_once)
    files = [ContentFile(PLAN, name="a.csv"), ContentFile(PLAN, name="b.csv")]
    with pytest.raises(OSError, match="full"):
        actions.bring_in(files, unit=people.solvik, by=people.adviser)
    assert not Upload.objects.exists()
    assert _files(tmp_path) == []


@pytest.mark.parametrize("who", ["manager", "union", "safety", "outsider"])
def test_let_only_hr_bring_in(who: str, people: People) -> None:
    with pytest.raises(PermissionDenied):
        actions.bring_in([ContentFile(PLAN, name="plan.csv")], unit=people.solvik, by=getattr(people, who))


def test_read_in_the_background_what_was_brought_in(
    people: People, signed_in: SignedIn, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = _send(signed_in(people.adviser), people, SimpleUploadedFile("plan.csv", PLAN))
    upload = Upload.objects.get()
    assert (response.status_code, response.url) == (302, f"/imports/{upload.pk}/")
    (job,) = DBTaskResult.objects.all()
    assert (job.task_path, job.args_kwargs["args"]) == ("jamn.importers.tasks.read_upload", [upload.pk])


def test_go_to_the_list_after_several_files(people: People, signed_in: SignedIn) -> None:
    files = [SimpleUploadedFile("a.csv", PLAN), SimpleUploadedFile("b.csv", PLAN)]
    response = _send(signed_in(people.adviser), people, *files)
    assert (response.status_code, response.url, Upload.objects.count()) == (302, "/imports/", 2)


def test_say_in_the_form_what_is_wrong_with_a_file(people: People, signed_in: SignedIn) -> None:
    client = signed_in(people.adviser)
    response = _send(client, people, SimpleUploadedFile("tom.docx", b""), HTTP_ACCEPT_LANGUAGE="nb")
    assert response.status_code == 422
    assert "«tom.docx» er tom." in response.content.decode()
    assert not DBTaskResult.objects.exists()


def test_ask_for_a_file_when_there_is_none(people: People, signed_in: SignedIn) -> None:
    client = signed_in(people.adviser)
    client.cookies["jamn_language"] = "nb"
    response = _send(client, people)
    assert (response.status_code, "Velg minst én fil." in response.content.decode()) == (422, True)


def test_offer_no_unit_of_another_employer(people: People, signed_in: SignedIn) -> None:
    response = signed_in(people.outsider).post(
        "/imports/new/", {"unit": people.solvik.pk, "files": SimpleUploadedFile("plan.csv", PLAN)}
    )
    assert (response.status_code, Upload.objects.count()) == (422, 0)


def test_show_the_form_only_to_those_who_may_write(people: People, signed_in: SignedIn) -> None:
    assert signed_in(people.union).get("/imports/new/").status_code == 403
    assert signed_in(people.adviser).get("/imports/new/").status_code == 200


def test_ask_for_the_unit_only_when_there_are_several(people: People, signed_in: SignedIn) -> None:
    asked = [
        "<select" in signed_in(person).get("/imports/new/").content.decode()
        for person in (people.adviser, people.outsider)
    ]
    assert asked == [True, False]


def test_bring_in_a_plan_for_the_own_unit_as_its_manager(people: People) -> None:
    (upload,) = actions.bring_in(
        [ContentFile(b"PK\x03\x04 never read", name="plan.docx")], unit=people.school, by=people.manager
    )
    assert (upload.unit, upload.by) == (people.school, people.manager)
    with pytest.raises(PermissionDenied):
        actions.bring_in(
            [ContentFile(b"PK\x03\x04 never read", name="plan.docx")], unit=people.health, by=people.manager
        )
