from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.colors import white

from jamn.documents.blocks import Cell, Place
from tests.documents.read.pdf.drawing import BLUE, GREY, Paper, document, raw, shapes, tables, words

HEADER = ["Risiko", "Tiltak", "Ansvarlig"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.pdf"


def test_read_a_table_by_its_lines_with_the_place_of_each_cell(path) -> None:
    paper = Paper(path).text(50, 60, "Før tabellen.")
    paper.table(50, 80, [100, 100], [["Tiltak", "Frist"], ["Kurs", "2025"]])
    paper.page().save()
    table = next(document(path).tables())
    assert table.cells == (
        Cell("Tiltak", 0, 0, place=Place(page=1, table=1, row=1), heading=True),
        Cell("Frist", 0, 1, place=Place(page=1, table=1, row=1), heading=True),
        Cell("Kurs", 1, 0, place=Place(page=1, table=1, row=2)),
        Cell("2025", 1, 1, place=Place(page=1, table=1, row=2)),
    )
    assert (table.rows, table.columns, table.header_rows, table.sure) == (2, 2, 0, True)
    assert shapes(path)[0] == ("paragraph", "Før tabellen.")


def test_read_merged_cells_as_one_cell_each(path) -> None:
    rows = [HEADER, ["Ufrivillig deltid", "Kartlegge", "HR"], ["", "Lyse ut heltid", "HR"], ["Rekruttering", "", ""]]
    paper = Paper(path)
    paper.table(50, 80, [150, 150, 100], rows, merged={(1, 0): (2, 1), (3, 0): (1, 3)})
    paper.page().save()
    table = next(document(path).tables())
    spans = [
        (cell.text, cell.row_span, cell.column_span) for cell in table.cells if cell.row_span + cell.column_span > 2
    ]
    assert spans == [("Ufrivillig deltid", 2, 1), ("Rekruttering", 1, 3)]


def test_read_borders_drawn_as_thin_rectangles(path) -> None:
    paper = Paper(path)
    for y in (100, 120, 140):
        for x in (50, 150):
            paper.fill(x, y, x + 100, y + 0.5, BLUE)
    for x in (50, 150, 250):
        for y in (100, 120):
            paper.fill(x, y, x + 0.5, y + 20, BLUE)
    paper.text(55, 113, "Tiltak").text(155, 113, "Frist").text(55, 133, "Kurs").text(155, 133, "2025").page().save()
    assert tables(path) == [[["Tiltak", "Frist"], ["Kurs", "2025"]]]


def test_read_coloured_cells_parted_by_white_lines(path) -> None:
    paper = Paper(path)
    for row in range(3):
        for column in range(2):
            paper.fill(
                50 + 100 * column, 100 + 20 * row, 150 + 100 * column, 120 + 20 * row, BLUE if row == 0 else GREY
            )
    paper.canvas.setStrokeColor(white)
    for y in (120, 140):
        paper.across(y, 50, 250)
    paper.down(150, 100, 160)
    for row, texts in enumerate([["Tiltak", "Frist"], ["Kurs", "2025"], ["Samtale", "Løpende"]]):
        for column, text in enumerate(texts):
            paper.text(55 + 100 * column, 113 + 20 * row, text)
    paper.page().save()
    assert tables(path) == [[["Tiltak", "Frist"], ["Kurs", "2025"], ["Samtale", "Løpende"]]]


def test_read_a_cell_whose_shading_is_drawn_in_tiles_as_one(path) -> None:
    paper = Paper(path)
    paper.fill(50, 100, 150, 112).fill(50, 112, 150, 124).fill(150, 100, 250, 124)
    paper.frame(50, 100, 150, 124).frame(150, 100, 250, 124).frame(50, 124, 150, 144).frame(150, 124, 250, 144)
    paper.lines(55, 110, ["Ansvarlig", "enhet"]).text(155, 110, "Frist").text(55, 138, "HR").text(155, 138, "2025")
    paper.page().save()
    assert tables(path) == [[["Ansvarlig\nenhet", "Frist"], ["HR", "2025"]]]


def test_leave_out_the_lines_under_links_and_the_colour_of_marker_pens(path) -> None:
    paper = Paper(path)
    paper.table(50, 100, [150, 100], [["Tiltak", "Lenke"], ["Kurs for ledere", "rutine"]])
    paper.across(134, 204, 204 + 23)
    paper.fill(53.5, 119, 113.5, 130)
    paper.text(54, 127.8, "Kurs for ledere", size=9)
    paper.page().save()
    assert tables(path) == [[["Tiltak", "Lenke"], ["Kurs for ledere", "rutine"]]]


def test_read_a_table_that_is_open_at_its_sides(path) -> None:
    paper = Paper(path)
    for y in (100, 120, 140):
        paper.across(y, 50, 350)
    for x in (150, 250):
        paper.down(x, 100, 140)
    for row, texts in enumerate([HEADER, ["Deltid", "Kartlegge", "HR"]]):
        for column, text in enumerate(texts):
            paper.text(55 + 100 * column, 113 + 20 * row, text)
    paper.page().save()
    assert tables(path) == [[HEADER, ["Deltid", "Kartlegge", "HR"]]]


def test_part_a_row_that_has_no_lines_of_its_own(path) -> None:
    paper = Paper(path)
    paper.table(50, 100, [100, 100, 100], [HEADER, ["Deltid", "Kartlegge", "HR"]])
    paper.frame(50, 133.6, 350, 155)
    for column, text in enumerate(["Lønn", "Analysere lønn", "Økonomi"]):
        paper.text(54 + 100 * column, 146, text, size=9)
    paper.frame(50, 155, 350, 175).text(54, 168, "Rekruttering")
    paper.frame(50, 175, 350, 195).text(154, 188, "og følge opp", size=9)
    paper.page().save()
    assert tables(path) == [
        [
            HEADER,
            ["Deltid", "Kartlegge", "HR"],
            ["Lønn", "Analysere lønn", "Økonomi"],
            ["Rekruttering"] * 3,
            ["", "og følge opp", ""],
        ]
    ]


def test_keep_a_sentence_across_the_table_in_one_cell(path) -> None:
    text = "Målet er at alle ansatte har like muligheter til faglig utvikling i kommunen."
    paper = Paper(path)
    rows = [HEADER, ["Deltid", "Kartlegge", "HR"], [text, "", ""]]
    paper.table(50, 100, [140, 140, 140], rows, merged={(2, 0): (1, 3)})
    paper.page().save()
    assert tables(path)[0][2] == [text] * 3


def test_part_cells_that_only_lack_a_line_between_them(path) -> None:
    paper = Paper(path)
    paper.frame(50, 100, 150, 120).frame(150, 100, 300, 120)
    paper.frame(50, 120, 150, 220)
    for y in (120, 170):
        paper.frame(150, y, 300, y + 50)
    paper.text(55, 113, "Risiko").text(155, 113, "Tiltak")
    paper.text(55, 133, "Deltid").text(155, 133, "Kartlegge").text(55, 183, "Lønn").text(155, 183, "Analysere")
    paper.page().save()
    assert tables(path) == [[["Risiko", "Tiltak"], ["Deltid", "Kartlegge"], ["Lønn", "Analysere"]]]


def test_keep_the_paragraphs_of_a_merged_cell_together(path) -> None:
    paper = Paper(path)
    paper.frame(50, 100, 150, 200)
    for y in (100, 150):
        paper.frame(150, y, 300, y + 50)
    paper.text(55, 113, "Deltid").text(55, 140, "Heltid").text(155, 113, "Kartlegge").text(155, 163, "Lyse ut")
    paper.page().save()
    assert tables(path) == [[["Deltid\nHeltid", "Kartlegge"], ["Deltid\nHeltid", "Lyse ut"]]]


def test_read_each_row_of_cells_that_form_no_rectangle(path) -> None:
    paper = Paper(path)
    paper.frame(50, 100, 250, 140).down(150, 100, 120).across(120, 150, 250)
    paper.text(55, 113, "Tiltak").text(155, 113, "Frist").text(55, 133, "Kurs")
    paper.page().save()
    assert tables(path) == [[["Tiltak", "Frist"], ["Kurs", "Kurs"]]]


def test_leave_out_columns_that_are_only_coloured_bars(path) -> None:
    paper = Paper(path).fill(50, 100, 55, 200, BLUE).fill(55, 100, 300, 200)
    paper.text(70, 120, "Kurs for ledere").text(70, 150, "Ansvarlig: HR").page().save()
    assert shapes(path) == [("paragraph", "Kurs for ledere"), ("paragraph", "Ansvarlig: HR")]


def test_keep_text_that_runs_over_its_cell_in_the_cell_where_it_began(path) -> None:
    paper = Paper(path)
    for x in (50, 110, 170):
        paper.frame(x, 100, x + 60, 120).frame(x, 120, x + 60, 140)
    paper.text(54, 113, "Tiltak").text(114, 113, "Frist").text(174, 113, "Status")
    paper.text(54, 133, "Kompetanseutvikling for ledere").page().save()
    assert tables(path) == [[["Tiltak", "Frist", "Status"], ["Kompetanseutvikling for ledere", "", ""]]]


def test_give_text_that_its_cell_cuts_off_to_that_cell(path) -> None:
    cells = b"50 660 100 40 re S 150 660 100 40 re S 50 620 100 40 re S 150 620 100 40 re S "
    drawn = words("Mål", 55, 680) + words("Tiltak", 155, 680) + words("Deltid", 55, 640)
    cut = b"q 150 620 100 40 re W n " + words("Kartlegge", 155, 640) + words("og fremme", 155, 614) + b"Q "
    raw(path, cells + drawn + cut)
    assert tables(path) == [[["Mål", "Tiltak"], ["Deltid", "Kartlegge\nog fremme"]]]


def test_read_a_table_inside_a_cell_as_the_cells_text(path) -> None:
    paper = Paper(path)
    paper.frame(50, 100, 150, 200).frame(150, 100, 350, 200)
    paper.text(55, 115, "Kurs").table(170, 120, [60, 60], [["Dag", "Tid"], ["Mandag", "9–11"]])
    paper.page().save()
    assert tables(path) == [[["Kurs", "Dag Tid\nMandag 9–11"]]]


def test_read_text_written_upwards_in_a_cell(path) -> None:
    paper = Paper(path)
    paper.frame(50, 100, 80, 200).frame(80, 100, 300, 150).frame(80, 150, 300, 200)
    paper.turned(68, 190, "Rekruttering", 90).text(85, 115, "Lyse ut åpent").text(85, 165, "Like spørsmål")
    paper.page().save()
    assert tables(path) == [[["Rekruttering", "Lyse ut åpent"], ["Rekruttering", "Like spørsmål"]]]


def test_keep_a_row_whose_text_fills_it_from_wall_to_wall(path) -> None:
    paper = Paper(path)
    for y in (100, 114, 128):
        paper.across(y, 50, 118)
    paper.down(50, 100, 128).down(118, 100, 128).down(84, 100, 128)
    paper.text(51.5, 112.5, "Tiltak", size=11).text(86, 112.5, "Frist nå", size=9).text(52, 125, "Kurs").text(
        86, 125, "2025"
    )
    paper.page().save()
    assert tables(path) == [[["Tiltak", "Frist nå"], ["Kurs", "2025"]]]


def test_read_the_tables_of_a_page_whose_drawing_is_turned(path) -> None:
    frames = b"50 660 100 40 re S 150 660 100 40 re S 50 620 100 40 re S 150 620 100 40 re f "
    drawn = words("Mål", 55, 680) + words("Tiltak", 155, 680) + words("Deltid", 55, 640)
    for turn in (b"0 1 -1 0 800 0 cm ", b"0 -1 1 0 -100 800 cm "):
        raw(path, b"q " + turn + frames + drawn + b"Q S " + words("Side 1", 400, 20))
        assert tables(path) == [[["Mål", "Tiltak"], ["Deltid", ""]]]


def test_read_two_tables_side_by_side(path) -> None:
    paper = Paper(path)
    paper.table(50, 100, [80, 80], [["Mål", "Frist"], ["Heltid", "2025"]])
    paper.table(320, 100, [80, 80], [["Tiltak", "Ansvar"], ["Kurs", "HR"]])
    paper.page().save()
    assert tables(path) == [[["Mål", "Frist"], ["Heltid", "2025"]], [["Tiltak", "Ansvar"], ["Kurs", "HR"]]]


def test_read_the_longest_lines_of_a_rich_drawing(path, monkeypatch) -> None:
    monkeypatch.setattr("jamn.documents.read.pdf.rules.MOST_RULES", 3)
    paper = Paper(path)
    paper.table(50, 100, [200, 200], [["Mål", "Frist"], ["Heltid", "2025"]])
    for x in range(50, 250, 10):
        paper.down(x, 400, 410)
    paper.page().save()
    assert tables(path) == [[["Mål", "Frist"], ["Heltid", "2025"]]]


def test_stop_gathering_shapes_on_a_page_that_draws_very_many(path, monkeypatch) -> None:
    monkeypatch.setattr("jamn.documents.read.pdf.pen.MOST_SHAPES", 4)
    paper = Paper(path)
    paper.table(50, 100, [200, 200], [["Mål", "Frist"], ["Heltid", "2025"]])
    paper.table(50, 300, [200, 200], [["Mål", "Frist"], ["Heltid", "2025"]])
    paper.page().save()
    assert len(tables(path)) == 1


def test_read_frames_drawn_in_one_stroke(path) -> None:
    frames = b"50 660 100 40 re 150 660 100 40 re 50 620 100 40 re 150 620 100 40 re S n "
    drawn = words("Mål", 55, 680) + words("Tiltak", 155, 680) + words("Deltid", 55, 640)
    raw(path, frames + drawn)
    assert tables(path) == [[["Mål", "Tiltak"], ["Deltid", ""]]]


def test_see_no_table_in_white_areas(path) -> None:
    white = b"1 g 50 660 100 40 re f 1 1 1 rg 150 660 100 40 re f 0 0 0 0 k 50 620 100 40 re f 0 g "
    raw(path, white + words("Mål for planen", 55, 680) + words("Tiltak i planen", 55, 640))
    assert [kind for kind, _ in shapes(path)] == ["paragraph", "paragraph"]


def test_read_rules_that_are_drawn_double_as_one(path) -> None:
    paper = Paper(path)
    paper.table(50, 100, [100, 100], [["Mål", "Frist"], ["Heltid", "2025"]])
    paper.frame(48, 98, 252, 135.6).down(152, 100, 133.6)
    paper.page().save()
    assert tables(path) == [[["Mål", "Frist"], ["Heltid", "2025"]]]


def test_leave_out_an_empty_row_no_text_fits_in(path) -> None:
    paper = Paper(path)
    for y0, y1 in ((100, 120), (120, 126), (126, 146)):
        paper.frame(50, y0, 150, y1).frame(150, y0, 250, y1)
    paper.text(55, 113, "Mål").text(155, 113, "Frist").text(55, 140, "Heltid").text(155, 140, "2025").page().save()
    assert tables(path) == [[["Mål", "Frist"], ["Heltid", "2025"]]]


def test_tell_the_lines_of_cells_apart_that_are_printed_on_each_other(path) -> None:
    cells = [["Kartlegge ufrivillig", "deltid i alle enheter"], ["Lyse ut alle ledige", "stillinger som heltid"]] * 2
    paper = Paper(path)
    for row, lines in enumerate([["Tiltak"], *cells]):
        paper.frame(50, 100 + 15 * row, 70, 115 + 15 * row).frame(70, 100 + 15 * row, 250, 115 + 15 * row)
        paper.text(55, 111 + 15 * row, str(row)).lines(75, 111 + 15 * row, lines)
    paper.page().save()
    assert tables(path) == [[["0", "Tiltak"], *[[str(row), "\n".join(lines)] for row, lines in enumerate(cells, 1)]]]


def test_read_a_row_printed_on_other_text_as_it_stands(path) -> None:
    paper = Paper(path)
    paper.table(50, 100, [150, 150], [["Tiltak", "Frist"], ["Kurs for ledere", "2025"]])
    for x in (55, 58, 61):
        paper.text(x, 127, "Samtale", size=9)
    paper.page().save()
    assert tables(path)[0][0] == ["Tiltak", "Frist"]
