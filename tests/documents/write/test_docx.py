"""Word files: styles, headers, merged cells, and the employer's own template."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest

from jamn.documents import write
from jamn.documents.blocks import Unreadable
from jamn.documents.publication import Card, Facts, Publication, Table
from tests.documents.write import samples

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def template(*paragraphs: str, header: str = "", landscape: bool = False) -> bytes:
    """A template of these lines, made by another program than ours."""
    document = docx.Document()
    for each in paragraphs:
        document.add_paragraph(each)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if landscape:
        document.add_table(1, 1).cell(0, 0).text = "{{p content }}"
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def changed(package: bytes, part: str, before: str, after: str) -> bytes:
    """A package with a change in one of its parts."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(before.encode(), after.encode()) if name == part else data)
    return file.getvalue()


def added(package: bytes, part: str, data: str) -> bytes:
    file = BytesIO(package)
    with zipfile.ZipFile(file, "a") as new:
        new.writestr(part, data)
    return file.getvalue()


def lines(file: bytes) -> list[str]:
    return [each.text for each in docx.Document(BytesIO(file)).paragraphs if each.text]


def test_repeat_headers_and_merge_cells() -> None:
    body = docx.Document(BytesIO(write.docx(samples.plan_do_check_act()))).element.body
    table = body.findall(f"{W}tbl")[1]
    assert len(table.findall(f"{W}tr/{W}trPr/{W}tblHeader")) == 2
    assert len(table.findall(f".//{W}vMerge[@{W}val='restart']")) == 6
    assert [each.get(f"{W}val") for each in table.findall(f".//{W}gridSpan")] == ["3", "2"]


@pytest.mark.parametrize(
    "said",
    [
        "<w:zoom w:percent='100'/>",
        "<w:updateFields w:val='true'/><w:compat/>",
        "<w:zoom w:percent='100'/><w:compat/><w:rsids/>",
    ],
)
def test_let_word_fill_in_the_page_numbers_of_the_contents(said: str) -> None:
    whole = zipfile.ZipFile(BytesIO(template("{{p content }}"))).read("word/settings.xml").decode()
    inside = whole[whole.index(">", whole.index("<w:settings")) + 1 : whole.index("</w:settings>")]
    own = changed(template("{{p content }}"), "word/settings.xml", inside, said)
    written = docx.Document(BytesIO(write.docx(samples.focus_areas(), own))).settings.element
    assert [each.get(f"{W}val") for each in written.findall(f"{W}updateFields")] == ["true"]
    names = [each.tag.removeprefix(W) for each in written]
    assert "compat" not in names or names.index("updateFields") < names.index("compat")


def test_ask_for_no_page_numbers_without_contents() -> None:
    written = docx.Document(BytesIO(write.docx(samples.plan_do_check_act()))).settings.element
    assert written.find(f"{W}updateFields") is None


def test_say_language_title_and_what_a_chart_shows() -> None:
    document = docx.Document(BytesIO(write.docx(samples.focus_areas())))
    assert document.core_properties.title == "Plan for likestilling og mangfold"
    assert {each.get(f"{W}val") for each in document.styles.element.iter(f"{W}lang")} == {"nb-NO"}
    described = [each.get("descr") for each in document.element.body.iter("{*}docPr")]
    assert described == ["Liggende stolper: rekruttering 10 tiltak, lønn 6 og foreldre 3."]


def test_fill_the_table_of_contents() -> None:
    body = docx.Document(BytesIO(write.docx(samples.activities_by_area()))).element.body
    links = [each for each in body.iter(f"{W}hyperlink") if each.get(f"{W}anchor")]
    names = {each.get(f"{W}name") for each in body.iter(f"{W}bookmarkStart")}
    assert len(links) == 3
    assert {each.get(f"{W}anchor") for each in links} == names


def test_fill_a_template_in_body_and_header() -> None:
    own = template("Før", "{{ title }} fra {{ organisation }}", "{{p content }}", "Etter", header="{{ title }}")
    file = write.docx(samples.risk_table(), own)
    found = lines(file)
    assert found[:2] == ["Før", f"{samples.risk_table().title} fra Fjellheim statsforvaltning"]
    assert found[-1] == "Etter"
    assert docx.Document(BytesIO(file)).sections[0].header.paragraphs[0].text == samples.risk_table().title


def test_put_content_last_in_a_template_without_a_place_for_it() -> None:
    assert lines(write.docx(samples.activities_by_area(), template("Brevhode")))[0] == "Brevhode"


