"""What happened to a plan, and putting earlier versions back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jamn.accounts.middleware import Request
from jamn.plan import actions, queries, rules
from jamn.plan.forms import RestoreForm
from jamn.plan.models import ActionPlan, Measure, Risk
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
    as_of, risk = form.cleaned_data["as_of"], form.cleaned_data["risk"]
    try:
        if risk:
            actions.restore_risk(found, risk=risk, by=request.user, as_of=as_of)
        else:
            actions.restore_plan(found, by=request.user, as_of=as_of)
    except (ActionPlan.DoesNotExist, Risk.DoesNotExist) as none:
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
