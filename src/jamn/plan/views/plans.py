"""A plan: making one, its page, its facts, taking it away."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jamn.accounts.middleware import Request
from jamn.org.queries import units_reached
from jamn.plan import actions, queries, rules
from jamn.plan.forms import NewPlanForm, PlanForm
from jamn.plan.models import ActionPlan
from jamn.plan.views.asking import allowed, plan_of, shown
from jamn.plan.views.facts import said


@require_http_methods(["GET", "POST"])
def new_plan(request: Request) -> HttpResponse:
    units = units_reached(request.user, rules.CREATE_PLAN.roles)
    if not units.exists():
        raise PermissionDenied
    form = NewPlanForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        made = actions.create_plan(form.cleaned_data["unit"], by=request.user, **form.facts())
        messages.success(request, _("The plan is made. Now add its measures."))
        return redirect("plan:plan_measures", made.pk)
    return shown(request, "plan/new_plan.html", {}, form)


@require_GET
def plan(request: Request, pk: int) -> HttpResponse:
    found = plan_of(request, pk)
    names = ("organisation", "period", "starts_on", "ends_on", "adopted_on", "adopted_by", "case_number")
    seen = queries.plans_for(request.user)
    context = {
        "plan": found,
        "facts": said(found, *names, "classification", "language"),
        "overview": queries.overview_of(found),
        "may": allowed(request, found),
        "above": queries.plans_above(found).select_related("unit"),
        "below": queries.plans_below(found, seen),
        "following": seen.filter(previous=found),
        "versions": found.versions.defer("contents"),
    }
    return render(request, "plan/plan.html", context)


@require_http_methods(["GET", "POST"])
@transaction.atomic  # nothing comes between reading what stands and writing over it
def edit_plan(request: Request, pk: int) -> HttpResponse:
    found = plan_of(request, pk, rules.may_change_plan)
    if request.method == "POST":
        found = ActionPlan.objects.select_for_update(of=("self",)).select_related("unit__employer").get(pk=pk)
    form = PlanForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        actions.change_plan(found, by=request.user, **form.changes())
        messages.success(request, _("The plan is changed."))
        return redirect("plan:plan", pk)
    template = "plan/conflict.html" if form.conflicts else "plan/edit_plan.html"
    return shown(request, template, {"plan": plan_of(request, pk)}, form)


@require_http_methods(["GET", "POST"])
def take_away_plan(request: Request, pk: int) -> HttpResponse:
    found = plan_of(request, pk, rules.may_take_away_plan)
    refused = found.versions.exists()
    if request.method == "POST":
        try:
            actions.take_away_plan(found, by=request.user)
        except actions.Adopted:
            return redirect("plan:take_away_plan", pk)
        messages.success(request, _("The plan is taken away."))
        return redirect("plan:register")
    number = found.measures.count()
    return render(request, "plan/take_away_plan.html", {"plan": found, "refused": refused, "number": number})
