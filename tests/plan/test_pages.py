from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jamn.plan.actions import MeasureWords, change_measure, change_risk, create_plan, set_status
from jamn.plan.models import Measure

TITLE = "Åpne annonsene for flere"


def addresses(shelf: Any) -> dict[str, str]:
    measure = shelf.measure(TITLE)
    return {
        "measure": f"/measures/{measure.pk}/",
        "edit_measure": f"/measures/{measure.pk}/edit/",
        "set_status": f"/measures/{measure.pk}/status/",
        "edit_risk": f"/risks/{measure.risks.get().pk}/edit/",
        "plan": f"/plans/{shelf.whole.pk}/",
    }


def posted(measure: Measure, **changes: Any) -> dict[str, Any]:
    """What the browser sends from the edit page, with line breaks as browsers write them."""
    names = ("title", "description", "area", "ground", "goal", "method", "target_group", "responsible", "deadline")
    names += ("due_kind", "status", "status_words", "follow_up", "result", "evaluation", "correction")
    names += ("background", "success_criterion", "stop_reason", "target_unit", "cost_note", "process_result", "effect")
    said = {name: getattr(measure, name).replace("\n", "\r\n") for name in names}
    said |= {"target": str(measure.target or ""), "cost": str(measure.cost or ""), "follow_up_on": ""}
    said |= {"due_from": "", "due_on": measure.due_on.isoformat() if measure.due_on else ""}
    said |= {
        "responsibles-name": [each.name for each in measure.responsibles.all()],
        "responsibles-kind": [each.kind for each in measure.responsibles.all()],
        "areas": [each.area for each in measure.areas.all()],
        "grounds": [each.ground for each in measure.grounds.all()],
    }
    return said | changes


@pytest.mark.parametrize("name", ["measure", "edit_measure", "set_status", "edit_risk", "plan"])
def test_answer_404_to_another_employer(people, shelf, signed_in, name) -> None:
    client, address = signed_in(people.outsider), addresses(shelf)[name]
    assert client.post(address, {"status": "done", "text": "x"}).status_code in {404, 405}
    if name != "set_status":
        assert client.get(address).status_code == 404
    assert shelf.measure(TITLE).status == "ongoing"


def test_answer_404_to_the_unit_beside(people, shelf, signed_in) -> None:
    client, measure = signed_in(people.safety), shelf.measure("Snakke om trakassering")
    addressed = (f"/plans/{shelf.school.pk}/", f"/measures/{measure.pk}/", f"/measures/{measure.pk}/edit/")
    assert [client.get(address).status_code for address in addressed] == [404, 404, 404]
    assert client.post(f"/measures/{measure.pk}/status/", {"status": "done"}).status_code == 404


@pytest.mark.parametrize("who", ["union", "manager", "safety"])
@pytest.mark.parametrize("name", ["measure", "plan"])
def test_let_those_whom_the_plan_concerns_read(people, shelf, signed_in, name, who) -> None:
    response = signed_in(getattr(people, who)).get(addresses(shelf)[name])
    assert response.status_code == 200
    for write in (b"/edit/", b"/report/", b"/evaluate/", b"/links/", b"/attachments/", b"/remove/"):
        assert write not in response.content


@pytest.mark.parametrize("who", ["union", "manager", "safety"])
@pytest.mark.parametrize("name", ["edit_measure", "set_status", "edit_risk"])
def test_refuse_writes_by_those_who_may_read(people, shelf, signed_in, name, who) -> None:
    response = signed_in(getattr(people, who)).post(addresses(shelf)[name], {"status": "done", "text": "x"})
    assert response.status_code == 403
    assert shelf.measure(TITLE).status == "ongoing"


def test_ask_a_stranger_to_sign_in(people, shelf, client) -> None:
    for name, address in addresses(shelf).items():
        response = client.post(address) if name == "set_status" else client.get(address)
        assert (response.status_code, response["Location"].split("?")[0]) == (302, "/sign-in/")


def test_write_by_post_only(people, shelf, signed_in) -> None:
    assert signed_in(people.adviser).get(addresses(shelf)["set_status"]).status_code == 405


