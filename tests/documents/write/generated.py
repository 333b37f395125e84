"""Publications and tables of every shape, for what must hold for all of them."""

from __future__ import annotations

from hypothesis import strategies as st

from jamn.documents.publication import (
    Bullets,
    Card,
    Cell,
    Column,
    Facts,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Publication,
    Signatures,
    Table,
)
from tests.documents.write.samples import SVG

LANGUAGES = ("nb", "nn", "sv", "da", "en", "fi")
_LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))
_LINES = st.one_of(
    st.text(_LETTERS, max_size=12),
    st.sampled_from(
        [
            "=1+1",
            "+47 22",
            "-x",
            "@SUM(A1)",
            "• punkt",
            "{{ title }}",
            "{% for %}",
            "<b>Æ&Ø</b>",
            "#panic()",
            "a\x00b\x0bc",
        ]
    ),
)
TEXTS = st.lists(_LINES, max_size=3).map("\n".join)
PAIRS = st.lists(st.tuples(TEXTS, TEXTS), max_size=4).map(tuple)


@st.composite
def tables(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXTS, *, ragged: bool = True) -> Table:
    """A table with merged cells. With `ragged` its rows need not fill the grid, and spans may reach beyond it."""
    width = draw(st.integers(1 if ragged else 2, 5))
    columns = tuple(Column(draw(texts), draw(st.floats(0.5, 3))) for _ in range(width))
    height = draw(st.integers(0 if ragged else 1, 6))
    if ragged:
        cells = st.builds(Cell, texts, st.integers(0, 4), st.integers(0, 6), st.just(""), st.booleans())
        rows = tuple(tuple(draw(st.lists(cells, max_size=width + 1))) for _ in range(height))
        groups = draw(st.lists(st.tuples(texts, st.integers(0, 4)), max_size=4))
        return Table(draw(TEXTS), columns, rows, tuple(groups), captioned=draw(st.booleans()), wide=draw(st.booleans()))
    free = {(row, column) for row in range(height) for column in range(width)}
    rows = []
    for row in range(height):
        cells = []
        for column in range(width):
            if (row, column) not in free:
                continue
            wide = draw(st.integers(1, 2)) if (row, column + 1) in free else 1
            tall = draw(st.integers(1, min(3, height - row)))
            free -= {(r, c) for r in range(row, row + tall) for c in range(column, column + wide)}
            cells.append(Cell(draw(texts), tall, wide))
        rows.append(tuple(cells))
    return Table("Caption", columns, tuple(rows))


BLOCKS = st.one_of(
    st.builds(Heading, TEXTS, st.integers(-1, 9)),
    st.builds(Paragraph, TEXTS, st.booleans()),
    st.builds(Bullets, st.lists(TEXTS, max_size=3).map(tuple), st.booleans()),
    st.builds(Facts, PAIRS, st.integers(0, 4)),
    tables(),
    st.builds(Card, TEXTS, TEXTS, TEXTS, PAIRS, st.integers(0, 9)),
    st.builds(Figure, TEXTS, st.just(SVG), TEXTS, st.none() | tables()),
    st.builds(Signatures, st.lists(TEXTS, max_size=2).map(tuple), TEXTS),
    st.just(PageBreak()),
)
PUBLICATIONS = st.builds(
    Publication,
    title=TEXTS,
    language=st.sampled_from(LANGUAGES),
    organisation=TEXTS,
    subtitle=TEXTS,
    front=PAIRS,
    classification=TEXTS,
    contents=st.booleans(),
    landscape=st.booleans(),
    blocks=st.lists(BLOCKS, max_size=6).map(tuple),
)
