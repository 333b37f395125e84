"""Changing many measures at once: choose in the register, say what, look at it, do it; and undo it."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jamn.accounts.middleware import Request
from jamn.plan import actions, queries, rules
from jamn.plan.forms import BulkForm, RegisterFilter, chosen_keys
from jamn.plan.models import Measure
from jamn.plan.queries.bulk import MOST_AT_ONCE, UNDO_DAYS, Preview, bulk_changes, chosen, in_words, preview


@require_http_methods(["GET", "POST"])
def bulk(request: Request) -> HttpResponse:
    """The chosen measures, what is to become of them, and (`step`) the preview and the change itself."""
    if not rules.may_change_measures_somewhere(request.user):
        raise PermissionDenied
    keys, back = _keys(request)
    measures = list(chosen(request.user, keys))
    if not measures:
        messages.info(request, _("Choose the measures in the table first."))
        return redirect(f"{reverse('plan:register')}{back}")
    step = request.POST.get("step", "")
    form = BulkForm(request.POST if step else None, measures)
    context = {"form": form, "measures": measures, "back": back, "most": MOST_AT_ONCE}
    if not step or not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
        return render(request, "plan/bulk.html", context, status=status)
    allowed = set(rules.changeable(request.user, Measure.objects.filter(pk__in=keys)).values_list("pk", flat=True))
    shown = preview(measures, allowed, form.wanted())
    if step == "apply" and shown.changes:
        try:
            actions.change_many(keys, by=request.user, wanted=form.wanted(), seen=request.POST.get("seen", ""))
        except actions.Outdated:
            messages.warning(request, _("Somebody has changed one of the measures meanwhile. Look once more."))
        else:
            return _done(request, shown)
    told = [(one.measure, in_words(one)) for one in shown.changes]
    return render(request, "plan/bulk_preview.html", context | {"preview": shown, "told": told})


def _done(request: Request, shown: Preview) -> HttpResponse:
    count = len(shown.changes)
    said = ngettext("%(count)s measure is changed.", "%(count)s measures are changed.", count) % {"count": count}
    messages.success(request, said)
    return redirect("plan:bulk_changes")


def _keys(request: Request) -> tuple[list[int], str]:
    """The keys of the chosen measures, and the query string of the register that they were chosen in."""
    back = request.POST.get("found", "")
    query = QueryDict(back.removeprefix("?"))
    back = f"?{query.urlencode()}" if query else ""
    if "all" not in request.POST:
        return chosen_keys(request.POST), back
    measures = queries.measures_for(request.user)
    wanted = RegisterFilter(query, queries.choices(queries.plans_for(request.user)), request.user)
    found = wanted.filters().apply(measures).order_by(*queries.ordering(wanted.order))
    return list(found.values_list("pk", flat=True)[:MOST_AT_ONCE]), back


@require_GET
def bulk_changes_page(request: Request) -> HttpResponse:
    """What the person has changed of many measures at once, and what of it can be undone."""
    since = timezone.now() - timedelta(days=UNDO_DAYS)
    changes = [
        (change, len(change.changes["before"]), not change.undone_at and change.at >= since)
        for change in bulk_changes(request.user)[:20]
    ]
    return render(request, "plan/bulk_changes.html", {"changes": changes, "days": UNDO_DAYS})


@require_POST
def undo_change(request: Request, pk: int) -> HttpResponse:
    change = get_object_or_404(bulk_changes(request.user), pk=pk)
    try:
        kept = actions.undo_change(change, by=request.user)
    except actions.Outdated:
        messages.warning(request, _("This change can no longer be undone."))
        return redirect("plan:bulk_changes")
    messages.success(request, _("The change is undone."))
    if kept:
        names = ", ".join(measure.name or str(measure.pk) for measure in kept)
        messages.info(request, _("Changed by somebody since, and left as they are: %(names)s.") % {"names": names})
    return redirect("plan:bulk_changes")
