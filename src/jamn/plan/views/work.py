"""What people add to a measure along the way: comments, links, attachments, and what they take away again."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jamn.accounts.middleware import Request
from jamn.plan import actions, rules
from jamn.plan.forms import AttachmentForm, CommentForm, LinkForm
from jamn.plan.views.page import find, show


@require_POST
def comment(request: Request, pk: int) -> HttpResponse:
    found = find(request, pk)
    if not rules.may_comment(request.user, found):
        raise PermissionDenied
    form = CommentForm(request.POST, auto_id="comment_%s")
    if not form.is_valid():
        return show(request, found, comment_form=form)
    actions.comment(found, by=request.user, text=form.cleaned_data["text"])
    messages.success(request, _("The comment is added."))
    return redirect("plan:measure", pk)


@require_POST
def take_back_comment(request: Request, pk: int, comment: int) -> HttpResponse:
    said = get_object_or_404(find(request, pk).comments.select_related("measure__plan__unit"), pk=comment)
    actions.take_back_comment(said, by=request.user)
    messages.success(request, _("The comment is taken back."))
    return redirect("plan:measure", pk)


@require_POST
def remove_result(request: Request, pk: int, result: int) -> HttpResponse:
    noted = get_object_or_404(find(request, pk).results.select_related("measure"), pk=result)
    actions.remove_result(noted, by=request.user)
    messages.success(request, _("The result is removed."))
    return redirect("plan:measure", pk)


@require_POST
def add_link(request: Request, pk: int) -> HttpResponse:
    found = find(request, pk)
    if not rules.may_report_on_measure(request.user, found):
        raise PermissionDenied
    form = LinkForm(request.POST, auto_id="link_%s")
    if not form.is_valid():
        return show(request, found, link_form=form)
    said = form.cleaned_data
    actions.add_link(found, by=request.user, address=said["address"], label=said["label"])
    messages.success(request, _("The link is added."))
    return redirect("plan:measure", pk)


@require_POST
def remove_link(request: Request, pk: int, link: int) -> HttpResponse:
    page = get_object_or_404(find(request, pk).links.select_related("measure"), pk=link)
    actions.remove_link(page, by=request.user)
    messages.success(request, _("The link is removed."))
    return redirect("plan:measure", pk)


@require_POST
def attach(request: Request, pk: int) -> HttpResponse:
    found = find(request, pk)
    if not rules.may_report_on_measure(request.user, found):
        raise PermissionDenied
    form = AttachmentForm(request.POST, request.FILES, auto_id="attachment_%s")
    if form.is_valid():
        try:
            actions.attach(found, by=request.user, file=form.cleaned_data["file"])
        except actions.Refused as refused:
            form.add_error("file", str(refused))
    if form.errors:
        return show(request, found, attachment_form=form)
    messages.success(request, _("The file is attached."))
    return redirect("plan:measure", pk)


@require_GET
def attachment(request: Request, pk: int, attachment: int) -> FileResponse:
    """The file, never to be shown by the browser as a page of ours."""
    kept = get_object_or_404(find(request, pk).attachments, pk=attachment)
    return FileResponse(
        kept.file.open(), as_attachment=True, filename=kept.name, content_type="application/octet-stream"
    )


@require_POST
def remove_attachment(request: Request, pk: int, attachment: int) -> HttpResponse:
    kept = get_object_or_404(find(request, pk).attachments.select_related("measure__plan__unit"), pk=attachment)
    actions.remove_attachment(kept, by=request.user)
    messages.success(request, _("The file is deleted."))
    return redirect("plan:measure", pk)
