from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import translation

from jamn.config.navigation import navigation


@pytest.mark.parametrize(
    ("path", "current"), [("/", "Overview"), ("/measures/?page=2", "Measures"), ("/imports/3/", "Bring in a plan")]
)
def test_mark_the_place_where_one_is(rf, people, path, current) -> None:
    request = rf.get(path)
    request.user = people.adviser
    with translation.override("en"):
        places = navigation(request)["navigation"]
    assert [label for label, _, _ in places] == ["Overview", "Measures", "Bring in a plan"]
    assert [label for label, _, is_current in places if is_current] == [current]


def test_lead_nowhere_before_signing_in(rf) -> None:
    request = rf.get("/")
    request.user = AnonymousUser()
    assert navigation(request) == {"navigation": []}
