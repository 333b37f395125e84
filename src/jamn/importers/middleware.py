"""What is too large to be taken in is refused before it is."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jamn.org.rules import may_write_somewhere

ROOM_FOR_THE_FORM = 1_000_000
"""Bytes beside the files: the form's other fields, and what parts them."""

Answer = Callable[[HttpRequest], HttpResponse]


def refuse_large_requests(answer: Answer) -> Answer:
    """Refuse a request that is longer than the files that may be brought in at a time; elsewhere, than a form is.

    A server without this writes whatever comes to its disk before anybody looks at it: the check for forged requests
    reads the whole body before any view, so that what a stranger sends must be refused here.
    """

    def check(request: HttpRequest) -> HttpResponse:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        brings_in = request.path == reverse("importers:bring_in")
        if brings_in and request.user.is_authenticated and may_write_somewhere(request.user):
            most = settings.UPLOAD_MAX_BYTES * settings.UPLOAD_MAX_FILES + ROOM_FOR_THE_FORM
        if int(request.META.get("CONTENT_LENGTH") or 0) > most:
            if brings_in and not request.user.is_authenticated:
                return redirect_to_login(request.path)
            sentence = _("What was sent is too large. Go back, and choose fewer or smaller files.")
            return HttpResponse(sentence, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, content_type="text/plain")
        return answer(request)

    return check
