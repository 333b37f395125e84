"""Codes, recovery codes and the demand for a second step. Keys need a browser: tests/browser/test_keys.py."""

from __future__ import annotations

import re
import time
from http import HTTPStatus

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django_tasks_db.models import DBTaskResult

from jamn.accounts.actions import add_app, remove_step
from jamn.accounts.models import AuditEvent
from jamn.accounts.queries import person_key, recovery_codes, second_steps
from jamn.accounts.rules import FRESH_SECONDS, NEW_PASSWORD
from tests.accounts.conftest import code
from tests.people import PASSWORD

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
WRONG = "wrong"


def _switch_on(client) -> str:
    """Add an app as the pages ask for it; returns the secret."""
    shown = client.get("/account/app/")
    secret = shown.context["secret"].replace(" ", "")
    done = client.post("/account/app/", {"code": code(secret)})
    assert (done.status_code, done["Location"]) == (302, "/account/recovery-codes/")
    return secret


def test_add_an_app_and_be_asked_for_its_code(people, at_the_door) -> None:
    secret = _switch_on(at_the_door(people.adviser))
    client = at_the_door(people.adviser)
    assert client.get("/")["Location"] == "/sign-in/?next=/"
    assert client.get("/sign-in/step/").status_code == HTTPStatus.OK
    done = client.post("/sign-in/step/", {"code": code(secret, 1)})
    assert (done.status_code, done["Location"]) == (302, "/")
    assert client.get("/").context["user"] == people.adviser


def test_go_on_to_the_page_that_was_asked_for(people, client) -> None:
    add_app(people.adviser, SECRET)
    asked = {"login": people.adviser.email, "password": PASSWORD, "next": "/account/"}
    assert client.post("/sign-in/", asked)["Location"] == "/sign-in/step/"
    assert client.post("/sign-in/step/", {"code": code(SECRET)})["Location"] == "/account/"


def test_show_the_secret_as_a_picture_that_the_policy_allows(people, at_the_door) -> None:
    page = at_the_door(people.adviser).get("/account/app/")
    assert re.search(r'<img[^>]+src="data:image/svg\+xml;base64,[A-Za-z0-9+/=]{400,}"', page.text)
    assert "unsafe" not in page["Content-Security-Policy"]


def test_keep_the_secret_while_the_page_is_tried_again(people, at_the_door) -> None:
    client = at_the_door(people.adviser)
    secret = client.get("/account/app/").context["secret"]
    answer = client.post("/account/app/", {"code": WRONG})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.context["secret"] == secret
    assert second_steps(people.adviser) == []


def test_refuse_a_code_twice_and_a_wrong_one(people, at_the_door) -> None:
    add_app(people.adviser, SECRET)
    at_the_door(people.adviser).post("/sign-in/step/", {"code": code(SECRET)})
    client = at_the_door(people.adviser, **{"accept-language": "nb"})
    for given in (code(SECRET), WRONG):
        answer = client.post("/sign-in/step/", {"code": given})
        assert answer.context["form"].errors["code"] == [
            "Koden er feil, eller er brukt allerede. Vent på den neste og prøv igjen."
        ]


def test_lock_after_five_wrong_codes_and_say_until_when(people, at_the_door) -> None:
    add_app(people.adviser, SECRET)
    client = at_the_door(people.adviser, **{"accept-language": "sv"})
    for _ in range(5):
        client.post("/sign-in/step/", {"code": WRONG})
    answer = client.post("/sign-in/step/", {"code": code(SECRET)})
    assert re.fullmatch(
        r"För många misslyckade försök\. Försök igen klockan \d\d:\d\d\.", answer.context["form"].errors["code"][0]
    )
    assert client.get("/").status_code == HTTPStatus.FOUND


@pytest.mark.parametrize("path", ["/sign-in/step/"])
def test_lead_one_without_a_password_back_to_the_start(client, people, path) -> None:
    assert client.get(path)["Location"] == "/sign-in/"
    assert client.post(path, {"code": code(SECRET)})["Location"] == "/sign-in/"


def test_show_recovery_codes_until_they_are_kept(people, at_the_door) -> None:
    client = at_the_door(people.adviser)
    _switch_on(client)
    shown = client.get("/account/recovery-codes/").context["codes"]
    assert len(shown) == 10
    assert client.get("/account/recovery-codes/").context["codes"] == shown
    file = client.get("/account/recovery-codes.txt")
    assert file["Content-Disposition"] == 'attachment; filename="jamn-recovery-codes.txt"'
    assert file.text.split("\n")[3:13] == shown
    client.post("/account/recovery-codes/", {"kept": "1"})
    assert client.get("/account/recovery-codes/").context["codes"] == []
    assert client.get("/account/recovery-codes.txt").status_code == HTTPStatus.NOT_FOUND
    assert not any(each in client.get("/account/recovery-codes/").text for each in shown)


