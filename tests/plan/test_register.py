from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jamn.plan.actions import MeasureWords, create_plan
from jamn.plan.models import Measure, Status
from jamn.plan.queries import ORDERS, Filters, due_soon, measures_for, overdue, plans_for, register
from tests.plan.register import in_days, shelve

URL = "/measures/"
OPEN_ADS, SCHOOLS, ASK, OLD, TALK = (
    "Åpne annonsene for flere",
    "Besøke ungdomsskoler",
    "Spørre om ønsket stilling",
    "Gammelt og ferdig",
    "Snakke om trakassering",
)


@pytest.fixture
def shown(people, shelf, signed_in) -> Callable[..., list[str]]:
    """The titles in the register at an address, in order."""
    client = signed_in(people.adviser)

    def titles(query: str = "") -> list[str]:
        response = client.get(f"{URL}{query}")
        assert response.status_code == 200
        return [measure.title for measure in response.context["page"]]

    return titles


def after(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_list_the_newest_plan_first_in_its_own_order(shown) -> None:
    assert shown() == [TALK, OPEN_ADS, SCHOOLS, ASK, OLD]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"q": "ANNONSENE"}, [OPEN_ADS, SCHOOLS]),
        ({"q": "åpne"}, [OPEN_ADS]),
        ({"q": "Åpne rekrutterere"}, [OPEN_ADS]),
        ({"q": "fins ikke"}, []),
        ({"status": "ongoing"}, [OPEN_ADS]),
        ({"status": ["ongoing", "new"]}, [TALK, OPEN_ADS, ASK]),
        ({"area": "recruitment"}, [OPEN_ADS, SCHOOLS]),
        ({"area": "=Samarbeid"}, [OLD]),
        ({"area": ["=Samarbeid", "harassment"]}, [TALK, OLD]),
        ({"ground": "ethnicity"}, [OPEN_ADS]),
        ({"responsible": "HR"}, [OPEN_ADS, ASK]),
        ({"responsible": ["Rektor", "Styrere"]}, [TALK, OPEN_ADS, SCHOOLS]),
        ({"responsible": "Ingen"}, []),
        ({"overdue": "1"}, [OPEN_ADS]),
        ({"due": "soon"}, [SCHOOLS]),
        ({"due": "quarter"}, [SCHOOLS, ASK]),
        ({"due": "none"}, [TALK]),
        ({"area": "recruitment", "status": "ongoing", "q": "menn"}, [OPEN_ADS]),
    ],
)
def test_filter_by_what_stands_in_the_address(shown, query, titles) -> None:
    assert shown(f"?{urlencode(query, doseq=True)}") == titles


def test_filter_by_the_last_day(shown) -> None:
    assert shown(f"?due_from={after(10)}") == [SCHOOLS, ASK]
    assert shown(f"?due_to={after(10)}") == [OPEN_ADS, SCHOOLS, OLD]
    assert shown(f"?due_from={after(-7)}&due_to={after(10)}") == [OPEN_ADS, SCHOOLS]


def test_filter_by_plan(shown, shelf) -> None:
    assert shown(f"?plan={shelf.school.pk}") == [TALK]
    assert shown(f"?plan={shelf.school.pk}&plan={shelf.whole.pk}") == [TALK, OPEN_ADS, SCHOOLS, ASK, OLD]


@pytest.mark.parametrize(
    "query",
    [
        "?status=late",
        "?area=money",
        "?ground=x",
        "?plan=abc",
        "?due=sometime",
        "?sort=password",
        "?page=-3",
        "?q=%00",
        "?responsible=%00",
        "?due=%00",
    ],
)
def test_pass_over_what_cannot_be_used(shown, query) -> None:
    assert shown(query) == [TALK, OPEN_ADS, SCHOOLS, ASK, OLD]


def test_explain_a_date_that_is_none(people, shelf, signed_in) -> None:
    response = signed_in(people.adviser).get(f"{URL}?due_from=2026-13-01&status=done")
    assert [measure.title for measure in response.context["page"]] == [OLD]
    assert list(response.context["form"].errors) == ["due_from"]


