"""The tree of units."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jamn.org import actions, queries, rules
from jamn.org.forms import MoveForm, UnitForm
from jamn.org.views.finding import Request, answer, find_employer, find_unit, places, refuse


@require_safe
def units(request: Request, pk: int) -> HttpResponse:
    found = find_employer(request, pk)
    return render(request, "org/units.html", {**places(request, found), "tree": queries.tree_of(found)})


@require_safe
def unit(request: Request, pk: int) -> HttpResponse:
    found = find_unit(request, pk)
    context = {
        "unit": found,
        "below": found.children.order_by("name", "pk"),
        "above": queries.units_of(request.user).filter(path__in=queries.above(found)[:-1]),
        "may_see_people": rules.may_see_people(request.user, found),
        "to_give": rules.roles_to_give(request.user, found),
        "may_change": rules.may_change_unit(request.user, found),
        "may_change_below": rules.may_change_units_below(request.user, found),
    }
    if context["may_see_people"]:
        context["holders"] = queries.holders_of(found)
    return render(request, "org/unit.html", context)


@require_http_methods(["GET", "POST"])
def add_unit(request: Request, pk: int) -> HttpResponse:
    parent = find_unit(request, pk)
    if not rules.may_change_units_below(request.user, parent):
        raise PermissionDenied
    form = UnitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_unit(parent=parent, by=request.user, **form.cleaned_data)
        except actions.Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("“%(unit)s” is added.") % {"unit": made.name})
            return redirect("org:unit", pk)
    return answer(request, "org/edit_unit.html", form, unit=parent, is_new=True)


@require_http_methods(["GET", "POST"])
def rename_unit(request: Request, pk: int) -> HttpResponse:
    found = find_unit(request, pk)
    if not rules.may_change_unit(request.user, found):
        raise PermissionDenied
    form = UnitForm(request.POST or None, initial={"name": found.name, "code": found.code})
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename_unit(found, by=request.user, **form.cleaned_data)
        except actions.Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The unit is changed."))
            return redirect("org:unit", pk)
    return answer(request, "org/edit_unit.html", form, unit=found)


@require_http_methods(["GET", "POST"])
def move_unit(request: Request, pk: int) -> HttpResponse:
    found = find_unit(request, pk)
    if not rules.may_change_unit(request.user, found):
        raise PermissionDenied
    form = MoveForm(request.POST or None, unit=found, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            actions.move_unit(found, below=form.cleaned_data["below"], by=request.user)
        except actions.Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("“%(unit)s” is moved.") % {"unit": found.name})
            return redirect("org:unit", pk)
    return answer(request, "org/move_unit.html", form, unit=found)


@require_http_methods(["GET", "POST"])
def remove_unit(request: Request, pk: int) -> HttpResponse:
    found = find_unit(request, pk)
    if not rules.may_change_unit(request.user, found):
        raise PermissionDenied
    if request.method == "POST":
        try:
            actions.remove_unit(found, by=request.user)
        except actions.Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("org:unit", pk)
        messages.success(request, _("“%(unit)s” is removed.") % {"unit": found.name})
        return redirect("org:units", found.employer_id)
    return render(request, "org/remove_unit.html", {"unit": found})
