"""Mails, sent in the background."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django_tasks import task

from jamn.accounts.models import User
from jamn.accounts.queries import person_key, person_with
from jamn.accounts.rules import INVITATION, NEW_PASSWORD, Link


@task()
def send_invitation(user_id: int, employer_name: str, invited_by: str) -> None:
    """Mail a person the link with which they choose a password; one who has a password gets the sign-in's address.

    `employer_name` and `invited_by` stand in the mail. May be sent again: the newest link holds, and so do the others
    until one of them is used.
    """
    user = User.objects.get(pk=user_id)
    link = "" if user.has_usable_password() else _address("accounts:accept_invitation", user, INVITATION)
    _send("invitation", user, link=link, employer=employer_name, invited_by=invited_by)


@task()
def send_password_link(email: str) -> None:
    """Mail the one who signs in with an address a link to a new password; nobody, where there is no such person."""
    user = person_with(email)
    if user:
        _send("new_password", user, link=_address("accounts:new_password", user, NEW_PASSWORD))


@task()
def send_notice(user_id: int, what: str) -> None:
    """Mail a person that how they sign in was changed; `what` is ``password``, ``added`` or ``removed``."""
    _send("notice", User.objects.get(pk=user_id), what=what)


def _address(name: str, user: User, link: Link) -> str:
    return settings.BASE_URL + reverse(name, kwargs={"key": person_key(user), "token": link.make_token(user)})


def _send(mail: str, user: User, **facts: Any) -> None:
    """Send a mail in the person's language: the first line of its template is the subject."""
    with translation.override(user.language or settings.LANGUAGE_CODE):
        context = {"person": user, "site": settings.BASE_URL + reverse("home:front"), **facts}
        subject, _, body = render_to_string(f"accounts/mail/{mail}.txt", context).strip().partition("\n")
    send_mail(subject, body.lstrip(), settings.DEFAULT_FROM_EMAIL, [user.email])
