"""The register."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jamn.accounts.middleware import Request
from jamn.org.rules import may_write_somewhere
from jamn.plan import queries
from jamn.plan.forms import RegisterFilter


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
