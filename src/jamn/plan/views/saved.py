"""Saved views of the register."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jamn.accounts.middleware import Request
from jamn.plan import actions, queries, rules
from jamn.plan.forms import RegisterFilter, SavedViewForm


@require_GET
def saved_views(request: Request) -> HttpResponse:
    views = [(view, rules.may_change_view(request.user, view)) for view in queries.saved_views(request.user)]
    return render(request, "plan/saved_views.html", {"views": views})


@require_GET
def saved_view(request: Request, pk: int) -> HttpResponse:
    view = get_object_or_404(queries.saved_views(request.user), pk=pk)
    return redirect(f"{reverse('plan:register')}{view.query}")


@require_http_methods(["GET", "POST"])
def save_view(request: Request) -> HttpResponse:
    """Save what the address shows. A name that the person has used before gets the new contents."""
    shown = RegisterFilter(request.GET, queries.choices(queries.plans_for(request.user)), request.user)
    units = queries.units_to_share_with(request.user, rules.SHARE_VIEW.roles)
    form = SavedViewForm(request.POST or None, units=units, initial={"query": shown.query_string(page=False)})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.save_view(said["name"], by=request.user, query=shown.query_string(page=False), unit=said["unit"])
        messages.success(request, _("The view is saved."))
        return redirect(f"{reverse('plan:register')}{shown.query_string(page=False)}")
    context = {"form": form, "chips": list(shown.chips()), "back": shown.query_string()}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "plan/save_view.html", context, status=status)


@require_http_methods(["GET", "POST"])
def edit_view(request: Request, pk: int) -> HttpResponse:
    view = get_object_or_404(queries.saved_views(request.user), pk=pk)
    if not rules.may_change_view(request.user, view):
        raise PermissionDenied
    units = queries.units_to_share_with(request.user, rules.SHARE_VIEW.roles)
    form = SavedViewForm(request.POST or None, units=units, initial={"name": view.name, "unit": view.unit})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.change_view(view, by=request.user, name=said["name"], unit=said["unit"])
        except actions.NameTaken:
            form.add_error("name", _("You have another view of this name."))
        else:
            messages.success(request, _("The view is changed."))
            return redirect("plan:saved_views")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "plan/edit_view.html", {"form": form, "view": view}, status=status)


@require_POST
def delete_view(request: Request, pk: int) -> HttpResponse:
    view = get_object_or_404(queries.saved_views(request.user), pk=pk)
    actions.delete_view(view, by=request.user)
    messages.success(request, _("The view is taken away."))
    return redirect("plan:saved_views")
