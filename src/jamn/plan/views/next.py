"""What a plan hands on: its measures to the next period, and to the local plans below."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jamn.accounts.middleware import Request
from jamn.accounts.models import User
from jamn.plan import actions, queries, rules
from jamn.plan.forms import ChooseMeasuresForm, CopyForm
from jamn.plan.models import ActionPlan
from jamn.plan.views.asking import plan_of, shown


@require_http_methods(["GET", "POST"])
def copy_plan(request: Request, pk: int) -> HttpResponse:
    found = plan_of(request, pk, _may_copy)
    form = CopyForm(request.POST or None, initial={"title": found.title})
    chosen = {int(each) for each in request.POST.getlist("measure") if each.isdecimal()}
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        copy = actions.copy_plan(found, by=request.user, measures=chosen, **form.facts())
        messages.success(request, _("The plan is copied into the next period."))
        return redirect("plan:plan_measures", copy.pk)
    starts_on = form.cleaned_data.get("starts_on") if form.is_bound and form.is_valid() else None
    listed = queries.candidates(found, starts_on or timezone.localdate())
    ticked = chosen if request.method == "POST" else {one.measure.pk for one in listed if one.is_open}
    return shown(request, "plan/copy_plan.html", {"plan": found, "candidates": listed, "ticked": ticked}, form)


def _may_copy(user: User, plan: ActionPlan) -> bool:
    return rules.may_create_plan(user, plan.unit)


@require_http_methods(["GET", "POST"])
def take_in(request: Request, pk: int) -> HttpResponse:
    found = plan_of(request, pk, rules.may_change_plan)
    above = queries.measures_above(found)
    taken = [row.measure_id for row in queries.taken_in(found)]
    form = ChooseMeasuresForm(request.POST if request.method == "POST" else None, among=above)
    if request.method == "POST" and form.is_valid():
        actions.take_in(found, by=request.user, measures=list(form.cleaned_data["measures"]))
        messages.success(request, _("What the plan takes in from above is changed."))
        return redirect("plan:plan_measures", pk)
    listed = above.select_related("plan").order_by("plan__unit__path", "plan", "position", "pk")
    return shown(request, "plan/take_in.html", {"plan": found, "measures": listed, "taken": taken}, form)
