"""Sign in, sign out, choose a language and colours."""

from __future__ import annotations

from http import HTTPStatus

from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jamn.accounts.actions import choose_language
from jamn.accounts.forms import LanguageForm, SignInForm, ThemeForm
from jamn.ui.templatetags.ui import THEME_COOKIE

A_YEAR = 365 * 24 * 60 * 60


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
@rate_limit(action="login")  # type: ignore[untyped-decorator]  # allauth has no types
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(_next(request))
    form = SignInForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        response: HttpResponse = form.login(request, redirect_url=_next(request))
        return response
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/sign_in.html", {"form": form, "next": _next(request)}, status=status)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        logout(request)
    if not request.user.is_authenticated:
        return redirect("accounts:sign_in")
    return render(request, "accounts/sign_out.html")


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    chosen = form.cleaned_data["language"]
    if request.user.is_authenticated:
        choose_language(request.user, chosen)
    response = redirect(_next(request))
    _remember(response, settings.LANGUAGE_COOKIE_NAME, chosen)
    return response


@login_not_required
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    form = ThemeForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    response = redirect(_next(request))
    _remember(response, THEME_COOKIE, form.cleaned_data["theme"])
    return response


def _remember(response: HttpResponse, name: str, value: str) -> None:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(name, value, max_age=A_YEAR, secure=secure, httponly=True, samesite="Lax")


def _next(request: HttpRequest) -> str:
    """Where to go on to: the address that came along, when it is ours; else the front page."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    if address.startswith("/") and url_has_allowed_host_and_scheme(
        address, {request.get_host()}, require_https=request.is_secure()
    ):
        return address
    return resolve_url(settings.LOGIN_REDIRECT_URL)
