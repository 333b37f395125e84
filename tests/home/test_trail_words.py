"""Every action that is recorded, and every value that is shown, stands in words of the reader's language."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

import jamn
from jamn.accounts.models import AuditEvent
from jamn.home.queries.trail import Wanted, label_of, trail_rows
from jamn.home.queries.verbs import LABELS, THINGS, VERBS
from jamn.plan.actions import MeasureWords, change_measure, create_plan

SOURCE = Path(jamn.__file__).parent
SAME_IN_ENGLISH = {"person", "plan", "risk", "type"}
"""Words that are written alike in English and another of the languages."""


def _recorded() -> Iterator[str]:
    """The verbs that the program records: given to a function that takes a `verb`, or the action's own name."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and "record" in ast.unparse(node.func).split(".")[-1]:
                yield from _constants(node.args[:1])
            if isinstance(node, ast.Call):
                yield from _constants([each.value for each in node.keywords if each.arg == "verb"])


def _constants(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_have_words_for_every_action_that_is_recorded() -> None:
    recorded = set(_recorded())
    assert len(recorded) > 60
    assert recorded - VERBS.keys() == set()


@pytest.mark.parametrize("language", ["nb", "nn", "sv"])
def test_translate_every_word_of_the_trail(language: str) -> None:
    for words in (VERBS, THINGS, LABELS):
        with translation.override("en"):
            english = {key: str(value) for key, value in words.items()}
        with translation.override(language):
            own = {key: str(value) for key, value in words.items()}
        same = {english[key] for key in words if own[key] == english[key]}
        assert same <= SAME_IN_ENGLISH


def test_show_no_raw_key_of_what_has_been_done(world) -> None:
    shown = set()
    with translation.override("nb"):
        for event in AuditEvent.objects.all():
            assert event.verb in VERBS
            assert event.thing in THINGS
            for key in {**(event.before or {}), **(event.after or {})}:
                shown.add((event.thing, key, label_of(event.thing, key)))
    raw = {each for each in shown if each[2].lower() == each[1].replace("_", " ") and each[1] not in {"status", "plan"}}
    assert raw == set()
    assert len(shown) > 40


def test_name_areas_and_grounds_as_the_law_does(people) -> None:
    plan = create_plan(people.solvik, by=people.adviser, title="Plan", measures=[MeasureWords(title="Tiltak")])
    change_measure(plan.measures.get(), by=people.adviser, areas=["recruitment"], grounds=["age"])
    with translation.override("nb"):
        (line,) = list(trail_rows(people.solvik.employer, Wanted(verb="change_measure")))
    assert line.what == "endret et tiltak"
    assert line.changes == [
        ("Områder i loven", "", "Rekruttering"),
        ("Diskrimineringsgrunnlag", "", "Alder"),
    ]
