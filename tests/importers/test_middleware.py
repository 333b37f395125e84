"""What is too large to be taken in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest
from django.test import Client

from jamn.accounts.models import User
from tests.people import People


@pytest.mark.parametrize(("size", "status"), [(2_500_000, 422), (3_500_000, 413)])
def test_refuse_more_than_all_files_may_be(
    size: int, status: int, people: People, signed_in: Callable[[User], Client], settings: Any
) -> None:
    settings.UPLOAD_MAX_BYTES, settings.UPLOAD_MAX_FILES = 1_000_000, 2
    data = {"unit": people.solvik.pk, "files": SimpleUploadedFile("plan.csv", b"a" * size)}
    assert signed_in(people.adviser).post("/imports/new/", data).status_code == status


def test_take_large_files_in_only_from_those_who_may_write(
    people: People, signed_in: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(_request: HttpRequest) -> NoReturn:
        raise AssertionError("somebody read the body")

    monkeypatch.setattr(WSGIRequest, "_load_post_and_files", read)
    clients = [Client(enforce_csrf_checks=True), signed_in(people.union)]
    answers = [
        client.post("/imports/new/", {"files": SimpleUploadedFile("plan.csv", b"a" * 3_000_000)}) for client in clients
    ]
    assert [answer.status_code for answer in answers] == [302, 413]
    assert answers[0]["Location"] == "/sign-in/?next=/imports/new/"


@pytest.mark.parametrize(("size", "status"), [(2_000_000, 404), (3_000_000, 413)])
def test_refuse_files_where_none_are_asked_for(
    size: int, status: int, people: People, signed_in: Callable[[User], Client]
) -> None:
    file = SimpleUploadedFile("plan.csv", b"a" * size)
    assert signed_in(people.adviser).post("/imports/7/approve/", {"files": file}).status_code == status


def test_say_what_to_do(db: None) -> None:
    response = Client().post("/imports/7/approve/", {"text": "a" * 3_000_000}, HTTP_ACCEPT_LANGUAGE="nb")
    assert (response.status_code, response.headers["Content-Type"]) == (413, "text/plain")
    assert response.content.decode().startswith("Det som ble sendt, er for stort.")
