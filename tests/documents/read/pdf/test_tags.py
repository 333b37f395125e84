from __future__ import annotations

from pathlib import Path

import pytest

from jamn.documents.blocks import Heading, Paragraph
from tests.documents.read.pdf.drawing import blocks, raw, shapes, words

ROOT = "/StructTreeRoot 6 0 R"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.pdf"


def marked(number: int, text: str, y: float) -> bytes:
    return b"/P <</MCID %d>> BDC %b EMC " % (number, words(text, y=y))


def tagged(path: Path, drawn: bytes, *tree: str) -> Path:
    """A page with a tree of tags: objects from number 6 on."""
    return raw(path, drawn, more=[entry.encode() for entry in tree], catalog=ROOT)


def test_trust_the_files_own_word_for_headings(path) -> None:
    drawn = marked(0, "Rekruttering", 700) + marked(1, "Vi lyser ut heltid.", 670) + marked(2, "Delmål", 640)
    tagged(
        path,
        drawn + marked(3, "Overordnet", 610) + words("Uten merke.", y=580),
        "<</Type/StructTreeRoot/K 7 0 R/RoleMap<</Overskrift/H2/Tittel/Title>>>>",
        "<</S/Document/Pg 3 0 R/K[8 0 R<</S/P/K 1>><</S/H4/K<</Type/MCR/Pg 3 0 R/MCID 2>>>>9 0 R 7 0 R]>>",
        "<</S/Overskrift/Pg 3 0 R/K[<</S/Span/K 0>>]>>",
        "<</S/Tittel/Pg 99 0 R/K 3>>",
    )
    assert [(type(block), block.text) for block in blocks(path)] == [
        (Heading, "Rekruttering"),
        (Paragraph, "Vi lyser ut heltid."),
        (Heading, "Delmål"),
        (Heading, "Overordnet"),
        (Paragraph, "Uten merke."),
    ]
    headings = [block for block in blocks(path) if isinstance(block, Heading)]
    assert [(block.level, block.sure) for block in headings] == [(2, True), (4, True), (1, True)]


def test_join_the_lines_of_one_heading(path) -> None:
    drawn = marked(0, "Handlingsplan for", 700) + marked(1, "Likestilling og mangfold i hele kommunen", 686)
    tagged(path, drawn, "<</K<</S/H1/Pg 3 0 R/K[0 1]>>>>")
    assert shapes(path) == [("heading", "Handlingsplan for Likestilling og mangfold i hele kommunen")]


def test_set_apart_what_the_file_tags_as_such(path) -> None:
    drawn = marked(0, "Innledning 3", 700) + marked(1, "Kvinner og menn", 660) + marked(2, "Sak 12/25", 620)
    tree = "<</K[<</S/TOCI/Pg 3 0 R/K 0>><</S/Caption/Pg 3 0 R/K 1>><</S/Note/Pg 3 0 R/K 2>>]/RoleMap(none)>>"
    tagged(path, drawn, tree)
    assert [kind for kind, _ in shapes(path)] == ["contents", "caption", "footnote"]


NONSENSE = [
    "(nothing)",
    "<</K 5>>",
    "<</K[(x) <</S 5/K 0/Pg 3>>]>>",
    "<</K[6 0 R]>>",
    "<</RoleMap<</P 5>>/K<</S/P/K 0>>>>",
]


@pytest.mark.parametrize("tree", NONSENSE)
def test_read_on_when_the_tags_make_no_sense(path, tree) -> None:
    tagged(path, marked(0, "Handlingsplan for likestilling", 700), tree)
    assert shapes(path) == [("paragraph", "Handlingsplan for likestilling")]


def test_read_only_so_many_tags(path, monkeypatch) -> None:
    monkeypatch.setattr("jamn.documents.read.pdf.tags.MOST", 2)
    tagged(path, marked(0, "Rekruttering", 700), "<</K[<</S/H1/Pg 3 0 R/K 0>>]>>")
    assert shapes(path) == [("paragraph", "Rekruttering")]
