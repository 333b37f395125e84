from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jamn.documents.blocks import Apart, Aside, Block, Cell, Place, Table
from jamn.documents.read.tables import assemble


def cells(*rows: str, heading: int = 0) -> list[Cell]:
    return [
        Cell(text, row, column, heading=row < heading)
        for row, line in enumerate(rows)
        for column, text in enumerate(line.split("|"))
    ]


def table(found: list[Block]) -> Table:
    assert isinstance(found[0], Table)
    return found[0]


def grid(found: list[Block]) -> list[list[str | None]]:
    return [[cell.text if cell else None for cell in row] for row in table(found).grid()]


def test_make_nothing_of_empty_cells() -> None:
    assert assemble(cells("|", "|")) == []
    assert assemble([]) == []


def test_drop_empty_rows_and_columns_and_count_spans_anew() -> None:
    found = assemble([Cell("A", 0, 0, row_span=3, column_span=4), Cell("B", 2, 4), Cell("", 1, 4), Cell("C", 9, 9)])
    assert [(cell.text, cell.row, cell.column, cell.row_span, cell.column_span) for cell in table(found).cells] == [
        ("A", 0, 0, 2, 1),
        ("B", 1, 1, 1, 1),
        ("C", 2, 2, 1, 1),
    ]


def test_keep_an_empty_cell_that_is_merged_over_others() -> None:
    found = assemble([Cell("", 0, 0, row_span=2), Cell("a", 0, 1), Cell("b", 1, 1), Cell("c", 2, 0)])
    assert grid(found) == [["", "a"], ["", "b"], ["c", None]]


def test_take_rows_over_the_whole_table_for_its_title() -> None:
    top = [Cell("Plan", 0, 0, column_span=2), Cell("2025", 1, 0, column_span=2)]
    found = assemble([*top, Cell("a", 2, 0), Cell("b", 2, 1)], header_rows=3, title="Tabell 1")
    assert (table(found).title, table(found).header_rows, table(found).rows) == ("Tabell 1\nPlan\n2025", 1, 1)


def test_make_no_title_of_a_narrow_row_or_without_a_table() -> None:
    assert table(assemble([Cell("Plan", 0, 0), Cell("a", 1, 0), Cell("b", 1, 1)])).title is None
    assert table(assemble([Cell("a", 0, 0, column_span=2), Cell("b", 1, 0, column_span=2)])).title is None


def test_set_headers_that_are_said_again_aside() -> None:
    found = assemble(cells("A|B", "C|D", "1|2", "A|B", "c | d", "3|4"), header_rows=2, place=Place(table=1))
    assert grid(found) == [["A", "B"], ["C", "D"], ["1", "2"], ["3", "4"]]
    assert found[1:] == [Aside("A\tB", Apart.REPEATED_HEADER), Aside("c \t d", Apart.REPEATED_HEADER)]


def test_keep_rows_that_only_look_like_a_header() -> None:
    assert len(grid(assemble(cells("A|B", "1|2", "A|C", "|B", "A|B", heading=1)))) == 5
    assert len(grid(assemble(cells("Lønn", "Lønn")))) == 2


def test_find_the_header_beneath_a_line() -> None:
    assert grid(assemble(cells("Lønn|", "A|B", "1|2", "A|B"), header_rows=1))[1:] == [["A", "B"], ["1", "2"]]


@given(
    st.lists(
        st.builds(
            Cell,
            text=st.sampled_from(["", "a", "b", "c"]),
            row=st.integers(0, 5),
            column=st.integers(0, 5),
            row_span=st.integers(1, 4),
            column_span=st.integers(1, 4),
            heading=st.booleans(),
        ),
        unique_by=lambda cell: (cell.row, cell.column),
    ),
    st.integers(0, 6),
)
def test_lose_no_text_and_keep_the_grid_whole(given_cells, header_rows) -> None:
    found = assemble(given_cells, header_rows=header_rows)
    said: list[str] = []
    for block in found:
        if isinstance(block, Table):
            said += [*(block.title or "").split(), *(cell.text for cell in block.cells)]
            assert all(cell.row + cell.row_span <= block.rows for cell in block.cells)
            assert all(cell.column + cell.column_span <= block.columns for cell in block.cells)
            assert 0 <= block.header_rows <= block.rows
        elif isinstance(block, Aside):
            said += block.text.split("\t")
    assert sorted(filter(None, said)) == sorted(cell.text for cell in given_cells if cell.text)