def test_put_content_behind_a_table_that_asks_for_it() -> None:
    body = docx.Document(BytesIO(write.docx(samples.risk_table(), template(landscape=True)))).element.body
    assert len(body.findall(f"{W}tbl")) == 2


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{{ title.__class__ }}", "does more than"),
        ("{% for x in title %}{{ x }}{% endfor %}", "does more than"),
        ("{{ title|center(999999999) }}", "does more than"),
        ("{{ title", "misspelled"),
        ("{{ tittel }}", "asks for “tittel”"),
    ],
)
def test_refuse_a_template_that_asks_for_more(line: str, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        write.docx(samples.risk_table(), template(line))


_BODY = "word/document.xml"
_KINDS = "[Content_Types].xml"
_RELATIONS = "word/_rels/document.xml.rels"


@pytest.mark.parametrize(
    ("own", "words"),
    [
        (b"%PDF-1.7", "is no Word document"),
        (b"PK\x03\x04 broken", "cut short or damaged"),
        (changed(template(), _KINDS, "document.main+xml", "template.main+xml"), "is a Word template"),
        (changed(template(), _KINDS, "wordprocessingml.document.main", "other"), "is no Word document"),
        (changed(template(), _KINDS, "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                 "vnd.ms-word.document.macroEnabled.main+xml"), "holds macros"),
        (changed(template(), _RELATIONS, "relationships/theme", "relationships/oleObject"), "holds macros"),
        (changed(template(), _RELATIONS, '/theme"', '/image" TargetMode="External"'), "fetches"),
        (changed(template("x"), _BODY, "<w:t>x</w:t>", "<w:instrText>DDEAUTO cmd</w:instrText>"), "fetches"),
        (changed(template("x"), _BODY, "<w:t>x</w:t>", '<w:fldSimple w:instr="INCLUDETEXT x"/>'), "fetches"),
        (changed(template("x"), _BODY, "</w:body>", "</w:bod>"), "is damaged"),
        (changed(template(), "word/styles.xml", "<w:styles", "<!DOCTYPE x [<!ENTITY a ''>]><w:styles"), "declarations"),
        (changed(template(), _RELATIONS, "styles.xml", "gone.xml"), "is damaged"),
        (added(template(), "word/large.xml", "<a>" + "x" * 3_000_000 + "</a>"), "too large"),
        (bytes(11 * 2**20), "too large"),
    ],
)  # fmt: skip
def test_refuse_a_template_that_is_broken_or_hostile(own: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        write.docx(samples.risk_table(), own)


def test_forget_where_a_template_comes_from() -> None:
    own = changed(write.docx(samples.risk_table()), "word/settings.xml", "<w:defaultTabStop",
                  '<w:attachedTemplate r:id="rId9"/><w:defaultTabStop')  # fmt: skip
    own = added(
        own,
        "word/_rels/settings.xml.rels",
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        'Target="http://example.org/evil.dotm" TargetMode="External"/></Relationships>',
    )
    with zipfile.ZipFile(BytesIO(write.docx(samples.risk_table(), own))) as package:
        assert not [name for name in package.namelist() if b"evil" in package.read(name)]


def test_write_every_kind_of_block_in_a_bare_template() -> None:
    """A template without lists, page sizes, languages and styles of ours, or with a style whose id we would take."""
    own = changed(template("{{ title }}"), "word/_rels/document.xml.rels", "relationships/numbering", "relationships/x")
    own = changed(own, "word/document.xml", "<w:pgSz", "<w:pgSzNot")
    own = changed(own, "word/styles.xml", "<w:lang ", "<w:noLang ")
    own = changed(own, "word/styles.xml", 'w:val="Body Text 3"', 'w:val="Something"')
    own = changed(own, "word/styles.xml", 'w:styleId="BodyText3"', 'w:styleId="PlanCard"')
    document = docx.Document(BytesIO(write.docx(samples.everything(), own)))
    sizes = [(section.page_width or 0) > (section.page_height or 0) for section in document.sections]
    assert sizes == [False, True, False]
    names = {each.style.name for each in document.paragraphs if each.style is not None}
    assert {
        "Heading 1",
        "Plan Lead",
        "Plan Card",
        "List Bullet",
        "List Number",
        "Plan Signature",
    } <= names
    said = document.styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert said is not None
    assert said.get(f"{W}val") == "en-GB"


def test_link_and_write_nothing_for_what_is_empty() -> None:
    blocks = (Table("T", (), ()), Facts(()), Card("Last"))
    file = write.docx(Publication(title="T", language="nb", contents=True, blocks=blocks))
    assert lines(file) == ["T", "Last"]
    document = docx.Document(BytesIO(write.docx(samples.everything())))
    assert [each.target_ref for each in document.part.rels.values() if each.is_external] == [
        "https://example.org/a?b=1&c=2"
    ]


def test_put_content_where_a_field_stands_in_a_line() -> None:
    found = lines(write.docx(samples.activities_by_area(), template("A", "{{ content }}", "B")))
    assert (found[0], found[-1]) == ("A", "B")


def test_begin_an_employers_own_template_with_ours() -> None:
    made = docx.Document(BytesIO(write.word_template()))
    assert any("content" in paragraph.text for paragraph in made.paragraphs)
    with zipfile.ZipFile(BytesIO(write.docx(samples.focus_areas(), write.word_template()))) as archive:
        assert b"content }}" not in archive.read("word/document.xml")


def test_name_the_folder_of_fonts() -> None:
    assert any(path.suffix in {".ttf", ".otf"} for path in Path(write.fonts()).iterdir())
