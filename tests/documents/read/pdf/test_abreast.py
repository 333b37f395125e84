from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from jamn.documents.blocks import Place
from tests.documents.read.pdf.drawing import Paper, document, tables

ROWS = [
    ["Nr", "Risiko", "Tiltak", "Ansvarlig"],
    [
        "1",
        "Mange jobber ufrivillig deltid i kommunen",
        "Kartlegge ønsket stilling i alle enheter og lyse ut heltid",
        "HR",
    ],
    ["2", "Ulik lønn", "Analysere lønn", "Økonomi"],
    ["3", "Få menn", "Bruke menn som forbilder i utlysninger og samarbeide med skolene", "Helse"],
    ["4", "Lite mangfold blant ledere i kommunen", "Mentorordning", "HR"],
    ["5", "Sykefravær", "Tilrettelegge tidlig", "Ledere"],
]
HEIGHTS = dict(enumerate([17, 40, 17, 52, 28, 17]))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.pdf"


def sheet(path: Path, *cuts: int, first: int = 6) -> Path:
    """A spreadsheet printed with its columns cut into pages, the first rows on one page, the rest on the next."""
    paper = Paper(path)
    widths = [40, 140, 160, 100]
    edges = [0, *cuts, 4]
    for start, after in pairwise(edges):
        for part in (range(first), range(first, 6)):
            if part:
                rows = [ROWS[row][start:after] for row in part]
                heights = {number: HEIGHTS[row] for number, row in enumerate(part)}
                paper.table(50, 60, widths[start:after], rows, heights=heights, bold=0)
                paper.page()
    return paper.save()


def test_put_the_columns_of_a_wide_sheet_side_by_side(path) -> None:
    sheet(path, 2)
    assert tables(path) == [ROWS]
    assert [cell.place for cell in next(document(path).tables()).cells if cell.row == 1] == [
        Place(page=page, table=1, row=2) for page in (1, 1, 2, 2)
    ]


def test_put_single_columns_beside_the_others(path) -> None:
    sheet(path, 1, 2, 3)
    assert tables(path) == [ROWS]


def test_put_columns_side_by_side_that_go_down_over_pages_first(path) -> None:
    sheet(path, 2, first=3)
    assert tables(path) == [ROWS]


def test_keep_tables_apart_whose_rows_are_not_as_high(path) -> None:
    paper = Paper(path)
    paper.table(50, 60, [40, 140], [row[:2] for row in ROWS], heights=HEIGHTS)
    paper.page()
    paper.table(50, 60, [160, 100], [row[2:] for row in ROWS], heights={**HEIGHTS, 2: 30})
    paper.page().save()
    assert [len(table[0]) for table in tables(path)] == [2, 2]


def test_keep_frames_in_one_column_as_text_where_nothing_stands_beside_them(path) -> None:
    paper = Paper(path)
    paper.table(50, 60, [300], [[row[1]] for row in ROWS], heights=HEIGHTS, bold=0)
    paper.page().text(50, 100, "Planen evalueres hvert år.").page().save()
    assert tables(path) == []
