from __future__ import annotations

from pathlib import Path

import pytest

from jamn.documents.blocks import Apart, Aside, Place
from tests.documents.read.pdf.drawing import Paper, blocks, document, shapes, tables

HEADER = ["Risiko", "Tiltak", "Ansvarlig", "Frist"]
WIDTHS = [110, 190, 90, 80]
DEFAULT = 800.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.pdf"


def row(number: int) -> list[str]:
    return [f"Risiko {number}", f"Tiltak nummer {number} er å følge opp.", "HR", f"{2020 + number}"]


def over(path: Path, first: list[list[str]], second: list[list[str]], **options: object) -> list[list[str | None]]:
    """A table that ends near the foot of one page and goes on at the head of the next."""
    paper = Paper(path).text(50, 60, "Handlingsplan", size=18)
    heights = options.pop("heights", None)
    paper.table(50, 760 - _height(first), WIDTHS, first, heights=heights, **options)
    paper.page()
    paper.table(50, 40, WIDTHS, second, bold=1 if second[0] == HEADER else 0)
    paper.page().save()
    return tables(path)[0]


def _height(rows: list[list[str]]) -> float:
    return 45.0 * len(rows)


def test_join_a_table_that_goes_on_over_pages(path) -> None:
    assert over(path, [HEADER, row(1), row(2)], [row(3), row(4)]) == [HEADER, row(1), row(2), row(3), row(4)]
    places = [cell.place for cell in next(document(path).tables()).cells if cell.column == 0]
    assert places == [Place(page=page, table=1, row=number) for number, page in enumerate([1, 1, 1, 2, 2], 1)]


def test_set_a_repeated_header_apart(path) -> None:
    assert over(path, [HEADER, row(1)], [HEADER, row(2)]) == [HEADER, row(1), row(2)]
    assert next(document(path).tables()).header_rows == 1
    assert Aside("\t".join(HEADER), Apart.REPEATED_HEADER, Place(page=2)) in blocks(path)


def test_set_a_repeated_header_apart_below_a_title_said_once(path) -> None:
    title = ["Tiltak for rekruttering", "", "", ""]
    assert over(path, [title, HEADER, row(1)], [HEADER, row(2)], merged={(0, 0): (1, 4)}, bold=2) == [
        HEADER,
        row(1),
        row(2),
    ]
    table = next(document(path).tables())
    assert (table.title, table.header_rows) == ("Tiltak for rekruttering", 1)


def test_keep_a_long_row_across_the_table_as_a_cell(path) -> None:
    text = "Målet for perioden er at alle ansatte skal oppleve like muligheter. " * 3
    paper = Paper(path)
    paper.table(50, 100, WIDTHS, [[text, "", "", ""], HEADER, row(1)], merged={(0, 0): (1, 4)}, heights={0: 60})
    paper.page().save()
    assert next(document(path).tables()).title is None


def test_join_a_row_that_the_page_break_cut(path) -> None:
    cut = ["Deltid", "Kartlegge ufrivillig deltid i de minste", "HR", "2025"]
    rest = ["", "virksomhetene først.", "", ""]
    joined = ["Deltid", f"{cut[1]} {rest[1]}", "HR", "2025"]
    assert over(path, [HEADER, row(1), cut], [rest, row(2)], heights={2: 17}) == [HEADER, row(1), joined, row(2)]


def test_join_a_cut_row_below_a_repeated_header(path) -> None:
    cut = ["Deltid", "Kartlegge ufrivillig deltid i alle enheter og", "HR", "2025"]
    rest = ["", "gi alle tilbud om større stilling.", "", ""]
    joined = ["Deltid", f"{cut[1]} {rest[1]}", "HR", "2025"]
    assert over(path, [HEADER, row(1), cut], [HEADER, rest, row(2)], heights={2: 28}) == [
        HEADER,
        row(1),
        joined,
        row(2),
    ]


