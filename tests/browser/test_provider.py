"""Sign-in at an identity provider in a browser, whose policy holds every step of the way there against our page's."""

from __future__ import annotations

import pytest
from django.conf import settings as configured
from playwright.sync_api import expect

from jamn.config import environment
from tests.browser.conftest import OpenPage
from tests.identity import running
from tests.people import People

pytestmark = pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning")


def test_lead_to_the_provider_and_back(people: People, open_page: OpenPage, settings) -> None:
    with running() as address:
        told = {"SERVER": address, "NAME": "Solvik ID", "CLIENT_ID": "jamn", "CLIENT_SECRET": "hemmelig"}
        apps = environment.providers({f"JAMN_OIDC_{name}": value for name, value in told.items()})
        settings.OIDC_APPS = apps
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}}
        directives = configured.CONTENT_SECURITY_POLICY["DIRECTIVES"]
        targets = [*directives["form-action"], *environment.form_targets(apps)]
        settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {**directives, "form-action": targets}}
        page = open_page(None)
        page.route("**/*.css", lambda route: route.continue_() if "localhost" in route.request.url else route.fulfill())
        page.route(f"{address}/favicon.ico", lambda route: route.fulfill())
        page.goto("/sign-in/?next=/account/")
        page.get_by_role("button", name="Logg inn med Solvik ID").click()
        page.get_by_role("button", name="ada").click()
        expect(page.get_by_role("heading", name="Min konto")).to_be_visible()
        expect(page.get_by_label("Navn")).to_have_value(people.adviser.name)
