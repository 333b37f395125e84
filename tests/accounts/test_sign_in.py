from __future__ import annotations

import time
from datetime import UTC, datetime
from http import HTTPStatus

import pytest
from django.urls import reverse

from tests.people import PASSWORD

SIGN_IN = "/sign-in/"
WRONG = {"login": "ingrid@solvik.example", "password": "fjorden er blank i morgen"}


@pytest.fixture
def password(people) -> str:
    # The cast's passwords are hashed by the settings of the tests.
    return PASSWORD


def test_send_a_stranger_to_the_sign_in_and_on(client, people, password) -> None:
    asked = client.get("/?plan=1")
    assert (asked.status_code, asked["Location"]) == (302, "/sign-in/?next=/%3Fplan%3D1")
    shown = client.get(asked["Location"])
    assert b'name="next" value="/?plan=1"' in shown.content
    done = client.post(SIGN_IN, {"login": "Ingrid@Solvik.example", "password": password, "next": "/?plan=1"})
    assert (done.status_code, done["Location"]) == (302, "/?plan=1")
    assert client.get("/").context["user"] == people.adviser


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "plan", ""]
)
def test_go_on_to_our_own_pages_only(client, people, password, address) -> None:
    done = client.post(SIGN_IN, {"login": "ingrid@solvik.example", "password": password, "next": address})
    assert done["Location"] == reverse("home:front")


@pytest.mark.parametrize("login", ["ingrid@solvik.example", "nobody@solvik.example"])
def test_refuse_a_wrong_password_and_an_unknown_person_alike(client, people, login) -> None:
    answer = client.post(SIGN_IN, {**WRONG, "login": login}, headers={"accept-language": "en"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.context["form"].non_field_errors() == ["The e-mail address or the password is wrong."]


def test_refuse_one_who_may_no_longer_sign_in(client, people, password) -> None:
    people.adviser.is_active = False
    people.adviser.save()
    answer = client.post(SIGN_IN, {**WRONG, "password": password}, headers={"accept-language": "en"})
    assert answer.context["form"].non_field_errors() == ["The e-mail address or the password is wrong."]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "For mange mislykkede forsøk. Prøv igjen klokka 09:06."),
        ("nn", "For mange mislukka forsøk. Prøv igjen klokka 09:06."),
        ("sv", "För många misslyckade försök. Försök igen klockan 09:06."),
        ("en", "Too many failed attempts. Try again at 09:06."),
    ],
)
def test_lock_after_five_wrong_passwords(client, password, language, words, monkeypatch) -> None:
    now = datetime(2026, 11, 27, 8, 0, 30, tzinfo=UTC).timestamp()  # 09:00:30 in Oslo
    monkeypatch.setattr(time, "time", lambda: now)
    for _ in range(5):
        client.post(SIGN_IN, WRONG)
    answer = client.post(SIGN_IN, {**WRONG, "password": password}, headers={"accept-language": language})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.context["form"].non_field_errors() == [words]
    now += 330
    answer = client.post(SIGN_IN, {**WRONG, "password": password})
    assert answer.status_code == HTTPStatus.FOUND


def test_stop_a_flood_from_one_address(client, people) -> None:
    answers = [client.post(SIGN_IN, {"login": "", "password": ""}) for _ in range(121)]
    assert answers[-2].status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answers[-1].status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert answers[-1].templates[0].name == "429.html"


def test_say_what_is_missing_in_the_form(client, people) -> None:
    answer = client.post(SIGN_IN, {"login": "ingrid", "password": ""})
    assert set(answer.context["form"].errors) == {"login", "password"}
    assert 'aria-invalid="true"' in answer.text
    assert 'aria-describedby="id_login_error"' in answer.text
    assert 'href="#id_login"' in answer.text


def test_skip_the_form_when_signed_in(signed_in, people) -> None:
    answer = signed_in(people.adviser).get(SIGN_IN)
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_ask_before_signing_out_by_a_link(signed_in, people) -> None:
    client = signed_in(people.adviser)
    assert client.get("/sign-out/").templates[0].name == "accounts/sign_out.html"
    assert client.get("/").status_code == HTTPStatus.OK
    done = client.post("/sign-out/")
    assert (done.status_code, done["Location"]) == (302, SIGN_IN)
    assert client.get("/")["Location"] == "/sign-in/?next=/"
    assert client.get("/sign-out/")["Location"] == SIGN_IN


def test_offer_no_sign_up(client, db) -> None:
    assert client.get("/sign-up/").status_code == HTTPStatus.NOT_FOUND
    assert client.get("/accounts/signup/").status_code == HTTPStatus.NOT_FOUND
