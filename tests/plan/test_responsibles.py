from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from jamn.accounts.models import AuditEvent, User
from jamn.org.actions import create_unit, give_role
from jamn.org.models import Role
from jamn.plan.actions import MeasureWords, Who, change_measure, create_plan, resolve
from jamn.plan.actions.responsibles import words_of_roles
from jamn.plan.models import Responsible
from jamn.plan.queries import history_of, mine, people_of

TITLE = "Åpne annonsene for flere"


@pytest.mark.parametrize(
    ("name", "kind", "role"),
    [
        ("HR", "role", "adviser"),
        ("lederne", "role", "manager"),
        ("Leiarane", "role", "manager"),
        ("Cheferna", "role", "manager"),
        ("Hovedtillitsvalgte", "role", "union"),
        ("HTV", "role", "union"),
        ("fackliga företrädare", "role", "union"),
        ("Verneombudet", "role", "safety"),
        ("verneombod", "role", "safety"),
        ("Skyddsombud", "role", "safety"),
        ("AMU", "body", ""),
        ("helse og  omsorg", "unit", ""),
        ("per haugen", "person", ""),
        ("per@solvik.example", "person", ""),
        ("Karl Berg", "words", ""),
        ("Granby kommun", "words", ""),
        ("HR og ledere", "words", ""),
    ],
)
def test_resolve_a_name(people, shelf, name, kind, role) -> None:
    found = resolve([name], shelf.whole)[name]
    assert (found.name, found.kind, found.role) == (name, kind, role)
    assert found.unit_id == (people.health.pk if kind == "unit" else None)
    assert found.user_id == (people.manager.pk if kind == "person" else None)


def test_resolve_nobody_where_two_bear_the_name(people, shelf) -> None:
    create_unit("Solvik skole", parent=people.solvik)
    twin = User.objects.create_user("per2@solvik.example", name="Per Haugen")
    give_role(twin, Role.READER, at=people.solvik)
    found = resolve(["Solvik skole", "Per Haugen", "Per Haugen (per2@solvik.example)"], shelf.whole)
    assert [who.kind for who in found.values()] == ["words", "words", "person"]
    assert found["Per Haugen (per2@solvik.example)"].user_id == twin.pk


def test_name_only_people_whom_the_plan_concerns(people, shelf) -> None:
    concerned = set(people_of(shelf.school))
    assert {people.adviser, people.manager, people.union} <= concerned
    assert not {people.safety, people.outsider} & concerned
    assert people.outsider not in people_of(shelf.whole)


def test_write_each_word_for_a_role_once_and_in_lower_case() -> None:
    import yaml

    from jamn.plan.actions.responsibles import WORDS_OF_ROLES

    said = yaml.safe_load(WORDS_OF_ROLES.read_text(encoding="utf-8"))
    words = [word for each in said["roles"].values() for word in each] + said["bodies"]
    assert [word for word in words if word != word.casefold() or words.count(word) > 1] == []
    assert set(words_of_roles()) == set(words)


def test_resolve_a_long_plan_in_as_many_queries_as_a_short_one(people) -> None:
    asked = []
    for count in (1, 40):
        names = tuple(f"Navn {number}" for number in range(count))
        with CaptureQueriesContext(connection) as queries:
            create_plan(
                people.solvik, by=people.adviser, title="P", measures=[MeasureWords(title="T", responsibles=names)]
            )
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_create_a_plan_that_people_find_their_measures_in(people) -> None:
    names = ("Per Haugen", "Solvik skole", "Verneombud")
    measures = [MeasureWords(title=name, responsibles=(name,)) for name in names]
    create_plan(people.solvik, by=people.adviser, title="P", measures=measures)
    assert sorted(measure.title for measure in mine(people.manager)) == ["Per Haugen", "Solvik skole"]
    assert [measure.title for measure in mine(people.safety)] == ["Verneombud"]
    assert not mine(people.outsider).exists()
    assert Responsible.history.count() == 3


def test_change_who_is_accountable_with_history_in_words(people, shelf) -> None:
    measure = shelf.measure(TITLE)
    change_measure(measure, by=people.adviser, responsibles=[Who("HR", "role", role="adviser", accountable=True)])
    change_measure(
        measure,
        by=people.adviser,
        responsibles=["HR", Who("Solvik skole", "unit", unit_id=people.school.pk, accountable=True)],
    )
    kept = [(each.name, each.kind, each.accountable) for each in measure.responsibles.all()]
    assert kept == [("HR", "role", True), ("Solvik skole", "unit", False)]
    with translation.override("nb"):
        told = [(field.before, field.after) for change in history_of(measure) for field in change.fields]
    assert told == [("", "Solvik skole"), ("Styrere, HR", "HR (hovedansvarlig)")]
    assert AuditEvent.objects.filter(verb="change_measure").first().after == {"responsibles": ["HR *", "Solvik skole"]}


def test_pass_the_account_from_one_to_another(people, shelf) -> None:
    measure = shelf.measure(TITLE)
    for name in ("HR", "Styrere", "HR"):
        both = [Who(each, accountable=each == name) for each in ("HR", "Styrere")]
        change_measure(measure, by=people.adviser, responsibles=both)
        assert [each.name for each in measure.responsibles.filter(accountable=True)] == [name]


def test_leave_no_trace_when_those_responsible_stay(people, shelf) -> None:
    measure = shelf.measure(TITLE)
    change_measure(measure, by=people.adviser, responsibles=["HR", "Styrere"])
    assert Responsible.history.filter(measure_id=measure.pk).count() == 2
    assert not AuditEvent.objects.filter(verb="change_measure").exists()
