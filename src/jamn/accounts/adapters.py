"""How allauth's sign-in is set to this house: its words in all our languages, and no messages of its own."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from jamn.accounts.models import User

MISMATCH = _("The e-mail address or the password is wrong.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Sign-in with e-mail and password."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _("Too many failed attempts to sign in. Wait some minutes and try again."),
        "email_password_mismatch": MISMATCH,
    }

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The page itself says that one has signed in or out."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """As allauth does, but one who may no longer sign in is told no more than one with a wrong password."""
        user: User | None = super().authenticate(request, **credentials)
        return user if user and user.is_active else None
