"""A plan from the first measure to the next period: focus areas, risks, versions, copies, and what comes back."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from jamn.accounts.models import AuditEvent
from jamn.plan import actions, queries
from jamn.plan.actions import GoalWords, MeasureWords
from jamn.plan.models import ActionPlan, Measure, PlanVersion, Risk, SubGoal

TITLE = "Åpne annonsene for flere"


def test_change_the_facts_of_a_plan(people, shelf) -> None:
    actions.change_plan(shelf.whole, by=people.adviser, period="2027", foreword="Slik", starts_on=date(2027, 1, 1))
    plan = ActionPlan.objects.get(pk=shelf.whole.pk)
    assert (plan.period, plan.foreword, plan.starts_on) == ("2027", "Slik", date(2027, 1, 1))
    assert AuditEvent.objects.get(verb="change_plan").after["starts_on"] == "2027-01-01"
    with pytest.raises(PermissionDenied):
        actions.change_plan(shelf.whole, by=people.union, period="2028")


def test_take_away_a_plan_and_keep_its_words_in_the_trail(people, shelf) -> None:
    with pytest.raises(PermissionDenied):
        actions.take_away_plan(shelf.school, by=people.manager)
    actions.take_away_plan(shelf.school, by=people.adviser)
    assert not ActionPlan.objects.filter(pk=shelf.school.pk).exists()
    before = AuditEvent.objects.get(verb="take_away_plan").before
    assert [measure["title"] for measure in before["measures"]] == ["Snakke om trakassering"]


def test_refuse_to_take_away_an_adopted_plan(people, shelf) -> None:
    actions.adopt_plan(shelf.whole, by=people.adviser, adopted_on=date(2026, 11, 1))
    with pytest.raises(actions.Adopted):
        actions.take_away_plan(shelf.whole, by=people.adviser)
    assert shelf.whole.measures.count() == 4


def test_order_sub_goals_and_keep_their_measures(people, shelf) -> None:
    area = actions.add_focus_area(shelf.whole, by=people.adviser, title="Rekruttering")
    first = [GoalWords(None, "Flere menn"), GoalWords(None, "Flere kvinner")]
    actions.change_focus_area(area, by=people.adviser, title="Rekruttering", goals=first)
    men, women = area.sub_goals.all()
    measure = shelf.measure(TITLE)
    actions.assign_measures(shelf.whole, by=people.adviser, measures=[measure], focus_area=area, sub_goal=men)
    turned = [GoalWords(women.pk, women.text), GoalWords(men.pk, "Langt flere menn")]
    actions.change_focus_area(area, by=people.adviser, title="Rekruttering", goals=turned)
    assert [goal.text for goal in SubGoal.objects.filter(focus_area=area)] == ["Flere kvinner", "Langt flere menn"]
    assert shelf.measure(TITLE).sub_goal_id == men.pk
    actions.take_away_focus_area(area, by=people.adviser)
    assert shelf.measure(TITLE).focus_area_id is None
    labels = [change.name for entry in queries.history_of(shelf.measure(TITLE)) for change in entry.fields]
    assert labels == ["focus_area", "sub_goal", "focus_area", "sub_goal"]


def test_refuse_a_focus_area_of_another_plan(people, shelf) -> None:
    area = actions.add_focus_area(shelf.school, by=people.adviser, title="Skolens")
    with pytest.raises(ValueError, match="plan"):
        actions.assign_measures(shelf.whole, by=people.adviser, measures=[shelf.measure(TITLE)], focus_area=area)


def test_move_focus_areas(people, shelf) -> None:
    areas = [actions.add_focus_area(shelf.whole, by=people.adviser, title=title) for title in "ABC"]
    actions.move_focus_area(areas[2], by=people.adviser, steps=-1)
    actions.move_focus_area(areas[0], by=people.adviser, steps=-1)
    assert [area.title for area in shelf.whole.focus_areas.all()] == ["A", "C", "B"]


def test_raise_a_risk_as_a_representative(people, shelf) -> None:
    risk = actions.raise_risk(shelf.whole, by=people.union, text="Ufrivillig deltid", cause="Turnus")
    assert list(shelf.whole.risks.all())[-1] == risk
    with pytest.raises(PermissionDenied):
        actions.join_risks(shelf.measure(TITLE), by=people.union, risks=[risk])


def test_join_and_part_risks_with_history(people, shelf) -> None:
    measure = shelf.measure(TITLE)
    old, new = measure.risks.get(), actions.raise_risk(shelf.whole, by=people.adviser, text="Ufrivillig deltid")
    actions.join_risks(measure, by=people.adviser, risks=[new])
    assert list(measure.risks.all()) == [new]
    assert "ufrivillig deltid" in shelf.measure(TITLE).search
    (change,) = queries.history_of(measure)[0].fields
    assert (change.name, change.before, change.after) == ("risks", old.text, new.text)
    actions.join_measures(new, by=people.adviser, measures=[])
    assert not measure.risks.exists()


def test_take_away_a_risk_only_when_no_measure_needs_it(people, shelf) -> None:
    risk = shelf.measure(TITLE).risks.get()
    with pytest.raises(actions.StillNeeded) as refused:
        actions.take_away_risk(risk, by=people.adviser)
    assert len(refused.value.measures) == 2
    other = actions.raise_risk(shelf.whole, by=people.adviser, text="En annen")
    for measure in list(risk.measures.all()):
        actions.join_risks(measure, by=people.adviser, risks=[risk, other])
    pk, stood = risk.pk, risk.history.latest().history_date
    actions.take_away_risk(risk, by=people.adviser)
    assert list(shelf.measure(TITLE).risks.all()) == [other]
    back = actions.restore_risk(shelf.whole, risk=pk, by=people.adviser, as_of=stood)
    assert Risk.objects.get(pk=pk).text == back.text


def test_take_a_measure_away_and_put_it_back(people, shelf) -> None:
    measure = shelf.measure(TITLE)
    actions.take_away_measure(measure, by=people.adviser)
    assert not Measure.objects.filter(pk=measure.pk).exists()
    assert queries.overview_of(shelf.whole).whole.total == 3
    event = next(event for event in queries.past_of(shelf.whole) if event.what == "taken_away")
    assert (event.kind, event.pk, event.is_last) == ("measure", measure.pk, True)
    back = actions.put_back_measure(measure, by=people.adviser)
    assert (back.position, back.risks.count(), back.responsibles.count()) == (measure.position, 1, 2)


def test_move_measures_and_number_them_anew(people, shelf) -> None:
    actions.move_measure(shelf.measure(TITLE), by=people.adviser, to=3)
    assert [one.title for one in shelf.whole.measures.all()][2] == TITLE
    assert queries.number_of(shelf.measure(TITLE)) == 3
    actions.move_measure(shelf.measure(TITLE), by=people.adviser, to=99)
    assert [one.position for one in shelf.whole.measures.all()] == [0, 1, 2, 3]
    assert queries.number_of(shelf.measure(TITLE)) == 4


def test_take_in_measures_from_above_only(people, shelf) -> None:
    measure = shelf.measure(TITLE)
    actions.take_in(shelf.school, by=people.manager, measures=[measure])
    assert [row.measure for row in queries.taken_in(shelf.school)] == [measure]
    assert list(queries.plans_below(shelf.whole, queries.plans_for(people.adviser))) == [shelf.school]
    foreign = shelf.measure("Annonser för fler")
    for plan, wrong in ((shelf.school, foreign), (shelf.whole, shelf.measure("Snakke om trakassering"))):
        with pytest.raises(ValueError, match="above"):
            actions.take_in(plan, by=people.adviser, measures=[wrong])
    actions.take_in(shelf.school, by=people.manager, measures=[])
    assert not queries.taken_in(shelf.school).exists()


def test_copy_a_plan_into_the_next_period(people, shelf) -> None:
    area = actions.add_focus_area(shelf.whole, by=people.adviser, title="Rekruttering")
    old = shelf.measure(TITLE)
    actions.assign_measures(shelf.whole, by=people.adviser, measures=[old], focus_area=area)
    actions.change_measure(old, by=people.adviser, result="Resultat", correction="Gjør mer")
    copy = actions.copy_plan(shelf.whole, by=people.adviser, title="Neste", starts_on=date(2029, 1, 1))
    assert copy.previous == shelf.whole
    statuses = {measure.title: measure.status for measure in copy.measures.all()}
    assert statuses == {
        TITLE: "ongoing",
        "Besøke ungdomsskoler": "not_started",
        "Spørre om ønsket stilling": "not_started",
    }
    new = copy.measures.get(title=TITLE)
    assert (new.carried_from, new.result, new.correction, new.deadline) == (old, "", "", old.deadline)
    assert new.focus_area == copy.focus_areas.get()
    assert new.risks.get().plan == copy
    assert [str(each) for each in new.responsibles.all()] == ["HR", "Styrere"]
    assert sorted(str(each) for each in new.grounds.all()) == ["ethnicity", "sex"]
    assert queries.carried(old).after == [new]
    assert AuditEvent.objects.get(verb="copy_plan").after["measures"] == 3


@pytest.mark.parametrize("who", ["union", "manager", "safety", "outsider"])
def test_refuse_copies_and_versions_by_those_who_may_not(people, shelf, who) -> None:
    with pytest.raises(PermissionDenied):
        actions.copy_plan(shelf.whole, by=getattr(people, who), title="Min")
    with pytest.raises(PermissionDenied):
        actions.adopt_plan(shelf.whole, by=getattr(people, who), adopted_on=None)
    assert not PlanVersion.objects.exists()


def test_copy_and_freeze_a_long_plan_in_as_many_queries_as_a_short_one(people) -> None:
    asked = []
    for number in (3, 60):
        words = [
            MeasureWords(
                title=str(each), risk=f"R{each}", areas=("recruitment",), grounds=("sex",), responsibles=("HR",)
            )
            for each in range(number)
        ]
        plan = actions.create_plan(people.solvik, by=people.adviser, title=f"Plan {number}", measures=words)
        with CaptureQueriesContext(connection) as copying:
            actions.copy_plan(plan, by=people.adviser, title="Kopi")
        with CaptureQueriesContext(connection) as freezing:
            actions.adopt_plan(plan, by=people.adviser, adopted_on=None)
        reads = [each for each in copying.captured_queries if not each["sql"].startswith("INSERT")]
        asked.append((len(reads), len(freezing)))  # a database takes so many rows at once, and no more
    assert asked[0] == asked[1]


def test_tell_what_has_changed_since_a_version(people, shelf) -> None:
    version = actions.adopt_plan(shelf.whole, by=people.adviser, adopted_on=date(2026, 11, 1), adopted_by="Rådet")
    assert not queries.changes_since(version)
    actions.change_measure(shelf.measure(TITLE), by=people.adviser, goal="Flere", areas=[], status="done")
    actions.take_away_measure(shelf.measure("Besøke ungdomsskoler"), by=people.adviser)
    actions.add_measure(shelf.whole, by=people.adviser, title="Helt nytt")
    actions.change_plan(shelf.whole, by=people.adviser, foreword="Et forord")
    changes = queries.changes_since(PlanVersion.objects.select_related("plan").get(pk=version.pk))
    assert [name for _, name in changes.measures.new] == ["Helt nytt"]
    assert [name for _, name in changes.measures.gone] == ["Besøke ungdomsskoler"]
    (changed,) = changes.measures.changed
    assert {field.name for field in changed.fields} == {"goal", "areas", "status"}
    assert changes.measures.unchanged == 2
    assert [(fact.name, fact.after) for fact in changes.facts] == [("foreword", "Et forord")]
    shown = queries.version_in_words(PlanVersion.objects.get(pk=version.pk))
    assert [measure.name for measure in shown.measures][:2] == [TITLE, "Besøke ungdomsskoler"]


def test_restore_an_earlier_version_of_a_measure(people, shelf) -> None:
    measure = shelf.measure(TITLE)
    stood = measure.history.latest().history_date
    actions.change_measure(measure, by=people.adviser, goal="Nytt mål", areas=["promotion"], grounds=[])
    actions.take_away_measure(measure, by=people.adviser)
    actions.restore_measure(measure, by=people.adviser, as_of=stood)
    back = shelf.measure(TITLE)
    assert (back.goal, [str(each) for each in back.areas.all()]) == ("", ["recruitment"])
    assert sorted(str(each) for each in back.grounds.all()) == ["ethnicity", "sex"]
    assert back.history.filter(goal="Nytt mål").exists()
    with pytest.raises(PermissionDenied):
        actions.restore_measure(measure, by=people.union, as_of=stood)


def test_restore_the_facts_of_a_plan(people, shelf) -> None:
    stood = shelf.whole.history.latest().history_date
    actions.change_plan(shelf.whole, by=people.adviser, title="Feil")
    actions.restore_plan(shelf.whole, by=people.adviser, as_of=stood)
    assert ActionPlan.objects.get(pk=shelf.whole.pk).title == "Plan for Solvik"


@given(st.text("ab c.\n", max_size=60), st.text("ab c.\n", max_size=60))
def test_mark_words_so_that_both_texts_can_be_read(before, after) -> None:
    pieces = queries.word_differences(before, after)
    if pieces:
        assert "".join(text for kind, text in pieces if kind != "new") == before
        assert "".join(text for kind, text in pieces if kind != "gone") == after
