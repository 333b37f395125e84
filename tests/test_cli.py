from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import pytest

from jamn.cli import _free_port, main


def _free() -> int:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return int(chosen.getsockname()[1])


@pytest.mark.parametrize(("command", "stop"), [("demo", signal.SIGINT), ("serve", signal.SIGTERM)])
def test_run_the_server_and_the_worker_until_told_to_stop(tmp_path, command, stop) -> None:
    arguments = [sys.executable, "-m", "jamn", command, f"--port={_free()}"]
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("JAMN_", "DJANGO_"))}
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, text=True, env={**bare, "JAMN_DATA": str(tmp_path)}
    ) as process:
        assert process.stdout is not None
        told = ""
        while not (address := re.search(r"Jamn is at http://(\S+)/", told)) and (line := process.stdout.readline()):
            told += line
        assert address, told
        page = _page(address[1], "/sign-in/")
        children = _children(process.pid)
        process.send_signal(stop)
        assert process.wait(30) == 0
    style = re.search(r'href="(/static/ui/jamn\.\w+\.css)"', page)
    assert style
    assert len(children) == 2
    assert not any(Path(f"/proc/{child}").exists() for child in children)
    if command == "demo":
        assert "marit@fjordvik.example" in told
        assert [path.name for path in tmp_path.iterdir()] == ["demo"]
    else:
        assert "@" not in told


def _page(host: str, path: str) -> str:
    connection = HTTPConnection(host, timeout=20)
    try:
        connection.request("GET", path)
        return connection.getresponse().read().decode()
    finally:
        connection.close()


def _children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def test_take_the_next_port_when_one_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert port < _free_port("127.0.0.1", port) < port + 20


def test_stop_when_every_port_is_taken(monkeypatch) -> None:
    def refuse(self: socket.socket, address: tuple[str, int]) -> None:
        raise OSError

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(SystemExit, match="8000 to 8019 are taken"):
        _free_port("127.0.0.1", 8000)


def test_stop_the_worker_when_the_server_ends(tmp_path, monkeypatch) -> None:
    from jamn import cli

    monkeypatch.setenv("JAMN_DATA", str(tmp_path))
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(cli, "_ask_to_tidy_up", lambda: None)
    assert cli._run("256.0.0.1", 1, workers=1) != 0


def test_pass_on_to_django(capsys) -> None:
    assert main(["manage", "check", "--tag", "models"]) == 0
    assert "no issues" in capsys.readouterr().out
