"""A PostgreSQL cluster for tests and measurements, with everything off that only protects data."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from tools.needs import postgresql

QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")


class ClusterError(Exception):
    """It cannot be started, for the reason that is said."""


class Cluster:
    """A PostgreSQL cluster in a folder under the machine's own folder for short-lived files."""

    def __init__(self) -> None:
        programs = postgresql()
        if programs is None:
            raise ClusterError("PostgreSQL is not installed. Type: make test")
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="jamn-postgres-"))
        # PostgreSQL refuses to run as root: its own user, which its package made, runs it then.
        self.user = "postgres" if os.geteuid() == 0 else None
        if self.user:
            os.chown(self.folder, pwd.getpwnam(self.user).pw_uid, -1)

    def _run(self, program: str, *arguments: str) -> None:
        as_user: dict[str, Any] = {"user": self.user, "group": self.user, "extra_groups": []} if self.user else {}
        done = subprocess.run(
            [self.programs / program, f"--pgdata={self.folder / 'data'}", *arguments],
            **as_user,
            cwd=self.folder,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if done.returncode:
            raise ClusterError(f"{program} failed: {done.stdout or (self.folder / 'log').read_text()}")

    def start(self) -> str:
        """Make and start it. Returns its address for the settings."""
        self._run("initdb", "--username=jamn", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        options = " ".join(f"-c {option}" for option in (*QUICK, f"unix_socket_directories={self.folder}"))
        self._run("pg_ctl", "start", "--wait", f"--log={self.folder / 'log'}", f"--options={options}")
        return f"postgresql://jamn@/postgres?host={self.folder}"

    def stop(self) -> None:
        """Stop it and leave nothing behind."""
        self._run("pg_ctl", "stop", "--wait", "--mode=immediate")
        shutil.rmtree(self.folder, ignore_errors=True)
