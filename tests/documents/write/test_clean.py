"""What every writer can trust."""

from __future__ import annotations

from jamn.documents.publication import Card, Cell, Column, Figure, Heading, PageBreak, Paragraph, Publication, Table
from jamn.documents.write import clean
from jamn.documents.write.words import words
from tests.documents.write.samples import row

COLUMNS = (Column("A"), Column("B"), Column("C"))


def cleaned(*blocks: object) -> tuple[object, ...]:
    return clean.cleaned(Publication(title="T", language="nb", blocks=blocks)).blocks  # type: ignore[arg-type]


def test_leave_out_what_files_cannot_hold() -> None:
    assert clean.text(" a\x00b \r\n\n\vc\ud800\x85d ") == "ab\nc\nd"


def test_tell_items_from_lines() -> None:
    assert clean.lines("a\n• b\n•c\n•") == [(False, "a"), (True, "b"), (True, "c"), (False, "•")]


def test_skip_no_heading_level() -> None:
    found = cleaned(Heading("A", 3), Heading("", 1), Heading("B", 3), Heading("C", 0), Card("", level=9))
    assert found == (Heading("A", 1), Heading("B", 2), Heading("C", 1), Card("–", level=2))


def test_fill_the_rows_of_a_table() -> None:
    rows = ((Cell("a", rows=9, columns=9),), (), (Cell("b", rows=2), *row("c", "d", "e")))
    (found,) = cleaned(Table("T", COLUMNS, rows, groups=(("x", 2),)))
    assert isinstance(found, Table)
    assert found.groups == (("x", 2), ("", 1))
    assert found.rows == ((Cell("a", rows=3, columns=3),), (), ())


def test_keep_cells_beside_those_that_reach_down() -> None:
    rows = ((Cell("a"), Cell("b", rows=2)), (Cell("c", columns=3), Cell("d")))
    (found,) = cleaned(Table("T", COLUMNS, rows))
    assert isinstance(found, Table)
    assert found.rows == ((Cell("a"), Cell("b", rows=2), Cell("")), (Cell("c"), Cell("d")))
    assert [[column for column, _ in cells] for cells in clean.placed(found)] == [[0, 1, 2], [0, 2]]


def test_link_only_to_web_and_mail() -> None:
    links = ("https://example.org", "mailto:a@example.org", "javascript:x", "file:///etc", "http://a b")
    (found,) = cleaned(Table("T", (Column("A"),), tuple((Cell("a", link=each),) for each in links)))
    assert isinstance(found, Table)
    assert [cell.link for (cell,) in found.rows] == ["https://example.org", "mailto:a@example.org", "", "", ""]


def test_describe_a_chart_by_its_title() -> None:
    assert cleaned(Figure("Title", " <svg/> ", "")) == (Figure("Title", " <svg/> ", "Title"),)


def test_turn_pages_for_a_wide_table_and_its_heading() -> None:
    wide = Table("T", COLUMNS, (), wide=True)
    blocks = (Paragraph("a"), Heading("H"), wide, PageBreak(), Paragraph("b"), Heading("I"))
    found = clean.sections(Publication(title="T", language="nb", blocks=blocks))
    assert [section.landscape for section in found] == [False, True, False]
    assert [len(section.blocks) for section in found] == [1, 2, 2]
    assert clean.sections(Publication(title="T", language="nb", landscape=True)) == [
        clean.Section(landscape=True, blocks=())
    ]


def test_know_words_in_five_languages() -> None:
    found = [words(language).contents for language in ("nb", "nn-NO", "no", "sv", "da", "en", "fi")]
    assert found == ["Innhold", "Innhald", "Innhold", "Innehåll", "Indhold", "Contents", "Contents"]
