"""An employer's own layouts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from jamn.accounts.models import AuditEvent, User
from jamn.importers.interpret.columns import understand_header
from jamn.plan.actions import MeasureWords, create_plan
from jamn.reports import actions
from jamn.reports.forms import COLUMN_LABELS, GROUPINGS, SHAPES, SWITCH_LABELS
from jamn.reports.layouts import COLUMNS, LANGUAGES, PRESETS, SWITCHES, Faulty, as_json, from_json
from jamn.reports.layouts import definition as definitions
from jamn.reports.models import Layout, Preset
from tests.people import People

SignedIn = Callable[[User], Client]
BUFDIR = PRESETS["bufdir"]


def _layout(people: People, name: str = "Til styret") -> Layout:
    return actions.add_layout(people.solvik.employer, by=people.adviser, name=name, base="bufdir", definition=BUFDIR)


def _posted(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Kort",
        "shape": "table",
        "grouping": "status",
        "landscape": "on",
        "signatures": "Rådmann\nHovedtillitsvalgt\n",
        "place_measure": "1",
        "words_measure": "Hva vi gjør",
        "place_responsible": "2",
        "place_risk": "",
        "opened": "",
        **changes,
    }


def test_offer_every_column_and_switch_there_is() -> None:
    assert list(COLUMN_LABELS) == list(COLUMNS)
    assert list(SWITCH_LABELS) == list(SWITCHES)
    assert tuple(GROUPINGS) == definitions.GROUPINGS or set(GROUPINGS) == set(definitions.GROUPINGS)
    assert tuple(SHAPES) == definitions.SHAPES
    assert [preset.value for preset in Preset] == list(PRESETS)


@pytest.mark.parametrize("preset", list(PRESETS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_print_headers_that_the_importer_understands(preset: str, language: str) -> None:
    for chosen in PRESETS[preset].columns:
        meaning = understand_header(chosen.header(language))
        assert meaning.field is not None
        assert meaning.field.value in chosen.column.fields


@pytest.mark.parametrize("preset", list(PRESETS))
def test_keep_a_layout_as_json(preset: str) -> None:
    assert from_json(as_json(PRESETS[preset])) == PRESETS[preset]


@pytest.mark.parametrize(
    "faulty",
    [
        None,
        {},
        {"columns": []},
        {"columns": [{"column": "risk"}]},
        {"columns": [{"column": "measure"}, {"column": "measure"}]},
        {"columns": [{"column": "secrets"}]},
        {"columns": [{"column": "measure", "words": "Tiltak"}]},
        {"columns": [{"column": "measure", "words": {"": "x" * 121}}]},
        {"columns": [{"column": "measure", "words": {"": "a\x07b"}}]},
        {"columns": [{"column": "measure"}], "grouping": "mood"},
        {"columns": [{"column": "measure"}], "landscape": "yes"},
        {"columns": [{"column": "measure"}], "signatures": ["x"] * 13},
        {"columns": [{"column": "measure"}], "script": "x"},
    ],
)
def test_refuse_what_is_no_layout(faulty: Any) -> None:
    with pytest.raises(Faulty):
        from_json(faulty)


def test_make_a_layout(people: People, signed_in: SignedIn) -> None:
    response = signed_in(people.adviser).post(
        reverse("reports:add_layout") + "?base=risk_table", _posted(opened=_new())
    )
    assert response.status_code == 302
    layout = Layout.objects.get()
    assert layout.employer == people.solvik.employer
    assert [chosen.header("nb") for chosen in layout.laid_out.columns] == ["Hva vi gjør", "Ansvarlig"]
    assert layout.laid_out.signatures == ("Rådmann", "Hovedtillitsvalgt")
    assert layout.laid_out.landscape
    event = AuditEvent.objects.get(verb="add_layout")
    assert (event.actor_id, event.employer_id) == (people.adviser.pk, people.solvik.employer_id)


def _new() -> str:
    from jamn.reports.forms import _revision

    return _revision(Layout(base="risk_table"))


def test_ask_for_a_column_that_tells_the_measure(people: People, signed_in: SignedIn) -> None:
    client = signed_in(people.adviser)
    response = client.post(reverse("reports:add_layout"), _posted(place_measure="", opened=_new()))
    assert response.status_code == 422
    assert not Layout.objects.exists()


def test_refuse_a_name_that_is_taken(people: People, signed_in: SignedIn) -> None:
    _layout(people, "Kort")
    response = signed_in(people.adviser).post(reverse("reports:add_layout"), _posted(opened=_new()))
    assert response.status_code == 422
    assert Layout.objects.count() == 1


def test_show_a_plan_in_a_layout_before_it_is_kept(people: People, signed_in: SignedIn) -> None:
    measure = MeasureWords(title="Skrive om annonser", responsible="HR")
    plan = create_plan(people.solvik, by=people.adviser, title="Planen", language="nb", measures=[measure])
    said = _posted(preview="1", plan=str(plan.pk), opened=_new())
    page = signed_in(people.adviser).post(reverse("reports:add_layout"), said)
    assert page.status_code == 200
    assert "Hva vi gjør</th>" in page.content.decode()
    assert "Skrive om annonser" in page.content.decode()
    assert not Layout.objects.exists()


def test_lose_nobodys_change(people: People, signed_in: SignedIn) -> None:
    """Who saves over what somebody else has changed meanwhile is told so first, and keeps what they wrote."""
    layout = _layout(people)
    client = signed_in(people.adviser)
    address = reverse("reports:edit_layout", args=[layout.pk])
    opened = client.get(address).context["form"]["opened"].value()
    actions.change_layout(layout, by=people.adviser, name="Til kommunestyret", definition=BUFDIR)
    response = client.post(address, _posted(opened=opened))
    assert response.status_code == 422
    assert "Hva vi gjør" in response.content.decode()
    assert Layout.objects.get().name == "Til kommunestyret"
    again = client.post(address, _posted(opened=response.context["form"]["opened"].value()))
    assert again.status_code == 302
    assert Layout.objects.get().name == "Kort"


def test_remove_a_layout(people: People, signed_in: SignedIn) -> None:
    layout = _layout(people)
    assert signed_in(people.adviser).post(reverse("reports:remove_layout", args=[layout.pk])).status_code == 302
    assert not Layout.objects.exists()
    assert AuditEvent.objects.filter(verb="remove_layout").exists()


@pytest.mark.parametrize("who", ["manager", "union", "safety"])
def test_refuse_those_who_may_not_shape_documents(who: str, people: People, signed_in: SignedIn) -> None:
    layout = _layout(people)
    user = getattr(people, who)
    client = signed_in(user)
    assert client.get(reverse("reports:layouts")).status_code == 403
    assert client.get(reverse("reports:add_layout")).status_code == 403
    assert client.get(reverse("reports:edit_layout", args=[layout.pk])).status_code == 403
    assert client.post(reverse("reports:remove_layout", args=[layout.pk])).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.remove_layout(layout, by=user)
    with pytest.raises(PermissionDenied):
        actions.change_layout(layout, by=user, name="x", definition=BUFDIR)
    with pytest.raises(PermissionDenied):
        actions.add_layout(people.solvik.employer, by=user, name="x", base="bufdir", definition=BUFDIR)


def test_make_no_layout_for_another_employer(people: People, signed_in: SignedIn) -> None:
    address = f"{reverse('reports:add_layout')}?employer={people.other.employer_id}&base=bufdir"
    assert signed_in(people.adviser).get(address).status_code == 403
