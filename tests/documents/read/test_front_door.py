from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from jamn.documents import read
from jamn.documents.blocks import Document, Format, Unreadable
from jamn.documents.read import packages, plain, text
from tests.documents.files import (
    EXCEL,
    WORD,
    S,
    W,
    blocks,
    content_types,
    excel,
    p,
    package,
    relations,
    rows,
    shapes,
    tbl,
    tr,
    word,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ODF = "application/vnd.oasis.opendocument"


def refused(path: Path, content: bytes | str) -> str:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return why(path)


def why(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        read.document(path)
    assert str(caught.value) == caught.value.template.format(**caught.value.values)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def entry(name: str) -> bytes:
    return name.encode("utf-16-le") + b"\0\0"


def test_refuse_what_is_no_file(tmp_path) -> None:
    assert "There is no file “borte.docx”" in why(tmp_path / "borte.docx")
    assert "is a folder" in why(tmp_path)


def test_refuse_an_empty_file(tmp_path) -> None:
    assert "is empty (0 bytes)" in refused(tmp_path / "plan.docx", b"")


def test_refuse_a_file_that_is_too_large(tmp_path) -> None:
    path = tmp_path / "plan.txt"
    with path.open("wb") as file:
        file.truncate(101 * 2**20)
    assert "too large (101 MB)" in why(path)


def test_call_the_file_what_the_person_calls_it(tmp_path) -> None:
    path = tmp_path / "a1b2c3"
    path.write_text("Mål og tiltak", encoding="utf-8")
    assert read.document(path, name="Plan 2025.txt").name == "Plan 2025.txt"
    path.write_bytes(b"")
    with pytest.raises(Unreadable, match=r"“Plan 2025\.txt” is empty"):
        read.document(path, name="Plan 2025.txt")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{\\rtf1 tekst}", "a rich text file (.rtf)"),
        (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
        (b"\xff\xd8\xff\xe0", "a picture (JPEG)"),
        (b"GIF89a\0", "a picture (GIF)"),
        (b"BM\0\0", "a picture (BMP)"),
        (b"\0\0\0\x18ftypheic", "a picture (HEIC)"),
        (b"\0\0\0\x18ftypmp42", "MP4"),
        (b"MZ\x90\0", "no document (EXE)"),
        (b"Rar!\x1a", "an archive (RAR)"),
        (b"\x1f\x8b\x08", "an archive (gzip)"),
        (OLE + entry("WordDocument"), "an old Word file (.doc). Open it in Word and save it as .docx."),
        (OLE + entry("PowerPoint Document"), "holds slides"),
        (OLE + entry("EncryptedPackage"), "protected by a password"),
        (OLE + entry("Book") + entry("WordDocument"), "an old Word file"),
        (OLE + entry("Workbook"), "cannot be read: it is damaged"),
        (OLE, "holds no text"),
        ("<?xml version='1.0'?><?mso-application progid='Word.Document'?><w/>", "saved as XML"),
        ("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n", "a web archive (.mht)"),
        (bytes(range(256)) * 20, "holds no text"),
        (b"tekst\0tekst", "holds no text"),
        (b"PK\x03\x04 og resten mangler", "cut short or damaged"),
        (b"   \n ", "holds no text"),
    ],
)
def test_refuse_other_kinds_of_file_by_name(tmp_path, content, sentence) -> None:
    assert sentence in refused(tmp_path / "plan.docx", content)


@pytest.mark.parametrize("start", ["BM er en forkortelse", "MZ", "RIFF", "ID3 og mer"])
def test_read_text_that_starts_like_another_kind(tmp_path, start) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(start, encoding="utf-8")
    assert shapes(path) == [start]


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"bilde.txt": "x"}, "an archive (ZIP)"),
        ({"Index/Document.iwa": "x"}, "a Pages or Numbers file"),
        ({"mimetype": f"{ODF}.presentation"}, "holds slides"),
        ({"mimetype": f"{ODF}.graphics"}, "neither a text nor a spreadsheet"),
        ({"mimetype": "application/epub+zip"}, "an archive (ZIP)"),
        (
            {"mimetype": f"{ODF}.text", "META-INF/manifest.xml": "<m:x xmlns:m='m'><m:encryption-data/></m:x>"},
            "protected by a password",
        ),
        ({"[Content_Types].xml": "<Types/>"}, "cut short or damaged"),
    ],
)
def test_refuse_packages_that_hold_no_plan(tmp_path, parts, sentence) -> None:
    assert sentence in why(package(tmp_path / "plan.docx", parts))


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("openxmlformats-officedocument.presentationml.presentation.main", "holds slides"),
        ("ms-powerpoint.presentation.macroEnabled.main", "holds slides"),
        ("ms-excel.sheet.binary.macroEnabled.main", "a binary Excel file (.xlsb)"),
    ],
)
def test_refuse_other_kinds_of_office_file(tmp_path, kind, sentence) -> None:
    assert sentence in why(word(tmp_path / "plan.pptx", p("x"), kind=kind))


