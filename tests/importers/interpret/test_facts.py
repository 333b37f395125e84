"""What a plan says of itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jamn.documents.blocks import Apart, Aside
from jamn.importers import interpret
from tests.importers.interpret.written import document, read, table

MEASURES = table("Tiltak | Ansvarlig | Frist", "Kurs | HR | 1. mai")


@pytest.mark.parametrize(
    ("blocks", "title"),
    [
        (("# Forord", "# Handlingsplan for likestilling 2026"), "Handlingsplan for likestilling 2026"),
        (("# Solvik kommune", "# Verdier"), "Solvik kommune"),
        (
            ("Solvik kommunes", "Handlingsplan", "for et mangfoldig arbeidsliv", "Tekst."),
            "Handlingsplan for et mangfoldig arbeidsliv",
        ),
        (("Tekst som ikke er noen tittel.", "Jämställdhetsplan"), "Jämställdhetsplan"),
        (("Tekst som slutter.",), None),
    ],
)
def test_find_the_title(blocks: tuple[str, ...], title: str | None) -> None:
    found = read(*blocks).facts.title
    assert (found.text if found else None) == title


def test_find_the_title_in_a_table_or_in_the_file() -> None:
    titled = read(replace(MEASURES, title="Handlingsplan 2026")).facts.title
    assert titled is not None
    assert titled.text == "Handlingsplan 2026"
    told = interpret.plan(replace(document("Tekst."), title="Plan for mangfold")).facts.title
    assert told is not None
    assert told.text == "Plan for mangfold"


@pytest.mark.parametrize(
    ("line", "period"),
    [
        ("Gjelder for: 2025-2027", "2025-2027"),
        ("Planperiode 2026", "2026"),
        ("2026–2028", "2026–2028"),
        ("Planen ble laget i 1999.", None),
    ],
)
def test_find_the_period(line: str, period: str | None) -> None:
    found = read("# Plan", line).facts.period
    assert (found.text if found else None) == period


def test_complete_a_day_by_the_year_of_the_plan() -> None:
    due = read("# Handlingsplan 2026", MEASURES).measures[0].due
    assert due is not None
    assert due.date == "2026-05-01"


@pytest.mark.parametrize(
    ("line", "organisation"),
    [
        ("Virksomhet: Solvik vekst", "Solvik vekst"),
        ("Aktiva åtgärder i Granby kommun", "Granby kommun"),
        ("Handlingsplan for Universitetet i Fjordvik", "Universitetet i Fjordvik"),
        ("Plan for Nord og Sør Kraft AS", "Nord og Sør Kraft AS"),
        ("Vår plan", None),
    ],
)
def test_find_the_organisation(line: str, organisation: str | None) -> None:
    found = read(f"# {line}").facts.organisation
    assert (found.text if found else None) == organisation


def test_find_when_by_whom_and_under_which_number_it_was_adopted() -> None:
    facts = read("# Plan", "Vedtatt av kommunestyret 21.11.2024, sak 97/2024").facts
    assert facts.adopted is not None
    assert facts.adopted.text == "Vedtatt av kommunestyret 21.11.2024, sak 97/2024"
    assert (facts.adopted_on, facts.adopted_by, facts.case_number) == ("2024-11-21", "kommunestyret", "97/2024")


def test_find_when_it_was_adopted_without_a_day() -> None:
    facts = read("# Plan", "Fastställd 2025").facts
    assert (facts.adopted_on, facts.adopted_by, facts.case_number) == (None, None, None)
    assert read("# Plan", "Planen er vedtatt.").facts.adopted is None


def test_find_the_classification_in_a_page_footer() -> None:
    facts = read("# Plan", Aside("# Følsomhet Intern (gul)", Apart.PAGE_FOOTER)).facts
    assert facts.classification is not None
    assert facts.classification.text == "# Følsomhet Intern (gul)"
    assert facts.classified_as == "Intern (gul)"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Vi skal ikke vente, og alle ansatte er med på hva som skjer.", "nb"),
        ("Vi skal ikkje vente, og alle tilsette er med på kva dei gjer.", "nn"),
        ("Vi ska inte vänta, och alla medarbetare är med på vad som sker.", "sv"),
        ("Vi skal ikke vente på at nogen af medarbejderne er med, og hvad der sker.", "da"),
        ("The staff is to know what we do for all of them.", "en"),
        ("Abc", None),
    ],
)
def test_find_the_language(text: str, language: str | None) -> None:
    assert read(text).language == language
