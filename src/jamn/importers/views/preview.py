"""What the pages of a draft have in common: finding it, and drawing it whole or in parts."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django_htmx.middleware import HtmxDetails

from jamn.accounts.models import User
from jamn.documents.blocks import Document, from_json
from jamn.importers import queries, rules
from jamn.importers.forms import ColumnsForm, HeadingsForm
from jamn.importers.models import DraftMeasure, Upload, UploadState
from jamn.importers.queries import Draft
from jamn.importers.queries.source import part_of, parts, shown


class Request(HttpRequest):
    """A request of a person who has signed in."""

    user: User
    htmx: HtmxDetails


def find(request: Request, pk: int) -> Upload:
    """An upload that the person may look at; 404 otherwise."""
    return get_object_or_404(queries.uploads_for(request.user), pk=pk)


def find_measure(request: Request, pk: int, row: int) -> DraftMeasure:
    """A row of a draft that the person may look at; 404 otherwise."""
    upload = find(request, pk)
    measure = get_object_or_404(upload.measures, pk=row)
    measure.upload = upload
    return measure


def address(draft: Draft, measure: DraftMeasure | None = None) -> str:
    """The address of a draft's preview, at a measure."""
    base = reverse("importers:upload", args=[draft.upload.pk])
    if measure is None:
        return base
    number = draft.page_of(measure)
    return f"{base}?page={number}#m{measure.pk}" if number > 1 else f"{base}#m{measure.pk}"


def preview(request: Request, upload: Upload, **more: Any) -> HttpResponse:
    """The whole preview: source and result side by side."""
    draft = queries.draft(upload)
    context = _drawn(request, draft) | {
        "unplaced": queries.unplaced(upload),
        "tables": [ColumnsForm(table=table) for table in queries.kept_columns(upload)],
        "before": queries.brought_in_before(upload, request.user),
        "compared": queries.comparison(upload),
        "any_plan": queries.plans_to_continue(upload, request.user).exists(),
        "headings_form": HeadingsForm(initial={"headings": upload.headings}),
        **more,
    }
    first = next((row.measure.anchor for row in context["page"] if row.measure.anchor), "")
    pieces = [piece.anchor for group in context["unplaced"] for piece in group.pieces]
    context |= drawn_source(upload, near=first, draft=draft, left=set(pieces))
    return render(request, "importers/draft.html", context)


def rows(request: Request, upload: Upload, focus: DraftMeasure) -> HttpResponse:
    """After rows came, went or moved: the list anew for htmx, the whole page at that row otherwise."""
    draft = queries.draft(upload)
    if not request.htmx:
        return redirect(address(draft, focus))
    return render(request, "importers/parts/changed_rows.html", _drawn(request, draft, focus) | {"focus": focus.pk})


def card(request: Request, measure: DraftMeasure, name: str) -> HttpResponse:
    """After a value has changed: the measure anew for htmx, the whole page at that row otherwise."""
    draft = queries.draft(measure.upload)
    if not request.htmx:
        return redirect(address(draft, measure))
    context = _drawn(request, draft, measure) | {"row": draft.row(measure), "focus_value": name}
    return render(request, "importers/parts/changed_measure.html", context)


def facts(request: Request, upload: Upload, name: str) -> HttpResponse:
    """After a fact has changed: the facts anew for htmx, the whole page otherwise."""
    draft = queries.draft(upload)
    if not request.htmx:
        return redirect(f"{address(draft)}#facts")
    return render(request, "importers/parts/changed_facts.html", _drawn(request, draft) | {"focus_value": name})


def _drawn(request: Request, draft: Draft, measure: DraftMeasure | None = None) -> dict[str, Any]:
    number = draft.page_of(measure) if measure else request.GET.get("page")
    return {
        "upload": draft.upload,
        "draft": draft,
        "page": Paginator(draft.rows, queries.ROWS_ON_A_PAGE).get_page(number),
        "first_to_check": first_to_check(draft),
        "may_correct": draft.upload.state == UploadState.DRAFT and rules.may_correct(request.user, draft.upload),
    }


def first_to_check(draft: Draft) -> str:
    """The address of the first thing to look at; empty when there is none."""
    if draft.first_to_check is None:
        return ""
    measure, box = draft.first_to_check
    return f"{address(draft, measure).partition('#')[0]}#{box}"


def drawn_source(
    upload: Upload,
    *,
    at: str = "",
    near: str = "",
    part: int | None = None,
    draft: Draft | None = None,
    left: set[str] | None = None,
) -> dict[str, Any]:
    """One part of the read document: number `part` (from 1), or the one with the anchor `at`, which is highlighted.

    With neither, the one with the anchor `near`.
    """
    document: Document = from_json(upload.document or {})
    spans = parts(document)
    number = min(max(part - 1, 0), len(spans) - 1) if part else part_of(document, spans, at or near)
    return {
        "upload": upload,
        "blocks": shown(document, spans[number]),
        "part": number + 1,
        "parts": len(spans),
        "at": at,
        "used": _used(draft) if draft else set(),
        "left": (left or set()) - {""},
    }


def _used(draft: Draft) -> set[str]:
    """The anchors of all words that stand in a measure or a fact."""
    values = [value for row in draft.kept for value in row.values]
    return {value.anchor for value in (*values, *draft.facts) if value.anchor and value.text}
