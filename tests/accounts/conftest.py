"""What the tests of signing in share: counts of their own, and people signed in as the door does it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from jamn.accounts.models import User
from tests.people import PASSWORD


@pytest.fixture(autouse=True)
def _own_cache(settings) -> Iterator[None]:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "sign-in"}}
    yield
    cache.clear()


@pytest.fixture
def at_the_door() -> Callable[[User], Client]:
    """A client that has given its person's password on the sign-in page."""

    def client_of(user: User, password: str = PASSWORD, **headers: str) -> Client:
        client = Client(headers=headers)
        client.post("/sign-in/", {"login": user.email, "password": password})
        return client

    return client_of


def code(secret: str, steps: int = 0) -> str:
    """The code that an app with a secret shows now, or some half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))
