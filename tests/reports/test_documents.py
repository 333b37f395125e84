"""A plan as a document: seen, and downloaded."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from jamn.accounts.models import User
from jamn.plan.actions import MeasureWords, create_plan
from jamn.plan.models import ActionPlan
from jamn.reports import actions
from jamn.reports.layouts import PRESETS
from tests.people import People

SignedIn = Callable[[User], Client]
BEGINNINGS = {"docx": b"PK\x03\x04", "xlsx": b"PK\x03\x04", "pdf": b"%PDF-"}


@pytest.fixture
def plan(people: People) -> ActionPlan:
    measure = MeasureWords(title='=HYPERLINK("http://x") <b>', area="Rekruttering", responsible="HR")
    return create_plan(
        people.solvik, by=people.adviser, title="Plan: 2026/2027 «hele»", language="nb", measures=[measure]
    )


@pytest.mark.parametrize("preset", list(PRESETS))
def test_show_a_plan_in_each_layout(preset: str, plan: ActionPlan, people: People, signed_in: SignedIn) -> None:
    page = signed_in(people.union).get(reverse("reports:document", args=[plan.pk]), {"layout": preset})
    text = page.content.decode()
    assert page.status_code == 200
    assert "&lt;b&gt;" in text
    assert "<b>" not in text
    assert 'lang="nb"' in text


@pytest.mark.parametrize("kind", list(BEGINNINGS))
def test_download_a_plan(kind: str, plan: ActionPlan, people: People, signed_in: SignedIn) -> None:
    response = signed_in(people.union).get(reverse("reports:download", args=[plan.pk, kind]))
    assert response.content.startswith(BEGINNINGS[kind])
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith("attachment; ")
    assert disposition.endswith(f"filename*=utf-8''Plan%202026%202027%20%C2%ABhele%C2%BB.{kind}")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response.headers["Cache-Control"]


def test_lead_from_the_plan_to_its_document(plan: ActionPlan, people: People, signed_in: SignedIn) -> None:
    page = signed_in(people.manager).get(reverse("plan:plan", args=[plan.pk])).content.decode()
    assert reverse("reports:document", args=[plan.pk]) in page


@pytest.mark.parametrize("kind", list(BEGINNINGS))
def test_hide_the_plan_from_other_employers(kind: str, plan: ActionPlan, people: People, signed_in: SignedIn) -> None:
    client = signed_in(people.outsider)
    assert client.get(reverse("reports:document", args=[plan.pk])).status_code == 404
    assert client.get(reverse("reports:download", args=[plan.pk, kind])).status_code == 404


def test_know_no_other_layouts_and_kinds(plan: ActionPlan, people: People, signed_in: SignedIn) -> None:
    client = signed_in(people.adviser)
    theirs = actions.add_layout(
        people.other.employer, by=people.outsider, name="x", base="bufdir", definition=PRESETS["bufdir"]
    )
    for layout in ("nothing", f"own-{theirs.pk}", "own-"):
        assert client.get(reverse("reports:document", args=[plan.pk]), {"layout": layout}).status_code == 404
    assert client.get(reverse("reports:download", args=[plan.pk, "exe"])).status_code == 404


def test_offer_the_employers_own_layout_first(plan: ActionPlan, people: People, signed_in: SignedIn) -> None:
    own = actions.add_layout(
        people.solvik.employer, by=people.adviser, name="Vårt", base="bufdir", definition=PRESETS["bufdir"]
    )
    page = signed_in(people.union).get(reverse("reports:document", args=[plan.pk]), {"layout": f"own-{own.pk}"})
    assert page.context["choices"][0].name == "Vårt"
    assert page.context["chosen"].key == f"own-{own.pk}"
    assert page.context["may_shape"] is False
