"""A focus area or a sub-goal that comes back has what was in it, where that has no other place now."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from jamn.accounts.models import AuditEvent
from jamn.plan import actions, queries
from jamn.plan.actions import GoalWords
from jamn.plan.models import FocusArea, Measure, SubGoal


def _area(people, shelf) -> FocusArea:
    """A focus area with two sub-goals: one measure to the first, one to the second, one to neither."""
    by, plan = people.adviser, shelf.whole
    area = actions.add_focus_area(plan, by=by, title="Rekruttering", text="Flere søkere")
    goals = [GoalWords(None, "Flere menn"), GoalWords(None, "Flere kvinner")]
    actions.change_focus_area(area, by=by, title=area.title, text=area.text, goals=goals)
    first, second = area.sub_goals.all()
    for title, goal in (
        ("Åpne annonsene for flere", first),
        ("Besøke ungdomsskoler", second),
        ("Spørre om ønsket stilling", None),
    ):
        actions.assign_measures(plan, by=by, measures=[shelf.measure(title)], focus_area=area, sub_goal=goal)
    return area


def _places(shelf) -> dict[str, tuple[str, str]]:
    rows = Measure.objects.filter(plan=shelf.whole).exclude(focus_area=None)
    return {row.title: (row.focus_area.title, row.sub_goal.text if row.sub_goal else "") for row in rows}


def _last(plan, kind: str):
    return next(event for event in queries.past_of(plan) if event.kind == kind)


def _back(client, plan, event):
    data = {"as_of": event.at.isoformat(), "kind": event.kind, "pk": event.pk}
    return client.post(reverse("plan:restore_plan", args=[plan.pk]), data)


def test_bring_a_focus_area_back_with_its_goals_and_measures(people, shelf, signed_in) -> None:
    by, plan, client = people.adviser, shelf.whole, signed_in(people.adviser)
    area = _area(people, shelf)
    pk, before = area.pk, _places(shelf)
    actions.take_away_focus_area(area, by=by)
    assert _places(shelf) == {}
    event = _last(plan, "focusarea")
    assert (event.what, event.may_return) == ("taken_away", True)
    assert [each.may_return for each in queries.past_of(plan) if each.kind == "subgoal"] == [False] * 4
    assert _back(client, plan, event).status_code == 302
    assert _places(shelf) == before
    back = plan.focus_areas.get(pk=pk)
    assert (back.title, back.text) == ("Rekruttering", "Flere søkere")
    assert [goal.text for goal in back.sub_goals.all()] == ["Flere menn", "Flere kvinner"]
    assert queries.past_of(plan)[0].what == "put_back"
    assert AuditEvent.objects.filter(verb="restore_focus_area").get().actor_id == by.pk


def test_leave_a_measure_where_it_was_put_since(people, shelf) -> None:
    by, plan = people.adviser, shelf.whole
    area = _area(people, shelf)
    pk = area.pk
    actions.take_away_focus_area(area, by=by)
    gone = _last(plan, "focusarea").at
    other = actions.add_focus_area(plan, by=by, title="Deltid")
    moved = shelf.measure("Besøke ungdomsskoler")
    actions.assign_measures(plan, by=by, measures=[moved], focus_area=other)
    actions.take_away_measure(shelf.measure("Spørre om ønsket stilling"), by=by)
    actions.restore_focus_area(plan, focus_area=pk, by=by, as_of=gone)
    assert _places(shelf) == {
        "Åpne annonsene for flere": ("Rekruttering", "Flere menn"),
        "Besøke ungdomsskoler": ("Deltid", ""),
    }


def test_bring_a_sub_goal_back_with_its_measures(people, shelf, signed_in) -> None:
    by, plan = people.adviser, shelf.whole
    area = _area(people, shelf)
    first, second = area.sub_goals.all()
    pk, before = first.pk, _places(shelf)
    kept = [GoalWords(second.pk, second.text)]
    actions.change_focus_area(area, by=by, title=area.title, text=area.text, goals=kept)
    assert _places(shelf)["Åpne annonsene for flere"] == ("Rekruttering", "")
    event = next(each for each in queries.past_of(plan) if each.kind == "subgoal" and each.what == "taken_away")
    assert event.may_return
    _back(signed_in(by), plan, event)
    assert _places(shelf) == before
    assert SubGoal.objects.get(pk=pk).text == "Flere menn"


def test_word_a_focus_area_and_a_sub_goal_as_before(people, shelf, signed_in) -> None:
    by, plan, client = people.adviser, shelf.whole, signed_in(people.adviser)
    area = _area(people, shelf)
    first, second = area.sub_goals.all()
    made = {(each.kind, each.pk): each for each in queries.past_of(plan) if each.what == "made"}
    words = [GoalWords(second.pk, "Færre kvinner"), GoalWords(first.pk, "Flere menn og gutter")]
    actions.change_focus_area(area, by=by, title="Søkere", text="", goals=words)
    _back(client, plan, made["focusarea", area.pk])
    _back(client, plan, made["subgoal", first.pk])
    area.refresh_from_db()
    assert (area.title, area.text) == ("Rekruttering", "Flere søkere")
    assert [goal.text for goal in area.sub_goals.all()] == ["Færre kvinner", "Flere menn"]


def test_refuse_what_never_was_and_whom_it_does_not_concern(people, shelf, signed_in) -> None:
    plan, client = shelf.whole, signed_in(people.adviser)
    area = _area(people, shelf)
    event = _last(plan, "focusarea")
    for pk in (area.pk + 1, 0):
        for kind in ("focusarea", "subgoal"):
            data = {"as_of": event.at.isoformat(), "kind": kind, "pk": pk}
            assert client.post(reverse("plan:restore_plan", args=[plan.pk]), data).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.restore_focus_area(plan, focus_area=area.pk, by=people.reader, as_of=event.at)
    with pytest.raises(PermissionDenied):
        actions.restore_sub_goal(plan, sub_goal=area.sub_goals.first().pk, by=people.reader, as_of=event.at)
