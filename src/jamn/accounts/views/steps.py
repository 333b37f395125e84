"""One's second steps: an app that shows codes, passkeys and security keys, recovery codes."""

from __future__ import annotations

from base64 import b64encode

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import clear_totp_secret
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from jamn.accounts import actions, queries
from jamn.accounts.forms import AppForm, KeyForm
from jamn.accounts.middleware import Request
from jamn.accounts.tasks import send_notice
from jamn.accounts.views.account import for_the_lately_signed_in
from jamn.accounts.views.door import status_of


@never_cache
@require_http_methods(["GET", "POST"])
@for_the_lately_signed_in
def add_app(request: Request) -> HttpResponse:
    form = AppForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        actions.add_app(request.user, form.secret)
        clear_totp_secret(request)
        return _added(request)
    adapter = get_adapter()
    drawing = adapter.build_totp_svg(adapter.build_totp_url(request.user, form.secret))
    context = {
        "form": form,
        "has_app": any(step.type == Authenticator.Type.TOTP for step in queries.second_steps(request.user)),
        "drawing": b64encode(drawing.encode()).decode(),
        "secret": " ".join(form.secret[at : at + 4] for at in range(0, len(form.secret), 4)),
    }
    return render(request, "accounts/add_app.html", context, status=status_of(form))


@never_cache
@require_http_methods(["GET", "POST"])
@for_the_lately_signed_in
def add_key(request: Request) -> HttpResponse:
    """The page; with ``?passwordless=`` in its address what the browser asks the key to make, as JSON."""
    if request.method == "GET" and "passwordless" in request.GET:
        return JsonResponse(webauthn.begin_registration(request.user, bool(request.GET["passwordless"])))
    form = KeyForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        actions.add_key(request.user, form.cleaned_data["name"], form.cleaned_data["credential"])
        return _added(request)
    return render(request, "accounts/add_key.html", {"form": form}, status=status_of(form))


def _added(request: Request) -> HttpResponse:
    send_notice.enqueue(request.user.pk, "added")
    messages.success(request, _("Two-step sign-in is on."))
    codes = queries.recovery_codes(request.user)
    fresh = codes is not None and not codes.wrap().did_view
    return redirect("accounts:recovery_codes" if fresh else "accounts:account")


@never_cache
@require_http_methods(["GET", "POST"])
@for_the_lately_signed_in
def remove_step(request: Request, pk: int) -> HttpResponse:
    mine = {step.pk: step for step in queries.second_steps(request.user)}
    step = mine.get(pk)
    if step is None:
        raise Http404
    if request.method == "POST":
        actions.remove_step(step, by=request.user)
        send_notice.enqueue(request.user.pk, "removed")
        messages.success(request, _("Removed."))
        return redirect("accounts:account")
    return render(request, "accounts/remove_step.html", {"step": step, "is_last": len(mine) == 1})


@never_cache
@require_http_methods(["GET", "POST"])
@for_the_lately_signed_in
def recovery_codes(request: Request) -> HttpResponse:
    """The codes until the person says that they have kept them; after that only how many are left."""
    if not queries.second_steps(request.user):
        return redirect("accounts:account")
    if request.method == "POST" and "kept" in request.POST:
        actions.keep_recovery_codes(request.user)
        return redirect("accounts:account")
    if request.method == "POST":
        actions.make_recovery_codes(request.user)
        return redirect("accounts:recovery_codes")
    kept = queries.recovery_codes(request.user)
    codes = kept.wrap() if kept else None
    unused = codes.get_unused_codes() if codes else []
    shown = unused if codes and not codes.did_view else []
    return render(request, "accounts/recovery_codes.html", {"codes": shown, "left": len(unused)})


@never_cache
@require_GET
@for_the_lately_signed_in
def recovery_file(request: Request) -> HttpResponse:
    """The codes as a text file, as long as the page shows them."""
    kept = get_object_or_404(Authenticator, user=request.user, type=Authenticator.Type.RECOVERY_CODES)
    if kept.wrap().did_view:
        raise Http404
    text = "\n".join([_("Recovery codes for Jamn"), request.user.email, "", *kept.wrap().get_unused_codes(), ""])
    name = "jamn-recovery-codes.txt"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)
