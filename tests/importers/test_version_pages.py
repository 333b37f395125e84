"""The pages on which a draft is compared with the plan that it is a version of."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from jamn.importers.models import GoneMeasure, Headings, Upload, UploadState, Way
from jamn.plan.actions import change_measure
from jamn.plan.models import ActionPlan
from tests.importers.conftest import drafted, kept
from tests.importers.test_pages import SignedIn
from tests.importers.versions import NEXT, approved, newer, plan_of, row_that_says
from tests.people import People

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(people: People, signed_in: SignedIn) -> Client:
    """The adviser, who reads English."""
    client = signed_in(people.adviser)
    client.cookies["jamn_language"] = "en"
    return client


def _text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_offer_to_compare_and_say_what_it_is(client: Client, people: People) -> None:
    plan = approved(people)
    upload = drafted(people, plan_of(NEXT))
    assert "The file looks like a newer version of" in _text(client, f"/imports/{upload.pk}/")
    response = client.post(f"/imports/{upload.pk}/version/", {"way": "update", "plan": plan.pk})
    assert response["Location"] == f"/imports/{upload.pk}/comparison/"
    assert "1 changed, 1 new, 1 not in the file, 1 unchanged." in _text(client, f"/imports/{upload.pk}/")


def test_refuse_a_plan_that_is_not_there(client: Client, people: People) -> None:
    upload = drafted(people)
    response = client.post(f"/imports/{upload.pk}/version/", {"way": "update", "plan": 10_000})
    assert response.status_code == 422


def test_show_both_texts_and_what_the_file_said_before(client: Client, people: People) -> None:
    plan = approved(people)
    change_measure(plan.measures.all()[0], by=people.adviser, deadline="01.06.2020")
    page = _text(client, f"/imports/{newer(people, plan).pk}/comparison/")
    assert "1 field has been changed both in the file and in the register." in page
    assert "The file said before: “01.03.2020”." in page


def test_choose_words_of_a_measure(client: Client, people: People) -> None:
    upload = newer(people, approved(people))
    row = row_that_says(upload, "alle utlysningstekster")
    url = f"/imports/{upload.pk}/comparison/"
    said = {
        f"w{row.pk}-title": "register",
        f"w{row.pk}-seen_title": "Skrive om utlysningstekstene\r\nBilder og ord skal vise både kvinner og menn.",
        f"w{row.pk}-deadline": "file",
        f"w{row.pk}-seen_deadline": "01.03.2020",
        f"w{row.pk}-status": "file",
        f"w{row.pk}-seen_status": "ongoing: Pågår",
    }
    response = client.post(f"{url}{row.pk}/?kind=changed&page=1", said)
    assert response["Location"] == f"{url}?kind=changed&page=1#e{row.pk}"
    row.refresh_from_db()
    assert (list(row.keep), sorted(row.take)) == (["title"], ["deadline", "status"])
    assert "Something else differs by now" in client.post(f"{url}{row.pk}/", {}, follow=True).content.decode()


def test_decide_of_a_measure_that_is_gone(client: Client, people: People) -> None:
    plan = approved(people)
    upload = newer(people, plan, Way.NEXT)
    gone = plan.measures.get(title__contains="Besøke")
    url = f"/imports/{upload.pk}/comparison/"
    page = _text(client, f"{url}?kind=gone")
    assert all(words in page for words in ("it is stopped", "it goes on in the new plan"))
    client.post(f"{url}gone/{gone.pk}/", {f"g{gone.pk}-fate": "stop", f"g{gone.pk}-reason": ""})
    assert not GoneMeasure.objects.exists()
    client.post(f"{url}gone/{gone.pk}/", {f"g{gone.pk}-fate": "stop", f"g{gone.pk}-reason": "Skolene kommer hit."})
    assert GoneMeasure.objects.get().reason == "Skolene kommer hit."


def test_say_which_measure_a_row_is(client: Client, people: People) -> None:
    plan = approved(people)
    upload = newer(people, plan)
    row, visit = row_that_says(upload, "mentor"), plan.measures.get(title__contains="Besøke")
    client.post(f"/imports/{upload.pk}/comparison/{row.pk}/measure/", {"measure": visit.pk})
    row.refresh_from_db()
    assert (row.same_as, row.same_by_hand) == (visit, True)


def test_approve_an_update_without_the_plans_own_facts(client: Client, people: People) -> None:
    plan = approved(people)
    upload = newer(people, plan, title="Handlingsplan 2029")
    assert "Change what the plan says of itself as well" in _text(client, f"/imports/{upload.pk}/approve/")
    client.post(f"/imports/{upload.pk}/approve/")
    assert ActionPlan.objects.get().title == plan.title


def test_say_what_headings_are(client: Client, people: People) -> None:
    upload = drafted(people)
    client.post(f"/imports/{upload.pk}/headings/", {"headings": "focus_areas"})
    upload.refresh_from_db()
    assert upload.headings == Headings.FOCUS_AREAS


def test_read_again_what_was_left(client: Client, people: People) -> None:
    upload = kept(people)
    long_ago = timezone.now() - timedelta(minutes=20)
    Upload.objects.filter(pk=upload.pk).update(state=UploadState.READING, changed_at=long_ago)
    assert "Read it again" in _text(client, f"/imports/{upload.pk}/")
    client.post(f"/imports/{upload.pk}/read-again/")
    upload.refresh_from_db()
    assert upload.state == UploadState.WAITING


def test_show_the_comparison_but_no_choices_to_those_who_only_look(people: People, signed_in: SignedIn) -> None:
    upload = newer(people, approved(people))
    page = _text(signed_in(people.union), f"/imports/{upload.pk}/comparison/")
    assert "Skrive om" in page
    assert f"/imports/{upload.pk}/approve/" not in page
    assert signed_in(people.union).post(f"/imports/{upload.pk}/comparison/all/").status_code == 403
