from __future__ import annotations

import json
from typing import Never

import pytest
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
    Notice,
    Paragraph,
    Place,
    Table,
    Unreadable,
    as_json,
    from_json,
)

counts = st.integers(1, 999)
places = st.builds(
    Place,
    page=st.none() | counts,
    sheet=st.none() | st.text(max_size=5),
    cells=st.none() | st.just("B3:C7"),
    paragraph=st.none() | counts,
    table=st.none() | counts,
    row=st.none() | counts,
    line=st.none() | counts,
)
cells = st.builds(
    Cell,
    text=st.text(max_size=9),
    row=st.integers(0, 9),
    column=st.integers(0, 9),
    row_span=counts,
    column_span=counts,
    place=places,
    heading=st.booleans(),
)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, text=st.text(), level=counts, place=places, sure=st.booleans()),
    st.builds(Paragraph, text=st.text(), place=places, bold=st.booleans()),
    st.builds(ListItem, text=st.text(), marker=st.text(max_size=3), level=counts, place=places),
    st.builds(Aside, text=st.text(), why=st.sampled_from(Apart), place=places),
    st.builds(
        Table,
        cells=st.lists(cells, max_size=4).map(tuple),
        rows=counts,
        columns=counts,
        header_rows=counts,
        title=st.none() | st.text(),
        place=places,
        sure=st.booleans(),
    ),
)
documents = st.builds(
    Document,
    name=st.text(),
    format=st.sampled_from(Format),
    blocks=st.lists(blocks, max_size=5).map(tuple),
    notices=st.lists(
        st.builds(
            Notice,
            template=st.text(),
            values=st.dictionaries(st.text(), st.integers() | st.text()),
            place=places,
        ),
        max_size=2,
    ).map(tuple),
    title=st.none() | st.text(),
    language=st.none() | st.text(),
    pages=st.none() | counts,
)


@given(documents)
def test_take_a_document_to_json_and_back(document) -> None:
    assert from_json(json.loads(json.dumps(as_json(document)))) == document


def test_lay_a_table_out_with_merged_cells_in_each_position() -> None:
    wide, tall, last = Cell("a", 0, 0, column_span=2), Cell("b", 1, 0, row_span=9), Cell("c", 2, 1)
    table = Table((wide, tall, last), rows=3, columns=2)
    assert table.grid() == [[wide, wide], [tall, None], [tall, last]]


def test_list_the_tables_of_a_document() -> None:
    table = Table((), 0, 0)
    assert list(Document("x", Format.TEXT, (Paragraph("a"), table)).tables()) == [table]


def test_say_sentences_with_their_values() -> Never:
    assert str(Notice("{count} rows", {"count": 3})) == "3 rows"
    with pytest.raises(Unreadable, match="“x” is empty") as caught:
        raise Unreadable("“{name}” is empty", name="x")
    assert (caught.value.template, caught.value.values) == ("“{name}” is empty", {"name": "x"})
