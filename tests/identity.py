"""An identity provider (OpenID Connect) that signs in whoever is asked for: a mock of one, on this machine."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

VERIFIED = {"ada": "ingrid@solvik.example", "berit": "nobody@solvik.example", "karl": "karl@granby.example"}
UNVERIFIED = {"ute": "ingrid@solvik.example"}
"""Whom the provider knows: their `sub` and their address."""


@contextmanager
def running() -> Iterator[str]:
    """Run the provider for as long as it is needed. Gives its address."""
    with warnings.catch_warnings(record=True):  # of what the mock's own libraries will drop one day
        import oidc_provider_mock

    users = [
        oidc_provider_mock.User(sub=sub, claims={"email": email, "email_verified": verified})
        for told, verified in ((VERIFIED, True), (UNVERIFIED, False))
        for sub, email in told.items()
    ]
    with oidc_provider_mock.run_server_in_thread(user_claims=users) as server:
        yield f"http://localhost:{server.server_port}"