def test_show_all_that_is_known_of_a_measure(people, signed_in) -> None:
    words = {
        name: f"ord for {name}"
        for name in (
            "title",
            "description",
            "area",
            "ground",
            "risk",
            "cause",
            "goal",
            "method",
            "target_group",
            "responsible",
            "deadline",
            "status_words",
            "follow_up",
            "result",
            "evaluation",
            "correction",
            "background",
            "success_criterion",
            "process_result",
            "cost_note",
        )
    }
    source = {
        "upload": 7,
        "name": "plan.docx",
        "place": {"page": 2, "table": 1, "row": 4},
        "anchor": "b3c4",
        "text": "hele raden",
    }
    measure = MeasureWords(
        **words,
        responsibles=("HR", "Rektor"),
        areas=("recruitment",),
        grounds=("sex",),
        due={"kind": "period", "from": "2024", "to": "2026"},
        source=source,
    )
    other = MeasureWords(title="Et annet tiltak", risk=words["risk"], cause=words["cause"])
    plan = create_plan(people.solvik, by=people.adviser, title="Planen", measures=[measure, other])
    page = signed_in(people.adviser).get(f"/measures/{plan.measures.first().pk}/").content.decode()
    for said in words.values():
        assert said in page
    for said in ("HR", "Rektor", "Rekruttering", "Kjønn", "Et annet tiltak", "plan.docx", "hele raden"):
        assert said in page
    assert "Side 2, tabell 1, rad 4" in page
    assert "En periode: fra 1. januar 2024 til 31. desember 2026" in page
    assert 'href="/imports/7/source/?at=b3c4#b3c4"' in page
    below = signed_in(people.manager).get(f"/measures/{plan.measures.first().pk}/").text
    assert "hele raden" in below
    assert "/source/" not in below


def test_say_who_and_what_once_where_the_words_are_the_same(people, signed_in) -> None:
    words = {"responsible": "Kommunedirektøren", "responsibles": ("Kommunedirektøren",)}
    words |= {"area": "rekruttering", "areas": ("recruitment",), "ground": "Alle grunner"}
    measure = MeasureWords(title="Tiltak", **words)
    plan = create_plan(people.solvik, by=people.adviser, title="Planen", measures=[measure])
    page = signed_in(people.adviser).get(f"/measures/{plan.measures.get().pk}/").text
    assert page.count("Kommunedirektøren") == 1
    assert page.casefold().count("rekruttering") == 1
    assert "Grunnlag med planens ord" in page


def test_show_a_measure_in_the_same_number_of_queries_however_much_happened(people, shelf, signed_in) -> None:
    client, address = signed_in(people.adviser), addresses(shelf)["measure"]
    asked = []
    for status in ("done", "ongoing"):
        for each in (status, "new", "stopped"):
            set_status(shelf.measure(TITLE), by=people.adviser, status=each, reason="Nei")
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 15


def test_change_the_status_on_the_page(people, shelf, signed_in) -> None:
    addressed = addresses(shelf)
    response = signed_in(people.adviser).post(addressed["set_status"], {"status": "done"}, follow=True)
    assert response.redirect_chain == [(addressed["measure"], 302)]
    assert shelf.measure(TITLE).status == "done"


def test_pass_over_a_status_that_is_none(people, shelf, signed_in) -> None:
    signed_in(people.adviser).post(addresses(shelf)["set_status"], {"status": "gone"})
    assert shelf.measure(TITLE).status == "ongoing"


def test_edit_every_field(people, shelf, signed_in) -> None:
    client, measure = signed_in(people.adviser), shelf.measure(TITLE)
    assert client.get(addresses(shelf)["edit_measure"]).status_code == 200
    said = posted(
        measure,
        description="To\r\nlinjer",
        **{"responsibles-name": ["Rektor", " ", "HR"], "responsibles-kind": ["", "", ""]},
        areas=["promotion"],
        grounds=[],
        due_kind="year",
        due_from="2028-01-01",
        due_on="2028-12-31",
        status="done",
    )
    response = client.post(addresses(shelf)["edit_measure"], said)
    assert (response.status_code, response["Location"]) == (302, addresses(shelf)["measure"])
    changed = shelf.measure(TITLE)
    assert (changed.description, changed.status, changed.due_kind) == ("To\nlinjer", "done", "year")
    assert [str(each) for each in changed.responsibles.all()] == ["Rektor", "HR"]
    assert [str(each) for each in changed.areas.all()] == ["promotion"]
    assert not changed.grounds.exists()


def test_save_the_edit_page_unchanged_without_a_trace(people, signed_in) -> None:
    words = MeasureWords(
        title="Tiltak\nover to linjer",
        description="Først\n· så\n· så",
        due={"kind": "recurring", "rrule": "FREQ=YEARLY;BYMONTH=3", "times": 1, "per": "year"},
        areas=("working_conditions",),
    )
    plan = create_plan(people.solvik, by=people.adviser, title="Planen", measures=[words])
    measure = plan.measures.get()
    response = signed_in(people.adviser).post(f"/measures/{measure.pk}/edit/", posted(measure))
    assert response.status_code == 302
    assert measure.history.count() == 1
    assert plan.measures.get().due_rule == "FREQ=YEARLY;BYMONTH=3"


