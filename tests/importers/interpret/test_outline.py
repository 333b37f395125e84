"""Plans without tables: a name, and labelled lines."""

from __future__ import annotations

from jamn.documents.blocks import Apart, Aside, Format, Heading
from jamn.importers.interpret import Field, Why
from tests.importers.interpret.written import document, lost_words, read, said, table

A, R, G, T, D = Field.AREA, Field.RISK, Field.GOAL, Field.TITLE, Field.DESCRIPTION
WHO, WHEN, STATUS, METHOD, GROUP = Field.RESPONSIBLE, Field.DEADLINE, Field.STATUS, Field.METHOD, Field.TARGET_GROUP


def test_read_a_name_a_time_and_labels() -> None:
    reading = read(
        "# Plan for mangfold 2026",
        "## Fokus | Tiltrekke",
        "Vi vil nå ut til flere.",
        "### Synlig i nye kanaler",
        "2025 - 2027",
        "Ansvarlig: HR",
        "Vi prøver kanaler som når ungdom.",
        "Metode: Liste over kanaler",
        "Målgruppe: Søkere under 25 år.",
        "### Merkedager",
        "2026\nAnsvarlig: Kommunikasjon",
        "Vi feirer samenes nasjonaldag.",
    )
    assert said(reading, A, T, WHEN, WHO, D) == [
        ("Tiltrekke", "Synlig i nye kanaler", "2025 - 2027", "HR", "Vi prøver kanaler som når ungdom."),
        ("Tiltrekke", "Merkedager", "2026", "Kommunikasjon", "Vi feirer samenes nasjonaldag."),
    ]
    assert reading.measures[0].labels[WHO] == "Ansvarlig:"


def test_read_measures_named_by_a_label() -> None:
    reading = read(
        "# Rekruttering",
        "Tiltak 1: Ny utlysning",
        "Ansvarlig: HR. Frist: 1. juni 2026. Status: Pågår",
        "Tiltak 2:",
        "Kurs for ledere",
        "Ansvarlig: Rektor",
        "Mål: Kunnskap",
    )
    assert said(reading, A, T, WHO, WHEN, STATUS, G) == [
        ("Rekruttering", "Ny utlysning", "HR", "1. juni 2026", "Pågår", None),
        ("Rekruttering", "Kurs for ledere", "Rektor", None, None, "Kunnskap"),
    ]


def test_read_a_bare_text_without_headings() -> None:
    reading = read(
        Heading("Nye kanaler", sure=False),
        "2025 - 2027\nAnsvarlig: HR",
        "Vi prøver nye kanaler.",
        "Metode: Liste",
        "Merkedager",
        "2026\nAnsvarlig: Kommunikasjon",
        "Vi feirer.",
        "Metode: Kalender",
        format=Format.TEXT,
    )
    assert said(reading, T, WHO, D) == [
        ("Nye kanaler", "HR", "Vi prøver nye kanaler."),
        ("Merkedager", "Kommunikasjon", "Vi feirer."),
    ]


def test_read_numbered_items_with_labels_inside() -> None:
    reading = read(
        "# Handlingsplan",
        "# Lønn",
        "1. Kartlegge lønn. Vi ser på alle grupper.\nAnsvarlig: HR. Frist: Mai 2026",
        "2. Rette opp.\nAnsvarlig: Rådmann",
    )
    assert said(reading, A, T, WHO) == [
        ("Lønn", "Kartlegge lønn. Vi ser på alle grupper.", "HR"),
        ("Lønn", "Rette opp.", "Rådmann"),
    ]


def test_keep_lists_inside_a_measure() -> None:
    reading = read(
        "## Kurs for ledere",
        "Ansvarlig: HR",
        "Metode:",
        "- Video",
        "- Samtale",
        "Målgruppe:",
        "1. Ledere",
        "2. Ansatte",
        "## Ny mal",
        "Ansvarlig: HR",
        "Metode: Bruke",
        "- Eksempler",
    )
    assert said(reading, T, METHOD, GROUP) == [
        ("Kurs for ledere", "Video\n· Samtale", "Ledere\n2. Ansatte"),
        ("Ny mal", "Bruke\n· Eksempler", None),
    ]


def test_say_a_risk_once_for_the_measures_below_it() -> None:
    reading = read(
        "Risiko: Få menn søker",
        "Tiltak: Annonse",
        "Ansvarlig: HR",
        "Tiltak: Besøk",
        "Ansvarlig: Rektor",
        "Risiko: Ulik lønn",
        "Tiltak: Kartlegge",
        "Ansvarlig: HR",
    )
    assert said(reading, R, T) == [("Få menn søker", "Annonse"), ("Få menn søker", "Besøk"), ("Ulik lønn", "Kartlegge")]


