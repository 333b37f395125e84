"""Renews what the documents show of the program: `make docs`. (That what they say is true, the tests check.)

The chapters of `docs/method/` are printed from the spec tests of `jamn.pay`. The picture in README.md is taken from the
demonstration, in bokmål and the light theme.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.pay.spec import manual
from tools import notebook
from tools.needs import chromium

PICTURE = Path("docs/images/register.png")
EMAIL = re.compile(r"\S+@\S+")
PASSWORD = re.compile(r"password of all is: (?P<password>.+)\)")
ADDRESS = re.compile(r"http://\S+")


@contextmanager
def demonstration() -> Iterator[tuple[str, str, str]]:
    """The demonstration on a database of its own: its address, the first e-mail address and the password it tells."""
    with tempfile.TemporaryDirectory() as scratch:
        process = subprocess.Popen(
            [sys.executable, "-m", "jamn", "demo", "--port", "8110"],
            env={**os.environ, "JAMN_DATA": scratch, "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            told = ""
            for line in process.stdout or ():
                told += line
                if address := ADDRESS.search(line):
                    break
            else:
                raise SystemExit("The demonstration did not start.")
            email, password = EMAIL.search(told), PASSWORD.search(told)
            if not email or not password:
                raise SystemExit("The demonstration told no log-in.")
            yield address[0], email[0], password["password"]
        finally:
            process.send_signal(signal.SIGINT)
            process.wait()


def sign_in(page: Page, email: str, password: str) -> None:
    """Sign in, and choose bokmål."""
    page.goto("/sign-in/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(password)
    page.locator("main form:has([name=password]) [type=submit]").first.click()
    page.context.add_cookies([{"name": "jamn_language", "value": "nb", "url": page.url}])


def print_the_manual() -> None:
    """Print the manual of methods, and nothing beside it."""
    printed = manual.pages()
    for name, text in printed.items():
        (manual.FOLDER / name).write_text(text, encoding="utf-8")
    for path in manual.FOLDER.glob("*.md"):
        if path.name not in printed:
            path.unlink()
    print(f"{manual.FOLDER.relative_to(Path.cwd())}: renewed.")


def main() -> None:
    """Print the manual, run the notebook and take the picture."""
    print_the_manual()
    notebook.main()
    with demonstration() as (address, email, password), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(base_url=address, viewport={"width": 1280, "height": 800}, locale="nb-NO")
        sign_in(page, email, password)
        page.goto("/measures/")
        page.screenshot(path=PICTURE)
        browser.close()
    print(f"{PICTURE}: renewed.")


if __name__ == "__main__":
    main()