def test_offer_nothing_of_another_employers_plan_by_its_number(shown, shelf) -> None:
    assert shown(f"?plan={shelf.other.pk}") == [TALK, OPEN_ADS, SCHOOLS, ASK, OLD]


@pytest.mark.parametrize(
    ("order", "titles"),
    [
        ("title", [SCHOOLS, OLD, TALK, ASK, OPEN_ADS]),
        ("-title", [OPEN_ADS, ASK, TALK, OLD, SCHOOLS]),
        ("area", [ASK, OPEN_ADS, SCHOOLS, OLD, TALK]),
        ("-area", [OLD, OPEN_ADS, SCHOOLS, ASK, TALK]),
        ("responsible", [ASK, OPEN_ADS, OLD, TALK, SCHOOLS]),
        ("-responsible", [SCHOOLS, TALK, OLD, OPEN_ADS, ASK]),
        ("due", [OLD, OPEN_ADS, SCHOOLS, ASK, TALK]),
        ("-due", [ASK, SCHOOLS, OPEN_ADS, OLD, TALK]),
        ("status", [TALK, ASK, SCHOOLS, OPEN_ADS, OLD]),
        ("-status", [OLD, OPEN_ADS, SCHOOLS, TALK, ASK]),
    ],
)
def test_sort_with_what_says_nothing_last(shown, order, titles) -> None:
    assert shown(f"?sort={order}") == titles


def test_page_through_a_long_register(people, signed_in) -> None:
    measures = [MeasureWords(title=f"Tiltak {number:03}") for number in range(120)]
    create_plan(people.solvik, by=people.adviser, title="Lang plan", measures=measures)
    client = signed_in(people.adviser)
    pages = [client.get(f"{URL}?page={page}").context["page"] for page in (1, 2, 3, 9)]
    assert [(page.number, len(page)) for page in pages] == [(1, 50), (2, 50), (3, 20), (3, 20)]
    assert [measure.title for measure in pages[1]][:2] == ["Tiltak 050", "Tiltak 051"]


def test_say_how_many_are_late_and_due_soon(people, shelf, signed_in) -> None:
    counts = signed_in(people.adviser).get(URL).context["counts"]
    assert (counts.total, counts.late, counts.soon, counts.undated) == (5, 1, 1, 1)


def test_show_filters_as_chips_that_take_themselves_away(people, shelf, signed_in) -> None:
    query = f"?q=annonser&status=ongoing&status=new&overdue=1&due=soon&due_to=2027-01-31&plan={shelf.whole.pk}&page=2"
    response = signed_in(people.adviser).get(f"{URL}{query}", headers={"accept-language": "en"})
    chips = {chip.label: chip.address for chip in response.context["chips"]}
    assert list(chips) == [
        "“annonser”",
        "Status: Ongoing",
        "Status: New",
        "Plan: Plan for Solvik",
        "Late",
        "Last day: Within 30 days",
        "Last day by 31 Jan 2027",
    ]
    assert chips["Late"] == query.replace("&overdue=1", "").replace("&page=2", "")
    assert chips["Status: New"] == query.replace("&status=new", "").replace("&page=2", "")


def test_put_a_clean_address_in_the_address_line(people, shelf, signed_in) -> None:
    response = signed_in(people.adviser).get(f"{URL}?q=&status=new&status=odd&due=&due_from=&sort=-due&page=1")
    assert response["HX-Push-Url"] == f"{URL}?status=new&sort=-due"
    assert signed_in(people.adviser).get(URL)["HX-Push-Url"] == URL


@pytest.mark.parametrize("who", ["adviser", "union"])
def test_list_everything_at_and_below_the_own_unit(people, shelf, signed_in, who) -> None:
    page = signed_in(getattr(people, who)).get(URL).context["page"]
    assert {measure.plan for measure in page} == {shelf.whole, shelf.school}


@pytest.mark.parametrize(
    ("who", "plans"), [("manager", ["Plan for skolen", "Plan for Solvik"]), ("safety", ["Plan for Solvik"])]
)
def test_list_what_concerns_a_unit_and_nothing_of_those_beside(people, shelf, signed_in, who, plans) -> None:
    response = signed_in(getattr(people, who)).get(URL)
    assert {measure.plan.title for measure in response.context["page"]} == set(plans)
    names = signed_in(getattr(people, who)).get(f"{URL}choices/responsible/").text
    assert ('value="Rektor"' in names) is (who == "manager")


