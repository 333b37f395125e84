"""The person's own language, when they were last seen, forms that come too late, the second step that may be asked."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation

from jamn.accounts.actions import keep_form, let_go_of_form
from jamn.accounts.models import User
from jamn.accounts.queries import WHOSE_COOKIE, kept_form, whose_browser
from jamn.accounts.rules import needs_two_steps, signed_in_lately

SEEN_SECONDS: Final = 5 * 60
"""How exactly `last seen` is kept. Finer would cost a write at every page."""

Answer = Callable[[HttpRequest], HttpResponse]


class Request(HttpRequest):
    """What a view is given once `LoginRequiredMiddleware` has let the person in."""

    user: User


class OwnLanguage:
    """Show the language that the signed-in person has chosen; others get the browser's (`LocaleMiddleware`)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and request.user.language:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


def note_when_seen(get_response: Answer) -> Answer:
    """Keep when and from where a signed-in browser was last seen, for the list of one's sessions."""

    def answer(request: HttpRequest) -> HttpResponse:
        key = request.session.session_key
        # the sign-in itself has noted it
        if key and isinstance(request.user, User) and not signed_in_lately(request, request.user, SEEN_SECONDS):
            _note(key, get_adapter().get_client_ip(request), int(time.time() // SEEN_SECONDS))
        return get_response(request)

    return answer


@lru_cache(maxsize=10_000)
def _note(key: str, address: str, _period: int) -> None:
    """Remembered, so that each process writes once for a browser in each period."""
    UserSession.objects.filter(session_key=key).update(ip=address, last_seen_at=timezone.now())


class KeepForms:
    """Keep a form that is sent after the session has ended, and show it when its person has signed in again.

    Comes before `LoginRequiredMiddleware`, and after the check for forged requests.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        user = request.user
        if isinstance(user, User) and whose_browser(request) != user.pk:
            response.set_signed_cookie(
                WHOSE_COOKIE,
                str(user.pk),
                salt=WHOSE_COOKIE,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response

    def process_view(self, request: HttpRequest, view: Any, *_arguments: Any) -> HttpResponse | None:
        """A form that is sent again is kept no longer: what becomes of it is shown by its own page."""
        if isinstance(request.user, User):
            kept = kept_form(request)
            if request.method == "POST" and kept and kept.address == request.get_full_path():
                let_go_of_form(request)
        elif getattr(view, "login_required", True) and keep_form(request, whose_browser(request)):
            return redirect_to_login(reverse("accounts:kept"))
        return None


class RequireTwoStep:
    """Where the installation demands a second step: lead those who have none to the page where they make one."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Everything of `accounts` stays open: one must be able to sign out, and to make the step."""
        at_home = request.resolver_match is not None and request.resolver_match.app_name == "accounts"
        if isinstance(request.user, User) and not at_home and needs_two_steps(request, request.user):
            return redirect("accounts:account")
        return None
