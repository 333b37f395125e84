"""What a person does to a draft, one address for each verb."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect, reswap, retarget

from jamn.importers import actions, queries, rules
from jamn.importers.actions import Conflict, Refused
from jamn.importers.forms import ColumnsForm, DayForm, PickUpForm, SplitForm, WordsForm
from jamn.importers.interpret import Field
from jamn.importers.models import DraftMeasure, Upload, UploadState
from jamn.importers.queries import Draft, ShownValue
from jamn.importers.queries.words import FACTS, FIELDS
from jamn.importers.views.preview import Request, address, card, facts, find, find_measure, rows


@require_http_methods(["GET", "POST"])
def value(request: Request, pk: int, row: int, name: str) -> HttpResponse:
    measure = find_measure(request, pk, row)
    _check(request, measure.upload)
    if name not in FIELDS:
        raise Http404

    def change(words: str, was: str) -> HttpResponse:
        actions.change_value(measure, Field(name), words, was=was, by=request.user)
        return card(request, find_measure(request, pk, row), name)

    draft = queries.draft(measure.upload)
    drawn = draft.row(measure)
    return _words(
        request, draft, change, value=drawn.value(Field(name)), around=drawn.box, back=address(draft, measure)
    )


@require_http_methods(["GET", "POST"])
def fact(request: Request, pk: int, name: str) -> HttpResponse:
    upload = find(request, pk)
    _check(request, upload)
    if name not in FACTS:
        raise Http404

    def change(words: str, was: str) -> HttpResponse:
        actions.change_fact(upload, name, words, was=was, by=request.user)
        return facts(request, find(request, pk), name)

    draft = queries.draft(upload)
    return _words(request, draft, change, value=draft.fact(name), around="facts", back=f"{address(draft)}#facts")


def _words(
    request: Request,
    draft: Draft,
    change: Callable[[str, str], HttpResponse],
    *,
    value: ShownValue,
    around: str,
    back: str,
) -> HttpResponse:
    """Change words, or show their form: with both texts when somebody else has changed them meanwhile.

    `around` is the id of what is drawn anew after the change, `back` the address of the preview there.
    """
    kind = DayForm if value.name == "adopted_on" else WordsForm
    form = kind(request.POST or None, initial={"text": value.text, "was": value.text})
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            return change(form.cleaned_data["text"], form.cleaned_data["was"])
        except Conflict as conflict:
            theirs = conflict.theirs
            form = kind(initial={"text": form.cleaned_data["text"], "was": theirs})
        except Refused as refusal:
            return _refused(request, draft.upload.pk, refusal)
    label = FACTS[value.name] if around == "facts" else FIELDS[value.name]
    context = {"form": form, "theirs": theirs, "value": value, "label": label, "around": around, "back": back}
    if not request.htmx:
        return render(request, "importers/value.html", context, status=_status(form))
    response = render(request, "importers/parts/value_form.html", context)
    again = request.method == "POST"
    return reswap(retarget(response, f"#{value.box}"), "outerHTML") if again else response


def _status(form: Form) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


@require_http_methods(["GET", "POST"])
def split_measure(request: Request, pk: int, row: int) -> HttpResponse:
    measure = find_measure(request, pk, row)
    _check(request, measure.upload)
    draft = queries.draft(measure.upload)
    form = SplitForm(request.POST or None, measure=measure)
    if request.method == "POST" and form.is_valid():
        try:
            actions.split_measure(
                measure,
                form.half("first"),
                form.half("second"),
                version=form.cleaned_data["version"],
                by=request.user,
            )
            return rows(request, measure.upload, measure)
        except Conflict as conflict:
            messages.warning(request, str(conflict))
            form = SplitForm(measure=measure, theirs=True, initial=form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "back": address(draft, measure)}
    return render(request, "importers/split.html", context, status=_status(form))


@require_POST
def join_measures(request: Request, pk: int, row: int) -> HttpResponse:
    measure = find_measure(request, pk, row)
    version = request.POST.get("version", "")
    return _on_rows(
        request,
        measure.upload,
        lambda: actions.join_measures(
            measure, version=int(version) if version.isdecimal() and len(version) < 10 else 0, by=request.user
        ),
    )


@require_POST
def drop_measure(request: Request, pk: int, row: int) -> HttpResponse:
    measure = find_measure(request, pk, row)
    return _on_rows(request, measure.upload, lambda: actions.drop_measure(measure, by=request.user))


@require_POST
def take_back(request: Request, pk: int, row: int) -> HttpResponse:
    measure = find_measure(request, pk, row)
    return _on_rows(request, measure.upload, lambda: actions.take_back(measure, by=request.user))


@require_POST
def add_measure(request: Request, pk: int) -> HttpResponse:
    upload = find(request, pk)
    return _on_rows(request, upload, lambda: actions.add_measure(upload, by=request.user))


def _on_rows(request: Request, upload: Upload, act: Callable[[], DraftMeasure]) -> HttpResponse:
    try:
        focus = act()
    except Refused as refusal:
        return _refused(request, upload.pk, refusal)
    return rows(request, upload, focus)


@require_POST
def columns(request: Request, pk: int, table: int) -> HttpResponse:
    upload = find(request, pk)
    of_table = next((each for each in queries.kept_columns(upload) if each.table == table), None)
    if of_table is None:
        raise Http404
    form = ColumnsForm(request.POST, table=of_table)
    if form.is_valid() and (choices := form.choices()):
        try:
            actions.say_what_columns_mean(upload, choices, by=request.user)
        except Refused as refusal:
            return _refused(request, upload.pk, refusal)
        said = _("The table was read again.")
        if queries.draft(upload).corrected:
            said = _("The table was read again. What you had corrected is still there.")
        messages.success(request, said)
    return redirect(f"{reverse('importers:upload', args=[pk])}#columns")


@require_http_methods(["GET", "POST"])
def piece(request: Request, pk: int, piece: int) -> HttpResponse:
    upload = find(request, pk)
    _check(request, upload)
    picked = get_object_or_404(upload.pieces, pk=piece)
    draft = queries.draft(upload)
    form = PickUpForm(request.POST or None, piece=picked, draft=draft)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data["measure"]
        into = next((row.measure for row in draft.kept if row.measure.pk == wanted), None)
        try:
            row = actions.pick_up_piece(
                picked, form.cleaned_data["text"], Field(form.cleaned_data["field"]), into=into, by=request.user
            )
        except Refused as refusal:
            return _refused(request, upload.pk, refusal)
        return redirect(address(queries.draft(upload), row))
    template = "importers/parts/piece_form.html" if request.htmx else "importers/piece.html"
    context = {"form": form, "back": f"{address(draft)}#unplaced"}
    return render(request, template, context, status=_status(form))


def _check(request: Request, upload: Upload) -> None:
    """Those who may only look get no form, and what is no draft has none."""
    if not rules.may_correct(request.user, upload):
        raise PermissionDenied
    if upload.state != UploadState.DRAFT:
        raise Http404


def _refused(request: Request, pk: int, refusal: Refused) -> HttpResponse:
    """Back to the preview with the reason on top."""
    messages.error(request, str(refusal))
    back = reverse("importers:upload", args=[pk])
    return HttpResponseClientRedirect(back) if request.htmx else redirect(back)
