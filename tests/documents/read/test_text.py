from __future__ import annotations

from pathlib import Path

import pytest

from jamn.documents.blocks import Apart, Cell, Format, Heading, ListItem, Paragraph, Place
from tests.documents.files import blocks, document, shapes, tables

LONG = "Kommunen arbeider målrettet og planmessig for å fremme likestilling i alt den gjør."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.txt"


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_read_groups_of_lines_as_paragraphs(path) -> None:
    write(path, "", "Leder: Kari", "Frist: mai", "", LONG)
    assert document(path).format is Format.TEXT
    assert blocks(path) == [Paragraph("Leder: Kari\nFrist: mai", Place(line=2)), Paragraph(LONG, Place(line=5))]


def test_guess_headings_over_running_text(path) -> None:
    write(
        path,
        "Likestillingsplan",
        "",
        LONG,
        "",
        "Mål",
        LONG,
        "",
        "Rekruttering",
        "Delmål",
        LONG,
        "",
        "Tiltak",
        "",
        "- kurs",
    )
    assert shapes(path) == [
        ("h1", "Likestillingsplan"), LONG, ("h2", "Mål"), LONG, ("h2", "Rekruttering"), ("h2", "Delmål"), LONG,
        ("h2", "Tiltak"), ("-", "kurs"),
    ]  # fmt: skip
    assert blocks(path)[0] == Heading("Likestillingsplan", place=Place(line=1), sure=False)


@pytest.mark.parametrize(
    "line",
    [
        "Slutter med punktum.",
        "Ansvarlig: HR",
        "Vedtatt 21.11.2024",
        "2024 - 2026",
        "små bokstaver",
        "Ord " * 11,
        "X" * 90,
    ],
)
def test_leave_other_short_lines_as_text(path, line) -> None:
    assert shapes(write(path, line, "", LONG)) == [line.strip(), LONG]


def test_leave_a_short_line_as_text_when_nothing_long_follows(path) -> None:
    found = shapes(write(path, "Nye annonser", "", "2024 - 2026", "Ansvarlig: HR", "", "Tiltak", "Mål"))
    assert found == ["Nye annonser", "2024 - 2026\nAnsvarlig: HR", "Tiltak\nMål"]
    assert shapes(write(path, "Tiltak", "", "Metode: " + LONG)) == ["Tiltak", "Metode: " + LONG]


def test_read_an_ornamented_line_as_a_heading(path) -> None:
    write(
        path,
        "● Plan",
        "",
        LONG,
        "",
        "• Mål",
        "",
        "- en",
        "- to",
        "",
        "• punkt",
        "• og til",
        "",
        "• Slutt.",
        "",
        "• A",
        "mer",
    )
    assert shapes(path) == [
        ("h1", "Plan"), LONG, ("h2", "Mål"), ("-", "en"), ("-", "to"), ("•", "punkt"), ("•", "og til"), ("•", "Slutt."),
        ("•", "A\nmer"),
    ]  # fmt: skip


def test_read_lists_with_their_wrapped_lines(path) -> None:
    write(
        path,
        "Vi skal:",
        "- lage rutiner for",
        "  rekruttering",
        "  · under",
        "- følge opp",
        "hvert år",
        "Etterpå",
        "1. tell",
    )
    assert shapes(path) == [
        "Vi skal:", ("-", "lage rutiner for\nrekruttering"), ("·", "under", 1), ("-", "følge opp\nhvert år"), "Etterpå",
        ("1.", "tell"),
    ]  # fmt: skip
    assert blocks(path)[2] == ListItem("under", marker="·", level=1, place=Place(line=4))
    assert blocks(path)[4].place == Place(line=7)


def test_guess_nothing_where_sentences_go_on_after_empty_lines(path) -> None:
    write(path, "Sikre at ombud har", "", "god kunnskap", "", "om krav", "", "– og mer", "", LONG)
    assert shapes(path) == ["Sikre at ombud har", "god kunnskap", "om krav", "– og mer", LONG]


def test_set_footnotes_and_bookmarks_aside(path) -> None:
    write(path, "[bookmark: Start]Loven¹ gjelder", "", "¹ Om loven", "", LONG)
    assert shapes(path) == ["Loven¹ gjelder", (Apart.FOOTNOTE, "¹ Om loven"), LONG, (Apart.HIDDEN, "[bookmark: Start]")]


def test_set_a_table_of_contents_aside(path) -> None:
    write(path, "Innhold", "", "Mål\t3", "Tiltak ..... 4", "Slutt . . . . 12", "", LONG)
    assert shapes(path) == [
        (Apart.CONTENTS, "Innhold"),
        (Apart.CONTENTS, "Mål\t3\nTiltak ..... 4\nSlutt . . . . 12"),
        LONG,
    ]


