"""One's own account: name, language, password, and where one is signed in."""

from __future__ import annotations

import time
from http import HTTPStatus

import pytest
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from jamn.accounts.actions import end_sessions
from jamn.accounts.middleware import SEEN_SECONDS
from jamn.accounts.models import AuditEvent
from jamn.accounts.queries import device, sessions_of
from tests.people import PASSWORD

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.0 Mobile/15E148 Safari/604.1"
)
CHROME = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36"
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 "
    "Safari/537.36 Edg/156.0.0.0"
)
NEW = {"current": PASSWORD, "password": "havet er grått i kveld", "again": "havet er grått i kveld"}


def test_lead_from_the_head_to_the_account(signed_in, people) -> None:
    assert 'href="/account/"' in signed_in(people.adviser).get("/").text


def test_change_name_and_language(signed_in, people) -> None:
    client = signed_in(people.adviser)
    done = client.post("/account/", {"name": "Ingrid Solheim Vik", "language": "sv"}, follow=True)
    assert '<html lang="sv"' in done.text
    assert "Sparat." in done.text
    assert "Ingrid Solheim Vik" in done.text
    event = AuditEvent.objects.get(verb="change_profile")
    assert (event.before, event.after) == (
        {"name": "Ingrid Solheim", "language": ""},
        {"name": "Ingrid Solheim Vik", "language": "sv"},
    )


def test_refuse_to_have_no_name(signed_in, people) -> None:
    answer = signed_in(people.adviser).post("/account/", {"name": " ", "language": "nb"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    people.adviser.refresh_from_db()
    assert people.adviser.name == "Ingrid Solheim"
    assert "Ingrid Solheim</span>" in answer.text  # the head goes on with the name that is kept


def test_change_the_password_and_stay_signed_in_here_alone(people, at_the_door) -> None:
    here, elsewhere = at_the_door(people.adviser), at_the_door(people.adviser)
    done = here.post("/account/password/", NEW)
    assert (done.status_code, done["Location"]) == (302, "/account/")
    assert here.get("/").status_code == HTTPStatus.OK
    assert elsewhere.get("/").status_code == HTTPStatus.FOUND
    assert [task.args_kwargs["args"] for task in DBTaskResult.objects.all()] == [[people.adviser.pk, "password"]]


def test_refuse_a_new_password_without_the_old_one(signed_in, people) -> None:
    answer = signed_in(people.adviser).post("/account/password/", {**NEW, "current": "feil"})
    assert set(answer.context["form"].errors) == {"current"}
    people.adviser.refresh_from_db()
    assert people.adviser.check_password(PASSWORD)


def test_count_wrong_old_passwords_as_at_the_door(signed_in, people) -> None:
    client = signed_in(people.adviser)
    for _ in range(5):
        client.post("/account/password/", {**NEW, "current": "feil"})
    answer = client.post("/account/password/", NEW, headers={"accept-language": "nb"})
    assert answer.context["form"].errors["current"][0].startswith("For mange mislykkede forsøk. Prøv igjen klokka ")


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox på Linux"),
        (SAFARI, "Safari på iPhone"),
        (CHROME, "Chrome på Android"),
        (EDGE, "Edge på Windows"),
        ("curl/8", "Ukjent enhet"),
        ("Firefox/1", "Firefox"),
    ],
)
def test_name_a_device_in_words(agent, words) -> None:
    assert device(agent) == words


@given(st.text())
def test_name_any_device(agent) -> None:
    assert device(agent)


def test_list_ones_own_sessions_this_one_first(people, at_the_door) -> None:
    elsewhere = at_the_door(people.adviser, **{"user-agent": SAFARI})
    here = at_the_door(people.adviser, **{"user-agent": FIREFOX})
    at_the_door(people.manager, **{"user-agent": EDGE})
    elsewhere.get("/")
    lines = here.get("/account/").context["sessions"]
    assert [(line.device, line.is_this) for line in lines] == [("Firefox på Linux", True), ("Safari på iPhone", False)]
    assert {line.address for line in lines} == {"127.0.0.1"}


def test_end_one_session(people, at_the_door) -> None:
    here, elsewhere, third = (at_the_door(people.adviser) for _ in range(3))
    row = UserSession.objects.get(session_key=elsewhere.session.session_key)
    here.post("/account/sessions/end/", {"session": row.pk})
    assert [client.get("/").status_code for client in (here, elsewhere, third)] == [200, 302, 200]


def test_end_all_other_sessions(people, at_the_door) -> None:
    here, elsewhere, third = (at_the_door(people.adviser) for _ in range(3))
    colleague = at_the_door(people.manager)
    here.post("/account/sessions/end/")
    assert [client.get("/").status_code for client in (here, elsewhere, third, colleague)] == [200, 302, 302, 200]
    assert AuditEvent.objects.get(verb="end_sessions").after == {"ended": 2}


def test_end_nobody_elses_session(people, at_the_door) -> None:
    here, colleague = at_the_door(people.adviser), at_the_door(people.manager)
    row = UserSession.objects.get(session_key=colleague.session.session_key)
    here.post("/account/sessions/end/", {"session": row.pk})
    assert colleague.get("/").status_code == HTTPStatus.OK
    with pytest.raises(PermissionDenied):
        end_sessions(people.manager, [row.pk], by=people.adviser)


def test_forget_sessions_that_have_run_out(people, at_the_door) -> None:
    gone, here = at_the_door(people.adviser), at_the_door(people.adviser)
    gone.session.delete()
    assert [line.is_this for line in sessions_of(people.adviser, here.session.session_key)] == [True]


def _writes_of(client: Client) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        client.get("/sign-out/")
    return [query["sql"] for query in asked if "usersession" in query["sql"]]


def test_note_when_a_browser_was_seen_without_writing_at_every_page(people, at_the_door, monkeypatch) -> None:
    here = at_the_door(people.adviser)
    assert _writes_of(here) == []
    later = time.time() + SEEN_SECONDS + 1
    monkeypatch.setattr(time, "time", lambda: later)
    UserSession.objects.update(last_seen_at=timezone.now() - timezone.timedelta(hours=1))
    assert len(_writes_of(here)) == 1
    (seen,) = UserSession.objects.values_list("last_seen_at", flat=True)
    assert timezone.now() - seen < timezone.timedelta(minutes=1)
    assert _writes_of(here) == []


def test_lead_strangers_to_the_sign_in(db) -> None:
    assert Client().get("/account/")["Location"] == "/sign-in/?next=/account/"
