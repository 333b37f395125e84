"""A measure: to see, to edit, to evaluate."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jamn.accounts.middleware import Request
from jamn.plan import actions, rules
from jamn.plan.forms import EvaluationForm, MeasureForm, StatusForm
from jamn.plan.views.page import find, show


@require_GET
def measure(request: Request, pk: int) -> HttpResponse:
    return show(request, find(request, pk))


@require_http_methods(["GET", "POST"])
@transaction.atomic  # nothing comes between reading what stands and writing over it
def edit_measure(request: Request, pk: int) -> HttpResponse:
    found = find(request, pk, held=True)
    if not rules.may_change_measure(request.user, found):
        raise PermissionDenied
    form = MeasureForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        actions.change_measure(found, by=request.user, **form.changes())
        messages.success(request, _("The measure is changed."))
        return redirect("plan:measure", pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    template = "plan/conflict.html" if form.conflicts else "plan/edit_measure.html"
    return render(request, template, {"form": form, "measure": find(request, pk)}, status=status)


@require_http_methods(["GET", "POST"])
@transaction.atomic
def evaluate_measure(request: Request, pk: int) -> HttpResponse:
    found = find(request, pk, held=True)
    if not rules.may_report_on_measure(request.user, found):
        raise PermissionDenied
    form = EvaluationForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        actions.evaluate_measure(found, by=request.user, **form.changes())
        messages.success(request, _("The evaluation is saved."))
        return redirect("plan:measure", pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    template = "plan/conflict.html" if form.conflicts else "plan/evaluate_measure.html"
    return render(request, template, {"form": form, "measure": find(request, pk)}, status=status)


@require_POST
@transaction.atomic
def set_status(request: Request, pk: int) -> HttpResponse:
    found = find(request, pk, held=True)
    if not rules.may_report_on_measure(request.user, found):
        raise PermissionDenied
    form = StatusForm(request.POST, measure=found)
    if not form.is_valid():
        for error in (str(each) for errors in form.errors.values() for each in errors):
            messages.error(request, error)
        return redirect("plan:measure", pk)
    said = form.cleaned_data
    actions.set_status(found, by=request.user, status=said["status"], reason=said["reason"])
    messages.success(request, _("The status is changed."))
    return redirect("plan:measure", pk)
