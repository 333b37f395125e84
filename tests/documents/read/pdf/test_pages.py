from __future__ import annotations

import os
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption

from jamn.documents import read
from jamn.documents.blocks import Unreadable
from jamn.documents.read import pdf
from tests.documents.read.pdf.drawing import Paper, document, raw, shapes, stream, words

PLAN = "Handlingsplan for likestilling"
BOMB = "unpacks to far more than a plan holds"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.pdf"


def why(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        read.document(path)
    assert "\n" not in str(caught.value)
    assert "“plan.pdf”" in str(caught.value)
    return str(caught.value)


def plan(path: Path, **options: object) -> bytes:
    return Paper(path, **options).text(50, 100, PLAN).page().save().read_bytes()


def test_read_what_the_file_says_of_itself(path) -> None:
    raw(
        path,
        words(PLAN),
        more=[b"<</Title(Likestilling 2025 \\000)>>"],
        trailer="/Info 6 0 R",
        catalog="/Lang(nb-NO)",
    )
    read_plan = document(path)
    assert (read_plan.title, read_plan.language, read_plan.pages) == ("Likestilling 2025", "nb-NO", 1)


@pytest.mark.parametrize("title", ["Microsoft Word - plan", "plan 2025.docx", "Uten navn"])
def test_leave_out_a_title_that_is_a_file_name(path, title) -> None:
    raw(path, words(PLAN), more=[f"<</Title({title})>>".encode()], trailer="/Info 6 0 R")
    assert document(path).title is None


def test_tell_how_far_reading_has_come(path) -> None:
    Paper(path).text(50, 100, PLAN).page().text(50, 100, "Mer om planen").page().save()
    told: list[tuple[int, int]] = []
    read.document(path, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


def test_read_without_telling_how_far(path) -> None:
    plan(path)
    assert pdf.read(path, "plan.pdf", None).pages == 1


def test_refuse_what_is_no_pdf(path) -> None:
    path.write_bytes(b"Handlingsplan")
    with pytest.raises(Unreadable, match="is not a PDF"):
        pdf.read(path, "plan.pdf", None)


def test_refuse_a_file_whose_end_is_missing(path) -> None:
    content = plan(path)
    for length in (len(content) // 2, len(content) - 30):
        path.write_bytes(content[:length])
        assert "is incomplete: its end is missing" in why(path)


def test_refuse_what_only_begins_like_a_pdf(path) -> None:
    path.write_bytes(b"%PDF-1.4\n" + os.urandom(4000) + b"\n%%EOF")
    assert "is damaged and cannot be read" in why(path)


def test_refuse_a_file_that_needs_a_password(path) -> None:
    plan(path, encrypt=StandardEncryption("hemmelig"))
    assert "is protected by a password" in why(path)


def test_read_a_file_that_only_forbids_changes(path) -> None:
    plan(path, encrypt=StandardEncryption("", "eier", canModify=0))
    assert shapes(path) == [("paragraph", PLAN)]


@pytest.mark.parametrize(("packed", "filters"), [(1, "/FlateDecode"), (2, "[/FlateDecode/FlateDecode]")])
def test_refuse_a_drawing_that_fills_the_memory(path, packed, filters) -> None:
    content = b"\0" * (200 << 20)
    for _ in range(packed):
        content = zlib.compress(content, 9)
    raw(path, content, filters=f"/Filter{filters}")
    assert BOMB in why(path)


@pytest.mark.parametrize("name", ["LZWDecode", "RunLengthDecode"])
def test_refuse_much_data_in_a_rare_packing(path, name) -> None:
    raw(path, b"\0" * (1 << 20), filters=f"/Filter/{name}")
    assert BOMB in why(path)


def test_read_a_drawing_in_a_rare_packing(path) -> None:
    content = words(PLAN)
    raw(path, bytes([len(content) - 1]) + content + b"\x80", filters="/Filter/RunLengthDecode")
    assert shapes(path) == [("paragraph", PLAN)]


def test_read_a_drawing_with_a_wrong_checksum(path) -> None:
    raw(path, zlib.compress(words(PLAN))[:-4] + b"oops", filters="/Filter/FlateDecode")
    assert shapes(path) == [("paragraph", PLAN)]


def test_refuse_a_drawing_that_breaks_off(path) -> None:
    raw(path, zlib.compress(os.urandom(500) + words(PLAN))[:-60], filters="/Filter/FlateDecode")
    assert "is damaged" in why(path)


@pytest.mark.parametrize(
    "content", [b"q Q " * 2501, b"BT /F1 1 Tf (" + b"a" * 60_001 + b") Tj ET"], ids=["operators", "glyphs"]
)
def test_refuse_a_page_that_draws_without_end(path, content, monkeypatch) -> None:
    monkeypatch.setattr("jamn.documents.read.pdf.pages.MOST_STEPS", 5000)
    raw(path, zlib.compress(content), filters="/Filter/FlateDecode")
    assert BOMB in why(path)


def test_leave_out_a_form_that_draws_itself(path) -> None:
    form = stream(b"/X Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")
    raw(path, words(PLAN) + b"/X Do", more=[form], resources="/XObject<</X 6 0 R>>")
    assert shapes(path) == [("paragraph", PLAN)]


def test_refuse_forms_in_forms_without_end(path) -> None:
    forms = [
        stream(b"/X Do", f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {number} 0 R>>>>")
        for number in range(7, 30)
    ]
    raw(path, words(PLAN) + b"/X Do", more=[*forms, stream(b"")], resources="/XObject<</X 6 0 R>>")
    assert BOMB in why(path)


def test_read_text_drawn_by_a_form_where_it_is_placed(path) -> None:
    form = stream(words("Mål"), "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F1 5 0 R>>>>")
    content = b"q 1 0 0 1 0 -40 cm /X Do Q " + words(PLAN) + words("og mangfold", y=686)
    raw(path, content, more=[form], resources="/XObject<</X 6 0 R>>")
    assert shapes(path) == [("paragraph", f"{PLAN} og mangfold"), ("paragraph", "Mål")]


def test_refuse_a_book(path) -> None:
    raw(path, words(PLAN), pages="/Kids[3 0 R]/Count 1001")
    assert "has 1001 pages; at most 1000 can be read" in why(path)


def test_refuse_a_file_whose_pages_are_missing(path) -> None:
    raw(path, words(PLAN), pages="/Kids[3 0 R]/Count 3")
    assert "is damaged" in why(path)


def test_refuse_a_file_without_pages(path) -> None:
    raw(path, words(PLAN), pages="/Kids[]/Count(none)")
    content = path.read_bytes().replace(b"/Type/Page/Parent", b"/Type/Pag0/Parent")
    path.write_bytes(content)
    assert "has no pages" in why(path)


def test_refuse_a_scan(path) -> None:
    raw(path, b"q 600 0 0 800 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI Q")
    assert "is a scan" in why(path)


def test_refuse_text_that_was_turned_into_shapes(path) -> None:
    raw(path, b"10 10 m 20 20 l S")
    assert "holds no text" in why(path)


def test_pass_over_operators_that_do_not_exist(path) -> None:
    raw(path, b"1 2 nonsense\n1 Td\n" + words(PLAN))
    assert shapes(path) == [("paragraph", PLAN)]


def test_read_a_page_that_is_turned(path) -> None:
    raw(path, b"0 1 -1 0 600 0 cm " + words(PLAN, y=300) + words("Mål og tiltak", y=200), page="/Rotate 90")
    assert shapes(path) == [("paragraph", PLAN), ("paragraph", "Mål og tiltak")]


@given(noise=st.binary(min_size=1, max_size=40), at=st.integers(0, 900))
@settings(max_examples=80, deadline=None)
def test_read_or_refuse_any_damaged_file(tmp_path_factory, noise, at) -> None:
    path = tmp_path_factory.mktemp("damaged") / "plan.pdf"
    content = raw(path, words(PLAN)).read_bytes()
    path.write_bytes(content[:at] + noise + content[at + len(noise) :])
    try:
        read.document(path)
    except Unreadable as refusal:
        assert "\n" not in str(refusal)  # noqa: PT017 - either outcome is right
