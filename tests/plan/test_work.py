from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from jamn.accounts.models import AuditEvent, User
from jamn.plan.actions import (
    Refused,
    add_link,
    attach,
    comment,
    remove_attachment,
    remove_link,
    take_back_comment,
)
from jamn.plan.models import Attachment, Comment

TITLE = "Åpne annonsene for flere"
EMAILS = {"adviser": "ingrid@solvik.example", "union": "amina@solvik.example", "outsider": "karl@granby.example"}
PDF = b"%PDF-1.7 innhold"


def packed(*names: str) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return content.getvalue()


def file(name: str = "plan.pdf", content: bytes = PDF) -> ContentFile[bytes]:
    return ContentFile(content, name=name)


def test_comment_and_take_it_back(people, shelf, signed_in) -> None:
    client, measure = signed_in(people.union), shelf.measure(TITLE)
    assert client.post(f"/measures/{measure.pk}/comments/", {"text": "To\r\nlinjer"}).status_code == 302
    said = Comment.objects.get()
    assert (said.text, said.by) == ("To\nlinjer", people.union)
    with pytest.raises(PermissionDenied):
        take_back_comment(said, by=people.adviser)
    address = f"/measures/{measure.pk}/comments/{said.pk}/take-back/"
    assert address in client.get(f"/measures/{measure.pk}/").text
    assert address not in signed_in(people.adviser).get(f"/measures/{measure.pk}/").text
    client.post(address)
    assert not Comment.objects.exists()
    assert AuditEvent.objects.get(verb="take_back_comment").before["text"] == "To\nlinjer"


def test_let_a_comment_stand_after_a_day(people, shelf) -> None:
    said = comment(shelf.measure(TITLE), by=people.union, text="Nei")
    said.created_at = timezone.now() - timedelta(days=1)
    said.save()
    with pytest.raises(PermissionDenied):
        take_back_comment(said, by=people.union)


def test_refuse_a_comment_from_elsewhere_and_an_empty_one(people, shelf, signed_in) -> None:
    measure = shelf.measure(TITLE)
    with pytest.raises(PermissionDenied):
        comment(measure, by=people.outsider, text="Hei")
    response = signed_in(people.union).post(f"/measures/{measure.pk}/comments/", {"text": " "})
    assert (response.status_code, Comment.objects.count()) == (422, 0)


def test_link_to_pages_only(people, shelf, signed_in) -> None:
    client, measure = signed_in(people.adviser), shelf.measure(TITLE)
    address = f"/measures/{measure.pk}/links/"
    for wrong in ("javascript:alert(1)", "ftp://solvik.example/fil", "ikke en adresse"):
        assert client.post(address, {"address": wrong, "label": "Se"}).status_code == 422
    assert client.post(address, {"address": "bufdir.no/arp", "label": "Veileder"}).status_code == 302
    (link,) = measure.links.all()
    assert (link.address, str(link)) == ("https://bufdir.no/arp", "Veileder")
    assert 'href="https://bufdir.no/arp"' in client.get(f"/measures/{measure.pk}/").text
    with pytest.raises(PermissionDenied):
        add_link(measure, by=people.union, address="https://x.example")
    with pytest.raises(PermissionDenied):
        remove_link(link, by=people.union)
    client.post(f"{address}{link.pk}/remove/")
    assert not measure.links.exists()


