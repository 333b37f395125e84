"""Sign-in at an identity provider (OpenID Connect), end to end against a mock of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.http import HttpResponse
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from jamn.accounts.actions import add_app
from jamn.accounts.models import User
from jamn.accounts.queries import vouched_for
from jamn.config import environment
from tests.identity import running

# the mock uses what its own libraries will drop one day
pytestmark = pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning")


@dataclass
class Provider:
    """A provider that runs, and how an installation is told of it."""

    address: str
    tell: Callable[..., None]

    def answer(self, client: Client, sub: str, **sent: str) -> HttpResponse:
        """Press the button, sign in at the provider as `sub`, and come back."""
        away = client.post("/sign-in/with/oidc/", sent)
        assert away.status_code == HTTPStatus.FOUND
        back = requests.post(away["Location"], data={"sub": sub}, allow_redirects=False, timeout=5).headers["Location"]
        parts = urlsplit(back)
        return client.get(f"{parts.path}?{parts.query}", headers={"accept-language": "nb"})


@pytest.fixture(scope="module")
def mock() -> Iterator[str]:
    with running() as address:
        yield address


@pytest.fixture
def provider(mock, settings, people) -> Provider:
    def tell(**more: str) -> None:
        told = {"SERVER": mock, "NAME": "Solvik ID", "CLIENT_ID": "jamn", "CLIENT_SECRET": "hemmelig", **more}
        apps = environment.providers({f"JAMN_OIDC_{name}": value for name, value in told.items()})
        settings.OIDC_APPS = apps
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}}

    tell()
    return Provider(mock, tell)


def test_offer_a_button_for_each_provider(provider, client) -> None:
    page = client.get("/sign-in/?next=/account/", headers={"accept-language": "nn"}).text
    assert "Logg inn med Solvik ID" in page
    assert 'action="/sign-in/with/oidc/"' in page


def test_offer_none_where_none_is_named(client, db) -> None:
    assert "/sign-in/with/" not in client.get("/sign-in/").text
    assert client.post("/sign-in/with/oidc/").status_code == HTTPStatus.NOT_FOUND


def test_sign_in_the_person_with_the_address(provider, client, people) -> None:
    done = provider.answer(client, "ada", next="/account/")
    assert (done.status_code, done["Location"]) == (302, "/account/")
    page = client.get("/account/")
    assert page.context["user"] == people.adviser
    assert len(page.context["sessions"]) == 1
    people.adviser.refresh_from_db()
    assert people.adviser.has_usable_password()  # the provider is one more way in, and takes none away


def test_go_on_to_our_own_pages_only(provider, client) -> None:
    assert provider.answer(client, "ada", next="https://elsewhere.example/")["Location"] == "/"


def test_refuse_one_who_has_no_role_here(provider, client) -> None:
    refused = provider.answer(client, "berit")
    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert "Ifølge Solvik ID er du nobody@solvik.example, men ingen med den adressen har tilgang" in refused.text
    assert not User.objects.filter(email="nobody@solvik.example").exists()
    assert client.get("/").status_code == HTTPStatus.FOUND


def test_refuse_an_address_that_the_provider_does_not_vouch_for(provider, client) -> None:
    refused = provider.answer(client, "ute")
    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert "Solvik ID går ikke god for noen e-postadresse som gjelder her" in refused.text


def test_trust_a_directory_that_calls_no_address_verified(provider, client, people) -> None:
    provider.tell(TRUST_EMAIL="1")
    provider.answer(client, "ute")
    assert client.get("/").context["user"] == people.adviser


def test_let_a_provider_speak_for_its_own_domains_only(provider, client) -> None:
    provider.tell(DOMAINS="solvik.example, solvik.kommune.example", TRUST_EMAIL="1")
    assert provider.answer(client, "karl").status_code == HTTPStatus.FORBIDDEN
    assert provider.answer(client, "ada")["Location"] == "/"


def test_refuse_one_who_may_no_longer_sign_in(provider, client, people) -> None:
    User.objects.filter(pk=people.adviser.pk).update(is_active=False)
    assert provider.answer(client, "ada").status_code == HTTPStatus.FORBIDDEN


def test_return_to_the_door_when_somebody_changes_their_mind(provider, client) -> None:
    (state,) = parse_qs(urlsplit(client.post("/sign-in/with/oidc/")["Location"]).query)["state"]
    back = client.get("/sign-in/with/oidc/answer/", {"error": "access_denied", "state": state})
    assert back["Location"] == "/sign-in/"


def test_ask_for_the_second_step_after_a_provider_too(provider, client, people) -> None:
    add_app(people.adviser, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    assert provider.answer(client, "ada")["Location"] == "/sign-in/step/"


def test_demand_no_second_step_of_those_a_provider_sends(provider, client, settings) -> None:
    settings.REQUIRE_TWO_STEP = True
    provider.answer(client, "ada")
    assert client.get("/").status_code == HTTPStatus.OK


def test_change_the_sign_in_after_a_provider_has_said_who_it_is(provider, client, people) -> None:
    people.adviser.set_unusable_password()
    people.adviser.save()
    provider.answer(client, "ada")
    assert client.get("/account/app/").status_code == HTTPStatus.OK


@pytest.mark.parametrize("query", ["", "?code=abc", "?code=abc&state=made-up", "?error=server_error&state=x"])
def test_say_so_when_the_way_back_goes_wrong(provider, client, query) -> None:
    answer = client.get(f"/sign-in/with/oidc/answer/{query}", headers={"accept-language": "sv"})
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "Något gick fel på vägen till Solvik ID eller tillbaka" in answer.text


def test_say_so_when_the_provider_does_not_answer(provider, client, settings) -> None:
    provider.tell(SERVER="http://localhost:9")
    answer = client.post("/sign-in/with/oidc/", headers={"accept-language": "nb"})
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "Noe gikk galt på vei til Solvik ID" in answer.text


@pytest.mark.parametrize(
    ("claims", "trusted", "domains", "email"),
    [
        ({"email": "A@B.example", "email_verified": True}, False, [], "a@b.example"),
        ({"email": "a@b.example", "email_verified": "true"}, False, [], "a@b.example"),
        ({"email": "a@b.example", "email_verified": "false"}, False, [], ""),
        ({"email": "a@b.example"}, False, [], ""),
        ({"email": "a@b.example"}, True, [], "a@b.example"),
        ({"email": "a@b.example", "email_verified": True}, True, ["c.example"], ""),
        ({"email": "a@c.example@b.example"}, True, ["b.example"], ""),
        ({"email_verified": True}, True, [], ""),
        ({"email": None}, True, [], ""),
    ],
)
def test_know_which_addresses_count(claims, trusted, domains, email) -> None:
    assert vouched_for(claims, trusted=trusted, domains=domains) == email


@given(
    claims=st.dictionaries(st.sampled_from(["email", "email_verified", "sub"]), st.none() | st.booleans() | st.text()),
    trusted=st.booleans(),
)
def test_let_no_claim_speak_for_another_domain(claims, trusted) -> None:
    email = vouched_for(claims, trusted=trusted, domains=["solvik.example"])
    assert not email or (email.endswith("@solvik.example") and (trusted or claims["email_verified"] in (True, "true")))


@given(local=st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1), trusted=st.booleans())
def test_let_verified_addresses_of_the_domain_in(local, trusted) -> None:
    claims = {"email": f"{local}@Solvik.example", "email_verified": True}
    assert vouched_for(claims, trusted=trusted, domains=["solvik.example"]) == f"{local}@solvik.example".lower()
