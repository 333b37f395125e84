from __future__ import annotations

import re
from http import HTTPStatus
from types import ModuleType

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client
from django.urls import path


def _forbid(request):
    raise PermissionDenied


def _suspect(request):
    raise SuspiciousOperation


def _break(request):
    raise ZeroDivisionError


@pytest.fixture
def broken_pages(settings) -> None:
    from jamn.config import urls

    more = [path("403/", _forbid), path("400/", _suspect), path("500/", _break)]
    pages = ModuleType("pages")
    pages.urlpatterns = [*urls.urlpatterns, *more]
    settings.ROOT_URLCONF = pages


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_show_errors_in_the_houses_style(broken_pages, people, status) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(people.adviser)
    answer = client.get(f"/{status}/", headers={"accept-language": "en"})
    assert answer.status_code == status
    assert '<html lang="en"' in answer.text
    assert '<main id="main"' in answer.text
    assert 'href="/"' in answer.text


def test_say_that_a_form_had_become_too_old(people) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/theme/", {"theme": "dark"}, headers={"accept-language": "en"})
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "Nothing was saved" in answer.text


def test_allow_nothing_but_our_own_files(signed_in, people) -> None:
    answer = signed_in(people.adviser).get("/")
    assert {part.strip() for part in answer["Content-Security-Policy"].split(";")} == {
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
    }
    assert (answer["X-Frame-Options"], answer["X-Content-Type-Options"]) == ("DENY", "nosniff")


def test_hold_no_code_in_the_page(signed_in, people) -> None:
    html = signed_in(people.adviser).get("/").text
    assert re.findall(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=|javascript:", html) == []


def test_name_the_person_and_the_landmarks(signed_in, people) -> None:
    html = signed_in(people.adviser).get("/").text
    assert "Ingrid Solheim" in html
    assert [html.count(f"<{landmark}") for landmark in ("header", "main", "footer", "h1")] == [1, 1, 1, 1]
    assert 'href="#main"' in html
