"""A newer version of a known plan is compared with it, measure by measure, and brings no duplicates."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jamn.importers import actions, queries
from jamn.importers.actions import Conflict, Refused
from jamn.importers.interpret import Field
from jamn.importers.models import Fate, Headings, SaidByFile, Upload, Way
from jamn.importers.queries import Comparison, Kind
from jamn.plan.actions import change_measure, change_risk, create_plan, set_status
from jamn.plan.models import ActionPlan, Measure, Responsible, ResponsibleKind, Status
from tests.importers.conftest import drafted
from tests.importers.versions import NEXT, approved, newer, plan_of, row_that_says
from tests.people import People
from tests.world import ROWS

pytestmark = pytest.mark.django_db

BELOW = "\nBilder og ord skal vise både kvinner og menn."
"""The second line of the first measure's title."""


def _compared(upload: Upload) -> Comparison:
    found = queries.comparison(Upload.objects.get(pk=upload.pk))
    assert found is not None
    return found


def _titles(compared: Comparison, kind: Kind) -> list[str]:
    return [str(entry.row.measure if entry.row else entry.measure).split("\n")[0] for entry in compared.of(kind)]


def _measure(plan: ActionPlan, words: str) -> Measure:
    return plan.measures.get(title__contains=words)


def _change(upload: Upload, name: Field) -> queries.FieldChange:
    (found,) = [change for entry in _compared(upload).entries for change in entry.changes if change.name is name]
    return found


def test_suggest_the_plan_that_a_file_looks_like(people: People) -> None:
    plan = approved(people)
    assert drafted(people, plan_of(NEXT)).resembles == plan


def test_suggest_no_plan_for_a_file_of_other_measures(people: People) -> None:
    approved(people)
    assert drafted(people, plan_of([NEXT[2]])).resembles is None


def test_suggest_no_plan_of_another_unit(people: People) -> None:
    plan = approved(people)
    plan.unit = people.school
    plan.save()
    assert drafted(people, plan_of(NEXT)).resembles is None


def test_compare_measure_by_measure(people: People) -> None:
    compared = _compared(newer(people, approved(people)))
    assert {kind: _titles(compared, kind) for kind in Kind} == {
        Kind.CHANGED: ["Skrive om alle utlysningstekster"],
        Kind.NEW: ["Tilby mentor til nye ledere"],
        Kind.GONE: ["Besøke ungdomsskolene"],
        Kind.UNCHANGED: ["Spørre alle om ønsket stilling"],
    }


def test_compare_field_by_field(people: People) -> None:
    (entry,) = _compared(newer(people, approved(people))).of(Kind.CHANGED)
    assert [(change.name, change.before, change.after, change.conflict, change.taken) for change in entry.changes] == [
        (Field.TITLE, f"Skrive om utlysningstekstene{BELOW}", f"Skrive om alle utlysningstekster{BELOW}", False, True),
        (Field.DEADLINE, "01.03.2020", "01.03.2028", False, True),
        (Field.STATUS, "pågår", "Ferdig", False, True),
    ]


def test_compare_with_as_many_queries_for_many_measures(people: People) -> None:
    plan = approved(people)
    upload = newer(people, plan)
    with CaptureQueriesContext(
        connection,
    ) as few:
        _compared(upload)
    rows = [(*ROWS[0][:2], f"Tiltak nummer {number} om noe helt eget", *ROWS[0][3:]) for number in range(30)]
    many = newer(people, approved(people, rows), rows=rows)
    with CaptureQueriesContext(connection) as more:
        _compared(many)
    assert len(more) <= len(few) <= 10


def test_update_the_plan_that_stands(people: People) -> None:
    plan = approved(people)
    keys = list(plan.measures.values_list("pk", flat=True))
    assert actions.approve(newer(people, plan), by=people.adviser) == plan
    assert ActionPlan.objects.count() == 1
    measures = list(plan.measures.all())
    assert [measure.name for measure in measures] == [
        "Spørre alle om ønsket stilling",
        "Skrive om alle utlysningstekster",
        "Besøke ungdomsskolene",
        "Tilby mentor til nye ledere",
    ]
    assert {measure.pk for measure in measures} > set(keys)
    changed = _measure(plan, "utlysningstekster")
    assert changed.pk == keys[0]
    assert (changed.deadline, str(changed.due_on), changed.status) == ("01.03.2028", "2028-03-01", Status.DONE)
    assert changed.history.count() == 2
    assert changed.history.first().history_user == people.adviser
    assert "alle utlysningstekster" in changed.search
    assert _measure(plan, "Spørre").history.count() == 1


