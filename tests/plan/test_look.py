"""How the register is shown: columns, groups, board, timeline, saved views."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jamn.plan.actions import MeasureWords, NameTaken, change_view, create_plan, delete_view, save_view
from jamn.plan.models import Measure, SavedView, Status
from jamn.plan.queries import Filters, Group, board, grouped, measures_for, saved_views, timeline
from tests.plan.register import in_days

URL = "/measures/"


def lines(found) -> list[tuple[str, int, list[str]]]:
    return [(group.label, group.count, [measure.title for measure in group.measures]) for group in found.groups]


def test_group_a_measure_of_two_areas_in_both(people) -> None:
    words = [MeasureWords(title="Begge", areas=("recruitment", "promotion")), MeasureWords(title="Ingen")]
    create_plan(people.solvik, by=people.adviser, title="Plan", measures=words)
    found = grouped(measures_for(people.adviser), Filters(), "area")
    assert [(count, titles) for _, count, titles in lines(found)] == [(1, ["Begge"]), (1, ["Begge"]), (1, ["Ingen"])]
    assert (found.hits, found.page.paginator.count) == (2, 3)


def test_go_on_with_a_group_on_the_next_page(people) -> None:
    words = [MeasureWords(title=f"{number:03}", responsibles=("HR", "Leder")) for number in range(60)]
    create_plan(people.solvik, by=people.adviser, title="Plan", measures=words)
    pages = [grouped(measures_for(people.adviser), Filters(), "responsible", page=page) for page in (1, 2, 3)]
    seen = [[(label, count, len(titles)) for label, count, titles in lines(page)] for page in pages]
    assert seen == [[("HR", 60, 50)], [("HR", 60, 10), ("Leder", 60, 40)], [("Leder", 60, 20)]]
    assert [page.hits for page in pages] == [60, 60, 60]


@pytest.mark.parametrize("by", ["area", "responsible", "unit", "status", "focus_area"])
def test_lose_no_measure_in_groups(people, shelf, by) -> None:
    found = grouped(measures_for(people.adviser), Filters(), by)
    assert set(found.page.object_list) == set(measures_for(people.adviser))
    assert sum(group.count for group in found.groups) == found.page.paginator.count == len(found.page.object_list)


def test_show_the_columns_that_are_chosen(people, shelf, signed_in) -> None:
    page = signed_in(people.adviser).get(f"{URL}?column=unit&column=goal&column=odd").text
    assert 'class="register-unit">Solvik skole</td>' in page
    assert 'class="register-area"' not in page


def test_escape_whatever_a_row_shows(people, signed_in) -> None:
    nasty = "<script>'\"&"
    words = MeasureWords(title=nasty, area=nasty, goal=nasty, responsibles=(nasty,), deadline=nasty)
    create_plan(people.solvik, by=people.adviser, title=nasty, measures=[words])
    client = signed_in(people.adviser)
    for query in ("?column=area&column=goal&column=responsible&column=plan&column=deadline", "?layout=board"):
        assert "<script>'" not in client.get(f"{URL}{query}").text
    Measure.objects.update(due_on=date(2030, 1, 1))
    assert "<script>'" not in client.get(f"{URL}?layout=timeline&group=responsible").text


def test_find_mine_and_what_nobody_answers_for(people, shelf, signed_in) -> None:
    bare = create_plan(people.school, by=people.adviser, title="Ny", measures=[MeasureWords(title="Uten noen")])
    client = signed_in(people.adviser)
    assert [each.title for each in client.get(f"{URL}?unassigned=1").context["page"]] == ["Uten noen"]
    assert "Uten noen" not in [each.title for each in client.get(f"{URL}?mine=1").context["page"]]
    bare.measures.get().responsibles.create(name="Ingrid Solheim", user=people.adviser)
    assert client.get(f"{URL}?mine=1").context["page"][0].title == "Uten noen"


def test_find_a_units_measures_and_those_below_it(people, shelf, signed_in) -> None:
    client = signed_in(people.adviser)
    assert len(client.get(f"{URL}?unit={people.solvik.pk}").context["page"]) == 5
    assert len(client.get(f"{URL}?unit={people.school.pk}").context["page"]) == 1
    assert len(client.get(f"{URL}?unit={people.other.pk}").context["page"]) == 5


def test_put_cards_in_the_column_of_their_status(people, shelf) -> None:
    columns = {column.status: column for column in board(measures_for(people.adviser), Filters())}
    assert {status: column.count for status, column in columns.items()} == {
        "new": 2,
        "not_started": 1,
        "ongoing": 1,
        "done": 1,
        "stopped": 0,
    }


def test_leave_the_rest_of_a_long_column_to_the_table(people) -> None:
    words = [MeasureWords(title=f"{number:03}") for number in range(30)]
    create_plan(people.solvik, by=people.adviser, title="Plan", measures=words)
    column = board(measures_for(people.adviser), Filters())[0]
    assert ([measure.title for measure in column.measures][:2], len(column.measures), column.more) == (
        ["000", "001"],
        20,
        10,
    )


def test_move_a_card(people, shelf, signed_in) -> None:
    measure = shelf.measure("Snakke om trakassering")
    address = f"{URL}{measure.pk}/move/"
    done = signed_in(people.adviser).post(address, {"status": "ongoing", "back": "?layout=board"})
    assert done.url == f"{URL}?layout=board&moved={measure.pk}"
    measure.refresh_from_db()
    assert measure.status == Status.ONGOING
    assert signed_in(people.union).post(address, {"status": "done"}).status_code == 403
    assert signed_in(people.outsider).post(address, {"status": "done"}).status_code == 404


def test_draw_the_time_of_a_measure() -> None:
    measures = (
        Measure(title="Mars", due_from=date(2027, 3, 1), due_on=date(2027, 3, 31)),
        Measure(title="Lang", due_from=date(2001, 1, 1), due_on=date(2090, 1, 1)),
        Measure(title="Uten"),
    )
    for key, measure in enumerate(measures):
        measure.pk = key
    drawn = timeline([Group("", 3, measures)], today=date(2027, 1, 1))
    assert (drawn.months[0].first, drawn.months[-1].first) == (date(2026, 1, 1), date(2030, 1, 1))
    march, long = drawn.lanes[0].bars
    assert (march.start, march.width) == (f"{100 * 14 / 49:.3f}%", f"{100 / 49:.3f}%")
    assert (long.start, long.width) == ("0.000%", "100.000%")
    assert drawn.undated == (measures[2],)


@pytest.mark.parametrize("query", ["", "?group=area", "?layout=board", "?layout=timeline", "?size=500", "?q=tiltak"])
def test_ask_the_database_equally_often_however_it_is_shown(people, signed_in, query) -> None:
    client, asked = signed_in(people.adviser), []
    for _ in range(2):
        words = [
            MeasureWords(title=f"Tiltak {number}", areas=("recruitment",), responsibles=("HR",), due=in_days(number))
            for number in range(60)
        ]
        create_plan(people.solvik, by=people.adviser, title="Plan", measures=words)
        client.get(f"{URL}{query}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{URL}{query}")
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 15


def test_save_a_view_for_oneself_or_a_unit(people) -> None:
    save_view("Min", by=people.adviser, query="?status=new")
    save_view("Vår", by=people.adviser, query="?overdue=1", unit=people.school)
    seen = {
        who: [view.name for view in saved_views(getattr(people, who))]
        for who in ("adviser", "manager", "safety", "outsider")
    }
    assert seen == {"adviser": ["Min", "Vår"], "manager": ["Vår"], "safety": [], "outsider": []}
    save_view("Min", by=people.adviser, query="?status=done")
    assert SavedView.objects.get(name="Min").query == "?status=done"


def test_let_nobody_share_with_a_unit_that_they_may_not(people) -> None:
    with pytest.raises(PermissionDenied):
        save_view("Vår", by=people.union, query="", unit=people.solvik)
    with pytest.raises(PermissionDenied):
        save_view("Vår", by=people.manager, query="", unit=people.solvik)


def test_change_and_delete_a_view(people) -> None:
    view = save_view("Vår", by=people.adviser, query="?overdue=1", unit=people.solvik)
    save_view("Annen", by=people.adviser, query="")
    with pytest.raises(PermissionDenied):
        change_view(view, by=people.union, name="Deres", unit=None)
    with pytest.raises(NameTaken):
        change_view(view, by=people.adviser, name="Annen", unit=None)
    assert change_view(view, by=people.adviser, name="Ny", unit=None).unit is None
    with pytest.raises(PermissionDenied):
        delete_view(view, by=people.union)
    delete_view(view, by=people.adviser)
    assert [each.name for each in SavedView.objects.all()] == ["Annen"]


def test_hide_the_private_views_of_others(people, signed_in) -> None:
    view = save_view("Min", by=people.adviser, query="?status=new")
    for address in (f"{URL}views/{view.pk}/", f"{URL}views/{view.pk}/edit/"):
        assert signed_in(people.manager).get(address).status_code == 404
    assert signed_in(people.manager).post(f"{URL}views/{view.pk}/delete/").status_code == 404
    assert signed_in(people.adviser).get(f"{URL}views/{view.pk}/").url == f"{URL}?status=new"


def test_save_what_the_address_shows(people, shelf, signed_in) -> None:
    client = signed_in(people.adviser)
    client.post(f"{URL}views/save/?status=new&status=odd&page=2&layout=board", {"name": "Nye", "unit": ""})
    assert SavedView.objects.get().query == "?status=new&layout=board"
    assert "Nye" in client.get(URL).text
