"""The places that the page's head leads to. Here, because only `config` knows all rooms."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from jamn.accounts.models import User
from jamn.importers.queries import uploads_for
from jamn.importers.rules import may_bring_in_somewhere
from jamn.org.queries import held


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`navigation`: (label, address, whether the page is below it), for those who have signed in."""
    # a fragment has no head, and should not ask the database for one
    return {"navigation": SimpleLazyObject(lambda: _places(request.user, request.path))}


def _places(user: User | AnonymousUser, path: str) -> list[tuple[str, str, bool]]:
    if not isinstance(user, User):
        return []
    places = [(_("Overview"), reverse("home:front")), (_("Measures"), reverse("plan:register"))]
    if may_bring_in_somewhere(user) or uploads_for(user).exists():
        places.append((_("Plans brought in"), reverse("importers:uploads")))
    if held(user):
        places.append((_("Organisation"), reverse("org:employers")))
    front = places[0][1]
    return [(label, url, path == url if url == front else path.startswith(url)) for label, url in places]
