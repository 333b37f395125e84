"""A mail on its whole way: from the setting, over a real SMTP server, to the one it is meant for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

import pytest

from jamn.accounts.tasks import send_invitation
from jamn.config import environment


class _Talk(StreamRequestHandler):
    """As much SMTP as a client that says EHLO, AUTH PLAIN, MAIL, RCPT and DATA needs."""

    server: Server

    def handle(self) -> None:
        self._say("220 localhost")
        for line in self.rfile:
            match line.split()[0].upper():
                case b"EHLO":
                    self._say("250-localhost", "250 AUTH PLAIN")
                case b"AUTH":
                    self.server.passwords.append(line.split()[2].decode())
                    self._say("235 2.7.0 OK")
                case b"DATA":
                    self._say("354 go on")
                    self.server.mails.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                    self._say("250 OK")
                case b"QUIT":
                    self._say("221 bye")
                    return
                case _:
                    self._say("250 OK")

    def _say(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())


class Server(ThreadingTCPServer):
    """A mail server that keeps what it is given."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.mails: list[bytes] = []
        self.passwords: list[str] = []


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        Thread(target=running.serve_forever, args=(0.05,), daemon=True).start()
        yield running
        running.shutdown()


def test_send_an_invitation_over_smtp(server, people, settings) -> None:
    told = environment.mail(f"smtp://jamn:hemme%40lig@127.0.0.1:{server.server_address[1]}/")
    settings.EMAIL_BACKEND = told.backend
    settings.EMAIL_HOST, settings.EMAIL_PORT = told.host, told.port
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = told.user, told.password
    settings.DEFAULT_FROM_EMAIL = "Jamn <jamn@solvik.example>"
    people.manager.set_unusable_password()
    people.manager.save()
    send_invitation.call(people.manager.pk, "Solvik kommune", "Ingrid Solheim")
    (raw,) = server.mails
    mail = message_from_bytes(raw, policy=policy.default)
    assert (mail["From"], mail["To"]) == ("Jamn <jamn@solvik.example>", "per@solvik.example")
    assert mail["Subject"] == "Solvik kommune inviterer deg til Jamn"
    assert re.search(r"^http://localhost:8000/welcome/\w+/[\w-]+/\r?$", mail.get_content(), re.MULTILINE)
    assert server.passwords == ["AGphbW4AaGVtbWVAbGln"]


def test_print_mails_where_no_server_is_named(people, settings, capsys) -> None:
    settings.EMAIL_BACKEND = environment.mail(None).backend
    send_invitation.call(people.manager.pk, "Solvik kommune", "Ingrid Solheim")
    assert "To: per@solvik.example" in capsys.readouterr().out