def test_update_twice_with_the_same_file_changes_nothing(people: People) -> None:
    plan = approved(people)
    actions.approve(newer(people, plan), by=people.adviser)
    again = newer(people, plan)
    assert _compared(again).counts == {Kind.UNCHANGED: 3, Kind.GONE: 1}
    rows = Measure.history.count()
    actions.approve(again, by=people.adviser)
    assert (plan.measures.count(), Measure.history.count()) == (4, rows)


def test_update_keeps_what_a_person_wrote_unless_told(people: People) -> None:
    plan = approved(people)
    measure = _measure(plan, "Skrive om")
    change_measure(measure, by=people.adviser, title=f"Skrive om utlysningstekstene våre{BELOW}", goal="Flere søkere")
    upload = newer(people, plan)
    change = _change(upload, Field.TITLE)
    assert (change.before, change.imported, change.taken) == (
        f"Skrive om utlysningstekstene våre{BELOW}",
        f"Skrive om utlysningstekstene{BELOW}",
        False,
    )
    actions.approve(upload, by=people.adviser)
    measure.refresh_from_db()
    assert (measure.name, measure.goal, measure.status) == (
        "Skrive om utlysningstekstene våre",
        "Flere søkere",
        Status.DONE,
    )


def test_update_takes_the_files_words_where_a_person_said_so(people: People) -> None:
    plan = approved(people)
    measure = _measure(plan, "Skrive om")
    change_measure(measure, by=people.adviser, title="Skrive om våre utlysningstekster")
    upload = newer(people, plan)
    row = row_that_says(upload, "alle utlysningstekster")
    seen = {Field.TITLE: "Skrive om våre utlysningstekster", Field.STATUS: "ongoing: Pågår"}
    actions.choose_words(row, {Field.TITLE: True, Field.STATUS: False}, seen=seen, by=people.adviser)
    actions.approve(upload, by=people.adviser)
    measure.refresh_from_db()
    assert (measure.name, measure.status) == ("Skrive om alle utlysningstekster", Status.ONGOING)


def test_update_forgets_a_choice_when_the_register_says_something_else_by_now(people: People) -> None:
    plan = approved(people)
    measure = _measure(plan, "Skrive om")
    change_measure(measure, by=people.adviser, title="Skrive om våre utlysningstekster")
    upload = newer(people, plan)
    assert actions.choose_all_words(upload, take=True, by=people.adviser) == 3
    change_measure(measure, by=people.adviser, title="Skrive om utlysningene våre")
    actions.approve(upload, by=people.adviser)
    measure.refresh_from_db()
    assert measure.title == "Skrive om utlysningene våre"


def test_choose_words_that_the_person_did_not_see(people: People) -> None:
    upload = newer(people, approved(people))
    row = row_that_says(upload, "alle utlysningstekster")
    with pytest.raises(Conflict):
        actions.choose_words(row, {Field.TITLE: True}, seen={Field.TITLE: "Noe annet"}, by=people.adviser)


def test_update_keeps_a_status_that_the_file_has_not_heard_of(people: People) -> None:
    """The file says what it said last time; meanwhile the measure was done."""
    plan = approved(people)
    measure = _measure(plan, "Spørre")
    set_status(measure, by=people.adviser, status=Status.DONE)
    upload = newer(people, plan)
    assert _titles(_compared(upload), Kind.UNCHANGED) == ["Spørre alle om ønsket stilling"]
    actions.approve(upload, by=people.adviser)
    measure.refresh_from_db()
    assert measure.status == Status.DONE


def test_update_remembers_what_the_file_said_though_it_was_not_taken(people: People) -> None:
    plan = approved(people)
    change_measure(_measure(plan, "Skrive om"), by=people.adviser, title="Skrive om utlysningstekstene våre")
    actions.approve(newer(people, plan), by=people.adviser)
    again = newer(people, plan)
    assert not _compared(again).of(Kind.CHANGED)


