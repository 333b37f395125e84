"""An employer's Word template: a file from outside, tried before it is kept."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import PurePath

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jamn.accounts.middleware import Request
from jamn.documents import write
from jamn.documents.blocks import Unreadable
from jamn.documents.publication import Heading, Paragraph, Publication
from jamn.org.models import Employer
from jamn.reports import actions, queries, rules
from jamn.reports.forms import WordTemplateForm
from jamn.reports.models import WordTemplate
from jamn.reports.views.documents import KINDS, said

_FIELDS = ("{{ title }}", "{{ subtitle }}", "{{ organisation }}", "{{ classification }}", "{{p content }}")
"""What a template may name, as its author writes it."""

_TRIED_WITH = Publication(
    title="x", language="nb", front=(("x", "x"),), contents=True, blocks=(Heading("x"), Paragraph("x"))
)
"""A document small enough to try a template with."""


@require_http_methods(["GET", "POST"])
def word_template(request: Request, pk: int) -> HttpResponse:
    employer = _employer(request, pk)
    form = WordTemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _is_kept(request, employer, form):
        return redirect("reports:word_template", employer.pk)
    context = {"employer": employer, "template": queries.template_of(employer), "form": form, "fields": _FIELDS}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "reports/word_template.html", context, status=status)


def _is_kept(request: Request, employer: Employer, form: WordTemplateForm) -> bool:
    file = form.cleaned_data["file"]
    name = _plain(file.name or "")
    content = file.read()
    try:
        write.docx(_TRIED_WITH, content, name=name)
    except Unreadable as problem:
        form.add_error("file", said(problem))
        return False
    actions.set_word_template(employer, by=request.user, name=name, content=content)
    messages.success(request, _("The template is kept. Word documents are written in it from now on."))
    return True


@require_GET
def template_file(request: Request, pk: int) -> FileResponse:
    template = _template(request, pk)
    return FileResponse(template.file.open(), as_attachment=True, filename=template.name, content_type=KINDS["docx"])


@require_POST
def remove_word_template(request: Request, pk: int) -> HttpResponse:
    actions.remove_word_template(_template(request, pk), by=request.user)
    messages.success(request, _("The template is removed. Word documents have the usual look again."))
    return redirect("reports:word_template", pk)


@require_GET
def starter(_request: Request) -> HttpResponse:
    """Our own template, to begin from."""
    response = HttpResponse(write.word_template(), content_type=KINDS["docx"])
    name = f"{_('Word template')}.docx"
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response


def _employer(request: Request, pk: int) -> Employer:
    """An employer whose documents the person may shape; 404 for one that the person does not belong to."""
    employer = get_object_or_404(queries.employers_of(request.user), pk=pk)
    if not rules.may_shape(request.user, employer):
        raise PermissionDenied
    return employer


def _template(request: Request, pk: int) -> WordTemplate:
    template = queries.template_of(_employer(request, pk))
    if template is None:
        raise Http404
    return template


def _plain(name: str) -> str:
    """What the person calls the file, without folders and control signs."""
    plain = "".join(sign for sign in PurePath(name.replace("\\", "/")).name if sign.isprintable())
    return plain[-255:] or "template.docx"
