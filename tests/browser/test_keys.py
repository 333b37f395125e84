"""Passkeys and security keys, in a browser that has one plugged in (the virtual authenticator of its tools)."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from playwright.sync_api import CDPSession, Page, expect

from jamn.accounts.actions import add_app
from jamn.accounts.models import User
from tests.browser.conftest import OpenPage
from tests.browser.test_every_page import DESK, PHONE, complaints, too_wide
from tests.people import PASSWORD, People

PASSKEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
SECURITY_KEY = {**PASSKEY, "transport": "usb", "hasResidentKey": False, "hasUserVerification": False}


@pytest.fixture(autouse=True)
def _no_counts(settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "keys"}}
    cache.clear()


def _plug_in(page: Page, kind: dict[str, Any]) -> CDPSession:
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": kind})
    return tools


def _add(page: Page, what: str, name: str) -> None:
    page.goto("/account/keys/")
    page.get_by_label(what).check()
    page.get_by_label("Hva du kaller den").fill(name)
    page.get_by_role("button", name="Fortsett").click()
    expect(page.get_by_role("heading", name="Gjenopprettingskoder")).to_be_visible()
    page.get_by_role("button", name="Jeg har tatt vare på dem").click()
    expect(page.get_by_role("link", name=f"Fjern {name}")).to_be_visible()


def _sign_out(page: Page) -> None:
    page.goto("/sign-out/")
    page.locator("main").get_by_role("button", name="Logg ut").click()
    expect(page.get_by_role("heading", name="Logg inn")).to_be_visible()


def _sign_in(page: Page, user: User) -> None:
    page.get_by_label("E-post").fill(user.email)
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Logg inn", exact=True).click()


def test_sign_in_with_a_passkey_alone(people: People, open_page: OpenPage) -> None:
    page = open_page(people.adviser)
    _plug_in(page, PASSKEY)
    _add(page, "En passnøkkel", "Telefonen min")
    expect(page.get_by_text("Passnøkkel, logger inn uten passord.")).to_be_visible()
    _sign_out(page)
    page.goto("/sign-in/?next=/account/")
    page.get_by_role("button", name="Logg inn med passnøkkel").click()
    expect(page.get_by_role("heading", name="Min konto")).to_be_visible()
    expect(page.get_by_text("Denne nettleseren")).to_be_visible()


def test_sign_in_with_a_security_key_after_the_password(people: People, open_page: OpenPage) -> None:
    page = open_page(people.adviser)
    _plug_in(page, SECURITY_KEY)
    _add(page, "En sikkerhetsnøkkel", "Gul nøkkel")
    _sign_out(page)
    _sign_in(page, people.adviser)
    expect(page.get_by_role("heading", name="Andre trinn")).to_be_visible()
    page.get_by_role("button", name="Bruk nøkkelen din").click()
    expect(page.get_by_role("heading", name="Oversikt")).to_be_visible()


def test_confirm_with_a_key(people: People, open_page: OpenPage) -> None:
    page = open_page(people.adviser)
    _plug_in(page, PASSKEY)
    _add(page, "En passnøkkel", "Telefonen min")
    page.goto("/account/confirm/?next=/account/app/")
    page.get_by_role("button", name="Bruk nøkkelen din").click()
    expect(page.get_by_role("heading", name="Legg til en app")).to_be_visible()


def test_say_that_it_did_not_work_when_the_key_is_another(people: People, open_page: OpenPage) -> None:
    page = open_page(people.adviser)
    tools = _plug_in(page, PASSKEY)
    _add(page, "En passnøkkel", "Telefonen min")
    tools.send("WebAuthn.disable")
    _sign_out(page)
    other = page.context.new_cdp_session(page)
    other.send("WebAuthn.enable")
    other.send("WebAuthn.addVirtualAuthenticator", {"options": PASSKEY})
    page.get_by_role("button", name="Logg inn med passnøkkel").click()
    expect(page.get_by_role("alert")).to_contain_text("Det gikk ikke. Prøv igjen, eller velg en annen måte.")


def test_refuse_a_passkey_that_was_removed(people: People, open_page: OpenPage) -> None:
    page = open_page(people.adviser)
    _plug_in(page, PASSKEY)
    _add(page, "En passnøkkel", "Telefonen min")
    _sign_out(page)
    Authenticator.objects.all().delete()
    page.get_by_role("button", name="Logg inn med passnøkkel").click()
    expect(page.get_by_role("status")).to_contain_text("Passnøkkelen er ikke kjent her")


def test_refuse_the_passkey_of_one_who_may_no_longer_sign_in(people: People, open_page: OpenPage) -> None:
    page = open_page(people.adviser)
    _plug_in(page, PASSKEY)
    _add(page, "En passnøkkel", "Telefonen min")
    _sign_out(page)
    User.objects.update(is_active=False)
    with page.expect_response("**/sign-in/passkey/"):
        page.get_by_role("button", name="Logg inn med passnøkkel").click()
    page.goto("/account/")
    expect(page.get_by_role("heading", name="Logg inn")).to_be_visible()


@pytest.mark.parametrize("language", ["nb", "nn", "sv", "en"])
def test_find_nothing_with_axe_on_the_second_step(people: People, open_page: OpenPage, language: str) -> None:
    page = open_page(people.adviser)
    _plug_in(page, PASSKEY)
    _add(page, "En passnøkkel", "Telefonen min")
    add_app(people.adviser, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    _sign_out(page)
    _sign_in(page, people.adviser)
    page.context.add_cookies([{"name": "jamn_language", "value": language, "url": page.url}])
    found = {}
    for scheme in ("light", "dark"):
        for size in (DESK, PHONE):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size(size)
            page.reload()
            expect(page.locator("[name=code]")).to_be_visible()
            found[f"{scheme} {size['width']}"] = (complaints(page), too_wide(page))
    assert found == dict.fromkeys(found, ([], 0))
    assert page.evaluate("document.documentElement.lang") == language


def test_offer_no_key_without_javascript(people: People, open_page: OpenPage) -> None:
    add_app(people.adviser, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    page = open_page(None, java_script_enabled=False)
    page.goto("/sign-in/")
    expect(page.get_by_role("button", name="Logg inn med passnøkkel")).to_be_hidden()
    page = open_page(people.adviser, java_script_enabled=False)
    page.goto("/account/keys/")
    expect(page.get_by_text("Dette krever JavaScript")).to_be_visible()
    expect(page.get_by_role("button", name="Fortsett")).to_be_hidden()