def test_read_cells_on_lines_that_start_with_a_tab(path) -> None:
    write(
        path,
        LONG,
        "",
        "Rekruttering",
        "\tTiltak",
        "\tAnsvar",
        "\tFrist",
        "",
        "\tNy mal.",
        "· punkt",
        "\tHR",
        "\t2025",
        "",
        "\tKurs",
        "",
        "for alle",
        "\tHR",
        "",
        "\t2026",
        "",
        "og videre",
        "",
        "\tMøte",
        "\tLeder",
        "\t2027",
        "\tSamtale",
        "\tLeder",
        "\t2028",
        "",
        "",
        "",
        LONG,
    )
    assert shapes(path)[1:-1] == [
        ("h2", "Rekruttering"),
        [
            ["Tiltak", "Ansvar", "Frist"],
            ["Ny mal.\n· punkt", "HR", "2025"],
            ["Kurs\nfor alle", "HR", "2026\nog videre"],
            ["Møte", "Leder", "2027"],
            ["Samtale", "Leder", "2028"],
        ],
    ]
    table = tables(path)[0]
    assert (table.sure, table.place) == (False, Place(line=4))
    assert table.cells[3] == Cell("Ny mal.\n· punkt", 1, 0, place=Place(line=8, row=2))


def test_end_a_table_of_tabs_where_another_begins(path) -> None:
    write(path, "\tA", "\tB", "", "\t1", "\t2", "", "Lønn", "", "\tA", "\tB", "", "\t3", "\t4", "", "", "Slutt", "\tC")
    assert shapes(path) == [
        [["A", "B"], ["1", "2"]],
        ("h2", "Lønn"),
        [["A", "B"], ["3", "4"]],
        "Slutt",
        "C",
    ]


def test_read_a_row_of_one_cell_between_full_rows(path) -> None:
    write(path, "\tA", "\tB", "", "\tLønn", "", "\t1", "\t2")
    assert shapes(path) == [[["A", "B"], ["Lønn", None], ["1", "2"]]]


@pytest.mark.parametrize(
    "lines",
    [("\tInnrykk",), ("\t- en", "\t- to", "", "\t- tre", "\t- fire"), ("\ten", "\tto"), ("\tA", "\tB", "", "tekst")],
)
def test_leave_lines_that_are_only_indented_alone(path, lines) -> None:
    write(path, *lines)
    assert tables(path) == []


def test_read_rows_parted_by_tabs_or_bars(path) -> None:
    write(
        path,
        "Tiltak\tAnsvar\tFrist",
        "Kurs\tHR\t2025",
        "",
        "Møte\t\tLeder\t2026",
        "",
        "",
        "| A | B |",
        "+---+---+",
        "| 1 | |",
        "",
        LONG,
    )
    assert shapes(path) == [
        [["Tiltak", "Ansvar", "Frist"], ["Kurs", "HR", "2025"], ["Møte", "Leder", "2026"]],
        [["A", "B"], ["1", ""]],
        LONG,
    ]


def test_leave_labels_with_tabs_as_text(path) -> None:
    text = ("Ansvarlig:\tHR", "Frist:\tmai", "Mål:\tflere")
    assert shapes(write(path, *text)) == ["\n".join(text)]


def test_read_columns_of_spaces(path) -> None:
    write(
        path,
        "Tiltak             Ansvar    Frist",
        "Ny mal for         HR        2025",
        "                   leder",
        "Kurs               HR        2026",
    )
    assert shapes(path) == [
        [["Tiltak", "Ansvar", "Frist"], ["Ny mal for", "HR\nleder", "2025"], ["Kurs", "HR", "2026"]]
    ]


def test_read_columns_of_spaces_with_a_group_for_each_row(path) -> None:
    write(
        path,
        "Tiltak             Ansvar    Frist",
        "",
        "Ny mal for         HR og     2025",
        "rekruttering       leder",
        "",
        "Kurs               HR        2026",
    )
    assert shapes(path) == [
        [["Tiltak", "Ansvar", "Frist"], ["Ny mal for\nrekruttering", "HR og\nleder", "2025"], ["Kurs", "HR", "2026"]]
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("Et  dobbelt mellomrom", "i vanlig tekst", "som går videre"),
        ("To  spalter", "er  ikke"),
        ("En        to", "tre", "fire", "fem      seks"),
    ],
)
def test_make_no_table_of_prose(path, lines) -> None:
    write(path, *lines)
    assert tables(path) == []


def test_leave_the_line_above_a_table_alone_when_it_is_a_sentence(path) -> None:
    write(path, "Dette gjør vi:", "", "a\tb\tc", "d\te\tf")
    assert shapes(path) == ["Dette gjør vi:", [["a", "b", "c"], ["d", "e", "f"]]]


def test_read_a_heading_right_above_rows_with_tabs(path) -> None:
    write(path, "Rekruttering", "Tiltak\tAnsvar", "Ny mal\tHR", "", "Lønn", "En linje\tmed en tabulator")
    assert shapes(path)[:2] == [("h2", "Rekruttering"), [["Tiltak", "Ansvar"], ["Ny mal", "HR"]]]
    assert len(tables(path)) == 1
