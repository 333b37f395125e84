from __future__ import annotations

from pathlib import Path

import pytest

from jamn.documents.blocks import Apart, Cell, Place, Table
from tests.documents.files import blocks, p, r, root, shapes, tables, tbl, tc, tr, word


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.docx"


DOWN = "<w:vMerge w:val='restart'/>"
MORE = "<w:vMerge/>"


def across(columns: int) -> str:
    return f"<w:gridSpan w:val='{columns}'/>"


def test_read_a_table_with_the_place_of_each_cell(path) -> None:
    word(path, p("Før") + tbl(tr("Tiltak", "Frist"), tr("Kurs", "2025")))
    place = Place(table=1, row=1)
    second = Place(table=1, row=2)
    assert blocks(path)[1] == Table(
        (
            Cell("Tiltak", 0, 0, place=place),
            Cell("Frist", 0, 1, place=place),
            Cell("Kurs", 1, 0, place=second),
            Cell("2025", 1, 1, place=second),
        ),
        rows=2,
        columns=2,
        place=Place(table=1),
    )


def test_join_cells_merged_down_and_across(path) -> None:
    word(
        path,
        tbl(
            tr(tc("Planlegge", across(2)), "Følge opp"),
            tr("Risiko", "Tiltak", "Frist"),
            tr(tc("Få søkere", DOWN), "Annonse", "2024"),
            tr(tc("", MORE), "Kurs", "2025"),
            tr(tc("Lønn", DOWN), "Kartlegge", "2026"),
        ),
    )
    assert shapes(path) == [
        [
            ["Planlegge", "Planlegge", "Følge opp"],
            ["Risiko", "Tiltak", "Frist"],
            ["Få søkere", "Annonse", "2024"],
            ["Få søkere", "Kurs", "2025"],
            ["Lønn", "Kartlegge", "2026"],
        ]
    ]


def test_join_what_a_merged_cell_says_in_each_of_its_rows(path) -> None:
    word(
        path,
        tbl(
            tr(tc("Lønn", DOWN), "a"),
            tr(tc("Lønn", MORE), "b"),
            tr(tc("og vilkår", "<w:vMerge w:val='continue'/>"), "c"),
            tr("slutt", "d"),
            tr(tc("alene", MORE), "e"),
        ),
    )
    assert [row[0] for row in shapes(path)[0]] == ["Lønn\nog vilkår"] * 3 + ["slutt", "alene"]


def test_join_cells_merged_across_the_old_way(path) -> None:
    first, more = "<w:hMerge w:val='restart'/>", "<w:hMerge w:val='continue'/>"
    word(
        path,
        tbl(tr(tc("Tittel", first), tc("", more)), tr("a", "b"), tr(tc("c"), tc("d", "<w:hMerge w:val='restart'/>"))),
    )
    assert tables(path)[0].title == "Tittel"
    assert shapes(path) == [[["a", "b"], ["c", "d"]]]


def test_take_a_row_over_the_whole_table_for_its_title(path) -> None:
    word(
        path,
        tbl(tr(tc("Tiltak 2025", across(2))), tr("Tiltak", "Frist", properties="<w:tblHeader/>"), tr("Kurs", "mai")),
    )
    table = tables(path)[0]
    assert (table.title, table.header_rows, table.rows) == ("Tiltak 2025", 0, 2)


def test_leave_a_first_row_alone_that_is_no_title(path) -> None:
    word(
        path,
        tbl(tr("Rekruttering", ""), tr("Tiltak", "Frist"))
        + p()
        + tbl(tr(tc("En", across(2))), tr(tc("To", across(2)))),
    )
    assert [table.title for table in tables(path)] == [None, None]


def test_count_the_rows_that_each_page_repeats(path) -> None:
    header = "<w:tblHeader/>"
    word(
        path,
        tbl(tr("A", "B", properties=header), tr("Tiltak", "Frist", properties=header), tr("Kurs", "2025"))
        + p("Mellom")
        + tbl(tr("C", "D", properties=header), properties=""),
    )
    assert [table.header_rows for table in tables(path)] == [2, 1]
    assert all(cell.heading for cell in tables(path)[1].cells)


def test_set_a_header_aside_that_is_said_again(path) -> None:
    word(path, tbl(tr("Tiltak", "Frist"), tr("Kurs", "2025"), tr("tiltak", "Frist "), tr("Rutine", "2026")))
    assert shapes(path) == [
        [["Tiltak", "Frist"], ["Kurs", "2025"], ["Rutine", "2026"]],
        (Apart.REPEATED_HEADER, "tiltak\tFrist"),
    ]


