"""What every test may ask for."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker

from jamn.accounts.models import User
from jamn.config.settings import LANGUAGE_CODE
from tests.people import People, gather

if TYPE_CHECKING:
    from tests.world import World

# How quick a machine is, is never a pass or fail.
hypothesis_settings.register_profile("jamn", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("jamn")

PLANS_ABSENT = "plans folder absent"
WATCHED = ("laws", "documents", "importers/interpret")
"""What must be covered whole, by its own tests: these alone are watched line by line, which takes twice their time."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Set the tests apart that need the folder of real plans, and those that are watched, and let the long ones begin:
    those in a browser. Otherwise one worker would end alone with them.
    """
    items.sort(key=lambda item: "browser" not in item.path.parts)
    watched = tuple(Path(__file__).parent / room for room in WATCHED)
    for item in items:
        if any(item.path.is_relative_to(room) for room in watched) and not item.get_closest_marker("unwatched"):
            item.add_marker(pytest.mark.watched)
        if "plans" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.plans)
            if "JAMN_PLANS" not in os.environ:
                item.add_marker(pytest.mark.skip(reason=PLANS_ABSENT))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests were not run because the real plans are not here."""
    skipped = [report for report in terminalreporter.getreports("skipped") if PLANS_ABSENT in str(report.longrepr)]
    if skipped:
        terminalreporter.write_line(
            f"{PLANS_ABSENT}: {len(skipped)} tests not run (name it with JAMN_PLANS)", yellow=True
        )


@pytest.fixture
def plans() -> Path:
    """The folder of real plans, which are no part of this repository. Without it the test is not run."""
    return Path(os.environ["JAMN_PLANS"])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Hang up on threads of the live server that a browser has kept waiting: PostgreSQL would keep their database."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


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


@pytest.fixture(autouse=True)
def _in_the_language_of_the_installation() -> Iterator[None]:
    """What a test's pages were in is not what the next one begins with."""
    with translation.override(LANGUAGE_CODE):
        yield


def note_sign_in(client: Client, user: User) -> None:
    """Let the session know that its person has just written their password, as the sign-in does."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


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

    def client_of(user: User, *, lately: bool = True) -> Client:
        client = Client()
        client.force_login(user)
        if lately:
            note_sign_in(client, user)
        return client

    return client_of
