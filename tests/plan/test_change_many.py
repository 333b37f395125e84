from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jamn.accounts.models import AuditEvent, User
from jamn.plan.actions import MeasureWords, Outdated, change_many, change_measure, create_plan, undo_change
from jamn.plan.models import BulkChange, Measure, Responsible, Status
from jamn.plan.queries.bulk import Wanted, chosen, preview
from jamn.plan.rules import changeable

STOP = Wanted(status=Status.STOPPED, stop_reason="Ingen penger", area="harassment", responsible="Rektor")


def keys() -> list[int]:
    return list(Measure.objects.filter(plan__unit__employer__country="no").order_by("pk").values_list("pk", flat=True))


def change(by: User, wanted: Wanted, which: Collection[int] | None = None) -> BulkChange:
    which = keys() if which is None else which
    allowed = set(changeable(by, Measure.objects.filter(pk__in=which)).values_list("pk", flat=True))
    seen = preview(list(chosen(by, which)), allowed, wanted).digest
    return change_many(which, by=by, wanted=wanted, seen=seen)


def said(measure: Measure) -> tuple[object, ...]:
    measure.refresh_from_db()
    lists = (list(measure.areas.values_list("area", flat=True)), [each.name for each in measure.responsibles.all()])
    return (measure.status, measure.stop_reason, measure.due_on, measure.deadline, *lists)


def test_change_all_with_history_and_one_audit_event(people, shelf) -> None:
    change(people.adviser, STOP)
    for measure in Measure.objects.filter(pk__in=keys()):
        assert (measure.status, measure.stop_reason) == (Status.STOPPED, "Ingen penger")
        assert measure.areas.filter(area="harassment").count() == 1
        assert measure.responsibles.filter(name="Rektor").count() == 1
        newest = measure.history.latest()
        assert (newest.status, newest.history_user, newest.history_type) == (Status.STOPPED, people.adviser, "~")
    assert AuditEvent.objects.filter(verb="change_many").count() == 1
    assert Measure.objects.get(plan=shelf.other).status == Status.ONGOING


def test_set_a_day_that_search_finds(people, shelf) -> None:
    day = date(2031, 5, 9)
    change(people.adviser, Wanted(due_on=day))
    for measure in Measure.objects.filter(pk__in=keys()):
        assert (measure.due_on, measure.due_kind, measure.due_from) == (day, "date", None)
        assert measure.deadline.lower() in measure.search


def test_replace_those_responsible(people, shelf) -> None:
    change(people.adviser, Wanted(responsible="HR", replace=True))
    assert set(Responsible.objects.filter(measure__in=keys()).values_list("name", flat=True)) == {"HR"}
    assert Responsible.objects.filter(measure__in=keys()).count() == 5


def test_leave_out_what_the_person_may_not_change(people, shelf) -> None:
    change(people.manager, STOP)
    assert set(Measure.objects.filter(status=Status.STOPPED).values_list("plan", flat=True)) == {shelf.school.pk}


@pytest.mark.parametrize("who", ["union", "safety", "outsider"])
def test_refuse_those_who_may_change_none(people, shelf, who) -> None:
    with pytest.raises(PermissionDenied):
        change(getattr(people, who), STOP, keys())
    assert not BulkChange.objects.exists()


def test_refuse_when_somebody_has_changed_one_since_the_preview(people, shelf) -> None:
    seen = preview(list(chosen(people.adviser, keys())), set(keys()), STOP).digest
    change_measure(Measure.objects.get(pk=keys()[0]), by=people.adviser, areas=["promotion"])
    with pytest.raises(Outdated):
        change_many(keys(), by=people.adviser, wanted=STOP, seen=seen)
    assert not Measure.objects.filter(status=Status.STOPPED).exists()


@pytest.mark.parametrize(
    "wanted", [STOP, Wanted(responsible="Ny", replace=True), Wanted(due_on=date(2030, 1, 1), ground="age")]
)
def test_undo_everything(people, shelf, wanted) -> None:
    measures = list(Measure.objects.filter(pk__in=keys()))
    before = [said(measure) for measure in measures]
    made = change(people.adviser, wanted)
    assert [said(measure) for measure in measures] != before
    assert undo_change(made, by=people.adviser) == []
    assert [said(measure) for measure in measures] == before
    with pytest.raises(Outdated):
        undo_change(made, by=people.adviser)


def test_leave_at_undo_what_somebody_has_changed_since(people, shelf) -> None:
    made = change(people.adviser, STOP)
    touched = Measure.objects.get(pk=keys()[0])
    change_measure(touched, by=people.adviser, goal="Noe nytt")
    assert undo_change(made, by=people.adviser) == [touched]
    assert list(Measure.objects.filter(status=Status.STOPPED)) == [touched]


def test_refuse_to_undo_anothers_change_or_an_old_one(people, shelf) -> None:
    made = change(people.adviser, STOP)
    with pytest.raises(PermissionDenied):
        undo_change(made, by=people.manager)
    BulkChange.objects.update(at=timezone.now() - timedelta(days=15))
    with pytest.raises(Outdated):
        undo_change(made, by=people.adviser)


def test_ask_the_database_equally_often_for_any_number(people) -> None:
    asked = []
    for count in (20, 100):
        words = [MeasureWords(title=f"Tiltak {number}", responsibles=("HR",)) for number in range(count)]
        plan = create_plan(people.solvik, by=people.adviser, title="Plan", measures=words)
        which = list(plan.measures.values_list("pk", flat=True))
        with CaptureQueriesContext(connection) as queries:
            change(people.adviser, STOP, which)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_choose_look_and_change_in_the_browser(people, shelf, signed_in) -> None:
    client = signed_in(people.manager)
    page = client.post("/measures/bulk/", {"all": "1", "found": "?q=trakassering"})
    assert [measure.title for measure in page.context["measures"]] == ["Snakke om trakassering"]
    both = [measure.pk for measure in Measure.objects.filter(plan__in=[shelf.school, shelf.whole])]
    posted = {"measure": both, "status": "stopped", "stop_reason": "Ingen penger", "step": "preview"}
    look = client.post("/measures/bulk/", posted)
    assert [one.measure.plan for one in look.context["preview"].changes] == [shelf.school]
    assert len(look.context["preview"].refused) == 4
    assert client.post("/measures/bulk/", posted | {"stop_reason": ""}).status_code == 422
    done = client.post("/measures/bulk/", posted | {"step": "apply", "seen": look.context["preview"].digest})
    assert done.status_code == 302
    client.post(f"/measures/bulk/changes/{BulkChange.objects.get().pk}/undo/")
    assert not Measure.objects.filter(status=Status.STOPPED).exists()
