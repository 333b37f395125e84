from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from jamn.accounts.models import AuditEvent
from jamn.plan.actions import (
    MeasureWords,
    ReasonMissing,
    add_result,
    change_measure,
    create_plan,
    evaluate_measure,
    move_on,
    next_turn,
    remove_result,
    report_on_measure,
    set_status,
)
from jamn.plan.models import Measure, MeasureResult
from jamn.plan.queries import Progress, history_of, my_open_measures, progress_of, with_reached

TITLE = "Åpne annonsene for flere"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def mine(people) -> Measure:
    """A measure of the whole employer's plan that the school, and so its manager, answers for."""
    words = MeasureWords(
        title="Kurs for ledere", responsibles=("Solvik skole",), target=Decimal(450), target_unit="ledere"
    )
    return create_plan(people.solvik, by=people.adviser, title="P", measures=[words]).measures.get()


def reached(measure: Measure) -> Progress | None:
    return progress_of(with_reached(Measure.objects.all()).get(pk=measure.pk))


def test_report_in_one_step(people, mine) -> None:
    report_on_measure(mine, by=people.manager, status="ongoing", text="To kurs", actual=Decimal(134))
    mine.refresh_from_db()
    (result,) = mine.results.all()
    assert (mine.status, result.text, result.actual, result.by) == ("ongoing", "To kurs", 134, people.manager)
    assert result.on == timezone.localdate()
    assert {event.verb for event in AuditEvent.objects.filter(actor_id=people.manager.pk)} == {
        "set_status",
        "add_result",
    }
    with translation.override("nb"):
        assert str(reached(mine)) == "134 av 450 ledere (29 %)"


