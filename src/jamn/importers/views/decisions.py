"""Approve a draft, or throw it away: each asks once before it does so."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from jamn.importers import actions, queries, rules
from jamn.importers.actions import Refused
from jamn.importers.models import UploadState
from jamn.importers.views.preview import Request, address, find, first_to_check


@require_http_methods(["GET", "POST"])
def approve(request: Request, pk: int) -> HttpResponse:
    upload = find(request, pk)
    if not rules.may_correct(request.user, upload):
        raise PermissionDenied
    if request.method == "GET" and upload.state != UploadState.DRAFT:
        raise Http404
    if request.method == "POST":
        try:
            plan = actions.approve(upload, by=request.user, facts_too="facts_too" in request.POST)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("importers:upload", pk)
        count = plan.measures.count()
        said = ngettext("%(count)s measure is in the register.", "%(count)s measures are in the register.", count)
        messages.success(request, said % {"count": count})
        return redirect("importers:upload", pk)
    draft = queries.draft(upload)
    context = {
        "upload": upload,
        "draft": draft,
        "back": address(draft),
        "first_to_check": first_to_check(draft),
        "before": queries.brought_in_before(upload, request.user),
        "compared": queries.comparison(upload),
        "any_plan": queries.plans_to_continue(upload, request.user).exists(),
        "may_correct": True,
    }
    return render(request, "importers/approve.html", context)


@require_http_methods(["GET", "POST"])
def discard(request: Request, pk: int) -> HttpResponse:
    upload = find(request, pk)
    if not rules.may_correct(request.user, upload):
        raise PermissionDenied
    if request.method == "POST":
        try:
            actions.discard(upload, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("importers:upload", pk)
        messages.success(request, _("“%(name)s” was thrown away.") % {"name": upload.name})
        return redirect("importers:uploads")
    if upload.state == UploadState.APPROVED:
        raise Http404
    return render(request, "importers/discard.html", {"upload": upload})


@require_POST
def discard_failed(request: Request) -> HttpResponse:
    count = actions.discard_failed(by=request.user)
    said = ngettext("%(count)s file was taken from the list.", "%(count)s files were taken from the list.", count)
    messages.success(request, said % {"count": count})
    return redirect("importers:uploads")
