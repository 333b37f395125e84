"""Reads of `accounts`."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from allauth.core.internal.ratelimit import get_cache_key, get_rates
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django.utils.translation import gettext as _

from jamn.accounts.models import User

# The first that is found in what a browser says of itself. They all call themselves by each other's names too.
BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class SignedIn:
    """One place where a person is signed in."""

    pk: int
    device: str
    address: str
    since: datetime
    last_seen: datetime
    is_this: bool


def sessions_of(user: User, this: str | None) -> list[SignedIn]:
    """Where a person is signed in, this browser (its session key) first, then the latest seen.

    Those that have run out, or that a new password has ended, are forgotten on the way.
    """
    kept = UserSession.objects.purge_and_list(user)
    lines = [
        SignedIn(
            pk=session.pk,
            device=device(session.user_agent),
            address=session.ip,
            since=session.created_at,
            last_seen=session.last_seen_at,
            is_this=session.session_key == this,
        )
        for session in kept
    ]
    return sorted(lines, key=lambda line: (line.is_this, line.last_seen), reverse=True)


def device(agent: str) -> str:
    """Browser and system, in words, of what a browser says of itself (its user agent)."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown device")


def second_steps(user: User) -> list[Authenticator]:
    """The app and the keys that a person signs in with besides a password, oldest first. Not the recovery codes."""
    steps = Authenticator.objects.filter(user_id=user.pk).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return list(steps.order_by("pk"))


def recovery_codes(user: User) -> Authenticator | None:
    """The person's recovery codes, if there are any: ``.wrap()`` tells the unused ones."""
    return Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.RECOVERY_CODES).first()


def person_key(user: User) -> str:
    """How a person is named in a link."""
    return urlsafe_base64_encode(str(user.pk).encode())


def person_of(key: str) -> User | None:
    """Whom a link names; None where it names nobody."""
    try:
        return User.objects.filter(pk=int(urlsafe_base64_decode(key))).first()
    except (ValueError, OverflowError):
        return None


def person_with(email: str) -> User | None:
    """Who signs in with an address, if it is somebody who may."""
    return User.objects.filter(email=email.strip().lower(), is_active=True).first()


def providers() -> list[tuple[str, str]]:
    """The identity providers that this installation knows: (id, name)."""
    return [(app["provider_id"], app["name"]) for app in settings.OIDC_APPS]


def vouched_for(claims: dict[str, Any], *, trusted: bool, domains: list[str]) -> str:
    """The e-mail address that an identity provider vouches for, or "".

    `trusted`: its addresses count even though it does not call them verified. `domains`: the only ones it may speak
    for; any when empty.
    """
    email = str(claims.get("email") or "").strip().lower()
    verified = trusted or claims.get("email_verified") in (True, "true")
    ours = not domains or email.partition("@")[2] in domains
    return email if verified and ours else ""


def next_attempt(request: HttpRequest, key: str) -> datetime:
    """When one who has failed to sign in too often may try again, rounded up to a whole minute."""
    now = time.time()
    waits = [0.0]
    for rate in get_rates(app="allauth.account", action="login_failed"):
        history = cache.get(get_cache_key(request, app="allauth.account", action="login_failed", rate=rate, key=key))
        if history and len(history) >= rate.amount:
            waits.append(history[rate.amount - 1] + rate.duration - now)
    at = datetime.fromtimestamp(now + max(waits), tz=UTC)
    return at.replace(second=0, microsecond=0) + timedelta(minutes=1)


WHOSE_COOKIE: Final = "jamn_whose"
"""Signed: who was last signed in in this browser, so that a form sent after that is kept for them and nobody else."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A form that came too late to be taken in, as it was sent: where to, and its fields in their order."""

    address: str
    fields: list[tuple[str, str]]

    @property
    def words(self) -> list[str]:
        """What a person has written in it, as far as one can tell: what has more than one word.

        Forms that can meet a conflict carry what stood before, as JSON: nobody has written that.
        """
        return [value for _, value in self.fields if len(value.split()) > 1 and not value.startswith('{"')]


def whose_browser(request: HttpRequest) -> int | None:
    """The id of the person who was last signed in in this browser; None when that is not known."""
    said = request.get_signed_cookie(WHOSE_COOKIE, default="", salt=WHOSE_COOKIE)
    return int(said) if said else None


def kept_form(request: HttpRequest) -> Kept | None:
    """The form that is kept for the person who is signed in (`actions.keep_form`)."""
    kept = request.session.get("kept_form")
    if kept is None or kept["whose"] != request.user.pk:
        return None
    return Kept(kept["address"], [(name, value) for name, value in kept["fields"]])
