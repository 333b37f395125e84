from __future__ import annotations

from pathlib import Path

import pytest

from jamn.documents.blocks import Heading, Paragraph, Place
from jamn.documents.read.sheets.layout import letters
from tests.documents.files import BOLD_STYLES, blocks, excel, rows, shapes, tables


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.xlsx"


def sheet(path: Path, *lines: str, bold: tuple[int, ...] = (), merged: tuple[str, ...] = ()) -> list[object]:
    areas = "".join(f"<mergeCell ref='{area}'/>" for area in merged)
    excel(path, rows(*lines, bold=bold) + f"<mergeCells>{areas}</mergeCells>", parts={"styles.xml": BOLD_STYLES})
    return shapes(path)


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (16383, "XFD")])
def test_name_columns_as_excel_does(column, name) -> None:
    assert letters(column) == name


def test_read_lines_above_a_table_as_headings_and_text(path) -> None:
    found = sheet(path, "Plan 2025", "Vedtatt i mai", "x " * 90, "", "Tiltak|Frist", "Kurs|2025", bold=(1, 3, 5))
    assert found == [
        ("h1", "Plan 2025"),
        "Vedtatt i mai",
        ("bold", ("x " * 90).strip()),
        [["Tiltak", "Frist"], ["Kurs", "2025"]],
    ]
    assert blocks(path)[0] == Heading("Plan 2025", place=Place(sheet="Ark1", cells="A1"), sure=False)


def test_take_a_merged_line_right_above_the_header_for_the_title(path) -> None:
    found = sheet(path, "Plan 2025", "Rekruttering", "Tiltak|Frist", "Kurs|2025", bold=(1,), merged=("A1:B1", "A2:F2"))
    assert found == [("h1", "Plan 2025"), [["Tiltak", "Frist"], ["Kurs", "2025"]]]
    assert tables(path)[0].title == "Rekruttering"


def test_leave_a_line_that_is_not_merged_or_too_long_above_the_table(path) -> None:
    assert sheet(path, "Rekruttering", "Tiltak|Frist", "Kurs|2025")[0] == "Rekruttering"
    assert sheet(path, "lang " * 40, "Tiltak|Frist", "Kurs|2025", merged=("A1:B1",))[0] == ("lang " * 40).strip()


def test_keep_a_table_together_over_an_empty_row(path) -> None:
    found = sheet(path, "Tiltak|Frist", "Kurs|2025", "", "Lønn", "", "Kartlegge|2026", bold=(1,))
    assert found == [[["Tiltak", "Frist"], ["Kurs", "2025"], ["Lønn", None], ["Kartlegge", "2026"]]]


@pytest.mark.parametrize(
    ("second", "bold"),
    [
        (("Tiltak|Frist", "Rutine|2026"), ()),
        (("Rolle|Navn", "Leder|Kari"), (1, 4)),
        (("Kontakter", "Rolle|Navn", "Leder|Kari"), ()),
        (("||Rolle|Navn", "||Leder|Kari"), ()),
    ],
)
def test_begin_a_new_table_after_an_empty_row_with_a_header(path, second, bold) -> None:
    sheet(path, "Tiltak|Frist", "Kurs|2025", "", *second, bold=bold)
    assert len(tables(path)) == 2


def test_keep_lines_under_a_table_as_text(path) -> None:
    assert sheet(path, "Tiltak|Frist", "Kurs|2025", "", "Sist endret 1.5.", "", "- punkt") == [
        [["Tiltak", "Frist"], ["Kurs", "2025"]],
        "Sist endret 1.5.",
        ("-", "punkt"),
    ]


def test_keep_lines_right_under_a_table_in_it(path) -> None:
    assert sheet(path, "Tiltak|Frist", "Kurs|2025", "Lønn") == [[["Tiltak", "Frist"], ["Kurs", "2025"], ["Lønn", None]]]


def test_part_tables_that_stand_beside_each_other(path) -> None:
    found = sheet(path, "Tiltak|Frist||", "Kurs|2025||Status", "Rutine|2026||Ny", "Møte|2027||Pågår", "Mer|2028")
    assert found == [
        [["Tiltak", "Frist"], ["Kurs", "2025"], ["Rutine", "2026"], ["Møte", "2027"], ["Mer", "2028"]],
        "Status",
        "Ny",
        "Pågår",
    ]


def test_keep_a_table_with_an_empty_column_together(path) -> None:
    found = sheet(path, "Tiltak|Mål||Frist|Status", "Kurs|flere||2025|", "Rutine|lik||2026|Ny")
    assert found == [
        [["Tiltak", "Mål", "Frist", "Status"], ["Kurs", "flere", "2025", None], ["Rutine", "lik", "2026", "Ny"]]
    ]


def test_fill_the_rows_of_a_merged_cell(path) -> None:
    found = sheet(path, "Tiltak|Frist", "Kurs|2025", "|", "|2026", merged=("A2:A4",))
    assert found == [[["Tiltak", "Frist"], ["Kurs", "2025"], ["Kurs", "2026"]]]


def test_read_a_sheet_of_lines_only(path) -> None:
    assert sheet(path, "En", "", "To") == ["En", "To"]
    assert blocks(path)[1] == Paragraph("To", place=Place(sheet="Ark1", cells="A3"))
