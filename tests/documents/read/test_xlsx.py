from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from jamn.documents import read
from jamn.documents.blocks import Apart, Aside, Cell, Format, Notice, Place, Table, Unreadable
from jamn.documents.read.sheets import xlsx
from tests.documents.files import (
    BOLD_STYLES,
    EXCEL,
    S,
    asides,
    blocks,
    content_types,
    document,
    excel,
    package,
    relations,
    rows,
    shapes,
    tables,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.xlsx"


def data(*cells: str) -> str:
    """Sheet data of one row with these cells."""
    return f"<sheetData><row r='1'>{''.join(cells)}</row></sheetData>"


def test_read_a_table_with_the_range_of_each_cell(path) -> None:
    excel(path, rows("", "|Tiltak|Frist", "|Kurs|2025"))
    sheet = "Ark1"
    assert blocks(path) == [
        Table(
            (
                Cell("Tiltak", 0, 0, place=Place(sheet=sheet, cells="B2")),
                Cell("Frist", 0, 1, place=Place(sheet=sheet, cells="C2")),
                Cell("Kurs", 1, 0, place=Place(sheet=sheet, cells="B3")),
                Cell("2025", 1, 1, place=Place(sheet=sheet, cells="C3")),
            ),
            rows=2,
            columns=2,
            place=Place(sheet=sheet, cells="B2:C3"),
        )
    ]


def test_read_every_kind_of_value(path) -> None:
    excel(
        path,
        data(
            "<c r='A1' t='s'><v>0</v></c>",
            "<c r='B1' t='s'><v>1</v></c>",
            "<c r='C1'><v>12</v></c>",
            "<c r='D1'><v>12.5</v></c>",
            "<c r='E1' t='b'><v>1</v></c>",
            "<c r='F1' t='e'><v>#N/A</v></c>",
            "<c r='G1' t='str'><f>A1</f><v>=cmd|'/C calc'!A0</v></c>",
            "<c r='H1' t='d'><v>2024-07-01</v></c>",
            "<c r='I1' t='n'><v>ikke et tall</v></c>",
            "<c r='J1' t='inlineStr'/>",
            "<c r='K1' t='s'><v></v></c>",
            "<c r='L1' t='inlineStr'><f/></c>",
            "<c t='b'><v>2</v></c>",
        ),
        parts={
            "sharedStrings.xml": f"<sst {S}><si><t>Linje_x000D_\nto</t></si>"
            "<si><r><t>Fet </t></r><r><t>tekst</t></r><rPh><t>hint</t></rPh></si></sst>"
        },
    )
    assert shapes(path) == [
        [["Linje\nto", "Fet tekst", "12", "12,5", "TRUE", "#N/A", "=cmd|'/C calc'!A0", "45474", "ikke et tall", "2"]]
    ]


def test_read_rows_and_cells_that_do_not_say_their_place(path) -> None:
    excel(path, "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c/><c><v>3</v></c></row></sheetData>")
    assert [block.place.cells for block in blocks(path)] == ["A1:B1", "B3"]


def test_show_dates_and_numbers_as_a_person_sees_them(path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    shown = {
        "dd.mm.yyyy": "01.07.2024",
        "mm-dd-yy": "01.07.2024",
        "mmmm yyyy": "juli 2024",
        "mmm.yy": "jul.24",
        "[$-41D]mmmm yyyy": "juli 2024",
        "yyyy": "2024",
    }
    sheet.append([date(2024, 7, 1)] * len(shown) + [0.25, 1234.5, "=A1"])
    for column, code in enumerate([*shown, "0%", "#,##0.00"], 1):
        sheet.cell(1, column).number_format = code
    book.save(path)
    assert shapes(path)[0] == [[*shown.values(), "25%", "1 234,50"]]


def test_say_that_a_formula_has_no_value(path) -> None:
    excel(path, data("<c r='A1' t='inlineStr'><is><t>Sum</t></is></c>", "<c r='B1'><f>SUM(C1:C9)</f></c>"))
    found = document(path)
    place = Place(sheet="Ark1", cells="B1")
    assert found.blocks[1:] == (Aside("=SUM(C1:C9)", Apart.HIDDEN, place),)
    assert found.notices == (Notice(xlsx.FORMULAS, {"count": 1, "sheet": "Ark1", "cell": "B1"}, Place(sheet="Ark1")),)


def test_join_merged_cells(path) -> None:
    merged = "<mergeCells><mergeCell ref='A2:A3'/><mergeCell ref='B1:C1'/><mergeCell ref='B2'/></mergeCells>"
    excel(path, rows("Risiko|Tiltak", "Lønn|Kartlegge|HR", "|Rette|HR") + merged)
    assert shapes(path) == [[["Risiko", "Tiltak", "Tiltak"], ["Lønn", "Kartlegge", "HR"], ["Lønn", "Rette", "HR"]]]
    assert tables(path)[0].cells[2].place == Place(sheet="Ark1", cells="A2:A3")


def test_set_values_under_a_merged_cell_aside(path) -> None:
    merged = "<mergeCells><mergeCell ref='A1:B2'/><mergeCell ref='A5:A6'/></mergeCells>"
    excel(path, rows("Synlig|under|C", "igjen||D", "E|F|G", "", "H|I|J", "K|L|M", "N|O|P") + merged)
    assert asides(path, Apart.HIDDEN) == ["under", "igjen", "K"]


def test_tell_bold_cells_as_headings(path) -> None:
    excel(path, rows("Tiltak|Frist", "Kurs|2025", bold=(1,)), parts={"styles.xml": BOLD_STYLES})
    assert [cell.heading for cell in tables(path)[0].cells] == [True, True, False, False]


def test_read_a_workbook_without_styles_or_with_broken_ones(path) -> None:
    cells = "<c r='A1' s='7'><v>1</v></c><c r='B1' s='0'><v>2</v></c>"
    styles = f"<styleSheet {S}><cellXfs><xf fontId='9' numFmtId='999'/></cellXfs></styleSheet>"
    assert shapes(excel(path, data(cells), parts={"styles.xml": styles})) == [[["1", "2"]]]


def test_read_bold_that_is_switched_off(path) -> None:
    styles = BOLD_STYLES.replace("<b/>", "<b val='0'/>")
    excel(path, rows("Tiltak|Frist", "Kurs|2025", bold=(1,)), parts={"styles.xml": styles})
    assert not any(cell.heading for cell in tables(path)[0].cells)


def test_count_from_1904_where_the_workbook_does(path) -> None:
    styles = f"<styleSheet {S}><cellXfs><xf fontId='0' numFmtId='14'/></cellXfs></styleSheet>"
    cells = data("<c r='A1' s='0'><v>0</v></c>", "<c r='B1' s='0'><v>1</v></c>")
    excel(path, cells, parts={"styles.xml": styles}, workbook="<workbookPr date1904='1'/>")
    assert shapes(path) == [[["01.01.1904", "02.01.1904"]]]


def test_read_hidden_rows_and_columns_and_say_so(path) -> None:
    sheet = rows("Tiltak|Frist|Merk", "Kurs|2025|x", "Rutine|2026|y").replace('<row r="2"', "<row r=\"2\" hidden='1'")
    excel(path, "<cols><col min='1' max='1'/><col min='3' max='9' hidden='1'/></cols>" + sheet)
    found = document(path)
    assert found.notices == (Notice(xlsx.HIDDEN_ROWS, {"sheet": "Ark1", "count": 2}, Place(sheet="Ark1")),)
    assert len(tables(path)[0].cells) == 9


def test_set_a_hidden_sheet_aside_and_say_so(path) -> None:
    excel(
        path,
        rows("Tiltak|Frist", "Kurs|2025"),
        rows("Ny|Pågår", "Ferdig"),
        rows(),
        names=("Plan", "Lister", "Tom"),
        states=("visible", "hidden", "veryHidden"),
    )
    assert asides(path, Apart.HIDDEN) == ["Ny\tPågår", "Ferdig"]
    assert document(path).notices == (Notice(xlsx.HIDDEN_SHEET, {"sheet": "Lister"}, Place(sheet="Lister")),)


def test_read_page_headers_and_footers_without_their_codes(path) -> None:
    margins = (
        '<headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"&amp;12Fjordvik &amp;&amp; co&amp;C</oddHeader>'
        "<evenHeader/><oddFooter>&amp;KFF0000Intern&amp;R&amp;P</oddFooter></headerFooter>"
    )
    excel(path, rows("Tiltak|Frist") + margins)
    assert [(aside.why, aside.text) for aside in blocks(path) if isinstance(aside, Aside)] == [
        (Apart.PAGE_HEADER, "Fjordvik & co"),
        (Apart.PAGE_FOOTER, "Intern"),
    ]


def test_read_comments_and_text_boxes(path) -> None:
    drawing = (
        "<d:x xmlns:d='d' xmlns:a='a'><d:txBody><a:p><a:r><a:t>Merk!</a:t></a:r></a:p></d:txBody><d:txBody/></d:x>"
    )
    comments = (
        f"<comments {S}><commentList><comment ref='A1'><text><t>Sjekk</t></text></comment>"
        "<comment ref='A2'><text/></comment><comment ref='A3'/></commentList></comments>"
    )
    excel(
        path,
        rows("Tiltak|Frist"),
        parts={
            "worksheets/_rels/sheet1.xml.rels": relations(
                {"drawing": "../drawings/d.xml", "comments": "../c.xml", "drawing#2": "../borte.xml"}
            ),
            "drawings/d.xml": drawing,
            "c.xml": comments,
        },
    )
    assert shapes(path)[1:] == ["Merk!", (Apart.COMMENT, "Sjekk")]


def test_read_threaded_comments_instead_of_their_copies(path) -> None:
    threads = "<T xmlns='t'><threadedComment ref='B1'><text>Hvem?</text></threadedComment><threadedComment/></T>"
    excel(
        path,
        rows("Tiltak|Frist"),
        parts={
            "worksheets/_rels/sheet1.xml.rels": relations({"comments": "../c.xml", "threadedComment": "../t.xml"}),
            "c.xml": f"<comments {S}><comment ref='B1'><text><t>[Kommentartråd] Hvem?</t></text></comment></comments>",
            "t.xml": threads,
        },
    )
    assert asides(path, Apart.COMMENT) == ["Hvem?"]


def test_read_the_title_of_the_workbook_and_pass_chart_sheets_by(path) -> None:
    package(
        path,
        {
            "[Content_Types].xml": content_types("xl/workbook.xml", EXCEL),
            "_rels/.rels": relations({"officeDocument": "xl/workbook.xml", "core-properties": "core.xml"}),
            "core.xml": "<c xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>Tiltaksplan</dc:title></c>",
            "xl/workbook.xml": f"<workbook {S}><sheets><sheet name='Plan' r:id='r1'/><sheet name='Graf' r:id='r2'/>"
            "<sheet name='Borte' r:id='r9'/></sheets></workbook>",
            "xl/_rels/workbook.xml.rels": relations({"worksheet": "a.xml", "chartsheet": "b.xml", "styles": "nei.xml"}),
            "xl/a.xml": f"<worksheet {S}>{rows('Tiltak|Frist')}</worksheet>",
        },
    )
    told: list[tuple[int, int]] = []
    found = read.document(path, progress=lambda done, of: told.append((done, of)))
    assert (found.title, found.format, len(found.blocks)) == ("Tiltaksplan", Format.XLSX, 1)
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_read_past_a_hundred_thousand_formatted_rows(path) -> None:
    empty = "".join(f"<row r='{n}' s='1'><c r='A{n}' s='1'/><c r='B{n}'/></row>" for n in range(3, 100_003))
    empty = empty.replace("'", '"')
    last = '<row r="100003"><c r="A100003"><v>1</v></c><c r="B100003"><v>2</v></c></row>'
    excel(path, rows("Tiltak|Frist", "Kurs|2025").replace("</sheetData>", f"{empty}{last}</sheetData>"))
    assert shapes(path) == [[["Tiltak", "Frist"], ["Kurs", "2025"], ["1", "2"]]]


def test_read_a_sheet_of_absurd_dimensions(path) -> None:
    corners = (
        "<dimension ref='A1:XFD1048576'/><sheetData><row r='1'><c r='A1'><v>1</v></c></row>"
        "<row r='1048576'><c r='XFD1048576'><v>2</v></c></row></sheetData>"
        "<mergeCells><mergeCell ref='A1:XFC1048576'/></mergeCells>"
    )
    assert [block.place.cells for block in blocks(excel(path, corners))] == ["A1:XFC1048576", "XFD1048576"]


def test_refuse_more_cells_than_a_plan_has(path, monkeypatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_CELLS", 3)
    with pytest.raises(Unreadable, match="more than 3 filled cells"):
        document(excel(path, rows("a|b", "c|d")))