def test_join_a_word_that_the_page_break_cut(path) -> None:
    cut = ["Deltid", "Kartlegge ufrivillig deltid i alle kommunale virk-", "HR", "2025"]
    rest = ["", "somheter. Virksomheter som er små teller med.", "", ""]
    assert over(path, [HEADER, row(1), cut], [rest, row(2)], heights={2: 28})[2][1] == (
        "Kartlegge ufrivillig deltid i alle kommunale virksomheter. Virksomheter som er små teller med."
    )


def test_part_the_paragraphs_of_a_cut_row(path) -> None:
    cut = ["Deltid", "Kartlegge deltid:", "HR", "2025"]
    rest = ["", "• Alle enheter svarer.", "", ""]
    assert over(path, [HEADER, row(1), cut], [rest, row(2)], heights={2: 17})[2][1] == (
        "Kartlegge deltid:\n• Alle enheter svarer."
    )


def test_join_a_cut_row_that_goes_on_with_a_new_sentence(path) -> None:
    cut = ["Deltid", "Kartlegge ufrivillig deltid i kommunen.", "HR", "2025"]
    rest = ["", "Arbeidsgiveren lyser ut heltid.", "", ""]
    joined = ["Deltid", f"{cut[1]} {rest[1]}", "HR", "2025"]
    assert over(path, [HEADER, row(1), cut], [rest, row(2)], heights={2: 28}) == [HEADER, row(1), joined, row(2)]


def test_join_a_cut_row_that_goes_on_with_a_name(path) -> None:
    cut = ["Deltid", "Kartlegge ufrivillig deltid sammen med", "HR", "2025"]
    rest = ["", "Fagforbundet.", "", ""]
    joined = ["Deltid", f"{cut[1]} {rest[1]}", "HR", "2025"]
    assert over(path, [HEADER, row(1), cut], [rest, row(2)], heights={2: 28}) == [HEADER, row(1), joined, row(2)]


def test_keep_a_row_across_the_table_apart(path) -> None:
    paper = Paper(path).text(50, 60, "Handlingsplan", size=18)
    paper.table(50, 720, WIDTHS, [HEADER, row(1)])
    paper.page()
    paper.table(50, 40, WIDTHS, [["lønn og vilkår", "", "", ""], row(2)], bold=0, merged={(0, 0): (1, 4)})
    paper.page().save()
    assert tables(path) == [[HEADER, row(1), ["lønn og vilkår"] * 4, row(2)]]


def test_keep_a_new_row_apart_that_fills_a_cell_left_empty(path) -> None:
    first = ["Deltid", "Kartlegge ufrivillig deltid i hele kommunen med", "", ""]
    second = ["Lønn", "Fagforbundet.", "HR", "2025"]
    assert over(path, [HEADER, row(1), first], [second, row(2)], heights={2: 28}) == [
        HEADER,
        row(1),
        first,
        second,
        row(2),
    ]


def test_join_a_cut_row_of_which_long_cells_went_to_the_next_page_whole(path) -> None:
    cut = ["", "Kartlegge deltid.", "", "2025"]
    rest = ["Mange jobber deltid", "", "HR", ""]
    joined = ["Mange jobber deltid", "Kartlegge deltid.", "HR", "2025"]
    assert over(path, [HEADER, row(1), cut], [rest, row(2)]) == [HEADER, row(1), joined, row(2)]


def test_keep_a_new_row_apart_whose_cells_are_full(path) -> None:
    first = ["Deltid", "Kartlegge ufrivillig deltid i alle", "HR", "2025"]
    second = ["lønn", "analysere lønn i alle grupper.", "økonomi", "vår 2026"]
    assert over(path, [HEADER, row(1), first], [second], heights={2: 17}) == [HEADER, row(1), first, second]


def test_keep_a_new_row_apart_when_there_was_room_left(path) -> None:
    paper = Paper(path).text(50, 780, "Slutten av siden.")
    cut = ["Deltid", "Kartlegge ufrivillig deltid i alle enheter og", "", ""]
    paper.table(50, 60, WIDTHS, [HEADER, row(1), cut])
    paper.page()
    paper.table(50, 40, WIDTHS, [["", "lyse ut heltid.", "", ""], row(2)], bold=0)
    paper.page().save()
    assert [len(table) for table in tables(path)] == [3, 2]


