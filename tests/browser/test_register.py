"""The register in a browser: what is typed is found at once, and the address always says what is shown."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.people import People
from tests.plan.register import shelve

TITLES = ".register tbody th a"


def test_find_while_typing_and_keep_it_in_the_address(people: People, open_page: OpenPage) -> None:
    shelve(people)
    page = open_page(people.adviser)
    page.goto("/measures/")
    search = page.get_by_label("Søk i tiltakene")
    search.press_sequentially("annonsene")
    expect(page.get_by_role("status")).to_have_text("2 tiltak")
    expect(search).to_be_focused()
    page.locator("#sort-title").click()
    expect(page).to_have_url(re.compile(r"/measures/\?q=annonsene&sort=title$"))
    expect(page.locator(TITLES)).to_have_text(["Besøke ungdomsskoler", "Åpne annonsene for flere"])
    page.locator(".filter > summary", has_text="Status").click()
    page.get_by_label("Pågår").check()
    expect(page).to_have_url(re.compile(r"\?q=annonsene&status=ongoing&sort=title$"))
    expect(page.locator(TITLES)).to_have_text(["Åpne annonsene for flere"])
    page.go_back()
    expect(page.locator(TITLES)).to_have_count(2)


def test_take_a_filter_away(people: People, open_page: OpenPage) -> None:
    shelve(people)
    page = open_page(people.adviser)
    page.goto("/measures/?q=annonsene&status=ongoing")
    page.get_by_role("link", name="Fjern filter: Status: Pågår").click()
    expect(page).to_have_url(re.compile(r"/measures/\?q=annonsene$"))
    expect(page.locator(TITLES)).to_have_count(2)
