"""The person's own language, on every page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from jamn.accounts.models import User


class Request(HttpRequest):
    """What a view is given once `LoginRequiredMiddleware` has let the person in."""

    user: User


class OwnLanguage:
    """Show the language that the signed-in person has chosen; others get the browser's (`LocaleMiddleware`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and request.user.language:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)
