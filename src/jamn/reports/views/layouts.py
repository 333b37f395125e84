"""An employer's own layouts: made, changed and taken away, each seen with a plan before it is kept."""

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
from jamn.reports import actions, queries, rules
from jamn.reports.contents import publication_of
from jamn.reports.forms import BeginForm, LayoutForm
from jamn.reports.layouts import PRESETS, Definition
from jamn.reports.models import Layout
from jamn.reports.views.documents import article


@require_GET
def layouts(request: Request) -> HttpResponse:
    employers = queries.employers_of(request.user, rules.SHAPE_DOCUMENTS.roles)
    if not employers:
        raise PermissionDenied
    context = {
        "employers": [
            (employer, employer.layouts.all(), queries.template_of(employer))
            for employer in employers.prefetch_related("layouts")
        ],
        "form": BeginForm({}, employers),
    }
    return render(request, "reports/layouts.html", context)


@require_http_methods(["GET", "POST"])
def add_layout(request: Request) -> HttpResponse:
    begin = BeginForm(request.GET, queries.employers_of(request.user, rules.SHAPE_DOCUMENTS.roles))
    if not begin.is_valid():
        raise PermissionDenied
    said = begin.cleaned_data
    return _edit(request, Layout(employer=said["employer"], base=said["base"]), PRESETS[said["base"]])


@require_http_methods(["GET", "POST"])
@transaction.atomic  # nothing comes between reading what stands and writing over it
def edit_layout(request: Request, pk: int) -> HttpResponse:
    held = queries.layouts_for(request.user).select_for_update(of=("self",))
    layout = get_object_or_404(held, pk=pk)
    if not rules.may_shape(request.user, layout.employer):
        raise PermissionDenied
    return _edit(request, layout, layout.laid_out)


def _edit(request: Request, layout: Layout, definition: Definition) -> HttpResponse:
    plans = queries.plans_of(request.user, layout.employer)
    form = LayoutForm(request.POST or None, definition=definition, layout=layout, plans=plans)
    preview = None
    if request.method == "POST" and form.is_valid():
        definition = form.cleaned_data["definition"]
        if "preview" not in request.POST:
            return _kept(request, layout, form, definition)
        plan = form.cleaned_data["plan"] or plans.first()
        preview = article(publication_of(plan, definition)) if plan else None
    context = {"form": form, "layout": layout, "preview": preview, "has_plans": plans.exists()}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "reports/layout.html", context, status=status)


def _kept(request: Request, layout: Layout, form: LayoutForm, definition: Definition) -> HttpResponse:
    name = form.cleaned_data["name"]
    if layout.pk:
        actions.change_layout(layout, by=request.user, name=name, definition=definition)
        messages.success(request, _("The layout is changed."))
    else:
        actions.add_layout(layout.employer, by=request.user, name=name, base=layout.base, definition=definition)
        messages.success(request, _("The layout is made. It stands first where a plan is read as a document."))
    return redirect("reports:layouts")


@require_http_methods(["GET", "POST"])
def remove_layout(request: Request, pk: int) -> HttpResponse:
    layout = get_object_or_404(queries.layouts_for(request.user), pk=pk)
    if not rules.may_shape(request.user, layout.employer):
        raise PermissionDenied
    if request.method == "POST":
        actions.remove_layout(layout, by=request.user)
        messages.success(request, _("The layout is removed."))
        return redirect("reports:layouts")
    return render(request, "reports/remove_layout.html", {"layout": layout})
