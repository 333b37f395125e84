"""The places that the page's head leads to. Here, because only `config` knows all rooms."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`navigation`: (label, address, whether the page is below it), for those who have signed in."""
    if not request.user.is_authenticated:
        return {"navigation": []}
    places = [
        (_("Overview"), reverse("home:front")),
        (_("Measures"), reverse("plan:register")),
        (_("Bring in a plan"), reverse("importers:uploads")),
    ]
    front = places[0][1]
    here = [
        (label, url, request.path == url if url == front else request.path.startswith(url)) for label, url in places
    ]
    return {"navigation": here}