def test_sign_in_once_with_each_recovery_code(people, at_the_door) -> None:
    add_app(people.adviser, SECRET)
    kept = recovery_codes(people.adviser).wrap().get_unused_codes()
    assert at_the_door(people.adviser).post("/sign-in/step/", {"code": kept[3]})["Location"] == "/"
    again = at_the_door(people.adviser).post("/sign-in/step/", {"code": kept[3]})
    assert again.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert len(recovery_codes(people.adviser).wrap().get_unused_codes()) == 9


def test_make_new_recovery_codes(people, signed_in) -> None:
    add_app(people.adviser, SECRET)
    old = recovery_codes(people.adviser).wrap().get_unused_codes()
    signed_in(people.adviser).post("/account/recovery-codes/")
    assert not set(old) & set(recovery_codes(people.adviser).wrap().get_unused_codes())


def test_remove_the_last_step_with_its_recovery_codes(people, signed_in, at_the_door) -> None:
    step = add_app(people.adviser, SECRET)
    client = signed_in(people.adviser)
    assert client.get(f"/account/steps/{step.pk}/remove/").context["is_last"]
    assert client.post(f"/account/steps/{step.pk}/remove/")["Location"] == "/account/"
    assert not Authenticator.objects.exists()
    assert at_the_door(people.adviser).get("/").status_code == HTTPStatus.OK
    assert AuditEvent.objects.filter(verb="remove_second_step").count() == 1
    assert [task.args_kwargs["args"] for task in DBTaskResult.objects.all()] == [[people.adviser.pk, "removed"]]


def test_remove_nobody_elses_step(people, signed_in) -> None:
    step = add_app(people.adviser, SECRET)
    assert signed_in(people.manager).post(f"/account/steps/{step.pk}/remove/").status_code == HTTPStatus.NOT_FOUND
    with pytest.raises(PermissionDenied):
        remove_step(step, by=people.manager)
    codes = recovery_codes(people.adviser)
    with pytest.raises(PermissionDenied):
        remove_step(codes, by=people.adviser)


@pytest.mark.parametrize("path", ["app/", "keys/", "recovery-codes/", "recovery-codes.txt", "steps/1/remove/"])
def test_ask_again_who_it_is_before_the_sign_in_is_changed(people, signed_in, path) -> None:
    client = signed_in(people.adviser, lately=False)
    assert client.get(f"/account/{path}")["Location"].startswith("/account/confirm/?next=%2Faccount%2F")
    if not path.endswith(".txt"):
        assert client.post(f"/account/{path}")["Location"] == "/account/confirm/?next=%2Faccount%2F"


def test_ask_again_after_a_quarter_of_an_hour(people, at_the_door, monkeypatch) -> None:
    client = at_the_door(people.adviser)
    assert client.get("/account/app/").status_code == HTTPStatus.OK
    later = time.time() + FRESH_SECONDS + 1
    monkeypatch.setattr(time, "time", lambda: later)
    asked = client.get("/account/app/")
    assert asked.status_code == HTTPStatus.FOUND
    wrong = client.post(asked["Location"], {"current": "feil", "next": "/account/app/"})
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert client.post(asked["Location"], {"current": PASSWORD, "next": "/account/app/"})["Location"] == "/account/app/"
    assert client.get("/account/app/").status_code == HTTPStatus.OK


def test_confirm_with_a_code(people, signed_in) -> None:
    add_app(people.adviser, SECRET)
    client = signed_in(people.adviser, lately=False)
    assert client.post("/account/confirm/", {"code": code(SECRET)})["Location"] == "/account/"
    assert client.get("/account/keys/").status_code == HTTPStatus.OK


def test_demand_a_second_step_of_everybody(people, at_the_door, settings) -> None:
    settings.REQUIRE_TWO_STEP = True
    client = at_the_door(people.adviser)
    for path in ("/", "/imports/"):
        assert client.get(path)["Location"] == "/account/"
    assert "Her kreves et andre trinn" in client.get("/account/").text
    _switch_on(client)
    assert client.get("/").status_code == HTTPStatus.OK
    assert client.post("/sign-out/").status_code == HTTPStatus.FOUND


def test_demand_no_second_step_unless_told(people, at_the_door) -> None:
    assert at_the_door(people.adviser).get("/").status_code == HTTPStatus.OK


def test_keep_the_second_step_after_a_forgotten_password(people, client) -> None:
    add_app(people.adviser, SECRET)
    link = f"/sign-in/password/{person_key(people.adviser)}/{NEW_PASSWORD.make_token(people.adviser)}/"
    sent = {"password": "havet er grått i kveld", "again": "havet er grått i kveld"}
    assert client.post(link, sent)["Location"] == "/sign-in/step/"
    assert client.get("/").status_code == HTTPStatus.FOUND


def test_help_one_who_has_lost_everything(people, at_the_door, capsys) -> None:
    add_app(people.adviser, SECRET)
    call_command("remove_second_steps", "Ingrid@solvik.example")
    assert "Ingrid Solheim signs in with the password alone now (1 removed)." in capsys.readouterr().out
    assert at_the_door(people.adviser).get("/").status_code == HTTPStatus.OK
    with pytest.raises(CommandError):
        call_command("remove_second_steps", "nobody@solvik.example")
