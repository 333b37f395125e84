"""What headers and labels mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamn.importers.interpret.columns import NOTHING, says_no_measure, understand_header
from jamn.importers.interpret.result import Field
from jamn.importers.interpret.vocabulary import vocabulary

F = Field


@pytest.mark.parametrize(
    ("header", "field", "also"),
    [
        ("Ansvarlig", F.RESPONSIBLE, None),
        ("ANSVARIG:", F.RESPONSIBLE, None),
        ("Ansvar-\nlig", F.RESPONSIBLE, None),
        ("Ansvarlig avde ling", F.RESPONSIBLE, None),
        ("Tilltak", F.TITLE, None),
        ("Beskrivelse av tiltaket (hva skal gjøres, og for hvem?)", F.DESCRIPTION, None),
        ("Bakgrunn for tiltak: hva viste kartleggingen?", F.RISK, None),
        ("2. Mål for tiltaket", F.GOAL, None),
        ("Tiltak 3", F.TITLE, None),
        ("Tiltak for å nå målet", F.TITLE, None),
        ("Frist/Status", F.DEADLINE, F.STATUS),
        ("Tidsplan och ansvarig", F.DEADLINE, F.RESPONSIBLE),
        ("Resultat/evaluering", F.RESULT, None),
        ("Risiko/hinder", F.RISK, None),
        ("Kommentar/status", F.STATUS, None),
        ("Status / kommentar", F.STATUS, None),
        ("Tiltak og beskrivelse av tiltak", F.DESCRIPTION, None),
        ("Frist/xyz", F.DEADLINE, None),
        ("Når skal det være ferdig gjort?", F.DEADLINE, None),
        ("Oppfølgingsansvarlig", F.RESPONSIBLE, None),
        ("De største utfordringene våre", F.RISK, None),
        ("Ansvarlgi for gjennomføringen", F.RESPONSIBLE, None),
        ("Ikke startet", F.STATUS, None),
        ("Suksesskriterier", F.SUCCESS_CRITERION, None),
        ("Hur vet vi att vi har lyckats?", F.SUCCESS_CRITERION, None),
        ("Mål/suksesskriterier", F.GOAL, None),
        ("Kostnad (tkr)", F.COST, None),
        ("Resurser", F.COST, None),
        ("Ressurser og ansvarlig", F.RESPONSIBLE, None),
        ("Ansvar/ressurser", F.RESPONSIBLE, None),
        ("Kostnad/frist", F.COST, F.DEADLINE),
    ],
)
def test_understand_header(header: str, field: Field, also: Field | None) -> None:
    meaning = understand_header(header)
    assert (meaning.field, meaning.also) == (field, also)


@pytest.mark.parametrize("header", ["Nr", "Kommentar", "Telefon", "Indikator", "Prioritet"])
def test_know_headers_of_other_things(header: str) -> None:
    meaning = understand_header(header)
    assert (meaning.field, meaning.known) == (None, True)


@pytest.mark.parametrize(
    "header", ["", " – ", "xyz", "Kaffemaskin og kjøkken", "Ansvarlig: rektor", "a" * 301, "abc def ghi jkl"]
)
def test_give_nothing_for_headers_that_are_not_known(header: str) -> None:
    assert understand_header(header) == NOTHING


@given(st.text(max_size=80))
def test_understand_any_text_without_an_error(text: str) -> None:
    meaning = understand_header(text)
    assert 0 <= meaning.confidence <= 1


@given(st.sampled_from(sorted(vocabulary().columns)))
def test_understand_every_word_of_the_vocabulary_as_its_field(word: str) -> None:
    assert understand_header(word.upper()).field is vocabulary().columns[word]


@pytest.mark.parametrize(
    ("header", "says"), [("Antall kvinner", True), ("Telefon (mobil)", True), ("Ansvarlig", False), ("Tiltak", False)]
)
def test_know_headers_of_tables_without_measures(header: str, says: bool) -> None:  # noqa: FBT001
    assert says_no_measure(header) is says
