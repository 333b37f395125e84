"""What was written as Word or Excel is read back cell by cell; and every publication can be written at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jamn.documents import blocks, read, write
from jamn.documents.publication import Publication, Table
from jamn.documents.read.lines import tidy
from jamn.documents.read.tables import assemble
from jamn.documents.write import clean
from tests.documents.write.generated import PUBLICATIONS, tables

FORMATS = {"docx": write.docx, "xlsx": write.xlsx}
_WORDS = st.text(st.characters(categories=("Lu", "Ll"), codec="latin-1"), min_size=1, max_size=8)
_STARTS = st.sampled_from(["", "", "=", "+", "-", "@", "• ", "\x00", "<b>", "{{ x }} ", "1. ", "&amp;"])
_FULL = st.lists(st.tuples(_STARTS, _WORDS).map("".join), min_size=1, max_size=3).map("\n".join)


def shape(table: blocks.Table) -> list[tuple[str, int, int, int, int]]:
    """The cells of a table; a list in Word has its reader's own mark for a bullet."""
    return [
        (cell.text.replace("• ", "· "), cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells
    ]


def expected(table: Table) -> list[blocks.Block]:
    """The table as the readers make one of its cells."""
    full = clean.cleaned(Publication(title="", language="nb", blocks=(table,))).blocks[0]
    assert isinstance(full, Table)
    cells = [blocks.Cell(_read(column.header), 0, at, heading=True) for at, column in enumerate(full.columns)]
    for row, placed in enumerate(clean.placed(full), 1):
        cells += [blocks.Cell(_read(cell.text), row, at, cell.rows, cell.columns) for at, cell in placed]
    return assemble(cells, header_rows=1)


def _read(text: str) -> str:
    return tidy(text)


@pytest.mark.parametrize("extension", FORMATS)
@given(table=tables(_FULL, ragged=False))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_read_back_every_cell(table: Table, extension: str, tmp_path: Path) -> None:
    path = tmp_path / f"plan.{extension}"
    path.write_bytes(FORMATS[extension](Publication(title="Plan", language="nb", blocks=(table,))))
    found = [block for block in read.document(path).blocks if isinstance(block, blocks.Table)]
    wanted = [block for block in expected(table) if isinstance(block, blocks.Table)]
    assert list(map(shape, found)) == list(map(shape, wanted))


@given(publication=PUBLICATIONS)
@settings(max_examples=30, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_write_any_publication(publication: Publication) -> None:
    assert write.docx(publication).startswith(b"PK")
    assert write.xlsx(publication).startswith(b"PK")
    assert write.page(publication).startswith("<!doctype html>")
    assert write.pdf(publication).startswith(b"%PDF")
