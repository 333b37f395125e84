"""Text of tables whose columns are gone."""

from __future__ import annotations

from jamn.documents.blocks import Format, Paragraph, Place
from jamn.importers.interpret import Field, Reading
from jamn.importers.interpret.notices import LOST_COLUMNS
from tests.importers.interpret.written import document, lost_words, read, said

R, G, T, WHO, WHEN = Field.RISK, Field.GOAL, Field.TITLE, Field.RESPONSIBLE, Field.DEADLINE
STATUS, RESULT = Field.STATUS, Field.RESULT

CELLS = """Plan for arbeidsmiljø 2026

Risiko Mål

Tiltak

Ansvarlig

Frist

Ujevn fordeling
av menn og
kvinner

Balanse i alle
avdelinger

Lyse ut stillinger
i nye kanaler. Snakke
med skolene.

HR

01.05.26

Årlig møte med skolene HR 30.10.26

Ulik lønn for
samme arbeid

Lik lønn

Kartlegge lønn
i alle grupper

Lønns-
sjef

Kontinuerlig
hele
året

Til slutt litt tekst"""

LINES = """Bakgrunn for tiltak (Hva fant vi? Hvilke

grunnlag gjelder det?)
Beskrivelse av tiltak (Hva gjør vi?)

Mål for tiltaket (Hva vil vi

oppnå?)
Ansvarlig Frist/Status Resultat (Hva skjedde?)

Gjere kurset "Alle med" betre kjent blant leiarar som lyser ut stillingar, og

minne om det i møta.
HR 2025/Avslutta Vi hadde to saker på nettet.

Alle som tilset, har teke kurset innan utgangen av året, og det

er ført i planen.
Leiarar 2025/Pågår

Kurset er no ein del av planen for nye leiarar. Ved nyttår hadde 40 leiarar teke det.

Lage bilete av tilsette i ulike yrke til annonsar.
Vise at vi er ulike alle saman. HR 2026/Nytt tiltak

Rekruttering

# Intern (gul)

Bakgrunn for tiltak (Hva fant vi? Hvilke

grunnlag gjelder det?)
Beskrivelse av tiltak (Hva gjør vi?)

Mål for tiltaket (Hva vil vi

oppnå?)
Ansvarlig Frist/Status Resultat (Hva skjedde?)

Vi manglar oversikt over lønn i gruppene, og tala er gamle og vanskelege å

bruke.
Samle tal for alle grupper.
Vite kva vi betaler.
Seksjon for lønn og

personal
Desember

2026/Ikkje starta"""


def _read(text: str) -> Reading:
    return read(*_blocks(text), format=Format.TEXT)


def _blocks(text: str) -> list[Paragraph]:
    return [Paragraph(group, Place(line=number)) for number, group in enumerate(text.split("\n\n"), 1)]


def test_read_cells_that_blank_lines_part() -> None:
    assert said(_read(CELLS), R, G, T, WHO, WHEN) == [
        (
            "Ujevn fordeling av menn og kvinner",
            "Balanse i alle avdelinger",
            "Lyse ut stillinger i nye kanaler. Snakke med skolene.",
            "HR",
            "01.05.26",
        ),
        ("Ujevn fordeling av menn og kvinner", "Balanse i alle avdelinger", "Årlig møte med skolene", "HR", "30.10.26"),
        (
            "Ulik lønn for samme arbeid",
            "Lik lønn",
            "Kartlegge lønn i alle grupper",
            "Lønns- sjef",
            "Kontinuerlig hele året",
        ),
    ]


def test_read_lines_that_blank_lines_break() -> None:
    reading = _read(LINES)
    assert said(reading, Field.DESCRIPTION, WHO, WHEN, STATUS) == [
        (
            'Gjere kurset "Alle med" betre kjent blant leiarar som lyser ut stillingar, og minne om det i møta.',
            "HR",
            "2025",
            "Avslutta",
        ),
        (
            "Alle som tilset, har teke kurset innan utgangen av året, og det er ført i planen.",
            "Leiarar",
            "2025",
            "Pågår",
        ),
        ("Lage bilete av tilsette i ulike yrke til annonsar.", "HR", "2026", "Nytt tiltak"),
        ("Samle tal for alle grupper.", "Seksjon for lønn og personal", "Desember 2026", "Ikkje starta"),
    ]
    assert said(reading, RESULT)[:3] == [
        ("Vi hadde to saker på nettet.",),
        ("Kurset er no ein del av planen for nye leiarar. Ved nyttår hadde 40 leiarar teke det.",),
        (None,),
    ]
    assert reading.notices[0].template == LOST_COLUMNS
    assert all(value.confidence < 0.7 for measure in reading.measures for value in measure.values.values())


def test_lose_nothing_of_a_text_without_columns() -> None:
    for text in (CELLS, LINES):
        source = document(*_blocks(text), format=Format.TEXT)
        assert lost_words(source, _read(text)) == {}


def test_need_two_rows_and_a_header() -> None:
    header = "Risiko Mål\n\nTiltak\n\nAnsvarlig\n\nFrist"
    assert _read(f"{header}\n\nA a\n\nB b\n\nC c\n\nHR\n\n01.02.2026").measures == ()
    assert _read("Bare tekst om ansvarlig og frist.\n\n01.02.2026\n\n02.02.2026").measures == ()


def test_read_cells_that_come_in_turn() -> None:
    cells = ["Åtgärd", "Ansvarig", "Klart", "Status", "Utbilda chefer", "HR", "Mars 2026", "Klar"]
    cells += ["Se över skyltar", "Kansliet", "Hösten 2026", "Ej startad", "Slut"]
    reading = _read("\n\n".join(cells))
    assert said(reading, T, WHO, WHEN, STATUS) == [
        ("Utbilda chefer", "HR", "Mars 2026", "Klar"),
        ("Se över skyltar", "Kansliet", "Hösten 2026", "Ej startad"),
    ]
    assert [piece.text for piece in reading.unplaced][-1] == "Slut"


def test_read_rows_of_every_shape() -> None:
    reading = _read(
        """Mål

Tiltak

Frist

Ansvarlig

Status

Flere søkere

Lyse ut i nye kanaler

01.02.2026

HR

Pågår

Et mål til og en
linje mer

Kurs for alle som leder andre

Ekstra tekst som står for seg selv

Enda mer tekst som står for seg

03.04.2026

Mars"""
    )
    assert said(reading, G, T, WHEN) == [
        ("Flere søkere", "Lyse ut i nye kanaler", "01.02.2026"),
        ("Ekstra tekst som står for seg selv", "Enda mer tekst som står for seg", "03.04.2026"),
    ]


def test_read_no_rows_without_deadlines() -> None:
    header = "Risiko Mål\n\nTiltak\n\nAnsvarlig\n\nFrist"
    assert _read(f"{header}\n\nMars\n\nHR").measures == ()
    assert _read(f"{header}\n\nMars").measures == ()
    assert _read(f"{header}\n\nBare noen ord").measures == ()


def test_take_no_deadline_without_a_measure() -> None:
    header = "Risiko Mål\n\nTiltak\n\nAnsvarlig\n\nFrist/Status"
    reading = _read(f"{header}\n\n2025/Pågår\n\nKurs i lov\nHR\n2026/Ferdig")
    assert said(reading, T, WHO, WHEN, STATUS) == [
        ("Kurs i lov", "HR", "2026", "Ferdig"),
    ]