@pytest.mark.parametrize("who", ["union", "safety", "outsider"])
def test_refuse_reports_of_those_who_do_not_answer(people, mine, who) -> None:
    by = getattr(people, who)
    for act in (
        lambda: report_on_measure(mine, by=by, status="done"),
        lambda: set_status(mine, by=by, status="done"),
        lambda: add_result(mine, by=by, text="Nei"),
        lambda: move_on(mine, by=by),
        lambda: evaluate_measure(mine, by=by, result="", process_result="", effect="", evaluation="Nei", correction=""),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert not mine.results.exists()


def test_let_nobody_change_a_measure_because_they_answer_for_it(people, mine) -> None:
    with pytest.raises(PermissionDenied):
        change_measure(mine, by=people.manager, title="Mitt")


def test_stop_only_with_a_reason(people, mine) -> None:
    for act in (set_status, change_measure):
        with pytest.raises(ReasonMissing):
            act(mine, by=people.adviser, status="stopped")
    set_status(mine, by=people.manager, status="stopped", reason="Ingen midler")
    mine.refresh_from_db()
    assert (mine.status, mine.stop_reason) == ("stopped", "Ingen midler")
    set_status(mine, by=people.manager, status="ongoing")
    mine.refresh_from_db()
    assert (mine.status, mine.stop_reason) == ("ongoing", "")


def test_count_the_latest_day_not_the_latest_entry(people, mine) -> None:
    add_result(mine, by=people.adviser, actual=Decimal(200))
    add_result(mine, by=people.adviser, actual=Decimal(90), on=timezone.localdate() - timedelta(days=40))
    add_result(mine, by=people.adviser, text="Bare ord")
    assert reached(mine) == Progress(Decimal(200), Decimal(450), "ledere")


def test_refuse_a_result_that_says_nothing(people, mine) -> None:
    with pytest.raises(ValueError, match="something"):
        add_result(mine, by=people.adviser)
    with pytest.raises(IntegrityError), transaction.atomic():
        MeasureResult.objects.create(measure=mine)


def test_remove_a_result_and_keep_its_trail(people, mine) -> None:
    remove_result(add_result(mine, by=people.manager, actual=Decimal("12.5")), by=people.manager)
    assert not mine.results.exists()
    assert AuditEvent.objects.get(verb="remove_result").before["actual"] == "12.5"


@pytest.mark.parametrize(
    ("progress", "said", "percent", "filled"),
    [
        (Progress(Decimal(134), Decimal(450), "ledere"), "134 av 450 ledere (29 %)", 29, 29),
        (Progress(Decimal(500), Decimal(450), "ledere"), "500 av 450 ledere (111 %)", 111, 100),
        (Progress(Decimal(0), Decimal(3), ""), "0 av 3 (0 %)", 0, 0),
        (Progress(Decimal("12.5"), None, "prosent"), "12,5 prosent", None, 0),
        (Progress(Decimal(1250), Decimal(2000), ""), "1\xa0250 av 2\xa0000 (62 %)", 62, 62),
    ],
)
def test_say_how_far_it_has_come(progress, said, percent, filled) -> None:
    with translation.override("nb"):
        assert str(progress) == said
    assert (progress.percent, progress.filled) == (percent, filled)


@pytest.fixture
def yearly(people) -> Measure:
    due = {"kind": "recurring", "rrule": "FREQ=YEARLY;BYMONTH=3", "times": 1, "per": "year"}
    words = MeasureWords(title="Hvert år", due=due, responsibles=("Solvik skole",))
    return create_plan(people.solvik, by=people.adviser, title="P", measures=[words]).measures.get()


def test_move_on_to_the_next_time(people, yearly) -> None:
    today = timezone.localdate()
    change_measure(yearly, by=people.adviser, due_on=today.replace(year=today.year - 1, month=3, day=31))
    yearly.refresh_from_db()
    following = next_turn(yearly)
    assert following is not None
    assert (following.month, following.day) == (3, 31)
    assert following > today
    report_on_measure(yearly, by=people.manager, text="Gjort", turn_done=True)
    yearly.refresh_from_db()
    assert yearly.due_on == following
    assert history_of(yearly)[0].fields[0].name == "due_on"


def test_offer_no_next_time_of_what_is_far_ahead_or_does_not_recur(people, yearly, mine) -> None:
    yearly.due_on = timezone.localdate() + timedelta(days=61)
    assert next_turn(yearly) is None
    assert next_turn(mine) is None
    assert move_on(mine, by=people.adviser).due_on is None


def test_evaluate_a_measure(people, mine) -> None:
    said = {"result": "R", "process_result": "P", "effect": "partly", "evaluation": "E", "correction": "K"}
    evaluate_measure(mine, by=people.manager, **said)
    mine.refresh_from_db()
    assert {name: getattr(mine, name) for name in said} == said
    assert AuditEvent.objects.get(verb="evaluate_measure").after == said
    assert {field.name for field in history_of(mine)[0].fields} == set(said)


def test_list_my_open_measures_the_most_urgent_first(people, shelf) -> None:
    listed = list(my_open_measures(people.adviser))
    assert [measure.title for measure in listed] == [TITLE, "Spørre om ønsket stilling"]


def test_update_from_the_front_page_without_javascript(people, mine, signed_in) -> None:
    client = signed_in(people.manager)
    assert f"/measures/{mine.pk}/report/?next=/" in client.get("/").text
    page = client.get(f"/measures/{mine.pk}/report/?next=/")
    form = page.context["form"]
    said = {"status": "ongoing", "was": form["was"].value(), "text": "Første kurs", "actual": "134", "next": "/"}
    response = client.post(f"/measures/{mine.pk}/report/", said, follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert "Lagret: Kurs for ledere" in response.text
    assert "134 av 450 ledere (29 %)" in response.text


def test_update_a_row_with_htmx(people, mine, signed_in) -> None:
    client, address = signed_in(people.manager), f"/measures/{mine.pk}/report/"
    opened = client.get(address, headers=HTMX).text
    assert opened.lstrip().startswith("<li")
    assert "<form" in opened
    closed = client.get(f"{address}?closed=1", headers=HTMX).text
    assert "<form" not in closed
    refused = client.post(address, {"status": "stopped", "was": "new"}, headers=HTMX)
    assert (refused.status_code, "Si hvorfor det er stoppet." in refused.text) == (200, True)
    saved = client.post(address, {"status": "done", "was": "new"}, headers=HTMX).text
    assert 'role="status"' in saved
    mine.refresh_from_db()
    assert mine.status == "done"


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_lead_back_only_to_own_pages(people, mine, signed_in, address) -> None:
    said = {"status": "done", "was": "new", "next": address}
    response = signed_in(people.manager).post(f"/measures/{mine.pk}/report/", said)
    assert response["Location"] == f"/measures/{mine.pk}/"


def test_leave_a_colleagues_status_when_only_words_are_added(people, mine, signed_in) -> None:
    set_status(mine, by=people.adviser, status="ongoing")
    signed_in(people.manager).post(f"/measures/{mine.pk}/report/", {"status": "new", "was": "new", "text": "Kurs"})
    mine.refresh_from_db()
    assert (mine.status, mine.results.get().text) == ("ongoing", "Kurs")


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({}, "__all__"),
        ({"status": "stopped"}, "reason"),
        ({"status": "gone"}, "status"),
        ({"actual": "mange"}, "actual"),
        ({"actual": "-1"}, "actual"),
        ({"text": "x", "on": "2999-01-01"}, "on"),
    ],
)
def test_explain_a_report_that_cannot_be_saved(people, mine, signed_in, said, wrong) -> None:
    sent = {"status": "new", "was": "new"} | said
    response = signed_in(people.manager).post(f"/measures/{mine.pk}/report/", sent)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [wrong])


def test_show_my_measures_in_as_many_queries_however_many(people, mine, signed_in) -> None:
    client, asked = signed_in(people.manager), []
    for _turn in range(2):
        client.get("/measures/mine/")
        with CaptureQueriesContext(connection) as queries:
            assert "Kurs for ledere" in client.get("/measures/mine/").text
        asked.append(len(queries))
        words = [MeasureWords(title=f"T {number}", responsibles=("Solvik skole",)) for number in range(9)]
        create_plan(people.solvik, by=people.adviser, title="Q", measures=words)
    assert asked[0] == asked[1]


def test_evaluate_on_a_page_and_lose_nobodys_words(people, mine, signed_in) -> None:
    client, address = signed_in(people.manager), f"/measures/{mine.pk}/evaluate/"
    opened = client.get(address).context["form"]["opened"].value()
    said = {"result": "Mitt", "process_result": "", "effect": "none", "evaluation": "", "correction": ""}
    evaluate_measure(mine, by=people.adviser, **said | {"result": "Ditt"})
    response = client.post(address, said | {"opened": opened})
    conflicts = response.context["form"].conflicts
    assert (response.status_code, [each.name for each in conflicts]) == (422, ["result"])
    again = said | {"opened": response.context["form"]["opened"].value()}
    assert client.post(address, again)["Location"] == f"/measures/{mine.pk}/"
    mine.refresh_from_db()
    assert mine.result == "Mitt"
