from __future__ import annotations

from pathlib import Path

import pytest

from jamn.documents.blocks import Heading, ListItem
from tests.documents.read.pdf.drawing import BOLD, Paper, blocks, shapes, width

TEXT = (
    "Kommunen skal være en arbeidsplass der alle har like muligheter. Vi arbeider planmessig for å hindre "
    "diskriminering og fremme likestilling. "
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.pdf"


def test_rank_headings_by_the_size_of_their_type(path) -> None:
    paper = Paper(path).text(50, 60, "Handlingsplan", size=24).text(50, 90, "Rekruttering", size=16)
    paper.text(50, 110, "Mål", font=BOLD).paragraph(50, 130, TEXT, 400)
    paper.text(50, 200, "Lønn", size=16).text(50, 220, "Delmål", size=11.4)
    paper.paragraph(50, 240, TEXT, 400)
    paper.page().save()
    headings = [(block.text, block.level, block.sure) for block in blocks(path) if isinstance(block, Heading)]
    assert headings == [
        ("Handlingsplan", 1, True),
        ("Rekruttering", 2, True),
        ("Mål", 4, False),
        ("Lønn", 2, True),
        ("Delmål", 3, False),
    ]


def test_rank_no_heading_below_the_sixth(path) -> None:
    paper = Paper(path)
    for number in range(8):
        paper.text(50, 60 + 40 * number, f"Overskrift {'abcdefgh'[number]}", size=32 - 2 * number)
    paper.paragraph(50, 500, TEXT, 400)
    paper.page().save()
    assert max(block.level for block in blocks(path) if isinstance(block, Heading)) == 6


def test_join_a_heading_over_two_lines(path) -> None:
    paper = Paper(path).text(50, 60, "Opplæring for alle nye ledere og", size=14, font=BOLD)
    paper.text(50, 78, "tillitsvalgte", size=14, font=BOLD).paragraph(50, 120, TEXT, 400)
    paper.page().save()
    assert shapes(path)[0] == ("heading", "Opplæring for alle nye ledere og tillitsvalgte")


def test_leave_out_the_ornament_before_a_heading(path) -> None:
    paper = Paper(path).text(50, 60, "• Tiltak | Rekruttering", size=20)
    paper.paragraph(50, 100, TEXT, 400)
    paper.page().save()
    assert shapes(path)[0] == ("heading", "Tiltak | Rekruttering")


def test_read_large_text_as_a_paragraph_where_it_is_long(path) -> None:
    paper = Paper(path)
    end = paper.paragraph(50, 60, TEXT * 2, 450, size=14)
    paper.paragraph(50, end + 30, TEXT * 6, 400)
    paper.page().save()
    assert [kind for kind, _ in shapes(path)] == ["paragraph", "paragraph"]


@pytest.mark.parametrize("words", ["Dette er viktig.", "12. 12.", "• Kurs for ledere"])
def test_read_other_bold_lines_as_what_they_are(path, words) -> None:
    paper = Paper(path).text(50, 60, words, font=BOLD)
    paper.paragraph(50, 90, TEXT, 400)
    paper.page().save()
    assert shapes(path)[0][0] != "heading"


def test_read_bold_numbered_lines_as_headings(path) -> None:
    paper = Paper(path).text(50, 60, "1.2 Rekruttering", font=BOLD)
    paper.paragraph(50, 90, TEXT, 400)
    paper.page().save()
    assert shapes(path)[0] == ("heading", "1.2 Rekruttering")


def test_read_headings_of_a_plan_that_is_all_table(path) -> None:
    paper = Paper(path).text(50, 60, "Handlingsplan", size=14)
    paper.table(50, 90, [200, 200], [["Tiltak", "Frist"], ["Kurs", "2025"]])
    paper.page().save()
    assert shapes(path)[0] == ("heading", "Handlingsplan")


def test_read_lists_with_their_markers_and_depth(path) -> None:
    paper = Paper(path)
    items = [(50, "•"), (70, "–"), (70, "–"), (50, "•"), (50, "1."), (50, "2)"), (50, "a)")]
    for number, (x, marker) in enumerate(items):
        paper.text(x, 60 + 16 * number, marker).text(x + 14, 60 + 16 * number, f"Punkt {number}")
    paper.text(64, 60 + 16 * 6 + 12, "som fortsetter på neste linje").text(50, 200, "Vanlig tekst etter lista.")
    paper.text(70, 230, "• Ny liste").page().text(90, 60, "• På neste side").page().save()
    read = [(block.marker, block.text, block.level) for block in blocks(path) if isinstance(block, ListItem)]
    assert read == [
        ("•", "Punkt 0", 0),
        ("–", "Punkt 1", 1),
        ("–", "Punkt 2", 1),
        ("•", "Punkt 3", 0),
        ("1.", "Punkt 4", 0),
        ("2)", "Punkt 5", 0),
        ("a)", "Punkt 6 som fortsetter på neste linje", 0),
        ("•", "Ny liste", 0),
        ("•", "På neste side", 0),
    ]


def test_read_items_whose_marker_touches_the_text(path) -> None:
    Paper(path).text(50, 60, "•Kurs for ledere").text(50, 76, "-Samtale med ansatte").page().save()
    assert [(block.marker, block.text) for block in blocks(path) if isinstance(block, ListItem)] == [
        ("•", "Kurs for ledere"),
        ("-", "Samtale med ansatte"),
    ]


def test_read_no_list_in_a_line_that_begins_with_a_dash_before_a_number(path) -> None:
    Paper(path).text(50, 60, "-5 prosent er lønnsgapet i kommunen.").page().save()
    assert shapes(path) == [("paragraph", "-5 prosent er lønnsgapet i kommunen.")]


def test_set_footnotes_apart_by_the_numbers_that_refer_to_them(path) -> None:
    paper = Paper(path)
    end = 50 + width("Planen ble vedtatt i 2025")
    paper.text(50, 60, "Planen ble vedtatt i 2025").text(end, 56, "1", size=6).text(end + 6, 60, "av rådet.")
    paper.paragraph(50, 90, TEXT, 400)
    paper.text(50, 700, "1. Vedtak i sak 12/25.").text(50, 740, "2. Ikke en fotnote.").page().save()
    assert shapes(path) == [
        ("paragraph", "Planen ble vedtatt i 2025¹ av rådet."),
        ("paragraph", TEXT.strip()),
        ("footnote", "1. Vedtak i sak 12/25."),
        ("item", "Ikke en fotnote."),
    ]


def test_set_footnotes_apart_by_their_small_type(path) -> None:
    paper = Paper(path)
    paper.paragraph(50, 90, TEXT, 400)
    paper.text(50, 700, "2 Likestillings- og diskrimineringsloven.", size=8)
    paper.text(50, 740, "* Gjelder ikke vikarer.", size=8).text(50, 760, "Foto: Solvik kommune", size=8).page().save()
    assert shapes(path)[1:] == [
        ("footnote", "2 Likestillings- og diskrimineringsloven."),
        ("footnote", "* Gjelder ikke vikarer."),
        ("paragraph", "Foto: Solvik kommune"),
    ]


def test_set_contents_and_captions_apart(path) -> None:
    paper = Paper(path).text(50, 60, "Innledning ............ 3").text(50, 74, "Tiltak ............ 5")
    paper.text(50, 100, "Figur 1: Kvinner og menn i lederstillinger").text(50, 130, "Tabell over tiltak").page().save()
    assert [kind for kind, _ in shapes(path)] == ["contents", "contents", "caption", "paragraph"]


def test_set_a_watermark_apart(path) -> None:
    paper = Paper(path).turned(200, 500, "Utkast", 45, size=60)
    paper.paragraph(50, 90, TEXT, 400)
    paper.page().save()
    assert shapes(path) == [("paragraph", TEXT.strip()), ("page_header", "Utkast")]
