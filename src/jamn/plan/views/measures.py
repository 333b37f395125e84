"""A measure."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jamn.accounts.middleware import Request
from jamn.plan import actions, queries, rules
from jamn.plan.forms import MeasureForm, StatusForm
from jamn.plan.models import Measure
from jamn.plan.views.facts import said


@require_GET
def measure(request: Request, pk: int) -> HttpResponse:
    found = _measure(request, pk)
    context = {
        "measure": found,
        "words": said(found, "description", "goal", "method", "target_group"),
        "follow_up": said(found, "follow_up", "result", "evaluation", "correction"),
        "risks": [(risk, [other for other in risk.measures.all() if other != found]) for risk in found.risks.all()],
        "history": queries.history_of(found),
        "may_change": rules.may_change_measure(request.user, found),
        "carried": queries.carried(found),
        "may_see_source": rules.may_see_source(request.user, found.plan),
        "status_form": StatusForm(initial={"status": found.status}),
    }
    return render(request, "plan/measure.html", context)


@require_http_methods(["GET", "POST"])
@transaction.atomic  # nothing comes between reading what stands and writing over it
def edit_measure(request: Request, pk: int) -> HttpResponse:
    found = _measure(request, pk, held=True)
    if not rules.may_change_measure(request.user, found):
        raise PermissionDenied
    form = MeasureForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        actions.change_measure(found, by=request.user, **form.changes())
        messages.success(request, _("The measure is changed."))
        return redirect("plan:measure", pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    template = "plan/conflict.html" if form.conflicts else "plan/edit_measure.html"
    return render(request, template, {"form": form, "measure": _measure(request, pk)}, status=status)


@require_POST
def set_status(request: Request, pk: int) -> HttpResponse:
    found = _measure(request, pk)
    form = StatusForm(request.POST)
    if form.is_valid():
        actions.set_status(found, by=request.user, status=form.cleaned_data["status"])
        messages.success(request, _("The status is changed."))
    return redirect("plan:measure", pk)


def _measure(request: Request, pk: int, *, held: bool = False) -> Measure:
    """A measure that the person may see, with all that its page shows; 404 otherwise. `held` locks its row."""
    measures = queries.measures_for(request.user).select_related("plan__unit__employer")
    if held:
        measures = measures.select_for_update(of=("self",))
    return get_object_or_404(measures.prefetch_related("risks__measures", "responsibles", "areas", "grounds"), pk=pk)
