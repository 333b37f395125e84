"""Tables of measures, of every make."""

from __future__ import annotations

import pytest

from jamn.importers import interpret
from jamn.importers.interpret import Field, State, Why
from tests.importers.interpret.written import document, lost_words, read, said, table

A, R, G, T, D = Field.AREA, Field.RISK, Field.GOAL, Field.TITLE, Field.DESCRIPTION
WHO, WHEN, STATUS, RESULT = Field.RESPONSIBLE, Field.DEADLINE, Field.STATUS, Field.RESULT
HEADER = "Risiko | Tiltak | Ansvarlig | Frist"


def test_read_a_table_by_its_header() -> None:
    reading = read(
        table(HEADER, "Få søkere | Lyse ut bredere | HR | 01.05.2026", "Uklare krav | Ny mal | Rektor | Årlig")
    )
    assert said(reading, R, T, WHO, WHEN) == [
        ("Få søkere", "Lyse ut bredere", "HR", "01.05.2026"),
        ("Uklare krav", "Ny mal", "Rektor", "Årlig"),
    ]
    assert [measure.place.row for measure in reading.measures] == [2, 3]


def test_read_columns_in_any_order_and_keep_the_others() -> None:
    reading = read(table("Nr | Frist | Kommentar | Ansvarlig | Tiltak", "1 | 2026 | Et langt ord om saken | HR | Kurs"))
    assert said(reading, T, WHO, WHEN) == [("Kurs", "HR", "2026")]
    others = [(piece.why, piece.text) for piece in reading.unplaced]
    assert others == [(Why.OTHER_COLUMN, "1"), (Why.OTHER_COLUMN, "Et langt ord om saken")]


def test_carry_merged_cells_to_every_row() -> None:
    reading = read(
        table(
            "Område | Risiko | Tiltak | Ansvarlig", "Lønn | Ulik lønn | Kartlegge | HR", '" | " | Rette opp | Rådmann'
        )
    )
    assert said(reading, A, R, T) == [("Lønn", "Ulik lønn", "Kartlegge"), ("Lønn", "Ulik lønn", "Rette opp")]


def test_join_rows_that_share_the_measure() -> None:
    reading = read(table("Tiltak | Ansvarlig | Frist", "Kurs | HR | Mai 2026", '" | Ledere | Mai 2026'))
    assert said(reading, T, WHO, WHEN) == [("Kurs", "HR\nLedere", "Mai 2026")]


def test_join_a_row_without_a_measure_to_the_one_above() -> None:
    reading = read(table("Tiltak | Ansvarlig | Frist | Status", "Kurs | HR | 2026 | ", " | Ledere | | Pågår"))
    assert said(reading, T, WHO, STATUS) == [("Kurs", "HR\nLedere", "Pågår")]


def test_leave_a_lone_risk_to_the_text() -> None:
    reading = read(table(HEADER, "Få søkere | Lyse ut | HR | 2026", "Uten tiltak foreløpig | | | "))
    assert len(reading.measures) == 1
    assert [piece.text for piece in reading.unplaced] == ["Uten tiltak foreløpig"]


@pytest.mark.parametrize(
    "row", ["Rekruttering | < | <", "*Rekruttering* | | ", "Rekruttering | | ", "Område: Rekruttering | < | <"]
)
def test_take_areas_from_section_rows(row: str) -> None:
    reading = read(table("Tiltak | Ansvarlig | Frist", row, "Lyse ut bredere | HR | 2026"))
    assert said(reading, A, T) == [("Rekruttering", "Lyse ut bredere")]


def test_leave_a_sentence_across_the_table_to_the_text() -> None:
    note = "Vi har snakket med de tillitsvalgte om alt dette i flere møter."
    reading = read(table("Tiltak | Ansvarlig | Frist", f"{note} | < | <", "Lyse ut | HR | 2026"))
    assert said(reading, A, T) == [(None, "Lyse ut")]
    assert [(piece.why, piece.text) for piece in reading.unplaced] == [(Why.TEXT, note)]


def test_pass_over_a_header_that_is_repeated() -> None:
    reading = read(table(HEADER, "A | Kurs i lov | HR | 2026", HEADER, "B | Ny mal | HR | 2027"))
    assert said(reading, T) == [("Kurs i lov",), ("Ny mal",)]
    assert {piece.why for piece in reading.unplaced} == {Why.REPEATED_HEADER}


