"""What a person does to a draft."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from jamn.accounts.models import AuditEvent, User
from jamn.importers import actions
from jamn.importers.actions import Conflict, Refused
from jamn.importers.interpret import Field
from jamn.importers.models import DraftMeasure, Upload
from tests.importers.conftest import rows, texts
from tests.people import People

FRIST = "01.03.2020"


def test_change_a_value_and_understand_it_anew(draft: Upload, people: People) -> None:
    actions.change_value(rows(draft)[0], Field.DEADLINE, "Våren 2027", was=FRIST, by=people.adviser)
    row = rows(draft)[0]
    assert row.values["deadline"] | {"place": None, "anchor": None} == {
        "text": "Våren 2027",
        "confidence": 1.0,
        "place": None,
        "anchor": None,
        "changed": True,
        "read": FRIST,
    }
    assert row.understood["due"] == {"kind": "period", "from": "2027-01", "to": "2027-06"}


def test_note_what_a_value_said_before(draft: Upload, people: People) -> None:
    row = rows(draft)[0]
    actions.change_value(row, Field.DEADLINE, "2027", was=FRIST, by=people.adviser)
    event = AuditEvent.objects.get(verb="change_value")
    assert (event.actor_id, event.employer_id, event.thing_id, event.before, event.after) == (
        people.adviser.pk,
        people.solvik.employer_id,
        str(row.pk),
        {"deadline": FRIST},
        {"deadline": "2027"},
    )


def test_understand_responsibles_status_area_and_grounds_anew(draft: Upload, people: People) -> None:
    row = rows(draft)[0]
    for field, text in {
        Field.RESPONSIBLE: "Rådmannen og HR",
        Field.STATUS: "Ferdig",
        Field.AREA: "Trakassering",
        Field.RISK: "Hets mot ansatte med funksjonsnedsettelse",
        Field.TITLE: "Kurs",
        Field.DESCRIPTION: "",
    }.items():
        actions.change_value(row, field, text, was=row.text(field), by=people.adviser)
    says = rows(draft)[0].understood
    assert (says["responsibles"], says["state"], says["areas"], says["grounds"]) == (
        ["Rådmannen", "HR"],
        "done",
        ["harassment"],
        ["disability"],
    )


def test_restore_what_was_read(draft: Upload, people: People) -> None:
    actions.change_value(rows(draft)[0], Field.DEADLINE, "", was=FRIST, by=people.adviser)
    actions.change_value(rows(draft)[0], Field.DEADLINE, FRIST, was="", by=people.adviser)
    value = rows(draft)[0].values["deadline"]
    assert (value["text"], value["changed"], "read" in value) == (FRIST, True, False)


def test_fill_an_empty_field(draft: Upload, people: People) -> None:
    row = actions.change_value(rows(draft)[0], Field.GOAL, "Halvparten er menn", was="", by=people.adviser)
    assert (row.text("goal"), row.values["goal"]["anchor"], row.values["goal"]["read"]) == (
        "Halvparten er menn",
        row.anchor,
        "",
    )


def test_not_write_over_what_another_person_wrote(draft: Upload, people: People) -> None:
    actions.change_value(rows(draft)[0], Field.DEADLINE, "2027", was=FRIST, by=people.adviser)
    with pytest.raises(Conflict) as conflict:
        actions.change_value(rows(draft)[0], Field.DEADLINE, "2028", was=FRIST, by=people.adviser)
    assert (conflict.value.theirs, texts(draft, "deadline")[0]) == ("2027", "2027")


def test_take_the_same_change_twice(draft: Upload, people: People) -> None:
    for _ in range(2):
        actions.change_value(rows(draft)[0], Field.DEADLINE, "2027", was=FRIST, by=people.adviser)
    assert texts(draft, "deadline")[0] == "2027"


def test_let_two_people_change_two_fields_of_a_row(draft: Upload, people: People) -> None:
    seen = rows(draft)[0]
    actions.change_value(seen, Field.DEADLINE, "2027", was=FRIST, by=people.adviser)
    actions.change_value(seen, Field.RESPONSIBLE, "HR", was=seen.text("responsible"), by=people.adviser)
    assert (texts(draft, "deadline")[0], texts(draft, "responsible")[0]) == ("2027", "HR")


def test_split_a_row(draft: Upload, people: People) -> None:
    row = rows(draft)[0]
    first, second = row.text("title").split("\n") if "\n" in row.text("title") else (row.text("title"), "Mer")
    both = {Field.DEADLINE: FRIST, Field.RESPONSIBLE: "HR"}
    actions.split_measure(
        row,
        {Field.TITLE: first, **both},
        {Field.TITLE: second, Field.DEADLINE: FRIST, Field.RESPONSIBLE: "Styrerne"},
        version=row.version,
        by=people.adviser,
    )
    after = rows(draft)
    assert [each.position for each in after] == [0, 1, 2, 3]
    assert [each.text("title") for each in after[:2]] == [first, second]
    assert [each.text("responsible") for each in after[:2]] == ["HR", "Styrerne"]
    assert [each.understood["due"] for each in after[:2]] == [{"kind": "date", "date": "2020-03-01"}] * 2
    assert (after[1].by_hand, after[1].anchor, after[1].table, after[1].row) == (True, row.anchor, row.table, row.row)
    assert after[1].values["deadline"] == row.values["deadline"]
    assert after[0].text("risk") == ""


def test_not_split_a_row_that_another_person_has_changed(draft: Upload, people: People) -> None:
    seen = rows(draft)[0]
    actions.change_value(seen, Field.DEADLINE, "2027", was=FRIST, by=people.adviser)
    with pytest.raises(Conflict):
        actions.split_measure(seen, {Field.TITLE: "A"}, {Field.TITLE: "B"}, version=seen.version, by=people.adviser)
    assert len(rows(draft)) == 3


@pytest.mark.parametrize(("first", "second"), [({}, {Field.TITLE: "B"}), ({Field.TITLE: "A"}, {Field.TITLE: ""})])
def test_not_split_off_an_empty_row(
    first: dict[Field, str], second: dict[Field, str], draft: Upload, people: People
) -> None:
    row = rows(draft)[0]
    with pytest.raises(Refused):
        actions.split_measure(row, first, second, version=row.version, by=people.adviser)


def test_join_a_row_with_the_one_above(draft: Upload, people: People) -> None:
    upper, lower, _ = rows(draft)
    actions.join_measures(lower, version=lower.version, by=people.adviser)
    joined = rows(draft)[0]
    assert joined.text("deadline") == f"{upper.text('deadline')}\n{lower.text('deadline')}"
    assert joined.text("risk") == upper.text("risk")
    assert [row.dropped for row in rows(draft)] == [False, True, False]


def test_join_with_the_nearest_row_that_is_not_dropped(draft: Upload, people: People) -> None:
    first, second, third = rows(draft)
    actions.drop_measure(second, by=people.adviser)
    assert actions.join_measures(third, version=third.version, by=people.adviser) == first


def test_not_join_the_first_row(draft: Upload, people: People) -> None:
    with pytest.raises(Refused):
        actions.join_measures(rows(draft)[0], version=1, by=people.adviser)


def test_not_join_a_row_that_another_person_has_changed(draft: Upload, people: People) -> None:
    seen = rows(draft)[1]
    actions.change_value(seen, Field.DEADLINE, "2027", was=seen.text("deadline"), by=people.adviser)
    with pytest.raises(Conflict):
        actions.join_measures(seen, version=seen.version, by=people.adviser)


def test_drop_a_row_and_take_it_back(draft: Upload, people: People) -> None:
    row = rows(draft)[1]
    for _ in range(2):
        actions.drop_measure(row, by=people.adviser)
    assert [each.dropped for each in rows(draft)] == [False, True, False]
    actions.take_back(row, by=people.adviser)
    assert [each.dropped for each in rows(draft)] == [False, False, False]
    events = AuditEvent.objects.filter(thing="importers.draftmeasure").order_by("pk")
    assert [event.verb for event in events] == ["drop_measure", "take_back"]


def test_add_a_row(draft: Upload, people: People) -> None:
    row = actions.add_measure(draft, by=people.adviser)
    assert ([each.pk for each in rows(draft)][-1], row.by_hand, row.values) == (row.pk, True, {})


def test_add_a_row_to_an_empty_draft(draft: Upload, people: People) -> None:
    draft.measures.all().delete()
    assert actions.add_measure(draft, by=people.adviser).position == 0


def test_pick_a_piece_up_as_a_new_row_where_it_stands(draft: Upload, people: People) -> None:
    piece = draft.pieces.get(text__contains="tillitsvalgte")
    actions.pick_up_piece(piece, "Lage planen sammen", Field.TITLE, into=None, by=people.adviser)
    piece.refresh_from_db()
    assert texts(draft, "title")[0] == "Lage planen sammen"
    assert (rows(draft)[0].anchor, piece.anchor, piece.taken) == ("b1", "b1", True)


def test_pick_a_piece_up_into_a_field(draft: Upload, people: People) -> None:
    piece = draft.pieces.get(text__contains="tillitsvalgte")
    row = rows(draft)[1]
    actions.pick_up_piece(piece, piece.text, Field.METHOD, into=row, by=people.adviser)
    actions.pick_up_piece(piece, "En gang til", Field.METHOD, into=row, by=people.adviser)
    value = rows(draft)[1].values["method"]
    assert (value["text"], value["anchor"]) == (f"{piece.text}\nEn gang til", "b1")


def test_pick_up_no_empty_piece(draft: Upload, people: People) -> None:
    with pytest.raises(Refused):
        actions.pick_up_piece(draft.pieces.all()[0], "", Field.TITLE, into=None, by=people.adviser)


def test_change_a_fact(draft: Upload, people: People) -> None:
    was = draft.facts["title"]["text"]
    actions.change_fact(draft, "title", "Plan 2027", was=was, by=people.adviser)
    actions.change_fact(draft, "adopted_on", "2026-06-12", was="", by=people.adviser)
    draft.refresh_from_db()
    assert (draft.facts["title"]["text"], draft.facts["title"]["read"]) == ("Plan 2027", was)
    assert draft.facts["adopted_on"]["text"] == "2026-06-12"
    with pytest.raises(Conflict) as conflict:
        actions.change_fact(draft, "title", "Plan 2028", was=was, by=people.adviser)
    assert conflict.value.theirs == "Plan 2027"


def test_note_when_a_draft_changed(draft: Upload, people: People) -> None:
    before = draft.changed_at
    actions.add_measure(draft, by=people.adviser)
    draft.refresh_from_db()
    assert draft.changed_at > before


Verb = Callable[[Upload, DraftMeasure, User], object]
VERBS: dict[str, Verb] = {
    "change_value": lambda _, row, by: actions.change_value(row, Field.TITLE, "A", was=row.text("title"), by=by),
    "split_measure": lambda _, row, by: actions.split_measure(
        row, {Field.TITLE: "A"}, {Field.TITLE: "B"}, version=row.version, by=by
    ),
    "join_measures": lambda _, row, by: actions.join_measures(row, version=row.version, by=by),
    "drop_measure": lambda _, row, by: actions.drop_measure(row, by=by),
    "take_back": lambda _, row, by: actions.take_back(row, by=by),
    "add_measure": lambda upload, _, by: actions.add_measure(upload, by=by),
    "pick_up_piece": lambda upload, _, by: actions.pick_up_piece(
        upload.pieces.all()[0], "A", Field.TITLE, into=None, by=by
    ),
    "change_fact": lambda upload, _, by: actions.change_fact(
        upload, "title", "A", was=upload.facts["title"]["text"], by=by
    ),
    "say_what_columns_mean": lambda upload, _, by: actions.say_what_columns_mean(upload, {(0, 0): None}, by=by),
    "approve": lambda upload, _, by: actions.approve(upload, by=by),
    "discard": lambda upload, _, by: actions.discard(upload, by=by),
}


@pytest.mark.parametrize("who", ["manager", "union", "safety", "outsider"])
@pytest.mark.parametrize("verb", VERBS)
def test_let_only_hr_change_a_draft(verb: str, who: str, draft: Upload, people: People) -> None:
    before = (AuditEvent.objects.count(), [row.values for row in rows(draft)])
    with pytest.raises(PermissionDenied):
        VERBS[verb](draft, rows(draft)[1], getattr(people, who))
    assert (AuditEvent.objects.count(), [row.values for row in rows(draft)]) == before


@pytest.mark.parametrize("verb", VERBS)
def test_change_no_draft_that_was_approved_meanwhile(verb: str, draft: Upload, people: People) -> None:
    row, piece = rows(draft)[1], draft.pieces.all()[0]
    stale = Upload.objects.get(pk=draft.pk)
    actions.approve(draft, by=people.adviser)
    draft.pieces.add(piece, bulk=False) if verb == "pick_up_piece" else None
    row.save(force_insert=True)
    with pytest.raises(Refused):
        VERBS[verb](stale, row, people.adviser)
