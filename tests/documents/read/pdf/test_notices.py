from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from jamn.documents.blocks import Place
from tests.documents.read.pdf.drawing import Paper, document, raw, shapes, stream, words

PLAN = "Handlingsplan for likestilling"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.pdf"


def told(path: Path) -> list[str]:
    return [str(notice) for notice in document(path).notices]


def test_say_nothing_of_a_plain_page(path) -> None:
    Paper(path).text(50, 60, PLAN).page().save()
    assert told(path) == []


def test_say_which_page_is_a_picture(path) -> None:
    paper = Paper(path).text(50, 60, PLAN).page()
    paper.canvas.drawImage(ImageReader(Image.new("RGB", (20, 28), "gray")), 0, 0, 595, 842)
    paper.page().save()
    assert told(path) == ["Page 2 is a picture without text and was not read."]
    assert document(path).notices[0].place == Place(page=2)


def test_say_that_text_was_recognised_from_a_picture(path) -> None:
    raw(path, b"3 Tr " + words(PLAN))
    assert told(path) == ["The text on page 1 was recognised from a picture: check it for misread words."]
    assert shapes(path) == [("paragraph", PLAN)]


def test_say_that_text_is_turned(path) -> None:
    Paper(path).text(50, 60, PLAN).turned(30, 400, "Solvik", 90).page().save()
    assert told(path) == ["Some text on page 1 is turned: check where it belongs."]


def test_show_signs_that_the_file_gives_no_letters_for(path) -> None:
    fonts = [
        b"<</Type/Font/Subtype/Type0/BaseFont/Secret/Encoding/Identity-H/DescendantFonts[7 0 R]>>",
        (
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Secret/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            b"/Supplement 0>>/DW 500/FontDescriptor<</FontName/Secret/Flags 4>>>>"
        ),
    ]
    secret = b"BT /F2 12 Tf 50 600 Td <00410042> Tj ET"
    raw(path, words(PLAN) + secret, fonts="<</F1 5 0 R/F2 6 0 R>>", more=fonts)
    assert told(path) == ["Page 1 has 2 signs that the file gives no letters for; they are shown as �."]
    assert shapes(path)[1] == ("paragraph", "��")


def test_say_that_text_is_printed_on_other_text(path) -> None:
    paper = Paper(path)
    paper.text(50, 60, "Kartlegge ufrivillig deltid i alle enheter")
    paper.text(53, 60.5, "Lyse ut alle stillinger som heltid nå").page().save()
    assert told(path) == [
        "On page 1 text is printed on top of other text: check that the words are in the right cells."
    ]
    assert shapes(path)[0] == ("paragraph", "Kartlegge ufrivillig deltid i alle enheter")


def test_read_text_once_that_is_drawn_twice_to_look_bold(path) -> None:
    Paper(path).text(50, 60, PLAN).text(50.2, 60, PLAN).page().save()
    assert shapes(path) == [("paragraph", PLAN)]
    assert told(path) == []


def test_read_letters_that_are_drawn_one_by_one(path) -> None:
    paper = Paper(path)
    x = 50.0
    for letter in PLAN:
        paper.text(x, 60, letter)
        x += paper.canvas.stringWidth(letter, "Helvetica", 10)
    paper.page().save()
    assert shapes(path) == [("paragraph", PLAN)]


def test_read_letters_that_are_spread_out(path) -> None:
    raw(path, b"4 Tc " + words("HANDLINGSPLAN FOR LIKESTILLING"))
    assert shapes(path) == [("paragraph", "HANDLINGSPLAN FOR LIKESTILLING")]


def test_read_words_that_only_gaps_part(path) -> None:
    raw(path, b"BT /F1 12 Tf 50 700 Td [(Handlingsplan) -300 (for) -300 (like) 20 (stilling)] TJ ET")
    assert shapes(path) == [("paragraph", PLAN)]


def test_read_ligatures_and_bullets_of_symbol_fonts_as_plain_signs(path) -> None:
    table = (
        b"/CIDInit/ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
        b"5 beginbfchar <41> <FB01> <42> <F0B7> <43> <F0FE> <44> <0000200B> <45> <00A0> endbfchar endcmap"
    )
    font = b"<</Type/Font/Subtype/TrueType/BaseFont/AAAA+Tegn/FirstChar 65/Widths[500 500 500 0 300]/ToUnicode 7 0 R>>"
    raw(
        path,
        words(PLAN) + b"BT /F2 12 Tf 50 600 Td (BE) Tj (ADC) Tj ET",
        fonts="<</F1 5 0 R/F2 6 0 R>>",
        more=[font, stream(table)],
    )
    assert shapes(path)[1] == ("item", "fi☒")


def test_read_a_font_whose_letters_are_drawings(path) -> None:
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 10 10]/FontMatrix[0.1 0 0 0.1 0 0]/FirstChar 65/LastChar 66"
        b"/Widths[5 5]/CharProcs<<>>/Encoding<</Differences[65/A/B]>>>>"
    )
    raw(
        path,
        words(PLAN) + b"BT /F2 12 Tf 50 688 Td (ABBA) Tj ET",
        fonts="<</F1 5 0 R/F2 6 0 R>>",
        more=[font],
    )
    assert shapes(path) == [("paragraph", f"{PLAN} ABBA")]


def test_read_bold_type_by_its_font_or_its_outline(path) -> None:
    font = (
        b"<</Type/Font/Subtype/TrueType/BaseFont/Tung/FirstChar 32/Widths[500]"
        b"/FontDescriptor<</FontName/Tung/FontWeight 700/ItalicAngle -12/Flags 32>>>>"
    )
    outlined = b"BT /F1 12 Tf 2 Tr 50 600 Td (Lederutvikling) Tj 0 Tr ET "
    named = b"BT /F2 12 Tf 50 500 Td (Rekruttering) Tj ET "
    raw(path, words(f"{PLAN}.") + outlined + named, fonts="<</F1 5 0 R/F2 6 0 R>>", more=[font])
    assert [kind for kind, _ in shapes(path)] == ["paragraph", "heading", "heading"]
