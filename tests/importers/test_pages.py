"""The pages on the way from a file to a plan."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jamn.accounts.models import User
from jamn.documents.blocks import Cell, Document, Format, Notice, Place, Table
from jamn.importers import actions
from jamn.importers.interpret import Facts, Field, Measure, Piece, Reading, Value, Why
from jamn.importers.models import DraftMeasure, Upload, UploadState
from jamn.importers.queries.source import parts
from jamn.plan.models import ActionPlan
from tests.importers.conftest import drafted, kept, rows, texts
from tests.people import People
from tests.world import document

SignedIn = Callable[[User], Client]
HTMX = {"HTTP_HX_REQUEST": "true"}
CELL = Place(table=1, row=2)


@pytest.fixture
def client(people: People, signed_in: SignedIn) -> Client:
    """The adviser, who reads English."""
    return _english(signed_in(people.adviser))


def _english(client: Client) -> Client:
    client.cookies["jamn_language"] = "en"
    return client


def _page(client: Client, url: str, **more: Any) -> str:
    response = client.get(url, **more)
    assert response.status_code == 200
    return response.content.decode()


def _url(upload: Upload, rest: str = "") -> str:
    return f"/imports/{upload.pk}/{rest}"


def _value_url(row: DraftMeasure, name: str) -> str:
    return f"/imports/{row.upload_id}/measures/{row.pk}/values/{name}/"


def _unsure(people: People, count: int = 3) -> Upload:
    """A draft with a deadline to check in each measure, and a title to check."""
    measures = tuple(
        Measure({Field.TITLE: Value(f"Tiltak {number}"), Field.DEADLINE: Value("snart?", 0.5, CELL)}, place=CELL)
        for number in range(count)
    )
    facts = Facts(title=Value("Plan?", 0.4))
    notices = (Notice("{count} of {all} measures have no deadline.", {"count": 1, "all": 3}),)
    return drafted(people, document(), Reading(facts, measures, (), notices))


def test_list_uploads_with_their_state(client: Client, people: People) -> None:
    kept(people, "venter.docx")
    drafted(people)
    page = _page(client, "/imports/")
    assert re.findall(r"venter\.docx|plan\.docx|waiting to be read|waiting for approval", page) == [
        "plan.docx",
        "waiting for approval",
        "venter.docx",
        "waiting to be read",
    ]
    assert 'hx-trigger="every 2s"' in page


def test_stop_asking_when_nothing_is_under_way(client: Client, draft: Upload) -> None:
    assert "hx-trigger" not in _page(client, "/imports/", **HTMX)


@pytest.mark.parametrize(("who", "offered"), [("adviser", True), ("union", False)])
def test_say_when_there_are_no_uploads(who: str, offered: bool, people: People, signed_in: SignedIn) -> None:  # noqa: FBT001
    page = _page(_english(signed_in(getattr(people, who))), "/imports/")
    assert "No plan has been brought in yet" in page
    assert ("/imports/new/" in page.partition("<main")[2]) == offered


def test_show_how_far_reading_has_come(client: Client, people: People) -> None:
    upload = kept(people)
    assert "waits for its turn" in _page(client, _url(upload))
    Upload.objects.update(state=UploadState.READING)
    assert "is being read." in _page(client, _url(upload))
    Upload.objects.update(steps=8, steps_done=3)
    page = _page(client, _url(upload), **HTMX)
    assert ("is being read: 3 of 8." in page, 'max="8"' in page, 'value="3"' in page, "<html" in page) == (
        True,
        True,
        True,
        False,
    )


def test_load_the_page_anew_when_reading_is_over(client: Client, draft: Upload) -> None:
    response = client.get(_url(draft), HTTP_HX_TARGET="progress", **HTMX)
    assert response.headers["HX-Refresh"] == "true"


def test_say_in_the_readers_language_why_reading_failed(client: Client, people: People) -> None:
    upload = kept(people, "<b>.docx")
    actions.read_upload(upload)
    page = _page(client, _url(upload))
    assert "“&lt;b&gt;.docx” is cut short or damaged" in page
    assert "/imports/new/" in page.partition("<main")[2]


def test_show_source_and_result_side_by_side(client: Client, draft: Upload) -> None:
    page = _page(client, _url(draft))
    row = rows(draft)[0]
    anchor = row.values["responsible"]["anchor"]
    assert f'id="{anchor}"' in page
    assert f'href="{_url(draft)}source/?at={anchor}#{anchor}"' in page
    assert page.count("<article") == 3
    assert "Planen er laget sammen med de tillitsvalgte." in page


def test_mark_what_is_unsure_in_words(client: Client, people: People) -> None:
    upload = _unsure(people)
    page = _page(client, _url(upload))
    assert page.count("Unsure – please check") == 4
    assert re.search(r"3 measures.*4\s+to check", page, re.DOTALL)
    assert "1 of 3 measures have no deadline." in page
    assert f'href="{_url(upload)}#f-title"' in page


def test_lead_to_the_page_of_the_next_unsure_value(client: Client, people: People) -> None:
    upload = _unsure(people, 60)
    for row in rows(upload)[:55]:
        actions.change_value(row, Field.DEADLINE, "2027", was="snart?", by=people.adviser)
    actions.change_fact(upload, "title", "Plan", was="Plan?", by=people.adviser)
    row = rows(upload)[55]
    page = _page(client, _url(upload))
    assert f'href="{_url(upload)}?page=3#v{row.pk}-deadline"' in page
    assert page.count("<article") == 25
    assert _page(client, _url(upload, "?page=3")).count("<article") == 10


def _queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    return len(asked)


def test_take_the_same_queries_for_any_number_of_measures(client: Client, people: People) -> None:
    few, many = _unsure(people, 3), _unsure(people, 500)
    client.get(_url(few))
    assert _queries(client, _url(few)) == _queries(client, _url(many)) <= 14


def test_take_the_same_queries_for_any_number_of_uploads(client: Client, people: People) -> None:
    kept(people)
    drafted(people)
    client.get("/imports/")
    few = _queries(client, "/imports/")
    for _ in range(6):
        kept(people)
        drafted(people)
    assert _queries(client, "/imports/") == few < 14


def test_let_those_who_may_look_change_nothing(draft: Upload, people: People, signed_in: SignedIn) -> None:
    client = _english(signed_in(people.union))
    page = _page(client, _url(draft))
    assert "You may look at this draft." in page
    assert "<form" not in page.partition("<main")[2]
    row, piece = rows(draft)[1], draft.pieces.all()[0]
    gets = ["facts/title/", f"pieces/{piece.pk}/", f"measures/{row.pk}/split/", f"measures/{row.pk}/values/title/"]
    asks = [client.get(_url(draft, rest)).status_code for rest in [*gets, "approve/", "discard/"]]
    assert asks == [403] * 6
    posts = [*gets, "approve/", "discard/", "measures/", "columns/0/"]
    posts += [f"measures/{row.pk}/{verb}/" for verb in ("join", "drop", "take-back")]
    data = {"text": "A", "was": row.text("title"), "version": "1", "field": "title", "t0-c1": "goal"}
    data |= {"first_title": "A", "second_title": "B"}
    assert [client.post(_url(draft, rest), data).status_code for rest in posts] == [403] * 11
    assert [(each.version, each.dropped) for each in rows(draft)] == [(1, False)] * 3


@pytest.mark.parametrize("who", ["manager", "safety", "outsider"])
def test_hide_a_draft_from_those_whom_it_does_not_reach(
    who: str, draft: Upload, people: People, signed_in: SignedIn
) -> None:
    client = signed_in(getattr(people, who))
    row, piece = rows(draft)[1], draft.pieces.all()[0]
    rest = ["", "source/", "file/", "facts/title/", "approve/", "discard/", f"pieces/{piece.pk}/"]
    rest += [f"measures/{row.pk}/split/", f"measures/{row.pk}/values/title/"]
    assert [client.get(_url(draft, each)).status_code for each in rest] == [404] * 9
    rest += ["columns/0/", "measures/"] + [f"measures/{row.pk}/{verb}/" for verb in ("join", "drop", "take-back")]
    assert [client.post(_url(draft, each)).status_code for each in rest[3:]] == [404] * 11
    assert draft.name not in client.get("/imports/").content.decode()


def test_reach_no_row_or_piece_through_another_draft(client: Client, draft: Upload, people: People) -> None:
    other = drafted(people)
    row, piece = rows(other)[0], other.pieces.all()[0]
    rest = [f"measures/{row.pk}/values/title/", f"measures/{row.pk}/split/", f"pieces/{piece.pk}/"]
    assert [client.get(_url(draft, each)).status_code for each in rest] == [404] * 3


@pytest.mark.parametrize("rest", ["facts/x/", "columns/7/", "measures/99999/values/title/", "pieces/99999/"])
def test_find_nothing_that_is_not_there(rest: str, client: Client, draft: Upload) -> None:
    ask = client.post if "columns" in rest else client.get
    assert ask(_url(draft, rest)).status_code == 404


def test_find_no_field_that_is_not_there(client: Client, draft: Upload) -> None:
    assert client.get(_value_url(rows(draft)[0], "colour")).status_code == 404


def test_change_a_value_without_htmx(client: Client, draft: Upload) -> None:
    row = rows(draft)[0]
    assert "01.03.2020</textarea>" in _page(client, _value_url(row, "deadline"))
    response = client.post(_value_url(row, "deadline"), {"text": "2027\r\nkanskje", "was": "01.03.2020"})
    assert (response.status_code, response.url) == (302, f"{_url(draft)}#m{row.pk}")
    assert texts(draft, "deadline")[0] == "2027\nkanskje"


def test_change_a_value_in_place(client: Client, draft: Upload) -> None:
    row = rows(draft)[0]
    form = _page(client, _value_url(row, "deadline"), **HTMX)
    assert ("<html" in form, f'id="v{row.pk}-deadline"' in form) == (False, True)
    page = client.post(_value_url(row, "deadline"), {"text": "2027", "was": "01.03.2020"}, **HTMX).content.decode()
    assert ("<html" in page, f'id="m{row.pk}"' in page, 'hx-swap-oob="true"' in page) == (False, True, True)
    assert "Read as: 01.03.2020" in page


def test_show_both_texts_when_two_people_change_a_value(client: Client, draft: Upload, people: People) -> None:
    row = rows(draft)[0]
    actions.change_value(row, Field.DEADLINE, "høsten 2027", was="01.03.2020", by=people.adviser)
    mine = {"text": "våren 2028", "was": "01.03.2020"}
    response = client.post(_value_url(row, "deadline"), mine, **HTMX)
    page = response.content.decode()
    assert (response.headers["HX-Retarget"], response.headers["HX-Reswap"]) == (f"#v{row.pk}-deadline", "outerHTML")
    assert "Somebody else has changed this while you wrote." in page
    assert "våren 2028</textarea>" in page
    assert 'name="was" value="høsten 2027"' in page
    assert texts(draft, "deadline")[0] == "høsten 2027"
    client.post(_value_url(row, "deadline"), {"text": "våren 2028", "was": "høsten 2027"}, **HTMX)
    assert texts(draft, "deadline")[0] == "våren 2028"


def test_confirm_an_unsure_value(client: Client, people: People) -> None:
    upload = _unsure(people, 1)
    row = rows(upload)[0]
    page = client.post(_value_url(row, "deadline"), {"text": "snart?", "was": "snart?"}, **HTMX).content.decode()
    assert "Unsure – please check" not in page
    assert rows(upload)[0].values["deadline"]["changed"]


def test_refuse_words_without_end(client: Client, draft: Upload) -> None:
    row = rows(draft)[0]
    response = client.post(_value_url(row, "goal"), {"text": "a" * 20_001, "was": ""})
    assert (response.status_code, texts(draft, "goal")[0]) == (422, "")


def test_change_a_fact(client: Client, draft: Upload) -> None:
    url = _url(draft, "facts/title/")
    was = draft.facts["title"]["text"]
    assert was in _page(client, url)
    response = client.post(url, {"text": "Plan", "was": was})
    assert response.url == f"{_url(draft)}#facts"
    page = client.post(url, {"text": "Plan 2027", "was": "Plan"}, **HTMX).content.decode()
    assert ("Plan 2027" in page, "<html" in page) == (True, False)


def test_take_only_a_day_for_the_day_of_adoption(client: Client, draft: Upload) -> None:
    url = _url(draft, "facts/adopted_on/")
    assert 'type="date"' in _page(client, url)
    assert client.post(url, {"text": "i fjor", "was": ""}).status_code == 422
    assert client.post(url, {"text": "2026-06-12", "was": ""}).status_code == 302
    assert "12 June 2026" in _page(client, _url(draft))
    assert client.post(url, {"text": "", "was": "2026-06-12"}).status_code == 302


def test_split_a_row(client: Client, draft: Upload) -> None:
    row = rows(draft)[0]
    url = _url(draft, f"measures/{row.pk}/split/")
    page = _page(client, url)
    names = re.findall(r'name="(first_\w+|second_\w+)"', page)
    data = dict.fromkeys(names, "") | {"first_title": "A", "second_title": "B", "version": str(row.version)}
    response = client.post(url, data)
    assert (response.status_code, response.url) == (302, f"{_url(draft)}#m{row.pk}")
    assert texts(draft, "title")[:2] == ["A", "B"]


def test_propose_to_split_at_the_first_line_break(client: Client, draft: Upload, people: People) -> None:
    row = rows(draft)[0]
    actions.change_value(row, Field.TITLE, "Første\nAndre", was=row.text("title"), by=people.adviser)
    page = _page(client, _url(draft, f"measures/{row.pk}/split/"))
    said = dict(re.findall(r'name="(\w+)"[^>]*>\s*([^<]*)</textarea>', page))
    assert (said["first_title"], said["second_title"], said["first_deadline"], said["second_deadline"]) == (
        "Første",
        "Andre",
        "01.03.2020",
        "01.03.2020",
    )


def test_show_what_others_wrote_while_a_row_was_split(client: Client, draft: Upload, people: People) -> None:
    row = rows(draft)[0]
    url = _url(draft, f"measures/{row.pk}/split/")
    data = {"first_title": "A", "second_title": "B", "version": str(row.version)}
    actions.change_value(row, Field.DEADLINE, "høsten 2027", was="01.03.2020", by=people.adviser)
    page = client.post(url, data).content.decode()
    assert ("It says now: høsten 2027" in page, ">\nA</textarea>" in page, len(rows(draft))) == (True, True, 3)
    assert f'name="version" value="{row.version + 1}"' in page


def test_say_why_a_row_is_not_split(client: Client, draft: Upload) -> None:
    row = rows(draft)[0]
    url = _url(draft, f"measures/{row.pk}/split/")
    response = client.post(url, {"first_title": "A", "version": str(row.version)})
    assert (response.status_code, "Both rows need some words." in response.content.decode()) == (422, True)


def test_join_drop_take_back_and_add_rows(client: Client, draft: Upload) -> None:
    row = rows(draft)[1]
    verb = f"measures/{row.pk}/"
    assert client.post(_url(draft, f"{verb}drop/")).url == f"{_url(draft)}#m{row.pk}"
    assert [each.dropped for each in rows(draft)] == [False, True, False]
    client.post(_url(draft, f"{verb}take-back/"))
    joined = client.post(_url(draft, f"{verb}join/"), {"version": str(rows(draft)[1].version)})
    assert joined.url == f"{_url(draft)}#m{rows(draft)[0].pk}"
    page = client.post(_url(draft, "measures/"), **HTMX).content.decode()
    assert (page.count("<article"), "<html" in page, "This measure has no words yet." in page) == (4, False, True)


@pytest.mark.parametrize(("headers", "status"), [({}, 302), (HTMX, 200)])
def test_say_on_the_page_why_rows_are_not_joined(
    headers: dict[str, str], status: int, client: Client, draft: Upload
) -> None:
    first = rows(draft)[0]
    response = client.post(_url(draft, f"measures/{first.pk}/join/"), {"version": "x"}, **headers)
    assert response.status_code == status
    assert (response.headers.get("HX-Redirect") or response.headers["Location"]) == _url(draft)
    assert "Somebody else has changed this" in _page(client, _url(draft))


def test_say_what_columns_mean(client: Client, draft: Upload) -> None:
    page = _page(client, _url(draft))
    assert 'name="t0-c1"' in page
    data = {f"t0-c{column['index']}": column["field"] or "" for column in draft.columns} | {"t0-c1": "goal"}
    response = client.post(_url(draft, "columns/0/"), data)
    assert response.url == f"{_url(draft)}#columns"
    assert texts(draft, "goal")[0] == "Få menn søker arbeid i barnehagene"
    page = _page(client, _url(draft))
    assert ("The table was read again." in page, "you have said:" in page) == (True, True)


def test_read_nothing_again_when_no_column_was_changed(client: Client, draft: Upload) -> None:
    data = {f"t0-c{column['index']}": column["field"] or "" for column in draft.columns}
    client.post(_url(draft, "columns/0/"), data)
    assert [row.version for row in rows(draft)] == [1, 1, 1]


def test_pick_a_piece_up(client: Client, draft: Upload) -> None:
    piece = draft.pieces.get(text__contains="tillitsvalgte")
    row = rows(draft)[1]
    url = _url(draft, f"pieces/{piece.pk}/")
    assert piece.text in _page(client, url)
    assert "<html" not in _page(client, url, **HTMX)
    data = {"text": "tillitsvalgte", "measure": str(row.pk), "field": "method"}
    assert client.post(url, data).url == f"{_url(draft)}#m{row.pk}"
    client.post(url, {"text": "Nytt", "measure": "", "field": "title"})
    assert ("tillitsvalgte" in texts(draft, "method"), "Nytt" in texts(draft, "title")) == (True, True)
    assert "picked up" in _page(client, _url(draft))
    assert client.post(url, {"text": "", "measure": "", "field": "title"}).status_code == 422


def test_group_pieces_by_why_they_found_no_place(client: Client, people: People) -> None:
    pieces = (Piece("Fot", Why.FOOTNOTE), Piece("En", Why.TEXT), Piece("To", Why.TEXT))
    upload = drafted(people, document(), Reading(Facts(), (), pieces))
    page = _page(client, _url(upload))
    found = re.findall(r'Running text|Footnotes|id="p\d', page.partition('id="unplaced"')[2])
    assert [each[:4] for each in found] == ["Runn", 'id="', 'id="', "Foot", 'id="']


def test_approve(client: Client, draft: Upload) -> None:
    page = _page(client, _url(draft, "approve/"))
    assert "3 measures come into the register of Solvik kommune." in page
    assert client.post(_url(draft, "approve/")).url == _url(draft)
    plan = ActionPlan.objects.get()
    page = _page(client, _url(draft))
    assert ("3 measures are in the register." in page, f"?plan={plan.pk}" in page) == (True, True)
    assert client.get(_url(draft, "approve/")).status_code == 404
    assert client.get(_url(draft, "discard/")).status_code == 404
    assert client.get(_url(draft, "facts/title/")).status_code == 404


def test_warn_of_unsure_values_before_approving(client: Client, people: People) -> None:
    upload = _unsure(people)
    page = _page(client, _url(upload, "approve/"))
    assert "4 values are still marked as unsure." in page


def test_say_why_a_draft_is_not_approved(client: Client, draft: Upload) -> None:
    client.post(_url(draft, "measures/"))
    assert client.post(_url(draft, "approve/")).url == _url(draft)
    assert "These measures have no words: 4." in _page(client, _url(draft))
    assert not ActionPlan.objects.exists()


def test_throw_away(client: Client, draft: Upload) -> None:
    assert "This cannot be undone." in _page(client, _url(draft, "discard/"))
    assert client.post(_url(draft, "discard/")).url == "/imports/"
    assert "“plan.docx” was thrown away." in _page(client, "/imports/")
    assert client.get(_url(draft)).status_code == 404


def test_say_why_an_approved_plan_is_not_thrown_away(client: Client, draft: Upload, people: People) -> None:
    actions.approve(draft, by=people.adviser)
    assert client.post(_url(draft, "discard/")).url == _url(draft)
    assert "It cannot be thrown away here." in _page(client, _url(draft))


def test_show_the_document_also_after_approval(client: Client, draft: Upload, people: People) -> None:
    anchor = rows(draft)[0].values["responsible"]["anchor"]
    actions.approve(draft, by=people.adviser)
    page = _page(client, _url(draft, f"source/?at={anchor}"))
    shown = re.search(rf'id="{anchor}"[^>]*class="([^"]*)"', page)
    assert shown
    assert "is-shown" in shown[1]
    part = _page(client, _url(draft, "source/?part=1"), **HTMX)
    assert ("<html" in part, "is-shown" in part) == (False, False)


def test_show_the_document_to_those_whom_the_plan_reaches(draft: Upload, people: People, signed_in: SignedIn) -> None:
    plan = actions.approve(draft, by=people.adviser)
    assert signed_in(people.manager).get(_url(draft, "source/")).status_code == 404
    ActionPlan.objects.filter(pk=plan.pk).update(unit=people.school)
    assert signed_in(people.manager).get(_url(draft, "source/")).status_code == 200


def test_show_no_document_that_is_not_read(client: Client, people: People) -> None:
    assert client.get(_url(kept(people), "source/")).status_code == 404


def test_page_through_a_long_document(client: Client, people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jamn.importers.views.preview.parts", lambda each: parts(each, 2))
    upload = drafted(people)
    page = _page(client, _url(upload, "source/"))
    assert ("Part 1 of 5" in page, "Earlier" in page, "Later" in page) == (True, False, True)
    last = _page(client, _url(upload, "source/?part=99"))
    assert ("Part 5 of 5" in last, "Earlier" in last, "Later" in last) == (True, True, False)
    assert client.get(_url(upload, f"source/?part={'9' * 5000}")).status_code == 200


def test_escape_what_a_document_says(client: Client, people: People) -> None:
    bad = "<script>alert(1)</script>"
    reading = Reading(
        Facts(title=Value(bad)), (Measure({Field.TITLE: Value(f"{bad}\n{bad}")}),), (Piece(bad, Why.TEXT),)
    )
    upload = drafted(people, document(), reading)
    for rest in ("", "approve/", "facts/title/", f"pieces/{upload.pieces.get().pk}/"):
        assert bad not in _page(client, _url(upload, rest))


def test_download_the_file_as_it_was(client: Client, people: People) -> None:
    upload = kept(people, "<plan>.html")
    response = client.get(_url(upload, "file/"))
    assert b"".join(response.streaming_content) == b"PK\x03\x04 never read"
    assert response.headers["Content-Disposition"].startswith("attachment; filename")
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    response.close()


def test_download_no_file_that_is_gone(client: Client, draft: Upload) -> None:
    Upload.objects.update(file="")
    assert client.get(_url(draft, "file/")).status_code == 404


@pytest.mark.parametrize(
    ("verb", "rest", "data"),
    [
        ("change_value", "measures/{row}/values/title/", {"text": "A", "was": ""}),
        ("change_fact", "facts/title/", {"text": "A", "was": ""}),
        ("say_what_columns_mean", "columns/0/", {"t0-c1": "goal"}),
        ("pick_up_piece", "pieces/{piece}/", {"text": "A", "measure": "", "field": "title"}),
        ("drop_measure", "measures/{row}/drop/", {}),
    ],
)
def test_go_back_with_the_reason_when_a_draft_was_closed_meanwhile(
    verb: str,
    rest: str,
    data: dict[str, str],
    *,
    client: Client,
    draft: Upload,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise actions.Refused("It was approved meanwhile.")

    monkeypatch.setattr(actions, verb, refuse)
    url = _url(draft, rest.format(row=rows(draft)[1].pk, piece=draft.pieces.all()[0].pk))
    assert client.post(url, data).url == _url(draft)
    assert "It was approved meanwhile." in _page(client, _url(draft))


def _unknown_column(people: People) -> Upload:
    cells = tuple(
        Cell(text, row, column, place=Place(sheet="Ark1", cells=f"{'ABCD'[column]}{row + 1}"))
        for row, texts in enumerate(
            (("Tiltak", "Ansvarlig", "Frist", "Xyzzy"), ("Kurs", "HR", "2027", "a"), ("Møte", "Leder", "2028", "b"))
        )
        for column, text in enumerate(texts)
    )
    return drafted(people, Document("plan.xlsx", Format.XLSX, (Table(cells, 3, 4, header_rows=1),)))


def test_lead_to_a_column_that_nobody_knows(client: Client, people: People) -> None:
    upload = _unknown_column(people)
    actions.change_fact(upload, "title", "Plan", was="", by=people.adviser)
    page = _page(client, _url(upload))
    assert re.search(r"1\s+to check", page)
    assert f'href="{_url(upload)}#column-0-3"' in page
    assert 'class="column-choice unknown" id="column-0-3"' in " ".join(page.split())
    assert 'href="#said-of-columns"' in page
    assert "what the column “Xyzzy” means" in " ".join(_page(client, _url(upload, "approve/")).split())


def test_settle_an_unknown_column_by_leaving_it_out(client: Client, people: People) -> None:
    upload = _unknown_column(people)
    actions.change_fact(upload, "title", "Plan", was="", by=people.adviser)
    said = {"t0-c0": "title", "t0-c1": "responsible", "t0-c2": "deadline", "t0-c3": ""}
    response = client.post(_url(upload, "columns/0/"), said, follow=True)
    page = response.content.decode()
    assert ("nothing left to check" in page, "#said-of-columns" in page) == (True, False)
    assert ("The table was read again." in page, "What you had corrected" in page) == (True, False)


def test_count_a_measure_without_words_as_something_to_check(client: Client, draft: Upload, people: People) -> None:
    row = actions.add_measure(draft, by=people.adviser)
    page = _page(client, _url(draft))
    assert "nothing left to check" not in page
    assert f'href="{_url(draft)}#n{row.pk}"' in page
    assert "1 measure has no words yet" in " ".join(_page(client, _url(draft, "approve/")).split())


def test_say_in_the_list_how_much_a_draft_holds(client: Client, people: People) -> None:
    _unsure(people)
    assert re.search(r"3 measures\s+· 4 to check", _page(client, "/imports/"))


def test_remove_all_that_could_not_be_read(client: Client, people: People, signed_in: SignedIn) -> None:
    keep, gone = drafted(people), kept(people, "borte.docx")
    actions.read_upload(gone)
    others = _english(signed_in(people.union))
    assert "discard-failed" not in _page(others, "/imports/")
    others.post("/imports/discard-failed/")
    assert "discard-failed" in _page(client, "/imports/")
    page = client.post("/imports/discard-failed/", follow=True).content.decode()
    assert "1 file was taken from the list." in page
    assert dict(Upload.objects.values_list("pk", "state")) == {
        keep.pk: UploadState.DRAFT,
        gone.pk: UploadState.DISCARDED,
    }


def test_say_that_a_file_was_approved_before(client: Client, people: People) -> None:
    first = drafted(people)
    assert "was approved" not in " ".join(_page(client, _url(first)).split())
    actions.approve(first, by=people.adviser)
    again = drafted(people)
    for page in (_page(client, _url(again)), _page(client, _url(again, "approve/"))):
        assert "A file with this name and size was approved" in " ".join(page.split())
        assert f'href="{_url(first)}"' in page
