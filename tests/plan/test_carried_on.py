"""What was carried into the plan of the next period is counted there, and no more in the old plan."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jamn.home.queries import overview as front
from jamn.plan import actions
from jamn.plan.models import ActionPlan, Measure
from jamn.plan.queries import (
    CARRIED_ON,
    Filters,
    board,
    candidates,
    counts,
    due_soon,
    measures_for,
    my_open_measures,
    overdue,
    overview_of,
    register,
)
from tests.people import People
from tests.plan.register import Shelf, in_days

LATE, SOON = "Åpne annonsene for flere", "Besøke ungdomsskoler"


@pytest.fixture
def copy(people: People, shelf: Shelf) -> ActionPlan:
    for title in (LATE, SOON):
        actions.change_measure(
            Measure.objects.get(title=title),
            by=people.adviser,
            responsibles=[actions.Who("HR-rådgiver", "role", role="adviser")],
        )
    return actions.copy_plan(shelf.whole, by=people.adviser, title="Neste")


def _names(measures) -> list[tuple[str, str]]:
    return sorted((measure.name, measure.plan.title) for measure in measures)


def test_count_what_is_carried_on_in_the_new_plan_alone(people, shelf, copy) -> None:
    seen = measures_for(people.adviser)
    assert _names(overdue(seen)) == [(LATE, "Neste")]
    assert _names(due_soon(seen)) == [(SOON, "Neste")]
    assert [(each.name, each.plan.title) for each in my_open_measures(people.adviser)][:2] == [
        (LATE, "Neste"),
        (SOON, "Neste"),
    ]
    assert [each.is_overdue for each in Measure.objects.filter(title=LATE).order_by("pk")] == [False, True]
    figures = counts(seen)
    assert (figures.total, figures.late, figures.soon) == (8, 1, 1)


def test_show_what_is_carried_on_as_such(people, shelf, copy, signed_in) -> None:
    old = overview_of(shelf.whole)
    assert (old.whole.total, old.late, old.carried_on) == (4, 0, 3)
    lines = {line.plan.title: line for line in front(people.adviser).plans}
    assert (lines["Plan for Solvik"].ongoing, lines["Plan for Solvik"].late, lines["Plan for Solvik"].carried_on) == (
        0,
        0,
        3,
    )
    assert (lines["Neste"].ongoing, lines["Neste"].late, lines["Neste"].carried_on) == (1, 1, 0)
    client = signed_in(people.adviser)
    assert "3 videreført" in client.get("/").text
    assert "3 videreført i en senere plan" in client.get(f"/plans/{shelf.whole.pk}/").text
    page = client.get(f"/measures/?plan={shelf.whole.pk}&status=carried_on").text
    assert page.count(">Videreført</span>") == 3
    assert "Forsinket</span>" not in page.split("<tbody")[1]
    assert ">Videreført</span>" in client.get(f"/measures/{Measure.objects.filter(title=LATE).first().pk}/").text


def test_find_what_is_carried_on_by_that_and_not_by_its_old_status(people, shelf, copy) -> None:
    seen = measures_for(people.adviser)
    found = {key: _names(register(seen, Filters(statuses=(key,)))) for key in ("ongoing", "done", CARRIED_ON)}
    assert found["ongoing"] == [(LATE, "Neste")]
    assert found["done"] == [("Gammelt og ferdig", "Plan for Solvik")]
    assert {plan for _, plan in found[CARRIED_ON]} == {"Plan for Solvik"}
    assert len(found[CARRIED_ON]) == 3
    assert {measure.plan for measure in register(seen, Filters(mine=people.adviser)) if measure.title == LATE} == {copy}
    columns = {column.status: column.count for column in board(seen, Filters())}
    assert columns == {"new": 1, "not_started": 2, "ongoing": 1, "done": 1, "stopped": 0}


def test_count_it_in_the_old_plan_again_when_the_copy_is_taken_away(people, shelf, copy) -> None:
    actions.take_away_measure(copy.measures.get(title=LATE), by=people.adviser)
    assert _names(overdue(measures_for(people.adviser))) == [(LATE, "Plan for Solvik")]


def test_carry_nothing_on_twice_unless_it_is_chosen(people, shelf, copy) -> None:
    assert [one.is_open for one in candidates(shelf.whole, copy.created_at.date())] == [False] * 4
    assert actions.copy_plan(shelf.whole, by=people.adviser, title="En til").measures.count() == 0


def test_ask_as_many_queries_whatever_is_carried_on(people, shelf, signed_in) -> None:
    client, pages = (
        signed_in(people.adviser),
        ("/", f"/plans/{shelf.whole.pk}/", "/measures/", "/measures/?layout=board"),
    )
    for page in pages:
        client.get(page)
    before = [_queries(client, page) for page in pages]
    words = [actions.MeasureWords(title=f"Sent {number}", due=in_days(-9)) for number in range(20)]
    actions.copy_plan(
        actions.create_plan(people.solvik, by=people.adviser, title="Full", measures=words),
        by=people.adviser,
        title="Ny",
    )
    assert [_queries(client, page) for page in pages] == before


def _queries(client, page: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)
