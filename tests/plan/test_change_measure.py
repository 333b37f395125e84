from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from jamn.accounts.models import AuditEvent
from jamn.plan.actions import change_measure, change_risk, set_status
from jamn.plan.models import Measure, Responsible, Status
from jamn.plan.queries import FieldChange, history_of, measures_for

TITLE = "Åpne annonsene for flere"
READERS = ["manager", "union", "safety", "outsider"]


def told(measure: Measure) -> list[tuple[bool, str, list[tuple[str, str, str]]]]:
    with translation.override("nb"):
        return [
            (change.made, change.who, [(field.name, field.before, field.after) for field in change.fields])
            for change in history_of(measure)
        ]


def test_change_fields_with_one_row_of_history_and_one_event(people, shelf) -> None:
    measure = shelf.measure(TITLE)
    change_measure(
        measure, by=people.adviser, goal="30 prosent menn", due_kind="date", due_on=date(2027, 3, 1), area=""
    )
    changed = shelf.measure(TITLE)
    assert (changed.goal, changed.due_on, changed.area) == ("30 prosent menn", date(2027, 3, 1), "")
    assert changed.description == measure.description
    assert changed.history.count() == 2
    event = AuditEvent.objects.get(verb="change_measure")
    assert (event.actor_id, event.thing_id) == (people.adviser.pk, str(measure.pk))
    assert event.before == {"goal": "", "due_on": measure.due_on.isoformat(), "area": "Rekruttering"}
    assert event.after == {"goal": "30 prosent menn", "due_on": "2027-03-01", "area": ""}


def test_change_nothing_leaves_no_trace(people, shelf) -> None:
    measure = shelf.measure(TITLE)
    change_measure(
        measure,
        by=people.adviser,
        title=measure.title,
        status=measure.status,
        responsibles=["HR", "Styrere "],
        areas=["recruitment"],
        grounds=["ethnicity", "sex"],
    )
    set_status(measure, by=people.adviser, status=measure.status)
    change_risk(
        measure.risks.get(), by=people.adviser, text="Få menn søker i barnehagene", cause=measure.risks.get().cause
    )
    assert measure.history.count() == 1
    assert not AuditEvent.objects.filter(verb__in=["change_measure", "set_status", "change_risk"]).exists()


def test_find_a_measure_by_its_new_words(people, shelf) -> None:
    change_measure(shelf.measure(TITLE), by=people.adviser, description="Ta bort ordet Ærlig")
    found = measures_for(people.adviser).filter(search__contains="ærlig")
    assert [measure.title for measure in found] == [TITLE]
    assert not measures_for(people.adviser).filter(search__contains="rekrutterere")


def test_change_who_is_responsible_and_what_it_concerns(people, shelf) -> None:
    measure = shelf.measure(TITLE)
    change_measure(
        measure, by=people.adviser, responsibles=["Rektor", "", "HR "], areas=["promotion"], grounds=["sex", "age"]
    )
    assert [str(each) for each in measure.responsibles.all()] == ["Rektor", "HR"]
    assert [str(each) for each in measure.areas.all()] == ["promotion"]
    assert sorted(str(each) for each in measure.grounds.all()) == ["age", "sex"]
    event = AuditEvent.objects.get(verb="change_measure")
    assert event.before == {
        "responsibles": ["HR", "Styrere"],
        "areas": ["recruitment"],
        "grounds": ["ethnicity", "sex"],
    }
    assert event.after == {"responsibles": ["Rektor", "HR"], "areas": ["promotion"], "grounds": ["age", "sex"]}


def test_refuse_a_field_that_is_none(people, shelf) -> None:
    with pytest.raises(TypeError, match="plan_id"):
        change_measure(shelf.measure(TITLE), by=people.adviser, plan_id=7)


@pytest.mark.parametrize("who", READERS)
def test_refuse_changes_by_those_who_may_not_write(people, shelf, who) -> None:
    measure, by = shelf.measure(TITLE), getattr(people, who)
    with pytest.raises(PermissionDenied):
        change_measure(measure, by=by, title="Mitt")
    with pytest.raises(PermissionDenied):
        set_status(measure, by=by, status=Status.DONE)
    with pytest.raises(PermissionDenied):
        change_risk(measure.risks.get(), by=by, text="Min", cause="")
    assert shelf.measure(TITLE).status == Status.ONGOING


def test_set_the_status(people, shelf) -> None:
    measure = set_status(shelf.measure(TITLE), by=people.adviser, status=Status.DONE)
    assert (measure.status, measure.is_overdue) == (Status.DONE, False)
    event = AuditEvent.objects.get(verb="set_status")
    assert (event.before, event.after) == ({"status": "ongoing"}, {"status": "done"})


def test_change_a_risk_for_all_its_measures(people, shelf) -> None:
    risk = shelf.measure(TITLE).risks.get()
    change_risk(risk, by=people.adviser, text="Få menn blir ansatt", cause="Ukjent")
    assert {str(measure.risks.get()) for measure in risk.measures.all()} == {"Få menn blir ansatt"}
    assert measures_for(people.adviser).filter(search__contains="få menn blir ansatt").count() == 2
    assert not measures_for(people.adviser).filter(search__contains="annonsene viser").exists()
    event = AuditEvent.objects.get(verb="change_risk")
    assert event.after == {"text": "Få menn blir ansatt", "cause": "Ukjent"}
    assert risk.history.first().history_user == people.adviser


def test_tell_the_history_in_words(people, shelf) -> None:
    measure = shelf.measure(TITLE)
    change_measure(measure, by=people.adviser, goal="Mål", due_kind="text", due_on=None, areas=["promotion", "other"])
    set_status(measure, by=people.adviser, status=Status.STOPPED, reason="Ingen midler")
    measure = measures_for(people.adviser).select_related("plan__unit__employer").get(pk=measure.pk)
    last_week = told(measure)[1][2][2][1]
    assert told(measure) == [
        (False, "Ingrid Solheim", [("status", "pågår", "stoppet"), ("stop_reason", "", "Ingen midler")]),
        (
            False,
            "Ingrid Solheim",
            [
                ("goal", "", "Mål"),
                ("due_kind", "en dato", "i ord"),
                ("due_on", last_week, ""),
                ("law_area", "rekruttering", "forfremmelse, andre områder, for eksempel arbeidsmiljø"),
            ],
        ),
        (True, "Ingrid Solheim", []),
    ]


def test_tell_the_history_after_a_person_is_gone(people, shelf) -> None:
    measure = shelf.measure(TITLE)
    set_status(measure, by=people.adviser, status=Status.DONE)
    people.adviser.delete()
    assert [(change.who, len(change.fields)) for change in history_of(measure)] == [("", 1), ("", 0)]
    assert isinstance(history_of(measure)[0].fields[0], FieldChange)


def test_tell_no_history_where_none_was_kept(people, shelf) -> None:
    measure = shelf.measure(TITLE)
    Measure.history.all().delete()
    type(measure.areas.get()).history.all().delete()
    type(measure.grounds.first()).history.all().delete()
    Responsible.history.all().delete()
    assert history_of(measure) == []
