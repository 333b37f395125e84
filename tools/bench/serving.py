"""Jamn as it is served, over HTTP."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from jamn.cli import server

if TYPE_CHECKING:
    from jamn.accounts.models import User

WORKERS = 2


@contextmanager
def served() -> Iterator[int]:
    """Granian, as `jamn serve` starts it. Gives its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [sys.executable, "-m", *server("127.0.0.1", port, WORKERS)]
    running = subprocess.Popen(command, stdout=sys.stderr)
    try:
        _wait(port, running)
        yield port
    finally:
        running.terminate()
        running.wait()


def _wait(port: int, running: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if running.poll() is not None:
                break
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server did not start.")


class Visitor:
    """A person with a browser: one connection that is kept, one session."""

    def __init__(self, user: User, port: int) -> None:
        from django.conf import settings
        from django.test import Client

        client = Client()
        client.force_login(user)
        self.session = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
        self.connection = HTTPConnection("127.0.0.1", port, timeout=120)

    def get(self, address: str) -> tuple[int, bytes]:
        """The status and the page."""
        return self._ask("GET", address)

    def post(self, address: str, form: Mapping[str, str | list[str]]) -> tuple[int, bytes]:
        """Send a form from a page of the site itself."""
        token = "a" * 32
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://127.0.0.1:{self.connection.port}",
        }
        body = urlencode({**form, "csrfmiddlewaretoken": token}, doseq=True)
        return self._ask("POST", address, body, headers, f"; csrftoken={token}")

    def _ask(
        self, method: str, address: str, body: str = "", headers: Mapping[str, str] | None = None, cookie: str = ""
    ) -> tuple[int, bytes]:
        given = {"Cookie": self.session + cookie, "Accept-Language": "nb", **(headers or {})}
        self.connection.request(method, address, body or None, given)
        answer = self.connection.getresponse()
        return answer.status, answer.read()
