"""A plan as a document: seen on a page, or taken home as a file."""

from __future__ import annotations

import re
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jamn.accounts.middleware import Request
from jamn.documents import write
from jamn.documents.blocks import Unreadable
from jamn.documents.publication import Publication
from jamn.plan.models import ActionPlan
from jamn.plan.queries import plans_for
from jamn.reports import queries, rules
from jamn.reports.contents import publication_of

_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS: Final = {
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}
"""The files that a plan can be downloaded as, and what browsers call them."""

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')


@require_GET
def document(request: Request, pk: int) -> HttpResponse:
    plan = _plan(request, pk)
    choices = queries.choices_of(plan.unit.employer)
    chosen = _chosen(request, plan, choices)
    context = {
        "plan": plan,
        "choices": choices,
        "chosen": chosen,
        "article": article(publication_of(plan, chosen.laid_out)),
        "may_shape": rules.may_shape(request.user, plan.unit.employer),
    }
    return render(request, "reports/document.html", context)


@require_GET
def download(request: Request, pk: int, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    plan = _plan(request, pk)
    chosen = _chosen(request, plan, queries.choices_of(plan.unit.employer))
    publication = publication_of(plan, chosen.laid_out, one_table=kind == "xlsx")
    try:
        content = _written(publication, kind, plan)
    except Unreadable as problem:  # a template that was good once; the page of the template says what is wrong
        return render(request, "reports/unwritten.html", {"plan": plan, "problem": said(problem)}, status=409)
    response = HttpResponse(content, content_type=KINDS[kind])
    response.headers["Content-Disposition"] = _attached(f"{plan.title}.{kind}")
    response.headers["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_GET
def stylesheet(_request: Request) -> HttpResponse:
    """The look of documents on a page: rules that `documents.write` gives with them."""
    response = HttpResponse(write.stylesheet(), content_type="text/css")
    patch_cache_control(response, private=True, max_age=3600)
    return response


def article(publication: Publication) -> SafeString:
    """A document as part of a page that has a title of its own."""
    return mark_safe(write.html(publication, top=2))  # noqa: S308  # written by a template that escapes


def said(problem: Unreadable) -> str:
    """What is wrong with a file, in the reader's language."""
    return _(problem.template).format(**problem.values)


def _plan(request: Request, pk: int) -> ActionPlan:
    return get_object_or_404(plans_for(request.user).select_related("unit__employer"), pk=pk)


def _chosen(request: Request, plan: ActionPlan, choices: list[queries.Choice]) -> queries.Choice:
    """The layout that the address names; without one, what is usual in the country."""
    wanted = request.GET.get("layout") or queries.usual(plan.unit.employer.country)
    found = next((choice for choice in choices if choice.key == wanted), None)
    if found is None:
        raise Http404
    return found


def _written(publication: Publication, kind: str, plan: ActionPlan) -> bytes:
    if kind == "docx":
        template = queries.template_of(plan.unit.employer)
        content = queries.template_bytes(template) if template else None
        return write.docx(publication, content, name=template.name if template else "")
    return write.pdf(publication) if kind == "pdf" else write.xlsx(publication)


def _attached(name: str) -> str:
    """A `Content-Disposition` that offers the file under its name, shortened and without signs that no disk takes."""
    stem, _dot, kind = name.rpartition(".")
    plain = " ".join(_NOT_IN_NAMES.sub(" ", stem).split())[:120].strip(" .") or "plan"
    return content_disposition_header(as_attachment=True, filename=f"{plain}.{kind}") or "attachment"
