"""Measures are known again in another version of their plan."""

from __future__ import annotations

import itertools
import time
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamn.importers.interpret.matching import Part, PartKind, Wording, differences, match
from jamn.importers.interpret.matching.pairing import assign

OLD = [
    Wording("Skrive om utlysningstekstene", "Bilder og ord skal vise alle.", "Få menn søker", "Rekruttering"),
    Wording("Besøke ungdomsskolene hver høst", "", "Få menn søker", "Rekruttering"),
    Wording("Spørre alle deltidsansatte om ønsket stilling", "", "Ufrivillig deltid", "Lønns- og arbeidsvilkår"),
    Wording("Kartlegge lønn etter kjønn hvert annet år", "", "Ulik lønn", "Lønns- og arbeidsvilkår"),
    Wording("Lage rutine for varsling om trakassering", "", "Få sier fra", "Trakassering"),
]
NOUNS = ("utlysninger", "lønnskartlegging", "permisjonssamtaler", "turnusplaner", "varslingsrutiner", "lederkurs")
VERBS = ("Gjennomgå", "Kartlegge", "Forbedre", "Avvikle", "Evaluere", "Dokumentere", "Digitalisere")
PLACES = ("i barnehagene", "på sykehjemmet", "ved skolene", "i teknisk etat", "på biblioteket", "i hjemmetjenesten")
TITLES = [" ".join(words) for words in itertools.product(VERBS, NOUNS, PLACES)]


@st.composite
def plans(draw: st.DrawFn) -> list[Wording]:
    """Plans of different measures."""
    titles = draw(st.lists(st.sampled_from(TITLES), min_size=1, max_size=25, unique=True))
    return [Wording(title, risk=draw(st.sampled_from(("", "Få menn søker", "Ulik lønn")))) for title in titles]


@given(plans())
def test_match_identical_plans_wholly(plan: list[Wording]) -> None:
    assert match(plan, plan) == list(range(len(plan)))


@given(plans(), st.randoms(use_true_random=False))
def test_match_rows_in_another_order(plan: list[Wording], dice: Random) -> None:
    order = list(range(len(plan)))
    dice.shuffle(order)
    assert match(plan, [plan[index] for index in order]) == order


@given(plans(), st.data())
def test_match_despite_case_white_space_and_another_area(plan: list[Wording], data: st.DataObject) -> None:
    change = st.sampled_from((str.upper, str.title, lambda text: text.replace(" ", "  \n"), lambda text: f"{text}."))
    new = [replace(each, title=data.draw(change)(each.title), area="Et annet område") for each in plan]
    assert match(plan, new) == list(range(len(plan)))


@given(plans(), st.data())
def test_match_nobody_twice(plan: list[Wording], data: st.DataObject) -> None:
    new = data.draw(plans())
    found = [index for index in match(plan, new) if index is not None]
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("new", "index"),
    [
        (Wording("Skrive om alle utlysningstekster", "Bilder og ord skal vise alle.", "Få menn søker"), 0),
        (Wording("Hver høst: besøke ungdomsskolene", "", "Få menn søker", "Rekruttering"), 1),
        (Wording("Besøke ungdomsskolene hver høst, og ta med en mannlig ansatt fra barnehagen"), 1),
        (Wording("", "Spørre alle deltidsansatte om ønsket stilling\nLederen spør i medarbeidersamtalen."), 2),
        (Wording("Kartlegge lønn etter kjønn hvert år", "", "Ulik lønn for likt arbeid", "Lønn"), 3),
        (Wording("Tilby norskkurs i arbeidstiden", "", "Få menn søker", "Rekruttering"), None),
        (Wording("Lage plan for universell utforming", "", "", ""), None),
        (Wording("", ""), None),
    ],
)
def test_match_a_reworded_measure_and_leave_a_new_one(new: Wording, index: int | None) -> None:
    assert match(OLD, [new]) == [index]


