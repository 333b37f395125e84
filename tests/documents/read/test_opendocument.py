from __future__ import annotations

from pathlib import Path

import pytest
from odf import style, table, text
from odf.opendocument import OpenDocumentSpreadsheet, OpenDocumentText

from jamn.documents.blocks import Apart, Format, Notice, Place, Unreadable
from jamn.documents.read.opendocument import ods
from jamn.documents.read.sheets import xlsx
from tests.documents.files import asides, blocks, document, package, shapes, tables

SPACES = (
    "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
    "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' "
    "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "
    "xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' "
    "xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0' "
    "xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' "
    "xmlns:dc='http://purl.org/dc/elements/1.1/'"
)
BOLD = "<style:text-properties fo:font-weight='bold'/>"


def named(name: str, family: str, inside: str = "", more: str = "") -> str:
    return f"<style:style style:name='{name}' style:family='{family}' {more}>{inside}</style:style>"


def odt(path: Path, body: str, styles: str = "", parts: dict[str, str] | None = None) -> Path:
    return _package(path, "text", f"<office:text>{body}</office:text>", styles, parts)


def sheets(path: Path, body: str, styles: str = "", parts: dict[str, str] | None = None) -> Path:
    return _package(path, "spreadsheet", f"<office:spreadsheet>{body}</office:spreadsheet>", styles, parts)


def _package(path: Path, kind: str, body: str, styles: str, parts: dict[str, str] | None) -> Path:
    automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    content = (
        f"<office:document-content {SPACES}>{automatic}<office:body>{body}</office:body></office:document-content>"
    )
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return package(path, {"mimetype": mimetype, "content.xml": content, **(parts or {})})


def p(words: str, more: str = "") -> str:
    return f"<text:p {more}>{words}</text:p>"


def cell(words: str = "", more: str = "") -> str:
    return f"<table:table-cell {more}>{words if words.startswith('<') or not words else p(words)}</table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    inside = "".join(each if each.startswith("<") else cell(each) for each in cells)
    return f"<table:table-row {more}>{inside}</table:table-row>"


def grid(*rows: str, more: str = "") -> str:
    return f"<table:table {more}>{''.join(rows)}</table:table>"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan"


def test_read_a_text_that_a_library_wrote(path) -> None:
    written = OpenDocumentText()
    bold = style.Style(name="Fet", family="paragraph")
    bold.addElement(style.TextProperties(fontweight="bold"))
    written.automaticstyles.addElement(bold)
    written.text.addElement(text.H(outlinelevel=2, text="Rekruttering"))
    written.text.addElement(text.P(text="Bare fet", stylename=bold))
    listed = text.List()
    item = text.ListItem()
    item.addElement(text.P(text="punkt"))
    listed.addElement(item)
    written.text.addElement(listed)
    written.save(path)
    assert document(path).format is Format.ODT
    assert shapes(path) == [("h2", "Rekruttering"), ("bold", "Bare fet"), ("·", "punkt")]


def test_read_a_spreadsheet_that_a_library_wrote(path) -> None:
    written = OpenDocumentSpreadsheet()
    sheet = table.Table(name="Plan")
    for words in (("Tiltak", "Frist"), ("Kurs", "2025")):
        line = table.TableRow()
        for word in words:
            each = table.TableCell()
            each.addElement(text.P(text=word))
            line.addElement(each)
        sheet.addElement(line)
    written.spreadsheet.addElement(sheet)
    written.save(path)
    assert (document(path).format, shapes(path)) == (Format.ODS, [[["Tiltak", "Frist"], ["Kurs", "2025"]]])
    assert tables(path)[0].cells[3].place == Place(sheet="Plan", cells="B2")


def test_read_the_words_of_a_paragraph(path) -> None:
    words = (
        "To<text:s text:c='2'/>mellomrom<text:tab/>tab<text:line-break/>linje "
        "<text:span text:style-name='B'>fet</text:span>"
        "<text:s/><text:a>lenke</text:a><!-- nei --><text:page-number>3</text:page-number>"
    )
    odt(path, "<text:sequence-decls/><!-- nei -->" + p("") + p(words), named("B", "text", BOLD))
    assert shapes(path) == ["To  mellomrom\ttab\nlinje fet lenke"]


