"""A plan and its risks."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jamn.accounts.middleware import Request
from jamn.plan import actions, queries, rules
from jamn.plan.forms import RiskForm
from jamn.plan.views.facts import said


@require_http_methods(["GET", "POST"])
@transaction.atomic
def edit_risk(request: Request, pk: int) -> HttpResponse:
    risks = queries.risks_for(request.user).select_for_update(of=("self",)).select_related("plan__unit")
    risk = get_object_or_404(risks, pk=pk)
    if not rules.may_change_plan(request.user, risk.plan):
        raise PermissionDenied
    measures = list(risk.measures.all())
    form = RiskForm(request.POST or None, instance=risk)
    if request.method == "POST" and form.is_valid():
        actions.change_risk(risk, by=request.user, **form.changes())
        messages.success(request, _("The risk is changed."))
        return redirect("plan:measure", measures[0].pk) if measures else redirect("plan:plan", risk.plan_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "plan/edit_risk.html", {"form": form, "risk": risk, "measures": measures}, status=status)


@require_GET
def plan(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.plans_for(request.user).select_related("unit__employer"), pk=pk)
    names = ("organisation", "period", "adopted_on", "adopted_by", "case_number", "classification", "language")
    context = {"plan": found, "facts": said(found, *names), "overview": queries.overview_of(found)}
    return render(request, "plan/plan.html", context)
