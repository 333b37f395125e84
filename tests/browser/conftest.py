"""A real browser, in which each of the cast can sign in. A page that complains on its console fails the test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from jamn.accounts.models import User
from tests.conftest import note_sign_in
from tools.needs import chromium

HERE = Path(__file__).parent
# Playwright keeps an event loop running in the thread that the tests use the database from.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The machine's own Chromium, or Playwright's."""
    found = chromium()
    if found is None:
        pytest.exit("No browser for the tests. Type: make test", returncode=2)
    quiet = ("--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-quic")
    return {"executable_path": found, "args": ["--no-sandbox", *quiet]}


@pytest.fixture(scope="session", autouse=True)
def _static_files_as_written() -> Iterator[None]:
    """The server starts once, before any test's own settings: whitenoise would warn that no files were collected."""
    with override_settings(WHITENOISE_AUTOREFRESH=True):
        yield


@pytest.fixture
def open_page(live_server: Any, browser: Browser) -> Iterator[OpenPage]:
    """Opens a page for somebody (or nobody), in a browser of their own, in which they have signed in already.

    Keyword arguments are those of Playwright's `new_context`. When the test is over, whatever any page has complained
    of on its console (a refused script, a missing file, an error) fails it.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(f"{message.type}: {message.text} ({message.location['url']})")

    def opened(user: User | None, **options: Any) -> Page:
        wanted = {"locale": "nb-NO", "viewport": {"width": 1280, "height": 900}, **options}
        context = browser.new_context(base_url=live_server.url, **wanted)
        context.set_default_timeout(10_000)
        contexts.append(context)
        if user:
            context.add_cookies([_session(user, live_server.url)])
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


def _session(user: User, address: str) -> Any:
    client = Client()
    client.force_login(user)
    note_sign_in(client, user)
    return {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies["sessionid"].value, "url": address}