def test_update_keeps_who_a_responsible_is(people: People) -> None:
    plan = approved(people)
    measure = _measure(plan, "Skrive om")
    hr = measure.responsibles.get(name="HR")
    hr.kind, hr.user, hr.accountable = ResponsibleKind.PERSON, people.adviser, True
    hr.save()
    rows = [(*ROWS[0][:3], "Rektorene/HR", *ROWS[0][4:]), *ROWS[1:]]
    actions.approve(newer(people, plan, rows=rows), by=people.adviser)
    assert list(Responsible.objects.filter(measure=measure).values_list("name", "user", "accountable")) == [
        ("Rektorene", None, False),
        ("HR", people.adviser.pk, True),
    ]


def test_update_rewords_a_risk_that_all_its_measures_reword(people: People) -> None:
    plan = approved(people)
    rows = [(row[0], row[1].replace("Få menn", "For få menn"), *row[2:]) for row in ROWS]
    actions.approve(newer(people, plan, rows=rows), by=people.adviser)
    assert [risk.text for risk in plan.risks.all()] == ["For få menn søker arbeid i barnehagene", "Ufrivillig deltid"]
    assert plan.risks.all()[0].measures.count() == 2
    assert "for få menn" in _measure(plan, "Skrive om").search


def test_update_moves_a_measure_to_another_risk_and_leaves_the_old_one_to_the_others(people: People) -> None:
    plan = approved(people)
    rows = [(ROWS[0][0], "Utlysningene støter folk bort", *ROWS[0][2:]), *ROWS[1:]]
    actions.approve(newer(people, plan, rows=rows), by=people.adviser)
    assert [[risk.text for risk in measure.risks.all()] for measure in plan.measures.all()] == [
        ["Utlysningene støter folk bort"],
        ["Få menn søker arbeid i barnehagene"],
        ["Ufrivillig deltid"],
    ]


def test_update_keeps_a_risk_that_a_person_reworded(people: People) -> None:
    plan = approved(people)
    change_risk(plan.risks.all()[1], by=people.adviser, text="Mange jobber ufrivillig deltid", cause="")
    upload = newer(people, plan, rows=[*ROWS[:2], (ROWS[2][0], "Ufrivillig deltid i helse", *ROWS[2][2:])])
    assert _change(upload, Field.RISK).imported == "Ufrivillig deltid"
    actions.approve(upload, by=people.adviser)
    assert [risk.text for risk in plan.risks.all()][1] == "Mange jobber ufrivillig deltid"


def test_update_changes_areas_and_grounds_with_the_words_and_keeps_what_people_added(people: People) -> None:
    plan = approved(people)
    measure = _measure(plan, "Skrive om")
    change_measure(measure, by=people.adviser, areas=["recruitment", "harassment"])
    rows = [("Forfremmelse", *ROWS[0][1:]), *ROWS[1:]]
    actions.approve(newer(people, plan, rows=rows), by=people.adviser)
    assert sorted(measure.areas.values_list("area", flat=True)) == ["harassment", "promotion"]
    assert measure.areas.model.history.filter(measure_id=measure.pk, history_type="-").count() == 1


def test_update_what_the_plan_says_of_itself_only_when_told(people: People) -> None:
    plan = approved(people)
    title = "Handlingsplan for likestilling 2027–2028"
    upload = newer(people, plan, title=title)
    assert next((change.name, change.after) for change in _compared(upload).facts) == ("title", title)
    actions.approve(upload, by=people.adviser, facts_too=False)
    plan.refresh_from_db()
    assert plan.title == "Handlingsplan for likestilling 2026–2027"
    actions.approve(newer(people, plan, title=title), by=people.adviser)
    plan.refresh_from_db()
    assert (plan.title, str(plan.ends_on)) == (title, "2028-12-31")


def test_update_stops_what_is_gone_with_a_reason(people: People) -> None:
    plan = approved(people)
    gone = _measure(plan, "Besøke")
    upload = newer(people, plan)
    actions.decide_of_gone(upload, gone, Fate.STOP, "Skolene kommer til oss.", by=people.adviser)
    actions.approve(upload, by=people.adviser)
    gone.refresh_from_db()
    assert (gone.status, gone.stop_reason) == (Status.STOPPED, "Skolene kommer til oss.")
    assert not upload.gone.exists()


