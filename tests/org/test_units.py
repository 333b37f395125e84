"""The tree: adding, renaming, moving, removing; and a file that becomes part of it."""

from __future__ import annotations

import time

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jamn.accounts.models import AuditEvent
from jamn.org import actions, queries
from jamn.org.models import Role, Unit
from tests.people import People


def _path(unit: Unit | None) -> str:
    return "" if unit is None else f"{_path(unit.parent)}{unit.pk}/"


def _paths_hold() -> bool:
    return all(unit.path == _path(unit) for unit in Unit.objects.select_related("parent"))


def _file(text: str, encoding: str = "utf-8") -> ContentFile[bytes]:
    return ContentFile(text.encode(encoding), name="enheter.csv")


def _apply(people: People, text: str, encoding: str = "utf-8") -> queries.Comparison:
    employer = people.solvik.employer
    kept = actions.keep_file(_file(text, encoding), employer=employer, by=people.adviser)
    found = queries.compare(employer, queries.lines_of(kept))
    return actions.apply_file(kept, seen=found.digest, by=people.adviser)


def test_move_a_unit_with_all_below_it(people: People) -> None:
    moved = actions.move_unit(people.health, below=people.school, by=people.adviser)
    people.below.refresh_from_db()
    assert moved.path == f"{people.school.path}{people.health.pk}/"
    assert people.below.path == f"{moved.path}{people.below.pk}/"
    event = AuditEvent.objects.get(verb="move_unit")
    assert (event.before, event.after) == ({"parent": people.solvik.pk}, {"parent": people.school.pk})


@pytest.mark.parametrize(("unit", "below"), [("health", "health"), ("health", "below"), ("solvik", "school")])
def test_refuse_to_move_below_itself(people: People, unit: str, below: str) -> None:
    with pytest.raises(actions.Refused):
        actions.move_unit(getattr(people, unit), below=getattr(people, below), by=people.adviser)
    assert _paths_hold()


def test_refuse_to_move_to_another_employer(people: People) -> None:
    with pytest.raises(Unit.DoesNotExist):
        actions.move_unit(people.school, below=people.other, by=people.adviser)


@pytest.mark.django_db
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=6))
def test_keep_every_path_right_whatever_is_moved(people: People, moves: list[tuple[int, int]]) -> None:
    units = list(Unit.objects.filter(employer=people.solvik.employer_id).order_by("pk"))
    for first, second in moves:
        unit, below = (Unit.objects.get(pk=units[number % len(units)].pk) for number in (first, second))
        if unit.parent_id and not below.path.startswith(unit.path):
            actions.move_unit(unit, below=below, by=people.adviser)
        else:
            with pytest.raises(actions.Refused):
                actions.move_unit(unit, below=below, by=people.adviser)
    assert _paths_hold()


def test_remove_only_a_unit_to_which_nothing_belongs(people: People) -> None:
    with pytest.raises(actions.Refused, match=people.health.name):
        actions.remove_unit(people.health, by=people.adviser)
    unit = actions.create_unit("Kultur", parent=people.solvik, by=people.adviser)
    actions.remove_unit(unit, by=people.adviser)
    assert not Unit.objects.filter(name="Kultur").exists()


@pytest.mark.parametrize("who", ["manager", "union", "safety", "outsider", "group", "reader", "nurse"])
def test_let_only_writers_change_the_tree(people: People, who: str) -> None:
    by = getattr(people, who)
    for change in (
        lambda: actions.create_unit("Ny", parent=people.school, by=by),
        lambda: actions.rename_unit(people.school, name="Ny", code="", by=by),
        lambda: actions.move_unit(people.school, below=people.health, by=by),
        lambda: actions.remove_unit(people.school, by=by),
        lambda: actions.keep_file(_file("navn;overordnet\nA;"), employer=people.solvik.employer, by=by),
    ):
        with pytest.raises(PermissionDenied):
            change()


def test_refuse_a_code_that_another_unit_has(people: People) -> None:
    actions.rename_unit(people.school, name="Solvik skole", code="12", by=people.adviser)
    with pytest.raises(actions.Refused, match="Solvik skole"):
        actions.create_unit("Ny", parent=people.solvik, code="12", by=people.adviser)


