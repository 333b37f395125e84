from __future__ import annotations

from pathlib import Path

import pytest

from jamn.documents.blocks import ListItem, Paragraph
from tests.documents.read.pdf.drawing import BLUE, BOLD, GREY, Paper, blocks, shapes

LEFT = (
    "Kommunen skal være en arbeidsplass der alle har like muligheter. Vi arbeider planmessig for å hindre "
    "diskriminering og fremme likestilling, slik loven krever."
)
RIGHT = (
    "Arbeidet følges opp i administrasjonsutvalget hvert år. Ledere på alle nivåer har ansvar for at tiltakene "
    "blir gjennomført, og rapporterer til kommunedirektøren."
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.pdf"


def test_join_lines_into_paragraphs(path) -> None:
    paper = Paper(path)
    end = paper.paragraph(50, 100, LEFT, 400)
    paper.paragraph(50, end + 8, RIGHT, 400)
    paper.page().save()
    assert shapes(path) == [("paragraph", LEFT), ("paragraph", RIGHT)]


def test_begin_a_paragraph_where_a_line_was_left_short(path) -> None:
    paper = Paper(path)
    end = paper.paragraph(50, 100, LEFT, 400)
    end = paper.paragraph(50, end, "Målet er klart.", 400)
    paper.paragraph(50, end, RIGHT, 400)
    paper.page().save()
    assert shapes(path) == [("paragraph", LEFT), ("paragraph", "Målet er klart."), ("paragraph", RIGHT)]


def test_read_columns_one_after_the_other(path) -> None:
    paper = Paper(path).text(50, 60, "Strategi", size=20)
    paper.paragraph(50, 100, LEFT, 200)
    paper.paragraph(300, 100, RIGHT, 200)
    paper.page().save()
    assert shapes(path) == [("heading", "Strategi"), ("paragraph", LEFT), ("paragraph", RIGHT)]


def test_read_a_paragraph_that_goes_on_in_the_next_column(path) -> None:
    text = f"{LEFT} {RIGHT}"
    words = text.split()
    paper = Paper(path)
    paper.paragraph(50, 100, " ".join(words[:21]), 160)
    paper.paragraph(300, 100, " ".join(words[21:]), 160)
    paper.page().save()
    assert shapes(path) == [("paragraph", text)]


def test_read_full_lines_above_and_below_columns(path) -> None:
    paper = Paper(path)
    end = paper.paragraph(50, 60, "Planen gjelder alle ansatte. " * 5, 450)
    paper.paragraph(50, end + 12, LEFT, 200)
    end = paper.paragraph(300, end + 12, RIGHT, 200)
    paper.text(50, end + 22, "Tiltak", size=14)
    paper.paragraph(50, end + 38, "Tiltakene står i tabellen på neste side. " * 5, 450)
    paper.page().save()
    assert shapes(path) == [
        ("paragraph", ("Planen gjelder alle ansatte. " * 5).strip()),
        ("paragraph", LEFT),
        ("paragraph", RIGHT),
        ("heading", "Tiltak"),
        ("paragraph", ("Tiltakene står i tabellen på neste side. " * 5).strip()),
    ]


def test_read_a_short_right_column_that_begins_higher(path) -> None:
    paper = Paper(path)
    paper.paragraph(50, 106, LEFT[:64], 150)
    paper.paragraph(300, 90, RIGHT[:110], 150)
    paper.page().save()
    assert shapes(path) == [("paragraph", LEFT[:64]), ("paragraph", RIGHT[:110].strip())]


def test_keep_stretched_lines_in_one_column(path) -> None:
    paper = Paper(path)
    for number in range(4):
        for x, word in zip((50, 160, 270), ("Alle", "ansatte", "deltar"), strict=True):
            paper.text(x, 100 + 14 * number, word)
    paper.text(50, 156, "Vi arbeider planmessig for å hindre diskriminering i hele kommunen.").page().save()
    assert "ansatte deltar" in shapes(path)[0][1]


def test_read_cards_row_by_row(path) -> None:
    paper = Paper(path).text(50, 60, "Tiltak", size=20)
    for number in range(4):
        x, y = 50 + 260 * (number % 2), 80 + 150 * (number // 2)
        paper.fill(x, y, x + 240, y + 130, GREY)
        paper.text(x + 10, y + 20, f"Kurs {number + 1}", font=BOLD).text(x + 10, y + 36, "Ansvarlig: HR")
        paper.paragraph(x + 10, y + 60, LEFT, 220)
    paper.page().save()
    assert shapes(path) == [
        ("heading", "Tiltak"),
        *[
            shape
            for number in range(1, 5)
            for shape in (("heading", f"Kurs {number}"), ("paragraph", "Ansvarlig: HR"), ("paragraph", LEFT))
        ],
    ]


def test_read_cards_with_round_corners(path) -> None:
    paper = Paper(path)
    for number in range(2):
        x = 50 + 260 * number
        paper.canvas.roundRect(x, 600, 240, 130, 12)
        paper.text(x + 12, 130, f"Kurs {number + 1}", font=BOLD)
        paper.paragraph(x + 12, 150, LEFT, 210)
    paper.canvas.circle(300, 300, 40)
    paper.page().save()
    assert shapes(path) == [("heading", "Kurs 1"), ("paragraph", LEFT), ("heading", "Kurs 2"), ("paragraph", LEFT)]


def test_read_a_box_beside_text_by_itself(path) -> None:
    paper = Paper(path)
    paper.paragraph(50, 100, f"{LEFT} {RIGHT}", 230)
    paper.fill(320, 90, 540, 180, GREY).text(330, 108, "Fakta", font=BOLD)
    paper.paragraph(330, 126, "I Solvik er 78 prosent av de ansatte kvinner.", 200)
    paper.page().save()
    assert shapes(path) == [
        ("paragraph", f"{LEFT} {RIGHT}"),
        ("heading", "Fakta"),
        ("paragraph", "I Solvik er 78 prosent av de ansatte kvinner."),
    ]


def test_read_a_box_inside_a_box(path) -> None:
    paper = Paper(path).fill(50, 80, 540, 300, GREY).text(60, 100, "Ytre boks med tekst om planen.")
    paper.fill(80, 120, 500, 200, BLUE).text(90, 150, "Indre boks med tekst om målene.")
    paper.text(60, 240, "Mer i den ytre boksen.").page().save()
    assert [words for _, words in shapes(path)] == [
        "Ytre boks med tekst om planen.",
        "Indre boks med tekst om målene.",
        "Mer i den ytre boksen.",
    ]


def test_let_no_area_cut_a_line(path) -> None:
    paper = Paper(path).fill(50, 80, 200, 130, GREY).fill(180, 110, 300, 160, BLUE)
    paper.text(60, 100, "En lang linje som går ut over den fargede flaten den står på.").page().save()
    assert shapes(path) == [("paragraph", "En lang linje som går ut over den fargede flaten den står på.")]


def test_read_a_page_with_a_coloured_background(path) -> None:
    paper = Paper(path).fill(0, 0, 595, 842, BLUE).text(60, 100, "Handlingsplan for likestilling")
    paper.page().save()
    assert shapes(path) == [("paragraph", "Handlingsplan for likestilling")]


def test_read_bullets_that_are_drawn(path) -> None:
    paper = Paper(path)
    for number, words in enumerate(["Kartlegge deltid", "Lyse ut heltid", "Tilby større stilling"]):
        paper.text(70, 100 + 14 * number, words)
        paper.canvas.circle(60, 842 - 97 - 14 * number, 1.5, fill=1)
    paper.canvas.circle(300, 600, 1.5, fill=1)
    paper.page().save()
    items = [block for block in blocks(path) if isinstance(block, ListItem)]
    assert [(item.marker, item.text) for item in items] == [
        ("•", "Kartlegge deltid"),
        ("•", "Lyse ut heltid"),
        ("•", "Tilby større stilling"),
    ]


def test_read_lines_with_tabs_one_by_one(path) -> None:
    paper = Paper(path)
    paper.text(50, 100, "Vedtatt:").text(200, 100, "12. mars 2025")
    paper.text(50, 114, "Ansvarlig:").text(200, 114, "Kommunedirektøren").page().save()
    assert shapes(path) == [("paragraph", "Vedtatt: 12. mars 2025"), ("paragraph", "Ansvarlig: Kommunedirektøren")]


def test_part_labelled_lines(path) -> None:
    paper = Paper(path)
    y = paper.paragraph(50, 100, "Vi lyser ut alle stillinger som heltid i hele kommunen fra neste år.", 330)
    paper.text(50, y, "Metode:", font=BOLD).text(90, y, "Nye rutiner i alle enheter og opplæring av alle ledere i")
    paper.text(50, y + 12, "rekruttering. Ansvaret ligger hos hver leder, og de følges opp.")
    paper.text(50, y + 24, "Frist: Alt skal være gjennomført før sommeren i neste år, sier vi.").page().save()
    assert [words for _, words in shapes(path)] == [
        "Vi lyser ut alle stillinger som heltid i hele kommunen fra neste år.",
        (
            "Metode: Nye rutiner i alle enheter og opplæring av alle ledere i rekruttering. Ansvaret ligger hos hver "
            "leder, og de følges opp."
        ),
        "Frist: Alt skal være gjennomført før sommeren i neste år, sier vi.",
    ]


def test_read_bold_paragraphs_as_such(path) -> None:
    paper = Paper(path)
    paper.paragraph(
        50, 100, "Planen gjelder for alle ansatte i kommunen og for alle som søker jobb her.", 200, font=BOLD
    )
    paper.page().save()
    block = blocks(path)[0]
    assert isinstance(block, Paragraph)
    assert block.bold


def test_read_turned_text_outside_tables_last(path) -> None:
    paper = Paper(path).turned(30, 400, "Solvik kommune", 90)
    paper.paragraph(50, 100, LEFT, 400)
    paper.page().save()
    assert shapes(path) == [("paragraph", LEFT), ("paragraph", "Solvik kommune")]
