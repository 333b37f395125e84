"""How allauth's sign-in is set to this house: its words in all our languages, and no messages or pages of its own."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthError
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jamn.accounts.models import User
from jamn.accounts.queries import person_with, vouched_for
from jamn.accounts.rules import too_many_attempts

MISMATCH = _("The e-mail address or the password is wrong.")
WRONG_CODE = _("The code is wrong, or has been used already. Wait for the next one and try again.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Sign-in with e-mail and password."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": MISMATCH,
    }

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The page itself says that one has signed in or out."""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """As allauth does, but one who has tried too often is told when to try again."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            raise too_many_attempts(request, self._get_login_attempts_cache_key(request, **credentials)) from None

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """As allauth does, but one who may no longer sign in is told no more than one with a wrong password."""
        user: User | None = super().authenticate(request, **credentials)
        return user if user and user.is_active else None

    def get_login_stages(self) -> list[str]:
        """What may come between the password and the front page."""
        return ["jamn.accounts.adapters.TwoStep"]

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponseRedirect:  # noqa: ARG002
        """One who may no longer sign in gets no further than the door."""
        return HttpResponseRedirect(reverse("accounts:sign_in"))


class TwoStep(AuthenticateStage):  # type: ignore[misc]  # allauth has no types
    """The second step, on our own page."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        if not self._should_handle(self.request):
            return None, True
        return redirect("accounts:two_step"), True


class TwoStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Codes and keys."""

    error_messages: ClassVar[dict[str, Any]] = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002, ARG002
        """The form asks for a name; nobody needs a made-up one."""
        return ""


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Sign-in at an identity provider: it says who somebody is, and Jamn whether that person has anything here."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the person with the address that the provider vouches for. Nobody signs up here."""
        account = sociallogin.account.get_provider_account()
        told = sociallogin.provider.app.settings
        claims = account.get_user_data() or {}
        email = vouched_for(claims, trusted=told["trust_email"], domains=told["domains"])
        person = person_with(email) if email else None
        if person is None:
            self._refuse(request, sociallogin.provider, email=email, verified=bool(email))
        sociallogin.user = person

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        """Roles are given by the employer: nobody comes in by a provider's word alone."""
        return False

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: str | None = None,
        exception: Exception | None = None,  # noqa: ARG002
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002
    ) -> None:
        """One who changed their mind at the provider is back at the door; other failures get a page that says so."""
        if error == AuthError.CANCELLED:
            raise ImmediateHttpResponse(redirect("accounts:sign_in"))
        self._refuse(request, provider, failed=True)

    def _refuse(self, request: HttpRequest, provider: Any, **why: Any) -> NoReturn:
        context = {"provider": provider.app.name, **why}
        raise ImmediateHttpResponse(render(request, "accounts/refused.html", context, status=403))