def test_leave_two_tables_with_the_same_header_apart(path) -> None:
    table = tbl(tr("Tiltak", "Frist"), tr("Kurs", "2025"))
    word(path, table + table)
    assert len(tables(path)) == 2


def test_leave_empty_rows_and_columns_out(path) -> None:
    word(path, tbl(tr("Tiltak", "", "Frist"), tr("", "", ""), tr("Kurs", "", "2025")) + tbl(tr("", ""), tr("", "")))
    assert shapes(path) == [[["Tiltak", "Frist"], ["Kurs", "2025"]]]
    assert [cell.place.row for cell in tables(path)[0].cells] == [1, 1, 3, 3]


def test_read_paragraphs_and_lists_in_a_cell_as_lines(path) -> None:
    bullet = root(
        "numbering",
        "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/></w:lvl></w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>",
    )
    item = p("annonse", "<w:numPr><w:numId w:val='1'/></w:numPr>")
    heading = p("Mål", "<w:outlineLvl w:val='0'/>")
    word(path, tbl(tr(tc(heading + p() + p("Ny rutine") + item + p("1. kurs")), "HR")), {"numbering": bullet})
    assert shapes(path) == [[["Mål\nNy rutine\n· annonse\n1. kurs", "HR"]]]


def test_tell_bold_cells_as_headings(path) -> None:
    bold = p("Tiltak", run="<w:b/>")
    word(path, tbl(tr(tc(bold), tc(bold + p("mer")), tc(p("Mål", "<w:outlineLvl w:val='0'/>"))), tr("a", "b", "c")))
    assert [cell.heading for cell in tables(path)[0].cells] == [True, False, True, False, False, False]


@pytest.mark.parametrize(
    ("look", "heading"),
    [
        ("<w:tblLook w:firstRow='1'/>", True),
        ("<w:tblLook w:firstRow='0' w:val='0020'/>", False),
        ("<w:tblLook w:val='04A0'/>", True),
        ("<w:tblLook w:val='0480'/>", False),
        ("", False),
    ],
)
def test_tell_the_first_row_by_the_style_of_the_table(path, look, heading) -> None:
    styles = root(
        "styles",
        "<w:style w:type='table' w:styleId='T'><w:name w:val='Grid'/><w:basedOn w:val='U'/></w:style>"
        "<w:style w:type='table' w:styleId='U'><w:name w:val='Under'/>"
        "<w:tblStylePr w:type='lastRow'/><w:tblStylePr w:type='firstRow'><w:rPr><w:b/></w:rPr></w:tblStylePr>"
        "</w:style>",
    )
    word(
        path, tbl(tr("Tiltak", "Frist"), tr("a", "b"), properties=f"<w:tblStyle w:val='T'/>{look}"), {"styles": styles}
    )
    assert [cell.heading for cell in tables(path)[0].cells] == [heading, heading, False, False]


def test_open_a_box_of_one_cell(path) -> None:
    word(path, tbl(tr(tc(p("Formål", run="<w:b/>") + tbl(tr("A", "B"), tr("1", "2")) + p("Etter")))) + "<w:tbl/>")
    assert shapes(path) == [("bold", "Formål"), [["A", "B"], ["1", "2"]], "Etter"]


def test_open_a_frame_around_tables(path) -> None:
    inner = tbl(tr("Tiltak", "Frist"), tr("Kurs i rekruttering for ledere", "2025"))
    word(
        path,
        tbl(tr("Side", tc(inner)))
        + tbl(tr(tc(p("Ramme"))), tr(tc(inner)))
        + tbl(tr("x", "y"), tr(tc("z"), tc(inner + p()))),
    )
    grid = [["Tiltak", "Frist"], ["Kurs i rekruttering for ledere", "2025"]]
    assert shapes(path) == ["Side", grid, "Ramme", grid, "x", "y", "z", grid]


