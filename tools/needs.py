"""Finds what a target needs of the machine, installs it where it may, and stops with the one line to type where not.

    python3 tools/needs.py venv gettext chromium postgresql pdftotext

Runs before the environment exists: the standard library only. It may install with apt-get as root, or with sudo that
asks for no password.
"""

from __future__ import annotations

import glob
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLAYWRIGHT = Path(".venv/bin/playwright")


@dataclass(frozen=True)
class Need:
    """Something the machine must have: how it is seen, and Debian's package of it."""

    found: Callable[[], bool]
    package: str
    why: str


def chromium() -> str | None:
    """The browser for the tests: the machine's own, or the one Playwright keeps. None when there is none."""
    kept = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", str(Path.home() / ".cache" / "ms-playwright"))
    own = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    return own or next(iter(sorted(glob.glob(f"{kept}/chromium-*/chrome-*/chrome"))), None)  # noqa: PTH207


def postgresql() -> Path | None:
    """The folder with PostgreSQL's server programs (Debian keeps it off the PATH). None when there is none."""
    folders = [Path(found).resolve().parent for name in ("postgres", "initdb") if (found := shutil.which(name))]
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if all((folder / name).exists() for name in ("initdb", "pg_ctl"))), None)


NEEDS = {
    "venv": Need(lambda: importlib.util.find_spec("ensurepip") is not None, "python3-venv", "the environment"),
    "gettext": Need(lambda: shutil.which("xgettext") is not None, "gettext", "finding texts to translate"),
    "chromium": Need(lambda: chromium() is not None, "chromium-headless-shell", "the browser tests"),
    "postgresql": Need(lambda: postgresql() is not None, "postgresql", "the tests on PostgreSQL"),
    "pdftotext": Need(lambda: shutil.which("pdftotext") is not None, "poppler-utils", "a second reading of PDF files"),
}


def _apt() -> list[str] | None:
    """How this user may install packages; None when they may not."""
    if shutil.which("apt-get") is None:
        return None
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    if os.geteuid() == 0:
        return apt
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n", *apt]
    return None


def _install(packages: list[str]) -> None:
    if apt := _apt():
        print("Installing", *packages, flush=True)
        subprocess.run([*apt, "update"], check=False, stdin=subprocess.DEVNULL)
        install = [*apt, "install", "--yes", "--no-install-recommends", *packages]
        subprocess.run(install, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    elif "chromium-headless-shell" in packages and PLAYWRIGHT.exists():
        print("Fetching Playwright's browser", flush=True)
        subprocess.run([PLAYWRIGHT, "install", "chromium"], check=False, stdin=subprocess.DEVNULL)


def _missing(names: list[str]) -> list[str]:
    return [name for name in names if not NEEDS[name].found()]


def main(names: list[str]) -> int:
    """Returns 0 when everything is there in the end, else 1 after saying what to type."""
    if missing := _missing(names):
        _install([NEEDS[name].package for name in missing])
        importlib.invalidate_caches()
    if missing := _missing(names):
        for name in missing:
            print(f"Missing: {NEEDS[name].package}, for {NEEDS[name].why}.", file=sys.stderr)
        packages = " ".join(NEEDS[name].package for name in missing)
        print(f"Type this, then try again:\n    sudo apt-get install --yes {packages}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
