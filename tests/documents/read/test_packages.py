from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamn.documents.blocks import Unreadable
from jamn.documents.read import packages
from jamn.documents.read.packages import Package, Relation
from tests.documents.files import package


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "pakke.zip"


def test_follow_relations_from_a_part(path) -> None:
    arrows = (
        "<Relationships xmlns='r'><Relationship Id='a' Type='x/styles' Target='styles.xml'/>"
        "<Relationship Id='b' Type='x/image' Target='../media/b.png'/><Relationship Id='c' Type='x/a' Target='/c.xml'/>"
        "<Relationship Id='d' Type='x/hyperlink' Target='http://x' TargetMode='External'/>"
        "<Relationship/></Relationships>"
    )
    with Package(package(path, {"word/a.xml": "<a/>", "word/_rels/a.xml.rels": arrows}), "x") as opened:
        assert opened.relations("word/a.xml") == [
            Relation("a", "styles", "word/styles.xml"),
            Relation("b", "image", "media/b.png"),
            Relation("c", "a", "c.xml"),
            Relation("", "", "word"),
        ]
        assert opened.relations() == []
        assert opened.names() == ["word/a.xml", "word/_rels/a.xml.rels"]


def test_stream_elements_of_a_part(path, monkeypatch) -> None:
    monkeypatch.setattr(packages, "_CHUNK", 7)
    whole = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 50))
    with Package(package(path, {"a.xml": f"<s><col/>{whole}<end/></s>"}), "x") as opened:
        found = [element.findtext("c/v") for element in opened.stream("a.xml", "{*}row")]
        assert found == [str(n) for n in range(1, 50)]
        assert [element.tag for element in opened.stream("a.xml", "{*}col", "{*}end")] == ["col", "end"]
        with pytest.raises(Unreadable, match="is missing"):
            next(opened.stream("b.xml", "{*}row"))


@given(st.integers(1, 60))
def test_leave_out_empty_cells_wherever_the_file_is_cut(chunk) -> None:
    import io

    cells = '<c r="A2" s="1"/><c s="2" r="B2"/>'
    sheet = (
        f'<d><row r="1" s="1"/><row spans="1:2" r="2">{cells}</row><row r="3">{cells}<c r="C3"><v>1</v></c></row>'
        '<row s="1"><c s="1"/></row><rowBreaks r="4"/></d>'
    )
    whole = packages._CHUNK
    packages._CHUNK = chunk
    try:
        left = b"".join(packages._without_empty_cells(io.BytesIO(sheet.encode())))
    finally:
        packages._CHUNK = whole
    assert left.replace(cells.encode(), b"").count(b"<v>1</v>") == 1
    assert b'<row s="1"><c s="1"/></row><rowBreaks r="4"/></d>' in left


def test_close_the_file_of_a_package_that_is_refused(path, monkeypatch) -> None:
    monkeypatch.setattr(packages, "MOST_ENTRIES", 0)
    with pytest.raises(Unreadable):
        Package(package(path, {"a": "b"}), "x")
    path.unlink()
    assert not zipfile.is_zipfile(path)
