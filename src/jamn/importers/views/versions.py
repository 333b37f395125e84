"""A draft that is a version of a known plan: which plan, which measure, whose words."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jamn.importers import actions, queries, rules
from jamn.importers.actions import Refused
from jamn.importers.forms import ChooseWordsForm, GoneForm, HeadingsForm, WhatItIsForm, WhichItIsForm
from jamn.importers.models import Fate, Headings, Upload, UploadState, Way
from jamn.importers.queries import KINDS, Comparison, Entry, Kind
from jamn.importers.views.preview import Request, address, find

ON_A_PAGE = 25


@require_http_methods(["GET", "POST"])
def what_it_is(request: Request, pk: int) -> HttpResponse:
    upload = _open(request, pk)
    plans = queries.plans_to_continue(upload, request.user)
    form = WhatItIsForm(request.POST or None, upload=upload, plans=plans)
    if request.method == "POST" and form.is_valid():
        way = Way(form.cleaned_data["way"])
        try:
            actions.say_what_it_is(upload, way=way, plan=form.cleaned_data["plan"], by=request.user)
        except Refused as refusal:
            form.add_error("plan", str(refusal))
        else:
            return redirect("importers:upload" if way == Way.NEW else "importers:comparison", pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "importers/what_it_is.html", {"upload": upload, "form": form}, status=status)


@require_GET
def comparison(request: Request, pk: int) -> HttpResponse:
    upload = find(request, pk)
    if upload.state != UploadState.DRAFT:
        raise Http404
    compared = queries.comparison(upload)
    if compared is None:
        return redirect("importers:what_it_is", pk)
    kind = _kind(request, compared)
    page = Paginator(compared.of(kind), ON_A_PAGE).get_page(request.GET.get("page"))
    may_correct = rules.may_correct(request.user, upload)
    context = {
        "upload": upload,
        "compared": compared,
        "kind": kind,
        "kinds": [(each, KINDS[each], compared.counts[each]) for each in Kind],
        "page": page,
        "shown": [(entry, _form(entry, upload) if may_correct else None) for entry in page],
        "may_correct": may_correct,
        "way": Way,
    }
    return render(request, "importers/comparison.html", context)


def _kind(request: Request, compared: Comparison) -> Kind:
    """The kind that the address names; else the first that there is something of."""
    asked = request.GET.get("kind", "")
    if asked in set(Kind):
        return Kind(asked)
    return next((kind for kind in Kind if compared.counts[kind]), Kind.CHANGED)


def _form(entry: Entry, upload: Upload, data: Any = None) -> ChooseWordsForm | GoneForm | None:
    """The form for what is to be decided of an entry; None where nothing is."""
    if entry.kind is Kind.GONE:
        return GoneForm(data, entry=entry, way=upload.way)
    if entry.kind is Kind.CHANGED and upload.way == Way.UPDATE:
        return ChooseWordsForm(data, entry=entry)
    return None


@require_POST
def choose_words(request: Request, pk: int, row: int) -> HttpResponse:
    upload = _open(request, pk)
    entry = _entry(upload, row)
    form = ChooseWordsForm(request.POST, entry=entry)
    if entry.row and form.is_valid():
        try:
            actions.choose_words(entry.row.measure, form.taken(), seen=form.seen(), by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, _("Something else differs by now. Look at it, and choose again."))
    return _back(request, pk, f"e{row}")


@require_POST
def choose_all_words(request: Request, pk: int) -> HttpResponse:
    upload = _open(request, pk)
    try:
        count = actions.choose_all_words(upload, take=request.POST.get("take") == "file", by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = ngettext("It is chosen for %(count)s field.", "It is chosen for %(count)s fields.", count)
        messages.success(request, said % {"count": count})
    return _back(request, pk, "entries")


@require_http_methods(["GET", "POST"])
def which_it_is(request: Request, pk: int, row: int) -> HttpResponse:
    upload = _open(request, pk)
    compared = _compared(upload)
    entry = _entry(upload, row, compared)
    form = WhichItIsForm(request.POST or None, compared=compared, entry=entry)
    if request.method == "POST" and form.is_valid() and entry.row:
        wanted = form.cleaned_data["measure"]
        measure = next((each.measure for each in compared.entries if each.measure and each.measure.pk == wanted), None)
        try:
            actions.say_which_it_is(entry.row.measure, measure, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return _back(request, pk, "entries")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"upload": upload, "entry": entry, "form": form, "back": _address(request, pk)}
    return render(request, "importers/which_it_is.html", context, status=status)


@require_POST
def gone(request: Request, pk: int, measure: int) -> HttpResponse:
    upload = _open(request, pk)
    compared = _compared(upload)
    entry = next((each for each in compared.gone if each.measure and each.measure.pk == measure), None)
    if entry is None or entry.measure is None:
        raise Http404
    form = GoneForm(request.POST, entry=entry, way=upload.way)
    if form.is_valid():
        try:
            actions.decide_of_gone(
                upload, entry.measure, Fate(form.cleaned_data["fate"]), form.cleaned_data["reason"], by=request.user
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
    return _back(request, pk, f"g{measure}")


@require_POST
def headings(request: Request, pk: int) -> HttpResponse:
    upload = _open(request, pk)
    form = HeadingsForm(request.POST)
    if form.is_valid():
        try:
            actions.say_what_headings_are(upload, Headings(form.cleaned_data["headings"]), by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
    return redirect(f"{address(queries.draft(upload))}#facts")


def _open(request: Request, pk: int) -> Upload:
    """A draft that the person may correct: 404 for those who may not see it, and for what is no draft."""
    upload = find(request, pk)
    if not rules.may_correct(request.user, upload):
        raise PermissionDenied
    if upload.state != UploadState.DRAFT:
        raise Http404
    return upload


def _compared(upload: Upload) -> Comparison:
    compared = queries.comparison(upload)
    if compared is None:
        raise Http404
    return compared


def _entry(upload: Upload, row: int, compared: Comparison | None = None) -> Entry:
    """What became of a row of the draft."""
    wanted = get_object_or_404(upload.measures, pk=row)
    entries = (compared or _compared(upload)).entries
    found = next((each for each in entries if each.row and each.row.measure.pk == wanted.pk), None)
    if found is None:
        raise Http404
    return found


def _address(request: Request, pk: int) -> str:
    """The comparison as the person saw it: the same kind, the same page."""
    query = {name: request.GET[name] for name in ("kind", "page") if request.GET.get(name)}
    return f"{reverse('importers:comparison', args=[pk])}{'?' if query else ''}{urlencode(query)}"


def _back(request: Request, pk: int, anchor: str) -> HttpResponse:
    return redirect(f"{_address(request, pk)}#{anchor}")