def test_say_an_area_and_a_goal_for_the_measures_below_them() -> None:
    reading = read(
        "Område: Rekruttering",
        "Mål: Balanse",
        "Tiltak: Annonse",
        "Ansvarlig: HR",
        "Frist: 2026",
        "Tiltak: Besøk",
        "Ansvarlig: HR",
        "Område: Lønn",
        "Tiltak: Kartlegge",
        "Ansvarlig: HR",
    )
    assert said(reading, A, T) == [("Rekruttering", "Annonse"), ("Rekruttering", "Besøk"), ("Lønn", "Kartlegge")]


def test_leave_a_chapter_on_organisation_out() -> None:
    reading = read(
        "# Tiltak",
        "## Kurs",
        "Ansvarlig: HR",
        "Frist: 2026",
        "# Organisering og ressurser",
        "## Arbeidsgruppa",
        "Ansvarlig: Rådmann",
        "Frist: Fast møte",
    )
    assert said(reading, T) == [("Kurs",)]
    assert (
        lost_words(
            document("# Organisering", "## Gruppa", "Ansvarlig: HR"),
            read("# Organisering", "## Gruppa", "Ansvarlig: HR"),
        )
        == {}
    )


def test_leave_the_head_of_the_document_out() -> None:
    source = document(
        "# Handlingsplan for likestilling", "Ansvarlig: HR-sjef", "Periode: 2025-2027", "# Om planen", "Tekst."
    )
    reading = read(*source.blocks)
    assert reading.measures == ()
    assert reading.facts.period is not None
    assert reading.facts.period.text == "2025-2027"
    assert lost_words(source, reading) == {}


def test_ask_for_more_beside_tables_of_measures() -> None:
    measures = table("Tiltak | Ansvarlig | Frist", "Kurs | HR | 2026")
    reading = read("## Kontakt", "Ansvarlig: HR-sjef", "Frist: 1. mai", measures, "Tiltak: Besøk", "Ansvarlig: Rektor")
    assert said(reading, T) == [("Kurs",), ("Besøk",)]


def test_read_cards_in_the_cells_of_a_table() -> None:
    cards = table("Tiltak: Kurs\\nAnsvarlig: HR\\nFrist: 2026 | Tiltak: Ny mal\\nAnsvarlig: Rektor\\nFrist: Årlig")
    assert said(read(cards), T, WHO, WHEN) == [("Kurs", "HR", "2026"), ("Ny mal", "Rektor", "Årlig")]


def test_read_one_card_over_several_cells() -> None:
    cards = table("Lønn | Tiltak: Kartlegge | Mål: Lik lønn", '" | Ansvarlig: HR | Frist: 2026')
    assert said(read(cards), A, T, G, WHO) == [("Lønn", "Kartlegge", "Lik lønn", "HR")]


def test_give_a_label_without_a_name_back_to_the_text() -> None:
    reading = read("Ansvarlig: HR")
    assert (reading.measures, [piece.text for piece in reading.unplaced]) == ((), ["Ansvarlig: HR"])


def test_join_a_heading_that_wraps() -> None:
    reading = read("# Plan", "## Alle nye ledere skal", "## ha fått kurs", "Ansvarlig: HR", "Frist: 2026")
    assert said(reading, T) == [("Alle nye ledere skal ha fått kurs",)]


def test_read_labels_in_bold_without_a_colon() -> None:
    reading = read("## Kurs for alle", "**Ansvarlig**", "HR-avdelingen", "**Frist**", "Mai 2026")
    assert said(reading, T, WHO, WHEN) == [("Kurs for alle", "HR-avdelingen", "Mai 2026")]


def test_keep_what_stands_apart_with_its_reason() -> None:
    reading = read("# Plan", Aside("Side 1 av 3", Apart.PAGE_FOOTER), Aside("¹ Se loven", Apart.FOOTNOTE))
    assert [(piece.text, piece.why) for piece in reading.unplaced] == [
        ("Side 1 av 3", Why.PAGE_FOOTER),
        ("¹ Se loven", Why.FOOTNOTE),
    ]


def test_take_text_behind_the_labels_for_the_description() -> None:
    reading = read(
        "## Kurs",
        "Ansvarlig: HR",
        "Frist: 2026",
        "Kurset er på to timer, og alle kan delta.",
        "## Mal",
        "Ansvarlig: HR",
    )
    assert said(reading, T, D) == [("Kurs", "Kurset er på to timer, og alle kan delta."), ("Mal", None)]


def test_name_a_measure_by_a_sentence_when_there_is_nothing_else() -> None:
    reading = read("Vi skal kurse alle ledere i loven i løpet av året.", "Ansvarlig: HR", "Frist: 2026")
    assert said(reading, T, WHO) == [("Vi skal kurse alle ledere i loven i løpet av året.", "HR")]


def test_read_marks_and_numbers_at_the_start_of_bare_lines() -> None:
    reading = read(
        "# Handlingsplan",
        "# Lønn",
        "1) Kartlegge lønn\nAnsvarlig: HR\nMetode:\n· Tall\n· Samtale",
        "2) Rette opp\nAnsvarlig: Rådmann",
    )
    assert said(reading, A, T, WHO, METHOD) == [
        ("Lønn", "Kartlegge lønn", "HR", "Tall\n· Samtale"),
        ("Lønn", "Rette opp", "Rådmann", None),
    ]


