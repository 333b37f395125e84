"""Pages of plans and measures."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jamn.accounts.models import User
from jamn.org.rules import may_write_somewhere
from jamn.plan import actions, queries, rules
from jamn.plan.forms import MeasureForm, RegisterFilter, RiskForm, StatusForm
from jamn.plan.models import ActionPlan, Measure


class Request(HttpRequest):
    """A request of a person who has signed in."""

    user: User


@require_GET
def register(request: Request) -> HttpResponse:
    measures = queries.measures_for(request.user)
    choices = queries.choices(queries.plans_for(request.user), measures)
    form = RegisterFilter(request.GET, choices)
    page = queries.register(measures, form.filters(), form.order, request.GET.get("page", "1"))
    counts = queries.counts(measures)
    context = {
        "form": form,
        "page": page,
        "chips": list(form.chips()),
        "choices": choices,
        "counts": counts,
        "show_plan": len(choices.plans) > 1,
        "may_bring_in": not counts.total and may_write_somewhere(request.user),
        "current": form.query_string(),
        "views": [
            ("", _("All"), counts.total),
            ("?overdue=1", _("Late"), counts.late),
            ("?due=soon", _("Within 30 days"), counts.soon),
            ("?due=none", _("Without a last day"), counts.undated),
        ],
    }
    request.GET = QueryDict(form.query_string().removeprefix("?"))  # for links that keep the filters
    response = render(request, "plan/register.html", context)
    response["HX-Push-Url"] = f"{request.path}{form.query_string()}"
    return response


@require_GET
def measure(request: Request, pk: int) -> HttpResponse:
    found = _measure(request, pk)
    context = {
        "measure": found,
        "words": _said(found, "description", "goal", "method", "target_group"),
        "follow_up": _said(found, "follow_up", "result", "evaluation", "correction"),
        "risks": [(risk, [other for other in risk.measures.all() if other != found]) for risk in found.risks.all()],
        "history": queries.history_of(found),
        "may_change": rules.may_change_measure(request.user, found),
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
    return render(request, "plan/edit_measure.html", {"form": form, "measure": _measure(request, pk)}, status=status)


@require_POST
def set_status(request: Request, pk: int) -> HttpResponse:
    found = _measure(request, pk)
    form = StatusForm(request.POST)
    if form.is_valid():
        actions.set_status(found, by=request.user, status=form.cleaned_data["status"])
        messages.success(request, _("The status is changed."))
    return redirect("plan:measure", pk)


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
    context = {"plan": found, "facts": _said(found, *names), "overview": queries.overview_of(found)}
    return render(request, "plan/plan.html", context)


def _measure(request: Request, pk: int, *, held: bool = False) -> Measure:
    """A measure that the person may see, with all that its page shows; 404 otherwise. `held` locks its row."""
    measures = queries.measures_for(request.user).select_related("plan__unit__employer")
    if held:
        measures = measures.select_for_update(of=("self",))
    return get_object_or_404(measures.prefetch_related("risks__measures", "responsibles", "areas", "grounds"), pk=pk)


def _said(thing: Measure | ActionPlan, *names: str) -> list[tuple[str, str]]:
    """Label and words of the columns that say something."""
    return [
        (capfirst(queries.label_of(thing, name)), queries.in_words(thing, name))
        for name in names
        if getattr(thing, name)
    ]
