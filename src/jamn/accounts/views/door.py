"""Sign in and sign out."""

from __future__ import annotations

from http import HTTPStatus

from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jamn.accounts.forms import SignInForm
from jamn.accounts.queries import WHOSE_COOKIE, providers


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
@rate_limit(action="login")  # type: ignore[untyped-decorator]  # allauth has no types
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(next_page(request))
    form = SignInForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        response: HttpResponse = form.login(request, redirect_url=next_page(request))
        return response
    context = {"form": form, "next": next_page(request), "providers": providers()}
    return render(request, "accounts/sign_in.html", context, status=status_of(form))


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        logout(request)
    if not request.user.is_authenticated:
        response = redirect("accounts:sign_in")
        response.delete_cookie(WHOSE_COOKIE)
        return response
    return render(request, "accounts/sign_out.html")


def status_of(*forms: object) -> HTTPStatus:
    """What a page with forms answers: that something has to be corrected, where it has."""
    refused = any(getattr(form, "errors", None) for form in forms)
    return HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK


def next_page(request: HttpRequest, default: str = settings.LOGIN_REDIRECT_URL) -> str:
    """Where to go on to: the address that came along, when it is ours; else the front page, or another."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    if address.startswith("/") and url_has_allowed_host_and_scheme(
        address, {request.get_host()}, require_https=request.is_secure()
    ):
        return address
    return resolve_url(default)
