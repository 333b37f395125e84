"""Whole plans: where every piece of text ends up."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from jamn.documents.blocks import Apart, Aside, Block, Heading, ListItem, Paragraph, Place
from jamn.importers import interpret
from jamn.importers.interpret import Field, Why
from jamn.importers.interpret.notices import NO_MEASURES
from jamn.importers.interpret.vocabulary import vocabulary
from tests.importers.interpret.written import document, lost_words, read, said, table

WORDS = st.lists(
    st.sampled_from(
        ["kurs", "lønn", "ledere", "skal", "vite", "om", "loven", "i", "mai", "HR", "2026", "pågår", "rekruttering"]
    ),
    max_size=6,
)
TEXT = WORDS.map(" ".join)
HEADER = st.sampled_from(sorted(vocabulary().columns)).map(str.capitalize)


@st.composite
def tables(draw: st.DrawFn) -> Block:
    """A table with headers of the vocabulary, or others, over cells of few words."""
    width = draw(st.integers(2, 5))
    header = draw(st.lists(HEADER | TEXT, min_size=width, max_size=width))
    rows = draw(st.lists(st.lists(TEXT | st.just('"') | st.just("<"), min_size=width, max_size=width), max_size=4))
    clean = [[("" if cell == "<" and at == 0 else cell) for at, cell in enumerate(row)] for row in rows]
    return table(*(" | ".join(row) for row in [header, *_without_loose_merges(clean)]))


def _without_loose_merges(rows: list[list[str]]) -> list[list[str]]:
    """A cell merged with the one above it and the one to its left at once is drawn as neither."""
    for row in rows:
        for at, cell in enumerate(row):
            if cell == '"' and (row[at : at + 2][1:] == ["<"] or any(other[at] == "<" for other in rows)):
                row[at] = ""
    return rows


BLOCKS = st.one_of(
    tables(),
    st.builds(Heading, TEXT, st.integers(1, 4)),
    st.builds(Paragraph, st.one_of(TEXT, st.tuples(HEADER, TEXT).map(": ".join)), bold=st.booleans()),
    st.builds(ListItem, TEXT, st.sampled_from(["·", "1.", "a)"])),
    st.builds(Aside, TEXT, st.sampled_from(Apart)),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(BLOCKS, max_size=12))
def test_lose_no_word_of_any_document(blocks: list[Block]) -> None:
    source = document(*blocks)
    assert lost_words(source, interpret.plan(source)) == {}


@settings(max_examples=100, deadline=None)
@given(st.lists(BLOCKS, max_size=8))
def test_invent_no_word(blocks: list[Block]) -> None:
    source = document(*blocks)
    reading = interpret.plan(source)
    there = " ".join(
        part
        for block in blocks
        for part in ([cell.text for cell in block.cells] if hasattr(block, "cells") else [block.text])
    )
    for measure in reading.measures:
        for value in measure.values.values():
            assert set(value.text.split()) <= {*there.split(), "·", "1.", "a)"}


def test_say_that_there_are_no_measures() -> None:
    reading = read("# Årsmelding", "Vi har hatt et fint år.")
    assert reading.measures == ()
    assert [notice.template for notice in reading.notices] == [NO_MEASURES]


def test_say_what_measures_lack() -> None:
    reading = read(table("Tiltak | Ansvarlig | Status", "Kurs | HR | Pågår", "Mal | | Ferdig"))
    assert [str(notice) for notice in reading.notices] == [
        "1 of 2 measures name nobody as responsible.",
        "2 of 2 measures have no deadline.",
    ]


def test_take_areas_from_headings_above_tables() -> None:
    first, second = (table("Tiltak | Ansvarlig", f"{name} | HR", number=at) for at, name in ((1, "Kurs"), (2, "Mal")))
    reading = read("# Plan", "# Å tiltrekke folk", first, "# Å beholde folk", second)
    assert said(reading, Field.AREA) == [("Å tiltrekke folk",), ("Å beholde folk",)]


def test_take_no_area_from_the_only_heading() -> None:
    reading = read("# Slik vil vi ha det", table("Tiltak | Ansvarlig", "Kurs | HR"))
    assert said(reading, Field.AREA) == [(None,)]


def test_take_the_area_from_the_title_of_a_table() -> None:
    reading = read(table("Tiltak | Ansvarlig", "Kurs | HR", title="Rekruttering"))
    assert said(reading, Field.AREA) == [("Rekruttering",)]


def test_take_the_area_from_a_short_line_above_a_table() -> None:
    reading = read("Rekruttering", "Vi gjør dette:", table("Tiltak | Ansvarlig", "Kurs | HR"))
    assert said(reading, Field.AREA) == [("Rekruttering",)]


def test_keep_measures_in_the_order_of_the_file() -> None:
    reading = read("Tiltak: Besøk", "Ansvarlig: HR", table("Tiltak | Ansvarlig", "Kurs | HR"))
    assert said(reading, Field.TITLE) == [("Besøk",), ("Kurs",)]


def test_keep_other_tables_with_their_titles() -> None:
    reading = read(table("Navn | Rolle", "Kari | Leder", title="Gruppa"))
    assert [(piece.text, piece.why) for piece in reading.unplaced] == [
        ("Gruppa", Why.HEADING),
        ("Navn | Rolle", Why.OTHER_TABLE),
        ("Kari | Leder", Why.OTHER_TABLE),
    ]


def test_write_a_reading_as_json() -> None:
    reading = read("# Handlingsplan", "Vedtatt 01.02.2026", table("Tiltak | Ansvarlig | Frist", "Kurs | HR | 2026"))
    data = json.loads(json.dumps(interpret.as_json(reading)))
    assert data["measures"][0]["due"] == {"kind": "year", "year": 2026}
    assert data["measures"][0]["source"] == {"table": 1, "row": 2}
    assert data["adopted"] == {"text": "Vedtatt 01.02.2026", "date": "2026-02-01", "by": None, "case": None}
    assert [column["field"] for column in data["columns"]] == ["title", "responsible", "deadline"]
    assert interpret.as_json(read("Tekst."))["adopted"] is None


def test_know_where_each_value_stands() -> None:
    reading = read(table("Tiltak | Ansvarlig", "Kurs | HR", sheet="Ark1"))
    assert reading.measures[0].values[Field.RESPONSIBLE].place == Place(sheet="Ark1", cells="B2", table=1, row=2)
