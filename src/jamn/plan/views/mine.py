"""What the person answers for, and saying in one step how far it has come."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.middleware import HtmxDetails

from jamn.accounts import middleware
from jamn.plan import actions, queries, rules
from jamn.plan.forms import ReportForm
from jamn.plan.views.page import find

PAGE_SIZE = 25


class Request(middleware.Request):
    """With what `HtmxMiddleware` adds."""

    htmx: HtmxDetails


@require_GET
def mine(request: Request) -> HttpResponse:
    page = Paginator(queries.my_open_measures(request.user), PAGE_SIZE).get_page(request.GET.get("page", "1"))
    return render(request, "plan/mine.html", {"page": page})


@require_http_methods(["GET", "POST"])
@transaction.atomic
def report(request: Request, pk: int) -> HttpResponse:
    """A page of its own; for htmx a row of a list, in which the form opens and closes."""
    found = find(request, pk, held=True)
    if not rules.may_report_on_measure(request.user, found):
        raise PermissionDenied
    back = _back(request, pk)
    if request.htmx and "closed" in request.GET:
        return render(request, "plan/parts/my_measure.html", {"measure": found, "back": back})
    form = ReportForm(request.POST or None, measure=found)
    if request.method == "POST" and form.is_valid():
        actions.report_on_measure(found, by=request.user, **form.changes())
        if request.htmx:
            context = {"measure": find(request, pk), "back": back, "saved": True}
            return render(request, "plan/parts/my_measure.html", context)
        messages.success(request, _("Saved: %(measure)s") % {"measure": found.name})
        return redirect(back)
    context = {"measure": find(request, pk), "form": form, "back": back}
    if request.htmx:
        return render(request, "plan/parts/my_measure.html", context)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "plan/report.html", context, status=status)


@require_POST
def move_on(request: Request, pk: int) -> HttpResponse:
    actions.move_on(find(request, pk), by=request.user)
    messages.success(request, _("The deadline is moved on to the next time."))
    return redirect("plan:measure", pk)


def _back(request: Request, pk: int) -> str:
    """Where the person came from, if it is one of our own pages; else the measure."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    own = url_has_allowed_host_and_scheme(address, allowed_hosts=None) and address.startswith("/")
    return address if own else reverse("plan:measure", args=[pk])