def test_let_a_merged_cell_go_on_over_the_page_break(path) -> None:
    paper = Paper(path).text(50, 60, "Handlingsplan", size=18)
    first = [HEADER, row(1), ["Deltid", "Kartlegge.", "HR", "2025"], ["", "Lyse ut heltid.", "HR", "2025"]]
    paper.table(50, 650, WIDTHS, first, merged={(2, 0): (2, 1)})
    paper.page()
    paper.table(50, 40, WIDTHS, [["", "Tilby større stilling.", "HR", "2026"], row(2)], bold=0)
    paper.page().save()
    cells = [(cell.text, cell.row, cell.row_span) for cell in next(document(path).tables()).cells if not cell.column]
    assert cells == [("Risiko", 0, 1), ("Risiko 1", 1, 1), ("Deltid", 2, 3), ("Risiko 2", 5, 1)]


def test_let_a_cell_go_on_in_a_merged_cell_without_text(path) -> None:
    paper = Paper(path).text(50, 60, "Handlingsplan", size=18)
    paper.table(50, 690, WIDTHS, [HEADER, ["", "Oppstart.", "HR", "2024"], row(1)])
    paper.page()
    rest = [["", "Lyse ut heltid.", "HR", "2025"], ["", "Tilby større stilling.", "HR", "2026"]]
    paper.table(50, 40, WIDTHS, rest, bold=0, merged={(0, 0): (2, 1)})
    paper.page().save()
    assert [line[0] for line in tables(path)[0]] == ["Risiko", "", "Risiko 1", "Risiko 1", "Risiko 1"]


def test_leave_an_empty_cell_empty_where_the_column_often_is(path) -> None:
    paper = Paper(path).text(50, 60, "Handlingsplan", size=18)
    paper.table(50, 690, WIDTHS, [HEADER, ["", "Oppstart.", "HR", "2024"], row(1)])
    paper.page()
    paper.table(50, 40, WIDTHS, [["", "Lyse ut heltid.", "HR", "2025"], row(2)], bold=0)
    paper.page().save()
    assert [line[0] for line in tables(path)[0]] == ["Risiko", "", "Risiko 1", "", "Risiko 2"]


def test_say_a_merged_cells_text_once_that_is_drawn_on_both_pages(path) -> None:
    paper = Paper(path).text(50, 60, "Handlingsplan", size=18)
    first = [HEADER, ["Deltid", "Kartlegge.", "HR", "2025"], ["", "Lyse ut heltid.", "HR", "2025"]]
    paper.table(50, 690, WIDTHS, first, merged={(1, 0): (2, 1)})
    paper.page()
    rest = [["Deltid", "Tilby større stilling.", "HR", "2026"], ["", "Evaluere.", "HR", "2026"]]
    paper.table(50, 40, WIDTHS, rest, bold=0, merged={(0, 0): (2, 1)})
    paper.page().save()
    assert [line[0] for line in tables(path)[0]] == ["Risiko", *["Deltid"] * 4]
    assert Aside("Deltid", Apart.HIDDEN, Place(page=2)) in blocks(path)


def test_let_the_text_of_a_merged_cell_run_on(path) -> None:
    paper = Paper(path).text(50, 60, "Handlingsplan", size=18)
    first = [HEADER, ["Mange ansatte jobber", "Kartlegge.", "HR", "2025"], ["", "Lyse ut heltid.", "HR", "2025"]]
    paper.table(50, 690, WIDTHS, first, merged={(1, 0): (2, 1)})
    paper.page()
    rest = [["deltid uten å ønske det.", "Tilby større stilling.", "HR", "2026"], ["", "Evaluere.", "HR", "2026"]]
    paper.table(50, 40, WIDTHS, rest, bold=0, merged={(0, 0): (2, 1)})
    paper.page().save()
    assert [line[0] for line in tables(path)[0]] == ["Risiko", *["Mange ansatte jobber deltid uten å ønske det."] * 4]


