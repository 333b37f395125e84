"""Two people with the same page open: the second sees both versions and chooses, field by field."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime

from jamn.plan.actions import change_measure, evaluate_measure
from jamn.plan.models import ActionPlan
from jamn.plan.queries import Latest
from tests.plan.test_pages import TITLE, posted


def _opened(client: Any, address: str) -> str:
    return client.get(address).context["form"]["opened"].value()


def _inputs(page: str) -> dict[str, list[str]]:
    """What the conflict page sends when nothing is touched: hidden fields, as a browser without scripts."""
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", page):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name:
            found.setdefault(name[1], []).append(html.unescape(value[1]) if value else "")
    return found


@pytest.mark.parametrize(("take", "goal"), [("mine", "Mitt mål"), ("theirs", "Deres mål"), ("new", "Vårt felles mål")])
def test_choose_between_two_versions_of_a_field(people, shelf, signed_in, take, goal) -> None:
    measure = shelf.measure(TITLE)
    address = f"/measures/{measure.pk}/edit/"
    mine, theirs = signed_in(people.adviser), signed_in(people.adviser)
    said = posted(measure, goal="Mitt mål", method="Min måte", opened=_opened(mine, address))
    other = posted(measure, goal="Deres mål", target_group="Alle", opened=_opened(theirs, address))
    assert theirs.post(address, other).status_code == 302
    response = mine.post(address, said)
    assert response.status_code == 422
    assert [(each.name, each.both) for each in response.context["form"].conflicts] == [
        ("goal", True),
        ("target_group", False),
    ]
    for words in ("Mitt mål", "Deres mål", "Min måte", "Alle"):
        assert words in response.text
    again = _inputs(response.text) | {
        "goal": ["Vårt felles mål"],
        "target_group": ["Alle"],
        "take-goal": [take],
        "take-target_group": ["theirs"],
    }
    assert mine.post(address, again).status_code == 302
    changed = shelf.measure(TITLE)
    assert (changed.goal, changed.method, changed.target_group) == (goal, "Min måte", "Alle")


def test_name_who_changed_it_and_when(people, shelf, signed_in) -> None:
    measure = shelf.measure(TITLE)
    client, address = signed_in(people.adviser), f"/measures/{measure.pk}/edit/"
    said = posted(measure, goal="Mitt mål", areas=["recruitment", "promotion"], opened=_opened(client, address))
    change_measure(measure, by=people.adviser, goal="Et første mål")
    change_measure(measure, by=people.group, goal="Deres mål", areas=["harassment"])
    change_measure(measure, by=people.adviser, method="En måte")
    response = client.post(address, said)
    latest = {each.name: each.latest for each in response.context["form"].conflicts}
    assert {name: each.who for name, each in latest.items()} == {
        "goal": "Lars Dahl",
        "areas": "Lars Dahl",
        "method": "Ingrid Solheim",
    }
    at = date_format(localtime(latest["goal"].at), "TIME_FORMAT")
    assert f"Lars Dahl endret dette klokken {at}." in response.text
    assert "ds-validation-message" not in response.text


def test_tell_the_day_of_a_change_before_today() -> None:
    with translation.override("nb"):
        assert str(Latest("Lars Dahl", datetime(2024, 3, 1, 9, 42, tzinfo=UTC))) == (
            "Lars Dahl endret dette 1. mars 2024 10:42."
        )
        assert str(Latest("", datetime(2024, 3, 1, 9, 42, tzinfo=UTC))).startswith("Noen endret dette 1. mars 2024")


def test_notice_that_those_responsible_stand_in_another_order(people, shelf, signed_in) -> None:
    measure = shelf.measure(TITLE)
    client, address = signed_in(people.adviser), f"/measures/{measure.pk}/edit/"
    said = posted(measure, goal="Mitt mål", opened=_opened(client, address))
    change_measure(measure, by=people.group, responsibles=["Styrere", "HR"])
    (conflict,) = client.post(address, said).context["form"].conflicts
    assert (conflict.name, conflict.theirs, conflict.both) == ("responsibles", "Styrere, HR", False)


def test_care_not_for_the_order_of_what_is_ticked(people, shelf, signed_in) -> None:
    measure = shelf.measure(TITLE)
    client, address = signed_in(people.adviser), f"/measures/{measure.pk}/edit/"
    said = posted(measure, goal="Mitt mål", grounds=["ethnicity", "sex"], opened=_opened(client, address))
    assert client.post(address, said).status_code == 302


def test_show_both_versions_of_an_evaluation(people, shelf, signed_in) -> None:
    measure = shelf.measure(TITLE)
    client, address = signed_in(people.adviser), f"/measures/{measure.pk}/evaluate/"
    said = {"result": "Mitt resultat", "opened": _opened(client, address)}
    theirs = {"result": "Deres resultat", "evaluation": "Deres vurdering"}
    evaluate_measure(measure, by=people.group, process_result="", effect="", correction="", **theirs)
    response = client.post(address, said)
    assert response.status_code == 422
    assert "Lars Dahl endret dette klokken" in response.text
    chosen = {"take-result": "mine", "take-evaluation": "theirs", "result": "", "evaluation": "Deres vurdering"}
    assert client.post(address, _inputs(response.text) | chosen).status_code == 302
    changed = shelf.measure(TITLE)
    assert (changed.result, changed.evaluation) == ("Mitt resultat", "Deres vurdering")


def test_show_a_third_version_when_it_changes_again(people, shelf, signed_in) -> None:
    measure = shelf.measure(TITLE)
    client, address = signed_in(people.adviser), f"/measures/{measure.pk}/edit/"
    said = posted(measure, goal="Mitt mål", opened=_opened(client, address))
    change_measure(measure, by=people.adviser, goal="Deres mål")
    first = client.post(address, said)
    change_measure(measure, by=people.adviser, goal="Enda et mål")
    again = _inputs(first.text) | {"goal": ["Mitt mål"], "take-goal": ["mine"]}
    second = client.post(address, again)
    assert second.status_code == 422
    (conflict,) = second.context["form"].conflicts
    assert (conflict.opened, conflict.theirs, conflict.mine) == ("Deres mål", "Enda et mål", "Mitt mål")
    assert shelf.measure(TITLE).goal == "Enda et mål"


def test_show_both_versions_of_a_plans_facts(people, shelf, signed_in) -> None:
    client, address = signed_in(people.adviser), f"/plans/{shelf.whole.pk}/edit/"
    facts = {"title": "Min tittel", "opened": _opened(client, address)}
    assert client.post(address, {"title": "Deres tittel"}).status_code == 302
    response = client.post(address, facts)
    assert response.status_code == 422
    assert client.post(address, _inputs(response.text) | {"title": "", "take-title": "mine"}).status_code == 302
    assert ActionPlan.objects.get(pk=shelf.whole.pk).title == "Min tittel"


def test_go_through_the_pages_of_a_plan(people, shelf, signed_in) -> None:
    client, plan = signed_in(people.adviser), shelf.whole
    made = client.post("/plans/new/", {"unit": people.school.pk, "title": "Ny lokal plan", "language": "nb"})
    local = ActionPlan.objects.get(title="Ny lokal plan")
    assert made["Location"] == f"/plans/{local.pk}/measures/"
    assert client.post(f"/plans/{local.pk}/measures/new/", {"title": "Et tiltak"}).status_code == 302
    measure = local.measures.get()
    assert client.post(f"/plans/{local.pk}/focus-areas/", {"title": "Område"}).status_code == 302
    area = local.focus_areas.get()
    goals = {"title": "Område", "goal": ["", ""], "goal_text": ["Ett", "To"]}
    assert client.post(f"/focus-areas/{area.pk}/", goals).status_code == 302
    one, two = area.sub_goals.all()
    moved = {"title": "Område", "goal": [one.pk, two.pk], "goal_text": ["Ett", "To"], "move": f"up-{two.pk}"}
    assert client.post(f"/focus-areas/{area.pk}/", moved).status_code == 302
    assert [goal.text for goal in area.sub_goals.all()] == ["To", "Ett"]
    place = {"where": f"goal-{one.pk}", "number": "1"}
    assert client.post(f"/measures/{measure.pk}/place/", place).status_code == 302
    assert local.measures.get().sub_goal == one
    risk = {"text": "Ny risiko", "cause": "Årsak"}
    assert client.post(f"/measures/{measure.pk}/risks/", risk).status_code == 302
    assert [str(each) for each in measure.risks.all()] == ["Ny risiko"]
    taken = shelf.measure(TITLE)
    assert client.post(f"/plans/{local.pk}/take-in/", {"measures": [taken.pk]}).status_code == 302
    assert TITLE in client.get(f"/plans/{local.pk}/measures/").text
    copied = client.post(f"/plans/{plan.pk}/copy/", {"title": "Neste", "measure": [taken.pk]})
    assert copied.status_code == 302
    assert "Videreført fra Plan for Solvik" in client.get(copied["Location"]).text
    assert "Videreført til Neste" in client.get(f"/measures/{taken.pk}/").text
    assert client.post(f"/measures/{taken.pk}/take-away/").status_code == 302
    assert client.get(f"/measures/{taken.pk}/").status_code == 404
    assert f'action="/measures/{taken.pk}/put-back/"' in client.get(f"/plans/{plan.pk}/history/").text
    assert client.post(f"/measures/{taken.pk}/put-back/").status_code == 302
    assert client.get(f"/measures/{taken.pk}/").status_code == 200
    assert client.post(f"/measures/{taken.pk}/restore/", {"as_of": "i går"}).status_code == 404


@pytest.mark.parametrize("who", ["union", "safety"])
def test_refuse_what_representatives_may_only_read(people, shelf, signed_in, who) -> None:
    client, pk = signed_in(getattr(people, who)), shelf.whole.pk
    measure = shelf.measure(TITLE)
    refused = (f"/plans/{pk}/edit/", f"/plans/{pk}/take-away/", f"/plans/{pk}/copy/", f"/plans/{pk}/adopt/")
    refused += (f"/plans/{pk}/measures/new/", f"/measures/{measure.pk}/place/", f"/measures/{measure.pk}/take-away/")
    assert [client.post(address, {"title": "x"}).status_code for address in refused] == [403] * len(refused)
    for page in ("measures", "focus-areas", "risks", "versions", "history"):
        assert client.get(f"/plans/{pk}/{page}/").status_code == 200
