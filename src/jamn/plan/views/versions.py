"""A plan as it was adopted, and what has changed since."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jamn.accounts.middleware import Request
from jamn.plan import actions, queries, rules
from jamn.plan.forms import AdoptForm
from jamn.plan.models import PlanVersion
from jamn.plan.views.asking import allowed, plan_of, shown


@require_http_methods(["GET", "POST"])
def adopt_plan(request: Request, pk: int) -> HttpResponse:
    found = plan_of(request, pk, rules.may_adopt_plan)
    initial = {
        "adopted_on": found.adopted_on or timezone.localdate(),
        "adopted_by": found.adopted_by,
        "case_number": found.case_number,
    }
    form = AdoptForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = actions.adopt_plan(found, by=request.user, **form.cleaned_data)
        messages.success(request, _("The plan is kept as it was adopted."))
        return redirect("plan:version", made.pk)
    return shown(request, "plan/adopt_plan.html", {"plan": found}, form)


@require_GET
def versions(request: Request, pk: int) -> HttpResponse:
    found = plan_of(request, pk)
    context = {"plan": found, "may": allowed(request, found), "versions": found.versions.defer("contents")}
    return render(request, "plan/versions.html", context)


@require_GET
def version(request: Request, pk: int) -> HttpResponse:
    found = _version(request, pk)
    context = {"version": found, "plan": found.plan, "shown": queries.version_in_words(found)}
    return render(request, "plan/version.html", context)


@require_GET
def changes(request: Request, pk: int) -> HttpResponse:
    found = _version(request, pk)
    context = {"version": found, "plan": found.plan, "changes": queries.changes_since(found)}
    return render(request, "plan/changes.html", context)


def _version(request: Request, pk: int) -> PlanVersion:
    """A version of a plan that the person may see; 404 otherwise."""
    return get_object_or_404(queries.versions_for(request.user).select_related("plan__unit__employer"), pk=pk)
