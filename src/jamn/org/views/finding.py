"""What a person may see of an employer, or 404; and how a form that was refused says so."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from jamn.accounts.models import User
from jamn.org import queries, rules
from jamn.org.actions import Refused
from jamn.org.models import Employer, Unit


class Request(HttpRequest):
    """A request of a person who has signed in."""

    user: User


def find_employer(request: Request, pk: int) -> Employer:
    """An employer that the person works for; 404 otherwise."""
    return get_object_or_404(queries.employers_for(request.user), pk=pk)


def find_unit(request: Request, pk: int) -> Unit:
    """A unit of an employer that the person works for; 404 otherwise."""
    return get_object_or_404(queries.units_of(request.user), pk=pk)


def places(request: Request, employer: Employer) -> dict[str, Any]:
    """What the row of an employer's places needs: which of them the person may see."""
    return {
        "employer": employer,
        "may_see_people": queries.memberships(request.user, rules.SEE_PEOPLE.roles)
        .filter(unit__employer=employer)
        .exists(),
        "may_see_trail": rules.may_see_trail(request.user, employer),
        "may_change": rules.may_change_employer(request.user, employer),
    }


def refuse(form: forms.BaseForm, refusal: Refused) -> None:
    """Let a form say why what it asked for cannot be done."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def answer(request: Request, template: str, form: forms.BaseForm, **context: Any) -> HttpResponse:
    """A page with a form; one that was refused is told apart by its status."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, template, {"form": form, **context}, status=status)
