from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamn.documents.blocks import Apart, Aside, Heading, ListItem, Paragraph, Place, Table
from jamn.documents.read.lines import letter, marked, paragraph, roman, superscript, tidy, visible, without_contents


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  en  \r\n\r\n to\u00a0tre ", "en\nto tre"),
        ("an\u00adsvar\u200blig\ufeff", "ansvarlig"),
        ("side\fny\vlinje\u2028her", "side\nny\nlinje\nher"),
        ("bjelle\x07", "bjelle"),
        ("a\tb", "a\tb"),
        ("", ""),
    ],
)
def test_tidy_what_a_person_cannot_see(text, shown) -> None:
    assert tidy(text) == shown


@given(st.text())
def test_tidy_twice_as_once(text) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert tidy(text).split() == visible(text).split()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("• punkt", ("•", "punkt")),
        ("·punkt", ("·", "punkt")),
        ("- strek", ("-", "strek")),
        ("-2 grader", None),
        ("o   bolle", ("·", "bolle")),
        ("o bolle", None),
        ("1. første", ("1.", "første")),
        ("(a) første", ("(a)", "første")),
        ("12) tolv", ("12)", "tolv")),
        ("1. juni", None),
        ("30. november 2024", None),
        ("2024. Etter", None),
        ("1.", None),
        ("•", None),
        ("Ansvarlig: HR", None),
    ],
)
def test_tell_list_items_by_their_first_characters(line, found) -> None:
    assert marked(line) == found


def test_leave_a_bold_line_with_a_number_alone() -> None:
    assert paragraph("1. Mål", Place(), bold=True) == Paragraph("1. Mål", bold=True)
    assert paragraph("1. Mål", Place()) == ListItem("Mål", marker="1.")


@pytest.mark.parametrize(("count", "shown"), [(1, "i"), (4, "iv"), (1999, "mcmxcix"), (5001, "i")])
def test_count_in_roman_numbers(count, shown) -> None:
    assert roman(count) == shown


@pytest.mark.parametrize(("count", "shown"), [(1, "a"), (26, "z"), (27, "aa"), (53, "aaa")])
def test_count_in_letters(count, shown) -> None:
    assert letter(count) == shown


def test_raise_the_marks_of_notes() -> None:
    assert superscript("12iv*") == "¹²ⁱᵛ*"


def test_set_lines_that_end_in_a_page_number_aside() -> None:
    title, heading = Heading("Innhold"), Heading("Mål")
    items = [ListItem(f"Del {n} ..... {n}", marker="·") for n in range(3)]
    table = Table((), 0, 0)
    assert without_contents([table, title, *items, heading]) == [
        table,
        Aside("Innhold", Apart.CONTENTS),
        *(Aside(f"· Del {n} ..... {n}", Apart.CONTENTS) for n in range(3)),
        heading,
    ]


def test_leave_a_few_lines_with_numbers_alone() -> None:
    few = [Paragraph("Andel kvinner\t40"), Paragraph("Andel menn\t60")]
    assert without_contents(few) == few
    assert without_contents([Table((), 0, 0), *few, Paragraph("Mål\t9")])[0] == Table((), 0, 0)
