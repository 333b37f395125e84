"""What a person may do does not change while a page is made: their roles are read once for each request."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from jamn.accounts.models import User
from jamn.org.queries import remember_roles

Answer = Callable[[HttpRequest], HttpResponse]


def remember_roles_for_a_request(get_response: Answer) -> Answer:
    """Let the signed-in person's roles be read at most once in a request."""

    def answer(request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, User):
            remember_roles(request.user)
        return get_response(request)

    return answer
