"""What holds for every page, seen in a browser: the list of pages is the list of addresses.

Pages are walked many at a time in one world, and each visitor's in one browser: both cost more to make than a page to
open.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Page, expect

from jamn.accounts.models import User
from tests.addresses import Address, For, Kind, of
from tests.browser.conftest import OpenPage
from tests.world import World

AXE = Axe().axe_script
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],  # what is right need not be told: it took most of the time
}
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
MOST_STOPS = 500
LANGUAGES = tuple(language for language, _ in settings.LANGUAGES)
PAGES = of(Kind.PAGE)


def _walked(at_a_time: int) -> pytest.MarkDecorator:
    walks = [PAGES[first : first + at_a_time] for first in range(0, len(PAGES), at_a_time)]
    return pytest.mark.parametrize("pages", walks, ids=[f"{walk[0]} and on" for walk in walks])


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
    window.stops = [];
    document.addEventListener("focusin", (event) => {
        const here = event.target;
        const style = getComputedStyle(here);
        const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        const ring = outlined || style.boxShadow !== "none";
        const box = here.getBoundingClientRect();
        const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
        window.stops.push({number: Number(here.dataset.walk ?? -1), ring, seen, html: here.outerHTML.slice(0, 120)});
    });
    const top = document.createElement("span");
    top.tabIndex = -1;
    document.body.prepend(top);
    top.focus();
    window.stops = [];
}"""


def _visitor(address: Address, world: World) -> User | None:
    strangers = {"accounts:sign_in", "accounts:forgotten"}
    return None if address.name in strangers else getattr(world.people, address.visitor)


class Walk:
    """A browser for each visitor, in which one page after the other is opened."""

    def __init__(self, world: World, open_page: OpenPage, address: str, **options: Any) -> None:
        self.world, self.open_page, self.options = world, open_page, options
        self.address = address
        self.pages: dict[User | None, Page] = {}

    def open(self, address: Address, language: str, scheme: Any = "light", size: Any = DESK) -> Page:
        """Open an address as its visitor does, in a language, light or dark, on a screen of a size."""
        visitor = _visitor(address, self.world)
        if visitor not in self.pages:
            self.pages[visitor] = self.open_page(visitor, **self.options)
            self.pages[visitor].add_init_script(AXE)
        page = self.pages[visitor]
        page.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": self.address}])
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        response = page.goto(address.path(self.world))
        assert response is not None
        assert response.status == 200
        expect(page.locator("html")).to_have_attribute("lang", language)
        return page


def complaints(page: Page) -> list[str]:
    """What axe has to say of a page."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE)
    found: Any = page.evaluate("(rules) => axe.run(document, rules).then((told) => told.violations)", RULES)
    return [
        f"{violation['id']}: {node['target']} {node['html'][:160]}"
        for violation in found
        for node in violation["nodes"]
    ]


def too_wide(page: Page) -> Any:
    """How many pixels of a page stand out to the side."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@_walked(15)
def test_find_nothing_with_axe_and_reach_everything_by_keyboard(
    pages: list[Address], world: World, open_page: OpenPage, live_server: Any
) -> None:
    """Every page light on a desk and dark on a phone, each time in another language.

    Axe finds nothing, nothing stands out to the side, and on the desk Tab reaches every control in turn; the one that
    has the focus is seen to have it, and nothing holds it fast.
    """
    walk, found = Walk(world, open_page, live_server.url), {}
    for number, address in enumerate(pages):
        light, dark = LANGUAGES[2 * number % 4 :][:2]
        page = walk.open(address, light)
        found[f"{address} {light} light"] = (complaints(page), too_wide(page), _missed(page))
        page = walk.open(address, dark, "dark", PHONE)
        found[f"{address} {dark} dark, phone"] = (complaints(page), too_wide(page), [])
    amiss = {where: what for where, what in found.items() if what != ([], 0, [])}
    assert amiss == {}, json.dumps(amiss, indent=1, ensure_ascii=False)


def _missed(page: Page) -> list[Any]:
    """What Tab does not reach in turn, and what does not show that it has the focus."""
    wanted = page.evaluate(TABBABLE)
    page.evaluate(TO_THE_TOP)
    stops: list[Any] = []
    pressed = 0
    # A date is several stops in one control: press as often as there are controls left, then see how far it went.
    while pressed < MOST_STOPS and (left := len(wanted) - 1 - (stops[-1]["number"] if stops else -1)) > 0:
        for _ in range(left):
            page.keyboard.press("Tab")
        pressed += left
        stops = page.evaluate("stops")
    in_turn = [stop["number"] for stop in stops] == [*range(len(wanted))]
    unseen = [stop for stop in stops if not stop["ring"] or not stop["seen"]]
    unreached = [html for number, html in enumerate(wanted) if number not in {stop["number"] for stop in stops}]
    return [*unseen, *unreached, *([] if in_turn else ["not in turn"])]


@_walked(40)
def test_read_without_javascript(pages: list[Address], world: World, open_page: OpenPage, live_server: Any) -> None:
    walk = Walk(world, open_page, live_server.url, java_script_enabled=False)
    for address in pages:
        page = walk.open(address, "nb")
        expect(page.locator("main h1"), str(address)).to_be_visible()
        expect(page.locator("main h1"), str(address)).not_to_have_text("")


def test_skip_to_the_content(world: World, open_page: OpenPage) -> None:
    page = open_page(world.people.adviser)
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_have_a_page_for_everyone() -> None:
    assert {address.whom for address in PAGES} == set(For)
