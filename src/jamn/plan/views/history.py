"""What happened to a plan, and putting earlier versions back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jamn.accounts.middleware import Request
from jamn.plan import actions, queries, rules
from jamn.plan.forms import RestoreForm
from jamn.plan.models import Measure
from jamn.plan.views.asking import allowed, measure_of, plan_of


@require_GET
def history(request: Request, pk: int) -> HttpResponse:
    found = plan_of(request, pk)
    context = {"plan": found, "may": allowed(request, found), "events": queries.past_of(found)}
    return render(request, "plan/history.html", context)


@require_POST
def restore_plan(request: Request, pk: int) -> HttpResponse:
    found = plan_of(request, pk, rules.may_change_plan)
    form = _restoring(request)
    as_of, thing = form.cleaned_data["as_of"], form.cleaned_data["pk"] or 0
    try:
        match form.cleaned_data["kind"]:
            case "risk":
                actions.restore_risk(found, risk=thing, by=request.user, as_of=as_of)
            case "focusarea":
                actions.restore_focus_area(found, focus_area=thing, by=request.user, as_of=as_of)
            case "subgoal":
                actions.restore_sub_goal(found, sub_goal=thing, by=request.user, as_of=as_of)
            case _:
                actions.restore_plan(found, by=request.user, as_of=as_of)
    except ObjectDoesNotExist as none:
        raise Http404 from none
    messages.success(request, _("The earlier version is back."))
    return redirect("plan:history", pk)


@require_POST
def restore_measure(request: Request, pk: int) -> HttpResponse:
    found = measure_of(request, pk, everything=True)
    form = _restoring(request)
    try:
        actions.restore_measure(found, by=request.user, as_of=form.cleaned_data["as_of"])
    except Measure.DoesNotExist as none:
        raise Http404 from none
    messages.success(request, _("The earlier version is back."))
    return redirect("plan:measure", pk)


def _restoring(request: Request) -> RestoreForm:
    """What is to come back; 404 when it says nothing that ever was."""
    form = RestoreForm(request.POST)
    if not form.is_valid():
        raise Http404
    return form
