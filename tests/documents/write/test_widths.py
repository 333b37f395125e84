"""Columns as wide as their words, and rows as high as their texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamn.documents.publication import Cell, Column, Table
from jamn.documents.write.excel.heights import TALLEST, heights, widened
from jamn.documents.write.widths import LONGEST_WORD, longest_words, shares


def _table(*rows: tuple[Cell, ...], widths: tuple[float, ...] = (3, 1), headers: tuple[str, ...] = ("A", "B")) -> Table:
    columns = tuple(Column(header, width) for header, width in zip(headers, widths, strict=True))
    return Table("Tiltak", columns, rows)


def test_leave_columns_whose_words_have_room() -> None:
    assert shares(_table((Cell("Spør alle"), Cell("HR"))), 100) == [0.75, 0.25]


def test_widen_a_column_for_its_longest_word() -> None:
    first, second = shares(_table((Cell("Spør alle"), Cell("Kommunikasjonen"))), 40)
    assert (second, first + second) == (17 / 40, pytest.approx(1))


def test_part_a_word_at_its_stroke() -> None:
    assert longest_words(_table((Cell("HR"), Cell("HR/Pasientsikkerhet")))) == [2, len("Pasientsikkerhet")]


def test_cut_words_where_there_is_no_room_for_all() -> None:
    said = _table((Cell("x" * 90), Cell("y" * 90)))
    assert longest_words(said) == [LONGEST_WORD, LONGEST_WORD]
    assert shares(said, 40) == [0.75, 0.25]


def test_give_what_is_left_to_columns_that_need_it_next() -> None:
    said = _table((Cell("a" * 14), Cell("b" * 18), Cell("c")), widths=(4, 1, 4), headers=("A", "B", "C"))
    given_ = shares(said, 40)
    assert given_[:2] == [16 / 40, 20 / 40]
    assert sum(given_) == pytest.approx(1)


@given(st.lists(st.tuples(st.integers(0, 40), st.floats(0, 5)), min_size=1, max_size=7), st.integers(10, 160))
def test_fill_the_line_whatever_the_words(said: list[tuple[int, float]], characters: int) -> None:
    table = Table("", tuple(Column("x" * length, width) for length, width in said), ())
    found = shares(table, characters)
    assert sum(found) == pytest.approx(1)
    assert min(found) > 0


def test_make_rows_as_high_as_their_texts() -> None:
    table = _table((Cell("ord " * 30), Cell("HR\nRektor")), (Cell("ord"), Cell("x" * 20)))
    assert heights(table, [40, 22]) == [1, 4, 2]


def test_give_the_last_row_what_a_merged_cell_lacks() -> None:
    table = _table((Cell("en\nto\ntre\nfire", rows=2), Cell("HR")), (Cell("HR"),), (Cell("x\n" * 90), Cell("")))
    assert heights(table, [40, 22]) == [1, 1, 3, TALLEST]


def test_leave_rows_that_are_high_enough_for_a_merged_cell() -> None:
    table = _table((Cell("en", rows=2), Cell("HR")), (Cell("HR"),))
    assert heights(table, [40, 22]) == [1, 1, 1]


def test_widen_a_sheets_column_for_its_longest_word() -> None:
    assert widened(_table((Cell("HR"), Cell("Kommunikasjonsavdeling")))) == [3, 1.5]
