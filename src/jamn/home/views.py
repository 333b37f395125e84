"""The front page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jamn.accounts.middleware import Request
from jamn.home.queries import SHOWN, SOON, overview


@require_safe
def front(request: Request) -> HttpResponse:
    return render(request, "home/front.html", {"overview": overview(request.user), "shown": SHOWN, "soon_days": SOON})
