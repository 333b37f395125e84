"""The focus areas of a plan, their sub-goals, and the measures in them."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from jamn.accounts.middleware import Request
from jamn.plan import actions, queries, rules
from jamn.plan.forms import AssignForm, FocusAreaForm, NewFocusAreaForm
from jamn.plan.models import FocusArea
from jamn.plan.views.asking import allowed, plan_of, shown


@require_http_methods(["GET", "POST"])
def focus_areas(request: Request, pk: int) -> HttpResponse:
    found = plan_of(request, pk)
    form = NewFocusAreaForm(request.POST or None)
    if request.method == "POST":
        plan_of(request, pk, rules.may_change_plan)
        if form.is_valid():
            actions.add_focus_area(found, by=request.user, **form.cleaned_data)
            return redirect("plan:focus_areas", pk)
    groups, may = queries.groups_of(found), allowed(request, found)
    context: dict[str, object] = {"plan": found, "may": may, "groups": groups}
    if may["measures"] and groups:
        context["assign_form"] = AssignForm(plan=found)
    return shown(request, "plan/focus_areas.html", context, form)


@require_POST
def assign_measures(request: Request, pk: int) -> HttpResponse:
    found = plan_of(request, pk, rules.may_add_measure)
    form = AssignForm(request.POST, plan=found)
    if form.is_valid():
        area, goal = form.cleaned_data["where"]
        chosen = form.cleaned_data["measures"]
        number = actions.assign_measures(found, by=request.user, measures=chosen, focus_area=area, sub_goal=goal)
        said = ngettext("%(number)s measure is moved.", "%(number)s measures are moved.", number)
        messages.success(request, said % {"number": number})
    else:
        messages.warning(request, _("Tick the measures first."))
    return redirect("plan:focus_areas", pk)


@require_http_methods(["GET", "POST"])
def focus_area(request: Request, pk: int) -> HttpResponse:
    area = _area(request, pk)
    form = FocusAreaForm(request.POST or None, instance=area)
    if request.method == "POST" and form.is_valid():
        actions.change_focus_area(_area(request, pk), by=request.user, **form.cleaned_data, goals=form.goals())
        if "move" in request.POST or "another" in request.POST:
            return redirect("plan:focus_area", pk)
        messages.success(request, _("The focus area is changed."))
        return redirect("plan:focus_areas", area.plan_id)
    context = {"area": area, "plan": area.plan, "goals": area.sub_goals.all()}
    return shown(request, "plan/focus_area.html", context, form)


@require_POST
def move_focus_area(request: Request, pk: int) -> HttpResponse:
    area = _area(request, pk)
    actions.move_focus_area(area, by=request.user, steps=1 if request.POST.get("way") == "down" else -1)
    return redirect("plan:focus_areas", area.plan_id)


@require_http_methods(["GET", "POST"])
def take_away_focus_area(request: Request, pk: int) -> HttpResponse:
    area = _area(request, pk)
    if request.method == "POST":
        actions.take_away_focus_area(area, by=request.user)
        messages.success(request, _("The focus area is taken away."))
        return redirect("plan:focus_areas", area.plan_id)
    return render(request, "plan/take_away_focus_area.html", {"area": area, "plan": area.plan})


def _area(request: Request, pk: int) -> FocusArea:
    """A focus area that the person may change; 404 if it is not to be seen."""
    areas = FocusArea.objects.filter(plan__in=queries.plans_for(request.user)).select_related("plan__unit")
    area = get_object_or_404(areas, pk=pk)
    if not rules.may_change_plan(request.user, area.plan):
        raise PermissionDenied
    return area