FILES = [
    "navn;overordnet\nSolvik kommune;\nHelse og omsorg;Solvik kommune\nSolvik skole;Helse og omsorg\nKår;Solvik skole",
    "Eining;Overordna\nHelse og omsorg;\nSolvik skole;Helse og omsorg\nKår;Solvik skole",
    "Kod;Namn;Överordnad kod\n1;Solvik kommune;\n2;Helse og omsorg;1\n3;Solvik skole;2\n4;Kår;3",
    "Level 1,Level 2,Level 3\nHelse og omsorg,Solvik skole,Kår",
    "Nivå 1;Nivå 2;Nivå 3;Nivå 4\nSolvik kommune;;;\n;Helse og omsorg;;\n;;Solvik skole;\n;;;Kår",
]


@pytest.mark.parametrize("text", FILES)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-8-sig"])
def test_read_every_shape_of_file(people: People, text: str, encoding: str) -> None:
    found = _apply(people, text, encoding)
    kept = Unit.objects.get(employer=people.solvik.employer_id, name="Kår")
    names = [Unit.objects.get(path=path).name for path in queries.above(kept)]
    assert names == ["Solvik kommune", "Helse og omsorg", "Solvik skole", "Kår"]
    assert [line.name for line in found.new] == ["Kår"]
    assert [change.unit for change in found.moved] == [people.school]
    assert found.gone == [people.below]
    assert _paths_hold()


def test_change_nothing_the_second_time(people: People) -> None:
    for text in FILES:
        _apply(people, text)
        kept = actions.keep_file(_file(text), employer=people.solvik.employer, by=people.adviser)
        assert queries.compare(people.solvik.employer, queries.lines_of(kept)).changes_nothing


def test_rename_by_the_code(people: People) -> None:
    actions.rename_unit(people.school, name="Solvik skole", code="12", by=people.adviser)
    found = _apply(people, "kode;navn;overordnet kode\n1;Solvik kommune;\n12;Solvik ungdomsskole;1")
    people.school.refresh_from_db()
    assert ([change.unit for change in found.renamed][-1], people.school.name) == (people.school, "Solvik ungdomsskole")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("navn;overordnet\nA;B\nB;A", "2"),
        ("navn;overordnet\nA;\nA;", "2"),
        ("navn;overordnet\nA;Finnes ikke", "Finnes ikke"),
        ("kode;navn;overordnet kode\n1;;\n2;B;1", "2"),
        ("farge;smak\nrød;søt", "farge"),
    ],
)
def test_say_what_is_wrong_with_a_file_and_where(people: People, text: str, words: str) -> None:
    with pytest.raises(actions.Refused, match=words):
        actions.keep_file(_file(text), employer=people.solvik.employer, by=people.adviser)


def test_apply_nothing_that_was_not_looked_at(people: People) -> None:
    kept = actions.keep_file(_file(FILES[0]), employer=people.solvik.employer, by=people.adviser)
    seen = queries.compare(people.solvik.employer, queries.lines_of(kept)).digest
    actions.create_unit("Kår", parent=people.school, by=people.adviser)
    before = list(Unit.objects.values())
    with pytest.raises(actions.Refused):
        actions.apply_file(kept, seen=seen, by=people.adviser)
    assert list(Unit.objects.values()) == before


def test_apply_five_thousand_units_and_show_them(people: People, signed_in, django_assert_max_num_queries) -> None:
    rows = [f"{number};Enhet {number};{number // 10 if number > 9 else ''}" for number in range(1, 5001)]
    kept = actions.keep_file(
        _file("kode;navn;overordnet kode\n" + "\n".join(rows)), employer=people.solvik.employer, by=people.adviser
    )
    seen = queries.compare(people.solvik.employer, queries.lines_of(kept)).digest
    began = time.monotonic()
    with django_assert_max_num_queries(60):
        actions.apply_file(kept, seen=seen, by=people.adviser)
    assert time.monotonic() - began < 60  # far above what it takes: only that it is not row by row
    assert Unit.objects.filter(employer=people.solvik.employer_id).count() == 5004
    assert Unit.objects.get(code="1234").path.count("/") == 5
    client = signed_in(people.adviser)
    with django_assert_max_num_queries(20):
        page = client.get(f"/organisation/{people.solvik.employer_id}/units/")
    assert page.content.decode().count("<li>") > 5000


def test_reach_by_a_role_what_was_moved_below_it(people: People) -> None:
    actions.move_unit(people.health, below=people.school, by=people.adviser)
    assert people.below in queries.units_reached(people.manager, [Role.MANAGER])
