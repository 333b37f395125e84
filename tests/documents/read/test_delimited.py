from __future__ import annotations

from pathlib import Path

import pytest

from jamn.documents.blocks import Cell, Format, Place, Unreadable
from jamn.documents.read.sheets import delimited
from tests.documents.files import document, shapes, tables


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.csv"


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac-roman"]
)
def test_find_the_delimiter_and_the_encoding(path, delimiter, encoding) -> None:
    lines = [("Tiltak på kjønn", "Frist"), ("Kurs", "våren"), ("Rutine", "høst, år")]
    quote = '"' if delimiter == "," else ""
    text = "".join(delimiter.join(f"{quote}{each}{quote}" for each in line) + "\r\n" for line in lines)
    assert shapes(write(path, text, encoding)) == [[list(line) for line in lines]]


def test_read_quotes_and_lines_inside_cells(path) -> None:
    write(path, 'Tiltak;Frist\n"Kurs;\n""for ledere""";2025\nRutine;2026\n')
    assert shapes(path) == [[["Tiltak", "Frist"], ['Kurs;\n"for ledere"', "2025"], ["Rutine", "2026"]]]
    table = tables(path)[0]
    assert (document(path).format, table.place) == (Format.CSV, Place(line=1))
    assert table.cells[4] == Cell("Rutine", 2, 0, place=Place(line=4))


def test_read_quotes_that_are_never_closed(path) -> None:
    write(path, 'Tiltak;Frist\n"Kurs;2025\nRutine;2026\nMøte;2027\n')
    assert shapes(path) == [[["Tiltak", "Frist"], ['"Kurs', "2025"], ["Rutine", "2026"], ["Møte", "2027"]]]


def test_believe_the_delimiter_that_excel_says(path) -> None:
    assert shapes(write(path, "sep=,\na;b,c\nd;e,f\n")) == [[["a;b", "c"], ["d;e", "f"]]]
    assert tables(path)[0].place == Place(line=2)


def test_read_lines_above_the_header_as_text(path) -> None:
    assert shapes(write(path, "Plan 2025;\n;\nTiltak;Frist\nKurs;mai\n")) == [
        "Plan 2025",
        [["Tiltak", "Frist"], ["Kurs", "mai"]],
    ]


def test_read_a_single_column_as_lines(path) -> None:
    assert shapes(write(path, "En\nTo\n")) == ["En", "To"]


def test_refuse_more_cells_than_a_plan_has(path, monkeypatch) -> None:
    monkeypatch.setattr(delimited, "MOST_CELLS", 3)
    with pytest.raises(Unreadable, match="more than 3 filled cells"):
        document(write(path, "a;b\nc;d\n"))