def test_tell_bold_by_styles_and_what_they_inherit(path) -> None:
    styles = (
        named("A", "paragraph", "<style:text-properties fo:font-weight='700'/>")
        + named("B", "paragraph", "<style:text-properties/>", "style:parent-style-name='A'")
        + named("C", "paragraph", "<style:text-properties fo:font-weight='normal'/>", "style:parent-style-name='A'")
        + named("D", "paragraph", "", "style:parent-style-name='D'")
        + named("T", "text", BOLD)
    )
    body = "".join(p(each, f"text:style-name='{each}'") for each in "ABCD")
    odt(path, body + p("<text:span text:style-name='T'>alt</text:span>"), styles)
    assert shapes(path) == [("bold", "A"), ("bold", "B"), "C", "D", ("bold", "alt")]


def test_read_titles_captions_and_headings(path) -> None:
    styles = named("Title", "paragraph") + named("P1", "paragraph", "", "style:parent-style-name='Subtitle'")
    styles += named("Subtitle", "paragraph") + named("Caption", "paragraph")
    body = (
        p("Plan", "text:style-name='Title'")
        + p("2025", "text:style-name='P1'")
        + p("Tabell 1", "text:style-name='Caption'")
    )
    odt(path, body + "<text:h>Mål</text:h><text:h text:outline-level='x'>To</text:h>", styles)
    assert shapes(path) == [("h1", "Plan"), ("h2", "2025"), (Apart.CAPTION, "Tabell 1"), ("h1", "Mål"), ("h1", "To")]


def test_read_notes_comments_and_hidden_words(path) -> None:
    body = f"<text:note-body>{p('Om loven')}</text:note-body>"
    note = f"<text:note><text:note-citation>1</text:note-citation>{body}</text:note>"
    comment = "<office:annotation><dc:creator>Kari</dc:creator><text:p>Sjekk</text:p></office:annotation>"
    empty = "<text:note><text:note-citation>2</text:note-citation></text:note><office:annotation/>"
    hidden = "<text:hidden-text text:string-value='skjult'>vist</text:hidden-text>"
    hidden += "<text:hidden-paragraph>borte</text:hidden-paragraph>"
    gone = f"<text:section text:display='none'>{p('gammelt')}</text:section>"
    region = f"<text:changed-region><text:deletion>{p('strøket')}</text:deletion></text:changed-region>"
    changes = f"<text:tracked-changes>{region}</text:tracked-changes>"
    odt(path, changes + p(f"Loven{note}{comment}{empty}{hidden}") + gone)
    assert shapes(path) == [
        (Apart.HIDDEN, "strøket"),
        "Loven¹²",
        (Apart.FOOTNOTE, "¹ Om loven"),
        (Apart.COMMENT, "Sjekk"),
        (Apart.FOOTNOTE, "²"),
        (Apart.HIDDEN, "skjult"),
        (Apart.HIDDEN, "borte"),
        (Apart.HIDDEN, "gammelt"),
    ]


def test_read_lists_with_numbers_and_bullets(path) -> None:
    def level(number: int, more: str) -> str:
        return f"<text:list-level-style-number text:level='{number}' {more}/>"

    styles = (
        "<text:list-style style:name='L'>"
        + level(1, "style:num-format='1' style:num-suffix='.'")
        + level(2, "style:num-format='a' style:num-prefix='(' style:num-suffix=')'")
        + level(3, "style:num-format='I' text:start-value='4'")
        + "</text:list-style>"
        "<text:list-style style:name='P'><text:list-level-style-bullet text:level='1'/></text:list-style>"
    )
    deep = f"<text:list><text:list-item>{p('fire')}</text:list-item></text:list>"
    inner = f"<text:list><text:list-item>{p('a')}{deep}</text:list-item></text:list>"
    body = (
        "<text:list text:style-name='L'>"
        f"<text:list-header>{p('Hode')}</text:list-header><text:list-item>{p('en')}{p('mer')}{inner}</text:list-item>"
        "<text:list-item text:start-value='7'><text:h>Sju</text:h></text:list-item>"
        f"<text:list-item>{p('åtte')}</text:list-item>"
        f"</text:list><text:list text:style-name='P'><text:list-item>{p('punkt')}</text:list-item></text:list>"
    )
    odt(path, body, styles)
    assert shapes(path) == [
        "Hode", ("1.", "en"), "mer", ("(a)", "a", 1), ("IV", "fire", 2), ("h1", "Sju"), ("8.", "åtte"), ("·", "punkt"),
    ]  # fmt: skip


