"""What a measure's words say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamn.importers.interpret.result import Due, DueKind, Field, State
from jamn.importers.interpret.understanding import Understood, part, part_responsibles, understand, understand_status

D, S, R, G = Field.DEADLINE, Field.STATUS, Field.RESPONSIBLE, Field.GOAL


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Pågår", State.ONGOING),
        ("Avlutta", State.DONE),
        ("AVSLUTAD.", State.DONE),
        ("Nytt tiltak", State.NEW),
        ("Ikkje starta", State.NOT_STARTED),
        ("Ikke gjennomført ennå", State.NOT_STARTED),
        ("har ikke blitt fullført", State.NOT_STARTED),
        ("Kurset er gjennomført i alle enheter", State.DONE),
        ("Stanset på grunn av kapasitet", State.STOPPED),
        ("0 %", State.NOT_STARTED),
        ("60%", State.ONGOING),
        ("100 %", State.DONE),
        ("Grønn", None),
        ("Et lengre svar uten noe svar", None),
        ("", None),
    ],
)
def test_understand_status(words: str, state: State | None) -> None:
    assert understand_status(words) is state


@pytest.mark.parametrize(
    ("words", "first", "second", "parts"),
    [
        ("2025/Pågår", D, S, ("2025", "Pågår")),
        ("Desember \n2023/Avlutta", D, S, ("Desember \n2023", "Avlutta")),
        ("1/9-2025, pågår", D, S, ("1/9-2025", "pågår")),
        ("Pågår (mars 2025)", D, S, ("mars 2025", "Pågår")),
        ("31.12.2025 - ikke startet", D, S, ("31.12.2025", "ikke startet")),
        ("Pågår", D, S, (None, "Pågår")),
        ("Fortløpende", D, S, ("Fortløpende", None)),
        ("Etter avtale", D, S, ("Etter avtale", None)),
        ("", D, S, (None, None)),
        ("HR, 2025", R, D, ("HR", "2025")),
        ("HR-sjef\nhøsten 2026", R, D, ("HR-sjef", "høsten 2026")),
        ("Senast 31 mars 2026, HR-chef", R, D, ("HR-chef", "Senast 31 mars 2026")),
        ("Rektor, HR-sjef, mars 2026", R, D, ("Rektor, HR-sjef", "mars 2026")),
        ("HR og ledere", R, D, ("HR og ledere", None)),
        ("Q1 2026", R, D, (None, "Q1 2026")),
        ("/ 2025", D, S, ("/ 2025", None)),
        ("–/Ongoing", D, S, (None, "Ongoing")),
        ("Ongoing/-", D, S, ("Ongoing", None)),
        ("— / Løpende", R, D, (None, "Løpende")),
    ],
)
def test_part_a_cell_that_holds_two_fields(
    words: str, first: Field, second: Field, parts: tuple[str | None, str | None]
) -> None:
    assert part(words, first, second) == parts


@given(st.text(max_size=60))
def test_part_any_cell_without_losing_letters(text: str) -> None:
    kept = "".join(each or "" for each in part(text, D, S))
    assert sorted(sign for sign in text if sign.isalnum()) == sorted(sign for sign in kept if sign.isalnum())


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("HR/Tillitsvalde", ("HR", "Tillitsvalde")),
        ("Informasjons-\navdelinga/HR", ("Informasjonsavdelinga", "HR")),
        ("HR og Flyktningenheten", ("HR", "Flyktningenheten")),
        ("Rektor, barnehagestyrer og verneombud", ("Rektor", "barnehagestyrer", "verneombud")),
        ("Personalchef och skyddsombud", ("Personalchef", "skyddsombud")),
        ("HR & Kommunikasjonsavdelingen", ("HR", "Kommunikasjonsavdelingen")),
        ("Lønn & regnskap", ("Lønn & regnskap",)),
        ("Helse og omsorg", ("Helse og omsorg",)),
        ("Plan- og bygningssjef", ("Plan- og bygningssjef",)),
        ("HR i samarbeid med aktuell leder", ("HR i samarbeid med aktuell leder",)),
        ("Rektor i samarbeid med\nhøgskule/universitet", ("Rektor i samarbeid med høgskule/universitet",)),
        ("HR, HR", ("HR",)),
        ("", ()),
    ],
)
def test_part_responsibles(words: str, parts: tuple[str, ...]) -> None:
    assert part_responsibles(words) == parts


# Without possessive patterns these take minutes.
@pytest.mark.parametrize("gap", [" " * 50_000, "\n" * 50_000, "\t" * 50_000])
def test_understand_words_far_apart(gap: str) -> None:
    assert part(f"2025{gap}HR", D, S) == (f"2025{gap}HR", None)
    assert part_responsibles(f"HR,{gap}Ledere{gap}rektor") in {("HR", f"Ledere{gap}rektor"), ("HR", "Ledere rektor")}
    assert part_responsibles(f"HR-{gap}avdeling")[0].startswith("HR")


@pytest.mark.parametrize("separator", [", ", "/", " - ", " | ", "\n", "("])
def test_part_a_cell_with_thousands_of_separators(separator: str) -> None:
    words = separator.join(["HR"] * 9_000)
    assert part(words, D, S) == (words, None)


def test_part_responsibles_of_a_list_without_end() -> None:
    assert part_responsibles(" og ".join(["HR"] * 9_000))[0] == "HR"


def test_understand_a_measure() -> None:
    values = {
        Field.AREA: "Rekruttering",
        Field.TITLE: "Lyse ut stillinger så flere med funksjonsnedsettelse søker",
        Field.RESPONSIBLE: "HR/Ledere",
        Field.DEADLINE: "1. mai",
        Field.STATUS: "I gang",
    }
    assert understand(values, year=2026) == Understood(
        due=Due(DueKind.DATE, date="2026-05-01"),
        state=State.ONGOING,
        responsibles=("HR", "Ledere"),
        areas=("recruitment",),
        grounds=("disability",),
    )


def test_understand_nothing_from_no_words() -> None:
    assert understand({}) == Understood(due=None, state=None, responsibles=(), areas=(), grounds=())


def test_part_a_cell_of_many_parts_at_its_ends() -> None:
    names = ", ".join(f"rektor {number}" for number in range(30))
    assert part(f"{names}, mars 2026", R, D) == (names, "mars 2026")


@pytest.mark.parametrize("words", ["Before the negotiations/Ongoing", "Før forhandlingene / Pågår"])
def test_part_a_time_that_nobody_can_reckon_with_from_a_status(words: str) -> None:
    time, status = words.split("/")
    assert part(words, D, S) == (time.strip(), status.strip())
