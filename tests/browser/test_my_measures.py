"""A manager who comes in twice a year: what is mine, and how far it has come, from the front page."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from jamn.plan.actions import MeasureWords, Who, change_measure, create_plan
from jamn.plan.models import Status
from tests.browser.conftest import OpenPage
from tests.people import PASSWORD, People

MINE = "Be om søknader fra flere kjønn"
ANOTHERS = "Lage retningslinjer for annonser"


def _plan(people: People) -> None:
    """A measure that the manager answers for, among those of others."""
    words = [MeasureWords(title=title, status=Status.NOT_STARTED) for title in (ANOTHERS, MINE)]
    plan = create_plan(people.solvik, by=people.adviser, title="Handlingsplan for Solvik", measures=words)
    asked = Who("Per Haugen", "person", user_id=people.manager.pk, accountable=True)
    change_measure(plan.measures.get(title=MINE), by=people.adviser, responsibles=[asked])


def test_update_my_measure_from_the_front_page_with_two_clicks(people: People, open_page: OpenPage) -> None:
    _plan(people)
    page = open_page(None)
    page.goto("/")
    page.get_by_label("E-post").fill(people.manager.email)
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Logg inn", exact=True).click()

    row = page.locator("main .row.mine")
    expect(row).to_have_count(1)
    expect(row).to_contain_text(MINE)
    row.get_by_role("link", name=re.compile("^Oppdater")).click()
    row.get_by_label("Status").select_option("ongoing")
    row.get_by_label("Hva er gjort?").fill("Annonsen er skrevet om.")
    row.get_by_role("button", name="Lagre", exact=True).click()
    expect(row.get_by_role("status")).to_contain_text("Pågår")

    assert page.url.rstrip("/").endswith(page.evaluate("location.host"))
    (measure,) = people.solvik.plans.get().measures.filter(title=MINE)
    assert measure.status == Status.ONGOING
    assert [result.text for result in measure.results.all()] == ["Annonsen er skrevet om."]
