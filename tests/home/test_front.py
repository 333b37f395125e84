from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from jamn.accounts.models import User
from jamn.home.queries import SHOWN, overview
from jamn.home.templatetags.home import how_late, how_soon
from jamn.importers.models import Upload, UploadState
from jamn.org.models import Unit
from jamn.plan.actions import MeasureWords, create_plan
from jamn.plan.models import ActionPlan
from tests.people import People


def _in(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def _measure(title: str, days: int | None, status: str = "ongoing") -> MeasureWords:
    due = None if days is None else {"kind": "date", "date": _in(days).isoformat()}
    return MeasureWords(title=title, status=status, due=due, responsibles=("HR", "Verneombudet"))


def _plan(unit: Unit, by: User, *measures: MeasureWords, title: str = "Plan for likestilling") -> ActionPlan:
    return create_plan(unit, by=by, title=title, period="2026", measures=measures)


@pytest.fixture
def plan(people: People) -> ActionPlan:
    return _plan(
        people.school,
        people.adviser,
        _measure("Sent", -2),
        _measure("Senere", -1, "not_started"),
        _measure("Ferdig i tide", -9, "done"),
        _measure("Stoppet", -9, "stopped"),
        _measure("I dag", 0),
        _measure("Om en måned", 30, "new"),
        _measure("Senere enn en måned", 31),
        _measure("Uten frist", None, "done"),
    )


def test_gather_what_is_late_and_what_is_due_soon(people, plan) -> None:
    seen = overview(people.manager)
    assert ([one.title for one in seen.late.first], seen.late.count) == (["Sent", "Senere"], 2)
    assert ([one.title for one in seen.soon.first], seen.soon.count) == (["I dag", "Om en måned"], 2)
    (line,) = seen.plans
    assert (line.plan, line.measures, line.ongoing, line.done, line.late, line.percent) == (plan, 8, 3, 2, 2, 25)
    assert (seen.ongoing, seen.has_role, seen.may_bring_in) == (3, True, True)


def test_gather_nothing_of_another_unit_or_employer(people, plan) -> None:
    for person in (people.safety, people.outsider):
        seen = overview(person)
        assert (seen.plans, seen.late.count, seen.soon.count, seen.waiting) == ([], 0, 0, [])


def test_count_a_plan_without_measures(people) -> None:
    _plan(people.school, people.adviser)
    (line,) = overview(people.adviser).plans
    assert (line.measures, line.percent, line.late) == (0, 0, 0)


def test_show_what_waits_to_those_who_may_approve(people, plan) -> None:
    for state in UploadState:
        Upload.objects.create(unit=people.school, by=people.adviser, name=f"{state}.docx", size=1, state=state)
    assert [upload.name for upload in overview(people.adviser).waiting] == ["draft.docx"]
    assert [upload.name for upload in overview(people.manager).waiting] == ["draft.docx"]
    assert overview(people.union).waiting == []


def test_ask_the_same_number_of_times_for_many_plans(people, signed_in) -> None:
    client = signed_in(people.adviser)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get("/")
        return len(seen)

    def fill(plans: int) -> None:
        for number in range(plans):
            measures = [_measure(f"Tiltak {day}", day) for day in range(-8, 8)]
            _plan(people.school, people.adviser, *measures, title=f"Plan {number}")
            Upload.objects.create(unit=people.health, by=people.adviser, name="p", size=1, state=UploadState.DRAFT)

    fill(1)
    few = queries()
    fill(9)
    assert queries() == few


def test_show_the_first_rows_and_lead_to_the_rest(people, signed_in) -> None:
    _plan(people.school, people.adviser, *(_measure(f"Tiltak {day}", -day) for day in range(1, SHOWN + 3)))
    for number in range(SHOWN + 1):
        Upload.objects.create(unit=people.school, name=f"{number}.docx", size=1, state=UploadState.DRAFT)
    page = signed_in(people.adviser).get("/", headers={"accept-language": "en"}).text
    assert page.count("row-when") == SHOWN
    assert page.count(".docx") == SHOWN
    assert f"All {SHOWN + 1} that wait" in page
    assert f"All {SHOWN + 2} that are late" in page
    assert 'href="/measures/?overdue=1"' in page
    assert "HR" in page


def test_offer_to_bring_in_a_plan_to_those_who_may(people, plan, signed_in) -> None:
    assert 'href="/imports/new/"' in signed_in(people.adviser).get("/").text
    assert 'href="/imports/new/"' in signed_in(people.manager).get("/").text
    assert 'href="/imports/new/"' not in signed_in(people.union).get("/").text


def test_teach_when_there_is_nothing_yet(people, signed_in) -> None:
    nobody = User.objects.create_user("liv@solvik.example", name="Liv Strand")
    told = {
        person.name: signed_in(person).get("/", headers={"accept-language": "en"}).text
        for person in (people.adviser, people.manager, people.union, nobody)
    }
    assert "Begin with the plan you have" in told["Ingrid Solheim"]
    assert "Begin with the plan you have" in told["Per Haugen"]
    assert "There is no plan here yet" in told["Amina Yusuf"]
    assert "You have no role here yet" in told["Liv Strand"]


@pytest.mark.parametrize(
    ("language", "late", "soon"),
    [
        ("nb", ["1 dag forsinket", "3 dager forsinket"], ["i dag", "om 1 dag", "om 3 dager"]),
        ("nn", ["1 dag forseinka", "3 dagar forseinka"], ["i dag", "om 1 dag", "om 3 dagar"]),
        ("sv", ["1 dag försenad", "3 dagar försenad"], ["i dag", "om 1 dag", "om 3 dagar"]),
        ("en", ["1 day late", "3 days late"], ["today", "in 1 day", "in 3 days"]),
    ],
)
def test_word_time_in_days(language, late, soon) -> None:
    with translation.override(language):
        assert [how_late(_in(-days)) for days in (1, 3)] == late
        assert [how_soon(_in(days)) for days in (0, 1, 3)] == soon