@pytest.mark.parametrize("name", ["plan.pdf", "plan.xlsx", "plan.txt", "plan"])
def test_read_a_renamed_file_as_what_it_is(tmp_path, name) -> None:
    path = word(tmp_path / name, p("Tiltak"))
    assert (read.document(path).format, shapes(path)) == (Format.DOCX, ["Tiltak"])


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("plan.csv", "a;b\n1;2", Format.CSV),
        ("plan.TSV", "a\tb\n1\t2", Format.CSV),
        ("plan.md", "# Mål", Format.MARKDOWN),
        ("plan.txt", "| a | b |\n|---|---|\n| 1 | 2 |", Format.MARKDOWN),
        ("plan.txt", "---\ntitle: Plan\n---\nTekst", Format.MARKDOWN),
        ("plan.txt", "<!DOCTYPE html><p>Mål", Format.HTML),
        ("plan.csv", "<table><tr><td>a", Format.HTML),
        ("plan.htm", "Bare <b>tekst</b><p>her", Format.HTML),
        ("plan.html", "Ingen tagger", Format.TEXT),
        ("plan.docx", "Bare tekst", Format.TEXT),
    ],
)
def test_tell_kinds_of_text_apart_by_content_and_then_by_name(tmp_path, name, content, form) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert read.document(path).format is form


def test_read_templates_and_files_with_macros(tmp_path) -> None:
    assert shapes(word(tmp_path / "mal.dotx", p("Mal"), kind=WORD.replace("document.main", "template.main"))) == ["Mal"]