def test_set_a_table_of_contents_aside(path) -> None:
    contents = f"<text:table-of-content><text:index-body>{p('Mål 3')}</text:index-body></text:table-of-content>"
    typed = "".join(p(f"Del {n}<text:tab/>{n}") for n in range(3))
    odt(path, contents + typed + p("Mål"))
    assert asides(path, Apart.CONTENTS) == ["Mål 3", "Del 0\t0", "Del 1\t1", "Del 2\t2"]


def test_read_a_table_with_merged_cells(path) -> None:
    covered, under = "<table:covered-table-cell/>", f"<table:covered-table-cell>{p('under')}</table:covered-table-cell>"
    header = f"<table:table-header-rows>{row('Risiko', 'Tiltak', 'Frist')}</table:table-header-rows>"
    down, across = cell("Lønn", "table:number-rows-spanned='2'"), cell("Samlet", "table:number-columns-spanned='3'")
    odt(
        path,
        grid(header, row(down, "Kartlegge", "2025"), row(covered, "Rette", "2026"), row(across, covered, under)),
    )
    assert shapes(path) == [
        [["Risiko", "Tiltak", "Frist"], ["Lønn", "Kartlegge", "2025"], ["Lønn", "Rette", "2026"], ["Samlet"] * 3],
        (Apart.HIDDEN, "under"),
    ]
    assert (tables(path)[0].header_rows, tables(path)[0].place) == (1, Place(table=1))


def test_read_what_stands_in_a_cell(path) -> None:
    listed = f"<text:list><text:list-item>{p('annonse')}</text:list-item></text:list>"
    comment = f"<text:p>Kurs<office:annotation>{p('Når?')}</office:annotation></text:p>"
    bold = named("B", "paragraph", BOLD)
    inner = grid(row("HR", "mai"), row("", ""), row(cell(comment), "juni"))
    odt(
        path,
        grid(
            row(cell(p("Tiltak", "text:style-name='B'")), "Ansvar"),
            row(cell("<text:h>Mål</text:h>" + listed), cell(inner)),
        ),
        bold,
    )
    assert shapes(path) == [
        [["Tiltak", "Ansvar"], ["Mål\n· annonse", "HR\tmai\nKurs\tjuni"]],
        (Apart.COMMENT, "Når?"),
    ]
    assert [each.heading for each in tables(path)[0].cells] == [True, False, False, False]


def test_open_a_frame_around_a_table(path) -> None:
    inner = grid(row("A", "B"), row("1", "2"))
    odt(path, grid(row(cell(p("Boks")))) + grid(row("Side", cell(inner))) + grid(row(cell(p("Ned"))), row(cell(inner))))
    assert shapes(path) == ["Boks", "Side", [["A", "B"], ["1", "2"]], "Ned", [["A", "B"], ["1", "2"]]]


def test_read_text_boxes(path) -> None:
    odt(path, p(f"Før<draw:frame><draw:text-box>{p('I boksen')}</draw:text-box></draw:frame>"))
    assert shapes(path) == ["Før", "I boksen"]


def test_read_page_headers_in_use_and_the_title(path) -> None:
    pages = (
        "<style:master-page style:name='Standard'><style:header>" + p("Fjordvik") + "</style:header>"
        "<style:header-left style:display='false'>" + p("av") + "</style:header-left>"
        "<style:footer>" + p("<text:page-number>1</text:page-number>") + "</style:footer>"
        "<style:footer-left>"
        + p("Internt")
        + "</style:footer-left><style:style>"
        + p("x")
        + "</style:style></style:master-page>"
        "<style:master-page style:name='Brev'><style:header>" + p("nei") + "</style:header></style:master-page>"
    )
    parts = {
        "styles.xml": f"<office:document-styles {SPACES}>{pages}</office:document-styles>",
        "meta.xml": f"<office:document-meta {SPACES}><dc:title>Plan</dc:title></office:document-meta>",
    }
    odt(path, p("Tekst"), parts=parts)
    assert shapes(path) == [(Apart.PAGE_HEADER, "Fjordvik"), (Apart.PAGE_FOOTER, "Internt"), "Tekst"]
    assert document(path).title == "Plan"


