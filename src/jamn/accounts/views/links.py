"""The links of mails: an invitation, a forgotten password."""

from __future__ import annotations

from http import HTTPStatus

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.core.ratelimit import consume
from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from jamn.accounts import actions
from jamn.accounts.forms import ForgottenForm, NewPasswordForm
from jamn.accounts.queries import person_of
from jamn.accounts.rules import INVITATION, NEW_PASSWORD, Link
from jamn.accounts.tasks import send_notice, send_password_link
from jamn.accounts.views.door import status_of


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
@rate_limit(action="login")  # type: ignore[untyped-decorator]  # allauth has no types
def forgotten(request: HttpRequest) -> HttpResponse:
    """The same answer for every address: nobody learns here who signs in to Jamn."""
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"].strip().lower()
        if consume(request, action="reset_password", key=email):
            send_password_link.enqueue(email)
        return redirect("accounts:forgotten_sent")
    return render(request, "accounts/forgotten.html", {"form": form}, status=status_of(form))


@login_not_required
@require_safe
def forgotten_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/forgotten_sent.html")


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def accept_invitation(request: HttpRequest, key: str, token: str) -> HttpResponse:
    return _choose_password(request, key, token, INVITATION)


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def new_password(request: HttpRequest, key: str, token: str) -> HttpResponse:
    return _choose_password(request, key, token, NEW_PASSWORD)


def _choose_password(request: HttpRequest, key: str, token: str, link: Link) -> HttpResponse:
    person = person_of(key)
    invited = link is INVITATION
    if person is None or not link.holds_for(person, token):
        return render(request, "accounts/link_spent.html", {"invited": invited}, status=HTTPStatus.GONE)
    form = NewPasswordForm(request.POST or None, user=person)
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.use_link(person, form.cleaned_data["password"], link=link, token=token)
        except actions.LinkSpent:
            return render(request, "accounts/link_spent.html", {"invited": invited}, status=HTTPStatus.GONE)
        if not invited:
            send_notice.enqueue(person.pk, "password")
        login = Login(user=person, redirect_url=resolve_url(settings.LOGIN_REDIRECT_URL))
        response: HttpResponse = perform_password_login(request, {"email": person.email}, login)
        return response
    context = {"form": form, "person": person, "invited": invited}
    return render(request, "accounts/choose_password.html", context, status=status_of(form))
