"""What the environment says of mail servers and identity providers, as the libraries want to be told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_PROVIDER = re.compile(r"JAMN_(?P<id>OIDC\d*)_SERVER")
_ANY_DIRECTORY = re.compile(r"/(common|organizations|consumers)(/|$)")


class Mail(NamedTuple):
    """How mails leave: Django's backend and the server it talks to."""

    backend: str = "django.core.mail.backends.console.EmailBackend"
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    tls: bool = False
    ssl: bool = False


def mail(url: str | None) -> Mail:
    """The mail server of ``smtp://user:password@host:587/?tls=1``, or of ``smtps://…`` where TLS comes first.

    Without an address mails go to the terminal or the service's journal. Raises ImproperlyConfigured.
    """
    if not url:
        return Mail()
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured("JAMN_EMAIL_URL looks like smtp://user:password@host:587/?tls=1")
    ssl = parts.scheme == "smtps"
    tls = dict(parse_qsl(parts.query)).get("tls") == "1"
    if ssl and tls:
        raise ImproperlyConfigured("JAMN_EMAIL_URL: smtps:// speaks TLS from the start; leave ?tls=1 out.")
    return Mail(
        backend="django.core.mail.backends.smtp.EmailBackend",
        host=parts.hostname,
        port=parts.port or (465 if ssl else 587 if tls else 25),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=tls,
        ssl=ssl,
    )


def sender(environment: Mapping[str, str]) -> str:
    """Whom mails come from. Raises ImproperlyConfigured where they leave the machine and nobody is named."""
    named = environment.get("JAMN_EMAIL_FROM", "")
    if environment.get("JAMN_EMAIL_URL") and "@" not in named:
        raise ImproperlyConfigured("JAMN_EMAIL_FROM is missing: the sender of mails, Jamn <jamn@solvik.example>")
    return named or "Jamn <jamn@localhost>"


def providers(environment: Mapping[str, str]) -> list[dict[str, Any]]:
    """The identity providers (OpenID Connect) as allauth's apps: ``JAMN_OIDC_…``, ``JAMN_OIDC2_…`` and so on.

    Raises ImproperlyConfigured where something is missing, or where a provider's word cannot be taken.
    """
    ids = sorted(found["id"] for name in environment if (found := _PROVIDER.fullmatch(name)) and environment[name])
    return [_provider(each, environment) for each in ids]


def _provider(key: str, environment: Mapping[str, str]) -> dict[str, Any]:
    def told(name: str, default: str | None = None) -> str:
        value = environment.get(f"JAMN_{key}_{name}") or default
        if value is None:
            raise ImproperlyConfigured(f"JAMN_{key}_{name} is missing.")
        return value

    server = told("SERVER").rstrip("/")
    trusted = told("TRUST_EMAIL", "") == "1"
    if trusted and _ANY_DIRECTORY.search(server):
        raise ImproperlyConfigured(
            f"JAMN_{key}_SERVER lets anybody's directory in: name your own tenant, or leave JAMN_{key}_TRUST_EMAIL out."
        )
    return {
        "provider_id": key.lower(),
        "name": told("NAME", urlsplit(server).hostname),
        "client_id": told("CLIENT_ID"),
        "secret": told("CLIENT_SECRET"),
        "settings": {
            "server_url": server,
            "oauth_pkce_enabled": True,
            "trust_email": trusted,
            "domains": _listed(told("DOMAINS", "")),
            "origins": [_origin(server), *_listed(told("ORIGINS", ""))],
        },
    }


def form_targets(apps: list[dict[str, Any]]) -> Iterator[str]:
    """Where the button of a provider may lead: browsers hold the whole way there against the page's `form-action`."""
    for app in apps:
        yield from app["settings"]["origins"]


def _listed(words: str) -> list[str]:
    return [word.strip().lower() for word in words.split(",") if word.strip()]


def _origin(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ImproperlyConfigured(f"{address} is not the address of an OpenID Connect provider.")
    return f"{parts.scheme}://{parts.netloc}"
