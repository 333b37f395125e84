"""The main job, from the sign-in to a measure's page: a plan in a Word file becomes a register."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.people import PASSWORD, People
from tests.world import HEADER, ROWS


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The plan of `tests/world.py` as a Word file."""
    document = docx.Document()
    document.add_heading("Handlingsplan for likestilling 2026–2027", level=1)
    document.add_paragraph("Planen er laget sammen med de tillitsvalgte.")
    table = document.add_table(rows=0, cols=len(HEADER))
    for texts in (HEADER, *ROWS):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    document.save(str(tmp_path / "likestilling.docx"))
    return tmp_path / "likestilling.docx"


def _sign_in(page: Page, people: People) -> None:
    page.goto("/")
    page.get_by_label("E-mail").fill(people.adviser.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def _bring_in(page: Page, people: People, file: Path) -> None:
    page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Plans brought in").click()
    page.locator("main").get_by_role("link", name="Bring in a plan").first.click()
    page.get_by_label("Whose plan is it?").select_option(label=people.solvik.name)
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Read the plan").click()
    expect(page.get_by_role("heading", name="The plan is being read")).to_be_visible()
    call_command("db_worker", "--batch", "--no-startup-delay", "--interval=0", verbosity=0)


@pytest.mark.parametrize("java_script", [True, False], ids=["with-javascript", "without"])
def test_make_a_register_of_a_word_file(
    java_script: bool,  # noqa: FBT001
    people: People,
    file: Path,
    open_page: OpenPage,
) -> None:
    page = open_page(None, locale="en-GB", java_script_enabled=java_script)
    _sign_in(page, people)
    _bring_in(page, people, file)
    if not java_script:
        page.get_by_role("link", name="See how far it is").click()
    expect(page.get_by_role("heading", name="Check what was read")).to_be_visible()

    last = page.get_by_role("article", name="Measure 3")
    last.get_by_role("link", name="Change Responsible").click()
    page.get_by_label("Responsible").fill("Kommunedirektøren")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(last).to_contain_text("Kommunedirektøren")

    page.get_by_role("link", name="Approve").click()
    page.get_by_role("button", name="Approve").click()
    page.goto("/measures/?q=stilling")
    expect(page.locator("#results tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Spørre alle om ønsket stilling").click()
    main = page.locator("main")
    for words in ("Ufrivillig deltid", "Kommunedirektøren", "2099", "likestilling.docx"):
        expect(main).to_contain_text(words)