def test_read_sheets_with_repeated_and_merged_cells(path) -> None:
    repeated = "table:number-columns-repeated='2'"
    sheets(
        path,
        grid(
            row(cell("", repeated), "Tiltak", "Frist"),
            row(more="table:number-rows-repeated='2'"),
            row(cell("", repeated), cell("Kurs", "table:number-rows-spanned='2'"), cell("2025"), more="table:x='1'"),
            row(
                cell("", repeated),
                "<table:covered-table-cell><text:p>under</text:p></table:covered-table-cell>",
                "2026",
            ),
            row(cell("", repeated), cell("likt", repeated), more="table:number-rows-repeated='2'"),
            more="table:name='Plan'",
        ),
    )
    assert shapes(path) == [
        [["Tiltak", "Frist"], ["Kurs", "2025"], ["Kurs", "2026"], ["likt", "likt"], ["likt", "likt"]],
        (Apart.HIDDEN, "under"),
    ]
    assert tables(path)[0].place == Place(sheet="Plan", cells="C1:D7")


def test_read_values_whose_text_is_left_out(path) -> None:
    kinds = {"string": "tekst", "date": "2024-07-01", "time": "PT1H", "boolean": "true", "float": "3"}
    cells = [
        cell("", f"office:value-type='{kind}' office:{'value' if kind == 'float' else f'{kind}-value'}='{value}'")
        for kind, value in kinds.items()
    ]
    sheets(path, grid(row(*cells, cell("", "office:value-type='float'"))))
    assert shapes(path) == [[list(kinds.values())]]


def test_say_what_a_sheet_hides(path) -> None:
    hidden = named("H", "table", "<style:table-properties table:display='false'/>")
    columns = (
        "<table:table-column/><table:table-column table:visibility='collapse' table:number-columns-repeated='1000000'/>"
    )
    formula = cell("", "table:formula='of:=[.A1]'")
    sheets(
        path,
        grid(
            columns,
            row("Tiltak", "Frist"),
            row("Kurs", formula, more="table:visibility='filter'"),
            more="table:name='Plan'",
        )
        + grid(row("Ny", "Gammel"), more="table:name='Lister' table:style-name='H'")
        + grid(more="table:name='Tom' table:style-name='H'"),
        hidden,
    )
    found = document(path)
    assert found.notices == (
        Notice(xlsx.FORMULAS, {"count": 1, "sheet": "Plan", "cell": "B2"}, Place(sheet="Plan")),
        Notice(xlsx.HIDDEN_ROWS, {"sheet": "Plan", "count": 2}, Place(sheet="Plan")),
        Notice(xlsx.HIDDEN_SHEET, {"sheet": "Lister"}, Place(sheet="Lister")),
    )
    assert asides(path, Apart.HIDDEN) == ["of:=[.A1]", "Ny\tGammel"]


def test_read_comments_and_boxes_of_a_sheet(path) -> None:
    comment = f"<office:annotation>{p('Sjekk')}</office:annotation><office:annotation/>"
    boxes = f"<draw:text-box>{p('Merk!')}</draw:text-box><draw:text-box/>"
    sheets(
        path,
        grid(
            f"<table:shapes><draw:frame>{boxes}</draw:frame></table:shapes>", row(cell(p("Tiltak") + comment), "Frist")
        ),
    )
    assert shapes(path)[1:] == [(Apart.COMMENT, "Sjekk"), "Merk!"]


def test_tell_bold_cells_by_their_style(path) -> None:
    styled = "table:style-name='B'"
    sheets(
        path,
        grid(
            row(cell("Tiltak", styled), cell("", f"{styled} office:value-type='float' office:value='2'")), row("a", "b")
        ),
        named("B", "table-cell", BOLD),
    )
    assert [each.heading for each in tables(path)[0].cells] == [True, True, False, False]


@pytest.mark.parametrize("attribute", ["table:number-columns-repeated", "table:number-rows-spanned"])
def test_refuse_or_clamp_absurd_numbers(path, monkeypatch, attribute) -> None:
    monkeypatch.setattr(ods, "MOST_CELLS", 10)
    sheets(path, grid(row(cell("x", f"{attribute}='999999999'"))))
    if attribute.endswith("repeated"):
        with pytest.raises(Unreadable, match="more than 10 filled cells"):
            document(path)
    else:
        assert [block.place.cells for block in blocks(path)] == ["A1:A999999999"]


def test_refuse_very_many_repeated_rows(path, monkeypatch) -> None:
    monkeypatch.setattr(ods, "MOST_CELLS", 10)
    sheets(path, grid(row("x", more="table:number-rows-repeated='1000000'")))
    with pytest.raises(Unreadable, match="more than 10 filled cells"):
        document(path)
