"""What every test may ask for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from jamn.accounts.models import User
from tests.people import People, gather

if TYPE_CHECKING:
    from tests.world import World


@pytest.fixture(autouse=True)
def _quick_passwords_and_own_files(settings, tmp_path):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True  # no collected static files: whitenoise would warn that they are missing
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def people(db: None) -> People:
    """The cast of `tests/people.py`."""
    return gather()


@pytest.fixture
def world(people: People) -> World:
    """What the cast has made: `tests/world.py`."""
    from tests.world import make  # the tests of one room need not load them all

    return make(people)


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """A browser-less client in which a person has signed in."""

    def client_of(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return client_of
