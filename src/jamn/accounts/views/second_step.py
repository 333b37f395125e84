"""What may come after the password or instead of it: a code, a key, an identity provider."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.account.stages import LoginStageController
from allauth.decorators import rate_limit
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.socialaccount.adapter import get_adapter as get_provider_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import callback
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from requests import RequestException

from jamn.accounts.forms import CodeForm, PasskeyForm, StepKeyForm
from jamn.accounts.models import User
from jamn.accounts.queries import second_steps
from jamn.accounts.views.door import next_page, status_of


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
@rate_limit(action="login")  # type: ignore[untyped-decorator]  # allauth has no types
def two_step(request: HttpRequest) -> HttpResponse:
    stage = _stage(request)
    if stage is None:
        return redirect("accounts:sign_in")
    user = stage.login.user
    by_key = "credential" in request.POST
    code = CodeForm(None if by_key else request.POST or None, user=user)
    key = StepKeyForm(request.POST if by_key else None, user=user)
    shown = key if by_key else code
    if request.method == "POST" and shown.is_valid():
        shown.save()
        response: HttpResponse = stage.exit()
        return response
    types = {step.type for step in second_steps(user)}
    context = {"form": shown, "code": code, "key": key, "has_key": Authenticator.Type.WEBAUTHN in types}
    return render(request, "accounts/two_step.html", context, status=status_of(shown))


@login_not_required
@never_cache
@require_GET
@rate_limit(action="login", limit_get=True)  # type: ignore[untyped-decorator]  # allauth has no types
def key_options(request: HttpRequest) -> HttpResponse:
    """What the browser asks a key to sign: one of the person's keys, or any passkey of one who is not known yet."""
    stage = None if "passkey" in request.GET else _stage(request)
    user = request.user if isinstance(request.user, User) else stage.login.user if stage else None
    return JsonResponse(webauthn.begin_authentication(user))


@login_not_required
@never_cache
@require_POST
@rate_limit(action="login")  # type: ignore[untyped-decorator]  # allauth has no types
def passkey(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey alone. It counts as both steps, so the device must have asked who holds it."""
    form = PasskeyForm(request.POST)
    asked = (webauthn.get_state() or {}).get("user_verification") == "required"
    if not asked or not form.is_valid():
        messages.error(
            request,
            _("The passkey is not known here. Sign in with your password, and add the passkey under My account."),
        )
        return redirect("accounts:sign_in")
    key = form.cleaned_data["credential"]
    post_authentication(request, key, passwordless=True)
    response: HttpResponse = perform_login(request, Login(user=key.user, redirect_url=next_page(request)))
    return response


@login_not_required
@never_cache
@require_POST
@rate_limit(action="login")  # type: ignore[untyped-decorator]  # allauth has no types
def provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to an identity provider, which sends the person back to `provider_answer`."""
    adapter = get_provider_adapter()
    try:
        found = adapter.get_provider(request, provider_id)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    try:
        response: HttpResponse = found.redirect(request, AuthProcess.LOGIN, next_url=next_page(request))
    except (OAuth2Error, RequestException) as problem:
        adapter.on_authentication_error(request, found, exception=problem)
        raise
    return response


@login_not_required
@never_cache
@require_GET
def provider_answer(request: HttpRequest, provider_id: str) -> HttpResponse:
    response: HttpResponse = callback(request, provider_id)
    return response


def _stage(request: HttpRequest) -> Any:
    """The second step that somebody who has given their password stands before, if anybody does."""
    if request.user.is_authenticated:
        return None
    return LoginStageController.enter(request, AuthenticateStage.key)
