from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from jamn.config import environment

SOLVIK = {
    "JAMN_OIDC_SERVER": "https://login.example/solvik/v2.0/",
    "JAMN_OIDC_CLIENT_ID": "id",
    "JAMN_OIDC_CLIENT_SECRET": "secret",
}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://anna:p%40ss@post.example:587/?tls=1", ("post.example", 587, "anna", "p@ss", True, False)),
        ("smtp://post.example/?tls=1", ("post.example", 587, "", "", True, False)),
        ("smtp://post.example", ("post.example", 25, "", "", False, False)),
        ("smtps://post.example", ("post.example", 465, "", "", False, True)),
    ],
)
def test_read_the_address_of_the_mail_server(url, expected) -> None:
    assert environment.mail(url)[1:] == expected


@pytest.mark.parametrize("url", ["post.example", "https://post.example", "smtp://", "smtps://post.example/?tls=1"])
def test_refuse_what_is_no_mail_server(url) -> None:
    with pytest.raises(ImproperlyConfigured):
        environment.mail(url)


@pytest.mark.parametrize("url", [None, ""])
def test_print_mails_without_a_server(url) -> None:
    assert environment.mail(url).backend == "django.core.mail.backends.console.EmailBackend"


def test_name_the_sender_of_mails() -> None:
    assert environment.sender({}) == "Jamn <jamn@localhost>"
    told = {"JAMN_EMAIL_URL": "smtp://post.example"}
    with pytest.raises(ImproperlyConfigured, match="JAMN_EMAIL_FROM"):
        environment.sender(told)
    assert environment.sender({**told, "JAMN_EMAIL_FROM": "jamn@solvik.example"}) == "jamn@solvik.example"


def test_read_an_identity_provider() -> None:
    (app,) = environment.providers(SOLVIK)
    assert app == {
        "provider_id": "oidc",
        "name": "login.example",
        "client_id": "id",
        "secret": "secret",
        "settings": {
            "server_url": "https://login.example/solvik/v2.0",
            "oauth_pkce_enabled": True,
            "trust_email": False,
            "domains": [],
            "origins": ["https://login.example"],
        },
    }


def test_read_several_identity_providers_and_where_they_lead() -> None:
    more = {name.replace("OIDC", "OIDC2").replace("login", "id"): value for name, value in SOLVIK.items()}
    more |= {"JAMN_OIDC2_NAME": "Feide", "JAMN_OIDC2_ORIGINS": "https://a.example, https://b.example"}
    apps = environment.providers({**SOLVIK, **more})
    assert [(app["provider_id"], app["name"]) for app in apps] == [("oidc", "login.example"), ("oidc2", "Feide")]
    assert list(environment.form_targets(apps)) == [
        "https://login.example",
        "https://login.example",
        "https://a.example",
        "https://b.example",
    ]


@pytest.mark.parametrize("missing", ["JAMN_OIDC_CLIENT_ID", "JAMN_OIDC_CLIENT_SECRET"])
def test_name_what_is_missing(missing) -> None:
    told = {name: value for name, value in SOLVIK.items() if name != missing}
    with pytest.raises(ImproperlyConfigured, match=missing):
        environment.providers(told)


@pytest.mark.parametrize("tenant", ["common", "organizations", "consumers"])
def test_trust_no_directory_that_anybody_can_make(tenant) -> None:
    told = {**SOLVIK, "JAMN_OIDC_SERVER": f"https://login.example/{tenant}/v2.0", "JAMN_OIDC_TRUST_EMAIL": "1"}
    with pytest.raises(ImproperlyConfigured, match="name your own tenant"):
        environment.providers(told)


@pytest.mark.parametrize("server", ["login.example", "ftp://login.example", "https://"])
def test_refuse_what_is_no_provider(server) -> None:
    with pytest.raises(ImproperlyConfigured):
        environment.providers({**SOLVIK, "JAMN_OIDC_SERVER": server})


def test_know_no_provider_without_a_server() -> None:
    assert environment.providers({"JAMN_OIDC_NAME": "Solvik ID", "JAMN_OIDC_SERVER": ""}) == []
