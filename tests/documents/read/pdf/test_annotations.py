from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.read.pdf.drawing import Paper, raw, shapes, tables, words

PLAN = "Handlingsplan for likestilling"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.pdf"


def noted(path: Path, *notes: str, drawn: bytes = b"", page: str = "") -> list[tuple[str, str]]:
    """What is read of a page with these annotations."""
    raw(
        path,
        words(PLAN) + drawn,
        more=[note.encode("cp1252") for note in notes],
        page=f"/Annots[{' '.join(f'{number} 0 R' for number in range(6, 6 + len(notes)))}]{page}",
    )
    return shapes(path)


def test_read_a_form_field_in_the_cell_where_it_stands(path) -> None:
    frames = b"50 560 100 40 re S 150 560 200 40 re S " + words("Ansvarlig", 55, 575)
    noted(path, "<</Subtype/Widget/FT/Tx/V(HR-sjefen)/Rect[155 565 340 590]>>", drawn=frames)
    assert tables(path) == [[["Ansvarlig", "HR-sjefen"]]]


def test_read_the_lines_of_a_form_field(path) -> None:
    read = noted(path, "<</Subtype/Widget/FT/Tx/V(Kurs for ledere\\rSamtale med ansatte)/Rect[50 540 400 600]>>")
    assert read[1:] == [("paragraph", "Kurs for ledere"), ("paragraph", "Samtale med ansatte")]


def test_read_what_a_field_has_from_the_field_above_it(path) -> None:
    read = noted(
        path, "<</Subtype/Widget/Parent 7 0 R/Rect[50 560 300 580]>>", "<</FT/Ch/V[(Solvik) (Granby)]/Rect[0 0 0 0]>>"
    )
    assert ("paragraph", "Solvik Granby") in [(kind, text.replace("\n", " ")) for kind, text in read] or read[1:] == [
        ("paragraph", "Solvik"),
        ("paragraph", "Granby"),
    ]


def test_read_boxes_that_are_ticked(path) -> None:
    read = noted(
        path,
        "<</Subtype/Widget/FT/Btn/AS/Yes/Rect[50 600 62 612]>>",
        "<</Subtype/Widget/FT/Btn/AS/Off/Rect[50 560 62 572]>>",
        drawn=words("Vedtatt", 70, 602) + words("Evaluert", 70, 562),
    )
    assert read[1:] == [("paragraph", "☒ Vedtatt"), ("paragraph", "Evaluert")]


def test_read_text_boxes_laid_on_the_page(path) -> None:
    read = noted(path, "<</Subtype/FreeText/Contents(Vedtatt i mai)/Rect[50 600 300 620]>>")
    assert read == [("paragraph", PLAN), ("paragraph", "Vedtatt i mai")]


def test_set_comments_apart(path) -> None:
    read = noted(
        path,
        "<</Subtype/Text/Contents(Er dette nok?)/Rect[50 600 60 610]>>",
        "<</Subtype/Link/Contents(lenke)/Rect[50 600 60 610]>>",
        "<</Subtype/Highlight/Rect[50 600 60 610]>>",
        "<</Subtype/Text/Contents(Uten sted)>>",
    )
    assert read == [("paragraph", PLAN), ("comment", "Er dette nok?")]


def test_read_fields_of_a_page_that_is_turned(path) -> None:
    read = noted(path, "<</Subtype/Widget/FT/Tx/V(HR-sjefen)/Rect[500 50 520 300]>>", page="/Rotate 90")
    assert ("paragraph", "HR-sjefen") in read


def test_follow_no_circle_of_fields(path) -> None:
    read = noted(path, "<</Subtype/Widget/Parent 6 0 R/Rect[50 560 300 580]>>")
    assert read == [("paragraph", PLAN)]


def test_read_forms_as_reportlab_makes_them(path) -> None:
    paper = Paper(path).text(50, 60, PLAN)
    paper.canvas.acroForm.textfield(value="Solvik skole", x=50, y=700, width=200, height=20)
    paper.page().save()
    assert ("paragraph", "Solvik skole") in shapes(path)