def test_flatten_a_small_table_inside_a_cell(path) -> None:
    inner = tbl(
        tr("HR", "mai"),
        tr("", ""),
        tr(
            tc(p("Leder") + p("og")),
            f"<w:tc><w:p>{r('juni')}<w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p></w:tc>",
        ),
    )
    word(path, tbl(tr("Tiltak med lang tekst", "Ansvar"), tr("Kurs i rekruttering for ledere", tc(inner + p("Slutt")))))
    assert shapes(path) == [
        [["Tiltak med lang tekst", "Ansvar"], ["Kurs i rekruttering for ledere", "HR\tmai\nLeder og\tjuni\nSlutt"]],
        (Apart.HIDDEN, "x"),
    ]


def test_read_rows_and_cells_inside_content_controls(path) -> None:
    row = f"<w:sdt><w:sdtPr/><w:sdtContent>{tr('Kurs', '2025')}</w:sdtContent></w:sdt>"
    cell = f"<w:tr><w:sdt><w:sdtContent>{tc('Rutine')}</w:sdtContent></w:sdt><w:ins>{tc('2026')}</w:ins></w:tr>"
    word(path, tbl(tr("Tiltak", "Frist"), row, cell))
    assert shapes(path) == [[["Tiltak", "Frist"], ["Kurs", "2025"], ["Rutine", "2026"]]]


def test_set_a_deleted_row_aside(path) -> None:
    word(path, tbl(tr("Tiltak", "Frist"), tr("Gammelt", "2020", properties="<w:del/>"), tr("Kurs", "2025")))
    assert shapes(path) == [
        [["Tiltak", "Frist"], ["Kurs", "2025"]],
        (Apart.HIDDEN, "Gammelt"),
        (Apart.HIDDEN, "2020"),
    ]


def test_read_asides_of_cells_after_the_table(path) -> None:
    notes = root("footnotes", f"<w:footnote w:id='1'>{p('Se loven')}</w:footnote>")
    word(
        path,
        tbl(tr(tc(f"<w:p>{r('Krav')}<w:r><w:footnoteReference w:id='1'/></w:r></w:p>"), "b")),
        {"footnotes": notes},
    )
    assert shapes(path) == [[["Krav¹", "b"]], (Apart.FOOTNOTE, "¹ Se loven")]


def test_read_text_boxes_in_a_cell_as_its_lines(path) -> None:
    box = f"<w:p>{r('Ut')}<w:r><wps:txbx><w:txbxContent>{p('boks')}</w:txbxContent></wps:txbx></w:r></w:p>"
    word(path, tbl(tr(tc(box), "b")))
    assert shapes(path) == [[["Ut\nboks", "b"]]]


def test_put_a_row_with_a_dragged_border_on_the_grid_of_the_header(path) -> None:
    word(
        path,
        tbl(
            tr("Tiltak", tc("Ansvar", across(2)), "Frist"),
            tr(tc("Kurs", across(2)), "HR", "2025"),
            tr(tc("Del", across(3)), "side"),
            grid=(3000, 200, 1500, 1000),
        ),
    )
    assert shapes(path) == [[["Tiltak", "Ansvar", "Frist"], ["Kurs", "HR", "2025"], ["Del", "Del", "side"]]]


def test_put_a_shifted_row_where_it_stands(path) -> None:
    word(
        path,
        tbl(
            tr("Tiltak", tc("Ansvar", across(2)), "Frist"),
            tr(tc("Kurs", across(2)), "HR", "2025"),
            tr("HR", "2026", properties="<w:gridBefore w:val='2'/>"),
            tr(properties="<w:gridAfter w:val='3'/>"),
            grid=(3000, 200, 1500, 1000),
        ),
    )
    assert shapes(path)[0][2] == [None, "HR", "2026"]


def test_read_a_table_whose_grid_is_not_told(path) -> None:
    word(
        path,
        tbl(tr(tc("a", across(2)), "b", "c"), tr("d", "e", tc("f", across(5))), tr("g", tc("h", across(9))), grid=())
        + "<w:p/>"
        + tbl(tr("kort", properties="<w:gridBefore w:val='1'/>"), tr("x", "y")),
    )
    assert shapes(path)[0] == [["a", "b", "c"], ["d", "e", "f"], ["g", "h", "h"]]
    assert shapes(path)[1] == [[None, "kort"], ["x", "y"]]


def test_read_absurd_spans_no_wider_than_the_table(path) -> None:
    word(
        path, tbl(tr(tc("a", across(999_999_999)), "b"), tr(tc("c", across(0)), tc("d", "<w:gridSpan w:val='mange'/>")))
    )
    table = tables(path)[0]
    assert (table.rows, table.columns) == (2, 2)