def test_follow_a_header_with_other_columns_further_down() -> None:
    reading = read(
        table(
            "Tiltak | Ansvarlig | Frist",
            "Kurs i lov | HR | 2026",
            "Ansvarlig | Tiltak | Resultat",
            "Rektor | Ny mal | Ferdig i mai",
        )
    )
    assert said(reading, T, WHO, RESULT) == [("Kurs i lov", "HR", None), ("Ny mal", "Rektor", "Ferdig i mai")]


def test_find_the_header_below_titles_and_group_headers() -> None:
    reading = read(
        table(
            "Handlingsplan 2026 | < | < | <",
            "Planlegge | < | Gjennomføre | <",
            "Forbedringsområder | Mål | Tiltak | Ansvarlig",
            "Få menn | Balanse | Annonse | HR",
        )
    )
    assert said(reading, A, R, G, T) == [(None, "Få menn", "Balanse", "Annonse")]
    assert lost_words(document(table("Plan | <", "Tiltak | Ansvarlig", "A b | HR")), reading) is not None


def test_read_a_group_header_with_the_words_below_it() -> None:
    reading = read(table("Ansvarlig | < | Annet", "hoved | med | Tiltak", "HR | Rektor | Kurs i lov"))
    assert said(reading, T, WHO) == [("Kurs i lov", "HR\nRektor")]


def test_take_the_words_of_a_group_header_for_an_empty_cell_below() -> None:
    reading = read(table("Tiltak | < | Plan", " | Detaljer | Ansvarlig", "Kurs | For alle ledere | HR"))
    assert said(reading, T, D, WHO) == [("Kurs", "For alle ledere", "HR")]


def test_part_a_double_column() -> None:
    reading = read(
        table("Tiltak | Ansvarlig | Frist/Status", "Kurs | HR | 2026/Pågår", "Mal | HR | Ferdig", "Møte | HR | 2027")
    )
    assert said(reading, WHEN, STATUS) == [("2026", "Pågår"), (None, "Ferdig"), ("2027", None)]
    assert [measure.state for measure in reading.measures] == [State.ONGOING, State.DONE, None]


def test_read_a_tick_under_a_status() -> None:
    reading = read(
        table("Tiltak | Ansvarlig | Ikke startet | Pågår | Ferdig", "Kurs | HR | | x | ", "Mal | HR | | | ✓")
    )
    assert said(reading, STATUS) == [("Pågår",), ("Ferdig",)]


def test_describe_a_measure_by_its_second_column() -> None:
    reading = read(table("Tiltak | Aktivitet | Ansvarlig | Frist", "Kurs | For alle | HR | 2026"))
    assert said(reading, T, D) == [("Kurs", "For alle")]


def test_tell_how_success_is_told_from_the_goal() -> None:
    alone = read(table("Tiltak | Suksesskriterier | Ansvarlig", "Kurs | 80 % deltar | HR"))
    beside = read(table("Tiltak | Mål | Suksesskriterier | Ansvarlig", "Kurs | Kunnskap | 80 % deltar | HR"))
    assert said(alone, G, Field.SUCCESS_CRITERION) == [(None, "80 % deltar")]
    assert said(beside, G, Field.SUCCESS_CRITERION) == [("Kunnskap", "80 % deltar")]


def test_read_costs_and_what_their_header_counts_in() -> None:
    reading = read(table("Tiltak | Ansvarlig | Budsjett (tkr)", "Kurs | HR | 50", "Mal | HR | Egne ressurser"))
    assert said(reading, T, Field.COST) == [("Kurs", "50 tkr"), ("Mal", "Egne ressurser")]


def test_take_a_list_of_prices_for_no_plan() -> None:
    assert read(table("Aktivitet | Kostnad", "Sommerfest | 50 000 kr")).measures == ()


def test_take_causes_for_risks_only_without_risks() -> None:
    alone = read(table("Årsak | Tiltak | Ansvarlig", "Uvitenhet | Kurs | HR"))
    beside = read(table("Risiko | Årsak | Tiltak | Ansvarlig", "Få menn | Uvitenhet | Kurs | HR"))
    assert said(alone, R, Field.CAUSE) == [("Uvitenhet", None)]
    assert said(beside, R, Field.CAUSE) == [("Få menn", "Uvitenhet")]


def test_take_the_method_for_the_measure_without_a_measure() -> None:
    reading = read(table("Mål | Hvordan | Ansvarlig | Frist", "Kunnskap | Kurs for alle | HR | 2026"))
    assert said(reading, G, D) == [("Kunnskap", "Kurs for alle")]


