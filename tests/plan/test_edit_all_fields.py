from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from jamn.plan.actions import Who, change_measure
from jamn.plan.models import Measure
from tests.plan.test_pages import opened, posted

TITLE = "Åpne annonsene for flere"


def rows(*told: tuple[str, str], accountable: str = "") -> dict[str, Any]:
    """What the browser sends of the rows of those responsible."""
    kinds, names = [kind for kind, _ in told], [name for _, name in told]
    return {
        "responsibles-kind": kinds,
        "responsibles-name": names,
        "responsibles-accountable": accountable,
    }


@pytest.fixture
def measure(shelf) -> Measure:
    return shelf.measure(TITLE)


def test_edit_target_cost_and_evaluation(people, measure, signed_in) -> None:
    said = {"target": "450", "target_unit": "ledere", "cost": "1 250,50", "cost_note": "Kurs", "effect": "partly"}
    said |= {"follow_up_on": "2027-02-01", "background": "B", "success_criterion": "S", "process_result": "P"}
    client, address = signed_in(people.adviser), f"/measures/{measure.pk}/edit/"
    assert client.post(address, posted(measure, **said)).status_code == 302
    measure.refresh_from_db()
    assert (measure.target, measure.cost, measure.follow_up_on) == (450, Decimal("1250.50"), date(2027, 2, 1))
    assert (measure.effect, measure.target_unit, measure.process_result) == ("partly", "ledere", "P")
    page = client.get(address)
    assert [page.context["form"][name].value() for name in ("target", "cost")] == ["450", "1\xa0250,5"]
    assert "1\xa0250,5" in client.get(f"/measures/{measure.pk}/").text


def test_ask_why_it_is_stopped_once(people, measure, signed_in) -> None:
    client, address = signed_in(people.adviser), f"/measures/{measure.pk}/edit/"
    response = client.post(address, posted(measure, status="stopped"))
    assert (response.status_code, set(response.context["form"].errors)) == (422, {"stop_reason"})
    assert client.post(address, posted(measure, status="stopped", stop_reason="Nei")).status_code == 302
    assert client.post(address, posted(measure, status="ongoing", stop_reason="Nei")).status_code == 302
    measure.refresh_from_db()
    assert (measure.status, measure.stop_reason) == ("ongoing", "")


def test_choose_those_responsible_by_kind(people, measure, signed_in) -> None:
    told = (("", "solvik skole"), ("person", "Per Haugen"), ("role", "tillitsvalgte"), ("words", "HR"), ("", " "))
    said = posted(measure, **rows(*told, accountable="1"))
    assert signed_in(people.adviser).post(f"/measures/{measure.pk}/edit/", said).status_code == 302
    kept = [(each.name, each.kind, each.accountable) for each in measure.responsibles.all()]
    assert kept == [
        ("solvik skole", "unit", False),
        ("Per Haugen", "person", True),
        ("tillitsvalgte", "role", False),
        ("HR", "words", False),
    ]


@pytest.mark.parametrize(("kind", "name"), [("unit", "Granby kommun"), ("person", "Karl Berg"), ("role", "Styrere")])
def test_refuse_those_who_are_not_here(people, measure, signed_in, kind, name) -> None:
    response = signed_in(people.adviser).post(f"/measures/{measure.pk}/edit/", posted(measure, **rows((kind, name))))
    assert (response.status_code, set(response.context["form"].errors)) == (422, {"responsibles"})
    assert name in response.text


def test_suggest_nobody_of_another_employer(people, measure, signed_in) -> None:
    form = signed_in(people.adviser).get(f"/measures/{measure.pk}/edit/").context["form"]
    assert {"Per Haugen", "Solvik skole", "Leder"} <= set(form.suggestions)
    assert not {"Karl Berg", "Granby kommun"} & set(form.suggestions)


def test_take_over_those_whom_a_colleague_has_chosen(people, measure, signed_in) -> None:
    client, address = signed_in(people.adviser), f"/measures/{measure.pk}/edit/"
    mine = posted(measure, goal="Mitt", opened=opened(client, address))
    change_measure(measure, by=people.adviser, responsibles=[Who("Rektor", accountable=True)], target=Decimal(7))
    form = client.post(address, mine).context["form"]
    assert {each.name for each in form.conflicts} == {"responsibles", "target"}
    assert [(row.name, row.accountable) for row in form.rows if row.name] == [("Rektor", True)]
    assert form["target"].value() == "7"