def test_read_measures_below_numbered_headings() -> None:
    reading = read(
        "## Lønn",
        "### Tiltak 1",
        "Kartlegge lønn i alle grupper.",
        "Ansvarlig: HR",
        "### Tiltak 2",
        "Rette opp.",
        "Ansvarlig: HR",
    )
    assert said(reading, A, T) == [("Lønn", "Kartlegge lønn i alle grupper."), ("Lønn", "Rette opp.")]


def test_take_no_sentence_before_a_colon_for_a_label() -> None:
    assert read("Ansvarlig.: HR").measures == ()


def test_take_no_lone_date_for_a_measure() -> None:
    assert read("Møte i gruppa", "Dato: 12.11.2026", "Vi snakket om mye.").measures == ()
    dated = read("# Plan", "## Kurs", "Frist: Mai 2026", "## Mal", "Frist: Juni 2026")
    assert said(dated, T) == [("Kurs",), ("Mal",)]


def test_read_a_label_that_comes_twice() -> None:
    reading = read("## Kurs", "Ansvarlig: HR", "Ansvarlig: Rektor", "Frist: 2026")
    assert said(reading, T, WHO) == [("Kurs", "HR\nRektor")]
    assert reading.measures[0].labels[WHO] == "Ansvarlig: Ansvarlig:"


def test_take_a_table_between_for_an_end() -> None:
    reading = read("## Kurs", table("Navn | Rolle", "Kari | Leder"), "Ansvarlig: HR", "Frist: 2026")
    assert reading.measures == ()


def test_share_labels_among_the_items_of_a_list() -> None:
    reading = read(
        "## Arbetsförhållanden",
        "Mål: Alla ska kunna arbeta utan hinder.",
        "**Åtgärder:**",
        "- Hörslinga i aulan",
        "- Låda för synpunkter",
        "Ansvarig: Rektor",
        "Tidsplan: Våren 2026",
    )
    assert said(reading, A, G, T, WHO, WHEN) == [
        ("Arbetsförhållanden", "Alla ska kunna arbeta utan hinder.", "Hörslinga i aulan", "Rektor", "Våren 2026"),
        ("Arbetsförhållanden", "Alla ska kunna arbeta utan hinder.", "Låda för synpunkter", "Rektor", "Våren 2026"),
    ]


def test_read_items_with_labels_in_brackets() -> None:
    reading = read(
        "# Handlingsplan",
        "## Rekruttering",
        "- Lyse ut med bilete (Ansvar: rektor, frist: 1. februar 2026)",
        "- Spørje to om å vere ambassadørar (Ansvar: inspektør, frist: haust 2026)",
    )
    assert said(reading, A, T, WHO, WHEN) == [
        ("Rekruttering", "Lyse ut med bilete", "rektor", "1. februar 2026"),
        ("Rekruttering", "Spørje to om å vere ambassadørar", "inspektør", "haust 2026"),
    ]


def test_keep_a_label_that_says_nothing() -> None:
    reading = read("Risiko:", "Tiltak: Kurs", "Ansvarlig: HR", "Risiko: Få menn", "Tiltak: Besøk", "Ansvarlig: HR")
    assert said(reading, R, T) == [(None, "Kurs"), ("Få menn", "Besøk")]
    assert reading.measures[0].labels[R] == "Risiko:"


def test_say_a_goal_and_a_risk_for_the_measures_below_them() -> None:
    reading = read("Mål: Balanse", "Risiko: Få menn", "Tiltak: Besøk", "Ansvarlig: HR", "Frist: 2026")
    assert said(reading, G, R, T) == [("Balanse", "Få menn", "Besøk")]


def test_leave_a_label_for_a_measure_without_words_to_the_text() -> None:
    reading = read("# Handlingsplan", "Tiltak:", "# Slutt")
    assert (reading.measures, [piece.text for piece in reading.unplaced]) == ((), ["Tiltak:", "Slutt"])


def test_read_a_small_form_below_a_name() -> None:
    form = table("Ansvarlig: | HR", "Målgruppe: | Nye søkere", "Periode: | 2025–2028")
    reading = read("# Plan", "## Tiltrekke", "### Trainee", "Vi ansetter en hvert år.", form)
    assert said(reading, A, T, D, WHO, GROUP, WHEN) == [
        ("Tiltrekke", "Trainee", "Vi ansetter en hvert år.", "HR", "Nye søkere", "2025–2028")
    ]


def test_leave_other_small_tables_alone() -> None:
    for rows in (
        ("Ansvarlig | HR", " | Rektor"),
        ("Ansvarlig | HR", "Kaffe | Svart"),
        ("Ansvarlig | <", "Frist | 2026"),
    ):
        assert read("## Kurs", table(*rows)).measures == ()
    assert read("## Kurs", table("Ansvarlig | HR")).measures == ()