def test_take_an_unknown_column_for_the_measure_with_doubt() -> None:
    reading = read(table("Punkt i planen | Ansvarlig | Frist", "Kurs | HR | 2026"))
    assert said(reading, D) == [("Kurs",)]
    assert reading.measures[0].values[D].confidence == 0.5
    assert any("Punkt i planen" in str(notice) for notice in reading.notices)


@pytest.mark.parametrize(
    "rows",
    [
        ("Navn | Rolle | Ansvar", "Kari | HR-leder | Leder gruppa"),
        ("Stillingsnivå | Kvinner | Menn", "Ledelse | 2 | 6"),
        ("Versjon | Dato | Endring | Ansvarlig", "0.1 | 10.11.2024 | Utkast | K. Lund"),
        ("Begrep | Definisjon", "Mangfold | Forskjeller"),
        ("Tiltak | Antall kvinner | Antall menn", "Kurs | 3 | 4"),
        ("Måned | Aktivitet | Ansvarlig", "Mai | Møte | HR"),
        ("Ansvarlig | Frist", "HR | 2026"),
        ("Punkt | Ansvarlig | Frist | Telefon", "A | HR | 2026 | 123"),
        ("Mål | Ansvarlig | Frist", "Balanse | HR | 2026"),
    ],
)
def test_find_no_measures_in_other_tables(rows: tuple[str, ...]) -> None:
    reading = read(table(*rows))
    assert reading.measures == ()
    assert {piece.why for piece in reading.unplaced} == {Why.OTHER_TABLE}


def test_ask_for_more_under_a_heading_of_an_organisation() -> None:
    assert read("# Organisering", table("Aktivitet | Ansvarlig", "Møter | HR")).measures == ()
    assert len(read("# Aktiviteter", table("Aktivitet | Ansvarlig", "Møter | HR")).measures) == 1


def test_ignore_cells_that_hold_only_a_dash() -> None:
    reading = read(table("Tiltak | Ansvarlig | Frist", "Kurs | – | 2026"))
    assert said(reading, WHO) == [(None,)]


def test_read_a_form_with_labels_to_the_left() -> None:
    reading = read(
        table("Tiltak: | Kurs i lov", "Ansvarlig: | HR", "Frist: | 2026", "Tiltak: | Ny mal", "Ansvarlig: | Rektor")
    )
    assert said(reading, T, WHO, WHEN) == [("Kurs i lov", "HR", "2026"), ("Ny mal", "Rektor", None)]


def test_read_a_form_in_pairs_below_a_name() -> None:
    form = table("Ansvarlig | HR | Frist | 2026", "Beskrivelse | To timer | Status | Pågår", title="Kurs i lov")
    assert said(read(form), T, D, WHO, STATUS) == [("Kurs i lov", "To timer", "HR", "Pågår")]


def test_read_forms_with_the_name_across_the_top() -> None:
    reading = read(
        table(
            "Kurs i lov | <",
            "Ansvarlig | HR",
            "Frist | 2026",
            "Beskrivelse | To timer",
            "Ny mal | <",
            "Ansvarlig | Rektor",
            "Frist | 2027",
            "Beskrivelse | Kort",
        )
    )
    assert said(reading, D, WHO) == [("To timer", "HR"), ("Kort", "Rektor")]


def test_read_measures_that_stand_in_columns() -> None:
    reading = read(table("Tiltak | Kurs i lov | Ny mal", "Ansvarlig | HR | Rektor", "Frist | 2026 | Årlig"))
    assert said(reading, T, WHO, WHEN) == [("Kurs i lov", "HR", "2026"), ("Ny mal", "Rektor", "Årlig")]


def test_go_on_with_the_header_of_the_table_before() -> None:
    first = table("Tiltak | Ansvarlig | Frist", "Kurs i lov | HR | 2026")
    other = table("Ny mal | Rektor | Våren 2027", "Møte | HR | Årlig", number=2)
    assert said(read("# Lønn", first, "# Rekruttering", other), A, T) == [
        ("Lønn", "Kurs i lov"),
        ("Rekruttering", "Ny mal"),
        ("Rekruttering", "Møte"),
    ]
    assert len(read(first, table("Ny mal | Rektor | Bra", number=2)).measures) == 1
    assert len(read(first, table("Ny mal | Rektor", number=2)).measures) == 1


