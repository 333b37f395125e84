"""A person says what a column means: the document is understood anew, and corrections stay."""

from __future__ import annotations

from jamn.accounts.models import AuditEvent
from jamn.importers import actions
from jamn.importers.interpret import Field
from jamn.importers.models import Upload
from tests.importers.conftest import rows, texts
from tests.people import People

RISK = (0, 1)
STATUS = (0, 5)


def test_read_a_column_as_another_field(draft: Upload, people: People) -> None:
    was = texts(draft, "risk")
    actions.say_what_columns_mean(draft, {RISK: Field.GOAL}, by=people.adviser)
    assert (texts(draft, "risk"), texts(draft, "goal")) == ([""] * 3, was)


def test_leave_a_column_out(draft: Upload, people: People) -> None:
    was = texts(draft, "risk")
    actions.say_what_columns_mean(draft, {RISK: None}, by=people.adviser)
    assert texts(draft, "risk") == [""] * 3
    assert set(was) <= set(draft.pieces.filter(why="other_column").values_list("text", flat=True))


def test_remember_what_was_said_before(draft: Upload, people: People) -> None:
    actions.say_what_columns_mean(draft, {RISK: Field.GOAL}, by=people.adviser)
    actions.say_what_columns_mean(draft, {STATUS: Field.RESULT}, by=people.adviser)
    draft.refresh_from_db()
    chosen = {(column["table"], column["index"]): column["field"] for column in draft.columns if column["chosen"]}
    assert chosen == {RISK: "goal", STATUS: "result"}
    assert (texts(draft, "goal")[0][:7], texts(draft, "result")[0]) == ("Få menn", "Pågår")


def test_keep_rows_and_what_was_corrected_in_them(draft: Upload, people: People) -> None:
    before = rows(draft)
    actions.change_value(before[0], Field.DEADLINE, "2027", was="01.03.2020", by=people.adviser)
    actions.drop_measure(before[2], by=people.adviser)
    actions.say_what_columns_mean(draft, {RISK: Field.GOAL}, by=people.adviser)
    after = rows(draft)
    assert [row.pk for row in after] == [row.pk for row in before]
    assert [row.dropped for row in after] == [False, False, True]
    assert (after[0].text("deadline"), after[0].understood["due"]["year"]) == ("2027", 2027)
    assert after[0].text("goal")[:7] == "Få menn"


def test_keep_rows_that_were_split_or_added(draft: Upload, people: People) -> None:
    row = rows(draft)[0]
    actions.split_measure(row, {Field.TITLE: "Første"}, {Field.TITLE: "Andre"}, version=row.version, by=people.adviser)
    added = actions.add_measure(draft, by=people.adviser)
    actions.change_value(added, Field.TITLE, "Siste", was="", by=people.adviser)
    before = [each.pk for each in rows(draft)]
    actions.say_what_columns_mean(draft, {RISK: Field.GOAL}, by=people.adviser)
    assert [each.pk for each in rows(draft)] == before
    titles = texts(draft, "title")
    assert (titles[:2], titles[-1]) == (["Første", "Andre"], "Siste")


def test_let_rows_go_that_are_read_no_more(draft: Upload, people: People) -> None:
    title = next(column["index"] for column in draft.columns if column["field"] in ("title", "description"))
    others = {(0, column["index"]): None for column in draft.columns if column["index"] != title}
    actions.change_value(rows(draft)[1], Field.GOAL, "Beholdes", was="", by=people.adviser)
    actions.say_what_columns_mean(draft, {**others, (0, title): None}, by=people.adviser)
    assert texts(draft, "goal") == ["Beholdes"]
    assert [row.position for row in rows(draft)] == [0]


def test_bring_rows_back_that_are_read_again(draft: Upload, people: People) -> None:
    columns = {(0, column["index"]): column["field"] for column in draft.columns}
    titles = texts(draft, "title")
    actions.say_what_columns_mean(draft, dict.fromkeys(columns), by=people.adviser)
    actions.say_what_columns_mean(
        draft, {key: Field(field) if field else None for key, field in columns.items()}, by=people.adviser
    )
    assert texts(draft, "title") == titles


def test_remember_which_pieces_were_picked_up(draft: Upload, people: People) -> None:
    piece = draft.pieces.get(text__contains="tillitsvalgte")
    actions.pick_up_piece(piece, piece.text, Field.METHOD, into=rows(draft)[0], by=people.adviser)
    actions.say_what_columns_mean(draft, {RISK: Field.GOAL}, by=people.adviser)
    assert draft.pieces.get(text__contains="tillitsvalgte").taken
    assert texts(draft, "method")[0] == piece.text


def test_keep_facts(draft: Upload, people: People) -> None:
    actions.change_fact(draft, "title", "Plan 2027", was=draft.facts["title"]["text"], by=people.adviser)
    actions.say_what_columns_mean(draft, {RISK: Field.GOAL}, by=people.adviser)
    draft.refresh_from_db()
    assert draft.facts["title"]["text"] == "Plan 2027"


def test_note_who_said_so(draft: Upload, people: People) -> None:
    actions.say_what_columns_mean(draft, {RISK: Field.GOAL}, by=people.adviser)
    event = AuditEvent.objects.get(verb="say_what_columns_mean")
    assert (event.actor_id, event.before["columns"][1]["field"], event.after["columns"][1]["field"]) == (
        people.adviser.pk,
        "risk",
        "goal",
    )
