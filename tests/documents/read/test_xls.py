from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from jamn.documents.blocks import Apart, Format, Notice, Place, Unreadable
from jamn.documents.read.sheets import xls, xlsx
from tests.documents.files import blocks, document, shapes, tables
from tests.documents.old_excel import (
    DATE,
    DATE_AND_TIME,
    TIME,
    boolean,
    label,
    merged,
    number,
    old_excel,
    workbook,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.xls"


def test_read_an_old_workbook(path) -> None:
    cells = (
        label(0, 1, "Tiltak på norsk")
        + label(0, 2, "Frist")
        + label(1, 1, "Kurs")
        + number(1, 2, 45474, DATE)
        + label(2, 1, "Møte")
        + number(2, 2, 45474.5, DATE_AND_TIME)
        + number(3, 1, 0.375, TIME)
        + number(3, 2, 12.5)
        + number(4, 1, 3)
        + boolean(4, 2, value=True)
        + merged(4, 1, 5, 1)
        + label(5, 1, "under")
        + label(5, 2, "sist")
        + label(6, 2, " ")
    )
    old_excel(path, workbook([("Plan", cells, False), ("Tom", b"", False)]))
    assert document(path).format is Format.XLS
    assert shapes(path) == [
        [
            ["Tiltak på norsk", "Frist"],
            ["Kurs", "01.07.2024"],
            ["Møte", "01.07.2024 12:00"],
            ["09:00", "12,5"],
            ["3", "TRUE"],
            ["3", "sist"],
        ],
        (Apart.HIDDEN, "under"),
    ]
    assert tables(path)[0].cells[0].place == Place(sheet="Plan", cells="B1")


def test_set_a_hidden_sheet_aside(path) -> None:
    sheets = [("Plan", label(0, 0, "Tekst"), False), ("Lister", label(0, 0, "Ny"), True), ("Tom", b"", True)]
    old_excel(path, workbook(sheets))
    assert shapes(path) == ["Tekst", (Apart.HIDDEN, "Ny")]
    assert document(path).notices == (Notice(xlsx.HIDDEN_SHEET, {"sheet": "Lister"}, Place(sheet="Lister")),)


def test_show_a_length_of_time() -> None:
    from jamn.documents.read.sheets import numbers

    assert xls._shown(timedelta(hours=30), numbers.language_of("")) == "1 day, 6:00"


def test_refuse_a_locked_workbook(path) -> None:
    with pytest.raises(Unreadable, match="protected by a password"):
        document(old_excel(path, workbook([("Plan", label(0, 0, "x"), False)], locked=True)))


def test_refuse_a_word_file_that_holds_a_workbook(path) -> None:
    with pytest.raises(Unreadable, match="old Word file"):
        document(old_excel(path, b"\xff" * 100, beside="WordDocument"))


def test_refuse_a_broken_workbook(path) -> None:
    with pytest.raises(Unreadable, match="is damaged"):
        document(old_excel(path, b"\xff" * 100))
    data = old_excel(path, workbook([("Plan", label(0, 0, "x") * 400, False)])).read_bytes()
    path.write_bytes(data[:1600])
    with pytest.raises(Unreadable, match="is damaged"):
        document(path)


def test_refuse_a_workbook_that_makes_its_reader_panic(path, capfd) -> None:
    data = old_excel(path, workbook([("Plan", label(0, 0, "x") * 400, False)])).read_bytes()
    path.write_bytes(data[:1330])  # in the middle of the directory
    with pytest.raises(Unreadable, match="is damaged") as caught:
        document(path)
    assert type(caught.value.__cause__) is ValueError
    assert capfd.readouterr() == ("", "")


def test_refuse_more_cells_than_a_plan_has(path, monkeypatch) -> None:
    monkeypatch.setattr(xls, "MOST_CELLS", 1)
    old_excel(path, workbook([("Plan", label(0, 0, "a") + label(0, 1, "b"), False)]))
    with pytest.raises(Unreadable, match="more than 1 filled cells"):
        blocks(path)
