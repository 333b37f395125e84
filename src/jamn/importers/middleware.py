"""What is too large to be taken in is refused before it is."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from jamn.accounts.models import User
from jamn.org.rules import may_write_somewhere
from jamn.plan.queries import measures_for
from jamn.plan.rules import may_report_on_measure

ROOM_FOR_THE_FORM = 1_000_000
"""Bytes beside the files: the form's other fields, and what parts them."""

Answer = Callable[[HttpRequest], HttpResponse]


def refuse_large_requests(answer: Answer) -> Answer:
    """Refuse a request that is longer than the files that may be brought in at a time; elsewhere, than a form is.

    A server without this writes whatever comes to its disk before anybody looks at it: the check for forged requests
    reads the whole body before any view, so that what a stranger sends must be refused here.
    """

    def check(request: HttpRequest) -> HttpResponse:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
        if length <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return answer(request)
        files = _files_at(request)
        if files and not request.user.is_authenticated:
            return redirect_to_login(request.path)
        if not files or length > settings.UPLOAD_MAX_BYTES * files + ROOM_FOR_THE_FORM:
            sentence = _("What was sent is too large. Go back, and choose fewer or smaller files.")
            return HttpResponse(sentence, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, content_type="text/plain")
        return answer(request)

    return check


def _files_at(request: HttpRequest) -> int:
    """How many files the person may send to the address at a time; a stranger is told to sign in first."""
    try:
        found = resolve(request.path)
    except Resolver404:
        return 0
    user = request.user
    if found.view_name == "importers:bring_in":
        return settings.UPLOAD_MAX_FILES if not user.is_authenticated or may_write_somewhere(user) else 0
    if found.view_name == "plan:attach":
        return 1 if not user.is_authenticated or _may_attach(user, found.kwargs["pk"]) else 0
    return 0


def _may_attach(user: User, pk: int) -> bool:
    measure = measures_for(user).select_related("plan__unit").filter(pk=pk).first()
    return measure is not None and may_report_on_measure(user, measure)