def test_join_tables_whose_columns_only_show_together(path) -> None:
    paper = Paper(path).text(50, 60, "Handlingsplan", size=18)
    paper.table(50, 700, [100, 100, 200], [["Mål", "Frist", "Tiltak"], ["Heltid", "2025", "Lyse ut"]])
    paper.page()
    paper.table(50, 40, [100, 300], [["Rekruttering og utvelgelse av nye ledere", ""]], merged={(0, 0): (1, 2)}, bold=0)
    paper.table(50, 56.8, [100, 300], [["Kurs", "Alle ledere deltar på kurs om inkludering"]], bold=0)
    paper.page().save()
    assert tables(path) == [
        [["Mål", "Frist", "Tiltak"], ["Heltid", "2025", "Lyse ut"]],
        [["Rekruttering og utvelgelse av nye ledere"] * 2, ["Kurs", "Alle ledere deltar på kurs om inkludering"]],
    ]


def test_join_tables_of_which_the_second_parts_a_column(path) -> None:
    paper = Paper(path).text(50, 60, "Handlingsplan", size=18)
    paper.table(50, 700, [100, 300], [["Mål", "Tiltak"], ["Heltid", "Lyse ut alle stillinger"]])
    paper.page()
    rest = [["Mål", "Tiltak", ""], ["Lønn", "Analysere lønn", "2026"]]
    paper.table(50, 40, [100, 200, 100], rest, merged={(0, 1): (1, 2)})
    paper.page().save()
    wide = [
        ["Mål", "Tiltak", "Tiltak"],
        ["Heltid", *["Lyse ut alle stillinger"] * 2],
        ["Lønn", "Analysere lønn", "2026"],
    ]
    assert tables(path) == [wide]


def test_join_pages_with_alternating_margins(path) -> None:
    paper = Paper(path).text(50, 60, "Handlingsplan", size=18)
    paper.table(50, 720, WIDTHS, [HEADER, row(1)])
    paper.page()
    paper.table(80, 40, WIDTHS, [row(2)], bold=0)
    paper.page().save()
    assert tables(path) == [[HEADER, row(1), row(2)]]


@pytest.mark.parametrize("widths", [[110, 190, 90], [160, 140, 90, 80]], ids=["another width", "other columns"])
def test_keep_a_table_of_another_shape_apart(path, widths) -> None:
    paper = Paper(path).text(50, 60, "Handlingsplan", size=18)
    paper.table(50, 720, WIDTHS, [HEADER, row(1)])
    paper.page()
    paper.table(
        50, 40, widths, [["Gruppe", "Kvinner", "Menn", "Alle"][: len(widths)], ["A", "1", "2", "3"][: len(widths)]]
    )
    paper.page().save()
    assert [len(table) for table in tables(path)] == [2, 2]


def test_keep_a_table_apart_that_has_no_header_where_the_others_repeat_it(path) -> None:
    paper = Paper(path).text(50, 60, "Handlingsplan", size=18)
    for rows in ([HEADER, row(1)], [HEADER, row(2)], [row(3)]):
        paper.table(50, 100, WIDTHS, rows, bold=len(rows) - 1)
        paper.page()
    paper.save()
    assert [len(table) for table in tables(path)] == [3, 1]


def test_keep_forms_apart_that_begin_with_the_same_label(path) -> None:
    paper = Paper(path).text(50, 60, "Handlingsplan", size=18)
    paper.table(50, 700, [100, 300], [["Tiltak", "Kurs for ledere"], ["Ansvarlig", "HR"]], bold=0)
    paper.page()
    paper.table(50, 40, [100, 300], [["Tiltak", "Lyse ut heltid"], ["Ansvarlig", "Økonomi"]], bold=0)
    paper.page().save()
    assert [table[0][1] for table in tables(path)] == ["Kurs for ledere", "Lyse ut heltid"]


def test_keep_tables_apart_that_have_text_between_them(path) -> None:
    paper = Paper(path).text(50, 60, "Handlingsplan", size=18)
    paper.table(50, 720, WIDTHS, [HEADER, row(1)])
    paper.page().text(50, 50, "Neste område er lønn.")
    paper.table(50, 70, WIDTHS, [HEADER, row(2)])
    paper.page().save()
    assert [kind for kind, _ in shapes(path)] == ["heading", "table", "paragraph", "table"]