def test_refuse_a_file_cut_in_two(tmp_path) -> None:
    path = word(tmp_path / "plan.docx", p("Tiltak") * 50)
    data = path.read_bytes()
    for length in (len(data) // 2, len(data) - 10, 40):
        assert "cut short or damaged" in refused(path, data[:length])


def test_refuse_a_package_with_a_changed_byte(tmp_path) -> None:
    path = excel(tmp_path / "plan.xlsx", rows("Tiltak|Frist", "Kurs|2025"))
    data = bytearray(path.read_bytes())
    data[data.index(b"<worksheet") if b"<worksheet" in data else len(data) // 3] ^= 0xFF
    path.write_bytes(data)
    assert "cut short or damaged" in why(path) or "is damaged" in why(path)


def test_refuse_a_package_without_its_main_part(tmp_path) -> None:
    path = package(
        tmp_path / "plan.docx",
        {
            "[Content_Types].xml": content_types("word/document.xml", WORD),
            "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        },
    )
    assert "its part “word/document.xml” is missing" in why(path)
    path = package(
        tmp_path / "plan.xlsx",
        {
            "[Content_Types].xml": content_types("xl/workbook.xml", EXCEL),
            "_rels/.rels": relations({"officeDocument": "xl/workbook.xml"}),
            "xl/workbook.xml": f"<workbook {S}><sheets><sheet name='a' r:id='r1'/></sheets></workbook>",
            "xl/_rels/workbook.xml.rels": relations({"worksheet": "worksheets/sheet1.xml"}),
        },
    )
    assert "its part “xl/worksheets/sheet1.xml” is missing" in why(path)


def test_refuse_broken_xml(tmp_path) -> None:
    assert "is damaged" in why(word(tmp_path / "plan.docx", "<w:p><w:r></w:p>"))


LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
OUTSIDE = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>"


@pytest.mark.parametrize("declarations", [LAUGHS, OUTSIDE, "<!DOCTYPE x SYSTEM 'http://example.com/x.dtd'>"])
def test_refuse_entities_in_word_and_excel(tmp_path, declarations) -> None:
    parts = {
        "[Content_Types].xml": content_types("word/document.xml", WORD),
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"{declarations}<w:document {W}><w:body>{p('&a;')}</w:body></w:document>",
    }
    assert "can be used for attacks" in why(package(tmp_path / "plan.docx", parts))
    path = excel(tmp_path / "plan.xlsx", rows("Tiltak"))
    with zipfile.ZipFile(path) as file:
        whole = {name: file.read(name).decode() for name in file.namelist()}
    whole["xl/worksheets/sheet1.xml"] = declarations + whole["xl/worksheets/sheet1.xml"]
    assert "can be used for attacks" in why(package(path, whole))


def test_refuse_a_zip_bomb(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(packages, "SMALL", 2**20)
    assert "unpacks to far more" in why(word(tmp_path / "plan.docx", p("0" * 3_000_000)))
    monkeypatch.setattr(packages, "MOST_UNPACKED", 2**19)
    monkeypatch.setattr(packages, "SMALL", 2**30)
    assert "unpacks to far more" in why(word(tmp_path / "plan.docx", p("0" * 1_000_000)))


def test_read_a_small_package_however_well_it_is_packed(tmp_path) -> None:
    assert len(blocks(word(tmp_path / "plan.docx", p("a") + p(" " * 10_000_000)))) == 1


def test_refuse_a_package_of_very_many_files(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(packages, "MOST_ENTRIES", 3)
    assert "holds 4 files inside" in why(word(tmp_path / "plan.docx", p("x")))


def test_refuse_a_zip_with_a_password(tmp_path) -> None:
    path = word(tmp_path / "plan.docx", p("x"))
    data = path.read_bytes()
    path.write_bytes(data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"))
    assert "protected by a password" in why(path)


def test_refuse_parts_that_are_too_large_to_parse_whole(tmp_path, monkeypatch) -> None:
    path = word(tmp_path / "plan.docx", p("x") * 10)
    monkeypatch.setattr(packages, "MOST_TAGS", 20)
    assert "more text than can be read at once" in why(path)
    monkeypatch.setattr(packages, "LARGEST_TREE", 500)
    assert "more text than can be read at once" in why(path)


def test_refuse_deep_nesting(tmp_path) -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 500 + p("x") + "</w:tc></w:tr></w:tbl>" * 500
    assert "is damaged" in why(word(tmp_path / "plan.docx", deep))
    (tmp_path / "plan.html").write_text("<html>" + "<div>" * 5000 + "x", encoding="utf-8")
    assert "nests its elements deeper" in why(tmp_path / "plan.html")


def test_read_tables_nested_as_deep_as_people_do(tmp_path) -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 10 + p("x") + "</w:tc></w:tr></w:tbl>" * 10
    assert shapes(word(tmp_path / "plan.docx", deep)) == ["x"]


def test_refuse_a_table_that_is_too_large(tmp_path, monkeypatch) -> None:
    from jamn.documents.read import tables

    monkeypatch.setattr(tables, "MOST_POSITIONS", 3)
    assert "has 2 rows and 2 columns" in why(word(tmp_path / "plan.docx", tbl(tr("a", "b"), tr("c", "d"))))


@pytest.mark.parametrize(
    ("limit", "most"), [("MOST_PIECES", 2), ("MOST_BLOCKS", 1), ("MOST_CHARACTERS", 8), ("LONGEST_PIECE", 4)]
)
def test_refuse_more_text_than_a_plan_has(tmp_path, monkeypatch, limit, most) -> None:
    monkeypatch.setattr(read, limit, most)
    body = tbl(tr("en", "to"), tr("tre", "fire")) + p("og fem")
    assert "more text than a plan" in why(word(tmp_path / "plan.docx", body))


def test_refuse_long_text_files(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(text, "MOST_LINES", 5)
    assert "more than 5 lines" in refused(tmp_path / "plan.txt", "linje\n" * 10)
    assert "more text than a plan (4 MB)" in refused(tmp_path / "plan.txt", b"a" * (plain.LARGEST_TEXT + 2**20))


def test_refuse_a_document_of_pictures(tmp_path) -> None:
    assert "holds no text. If the plan stands in it as a picture" in why(word(tmp_path / "plan.docx", "<w:p/>"))


@pytest.mark.parametrize("problem", [KeyError("x"), RecursionError(), zipfile.BadZipFile(), ValueError()])
def test_turn_whatever_a_reader_raises_into_a_sentence(tmp_path, monkeypatch, problem) -> None:
    def broken(*_: object) -> Document:
        raise problem

    monkeypatch.setattr(text, "read", broken)
    assert "cannot be read: it is damaged" in refused(tmp_path / "plan.txt", "tekst")


def test_turn_a_lack_of_memory_into_a_sentence(tmp_path, monkeypatch) -> None:
    def greedy(*_: object) -> Document:
        raise MemoryError

    monkeypatch.setattr(text, "read", greedy)
    assert "needs more memory" in refused(tmp_path / "plan.txt", "tekst")


def test_load_only_the_libraries_that_a_format_needs(tmp_path) -> None:
    import subprocess
    import sys

    path = word(tmp_path / "plan.docx", p("x"))
    code = (
        "import sys, pathlib; from jamn.documents import read; read.document(pathlib.Path(sys.argv[1]));"
        "heavy = ('django', 'pdfminer', 'markdown_it', 'python_calamine', 'docx');"
        "print([each for each in heavy if each in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"