def test_take_the_area_from_the_name_of_a_sheet() -> None:
    reading = read(table("Tiltak | Ansvarlig", "Kurs | HR", sheet="Rekruttering"))
    assert said(reading, A) == [("Rekruttering",)]
    assert reading.measures[0].place.cells == "A2:B2"


def test_trust_a_guessed_grid_less() -> None:
    sure, guessed = (read(table("Tiltak | Ansvarlig", "Kurs | HR", sure=each)) for each in (True, False))
    assert sure.measures[0].values[T].confidence > guessed.measures[0].values[T].confidence


def test_follow_what_a_person_says_of_the_columns() -> None:
    plan = document(table("Post | Hvem | Kommentar", "Kurs | HR | Bra"))
    assert interpret.plan(plan).measures == ()
    reading = interpret.plan(plan, columns={(0, 0): T, (0, 2): RESULT})
    assert said(reading, T, WHO, RESULT) == [("Kurs", "HR", "Bra")]
    reading = interpret.plan(plan, columns={(0, 0): T, (0, 1): None})
    assert said(reading, T, WHO) == [("Kurs", None)]


def test_pass_over_headers_that_are_prose() -> None:
    long = "Tiltak " + "ord " * 120
    assert read(table(f"{long} | Ansvarlig | Frist", "a | b | c")).measures == ()


def test_pass_over_rows_that_add_up() -> None:
    reading = read(table("Tiltak | Ansvarlig | Status", "Kurs | HR | Ferdig", " | | Sum", "Totalt | | 2"))
    assert said(reading, T, STATUS) == [("Kurs", "Ferdig")]


def test_join_a_row_whose_words_go_on_from_the_one_above() -> None:
    reading = read(
        table("Område | Tiltak | Ansvarlig | Frist", "Lønn | Kurs for alle | HR | 2026", " | som leder andre | | ")
    )
    assert said(reading, T) == [("Kurs for alle\nsom leder andre",)]


def test_carry_the_area_to_empty_cells_below_it() -> None:
    reading = read(table("Område | Tiltak | Ansvarlig", "Lønn | Kartlegge | HR", " | Rette opp | Rådmann"))
    assert said(reading, A, T) == [("Lønn", "Kartlegge"), ("Lønn", "Rette opp")]
    assert reading.measures[1].values[A].confidence == 0.6


def test_say_which_columns_were_not_known() -> None:
    reading = read(table("Slik er det hos oss | Tiltak | Ansvarlig | Nr", "Bare menn | Kurs | HR | 1"))
    assert [notice.values.get("header") for notice in reading.notices][:2] == ["Slik er det hos oss", None]


def test_read_a_form_whose_labels_are_not_in_pairs() -> None:
    reading = read(
        table(
            " | Tiltak 1 | Tiltak 2 | Tiltak 3",
            "Beskrivelse | Kurs i lov | Ny mal | Møte for alle",
            "Ansvarlig | HR | Rektor | Leder",
            "Frist | 2026 | 2027 | Årlig",
        )
    )
    assert said(reading, D, WHO) == [("Kurs i lov", "HR"), ("Ny mal", "Rektor"), ("Møte for alle", "Leder")]


def test_find_no_form_where_few_rows_have_labels() -> None:
    rows = ("Ansvarlig | HR", "Frist | 2026", "Tiltak | Kurs", *(f"Noe annet {number} | Tekst" for number in range(5)))
    assert read(table(*rows)).measures == ()


def test_leave_a_merged_risk_without_measures_once() -> None:
    reading = read(table(HEADER, "Få søkere | | | ", '" | | | ', "Uklare krav | Ny mal | HR | 2026"))
    assert said(reading, R, T) == [("Uklare krav", "Ny mal")]
    assert [piece.text for piece in reading.unplaced] == ["Få søkere"]


def test_read_measures_in_a_column_for_each_year() -> None:
    reading = read(
        table(
            "Område | Tiltak 2026 | Tiltak 2027–2028 | Ansvarlig",
            "Heltid | Plan | Årsturnus | HR",
            "Lønn | Kart | | HR",
        )
    )
    assert said(reading, A, T, WHO) == [("Heltid", "Plan", "HR"), ("Heltid", "Årsturnus", "HR"), ("Lønn", "Kart", "HR")]


def test_pass_over_empty_rows() -> None:
    reading = read(table("Tiltak | Ansvarlig", " | ", "Kurs | HR"))
    assert said(reading, T) == [("Kurs",)]
