"""Excel and web pages: no formulas, no mark-up, numbers as numbers, headers that say what they head."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from lxml import html

from jamn.documents import write
from jamn.documents.publication import Cell, Column, Publication, Table
from jamn.documents.write.excel.numbers import Number, number
from tests.documents.write import samples


def book(publication: Publication) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(write.xlsx(publication)))


def test_give_each_table_a_sheet_of_its_own() -> None:
    assert book(samples.activities_by_area()).sheetnames == [
        "Dokument", "Arbetsförhållanden", "Rekrytering och befordran", "Löner och anställningsvillkor",
    ]  # fmt: skip


def test_make_rows_of_cards() -> None:
    sheet = book(samples.focus_areas())["Tiltak"]
    headers = [cell.value for cell in sheet[1]]
    assert headers == ["Tittel", "Detaljer", "Beskrivelse", "Metode", "Målgruppe"]
    assert sheet.max_row == 4
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:E4")


def test_write_no_formula() -> None:
    cells = [cell for sheet in book(samples.everything()) for row in sheet for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s", "n"}
    assert "@SUM(A1)" in {cell.value for cell in cells}


def test_show_what_heads_rows_below_it() -> None:
    heading = (Cell("Recruitment", columns=2, heading=True),)
    table = Table("Measures", (Column("A"), Column("B")), (heading, samples.row("Course", "HR")))
    sheet = book(Publication(title="T", language="en", blocks=(table,)))["Measures"]
    assert (sheet["A2"].font.bold, sheet["A3"].font.bold) == (True, False)
    assert sheet["A2"].fill.fgColor.rgb != sheet["A3"].fill.fgColor.rgb


def test_cut_texts_and_names_that_excel_does_not_take() -> None:
    columns = (Column("A"), Column("B"))
    tables = [Table("History" * 5, columns, (samples.row("x" * 40_000, "😀"),))] * 2 + [Table("'[]'", columns, ())]
    found = book(Publication(title="T", language="en", blocks=tuple(tables)))
    assert found.sheetnames == ["Document", "HistoryHistoryHistoryHistoryHis", "HistoryHistoryHistoryHistor (2)", "–"]
    assert len(found.worksheets[1]["A2"].value) == 32_767


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("134", "nb", Number(134, "0")),
        ("1 234,50", "sv", Number(1234.5, "#,##0.00")),
        ("−15,5 %", "nb", Number(-0.155, "0.0 %")),
        ("1,234.5", "en", Number(1234.5, "#,##0.0")),
        ("007", "nb", None),
        ("12 mill.", "nb", None),
        ("1234567890123456", "nb", None),
    ],
)
def test_know_numbers(text: str, language: str, found: Number | None) -> None:
    assert number(text, language) == found


def test_mark_up_nothing_that_comes_from_a_text() -> None:
    page = html.fromstring(write.page(samples.everything()))
    assert page.findall(".//script") == []
    assert [each.get("href") for each in page.findall(".//td/a")] == ["https://example.org/a?b=1&c=2"]
    assert "style=" not in write.html(samples.everything())


def test_say_what_headers_head() -> None:
    part = html.fromstring(write.html(samples.wide_table(20), top=2))
    assert part.get("lang") == "nn"
    assert [each.get("scope") for each in part.findall(".//th")] == ["col"] * 6 + ["rowgroup"] * 2
    assert len(part.findall(".//tbody")) == 2
    assert part.find(".//h1") is None


def test_group_headers_and_rows() -> None:
    part = html.fromstring(write.html(samples.plan_do_check_act()))
    assert [each.get("colspan") for each in part.findall(".//th[@scope='colgroup']")] == ["3", "2", "1", "1"]
    assert len(part.findall(".//td[@rowspan='2']")) == 6


def test_style_each_class() -> None:
    css = write.stylesheet()
    used = {name for make in samples.SAMPLES.values() for each in html.fromstring(write.html(make())).iter()
            for name in each.get("class", "").split()}  # fmt: skip
    assert {name for name in used if f".{name}" not in css} == set()


def test_keep_a_heading_cell_that_is_no_heading_row() -> None:
    table = Table("T", (Column("A"), Column("B")), ((Cell("a", heading=True), Cell("b")),))
    part = html.fromstring(write.html(Publication(title="T", language="en", blocks=(table,))))
    assert [each.get("scope") for each in part.findall(".//tbody//th")] == ["row"]


def test_merge_groups_above_the_header() -> None:
    sheet = book(samples.plan_do_check_act())["Handlingsplan"]
    assert sheet.freeze_panes == "A3"
    assert sheet.auto_filter.ref is None
    assert {"A1:C1", "D1:E1", "A3:A4"} <= {str(each) for each in sheet.merged_cells.ranges}
