"""The measures of a plan in their order: adding, moving, taking away, putting back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jamn.accounts.middleware import Request
from jamn.plan import actions, queries, rules
from jamn.plan.forms import NewMeasureForm, PlaceForm, where_of
from jamn.plan.views.asking import allowed, measure_of, plan_of, shown


@require_GET
def plan_measures(request: Request, pk: int) -> HttpResponse:
    found = plan_of(request, pk)
    context = {
        "plan": found,
        "may": allowed(request, found),
        "measures": queries.in_order(found),
        "taken_in": queries.taken_in(found),
        "has_above": queries.plans_above(found).exists(),
    }
    return render(request, "plan/plan_measures.html", context)


@require_http_methods(["GET", "POST"])
def add_measure(request: Request, pk: int) -> HttpResponse:
    found = plan_of(request, pk, rules.may_add_measure)
    form = NewMeasureForm(request.POST or None, plan=found)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        area, goal = said["where"]
        words = {name: said[name].replace("\r\n", "\n") for name in ("title", "description", "goal")}
        made = actions.add_measure(
            found, by=request.user, focus_area=area, sub_goal=goal, risks=list(said["risks"]), **words
        )
        messages.success(request, _("The measure is added. Say the rest of it here."))
        return redirect("plan:edit_measure", made.pk)
    return shown(request, "plan/add_measure.html", {"plan": found}, form)


@require_http_methods(["GET", "POST"])
def place_measure(request: Request, pk: int) -> HttpResponse:
    found = measure_of(request, pk)
    number = queries.number_of(found)
    if request.method == "POST" and request.POST.get("way") in {"up", "down"}:
        actions.move_measure(found, by=request.user, to=number + (1 if request.POST["way"] == "down" else -1))
        return redirect(f"{_plan_measures(found.plan_id)}#measure-{found.pk}")
    initial = {"where": where_of(found), "number": number}
    form = PlaceForm(request.POST or None, plan=found.plan, initial=initial)
    if request.method == "POST" and form.is_valid():
        area, goal = form.cleaned_data["where"]
        actions.assign_measures(found.plan, by=request.user, measures=[found], focus_area=area, sub_goal=goal)
        if form.cleaned_data["number"] != number:
            actions.move_measure(found, by=request.user, to=form.cleaned_data["number"])
        messages.success(request, _("The measure has its new place."))
        return redirect("plan:measure", pk)
    return shown(request, "plan/place_measure.html", {"measure": found, "plan": found.plan}, form)


@require_http_methods(["GET", "POST"])
def take_away_measure(request: Request, pk: int) -> HttpResponse:
    found = measure_of(request, pk)
    if request.method == "POST":
        actions.take_away_measure(found, by=request.user)
        messages.success(request, _("The measure is taken away. The plan's history can put it back."))
        return redirect("plan:plan_measures", found.plan_id)
    return render(request, "plan/take_away_measure.html", {"measure": found, "plan": found.plan})


@require_POST
def put_back_measure(request: Request, pk: int) -> HttpResponse:
    found = measure_of(request, pk, everything=True)
    actions.put_back_measure(found, by=request.user)
    messages.success(request, _("The measure is back in the plan."))
    return redirect("plan:measure", pk)


def _plan_measures(plan: int) -> str:
    return reverse("plan:plan_measures", args=[plan])
