"""A form that came too late: after the session had ended, or from a page that another sign-in had made too old."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jamn.accounts.actions import keep_form, let_go_of_form
from jamn.accounts.models import User
from jamn.accounts.queries import kept_form, whose_browser


@never_cache
@require_http_methods(["GET", "POST"])
def kept(request: HttpRequest) -> HttpResponse:
    form = kept_form(request)
    if form is None or request.method == "POST":
        let_go_of_form(request)  # thrown away, or another person's
        if form is not None:
            messages.success(request, _("What you wrote is thrown away."))
        return redirect("home:front")
    return render(request, "accounts/kept.html", {"kept": form})


def too_old(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django gives it
    """What is shown instead of a page that a forged request asks for: the form, when it came from our own page."""
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    whose = request.user.pk if isinstance(request.user, User) else whose_browser(request)
    if ours and keep_form(request, whose):
        return redirect("accounts:kept")
    return render(request, "403_csrf.html", status=HTTPStatus.FORBIDDEN)
