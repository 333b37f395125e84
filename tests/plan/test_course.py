"""What was reached day by day, drawn on the measure's page."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from jamn.plan import actions
from jamn.plan.models import Measure, MeasureResult
from jamn.plan.queries import course_of

DAY = date(2027, 1, 1)
NUMBERS = st.decimals(0, 10**6, places=2)
NOTED = st.lists(st.tuples(st.integers(0, 400), st.none() | NUMBERS), max_size=12)


@given(NOTED, st.none() | NUMBERS)
def test_draw_every_day_in_its_place(noted, target) -> None:
    results = [MeasureResult(on=DAY + timedelta(days), actual=actual) for days, actual in noted]
    results.sort(key=lambda result: result.on, reverse=True)
    latest = {result.on: result.actual for result in reversed(results) if result.actual is not None}
    course = course_of(Measure(target=target), results)
    if len(latest) < 2:
        assert course is None
        return
    assert course is not None
    assert {point.on: point.reached for point in course.points} == latest
    across, down = ([float(getattr(point, name)[:-1]) for point in course.points] for name in ("x", "y"))
    assert across == sorted(across)
    assert (across[0], across[-1]) == (3, 97)
    for one, other in course.steps:
        assert (float(one.y[:-1]) >= float(other.y[:-1])) == (one.reached <= other.reached) or one.y == other.y
    assert all(14 <= height <= 96 for height in (*down, float(course.target_y[:-1])))


@pytest.mark.django_db
def test_show_the_course_when_there_are_two_days(people, shelf, signed_in) -> None:
    by, measure = people.adviser, shelf.measure("Besøke ungdomsskoler")
    actions.change_measure(measure, by=by, target=Decimal(450), target_unit="ledere")
    page = reverse("plan:measure", args=[measure.pk])
    actions.add_result(measure, by=by, actual=Decimal(20), on=DAY)
    assert "course-point" not in signed_in(by).get(page).content.decode()
    actions.add_result(measure, by=by, actual=Decimal(134), on=DAY + timedelta(90))
    shown = signed_in(by).get(page).content.decode()
    assert shown.count("course-point") == 2
    assert "course-target" in shown
    assert "01.01.2027: 20" in shown
    assert "01.04.2027: 134" in shown
