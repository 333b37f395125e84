"""The register: as a table, a board or a timeline."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jamn.accounts.middleware import Request
from jamn.documents.write import xlsx
from jamn.plan import actions, queries, rules
from jamn.plan.forms import NAMED, MoveForm, RegisterFilter
from jamn.plan.models import ActionPlan, Measure

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def register(request: Request) -> HttpResponse:
    plans = queries.plans_for(request.user)
    measures = queries.measures_for(request.user, plans)
    form = _filter(request, plans, measures if "names" in request.GET else None)
    counts = queries.counts(measures)
    context = {
        "form": form,
        "menus": form.menus(),
        "chips": list(form.chips()),
        "counts": counts,
        "show_plan": len(form.choices.plans) > 1,
        "may_bring_in": not counts.total and rules.CREATE_PLAN.held_somewhere_by(request.user),
        "current": form.query_string(page=False),
        "saved_views": queries.saved_views(request.user),
        "views": [
            ("", _("All"), counts.total),
            ("?overdue=1", _("Late"), counts.late),
            ("?due=soon", _("Within 30 days"), counts.soon),
            ("?due=none", _("Without a last day"), counts.undated),
            ("?mine=1", _("My measures"), None),
        ],
        **_shown(request, form, measures, counts.total),
    }
    request.GET = QueryDict(form.query_string().removeprefix("?"))  # for links that keep the filters
    response = render(request, "plan/register.html", context)
    response["HX-Push-Url"] = f"{request.path}{form.query_string()}"
    return response


@require_GET
def register_file(request: Request) -> HttpResponse:
    """The measures that are looked for, on all pages, as an Excel workbook."""
    plans = queries.plans_for(request.user)
    form = _filter(request, plans)
    columns = form.columns
    if len(form.choices.plans) > 1 and "plan" not in columns:
        columns = ("plan", *columns)
    found = queries.sheet(
        queries.measures_for(request.user, plans),
        form.filters(),
        form.order,
        columns=columns,
        plans=form.choices.plans,
        looked_for=[chip.label for chip in form.chips()],
    )
    response = HttpResponse(xlsx(found), content_type=EXCEL)
    name = content_disposition_header(as_attachment=True, filename=f"{found.title}.xlsx")
    response.headers["Content-Disposition"] = name or "attachment"
    return response


@require_GET
def choices(request: Request, name: str) -> HttpResponse:
    """The choices of a filter that plans word freely, looked up when it is opened."""
    if name not in NAMED:
        raise Http404
    plans = queries.plans_for(request.user)
    form = _filter(request, plans, queries.measures_for(request.user, plans))
    return render(request, "plan/parts/choices.html", {"menu": form.menu(name)})


@require_POST
def move(request: Request, pk: int) -> HttpResponse:
    """A card of the board goes to another column."""
    measure = get_object_or_404(queries.measures_for(request.user).select_related("plan__unit"), pk=pk)
    if not rules.may_report_on_measure(request.user, measure):
        raise PermissionDenied
    form = MoveForm(request.POST)
    if not form.is_valid():
        return redirect("plan:measure", pk)
    actions.set_status(measure, by=request.user, status=form.cleaned_data["status"])
    messages.success(request, _("The status is changed."))
    query = QueryDict(form.cleaned_data["back"].removeprefix("?"), mutable=True)
    query["moved"] = str(pk)
    return redirect(f"{reverse('plan:register')}?{query.urlencode()}")


def _filter(request: Request, plans: QuerySet[ActionPlan], measures: QuerySet[Measure] | None = None) -> RegisterFilter:
    """What the address asks for. `measures` looks up what plans name in their own words."""
    named = None if measures is None else queries.named(measures)
    return RegisterFilter(request.GET, queries.choices(plans), request.user, named)


def _shown(request: Request, form: RegisterFilter, measures: QuerySet[Measure], total: int) -> dict[str, Any]:
    """The measures that are looked for, in the layout that is asked for, and how many they are."""
    if form.look == "board":
        return _board(request, form, measures)
    filters, number = form.filters(), request.GET.get("page", "1")
    known = None if form.narrows else total
    shape: dict[str, Any] = {
        "count": known,
        "columns": form.columns,
        "size": form.page_size,
        "plans": form.choices.plans,
    }
    if form.grouping:
        found = queries.grouped(measures, filters, form.grouping, form.order, number, **shape)
    else:
        page = queries.register(measures, filters, form.order, number, **shape)
        hits = page.paginator.count
        found = queries.Grouped(page, (queries.Group("", hits, tuple(page.object_list)),), hits)
    shown: dict[str, Any] = {"page": found.page, "groups": found.groups, "hits": found.hits}
    if form.look == "timeline":
        return shown | {"timeline": queries.timeline(found.groups)}
    return shown | {"may_change": rules.may_change_measures_somewhere(request.user)}


def _board(request: Request, form: RegisterFilter, measures: QuerySet[Measure]) -> dict[str, Any]:
    columns = queries.board(measures, form.filters(), form.order, form.choices.plans)
    keys = [measure.pk for column in columns for measure in column.measures]
    movable = rules.reportable(request.user, Measure.objects.filter(pk__in=keys)).values_list("pk", flat=True)
    hits = sum(column.count for column in columns)
    return {"board": columns, "movable": set(movable), "moved": request.GET.get("moved", ""), "hits": hits}
