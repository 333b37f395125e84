"""Which uploads a person may see."""

from __future__ import annotations

import pytest

from jamn.importers import actions, queries
from jamn.importers.models import DraftPiece, Upload
from tests.importers.conftest import drafted, kept, rows
from tests.people import People


@pytest.mark.parametrize(
    ("who", "seen"), [("adviser", 1), ("union", 1), ("manager", 0), ("safety", 0), ("outsider", 0)]
)
def test_see_the_uploads_of_the_units_one_reaches(who: str, seen: int, draft: Upload, people: People) -> None:
    assert queries.uploads_for(getattr(people, who)).count() == seen


def test_see_nothing_that_was_thrown_away(draft: Upload, people: People) -> None:
    actions.discard(draft, by=people.adviser)
    assert not queries.uploads_for(people.adviser).exists()


def test_wait_for_the_approval_of_those_who_may_approve(people: People) -> None:
    kept(people)
    draft = drafted(people)
    actions.approve(drafted(people), by=people.adviser)
    assert list(queries.waiting_for_approval(people.adviser)) == [draft]
    assert not queries.waiting_for_approval(people.union).exists()


def test_name_things_by_their_words(draft: Upload) -> None:
    assert (str(draft), str(rows(draft)[1]), str(DraftPiece(text="En fotnote"))) == (
        "plan.docx",
        "Besøke ungdomsskolene",
        "En fotnote",
    )
