"""Finding what an address names among what the person may see, and what may be done with it."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from jamn.accounts.middleware import Request
from jamn.accounts.models import User
from jamn.plan import queries, rules
from jamn.plan.models import ActionPlan, Measure

May = Callable[[User, ActionPlan], bool]


def plan_of(request: Request, pk: int, may: May = rules.may_see_plan) -> ActionPlan:
    """A plan that the person may see, or 404. Raises `PermissionDenied` unless `may`."""
    found = get_object_or_404(queries.plans_for(request.user).select_related("unit__employer", "previous"), pk=pk)
    if may is not rules.may_see_plan and not may(request.user, found):
        raise PermissionDenied
    return found


def measure_of(request: Request, pk: int, *, everything: bool = False) -> Measure:
    """A measure that the person may change, or 404 if it is not to be seen; `everything`: taken away ones too.

    Raises `PermissionDenied` for those who may only see it.
    """
    measures = Measure.everything if everything else Measure.objects
    seen = measures.filter(plan__in=queries.plans_for(request.user)).select_related("plan__unit__employer")
    found = get_object_or_404(seen, pk=pk)
    if not rules.may_change_measure(request.user, found):
        raise PermissionDenied
    return found


def allowed(request: Request, plan: ActionPlan) -> dict[str, bool]:
    """What the person may do with a plan, for its pages to offer."""
    user = request.user
    return {
        "change": rules.may_change_plan(user, plan),
        "adopt": rules.may_adopt_plan(user, plan),
        "take_away": rules.may_take_away_plan(user, plan),
        "measures": rules.may_add_measure(user, plan),
        "risks": rules.may_raise_risk(user, plan),
        "copy": rules.may_create_plan(user, plan.unit),
    }


def shown(request: Request, template: str, context: dict[str, Any], form: BaseForm | None = None) -> HttpResponse:
    """A page, with the status that says whether its form was refused."""
    refused = form is not None and form.is_bound and bool(form.errors)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, template, context | ({"form": form} if form is not None else {}), status=status)
