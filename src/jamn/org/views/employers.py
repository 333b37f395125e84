"""The employer's facts."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jamn.org import actions, queries, rules
from jamn.org.forms import EmployerForm
from jamn.org.views.finding import Request, answer, find_employer, places, refuse


@require_safe
def employers(request: Request) -> HttpResponse:
    found = list(queries.employers_for(request.user))
    if len(found) == 1:
        return redirect("org:employer", found[0].pk)
    return render(request, "org/employers.html", {"employers": found})


@require_safe
def employer(request: Request, pk: int) -> HttpResponse:
    found = find_employer(request, pk)
    return render(request, "org/employer.html", places(request, found))


@require_http_methods(["GET", "POST"])
def edit_employer(request: Request, pk: int) -> HttpResponse:
    found = find_employer(request, pk)
    if not rules.may_change_employer(request.user, found):
        raise PermissionDenied
    form = EmployerForm(request.POST or None, employer=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_employer(found, by=request.user, **form.changes())
        except actions.Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The facts are changed."))
            return redirect("org:employer", pk)
    return answer(request, "org/edit_employer.html", form, employer=found)
