"""Invitations and forgotten passwords: what the mails say, and what their links do."""

from __future__ import annotations

import re
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django_tasks_db.models import DBTaskResult

from jamn.accounts import tasks
from jamn.accounts.actions import LinkSpent, create_person, use_link
from jamn.accounts.models import AuditEvent, User
from jamn.accounts.rules import INVITATION, NEW_PASSWORD
from tests.people import PASSWORD

NEW = {"password": "havet er grått i kveld", "again": "havet er grått i kveld"}


def _link(number: int = -1) -> str:
    found = re.search(r"https://jamn\.example(/\S+/)\n", mail.outbox[number].body)
    assert found
    return found[1]


@pytest.fixture(autouse=True)
def _address(settings) -> None:
    settings.BASE_URL = "https://jamn.example"


@pytest.fixture
def guest(people) -> User:
    return create_person(" Siri@Solvik.example ", " Siri Lund ", language="nn", by=people.adviser)


def _invite(guest: User) -> str:
    tasks.send_invitation.call(guest.pk, "Solvik kommune", "Ingrid Solheim")
    return _link()


def test_create_a_person_who_cannot_sign_in_yet(guest, people) -> None:
    assert (guest.email, guest.name, guest.language, guest.has_usable_password()) == (
        "siri@solvik.example",
        "Siri Lund",
        "nn",
        False,
    )
    event = AuditEvent.objects.get(verb="create_person")
    assert (event.actor_id, event.thing_id) == (people.adviser.pk, str(guest.pk))


@pytest.mark.parametrize(
    ("email", "name"), [("Ingrid@solvik.example", "Ingrid"), ("siri", "Siri"), ("s@x.example", " ")]
)
def test_refuse_a_person_whose_address_is_taken_or_none(people, email, name) -> None:
    with pytest.raises(ValidationError):
        create_person(email, name, by=people.adviser)


def test_invite_in_the_persons_language(guest) -> None:
    link = _invite(guest)
    sent = mail.outbox[0]
    assert (sent.subject, sent.to) == ("Solvik kommune inviterer deg til Jamn", ["siri@solvik.example"])
    assert "Ingrid Solheim i Solvik kommune har gjeve deg ei rolle i Jamn" in sent.body
    assert link.startswith("/welcome/")


def test_choose_a_password_and_be_signed_in(client, guest) -> None:
    link = _invite(guest)
    assert "Siri Lund" in client.get(link).text
    done = client.post(link, NEW)
    assert (done.status_code, done["Location"]) == (302, "/")
    assert client.get("/").context["user"] == guest
    guest.refresh_from_db()
    assert guest.check_password(NEW["password"])


def test_use_a_link_once_only(client, guest) -> None:
    link = _invite(guest)
    client.post(link, NEW)
    again = Client().get(link, headers={"accept-language": "en"})
    assert again.status_code == HTTPStatus.GONE
    assert "Otherwise ask the one who invited you to send the invitation again" in again.text
    assert Client().post(link, NEW).status_code == HTTPStatus.GONE


def test_use_a_link_once_when_two_hands_are_quick(guest) -> None:
    token = INVITATION.make_token(guest)
    use_link(guest, NEW["password"], link=INVITATION, token=token)
    with pytest.raises(LinkSpent):
        use_link(guest, "et annet passord helt", link=INVITATION, token=token)


def test_send_an_invitation_again(client, guest) -> None:
    first, second = _invite(guest), _invite(guest)
    assert client.get(second).status_code == HTTPStatus.OK
    client.post(first, NEW)
    assert Client().get(second).status_code == HTTPStatus.GONE


def test_keep_an_invitation_for_two_weeks(client, guest, monkeypatch) -> None:
    link = _invite(guest)
    real = INVITATION._now
    for days, status in ((13.9, HTTPStatus.OK), (14.1, HTTPStatus.GONE)):
        monkeypatch.setattr(INVITATION, "_now", lambda days=days: real() + timedelta(days=days))
        assert client.get(link).status_code == status


def test_refuse_the_link_of_one_who_may_no_longer_sign_in(client, guest) -> None:
    link = _invite(guest)
    User.objects.filter(pk=guest.pk).update(is_active=False)
    assert client.get(link).status_code == HTTPStatus.GONE