def test_match_short_names_only_when_they_are_the_same() -> None:
    old = [Wording("VSG", risk="Samarbete"), Wording("CSG", risk="Samarbete")]
    assert match(old, [Wording("LSG", risk="Samarbete"), Wording("CSG", risk="Samarbete")]) == [None, 1]


def test_match_the_likest_where_several_could_be() -> None:
    old = [Wording("Kurs i mangfold for alle ledere"), Wording("Kurs i mangfold for alle nye ledere")]
    new = [Wording("Kurs i mangfold for alle nye ledere i år"), Wording("Kurs i mangfold for alle ledere i år")]
    assert match(old, new) == [1, 0]


def test_match_with_nothing() -> None:
    assert match([], OLD) == [None] * 5
    assert match(OLD, []) == []


def test_match_five_hundred_measures_quickly() -> None:
    dice = Random(7)  # noqa: S311
    words = sorted({word for title in TITLES for word in title.lower().split()})
    old = [Wording(" ".join(dice.choices(words, k=25)), risk="Ulik lønn") for _ in range(500)]
    new = [replace(each, title=f"Fortsatt {each.title}") for each in reversed(old)]
    began = time.perf_counter()
    assert match(old, new) == list(reversed(range(500)))
    assert time.perf_counter() - began < 5  # a second on an idle machine


@given(
    st.lists(st.dictionaries(st.integers(0, 4), st.integers(0, 9), max_size=5), max_size=5),
    st.integers(0, 9),
)
def test_assign_as_cheaply_as_any_other_way(costs: list[dict[int, int]], spare: int) -> None:
    found = assign(costs, spare)
    columns = [column for column in found if column is not None]
    assert len(columns) == len(set(columns))
    ways = itertools.product(*([None, *row] for row in costs))
    allowed = (way for way in ways if len([c for c in way if c is not None]) == len({c for c in way if c is not None}))
    assert _price(costs, found, spare) == min(_price(costs, way, spare) for way in allowed)


def _price(costs: list[dict[int, int]], way: tuple[int | None, ...] | list[int | None], spare: int) -> int:
    return sum(spare if column is None else row[column] for row, column in zip(costs, way, strict=True))


def test_mark_the_words_that_differ() -> None:
    assert differences("Kurs for nye ledere", "Kurs for alle ledere.") == [
        Part(PartKind.SAME, "Kurs for "),
        Part(PartKind.GONE, "nye"),
        Part(PartKind.NEW, "alle"),
        Part(PartKind.SAME, " ledere"),
        Part(PartKind.NEW, "."),
    ]


def test_mark_very_long_texts_as_a_whole() -> None:
    long = "ord " * 2000
    assert differences(long, "kort") == [Part(PartKind.GONE, long), Part(PartKind.NEW, "kort")]


@given(st.text(max_size=60), st.text(max_size=60))
def test_marks_hold_both_texts(before: str, after: str) -> None:
    parts = differences(before, after)
    assert "".join(part.text for part in parts if part.kind is not PartKind.NEW) == before
    assert "".join(part.text for part in parts if part.kind is not PartKind.GONE) == after


def test_assign_crowded_columns_as_cheaply_as_any() -> None:
    """Five rows that want the same five columns: long paths of moving others, with columns reached twice on the way."""
    dice, spare = Random(3), 40  # noqa: S311
    for _ in range(8):
        costs = [{column: dice.randrange(30) for column in range(5) if dice.random() < 0.8} for _ in range(5)]
        given_to = assign(costs, spare)
        paid = sum(spare if column is None else costs[row][column] for row, column in enumerate(given_to))
        ways = itertools.permutations([*range(5), *[None] * 5], 5)
        assert paid == min(
            sum(spare if column is None else costs[row][column] for row, column in enumerate(way))
            for way in set(ways)
            if all(column is None or column in costs[row] for row, column in enumerate(way))
        )
