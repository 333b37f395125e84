"""Plans that are bullets under headings."""

from __future__ import annotations

import pytest

from jamn.importers.interpret import Field
from tests.importers.interpret.written import read, said

A, T, WHO, WHEN = Field.AREA, Field.TITLE, Field.RESPONSIBLE, Field.DEADLINE


def test_read_items_that_end_in_who_and_when() -> None:
    reading = read(
        "# Plan 2026",
        "## Rekrytering",
        "- Se över annonser (HR, våren 2026)",
        "- Utbilda chefer – HR/chefer, 2027",
        "- Något annat som vi tänker på",
        "## Löner",
        "- Kartlägg lönerna [HR-chef; 31 mars 2026].",
    )
    assert said(reading, A, T, WHO, WHEN) == [
        ("Rekrytering", "Se över annonser", "HR", "våren 2026"),
        ("Rekrytering", "Utbilda chefer", "HR, chefer", "2027"),
        ("Löner", "Kartlägg lönerna", "HR-chef", "31 mars 2026"),
    ]
    assert [piece.text for piece in reading.unplaced if "annat" in piece.text] == ["· Något annat som vi tänker på"]


def test_read_items_below_a_heading_that_announces_measures() -> None:
    reading = read(
        "# Likestilling hos oss",
        "## Mål",
        "- Vi vil ha balanse",
        "## Tiltak",
        "### Rekruttering",
        "- Lyse ut bredere",
        "- Er vi gode nok?",
        "- Kurs",
        "### Lønn",
        "1. Kartlegge lønn",
    )
    assert said(reading, A, T) == [("Rekruttering", "Lyse ut bredere"), ("Lønn", "Kartlegge lønn")]


def test_read_items_below_an_area_in_a_plan() -> None:
    assert said(read("# Handlingsplan", "**Tilrettelegging**", "- Kjøpe hev-senk-pulter"), A, T) == [
        ("Tilrettelegging", "Kjøpe hev-senk-pulter")
    ]


def test_read_items_below_an_area_in_bare_text() -> None:
    assert said(read("# Handlingsplan", "Rekruttering", "- Lyse ut alle stillinger"), A, T) == [
        ("Rekruttering", "Lyse ut alle stillinger")
    ]


@pytest.mark.parametrize(
    "blocks",
    [
        ("# Retningslinjer mot trakassering", "## Slik varsler du", "- Snakk med leder", "- Skriv en melding"),
        ("# Handlingsplan", "## Innledning", "- Loven gjelder alle"),
        ("# Om oss", "## Rekruttering", "- Vi lyser ut alle stillinger (uten unntak)"),
        ("Bare tekst.",),
    ],
)
def test_find_no_measures_in_other_lists(blocks: tuple[str, ...]) -> None:
    reading = read(*blocks)
    assert reading.measures == ()
    assert next(str(notice) for notice in reading.notices).startswith("No measures were found")


def test_read_signed_items_without_an_area() -> None:
    reading = read("- Kurs i lov (HR, 2026)", "- Ny mal (Rektor, 2027)")
    assert said(reading, A, T, WHO) == [(None, "Kurs i lov", "HR"), (None, "Ny mal", "Rektor")]
    reading = read("# Tiltak", "- Kurs i lov (HR, 2026)", "- Ny mal (2027)")
    assert said(reading, A, WHO) == [(None, "HR"), (None, None)]
