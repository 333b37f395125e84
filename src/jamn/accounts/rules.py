"""Which links in mails still hold, how fresh a sign-in must be, and when the next attempt is allowed."""

from __future__ import annotations

import time
from typing import Final

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import base36_to_int
from django.utils.translation import gettext as _

from jamn.accounts.models import User
from jamn.accounts.queries import next_attempt, second_steps

FRESH_SECONDS: Final = 15 * 60
"""How long after signing in one may change how one signs in, without saying again who one is."""


class Link(PasswordResetTokenGenerator):
    """What makes a link in a mail one person's. It holds once: a new password, or a sign-in, ends it."""

    def __init__(self, name: str, *, seconds: int) -> None:
        super().__init__()
        self.key_salt = f"jamn.accounts.{name}"
        self.seconds = seconds

    def holds_for(self, user: User | None, token: str) -> bool:
        """Whether the link is this person's, unused, and not too old."""
        if user is None or not user.is_active or not self.check_token(user, token):
            return False
        made = base36_to_int(token.partition("-")[0])
        return self._num_seconds(self._now()) - made <= self.seconds


INVITATION: Final = Link("invitation", seconds=settings.PASSWORD_RESET_TIMEOUT)
NEW_PASSWORD: Final = Link("new_password", seconds=2 * 60 * 60)


def signed_in_lately(request: HttpRequest, user: User, seconds: int = FRESH_SECONDS) -> bool:
    """Whether the person has shown who they are in the last quarter of an hour (or `seconds`), in this browser."""
    records = get_authentication_records(request, user)
    return any(time.time() - record["at"] < seconds for record in records)


def needs_two_steps(request: HttpRequest, user: User) -> bool:
    """Whether the installation asks for a second step that the person has not got.

    One whom an identity provider sent has passed that provider's steps.
    """
    if not settings.REQUIRE_TWO_STEP:
        return False
    passed = {record["method"] for record in get_authentication_records(request, user)}
    return not passed & {"mfa", "socialaccount"} and not second_steps(user)


def may_remove(user: User, step: Authenticator) -> bool:
    """A person removes their own second steps; the recovery codes go with the last of them."""
    return bool(step.user_id == user.pk and step.type != Authenticator.Type.RECOVERY_CODES)


def too_many_attempts(request: HttpRequest, key: str) -> ValidationError:
    """What to tell one who has tried too often: when to try again."""
    at = timezone.localtime(next_attempt(request, key))
    message = _("Too many failed attempts. Try again at %(time)s.") % {"time": date_format(at, "TIME_FORMAT")}
    return ValidationError(message, code="too_many_login_attempts")
