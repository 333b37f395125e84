"""The names of areas in headings."""

from __future__ import annotations

import pytest

from jamn.importers.interpret.areas import announces_measures, area_in, is_area_heading, speaks_of_no_measures


@pytest.mark.parametrize(
    ("heading", "area"),
    [
        ("● Fokus | Tiltrekke", ("Tiltrekke", True)),
        ("Område 2: Lønn", ("Lønn", True)),
        ("3.2 Rekruttering", ("Rekruttering", True)),
        ("Kapittel 4 Lønns- og arbeidsvilkår", ("Lønns- og arbeidsvilkår", True)),
        ("Å beholde folk", ("Å beholde folk", False)),
        ("Tiltak 2025–2026", (None, False)),
        ("Handlingsplan", (None, False)),
        ("Fokus |", ("Fokus |", False)),
        ("¹ Se likestillingsloven", (None, False)),
        ("Dette er en hel setning om rekruttering hos oss.", (None, False)),
        ("", (None, False)),
    ],
)
def test_find_the_area_in_a_heading(heading: str, area: tuple[str | None, bool]) -> None:
    assert area_in(heading) == area


@pytest.mark.parametrize(
    "heading", ["Tiltak", "Åtgärder 2025", "Handlingsplan 2024–2026", "Våre tiltak", "Action plan"]
)
def test_know_headings_that_announce_measures(heading: str) -> None:
    assert announces_measures(heading)


@pytest.mark.parametrize("heading", ["5. Organisering og ressurser", "Ordliste", "Statistikk per 2025", "DELTAKERE"])
def test_know_headings_of_chapters_without_measures(heading: str) -> None:
    assert speaks_of_no_measures(heading)
    assert not speaks_of_no_measures("Rekruttering")


def test_know_headings_of_areas_by_their_form() -> None:
    assert is_area_heading("Tiltak | Rekruttere")
    assert not is_area_heading("Tiltak: Rekruttere flere")
