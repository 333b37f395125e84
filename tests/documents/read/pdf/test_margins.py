from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.read.pdf.drawing import BOLD, GREY, Paper, raw, shapes, stream, tables, words

PLAN = "Handlingsplan for likestilling"
TEXT = (
    "Kommunen skal være en arbeidsplass der alle har like muligheter. Vi arbeider planmessig for å hindre "
    "diskriminering og fremme likestilling."
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.pdf"


def book(path: Path, pages: int, header: str = "", footer: str = "") -> Path:
    """Pages of text with a line above and below, in which ``#`` is the page's number."""
    paper = Paper(path)
    for number in range(1, pages + 1):
        paper.text(50, 40, header.replace("#", str(number)), size=8)
        paper.paragraph(50, 100 + 30 * number, f"Kapittel {'abcdefgh'[number]}. {TEXT}", 400)
        paper.text(50, 810, footer.replace("#", str(number)), size=8).page()
    return paper.save()


def kinds(path: Path) -> list[str]:
    return [kind for kind, _ in shapes(path)]


def test_set_running_headers_and_footers_apart(path) -> None:
    book(path, 3, "Solvik kommune", "Handlingsplan for likestilling 2025 · Side # av 3")
    assert kinds(path) == ["page_header", "paragraph", "page_footer"] * 3
    assert shapes(path)[5] == ("page_footer", "Handlingsplan for likestilling 2025 · Side 2 av 3")


def test_set_them_apart_on_two_pages(path) -> None:
    book(path, 2, "Solvik kommune")
    assert kinds(path) == ["page_header", "paragraph"] * 2


@pytest.mark.parametrize("number", ["Side 1", "1", "- 1 -", "1/4", "Sida 1 av 4", "Page 1 of 4"])
def test_set_the_page_number_of_a_single_page_apart(path, number) -> None:
    book(path, 1, footer=number)
    assert shapes(path)[-1] == ("page_footer", number)


def test_keep_years_that_stand_at_the_head_of_pages(path) -> None:
    paper = Paper(path)
    for number in range(3):
        paper.text(50, 60, f"Tiltak for {['deltid', 'lønn', 'mangfold'][number]}", font=BOLD)
        paper.text(50, 76, f"202{number} – 202{2 * number}").paragraph(50, 150 + 20 * number, TEXT, 400)
        paper.page()
    paper.save()
    assert "page_header" not in kinds(path)


def test_keep_what_stands_in_the_margin_of_one_page_only(path) -> None:
    book(path, 1, "Solvik kommune", "Følsomhet: intern")
    assert kinds(path) == ["paragraph", "paragraph", "paragraph"]


def test_keep_lines_that_move_up_and_down(path) -> None:
    paper = Paper(path)
    for number in range(3):
        paper.text(50, 50 + 20 * number, "Tiltak").paragraph(50, 150 + 20 * number, TEXT, 400)
        paper.page()
    paper.save()
    assert "page_header" not in kinds(path)


def test_set_the_lines_of_a_header_apart_that_says_the_page_elsewhere(path) -> None:
    book(path, 4, "Likestilling 2025 – 2028", "#")
    assert kinds(path) == ["page_header", "paragraph", "page_footer"] * 4


def test_keep_the_header_of_a_table_at_the_head_of_every_page(path) -> None:
    header = ["Risiko", "Tiltak", "Ansvarlig"]
    rows = [[f"Risiko {n}", f"Tiltak {n} følges opp av ledere i alle enheter.", "HR"] for n in range(6)]
    paper = Paper(path)
    for page in range(2):
        paper.table(50, 40, [120, 220, 90], [header, *rows[3 * page : 3 * page + 3]], rules="none")
        paper.text(50, 810, f"Side {page + 1}", size=8).page()
    paper.save()
    assert tables(path) == [[header, *rows]]


def test_keep_ruled_tables_and_boxes_that_reach_into_the_margin(path) -> None:
    paper = Paper(path)
    for number in range(2):
        paper.fill(50, 30, 500, 200, GREY).text(60, 50, "Tiltak").text(60, 80, f"Kurs {'AB'[number]}")
        paper.table(50, 700, [100, 100], [["Mål", "Frist"], [f"Heltid {'AB'[number]}", "2025"]])
        paper.page()
    paper.save()
    assert kinds(path) == ["paragraph", "paragraph", "table", "paragraph", "paragraph", "table"]


def test_trust_the_files_own_word_for_headers(path) -> None:
    tagged = b"/Artifact <</Type/Pagination/Subtype/Header>> BDC " + words("Solvik kommune", y=760) + b"EMC "
    raw(path, tagged + b"/P <</MCID 0>> BDC " + words("Handlingsplan for likestilling") + b"EMC EMC")
    assert shapes(path) == [("page_header", "Solvik kommune"), ("paragraph", "Handlingsplan for likestilling")]


def test_read_other_tags_as_text(path) -> None:
    tagged = b"/P BMC " + words(PLAN) + b"EMC /Artifact <</Type/Layout>> BDC " + words("Mål og tiltak", y=640) + b"EMC "
    raw(path, tagged + b"/P <</Lang(nb)>> BDC " + words("Evaluering", y=600) + b"EMC")
    assert shapes(path) == [("paragraph", PLAN), ("paragraph", "Mål og tiltak"), ("paragraph", "Evaluering")]


def test_set_what_does_not_show_on_paper_apart(path) -> None:
    outside = words("utenfor arket", x=-400) + b"q 0 0 300 300 re W* n " + words("bak et klipp") + b"Q "
    raw(path, words("Handlingsplan for likestilling") + outside)
    assert shapes(path) == [
        ("paragraph", "Handlingsplan for likestilling"),
        ("hidden", "utenfor arket bak et klipp"),
    ]


def test_read_what_a_form_draws_after_a_clip_of_its_own(path) -> None:
    form = stream(b"0 0 1 1 re W n", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    content = b"Q q W n q /X Do Q " + words("Handlingsplan for likestilling")
    raw(path, content, more=[form], resources="/XObject<</X 6 0 R>>")
    assert shapes(path) == [("paragraph", "Handlingsplan for likestilling")]
