"""The read document as it is shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jamn.documents.blocks import (
    Apart,
    Aside,
    Block,
    Cell,
    Document,
    Format,
    Heading,
    ListItem,
    Paragraph,
    Place,
    Table,
)
from jamn.importers.queries.source import Anchors, Span, order, part_of, parts, shown


def _document(*blocks: Block) -> Document:
    return Document("plan.docx", Format.DOCX, blocks)


def _table(rows: int, columns: int = 2, **more: object) -> Table:
    cells = tuple(Cell(f"{row}.{column}", row, column) for row in range(rows) for column in range(columns))
    return Table(cells, rows, columns, **more)  # type: ignore[arg-type]


ROW = Place(table=1, row=2)


def test_find_a_cell_by_its_place() -> None:
    cells = (
        Cell("A", 0, 0, place=Place(sheet="Ark1", cells="A1")),
        Cell("B", 0, 1, place=Place(sheet="Ark1", cells="B1")),
    )
    anchors = Anchors(_document(Paragraph("før"), Table(cells, 1, 2)))
    assert anchors.find(Place(sheet="Ark1", cells="B1"), "noe annet") == "b1c1"


def test_find_a_cell_by_its_words_where_a_row_has_one_place() -> None:
    cells = (
        Cell("Kurs i HR for ledere", 1, 0, place=ROW),
        Cell("HR", 1, 1, place=ROW),
        Cell("2025/Pågår", 1, 2, place=ROW),
    )
    anchors = Anchors(_document(Table(cells, 2, 3)))
    found = [anchors.find(ROW, text) for text in ("Kurs i HR for\nledere", "HR", "Pågår", "står ikke der", "")]
    assert found == ["b0c0", "b0c1", "b0c2", "b0c0", "b0c0"]


def test_find_a_paragraph_and_a_title() -> None:
    anchors = Anchors(
        _document(Paragraph("Ord", Place(paragraph=4)), Table((), 0, 0, title="Tiltak", place=Place(table=1)))
    )
    assert (anchors.find(Place(paragraph=4), "Ord"), anchors.find(Place(table=1), "Tiltak")) == ("b0", "b1t")


def test_find_nothing_for_no_place() -> None:
    anchors = Anchors(_document(Paragraph("Ord")))
    assert (anchors.find(Place(), "Ord"), anchors.find(Place(paragraph=9), "Ord")) == ("", "")


def test_order_anchors_as_they_are_read() -> None:
    assert sorted(["b10", "", "b2c11", "b2", "b2c3"], key=order) == ["b2", "b2c3", "b2c11", "b10", ""]


def test_show_a_short_document_whole() -> None:
    assert parts(_document(Paragraph("a"), _table(3), Paragraph("b"))) == [Span(0, 3)]


def test_show_an_empty_document() -> None:
    assert parts(_document()) == [Span(0, 0)]
    assert shown(_document(), Span(0, 0)) == []


def test_cut_a_long_table_between_rows() -> None:
    document = _document(Paragraph("a"), _table(5), Paragraph("b"))
    assert parts(document, 4) == [Span(0, 1), Span(1, 2, 0, 2), Span(1, 2, 2, 4), Span(1, 2, 4, 5), Span(2, 3)]


_blocks = st.lists(st.one_of(st.just(Paragraph("a")), st.builds(_table, st.integers(0, 9), st.integers(0, 4))))


@given(_blocks, st.integers(1, 12))
def test_show_every_piece_in_just_one_part(blocks: list[Block], weight: int) -> None:
    document = _document(*blocks)
    spans = parts(document, weight)
    drawn = [each for span in spans for each in shown(document, span)]
    cells = [cell.anchor for each in drawn for row in each.rows for cell in row.cells]
    wanted = [
        f"b{n}c{m}" for n, block in enumerate(blocks) if isinstance(block, Table) for m in range(len(block.cells))
    ]
    assert cells == wanted
    assert sorted({each.anchor for each in drawn}, key=order) == [f"b{n}" for n in range(len(blocks))]
    for anchor in cells:
        inside = shown(document, spans[part_of(document, spans, anchor)])
        assert anchor in [cell.anchor for each in inside for row in each.rows for cell in row.cells]


def test_show_the_first_part_for_an_unknown_anchor() -> None:
    document = _document(*[Paragraph("a")] * 5)
    spans = parts(document, 2)
    assert [part_of(document, spans, anchor) for anchor in ("", "b99", "x", "b4", "b4c7")] == [0, 0, 0, 2, 2]


def test_show_a_merged_cell_again_below_a_cut() -> None:
    cells = (Cell("A", 0, 0, row_span=3), Cell("1", 0, 1), Cell("2", 1, 1), Cell("3", 2, 1))
    document = _document(Table(cells, 3, 2))
    above, below = shown(document, Span(0, 1, 0, 2)), shown(document, Span(0, 1, 2, 3))
    assert [(cell.cell.text, cell.anchor, cell.row_span) for cell in above[0].rows[0].cells] == [
        ("A", "b0c0", 2),
        ("1", "b0c1", 1),
    ]
    assert [(cell.cell.text, cell.anchor, cell.row_span) for cell in below[0].rows[0].cells] == [
        ("A", "", 1),
        ("3", "b0c3", 1),
    ]


def test_say_where_pages_and_sheets_begin() -> None:
    cells = (Cell("1", 0, 0, place=Place(page=2)), Cell("2", 1, 0, place=Place(page=3)))
    document = _document(
        Paragraph("a", Place(page=1)),
        Paragraph("b", Place(page=1)),
        Table(cells, 2, 1, place=Place(page=2)),
        Paragraph("c", Place(page=3)),
        Paragraph("d", Place(page=4)),
    )
    drawn = shown(document, Span(0, 5))
    assert [each.page for each in drawn] == [1, None, 2, None, 4]
    assert [row.page for row in drawn[2].rows] == [None, 3]
    assert drawn[2].labelled
    sheets = _document(*(Table((), 0, 0, place=Place(sheet=name)) for name in ("A", "A", "B")))
    assert [each.sheet for each in shown(sheets, Span(0, 3))] == ["A", None, "B"]


def test_number_the_rows_of_a_sheet_as_the_sheet_does() -> None:
    cells = (Cell("1", 0, 0, place=Place(cells="B7")), Cell("2", 1, 0, place=Place(cells="B8:C8")), Cell("3", 2, 0))
    (drawn,) = shown(_document(Table(cells, 3, 1)), Span(0, 1))
    assert [row.number for row in drawn.rows] == [7, 8, None]


def test_never_skip_a_level_of_headings() -> None:
    document = _document(*(Heading("a", level) for level in (1, 4, 2, 6, 6)))
    assert [each.level for each in shown(document, Span(0, 5))] == [3, 4, 4, 5, 6]


def test_draw_every_kind_of_block() -> None:
    document = _document(Heading("h"), Paragraph("p"), ListItem("l", level=9), Aside("n", Apart.FOOTNOTE), _table(1))
    assert [(each.kind, each.labelled) for each in shown(document, Span(0, 5))] == [
        ("heading", False),
        ("paragraph", False),
        ("listitem", False),
        ("aside", False),
        ("table", False),
    ]
    assert shown(document, Span(0, 5))[2].level == 4


def test_keep_every_cell_in_its_column() -> None:
    cells = (Cell("A", 0, 0, row_span=2), Cell("B", 0, 2), Cell("C", 1, 3), Cell("D", 2, 1, column_span=2))
    (drawn,) = shown(_document(Table(cells, 3, 4)), Span(0, 1))
    assert [[cell.cell.text for cell in row.cells] for row in drawn.rows] == [
        ["A", "", "B", ""],
        ["", "", "C"],
        ["", "D", ""],
    ]


_corners = st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 4), st.integers(1, 4))


@given(st.lists(_corners, max_size=12), st.integers(0, 5))
def test_fill_every_row_of_a_table(corners: list[tuple[int, int, int, int]], top: int) -> None:
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for row, column, height, width in corners:
        area = {(r, c) for r in range(row, min(row + height, 6)) for c in range(column, min(column + width, 6))}
        if not area & taken:
            taken |= area
            cells.append(Cell("x", row, column, row_span=min(height, 6 - row), column_span=min(width, 6 - column)))
    (drawn,) = shown(_document(Table(tuple(cells), 6, 6)), Span(0, 1, top, 6))
    filled = sum(cell.row_span * cell.cell.column_span for row in drawn.rows for cell in row.cells)
    assert filled == 6 * (6 - top)