@pytest.mark.parametrize("path", ["/welcome/MQ/x-y/", "/welcome/%25/abc/", "/sign-in/password/zz/c1-0/"])
def test_refuse_a_made_up_link(client, people, path) -> None:
    assert client.get(path).status_code == HTTPStatus.GONE


def test_take_no_invitation_for_a_new_password(client, guest) -> None:
    assert client.get(_invite(guest).replace("/welcome/", "/sign-in/password/")).status_code == HTTPStatus.GONE


def test_lead_one_who_has_a_password_to_the_sign_in(people) -> None:
    tasks.send_invitation.call(people.outsider.pk, "Solvik kommune", "Ingrid Solheim")
    assert "Du logger inn som før:\n\nhttps://jamn.example/\n" in mail.outbox[0].body


@pytest.mark.parametrize(
    ("sent", "field"),
    [({"password": "kort", "again": "kort"}, "password"), ({**NEW, "again": "noe annet"}, "again")],
)
def test_say_what_is_wrong_with_a_password(client, guest, sent, field) -> None:
    answer = client.post(_invite(guest), sent)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert set(answer.context["form"].errors) == {field}
    guest.refresh_from_db()
    assert not guest.has_usable_password()


def _forget(client: Client, email: str) -> None:
    answer = client.post("/sign-in/forgotten/", {"email": email})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/forgotten/sent/")
    asked = DBTaskResult.objects.order_by("enqueued_at").last()
    tasks.send_password_link.call(*asked.args_kwargs["args"])


def test_answer_a_forgotten_password_alike_for_everybody(client, people) -> None:
    _forget(client, "Ingrid@Solvik.example")
    _forget(client, "nobody@solvik.example")
    assert [message.to for message in mail.outbox] == [["ingrid@solvik.example"]]


def test_choose_a_new_password_and_end_the_other_sessions(client, people, at_the_door) -> None:
    elsewhere = at_the_door(people.adviser)
    assert elsewhere.get("/").status_code == HTTPStatus.OK
    _forget(client, people.adviser.email)
    assert client.post(_link(), NEW)["Location"] == "/"
    assert client.get("/").context["user"] == people.adviser
    assert elsewhere.get("/").status_code == HTTPStatus.FOUND
    assert at_the_door(people.adviser, PASSWORD).get("/").status_code == HTTPStatus.FOUND


def test_keep_a_new_passwords_link_for_two_hours(client, people, monkeypatch) -> None:
    _forget(client, people.adviser.email)
    real = NEW_PASSWORD._now
    monkeypatch.setattr(NEW_PASSWORD, "_now", lambda: real() + timedelta(hours=2, minutes=1))
    assert client.get(_link()).status_code == HTTPStatus.GONE


def test_stop_a_flood_of_mails_to_one_person(client, people) -> None:
    for _ in range(8):
        assert client.post("/sign-in/forgotten/", {"email": people.adviser.email}).status_code == HTTPStatus.FOUND
    assert DBTaskResult.objects.count() == 5


@pytest.mark.parametrize(
    ("what", "subject"),
    [
        ("password", "Passordet ditt til Jamn er endret"),
        ("added", "Innloggingen din i Jamn har fått et nytt andre trinn"),
        ("removed", "Et andre trinn er fjernet fra innloggingen din i Jamn"),
    ],
)
def test_tell_a_person_that_their_sign_in_was_changed(people, what, subject) -> None:
    tasks.send_notice.call(people.adviser.pk, what)
    assert (mail.outbox[0].subject, mail.outbox[0].to) == (subject, [people.adviser.email])


def test_write_no_entity_and_no_second_recipient_into_a_mail(people) -> None:
    User.objects.filter(pk=people.manager.pk).update(name="O'Hara & Co\r\nBcc: all@solvik.example")
    tasks.send_invitation.call(people.manager.pk, "Solvik & sønner", "Per")
    message = mail.outbox[0].message()
    assert mail.outbox[0].subject == "Solvik & sønner inviterer deg til Jamn"
    assert message["Bcc"] is None
    assert "O'Hara & Co" in mail.outbox[0].body
