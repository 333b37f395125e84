"""Who has which role where."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jamn.accounts import tasks
from jamn.accounts.models import User
from jamn.org import actions, queries, rules
from jamn.org.forms import EndForm, GiveForm, PeopleFilter
from jamn.org.models import Employer, Membership, Unit
from jamn.org.views.finding import Request, answer, find_employer, find_unit, places, refuse


@require_safe
def people(request: Request, pk: int) -> HttpResponse:
    found = find_employer(request, pk)
    shown = places(request, found)
    if not shown["may_see_people"]:
        raise PermissionDenied
    form = PeopleFilter(request.GET)
    page = queries.members(request.user, found, form.wanted(), request.GET.get("page", "1"))
    give_at = queries.highest_unit(request.user, found, rules.GIVE_READER.roles)
    return render(request, "org/people.html", {**shown, "form": form, "page": page, "give_at": give_at})


@require_safe
def person(request: Request, pk: int, person: int) -> HttpResponse:
    found, one = _person(request, pk, person)
    roles = queries.roles_of(request.user, one, found)
    context = {
        "employer": found,
        "person": one,
        "roles": [(role, rules.may_give_role(request.user, role.role, role.unit)) for role in roles],
        "may_erase": rules.may_erase_person(request.user, found),
    }
    return render(request, "org/person.html", context)


@require_http_methods(["GET", "POST"])
def erase_person(request: Request, pk: int, person: int) -> HttpResponse:
    found, one = _person(request, pk, person)
    if not rules.may_erase_person(request.user, found):
        raise PermissionDenied
    if request.method == "POST":
        try:
            actions.erase_person(one, employer=found, by=request.user)
        except actions.Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("org:person", pk, person)
        messages.success(request, _("The person is erased."))
        return redirect("org:people", pk)
    return render(request, "org/erase_person.html", {"employer": found, "person": one})


@require_http_methods(["GET", "POST"])
def give_role(request: Request, pk: int) -> HttpResponse:
    unit = find_unit(request, pk)
    roles = rules.roles_to_give(request.user, unit)
    if not roles:
        raise PermissionDenied
    form = GiveForm(request.POST or None, roles=roles, initial={"email": request.GET.get("email", "")})
    if request.method == "POST" and form.is_valid():
        try:
            _give(request, unit, form)
        except actions.Refused as refusal:
            refuse(form, refusal)
        else:
            return redirect("org:unit", pk)
    return answer(request, "org/give_role.html", form, unit=unit)


def _give(request: Request, unit: Unit, form: GiveForm) -> None:
    with transaction.atomic():
        given, is_new = actions.give_role_to(
            at=unit, language=get_language() or "", by=request.user, **form.cleaned_data
        )
        if is_new:
            said = (given.user_id, unit.employer.name, request.user.name)
            transaction.on_commit(partial(tasks.send_invitation.enqueue, *said))
    told = _("%(person)s is now %(role)s at “%(unit)s”.")
    if is_new:
        told = _("%(person)s is now %(role)s at “%(unit)s”, and gets an e-mail about it.")
    words = {"person": given.user.name, "role": given.get_role_display(), "unit": unit.name}
    messages.success(request, told % words)


@require_http_methods(["GET", "POST"])
def change_role(request: Request, pk: int) -> HttpResponse:
    found = _role(request, pk)
    form = EndForm(request.POST or None, initial={"ends_on": found.ends_on})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_end(found, ends_on=form.cleaned_data["ends_on"], by=request.user)
        except actions.Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The last day is changed."))
            return redirect("org:person", found.unit.employer_id, found.user_id)
    return answer(request, "org/change_role.html", form, membership=found)


@require_POST
def end_role(request: Request, pk: int) -> HttpResponse:
    found = _role(request, pk)
    try:
        actions.end_role(found, by=request.user)
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The role has ended."))
    return redirect("org:unit", found.unit_id)


def _role(request: Request, pk: int) -> Membership:
    """A membership that the person sees, to change it; 404 and 403 otherwise."""
    found = get_object_or_404(queries.members_seen(request.user).select_related("unit__employer", "user"), pk=pk)
    if not rules.may_give_role(request.user, found.role, found.unit):
        raise PermissionDenied
    return found


def _person(request: Request, pk: int, person: int) -> tuple[Employer, User]:
    """A person with a role that one may see, and the employer; 404 otherwise."""
    found = find_employer(request, pk)
    if not places(request, found)["may_see_people"]:
        raise PermissionDenied
    return found, get_object_or_404(queries.people_at(request.user, found), pk=person)