@pytest.mark.parametrize(("fate", "reason"), [(Fate.STOP, ""), (Fate.CARRY, "")])
def test_decide_of_gone_without_sense(people: People, fate: Fate, reason: str) -> None:
    plan = approved(people)
    with pytest.raises(Refused):
        actions.decide_of_gone(newer(people, plan), _measure(plan, "Besøke"), fate, reason, by=people.adviser)


def test_decide_of_a_measure_of_another_plan(people: People) -> None:
    upload = newer(people, approved(people))
    other = create_plan(people.solvik, by=people.adviser, title="En annen")
    stray = Measure.objects.create(plan=other, title="Noe")
    with pytest.raises(PermissionDenied):
        actions.decide_of_gone(upload, stray, Fate.LEAVE, "", by=people.adviser)
    with pytest.raises(PermissionDenied):
        actions.say_which_it_is(row_that_says(upload, "mentor"), stray, by=people.adviser)


def test_make_the_plan_of_the_next_period(people: People) -> None:
    plan = approved(people)
    hr = _measure(plan, "Skrive om").responsibles.get(name="HR")
    hr.kind, hr.user = ResponsibleKind.PERSON, people.adviser
    hr.save()
    new = actions.approve(newer(people, plan, Way.NEXT), by=people.adviser)
    assert (new.previous, ActionPlan.objects.count(), plan.measures.count()) == (plan, 2, 3)
    assert [(measure.name, str(measure.carried_from or "")) for measure in new.measures.all()] == [
        ("Spørre alle om ønsket stilling", "Spørre alle om ønsket stilling"),
        ("Skrive om alle utlysningstekster", "Skrive om utlysningstekstene"),
        ("Tilby mentor til nye ledere", ""),
    ]
    assert _measure(plan, "Skrive om").status == Status.ONGOING
    assert _measure(new, "Skrive om").responsibles.get(name="HR").user == people.adviser


def test_carry_over_and_stop_what_is_gone_from_the_next_plan(people: People) -> None:
    plan = approved(people)
    upload = newer(people, plan, Way.NEXT, rows=[NEXT[1]])
    visit, ask = _measure(plan, "Besøke"), _measure(plan, "Spørre")
    actions.decide_of_gone(upload, visit, Fate.CARRY, "", by=people.adviser)
    actions.decide_of_gone(upload, ask, Fate.STOP, "Alle har svart.", by=people.adviser)
    assert _compared(upload).undecided == 0
    new = actions.approve(upload, by=people.adviser)
    carried = new.measures.last()
    assert carried is not None
    assert (carried.name, carried.carried_from, carried.position) == ("Besøke ungdomsskolene", visit, 1)
    assert [risk.text for risk in carried.risks.all()] == ["Få menn søker arbeid i barnehagene"]
    assert [risk.plan for risk in carried.risks.all()] == [new]
    assert new.risks.count() == 1
    ask.refresh_from_db()
    assert (ask.status, ask.stop_reason) == (Status.STOPPED, "Alle har svart.")


def test_say_that_a_row_is_another_measure(people: People) -> None:
    plan = approved(people)
    upload = newer(people, plan)
    visit = _measure(plan, "Besøke")
    actions.say_which_it_is(row_that_says(upload, "mentor"), visit, by=people.adviser)
    assert _titles(_compared(upload), Kind.GONE) == []
    actions.say_which_it_is(row_that_says(upload, "Spørre"), visit, by=people.adviser)
    compared = _compared(upload)
    assert (_titles(compared, Kind.NEW), _titles(compared, Kind.GONE)) == (
        ["Tilby mentor til nye ledere"],
        ["Spørre alle om ønsket stilling"],
    )


def test_say_that_a_row_is_new(people: People) -> None:
    upload = newer(people, approved(people))
    actions.say_which_it_is(row_that_says(upload, "Spørre"), None, by=people.adviser)
    assert _compared(upload).counts == {Kind.CHANGED: 1, Kind.NEW: 2, Kind.GONE: 2}


