from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jamn.accounts.models import AuditEvent
from jamn.plan.actions import MeasureWords, create_plan
from jamn.plan.models import ActionPlan, Measure, MeasureArea, Risk, Status

WORDS = MeasureWords(
    title="Kurs i rekruttering",
    risk="Få søkere med minoritetsbakgrunn",
    cause="Annonsene er skrevet tungt",
    responsible="HR og rektor",
    responsibles=("HR", " rektor ", "HR"),
    deadline="innen mars 2027",
    due={"kind": "month", "year": 2027, "month": 3},
    areas=("recruitment", "development", "recruitment"),
    grounds=("ethnicity",),
    status=Status.ONGOING,
    source={"upload": 7, "name": "plan.docx", "place": {"table": 1, "row": 2}},
)


def test_create_a_plan_with_all_that_it_says(people) -> None:
    plan = create_plan(
        people.school,
        by=people.adviser,
        title="Handlingsplan for likestilling",
        period="2027–2030",
        adopted_on=date(2026, 11, 2),
        adopted_by="Kommunestyret",
        language="nb",
        measures=[WORDS],
    )
    assert (plan.unit, plan.title, plan.adopted_on) == (
        people.school,
        "Handlingsplan for likestilling",
        date(2026, 11, 2),
    )
    measure = plan.measures.get()
    assert (str(plan), str(measure)) == ("Handlingsplan for likestilling", "Kurs i rekruttering")
    assert (measure.title, measure.status, measure.deadline) == ("Kurs i rekruttering", "ongoing", "innen mars 2027")
    assert (measure.due_kind, measure.due_from, measure.due_on) == ("month", date(2027, 3, 1), date(2027, 3, 31))
    assert measure.source == {"upload": 7, "name": "plan.docx", "place": {"table": 1, "row": 2}}
    assert [str(each) for each in measure.responsibles.all()] == ["HR", "rektor"]
    assert [str(each) for each in measure.areas.order_by("id")] == ["recruitment", "development"]
    assert [str(each) for each in measure.grounds.all()] == ["ethnicity"]
    assert [(str(risk), risk.cause) for risk in measure.risks.all()] == [
        ("Få søkere med minoritetsbakgrunn", "Annonsene er skrevet tungt")
    ]


def test_create_a_plan_keeps_the_order_of_its_measures(people) -> None:
    titles = [f"Tiltak {number}" for number in range(12)]
    measures = [MeasureWords(title=title) for title in titles]
    plan = create_plan(people.school, by=people.adviser, title="Plan", measures=measures)
    assert [measure.title for measure in plan.measures.all()] == titles


def test_create_one_risk_for_measures_with_the_same_words(people) -> None:
    said = ["Skjev fordeling av\n menn", "Skjev fordeling av menn ", "Noe annet", ""]
    measures = [MeasureWords(title=str(number), risk=risk) for number, risk in enumerate(said)]
    plan = create_plan(people.school, by=people.adviser, title="Plan", measures=measures)
    risks = list(plan.risks.all())
    assert [risk.text for risk in risks] == ["Skjev fordeling av\n menn", "Noe annet"]
    assert [measure.title for measure in risks[0].measures.all()] == ["0", "1"]
    assert not plan.measures.get(title="3").risks.exists()


def test_create_a_plan_writes_its_history_and_one_event(people) -> None:
    plan = create_plan(people.school, by=people.adviser, title="Plan", measures=[WORDS, WORDS])
    rows = [model.history.get() for model in (plan, plan.risks.get())]
    rows += list(Measure.history.all()) + list(MeasureArea.history.all())
    assert {(row.history_type, row.history_user) for row in rows} == {("+", people.adviser)}
    assert len({row.history_date for row in rows}) == 1
    event = AuditEvent.objects.get(verb="create_plan")
    assert (event.actor_id, event.employer_id, event.thing_id) == (
        people.adviser.pk,
        people.solvik.employer_id,
        str(plan.pk),
    )
    assert event.after == {"title": "Plan", "unit": people.school.pk, "measures": 2}


def test_create_a_local_plan_as_its_manager(people) -> None:
    assert create_plan(people.school, by=people.manager, title="Plan").unit == people.school


@pytest.mark.parametrize("who", ["manager", "union", "safety", "outsider"])
def test_refuse_a_plan_from_those_who_may_not_write(people, who) -> None:
    with pytest.raises(PermissionDenied):
        create_plan(people.solvik, by=getattr(people, who), title="Plan", measures=[WORDS])
    assert not ActionPlan.objects.exists()
    assert not Risk.objects.exists()


def test_create_a_long_plan_in_few_queries(people) -> None:
    measures = [MeasureWords(title=str(number), risk=f"Risiko {number}") for number in range(100)]
    with CaptureQueriesContext(connection) as queries:
        create_plan(people.school, by=people.adviser, title="Plan", measures=measures)
    assert len(queries) <= 25


def test_create_a_plan_without_measures(people) -> None:
    plan = create_plan(people.solvik, by=people.adviser, title="Tom plan")
    assert not plan.measures.exists()
