from __future__ import annotations

from functools import reduce
from pathlib import Path

import pytest

from jamn.documents.read.pdf.spelling import Spelling, glued
from tests.documents.read.pdf.drawing import Paper, tables


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.pdf"


def joined(*lines: str, cut: bool = False) -> str:
    return reduce(lambda text, line: glued(text, line, cut=cut), lines)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("ikke-", "diskriminering"), "ikke-diskriminering"),
        (("kjønns-", "og likestillingsarbeid"), "kjønns- og likestillingsarbeid"),
        (("like\u00ad", "stilling"), "likestilling"),
        (("like‐", "stilling"), "likestilling"),
        (("mål -", "tiltak"), "mål - tiltak"),
        (("HMS-", "plan"), "HMS-plan"),
        (("kvinner", "og menn"), "kvinner og menn"),
        (("kvinner", ", menn"), "kvinner, menn"),
    ],
)
def test_join_lines_with_hyphens(lines, text) -> None:
    assert Spelling([])(joined(*lines)) == text


def test_drop_a_hyphen_that_parts_a_word_known_from_elsewhere() -> None:
    text = joined("Vi fremmer likestil-", "ling i ikke-", "offentlige virksomheter.")
    assert Spelling([text, "Likestilling er målet."])(text) == "Vi fremmer likestilling i ikke-offentlige virksomheter."


def test_keep_a_hyphen_that_the_document_writes_elsewhere() -> None:
    text = joined("Vi har ikke-", "diskriminering")
    assert Spelling([text, "Ikke-diskriminering. Ikkediskriminering."])(text) == "Vi har ikke-diskriminering"


def test_drop_all_hyphens_in_a_document_that_parts_its_words() -> None:
    text = joined("likestil-", "ling, reg-", "ler, sam-", "arbeid, dialog-", "Forum")
    assert Spelling([text, "likestilling", "regler"])(text) == "likestilling, regler, samarbeid, dialog-Forum"


@pytest.mark.parametrize(
    ("pieces", "elsewhere", "text"),
    [
        (("kommunalsje", "f"), "", "kommunalsjef"),
        (("medarbeider", "undersøkelse", "n"), "medarbeider medarbeiderundersøkelse", "medarbeiderundersøkelsen"),
        (("arbeidsmiljø", "utvalget"), "arbeidsmiljøutvalget arbeidsmiljø", "arbeidsmiljøutvalget"),
        (("tilrettelegging", "funksjonsevne"), "tilrettelegging", "tilrettelegging funksjonsevne"),
        (("tilrettelegging", "i"), "tilrettelegging i skolen", "tilrettelegging i"),
    ],
)
def test_join_the_pieces_of_a_word_that_a_narrow_cell_cut(pieces, elsewhere, text) -> None:
    cut = joined(*pieces, cut=True)
    assert Spelling([cut, elsewhere])(cut) == text


def test_see_where_a_narrow_cell_cut_a_word(path) -> None:
    paper = Paper(path)
    for row, lines in enumerate([["Rolle"], ["Kommunalsje", "f"], ["Ledere og", "ansatte"]]):
        paper.frame(50, 100 + 30 * row, 116, 130 + 30 * row).frame(116, 100 + 30 * row, 200, 130 + 30 * row)
        paper.lines(54, 112 + 30 * row, lines).text(120, 112 + 30 * row, "Tiltak")
    paper.page().save()
    assert [row[0] for row in tables(path)[0]] == ["Rolle", "Kommunalsjef", "Ledere og ansatte"]


def test_join_a_word_that_cell_and_page_cut(path) -> None:
    paper = Paper(path).text(50, 40, "Handlingsplan", size=18)
    for row, text in enumerate(["Rolle", "Kommunalsje"]):
        paper.frame(50, 760 + 16 * row, 116, 776 + 16 * row).frame(116, 760 + 16 * row, 200, 776 + 16 * row)
        paper.text(54, 772 + 16 * row, text).text(120, 772 + 16 * row, ["Tiltak", "Kurs"][row])
    paper.page()
    paper.frame(50, 40, 116, 56).frame(116, 40, 200, 56).text(54, 52, "f").frame(50, 56, 116, 72).frame(
        116, 56, 200, 72
    )
    paper.text(54, 68, "Leder").text(120, 68, "Samtale").page().save()
    assert tables(path) == [[["Rolle", "Tiltak"], ["Kommunalsjef", "Kurs"], ["Leder", "Samtale"]]]
