"""The audit trail: one's own employer's, in words, the same number of queries whatever its length."""

from __future__ import annotations

import ast
from io import BytesIO
from pathlib import Path
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from openpyxl import load_workbook

import jamn
from jamn.accounts.actions import record
from jamn.home.queries import VERBS, Wanted, said, trail_rows
from jamn.org import actions
from jamn.org.models import Role
from tests.people import People


def _verbs() -> set[str]:
    """The verbs that actions record, where they stand as words in the code."""
    return {
        call.args[0].value
        for path in Path(jamn.__file__).parent.rglob("*.py")
        if "actions" in path.parts or path.name == "actions.py"
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in {"record", "_record"}
        if call.args and isinstance(call.args[0], ast.Constant)
    }


def test_have_words_for_every_verb() -> None:
    assert sorted(_verbs() - set(VERBS)) == []
    assert said("something_new") == "something new"


def test_tell_what_was_before_and_after(people: People) -> None:
    actions.move_unit(people.health, below=people.school, by=people.adviser)
    actions.give_role(people.union, Role.READER, at=people.school, by=people.adviser)
    with translation.override("en"):
        given, moved = list(trail_rows(people.solvik.employer, Wanted(who="ingrid")))
    assert (moved.who, moved.what) == ("Ingrid Solheim", "moved a unit")
    assert moved.changes == [("Unit above", "Solvik kommune", "Solvik skole")]
    assert ("Person", "", "Amina Yusuf") in given.changes
    assert ("Role", "", "reader") in given.changes


def test_find_by_person_verb_and_day(people: People) -> None:
    actions.create_unit("Kultur", parent=people.solvik, by=people.adviser)
    actions.create_unit("Teknisk", parent=people.solvik, by=people.administrator)
    employer = people.solvik.employer
    assert len(list(trail_rows(employer, Wanted(who="turid", verb="create_unit")))) == 1
    assert list(trail_rows(employer, Wanted(who="karl"))) == []


def test_show_a_page_with_the_same_queries(people: People, signed_in: Any) -> None:
    client, address = signed_in(people.administrator), f"/organisation/{people.solvik.employer_id}/trail/"
    actions.create_unit("Kultur", parent=people.school, by=people.adviser)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(120):
        actions.create_unit(f"Avdeling {number}", parent=people.school, by=people.adviser)
    with CaptureQueriesContext(connection) as many:
        page = client.get(address).content.decode()
    assert len(many) == len(few)
    assert "Avdeling 119" in page
    assert people.other.name not in page


def test_write_no_formula(people: People, signed_in: Any) -> None:
    after = {"name": "=1+1"}
    record("rename_unit", people.school, by=people.adviser, employer_id=people.solvik.employer_id, after=after)
    response = signed_in(people.administrator).get(f"/organisation/{people.solvik.employer_id}/trail.xlsx")
    cells = [cell for row in load_workbook(BytesIO(response.content)).active.iter_rows() for cell in row]
    assert any("=1+1" in str(cell.value) for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)
