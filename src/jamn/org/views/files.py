"""Units from a file: choose it, look at what would change, apply it."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jamn.org import actions, queries, rules
from jamn.org.forms import FileForm
from jamn.org.models import UnitFile
from jamn.org.views.finding import Request, answer, find_employer, refuse


@require_http_methods(["GET", "POST"])
def bring_in_units(request: Request, pk: int) -> HttpResponse:
    found = find_employer(request, pk)
    if not rules.may_change_employer(request.user, found):
        raise PermissionDenied
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.keep_file(form.cleaned_data["file"], employer=found, by=request.user)
        except actions.Refused as refusal:
            refuse(form, refusal)
        else:
            return redirect("org:unit_file", kept.pk)
    return answer(request, "org/bring_in_units.html", form, employer=found)


@require_http_methods(["GET", "POST"])
def unit_file(request: Request, pk: int) -> HttpResponse:
    kept = _file(request, pk)
    if request.method == "POST":
        try:
            applied = actions.apply_file(kept, seen=request.POST.get("seen", ""), by=request.user)
        except actions.Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("org:unit_file", pk)
        said = _("The tree is changed: %(new)s new, %(renamed)s renamed, %(moved)s moved.")
        counts = {what: len(getattr(applied, what)) for what in ("new", "renamed", "moved")}
        messages.success(request, said % counts)
        return redirect("org:units", kept.employer_id)
    found = queries.compare(kept.employer, queries.lines_of(kept))
    context = {"file": kept, "employer": kept.employer, "found": found, "shown": queries.SHOWN}
    return render(request, "org/unit_file.html", context, status=HTTPStatus.OK)


@require_POST
def forget_file(request: Request, pk: int) -> HttpResponse:
    kept = _file(request, pk)
    employer = kept.employer_id
    actions.forget_file(kept, by=request.user)
    return redirect("org:units", employer)


def _file(request: Request, pk: int) -> UnitFile:
    """One of the person's own files; 404 otherwise."""
    kept = get_object_or_404(queries.files_for(request.user), pk=pk)
    if not rules.may_change_employer(request.user, kept.employer):
        raise PermissionDenied
    return kept
