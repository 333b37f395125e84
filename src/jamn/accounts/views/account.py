"""One's own account: name, language, password, where one is signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jamn.accounts import actions, queries
from jamn.accounts.forms import ChangePasswordForm, CodeForm, OwnPasswordForm, ProfileForm, StepKeyForm
from jamn.accounts.middleware import Request
from jamn.accounts.models import User
from jamn.accounts.rules import needs_two_steps, signed_in_lately
from jamn.accounts.tasks import send_notice
from jamn.accounts.views.door import next_page, status_of


@never_cache
@require_http_methods(["GET", "POST"])
def account(request: Request) -> HttpResponse:
    person = User.objects.get(pk=request.user.pk)  # the page's head goes on with the name that is kept
    spoken = person.language or settings.LANGUAGE_CODE
    form = ProfileForm(request.POST or None, instance=person, initial={"language": spoken})
    if request.method == "POST" and form.is_valid():
        name, language = form.cleaned_data["name"], form.cleaned_data["language"]
        actions.change_profile(request.user, name=name, language=language)
        with translation.override(language):  # the page that follows has it already
            messages.success(request, _("Saved."))
        return redirect("accounts:account")
    context = {
        "form": form,
        "must_have_two_steps": needs_two_steps(request, request.user),
        "steps": queries.second_steps(request.user),
        "recovery_codes": queries.recovery_codes(request.user),
        "sessions": queries.sessions_of(request.user, request.session.session_key),
    }
    return render(request, "accounts/account.html", context, status=status_of(form))


@never_cache
@sensitive_post_parameters("current", "password", "again")
@require_http_methods(["GET", "POST"])
def change_password(request: Request) -> HttpResponse:
    if not request.user.has_usable_password():
        return redirect("accounts:forgotten")
    form = ChangePasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        actions.change_password(request.user, form.cleaned_data["password"])
        update_session_auth_hash(request, request.user)
        send_notice.enqueue(request.user.pk, "password")
        messages.success(request, _("Your password is changed. You are signed out everywhere else."))
        return redirect("accounts:account")
    return render(request, "accounts/change_password.html", {"form": form}, status=status_of(form))


@never_cache
@require_POST
def end_session(request: Request) -> HttpResponse:
    """One of one's sessions, or all but this one when none is named."""
    others = [each for each in queries.sessions_of(request.user, request.session.session_key) if not each.is_this]
    named = request.POST.get("session", "")
    ended = [each.pk for each in others if not named or str(each.pk) == named]
    count = actions.end_sessions(request.user, ended, by=request.user)
    messages.success(
        request, ngettext("Signed out in %(count)s place.", "Signed out in %(count)s places.", count) % {"count": count}
    )
    return redirect("accounts:account")


@never_cache
@sensitive_post_parameters("current")
@require_http_methods(["GET", "POST"])
def confirm(request: Request) -> HttpResponse:
    """Show again who one is, before how one signs in is changed: with the password, a code or a key."""
    person = request.user
    types = {step.type for step in queries.second_steps(person)}
    forms: dict[str, Any] = {}
    if person.has_usable_password():
        forms["password"] = OwnPasswordForm(_sent(request, "current"), user=person)
    if "totp" in types:
        forms["code"] = CodeForm(_sent(request, "code"), user=person)
    if "webauthn" in types:
        forms["key"] = StepKeyForm(_sent(request, "credential"), user=person)
    for form in forms.values():
        if form.is_bound and form.is_valid():
            if isinstance(form, OwnPasswordForm):
                record_authentication(request, person, "password")
            else:
                form.save()
            return redirect(next_page(request, "accounts:account"))
    bound = next((form for form in forms.values() if form.is_bound), None)
    context = {"form": bound, "forms": forms, "next": next_page(request, "accounts:account")}
    return render(request, "accounts/confirm.html", context, status=status_of(bound))


def _sent(request: Request, name: str) -> Any:
    return request.POST if name in request.POST else None


def for_the_lately_signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Lead others to `confirm` first: a browser left open is not enough to change how somebody signs in."""

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if signed_in_lately(request, request.user):
            return view(request, *args, **kwargs)
        way_back = request.path if request.method == "GET" else reverse("accounts:account")
        return redirect(f"{reverse('accounts:confirm')}?{urlencode({'next': way_back})}")

    return guarded