def test_find_rows_again_when_the_table_is_read_again(people: People) -> None:
    upload = newer(people, approved(people))
    actions.say_which_it_is(row_that_says(upload, "Spørre"), None, by=people.adviser)
    actions.say_what_columns_mean(upload, {(0, 3): Field.TARGET_GROUP}, by=people.adviser)
    assert _compared(upload).counts == {Kind.CHANGED: 1, Kind.NEW: 2, Kind.GONE: 2}
    assert _change(upload, Field.TARGET_GROUP).before == ""


def test_say_that_it_is_a_new_plan_after_all(people: People) -> None:
    plan = approved(people)
    upload = actions.say_what_it_is(newer(people, plan), way=Way.NEW, plan=None, by=people.adviser)
    assert (upload.next_of, queries.comparison(upload)) == (None, None)
    new = actions.approve(upload, by=people.adviser)
    assert (new.previous, {measure.carried_from for measure in new.measures.all()}) == (None, {None})


def test_say_what_it_is_without_a_plan(people: People) -> None:
    with pytest.raises(Refused):
        actions.say_what_it_is(drafted(people), way=Way.NEXT, plan=None, by=people.adviser)


def test_approve_when_the_known_plan_is_gone(people: People) -> None:
    plan = approved(people)
    upload = newer(people, plan)
    plan.delete()
    with pytest.raises(Refused):
        actions.approve(upload, by=people.adviser)


@pytest.mark.parametrize("who", ["union", "manager", "outsider"])
def test_say_what_it_is_as_somebody_who_may_not(people: People, who: str) -> None:
    plan = approved(people)
    with pytest.raises(PermissionDenied):
        actions.say_what_it_is(drafted(people), way=Way.UPDATE, plan=plan, by=getattr(people, who))


def test_say_that_it_is_a_version_of_another_employers_plan(people: People) -> None:
    other = create_plan(people.other, by=people.outsider, title="Granbys plan")
    with pytest.raises(PermissionDenied):
        actions.say_what_it_is(drafted(people), way=Way.UPDATE, plan=other, by=people.adviser)


def test_compare_with_a_plan_that_was_written_in_the_register(people: People) -> None:
    """Nobody knows what a file said of it, so all its words are a person's."""
    plan = create_plan(people.solvik, by=people.adviser, title="Egen plan")
    Measure.objects.create(plan=plan, title="Skrive om alle utlysningstekster", responsible="Arne")
    upload = newer(people, plan, rows=[NEXT[1]])
    changes: dict[Any, tuple[Any, bool]] = {
        change.name: (change.imported, change.taken) for entry in _compared(upload).entries for change in entry.changes
    }
    assert changes[Field.RESPONSIBLE] == ("", False)
    assert changes[Field.DEADLINE] == (None, True)
    actions.approve(upload, by=people.adviser)
    assert SaidByFile.objects.get().words["responsible"] == "HR/Styrerne"


def test_make_headings_that_are_no_areas_of_the_law_focus_areas(people: People) -> None:
    rows = [("Fokus | Mangfold i ledelse", *row[1:]) for row in ROWS]
    upload = drafted(people, plan_of(rows))
    assert upload.headings == Headings.FOCUS_AREAS
    plan = actions.approve(upload, by=people.adviser)
    assert [area.title for area in plan.focus_areas.all()] == ["Fokus | Mangfold i ledelse"]
    assert {(measure.area, measure.focus_area) for measure in plan.measures.all()} == {("", plan.focus_areas.get())}
    again = newer(people, plan, rows=rows)
    assert _compared(again).counts == {Kind.UNCHANGED: 3}
    moved = [("Fokus | Noe nytt", *rows[0][1:]), *rows[1:]]
    actions.approve(newer(people, plan, rows=moved), by=people.adviser)
    assert next(str(measure.focus_area) for measure in plan.measures.all()) == "Fokus | Noe nytt"


def test_say_that_headings_are_areas(people: People) -> None:
    upload = drafted(people, plan_of([("Fokus | Mangfold i ledelse", *row[1:]) for row in ROWS]))
    actions.say_what_headings_are(upload, Headings.AREAS, by=people.adviser)
    plan = actions.approve(upload, by=people.adviser)
    assert (plan.focus_areas.count(), plan.measures.all()[0].area) == (0, "Fokus | Mangfold i ledelse")


def test_keep_headings_that_are_areas_of_the_law(people: People) -> None:
    assert drafted(people).headings == Headings.AREAS
