from __future__ import annotations

from pathlib import Path

import pytest

from jamn.documents.blocks import Apart, Format, Heading, Paragraph, Place
from jamn.documents.read import markdown
from tests.documents.files import blocks, document, shapes, tables


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.md"


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_read_headings_paragraphs_and_lists_with_their_lines(path) -> None:
    write(
        path,
        "# Plan",
        "",
        "Tekst **og** [lenke](x)",
        "Ansvarlig: HR",
        "",
        "- en",
        "  - to",
        "",
        "3. tre",
        "",
        "**Fet**",
    )
    assert document(path).format is Format.MARKDOWN
    assert blocks(path)[:2] == [
        Heading("Plan", place=Place(paragraph=1, line=1)),
        Paragraph("Tekst og lenke\nAnsvarlig: HR", place=Place(paragraph=2, line=3)),
    ]
    assert shapes(path)[2:] == [("·", "en"), ("·", "to", 1), ("3.", "tre"), ("bold", "Fet")]


def test_read_a_table(path) -> None:
    write(path, "| Tiltak | Frist |", "|---|--:|", "| Kurs<br>for ledere | `2025` |", "| [ ] ja \\| nei | |")
    assert shapes(path) == [[["Tiltak", "Frist"], ["Kurs\nfor ledere", "2025"], ["[ ] ja | nei", ""]]]
    assert (tables(path)[0].header_rows, tables(path)[0].place) == (1, Place(table=1, line=1))


def test_read_front_matter_as_text_and_for_its_title(path) -> None:
    write(path, "---", "title: 'Likestillingsplan'", "periode: 2025", "---", "Tekst")
    found = document(path)
    assert found.title == "Likestillingsplan"
    assert found.blocks == (
        Paragraph("title: 'Likestillingsplan'\nperiode: 2025", Place(line=2)),
        Paragraph("Tekst", Place(paragraph=1, line=5)),
    )
    assert document(write(path, "---", "periode: 2025", "---", "Tekst")).title is None
    assert shapes(write(path, "---", "", "---", "Tekst")) == ["Tekst"]


def test_set_notes_and_definitions_aside(path) -> None:
    write(
        path,
        "Loven[^1] og [lov]",
        "",
        "[^1]: Om loven",
        "    og mer",
        "",
        "[lov]: http://lov",
        "[lov]: http://to",
        "",
        "Slutt",
    )
    assert shapes(path) == [
        "Loven[^1] og lov",
        "Slutt",
        (Apart.FOOTNOTE, "[^1]: Om loven\nog mer"),
        (Apart.HIDDEN, "[lov]: http://lov"),
        (Apart.HIDDEN, "[lov]: http://to"),
    ]
    assert [block.place.line for block in blocks(path)[2:]] == [3, 6, 7]


def test_read_html_quotes_and_code(path) -> None:
    write(path, "<div>Boks <b>her</b></div>", "", "> sitat", "", "```", "kode", "  inn", "```")
    assert shapes(path) == ["Boks her", "sitat", "kode\ninn"]


def test_read_as_text_what_would_take_the_parser_too_long(path, monkeypatch) -> None:
    monkeypatch.setattr(markdown, "MOST_SIGNS", 3)
    assert document(write(path, "[[[[ er ikke Markdown")).format is Format.MARKDOWN
    assert shapes(path) == ["[[[[ er ikke Markdown"]
