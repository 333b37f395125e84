"""A form that is sent after the session has ended is kept for its person, and for nobody else."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from jamn.plan import actions
from jamn.plan.models import ActionPlan
from tests.people import PASSWORD, People

KEPT = "/account/kept/"
WORDS = {"title": "Likestilling i Solvik 2028", "foreword": "Vi skal bli like.\nAlle sammen."}


@pytest.fixture
def plan(people: People) -> ActionPlan:
    return actions.create_plan(people.solvik, by=people.adviser, title="Plan", measures=[])


@pytest.fixture
def ended(people: People, signed_in: Any) -> Client:
    """A browser in which the adviser was signed in until a moment ago."""
    client: Client = signed_in(people.adviser)
    client.get("/")
    Session.objects.all().delete()
    return client


def _sign_in(client: Client, email: str) -> Any:
    return client.post("/sign-in/", {"login": email, "password": PASSWORD, "next": KEPT})


def _send(client: Client, plan: ActionPlan, **data: Any) -> Any:
    return client.post(reverse("plan:edit_plan", args=[plan.pk]), {**WORDS, "language": "nb", **data})


def test_keep_a_form_and_take_it_in_when_it_is_sent_once_more(people, plan, ended) -> None:
    led = _send(ended, plan, seen='{"title": "Plan", "foreword": ""}')
    assert (led.status_code, led["Location"]) == (302, f"/sign-in/?next={KEPT}")
    assert _sign_in(ended, people.adviser.email)["Location"] == KEPT
    page = ended.get(KEPT)
    assert WORDS["foreword"] in page.content.decode()
    kept = page.context["kept"]
    assert kept.words == [*WORDS.values()]
    assert kept.address == reverse("plan:edit_plan", args=[plan.pk])
    ended.post(kept.address, dict(kept.fields))
    plan.refresh_from_db()
    assert (plan.title, plan.foreword) == (WORDS["title"], WORDS["foreword"])
    assert ended.get(KEPT)["Location"] == "/"


def test_show_it_to_nobody_else(people, plan, ended) -> None:
    _send(ended, plan)
    _sign_in(ended, people.manager.email)
    assert ended.get(KEPT)["Location"] == "/"
    ended.post("/sign-out/")
    _sign_in(ended, people.adviser.email)
    assert ended.get(KEPT)["Location"] == "/"


def test_throw_it_away(people, plan, ended) -> None:
    _send(ended, plan)
    _sign_in(ended, people.adviser.email)
    assert "kastet" in ended.post(KEPT, follow=True).content.decode()
    assert ended.get(KEPT)["Location"] == "/"


def test_keep_nothing_that_is_long_a_file_a_password_or_a_strangers(people, plan, ended) -> None:
    sent = [
        _send(ended, plan, foreword="a" * 100_000),
        _send(ended, plan, file=ContentFile(b"x", name="plan.txt")),
        ended.post("/account/password/", {"password": "fjorden er blank i morgen"}),
        ended.post(reverse("plan:edit_plan", args=[plan.pk]), WORDS, headers={"hx-request": "true"}),
        _send(Client(), plan),
    ]
    for answer in sent:
        assert answer.status_code == 302
        assert KEPT not in answer["Location"]
    signed_out = Client()
    signed_out.cookies = ended.cookies
    signed_out.post("/sign-out/")
    assert KEPT not in _send(signed_out, plan)["Location"]


def test_keep_a_form_of_a_page_that_another_sign_in_has_made_too_old(people, plan) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.adviser)
    address, old = reverse("plan:edit_plan", args=[plan.pk]), {**WORDS, "csrfmiddlewaretoken": "a" * 64}
    client.get(address)
    forged = client.post(address, old, headers={"origin": "https://elsewhere.example"})
    assert (forged.status_code, forged.templates[0].name) == (HTTPStatus.FORBIDDEN, "403_csrf.html")
    assert client.post(address, old).status_code == HTTPStatus.FORBIDDEN
    assert client.get(KEPT)["Location"] == "/"
    late = client.post(address, old, headers={"origin": "http://testserver"})
    assert (late.status_code, late["Location"]) == (302, KEPT)
    assert WORDS["foreword"] in client.get(KEPT).content.decode()
    plan.refresh_from_db()
    assert plan.title == "Plan"
