"""The risks of a plan, and which measures work against them."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jamn.accounts.middleware import Request
from jamn.plan import actions, queries, rules
from jamn.plan.forms import ChooseMeasuresForm, ChooseRisksForm, NewRiskForm, RiskForm
from jamn.plan.models import Risk
from jamn.plan.views.asking import May, allowed, measure_of, plan_of, shown


@require_http_methods(["GET", "POST"])
def risks(request: Request, pk: int) -> HttpResponse:
    found = plan_of(request, pk)
    form = NewRiskForm(request.POST or None)
    if request.method == "POST":
        plan_of(request, pk, rules.may_raise_risk)
        if form.is_valid():
            actions.raise_risk(found, by=request.user, **form.words())
            messages.success(request, _("The risk is added."))
            return redirect("plan:risks", pk)
    context = {"plan": found, "may": allowed(request, found), "risks": found.risks.prefetch_related("measures")}
    return shown(request, "plan/risks.html", context, form)


@require_http_methods(["GET", "POST"])
@transaction.atomic
def edit_risk(request: Request, pk: int) -> HttpResponse:
    risk = _risk(request, pk, rules.may_change_plan, held=True)
    measures = list(risk.measures.all())
    form = RiskForm(request.POST or None, instance=risk)
    if request.method == "POST" and form.is_valid():
        actions.change_risk(risk, by=request.user, **form.changes())
        messages.success(request, _("The risk is changed."))
        return redirect("plan:measure", measures[0].pk) if measures else redirect("plan:plan", risk.plan_id)
    template = "plan/conflict.html" if form.conflicts else "plan/edit_risk.html"
    return shown(request, template, {"risk": risk, "plan": risk.plan, "measures": measures}, form)


@require_http_methods(["GET", "POST"])
def risk_measures(request: Request, pk: int) -> HttpResponse:
    risk = _risk(request, pk, rules.may_add_measure)
    form = ChooseMeasuresForm(
        request.POST or None, among=risk.plan.measures.all(), initial={"measures": risk.measures.all()}
    )
    if request.method == "POST":
        form = ChooseMeasuresForm(request.POST, among=risk.plan.measures.all())
        if form.is_valid():
            actions.join_measures(risk, by=request.user, measures=list(form.cleaned_data["measures"]))
            messages.success(request, _("The measures against the risk are changed."))
            return redirect("plan:risks", risk.plan_id)
    return shown(request, "plan/risk_measures.html", {"risk": risk, "plan": risk.plan}, form)


@require_http_methods(["GET", "POST"])
@transaction.atomic
def measure_risks(request: Request, pk: int) -> HttpResponse:
    found = measure_of(request, pk)
    form = ChooseRisksForm(among=found.plan.risks.all(), initial={"risks": found.risks.all()})
    if request.method == "POST":
        form = ChooseRisksForm(request.POST, among=found.plan.risks.all())
        if form.is_valid():
            chosen = list(form.cleaned_data["risks"])
            if form.cleaned_data["text"]:
                words = {name: form.cleaned_data[name].replace("\r\n", "\n") for name in ("text", "cause")}
                chosen.append(actions.raise_risk(found.plan, by=request.user, **words))
            actions.join_risks(found, by=request.user, risks=chosen)
            messages.success(request, _("The measure's risks are changed."))
            return redirect("plan:measure", pk)
    return shown(request, "plan/measure_risks.html", {"measure": found, "plan": found.plan}, form)


@require_http_methods(["GET", "POST"])
def take_away_risk(request: Request, pk: int) -> HttpResponse:
    risk = _risk(request, pk, rules.may_change_plan)
    alone = queries.against_alone(risk)
    if request.method == "POST" and not alone:
        try:
            actions.take_away_risk(risk, by=request.user)
        except actions.StillNeeded:
            return redirect("plan:take_away_risk", pk)
        messages.success(request, _("The risk is taken away."))
        return redirect("plan:risks", risk.plan_id)
    return render(request, "plan/take_away_risk.html", {"risk": risk, "plan": risk.plan, "alone": alone})


def _risk(request: Request, pk: int, may: May, *, held: bool = False) -> Risk:
    """A risk that the person may see, or 404; `held` locks its row. Raises `PermissionDenied` unless `may`."""
    found = queries.risks_for(request.user).select_related("plan__unit")
    risk = get_object_or_404(found.select_for_update(of=("self",)) if held else found, pk=pk)
    if not may(request.user, risk.plan):
        raise PermissionDenied
    return risk