def test_attach_a_file_and_get_it_as_a_download(people, shelf, signed_in) -> None:
    client, measure = signed_in(people.adviser), shelf.measure(TITLE)
    upload = SimpleUploadedFile("../../Årsplan <b>.pdf", PDF, content_type="text/html")
    assert client.post(f"/measures/{measure.pk}/attachments/", {"file": upload}).status_code == 302
    kept = measure.attachments.get()
    assert (kept.name, kept.size, kept.by) == ("Årsplan <b>.pdf", len(PDF), people.adviser)
    assert "rsplan" not in str(kept.file.name)
    response = signed_in(people.manager).get(f"/measures/{measure.pk}/attachments/{kept.pk}/")
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"].startswith("attachment")
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")
    assert signed_in(people.outsider).get(f"/measures/{measure.pk}/attachments/{kept.pk}/").status_code == 404
    concerned = signed_in(people.safety).get(f"/measures/{measure.pk}/attachments/{kept.pk}/")
    assert b"".join(concerned.streaming_content) == PDF


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.pdf", b""),
        ("plan.pdf", b"<script>"),
        ("side.html", b"<p>hei"),
        ("bilde.svg", b"<svg/>"),
        ("program.exe", b"MZ"),
        ("uten ending", PDF),
        ("plan.docx", b"PK\x03\x04 ikke noe"),
        ("plan.docx", packed("xl/workbook.xml")),
        ("plan.docx", packed("word/document.xml", "word/vbaProject.bin")),
        ("plan.odt", packed("content.xml", "Basic/script.xml")),
        ("liste.csv", b"\0\0"),
    ],
)
def test_refuse_what_is_not_what_it_says(people, shelf, signed_in, name, content) -> None:
    measure = shelf.measure(TITLE)
    with pytest.raises(Refused, match=name):
        attach(measure, by=people.adviser, file=file(name, content))
    response = signed_in(people.adviser).post(
        f"/measures/{measure.pk}/attachments/", {"file": SimpleUploadedFile(name, content)}
    )
    assert (response.status_code, Attachment.objects.count()) == (422, 0)
    assert not default_storage.exists("attachments") or default_storage.listdir("attachments")[1] == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", packed("word/document.xml")),
        ("a.XLSX", packed("xl/workbook.xml")),
        ("a.png", b"\x89PNG\r\n\x1a\n"),
        ("a.txt", "Hei på deg".encode()),
    ],
)
def test_take_the_usual_kinds(people, shelf, name, content) -> None:
    assert attach(shelf.measure(TITLE), by=people.adviser, file=file(name, content)).name == name


def test_refuse_too_large_and_too_many(people, shelf, settings, monkeypatch) -> None:
    measure = shelf.measure(TITLE)
    settings.UPLOAD_MAX_BYTES = len(PDF) - 1
    with pytest.raises(Refused, match=r"høyst|at most"):
        attach(measure, by=people.adviser, file=file())
    settings.UPLOAD_MAX_BYTES = len(PDF)
    monkeypatch.setattr("jamn.plan.actions.attachments.MOST", 1)
    attach(measure, by=people.adviser, file=file())
    with pytest.raises(Refused):
        attach(measure, by=people.adviser, file=file())


def test_refuse_files_of_those_who_may_not_report(people, shelf) -> None:
    with pytest.raises(PermissionDenied):
        attach(shelf.measure(TITLE), by=people.union, file=file())


def test_delete_the_file_with_its_row(people, shelf, django_capture_on_commit_callbacks) -> None:
    measure = shelf.measure(TITLE)
    for delete in (lambda kept: remove_attachment(kept, by=people.adviser), lambda _: shelf.whole.delete()):
        kept = attach(measure, by=people.adviser, file=file())
        name = kept.file.name
        with pytest.raises(PermissionDenied):
            remove_attachment(kept, by=people.union)
        with django_capture_on_commit_callbacks(execute=True):
            delete(kept)
        assert not default_storage.exists(name)
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("adviser", 422), ("union", 413), ("outsider", 413), (None, 302)])
def test_take_large_requests_of_those_who_may_attach_only(shelf, signed_in, settings, who, status) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    browser = signed_in(User.objects.get(email=EMAILS[who])) if who else Client()
    large = SimpleUploadedFile("x.exe", b"x" * 2000)
    address = f"/measures/{shelf.measure(TITLE).pk}/attachments/"
    assert browser.post(address, {"file": large}).status_code == status


def test_refuse_a_request_larger_than_a_file_may_be(people, shelf, signed_in, settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = settings.UPLOAD_MAX_BYTES = 1000
    huge = SimpleUploadedFile("x.pdf", b"x" * 1_100_000)
    address = f"/measures/{shelf.measure(TITLE).pk}/attachments/"
    assert signed_in(people.adviser).post(address, {"file": huge}).status_code == 413