def test_list_for_an_outsider_only_their_own(people, shelf, signed_in) -> None:
    response = signed_in(people.outsider).get(URL)
    assert [measure.title for measure in response.context["page"]] == ["Annonser för fler"]
    assert b"Solvik" not in response.content


def test_say_what_will_come_where_there_is_nothing(people, signed_in) -> None:
    told = [signed_in(person).get(URL) for person in (people.adviser, people.safety)]
    assert [response.context["counts"].total for response in told] == [0, 0]
    assert ["/imports/new/" in response.text for response in told] == [True, False]


FILTERS = st.builds(
    Filters,
    words=st.lists(st.sampled_from(["annonser", "hr", "%", "_", ""]), max_size=2).map(tuple),
    statuses=st.lists(st.sampled_from(Status.values), max_size=2).map(tuple),
    areas=st.lists(st.sampled_from(["recruitment", "promotion"]), max_size=2).map(tuple),
    written_areas=st.lists(st.sampled_from(["Rekrytering", "Rekruttering"]), max_size=2).map(tuple),
    grounds=st.lists(st.sampled_from(["sex"]), max_size=1).map(tuple),
    responsibles=st.lists(st.sampled_from(["HR", "Styrere"]), max_size=2).map(tuple),
    plans=st.lists(st.integers(0, 50), max_size=3).map(tuple),
    overdue=st.booleans(),
    due=st.sampled_from(["", "soon", "quarter", "none"]),
    due_from=st.none() | st.dates(),
    due_to=st.none() | st.dates(max_value=timezone.datetime.max.date() - timedelta(days=1)),
)
ORDER = st.sampled_from(["", "odd", *ORDERS, *(f"-{name}" for name in ORDERS)])


def test_find_what_works_on_no_area_of_the_law(people, shelf, signed_in) -> None:
    response = signed_in(people.adviser).get(f"{URL}?area=none&area=harassment")
    assert [measure.title for measure in response.context["page"]] == [TALK, "Gammelt og ferdig"]
    assert "Ingen av lovens områder" in response.text
    page = signed_in(people.adviser).get(f"/plans/{shelf.whole.pk}/").text
    assert f"/measures/?plan={shelf.whole.pk}&amp;area=none&amp;status=done" in page


@pytest.mark.parametrize("who", ["adviser", "manager", "union", "safety", "outsider"])
def test_never_leak_a_measure_of_others_whatever_the_filters(people, who) -> None:
    shelve(people)
    user = getattr(people, who)
    allowed = set(plans_for(user))

    @given(FILTERS, ORDER)
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
    def try_all(filters, order) -> None:
        assert {measure.plan for measure in register(measures_for(user), filters, order)} <= allowed

    try_all()


def test_find_what_is_late_and_due_soon_on_a_day(people, shelf) -> None:
    measures = measures_for(people.adviser)
    today = timezone.localdate()
    assert [measure.title for measure in overdue(measures)] == [OPEN_ADS]
    assert [measure.title for measure in overdue(measures, on=today + timedelta(days=11))] == [OPEN_ADS, SCHOOLS]
    assert [measure.title for measure in due_soon(measures, days=60)] == [SCHOOLS, ASK]
    assert not due_soon(measures, days=9)
    assert [measure.is_overdue for measure in measures] == [True, False, False, False, False]


def test_ask_the_database_equally_often_for_any_number_of_measures(people, signed_in) -> None:
    client, asked = signed_in(people.adviser), []
    for _ in range(2):
        measures = [
            MeasureWords(
                title=f"Tiltak {number}",
                areas=("recruitment",),
                grounds=("sex",),
                responsibles=("HR", "Leder"),
                due=in_days(number),
            )
            for number in range(120)
        ]
        create_plan(people.solvik, by=people.adviser, title="Plan", measures=measures)
        client.get(URL)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{URL}?q=tiltak&area=recruitment&sort=due")
        asked.append(len(queries))
    assert Measure.objects.count() == 240
    assert asked[0] == asked[1] <= 15
