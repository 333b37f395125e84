"""An employer's Word template: a file from outside."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document

from jamn.accounts.models import AuditEvent, User
from jamn.documents import write
from jamn.plan.actions import MeasureWords, create_plan
from jamn.reports import actions, queries
from jamn.reports.models import WordTemplate
from tests.people import People

SignedIn = Callable[[User], Client]


def _own_template() -> bytes:
    document = Document()
    document.add_paragraph("Brevhode for Solvik")
    document.add_paragraph("{{p content }}")
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _bring(client: Client, people: People, content: bytes, name: str = "mal.docx") -> int:
    address = reverse("reports:word_template", args=[people.solvik.employer_id])
    return client.post(address, {"file": SimpleUploadedFile(name, content)}).status_code


def test_write_in_the_employers_template(
    people: People, signed_in: SignedIn, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    client = signed_in(people.adviser)
    assert _bring(client, people, write.word_template(), "gammel.docx") == 302
    assert _bring(client, people, _own_template(), "..\\mappe/mal.docx") == 302
    template = WordTemplate.objects.get()
    assert template.name == "mal.docx"
    assert "mal" not in template.file.name.removeprefix("word-templates/")
    measure = MeasureWords(title="Kurs", responsible="HR")
    plan = create_plan(people.solvik, by=people.adviser, title="Planen", language="nb", measures=[measure])
    content = signed_in(people.union).get(reverse("reports:download", args=[plan.pk, "docx"])).content
    assert "Brevhode for Solvik" in [paragraph.text for paragraph in Document(BytesIO(content)).paragraphs]
    assert AuditEvent.objects.filter(verb="set_word_template").count() == 2


@pytest.mark.parametrize(
    "content",
    [b"no word file", b"PK\x03\x04 neither", b"%PDF-1.7"],
)
def test_refuse_what_is_no_template(content: bytes, people: People, signed_in: SignedIn) -> None:
    assert _bring(signed_in(people.adviser), people, content) == 422
    assert not WordTemplate.objects.exists()


def test_say_what_is_wrong_when_a_kept_template_has_gone_bad(people: People, signed_in: SignedIn) -> None:
    actions.set_word_template(people.solvik.employer, by=people.adviser, name="mal.docx", content=b"gone bad")
    plan = create_plan(people.solvik, by=people.adviser, title="Planen", language="nb")
    page = signed_in(people.adviser).get(reverse("reports:download", args=[plan.pk, "docx"]))
    assert page.status_code == 409
    assert "mal.docx" in page.content.decode()


def test_take_the_template_away(people: People, signed_in: SignedIn) -> None:
    client = signed_in(people.adviser)
    _bring(client, people, _own_template())
    file = client.get(reverse("reports:template_file", args=[people.solvik.employer_id]))
    assert b"".join(file.streaming_content) == queries.template_bytes(WordTemplate.objects.get())
    assert client.post(reverse("reports:remove_word_template", args=[people.solvik.employer_id])).status_code == 302
    assert not WordTemplate.objects.exists()
    assert client.get(reverse("reports:template_file", args=[people.solvik.employer_id])).status_code == 404


@pytest.mark.parametrize("who", ["manager", "union", "safety"])
def test_refuse_those_who_may_not_shape_documents(who: str, people: People, signed_in: SignedIn) -> None:
    user = getattr(people, who)
    assert _bring(signed_in(user), people, _own_template()) == 403
    with pytest.raises(PermissionDenied):
        actions.set_word_template(people.solvik.employer, by=user, name="x", content=b"")


def test_hide_the_template_from_other_employers(people: People, signed_in: SignedIn) -> None:
    assert _bring(signed_in(people.outsider), people, _own_template()) == 404
