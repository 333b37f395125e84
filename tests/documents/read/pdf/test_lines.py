from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamn.documents.read.pdf.ink import Word
from jamn.documents.read.pdf.lines import Line, flow, lines_of
from tests.documents.read.pdf.drawing import Paper, shapes


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.pdf"


def word(text: str, x0: float, base: float, **looks: object) -> Word:
    made = Word(text, x0, x0 + 5.0 * len(text), base, 10.0, **looks)
    made.top, made.bottom, made.start = base - 7.5, base + 2.5, x0
    return made


def test_read_words_on_one_line_from_left_to_right() -> None:
    lines = lines_of([word("menn", 80, 100), word("kvinner", 20, 100.4), word("og", 62, 99.8)])
    assert [line.text for line in lines] == ["kvinner og menn"]


def test_keep_text_apart_that_lies_on_other_text() -> None:
    lines = lines_of([word("kvinner", 20, 100), word("ledere", 22, 101), word("menn", 80, 100)])
    assert sorted(line.text for line in lines) == ["kvinner menn", "ledere"]


def test_read_turned_words_line_by_line() -> None:
    words = [word("og", 0, 5, angle=90), word("Lønn", 0, 30, angle=90)]
    words[0].start, words[1].start = 20.0, 0.0
    assert [line.text for line in lines_of(words)] == ["Lønn", "og"]


def test_find_no_paragraphs_where_there_are_no_lines() -> None:
    assert flow([], 100.0) == []


@given(
    st.lists(st.tuples(st.text("abc", min_size=1, max_size=8), st.integers(0, 300), st.integers(0, 300)), max_size=30)
)
def test_lose_no_word_between_words_and_paragraphs(places) -> None:
    words = [word(text, float(x), float(y)) for text, x, y in places]
    lines = lines_of(words)
    again = [part for paragraph in flow(lines, 300.0, ragged=True) for line in paragraph for part in line.words]
    assert sorted(map(id, again)) == sorted(map(id, words))


def test_read_centred_lines_as_one_paragraph(path) -> None:
    paper = Paper(path)
    for number, words in enumerate(
        ["Handlingsplan for likestilling, inkludering og", "mangfold i hele organisasjonen"]
    ):
        paper.canvas.drawCentredString(300, 700 - 12 * number, words)
    paper.page().save()
    assert shapes(path) == [
        ("paragraph", "Handlingsplan for likestilling, inkludering og mangfold i hele organisasjonen")
    ]


def test_know_no_marker_in_a_lone_sign() -> None:
    assert Line([word("•", 0, 0)]).marker is None