def test_forget_the_rule_of_what_no_longer_recurs(people, signed_in) -> None:
    words = MeasureWords(title="Tiltak", due={"kind": "recurring", "rrule": "FREQ=YEARLY", "times": 1, "per": "year"})
    plan = create_plan(people.solvik, by=people.adviser, title="Planen", measures=[words])
    measure = plan.measures.get()
    signed_in(people.adviser).post(f"/measures/{measure.pk}/edit/", posted(measure, due_kind="continuous"))
    changed = plan.measures.get()
    assert (changed.due_kind, changed.due_on, changed.due_rule, changed.due_times, changed.due_per) == (
        "continuous",
        None,
        "",
        None,
        "",
    )


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"title": "", "description": " "}, "title"),
        ({"due_kind": "date", "due_on": ""}, "due_on"),
        ({"due_kind": "date", "due_on": "i morgen"}, "due_on"),
        ({"due_kind": "period", "due_from": "2028-01-01", "due_on": "2027-01-01"}, "due_on"),
        ({"areas": ["money"]}, "areas"),
        ({"status": "gone"}, "status"),
    ],
)
def test_explain_what_cannot_be_saved(people, shelf, signed_in, changes, wrong) -> None:
    measure = shelf.measure(TITLE)
    response = signed_in(people.adviser).post(addresses(shelf)["edit_measure"], posted(measure, **changes))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [wrong]
    assert measure.history.count() == 1


def opened(client: Client, address: str) -> str:
    """What the edit page remembers of what stood when it was opened."""
    return client.get(address).context["form"]["opened"].value()


def test_let_nobody_write_over_what_a_colleague_has_changed(people, shelf, signed_in) -> None:
    client, measure, address = signed_in(people.adviser), shelf.measure(TITLE), addresses(shelf)["edit_measure"]
    mine = posted(measure, goal="Mitt mål", status="done", opened=opened(client, address))
    change_measure(measure, by=people.adviser, goal="En annens mål", method="En annens måte", areas=["promotion"])

    response = client.post(address, mine)
    form = response.context["form"]
    assert response.status_code == 422
    assert {each.name: each.theirs for each in form.conflicts} == {
        "goal": "En annens mål",
        "method": "En annens måte",
        "areas": "Forfremmelse",
    }
    assert [form[name].value() for name in ("goal", "method", "areas", "status")] == [
        "Mitt mål",
        "En annens måte",
        ["promotion"],
        "done",
    ]
    assert shelf.measure(TITLE).goal == "En annens mål"

    again = mine | {name: form[name].value() for name in ("method", "areas", "opened")}
    assert client.post(address, again).status_code == 302
    changed = shelf.measure(TITLE)
    assert (changed.goal, changed.method, changed.status) == ("Mitt mål", "En annens måte", "done")
    assert [str(each) for each in changed.areas.all()] == ["promotion"]


@pytest.mark.parametrize(
    ("theirs", "said"),
    [
        ({"status": "stopped", "stop_reason": "Nei"}, "Stoppet"),
        ({"due_on": date(2031, 2, 1)}, "1. februar 2031"),
        ({"description": ""}, ""),
        ({"responsibles": ["Rektor", "HR"]}, "Rektor, HR"),
        ({"grounds": ["age"]}, "Alder"),
    ],
)
def test_say_in_words_what_a_colleague_has_chosen(people, shelf, signed_in, theirs, said) -> None:
    client, measure, address = signed_in(people.adviser), shelf.measure(TITLE), addresses(shelf)["edit_measure"]
    mine = {"status": "done", "due_on": "2030-01-01", "description": "x", "grounds": ["sex"]}
    mine |= {"responsibles-name": ["Jeg"], "responsibles-kind": [""]}
    sent = posted(measure, **mine, opened=opened(client, address))
    change_measure(measure, by=people.adviser, **theirs)
    conflicts = client.post(address, sent).context["form"].conflicts
    assert {each.name: each.theirs for each in conflicts}[next(iter(theirs))] == said


def test_take_it_calmly_when_a_colleague_has_written_the_same(people, shelf, signed_in) -> None:
    client, measure, address = signed_in(people.adviser), shelf.measure(TITLE), addresses(shelf)["edit_measure"]
    mine = posted(measure, goal="Samme mål", opened=opened(client, address))
    change_measure(measure, by=people.adviser, goal="Samme mål")
    assert client.post(address, mine).status_code == 302


@pytest.mark.parametrize("what", ["", "no digests", "[1]"])
def test_save_a_page_that_remembers_nothing(people, shelf, signed_in, what) -> None:
    said = posted(shelf.measure(TITLE), goal="Mål", opened=what)
    assert signed_in(people.adviser).post(addresses(shelf)["edit_measure"], said).status_code == 302


