"""A plan in the register, and the file of the year after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jamn.documents.blocks import Document, Heading, Place
from jamn.importers import actions
from jamn.importers.models import DraftMeasure, Upload, Way
from jamn.plan.models import ActionPlan
from tests.importers.conftest import drafted
from tests.people import People
from tests.world import ROWS, document

Texts = tuple[str, ...]

NEXT: tuple[Texts, ...] = (
    ROWS[2],  # the same, at another place
    (
        "Rekruttering",
        "Få menn søker arbeid i barnehagene",
        "Skrive om alle utlysningstekster\nBilder og ord skal vise både kvinner og menn.",
        "HR/Styrerne",
        "01.03.2028",
        "Ferdig",
    ),
    ("Forfremmelse", "Få kvinner leder", "Tilby mentor til nye ledere", "HR", "2028", "Nytt tiltak"),
)
"""One as it was, one reworded with a new deadline and status, one new; `ROWS[1]` is gone."""


def plan_of(rows: Sequence[Texts], title: str = "") -> Document:
    """A Word document with such rows."""
    plain = document(rows)
    heading = Heading(title, place=Place(paragraph=1)) if title else plain.blocks[0]
    return replace(plain, blocks=(heading, *plain.blocks[1:]))


def approved(people: People, rows: Sequence[Texts] = ROWS) -> ActionPlan:
    """A plan that the adviser brought in last year."""
    return actions.approve(drafted(people, plan_of(rows)), by=people.adviser)


def newer(
    people: People, plan: ActionPlan, way: Way = Way.UPDATE, rows: Sequence[Texts] = NEXT, title: str = ""
) -> Upload:
    """A draft of this year's file, of which the adviser has said what it is."""
    return actions.say_what_it_is(drafted(people, plan_of(rows, title)), way=way, plan=plan, by=people.adviser)


def row_that_says(upload: Upload, words: str) -> DraftMeasure:
    """The row with such words in its title."""
    return next(row for row in upload.measures.all() if words in row.text("title"))
