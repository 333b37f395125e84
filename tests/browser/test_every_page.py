"""What holds for every page, seen in a browser: the list of pages is the list of addresses.

Pages are walked a dozen at a time in one world, which costs more to make than a page to open.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from jamn.accounts.models import User
from tests.addresses import Address, For, Kind, of
from tests.browser.conftest import OpenPage
from tests.world import World

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
MOST_STOPS = 500
LOCALES = ("nb-NO", "nn-NO", "sv-SE", "en-GB")
PAGES = of(Kind.PAGE)
DOZENS = [PAGES[first : first + 12] for first in range(0, len(PAGES), 12)]
walked = pytest.mark.parametrize("pages", DOZENS, ids=[f"{dozen[0]} and on" for dozen in DOZENS])

# Everything that Tab should reach, and how the one that has the focus shows it.
TABBABLE = """() => {
    const inside = "a[href], button, input, select, textarea, summary, [tabindex], [contenteditable=true]";
    const shown = (each) => each.checkVisibility({visibilityProperty: true}) && each.getClientRects().length > 0;
    const isOtherRadio = (each) => each.type === "radio" && !each.checked
        && each.form?.querySelector(`input[type=radio][name="${each.name}"]:checked`);
    return [...document.querySelectorAll(inside)].filter(
        (each) => each.tabIndex >= 0 && !each.disabled && shown(each) && !isOtherRadio(each)
    ).map((each, number) => { each.dataset.walk = number; return each.outerHTML.slice(0, 120); });
}"""
TO_THE_TOP = """() => {
    const top = document.createElement("span");
    top.tabIndex = -1;
    document.body.prepend(top);
    top.focus();
}"""
FOCUSED = """() => {
    const here = document.activeElement;
    if (!here || here === document.body) return null;
    const style = getComputedStyle(here);
    const ring = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
    const box = here.getBoundingClientRect();
    const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return {number: here.dataset.walk ?? null, ring, seen, html: here.outerHTML.slice(0, 120)};
}"""


def _visitor(address: Address, world: World) -> User | None:
    strangers = {"accounts:sign_in", "accounts:forgotten"}
    return None if address.name in strangers else getattr(world.people, address.visitor)


def _open(address: Address, world: World, open_page: OpenPage, **options: Any) -> Page:
    page = open_page(_visitor(address, world), **options)
    response = page.goto(address.path(world))
    assert response is not None
    assert response.status == 200
    return page


def complaints(page: Page) -> list[str]:
    """What axe has to say of a page."""
    found: Any = Axe().run(page, options=RULES).response
    return [
        f"{violation['id']}: {node['target']} {node['html'][:160]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def too_wide(page: Page) -> Any:
    """How many pixels of a page stand out to the side."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@walked
def test_find_nothing_with_axe(pages: list[Address], world: World, open_page: OpenPage) -> None:
    """Every page light on a desk and dark on a phone, each time in another language; nothing stands out to the side."""
    found = {}
    for number, address in enumerate(pages):
        for locale, (scheme, size) in zip(LOCALES[2 * number % 4 :], (("light", DESK), ("dark", PHONE)), strict=False):
            page = _open(address, world, open_page, color_scheme=scheme, viewport=size, locale=locale)
            found[f"{address} {locale} {scheme} {size['width']}"] = (complaints(page), too_wide(page))
            page.context.close()
    amiss = {where: what for where, what in found.items() if what != ([], 0)}
    assert amiss == {}, json.dumps(amiss, indent=1, ensure_ascii=False)


@walked
def test_reach_everything_by_keyboard(pages: list[Address], world: World, open_page: OpenPage) -> None:
    """Tab reaches every control in turn, the one that has the focus is seen to have it, and nothing holds it fast."""
    amiss = {}
    for address in pages:
        page = _open(address, world, open_page)
        if told := _missed(page):
            amiss[str(address)] = told
        page.context.close()
    assert amiss == {}, json.dumps(amiss, indent=1, ensure_ascii=False)


def _missed(page: Page) -> list[Any]:
    wanted = page.evaluate(TABBABLE)
    page.evaluate(TO_THE_TOP)
    steps: list[Any] = []
    while len(steps) < MOST_STOPS and (not steps or steps[-1]["number"] != str(len(wanted) - 1)):
        page.keyboard.press("Tab")
        steps.append(page.evaluate(FOCUSED) or {"number": None, "ring": False, "seen": False})
    # A date is several stops in one control, and of these the calendar's sign draws a ring of its own.
    ringed = {step["number"] for step in steps if step["ring"]}
    reached = {step["number"] for step in steps}
    in_turn = list(dict.fromkeys(step["number"] for step in steps)) == [str(number) for number in range(len(wanted))]
    unseen = [step for step in steps if step["number"] not in ringed or not step["seen"]]
    unreached = [html for number, html in enumerate(wanted) if str(number) not in reached]
    return [*unseen, *unreached, *([] if in_turn else ["not in turn"])]


@walked
def test_read_without_javascript(pages: list[Address], world: World, open_page: OpenPage) -> None:
    for address in pages:
        page = _open(address, world, open_page, java_script_enabled=False)
        expect(page.locator("main h1"), str(address)).to_be_visible()
        expect(page.locator("main h1"), str(address)).not_to_have_text("")
        page.context.close()


def test_skip_to_the_content(world: World, open_page: OpenPage) -> None:
    page = open_page(world.people.adviser)
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_have_a_page_for_everyone() -> None:
    assert {address.whom for address in PAGES} == set(For)
