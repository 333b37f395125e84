"""Bring files in, see how far they are, look at what was read."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from jamn.importers import actions, queries, rules, tasks
from jamn.importers.forms import BringInForm
from jamn.importers.models import Upload, UploadState
from jamn.importers.views.preview import Request, drawn_source, find, preview

UNDER_WAY = (UploadState.WAITING, UploadState.READING)
SHOWN = 50


@require_GET
def uploads(request: Request) -> HttpResponse:
    page = Paginator(queries.uploads_for(request.user).prefetch_related("measures"), SHOWN).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "drafts": queries.drafts(page),
        "any_failed": queries.failed_for(request.user).exists(),
        "under_way": any(upload.state in UNDER_WAY for upload in page),
        "may_bring_in": queries.units_to_bring_in_for(request.user).exists(),
    }
    template = "importers/parts/upload_list.html" if request.htmx else "importers/uploads.html"
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
def bring_in(request: Request) -> HttpResponse:
    units = queries.units_to_bring_in_for(request.user)
    if not units:
        raise PermissionDenied
    form = BringInForm(request.POST or None, request.FILES or None, units=units)
    if request.method == "POST" and form.is_valid():
        kept = _bring_in(request, form)
        if kept:
            _say_what_failed(request, kept)
            return redirect("importers:upload", kept[0].pk) if len(kept) == 1 else redirect("importers:uploads")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    limits = {"most_bytes": settings.UPLOAD_MAX_BYTES, "most_files": settings.UPLOAD_MAX_FILES}
    return render(request, "importers/bring_in.html", {"form": form, **limits}, status=status)


def _bring_in(request: Request, form: BringInForm) -> list[Upload]:
    try:
        with transaction.atomic():
            kept = actions.bring_in(form.cleaned_data["files"], unit=form.cleaned_data["unit"], by=request.user)
            for upload in (each for each in kept if each.state == UploadState.WAITING):
                transaction.on_commit(partial(tasks.read_upload.enqueue, upload.pk))
    except actions.Refused as refusal:
        form.add_error("files", str(refusal))
        return []
    return kept


def _say_what_failed(request: Request, kept: list[Upload]) -> None:
    failed = [upload.name for upload in kept if upload.state == UploadState.FAILED]
    if failed:
        said = _("These files could not be read: %(names)s. Open them in the list to see why. The others are read.")
        messages.warning(request, said % {"names": ", ".join(failed)})


@require_GET
def upload(request: Request, pk: int) -> HttpResponse:
    upload = find(request, pk)
    if upload.state in UNDER_WAY:
        template = "importers/parts/progress.html" if request.htmx else "importers/waiting.html"
        may_correct = rules.may_correct(request.user, upload)
        context = {"upload": upload, "may_correct": may_correct, "left": queries.is_left(upload)}
        return render(request, template, context)
    if request.htmx and request.htmx.target == "progress":
        return HttpResponseClientRefresh()
    if upload.state == UploadState.DRAFT:
        return preview(request, upload)
    context = {"upload": upload, "may_correct": rules.may_correct(request.user, upload)}
    return render(request, f"importers/{upload.state}.html", context)


@require_POST
def read_again(request: Request, pk: int) -> HttpResponse:
    upload = find(request, pk)
    try:
        with transaction.atomic():
            actions.read_again(upload, by=request.user)
            transaction.on_commit(partial(tasks.read_upload.enqueue, upload.pk))
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("importers:upload", pk)


@require_GET
def source(request: Request, pk: int) -> HttpResponse:
    upload = find(request, pk)
    if upload.document is None:
        raise Http404
    part = request.GET.get("part", "")
    context = drawn_source(
        upload,
        at=request.GET.get("at", ""),
        part=int(part) if part.isdecimal() and len(part) < 10 else None,
        draft=queries.draft(upload) if upload.state == UploadState.DRAFT else None,
    )
    template = "importers/parts/source.html" if request.htmx else "importers/source.html"
    return render(request, template, context)


@require_GET
def file(request: Request, pk: int) -> FileResponse:
    upload = find(request, pk)
    if not upload.file:
        raise Http404
    return FileResponse(
        upload.file.open(), as_attachment=True, filename=upload.name, content_type="application/octet-stream"
    )