def test_let_nobody_write_over_a_colleagues_risk(people, shelf, signed_in) -> None:
    client, address = signed_in(people.adviser), addresses(shelf)["edit_risk"]
    risk = shelf.measure(TITLE).risks.get()
    mine = {"text": "Min risiko", "cause": risk.cause, "opened": opened(client, address)}
    change_risk(risk, by=people.adviser, text="En annens risiko", cause=risk.cause)
    response = client.post(address, mine)
    assert (response.status_code, [each.name for each in response.context["form"].conflicts]) == (422, ["text"])
    assert "En annens risiko" in response.text
    assert "Min risiko" in response.text
    assert client.post(address, mine | {"opened": response.context["form"]["opened"].value()}).status_code == 302


def test_ask_whether_the_days_stand_when_the_deadlines_words_change(people, shelf, signed_in) -> None:
    client, measure, address = signed_in(people.adviser), shelf.measure(TITLE), addresses(shelf)["edit_measure"]
    said = posted(measure, deadline="innen 1. mai 2030")
    response = client.post(address, said)
    assert (response.status_code, set(response.context["form"].errors)) == (422, {"still_due"})
    assert 'name="still_due"' in response.text
    assert 'name="still_due"' not in client.get(address).text
    assert client.post(address, said | {"still_due": "on"}).status_code == 302
    assert (shelf.measure(TITLE).deadline, shelf.measure(TITLE).due_on) == ("innen 1. mai 2030", measure.due_on)
    assert client.post(address, said | {"deadline": "1. juni 2030", "due_on": "2030-06-01"}).status_code == 302


def test_ask_nothing_about_days_that_were_never_understood(people, signed_in) -> None:
    measure = create_plan(
        people.solvik, by=people.adviser, title="P", measures=[MeasureWords(title="T", deadline="Vår")]
    ).measures.get()
    said = posted(measure, deadline="Høst")
    assert signed_in(people.adviser).post(f"/measures/{measure.pk}/edit/", said).status_code == 302


def test_edit_a_risk_for_all_its_measures(people, shelf, signed_in) -> None:
    client, address = signed_in(people.adviser), addresses(shelf)["edit_risk"]
    assert "2 tiltak" in client.get(address).content.decode()
    response = client.post(address, {"text": "Få\r\nmenn", "cause": ""})
    assert (response.status_code, response["Location"]) == (302, addresses(shelf)["measure"])
    assert shelf.measure("Besøke ungdomsskoler").risks.get().text == "Få\nmenn"
    assert client.post(address, {"text": "", "cause": "Grunn"}).status_code == 422


def test_edit_a_risk_without_measures(people, shelf, signed_in) -> None:
    risk = shelf.measure(TITLE).risks.get()
    risk.measures.clear()
    response = signed_in(people.adviser).post(f"/risks/{risk.pk}/edit/", {"text": "Ny", "cause": ""})
    assert response["Location"] == f"/plans/{shelf.whole.pk}/"


def test_show_a_plan_at_a_glance(people, shelf, signed_in) -> None:
    response = signed_in(people.adviser).get(addresses(shelf)["plan"])
    overview = response.context["overview"]
    assert (overview.whole.total, overview.late) == (4, 1)
    assert dict(overview.whole.by_status) == {"new": 1, "not_started": 1, "ongoing": 1, "done": 1, "stopped": 0}
    assert [(row.key, row.total) for row in overview.areas] == [("recruitment", 2), ("pay_and_conditions", 1), ("", 1)]
    assert list(overview.areas[0].pieces()) == [("not_started", 0, 1), ("ongoing", 1, 1)]
    page = response.content.decode()
    assert f"/measures/?plan={shelf.whole.pk}&amp;area=recruitment&amp;status=ongoing" in page
    assert f"/measures/?plan={shelf.whole.pk}&amp;overdue=1" in page


def test_show_a_plan_without_measures(people, signed_in) -> None:
    plan = create_plan(people.solvik, by=people.adviser, title="Tom", adopted_by="Kommunestyret", language="nn")
    response = signed_in(people.adviser).get(f"/plans/{plan.pk}/")
    assert response.context["facts"] == [("Vedtatt av", "Kommunestyret"), ("Språk", "nynorsk")]
    assert not list(response.context["overview"].whole.pieces())


def test_keep_an_area_that_no_law_has_any_more(people, signed_in) -> None:
    words = MeasureWords(title="Tiltak", areas=("gone", "recruitment"))
    plan = create_plan(people.solvik, by=people.adviser, title="Plan", measures=[words])
    overview = signed_in(people.adviser).get(f"/plans/{plan.pk}/").context["overview"]
    assert [row.name for row in overview.areas] == ["rekruttering", "gone"]
