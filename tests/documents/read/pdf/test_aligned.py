from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4, landscape

from jamn.documents.blocks import Place
from tests.documents.read.pdf.drawing import BLUE, BOLD, GREY, PLAIN, Paper, document, shapes, tables, texts

HEADER = ["Risiko", "Tiltak", "Ansvarlig", "Frist"]
WIDTHS = [120, 190, 90, 80]
ROWS = [
    ["Mange jobber ufrivillig deltid", "Kartlegge ønsket stilling i alle enheter og lyse ut heltid.", "HR", "2025"],
    ["Få menn i helsefag", "Bruke menn som forbilder i utlysninger. Samarbeide med skolene.", "Helse", "Vår 2026"],
    ["Ulik lønn", "Analysere lønn.", "Økonomi", "Årlig"],
]
MORE = [
    ["Få ledere med innvandrerbakgrunn", "Mentorordning for nye ledere i helse og skole.", "HR", "Løpende"],
    ["Sykefravær blant gravide", "Tilrettelegge tidlig i samarbeid med bedriftshelsetjenesten.", "Ledere", "2026"],
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.pdf"


@pytest.mark.parametrize("space", [0, 6, 14])
@pytest.mark.parametrize("rules", ["none", "across"])
def test_read_a_table_by_how_its_words_stand(path, rules, space) -> None:
    paper = Paper(path).text(50, 60, "Plan", size=18)
    end = paper.table(50, 90, WIDTHS, [HEADER, *ROWS], rules=rules, space=space)
    paper.paragraph(50, end + 40, "Planen evalueres hvert år av administrasjonsutvalget i kommunen.", 400)
    paper.page().save()
    assert tables(path) == [[HEADER, *ROWS]]
    assert shapes(path)[2:] == [("paragraph", "Planen evalueres hvert år av administrasjonsutvalget i kommunen.")]


def test_say_that_such_a_table_should_be_checked(path) -> None:
    paper = Paper(path)
    paper.table(50, 90, WIDTHS, [HEADER, *ROWS], rules="none")
    paper.page().save()
    read = document(path)
    table = next(read.tables())
    assert not table.sure
    notice = read.notices[0]
    assert "page 1 lacks lines" in str(notice)
    assert notice.place == table.place == Place(page=1, table=1)


def test_read_rows_by_their_coloured_stripes(path) -> None:
    rows = [["Lønn", "Analysere\nlønn", "HR"], ["Deltid", "Kartlegge\nbehov", "HR"], ["Mangfold", "Kurs\ni dag", "HR"]]
    paper = Paper(path)
    for number, row in enumerate([["Risiko", "Tiltak\ni plan", "Ansvarlig"], *rows]):
        top = 90 + 26 * number
        if number % 2 == 0:
            paper.fill(50, top, 400, top + 26, GREY)
        for x, cell in zip((54, 180, 300), row, strict=True):
            paper.lines(x, top + 10, cell.split("\n"), size=9, font=BOLD if number == 0 else "Helvetica")
    paper.page().save()
    assert [[cell and cell.replace("\n", " ") for cell in row] for row in tables(path)[0]] == [
        ["Risiko", "Tiltak i plan", "Ansvarlig"],
        *[[cell.replace("\n", " ") for cell in row] for row in rows],
    ]


def test_read_a_table_of_two_columns(path) -> None:
    rows = [
        ["Tiltak", "Ansvarlig"],
        ["Kartlegge ufrivillig deltid i alle enheter", "HR"],
        ["Lyse ut heltid", "Ledere"],
        ["Følge opp sykefravær", "HR"],
    ]
    paper = Paper(path)
    paper.table(50, 90, [300, 100], rows, rules="none")
    paper.page().save()
    assert tables(path) == [rows]


def test_read_a_row_with_an_areas_name_as_one_cell(path) -> None:
    paper = Paper(path)
    end = paper.table(50, 90, WIDTHS, [HEADER, ROWS[0]], rules="none")
    paper.text(54, end + 12, "Lønns- og arbeidsvilkår i kommunen", size=9, font=BOLD)
    paper.table(50, end + 18, WIDTHS, [ROWS[1], ROWS[2]], rules="none", bold=0)
    paper.page().save()
    assert tables(path) == [[HEADER, ROWS[0], ["Lønns- og arbeidsvilkår i kommunen"] * 4, ROWS[1], ROWS[2]]]


def test_read_a_short_bold_area_as_one_cell(path) -> None:
    paper = Paper(path)
    end = paper.table(50, 90, WIDTHS, [HEADER, ROWS[0]], rules="none")
    paper.text(54, end + 12, "Lønn", size=9, font=BOLD)
    paper.table(50, end + 18, WIDTHS, [ROWS[1], ROWS[2]], rules="none", bold=0)
    paper.page().save()
    assert tables(path)[0][2] == ["Lønn"] * 4


def test_keep_bold_keys_in_their_column(path) -> None:
    paper = Paper(path)
    paper.table(50, 90, WIDTHS, [HEADER, *ROWS], rules="none")
    for number, y in enumerate((170, 190), 4):
        paper.text(54, y, f"Område {number}", size=9, font=BOLD)
    paper.text(54, 210, "Kjønn", size=9, font=BOLD).text(174, 210, "Kurs", size=9).text(364, 210, "HR", size=9)
    paper.page().save()
    keys = [row[0] for row in tables(path)[0]]
    assert keys[-1] == "Kjønn"


def test_keep_keys_in_a_bold_column_apart_from_areas(path) -> None:
    paper = Paper(path)
    for number, row in enumerate([HEADER, *[["Deltid", "Lyse ut", "HR", "2025"]] * 3, ["Lønn", "", "", ""]]):
        for x, cell, font in zip((50, 170, 360, 450), row, (BOLD, PLAIN, PLAIN, PLAIN), strict=True):
            paper.text(x, 100 + 20 * number, cell, font=font)
    paper.page().save()
    assert tables(path)[0][4] == ["Lønn", "", "", ""]


def test_end_a_table_at_a_paragraph_close_below_it(path) -> None:
    paper = Paper(path)
    end = paper.table(50, 90, WIDTHS, [HEADER, *ROWS], rules="none", space=14)
    paper.paragraph(40, end + 12, f"{PROSE} {PROSE}", 480, size=9)
    paper.page().save()
    assert tables(path) == [[HEADER, *ROWS]]
    assert shapes(path)[1:] == [("paragraph", f"{PROSE} {PROSE}".strip().replace("  ", " "))]


def columns(paper: Paper, top: float, end: float) -> None:
    """Lines between the columns only, and one under the header."""
    for x in (50, 170, 360, 450, 530):
        paper.down(x, top, end)
    paper.across(top + 17, 50, 530)


@pytest.mark.parametrize("space", [6, 14])
def test_read_the_rows_of_a_table_with_lines_between_its_columns_only(path, space) -> None:
    paper = Paper(path)
    end = paper.table(50, 90, WIDTHS, [HEADER], rules="none")
    end = paper.table(
        50, end, WIDTHS, [ROWS[0], ["Lønn", "", "", ""], ROWS[1], ROWS[2]], rules="none", bold=0, space=space
    )
    columns(paper, 90, end)
    paper.page().save()
    table = next(document(path).tables())
    assert texts(table) == [HEADER, ROWS[0], ["Lønn", "", "", ""], ROWS[1], ROWS[2]]
    assert not table.sure


def test_keep_a_ruled_row_whole_whose_cells_hold_several_paragraphs(path) -> None:
    paper = Paper(path)
    paper.table(50, 90, WIDTHS, [HEADER, ["", "", "", ""], ["", "", "", ""]], heights={1: 100, 2: 40})
    for x, lines in zip(
        (54, 174, 364), (["Deltid"], ["Kartlegge", "Lyse ut heltid", "Evaluere"], ["HR", "Ledere"]), strict=True
    ):
        for number, line in enumerate(lines):
            paper.text(x, 120 + 24 * number, line, size=9)
    paper.text(54, 220, "Lønn", size=9).page().save()
    assert tables(path) == [
        [
            HEADER,
            ["Deltid", "Kartlegge\nLyse ut heltid\nEvaluere", "HR\nLedere", ""],
            ["Lønn", "", "", ""],
        ]
    ]


def test_read_a_column_that_only_its_header_fills(path) -> None:
    rows = [[*HEADER, "Status"], *[[*row, ""] for row in ROWS]]
    paper = Paper(path)
    paper.table(40, 90, [100, 180, 80, 70, 70], rows, rules="none")
    paper.page().save()
    assert tables(path) == [rows]


def test_read_a_column_that_has_no_header(path) -> None:
    rows = [["", *HEADER], *[[f"{number}", *row] for number, row in enumerate(ROWS, 1)]]
    paper = Paper(path)
    paper.table(40, 90, [30, 120, 190, 90, 80], rows, rules="none")
    paper.page().save()
    assert tables(path) == [rows]


def test_read_a_header_of_several_lines(path) -> None:
    paper = Paper(path)
    paper.text(364, 84.5, "Hvem er", size=9, font=BOLD)
    paper.table(50, 84, WIDTHS, [["Risiko", "Tiltak", "ansvarlig", "Frist"], *ROWS], rules="none")
    paper.page().save()
    assert tables(path)[0][0] == ["Risiko", "Tiltak", "Hvem er ansvarlig", "Frist"]


def test_leave_a_line_above_the_header_out_of_the_table(path) -> None:
    paper = Paper(path)
    paper.text(54, 66, "Enhet: Solvik skole", size=9, font=BOLD).text(364, 66, "Dato: 1. mars", size=9, font=BOLD)
    paper.table(50, 90, WIDTHS, [HEADER, *ROWS], rules="none")
    paper.page().save()
    assert texts(list(document(path).tables())[-1])[0] == HEADER


def test_end_a_table_at_a_heading_in_larger_type(path) -> None:
    paper = Paper(path)
    end = paper.table(50, 90, WIDTHS, [HEADER, *ROWS], rules="none")
    paper.text(54, end + 20, "Lønn", size=13)
    paper.table(50, end + 30, WIDTHS, [HEADER, *ROWS], rules="none")
    paper.page().save()
    assert [kind for kind, _ in shapes(path)] == ["table", "heading", "table"]


def test_read_centred_columns(path) -> None:
    paper = Paper(path)
    for number, row in enumerate(
        [HEADER, ["Deltid", "Lyse ut heltid", "HR", "2025"], ["Lønn", "Analyse", "Økonomi", "2026"]]
    ):
        for x, cell in zip((100, 220, 340, 430), row, strict=True):
            paper.canvas.drawCentredString(x, 742 - 20 * number, cell)
    paper.page().save()
    assert tables(path) == [
        [HEADER, ["Deltid", "Lyse ut heltid", "HR", "2025"], ["Lønn", "Analyse", "Økonomi", "2026"]]
    ]


def test_read_a_dense_table_from_a_spreadsheet(path) -> None:
    rows = [
        ["Risiko", "Tiltak", "Ansvarlig"],
        *[[f"Risiko nummer {n:03}", f"Tiltak nummer {n:04}", f"Enhet {n}"] for n in range(9)],
    ]
    paper = Paper(path, landscape(A4))
    for number, row in enumerate(rows):
        for x, cell in zip((50, 121.5, 197), row, strict=True):
            paper.text(x, 100 + 12 * number, cell, size=8)
    paper.page().save()
    assert tables(path) == [rows]


def test_let_a_table_without_lines_go_on_over_pages(path) -> None:
    paper = Paper(path).text(50, 40, "Handlingsplan for likestilling", size=18)
    paper.table(50, 660, WIDTHS, [HEADER, *ROWS], rules="none")
    paper.page()
    paper.table(50, 40, WIDTHS, [HEADER, *MORE], rules="none")
    paper.page().save()
    assert tables(path) == [[HEADER, *ROWS, *MORE]]


def test_let_the_last_row_go_on_below_a_repeated_header(path) -> None:
    cut = ["Ulik lønn", "Analysere lønn i alle grupper og legge fram en plan for å", "Økonomi", "Årlig"]
    paper = Paper(path).text(50, 40, "Handlingsplan for likestilling", size=18)
    paper.table(50, 700, WIDTHS, [HEADER, ROWS[1], cut], rules="none")
    paper.page()
    paper.table(50, 40, WIDTHS, [HEADER, ["", "rette opp forskjeller.", "", ""]], rules="none")
    paper.text(50, 400, "Planen er vedtatt av kommunestyret i Solvik kommune.").page().save()
    assert tables(path) == [[HEADER, ROWS[1], [cut[0], f"{cut[1]} rette opp forskjeller.", *cut[2:]]]]


def test_let_the_last_row_go_on_without_a_header(path) -> None:
    cut = ["Ulik lønn", "Analysere lønn i alle grupper og legge fram en plan for å", "Økonomi", "Årlig"]
    paper = Paper(path).text(50, 40, "Handlingsplan for likestilling", size=18)
    paper.table(50, 700, WIDTHS, [HEADER, ROWS[1], cut], rules="none")
    paper.page()
    paper.text(174, 60, "rette opp forskjeller.", size=9)
    paper.text(50, 400, "Planen er vedtatt av kommunestyret i Solvik kommune.").page().save()
    assert tables(path) == [[HEADER, ROWS[1], [cut[0], f"{cut[1]} rette opp forskjeller.", *cut[2:]]]]


def test_join_longer_pages_on_which_a_column_stays_empty(path) -> None:
    rows = [[*HEADER, "Status"], *[[*row, "Ferdig"] for row in ROWS]]
    rest = [[*row, ""] for row in (*MORE, *reversed(MORE))]
    widths = [100, 180, 80, 70, 70]
    paper = Paper(path).text(50, 40, "Handlingsplan for likestilling", size=18)
    paper.table(40, 660, widths, rows, rules="none")
    paper.page()
    paper.table(40, 40, widths, rest, rules="none", bold=0)
    paper.page().save()
    assert tables(path) == [[*rows, *rest]]


def test_keep_tables_apart_whose_columns_stand_elsewhere(path) -> None:
    paper = Paper(path).text(50, 40, "Handlingsplan for likestilling", size=18)
    paper.table(50, 660, WIDTHS, [HEADER, *ROWS], rules="none")
    paper.page()
    paper.table(
        50,
        40,
        [200, 80, 120, 80],
        [["Gruppe", "Menn", "Kvinner", "Alle"], *[["Ledere", "1", "2", "3"]] * 3],
        rules="none",
    )
    paper.page().save()
    assert [table[0] for table in tables(path)] == [HEADER, ["Gruppe", "Menn", "Kvinner", "Alle"]]


def test_keep_tables_apart_that_have_other_columns(path) -> None:
    paper = Paper(path).text(50, 40, "Handlingsplan for likestilling", size=18)
    paper.table(50, 660, WIDTHS, [HEADER, *ROWS], rules="none")
    paper.page()
    paper.table(300, 40, [100, 80], [["Gruppe", "Antall"], *[["Ledere", "1"]] * 3], rules="none")
    paper.page().save()
    assert [table[0] for table in tables(path)] == [HEADER, ["Gruppe", "Antall"]]


def test_keep_text_after_a_table_apart_from_it(path) -> None:
    paper = Paper(path).text(50, 40, "Handlingsplan for likestilling", size=18)
    paper.table(50, 680, WIDTHS, [HEADER, *ROWS], rules="none")
    paper.page().text(54, 60, "Planen er vedtatt av kommunestyret.").page().save()
    assert [kind for kind, _ in shapes(path)] == ["heading", "table", "paragraph"]


def test_join_a_page_on_which_a_column_stays_empty(path) -> None:
    rows = [[*HEADER, "Status"], *[[*row, "Ferdig"] for row in ROWS]]
    widths = [100, 180, 80, 70, 70]
    paper = Paper(path).text(50, 40, "Handlingsplan for likestilling", size=18)
    paper.table(40, 660, widths, rows, rules="none")
    paper.page()
    paper.table(40, 40, widths, [[*row, ""] for row in MORE], rules="none", bold=0)
    paper.page().save()
    assert tables(path) == [[*rows, *[[*row, ""] for row in MORE]]]


PROSE = (
    "Kommunen skal være en arbeidsplass der alle har like muligheter. Vi arbeider planmessig for å hindre "
    "diskriminering og fremme likestilling, slik loven krever av oss som arbeidsgiver. "
)


def test_take_columns_of_prose_for_no_table(path) -> None:
    paper = Paper(path)
    paper.paragraph(50, 100, PROSE * 3, 150)
    paper.paragraph(220, 100, PROSE * 3, 150)
    paper.paragraph(390, 100, PROSE * 3, 150)
    paper.page().save()
    assert shapes(path) == [("paragraph", (PROSE * 3).strip())] * 3


def test_take_stretched_lines_for_no_table(path) -> None:
    paper = Paper(path)
    for number, line in enumerate(["styringsdokument for å oppnå økt", "likestilling, inkludering og mangfold"] * 3):
        step = (300 - sum(len(word) * 5 for word in line.split())) / (len(line.split()) - 1)
        x = 50.0
        for word in line.split():
            paper.text(x, 100 + 14 * number, word)
            x += len(word) * 5 + step
    paper.page().save()
    assert {kind for kind, _ in shapes(path)} == {"paragraph"}


def test_take_a_table_of_contents_for_no_table(path) -> None:
    paper = Paper(path).text(50, 60, "Innhold", size=16)
    for number, (title, page) in enumerate([("Innledning", 2), ("Mål", 3), ("Tiltak", 3), ("Evaluering", 9)]):
        paper.text(50, 100 + 16 * number, title).text(500, 100 + 16 * number, str(page))
    paper.text(50, 300, "Planen gjelder for alle ansatte i Solvik kommune.").page().save()
    assert shapes(path)[:5] == [
        ("heading", "Innhold"),
        ("contents", "Innledning 2"),
        ("contents", "Mål 3"),
        ("contents", "Tiltak 3"),
        ("contents", "Evaluering 9"),
    ]


def test_keep_numbers_that_do_not_rise_in_a_table(path) -> None:
    rows = [["Kvinner", "12"], ["Menn", "9"], ["Alle", "21"], ["Ukjent", "0"]]
    paper = Paper(path)
    paper.table(50, 90, [100, 60], rows, rules="none", bold=0)
    paper.page().save()
    assert tables(path) == [rows]


def test_read_white_text_on_coloured_headers(path) -> None:
    paper = Paper(path).fill(50, 84, 530, 104, BLUE)
    paper.canvas.setFillColorRGB(1, 1, 1)
    paper.table(50, 86, WIDTHS, [HEADER], rules="none")
    paper.canvas.setFillColorRGB(0, 0, 0)
    paper.table(50, 108, WIDTHS, ROWS, rules="none", bold=0)
    paper.page().save()
    assert tables(path) == [[HEADER, *ROWS]]
