from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import translation

from jamn.accounts.models import User
from jamn.config.navigation import navigation
from jamn.importers.models import Upload, UploadState


@pytest.mark.parametrize(
    ("path", "current"), [("/", "Overview"), ("/measures/?page=2", "Measures"), ("/imports/3/", "Plans brought in")]
)
def test_mark_the_place_where_one_is(rf, people, path, current) -> None:
    request = rf.get(path)
    request.user = people.adviser
    with translation.override("en"):
        places = list(navigation(request)["navigation"])
    assert [label for label, _, _ in places] == ["Overview", "Measures", "Plans brought in", "Organisation"]
    assert [label for label, _, is_current in places if is_current] == [current]


def test_lead_to_the_plans_brought_in_only_those_who_find_something_there(rf, people) -> None:
    def leads(user: User) -> bool:
        request = rf.get("/")
        request.user = user
        return "/imports/" in [address for _, address, _ in navigation(request)["navigation"]]

    assert [leads(person) for person in (people.adviser, people.union, people.manager)] == [True, False, True]
    Upload.objects.create(unit=people.school, name="plan.docx", size=1, state=UploadState.DRAFT)
    assert [leads(person) for person in (people.union, people.manager, people.safety)] == [True, True, False]


def test_lead_nowhere_before_signing_in(rf) -> None:
    request = rf.get("/")
    request.user = AnonymousUser()
    assert navigation(request) == {"navigation": []}
