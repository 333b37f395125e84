from __future__ import annotations

from pathlib import Path

import pytest

from jamn.documents.blocks import Apart, Format, Heading, ListItem, Notice, Paragraph, Place, Unreadable
from jamn.documents.read.docx import body
from jamn.documents.read.docx import parts as docx_parts
from tests.documents.files import W, asides, blocks, document, p, package, r, relations, root, shapes, tbl, tc, tr, word


def style(style_id: str, name: str, inside: str = "", kind: str = "paragraph") -> str:
    return f"<w:style w:type='{kind}' w:styleId='{style_id}'><w:name w:val='{name}'/>{inside}</w:style>"


def outline(level: int) -> str:
    return f"<w:pPr><w:outlineLvl w:val='{level}'/></w:pPr>"


STYLES = root(
    "styles",
    "<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val='nb-NO'/></w:rPr></w:rPrDefault></w:docDefaults>"
    "<w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:name w:val='Normal'/></w:style>"
    + style("Overskrift1", "heading 1", outline(0) + "<w:rPr><w:b/></w:rPr>")
    + style("Egen", "Egen overskrift", "<w:basedOn w:val='Overskrift1'/>")
    + style("O2", "Overskrift 2")
    + style("R3", "Rubrik 3")
    + style("Tittel", "Title")
    + style("Undertittel", "Subtitle")
    + style("Brod", "heading 9 text", outline(9))
    + style("INNH1", "toc 1")
    + style("Bildetekst", "caption")
    + style("Punkt", "List Bullet 2")
    + style("Skjult", "Skjult", "<w:rPr><w:vanish/></w:rPr>")
    + style("Sterk", "Strong", "<w:rPr><w:b/></w:rPr>", kind="character")
    + style("Rundt", "Rundt", "<w:basedOn w:val='Rundt2'/>")
    + style("Rundt2", "Rundt2", "<w:basedOn w:val='Rundt'/>"),
)


def styled(style: str) -> str:
    return f'<w:pStyle w:val="{style}"/>'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.docx"


def test_read_paragraphs_in_order_with_their_numbers(path) -> None:
    word(path, p("Første") + p() + p("Andre"))
    assert blocks(path) == [Paragraph("Første", Place(paragraph=1)), Paragraph("Andre", Place(paragraph=2))]


def test_read_what_a_document_says_of_itself(path) -> None:
    core = '<c:x xmlns:c="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Likestillingsplan</dc:title></c:x>'
    found = document(word(path, p("Tekst"), {"styles": STYLES, "core-properties": core}))
    assert (found.name, found.format, found.title, found.language) == (
        "plan.docx",
        Format.DOCX,
        "Likestillingsplan",
        "nb-NO",
    )


@pytest.mark.parametrize(
    ("style", "level"), [("Overskrift1", 1), ("Egen", 1), ("O2", 2), ("R3", 3), ("Tittel", 1), ("Undertittel", 2)]
)
def test_read_a_heading_by_its_style(path, style, level) -> None:
    word(path, p("Rekruttering", styled(style)), {"styles": STYLES})
    assert blocks(path) == [Heading("Rekruttering", level=level, place=Place(paragraph=1))]


def test_read_a_heading_by_the_outline_level_of_its_paragraph(path) -> None:
    word(
        path,
        p("Mål", '<w:outlineLvl w:val="2"/>') + p("Ikke", styled("O2") + '<w:outlineLvl w:val="9"/>'),
        {"styles": STYLES},
    )
    assert shapes(path) == [("h3", "Mål"), "Ikke"]


def test_read_running_text_whose_style_says_it_is_none(path) -> None:
    word(
        path,
        p("Brødtekst", styled("Brod")) + p("I ring", styled("Rundt")) + p("Ukjent", styled("?")),
        {"styles": STYLES},
    )
    assert shapes(path) == ["Brødtekst", "I ring", "Ukjent"]


def test_read_bold_only_when_all_of_it_is(path) -> None:
    word(
        path,
        p("Helt fet", run="<w:b/>")
        + f"<w:p>{r('Halvt ', '<w:b/>')}{r('fet')}</w:p>"
        + p("Fet stil", run='<w:rStyle w:val="Sterk"/>')
        + p("Slått av", run='<w:rStyle w:val="Sterk"/><w:b w:val="0"/>'),
        {"styles": STYLES},
    )
    assert shapes(path) == [("bold", "Helt fet"), "Halvt fet", ("bold", "Fet stil"), "Slått av"]


def test_read_breaks_tabs_hyphens_and_symbols(path) -> None:
    run = (
        "<w:r><w:t>Linje</w:t><w:br/><w:t>to</w:t><w:cr/><w:t>tre</w:t><w:tab/><w:t>fire</w:t><w:ptab/>"
        "<w:noBreakHyphen/><w:t>fem\u00adseks</w:t>"
        "<w:sym w:char='F0FC'/><w:sym w:char='00B7'/><w:sym w:char='F123'/></w:r>"
    )
    word(path, f"<w:p>{run}</w:p>")
    assert shapes(path) == ["Linje\nto\ntre\tfire\t-femseks✓•�"]


def test_read_words_inside_links_controls_and_formulas(path) -> None:
    word(
        path,
        f"<w:p><w:hyperlink>{r('lenke ')}</w:hyperlink><w:smartTag>{r('merke ')}</w:smartTag>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{r('felt ')}</w:sdtContent></w:sdt>"
        f"<w:fldSimple w:instr='AUTHOR'>{r('navn ')}</w:fldSimple>"
        "<m:oMath><m:r><m:t>x²</m:t></m:r></m:oMath><!-- nei --></w:p>"
        f"<w:sdt><w:sdtContent>{p('I en kontroll')}</w:sdtContent></w:sdt><w:customXml>{p('I XML')}</w:customXml>",
    )
    assert shapes(path) == ["lenke merke felt navn x²", "I en kontroll", "I XML"]


def test_set_aside_the_prompt_of_an_empty_control(path) -> None:
    prompt = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        + r("Skriv her", "<w:b/>")
        + "</w:sdtContent></w:sdt>"
    )
    word(path, f"<w:p>{r('Leder: ')}{prompt}{r('!')}</w:p>")
    assert shapes(path) == ["Leder: !", (Apart.HIDDEN, "Skriv her")]


def test_keep_inserted_words_and_set_deleted_ones_aside(path) -> None:
    word(
        path,
        f"<w:p>{r('Frist ')}<w:ins>{r('2025')}</w:ins><w:del><w:r><w:delText>2024</w:delText></w:r></w:del>"
        f"<w:moveFrom>{r('flyttet')}</w:moveFrom></w:p>",
    )
    assert shapes(path) == ["Frist 2025", (Apart.HIDDEN, "2024flyttet")]


def test_set_hidden_words_aside(path) -> None:
    word(path, p("Synlig") + p("Skjult", run="<w:vanish/>") + p("Stil", styled("Skjult")), {"styles": STYLES})
    assert shapes(path) == ["Synlig", (Apart.HIDDEN, "Skjult"), (Apart.HIDDEN, "Stil")]


def fld(kind: str, data: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{data}</w:fldChar></w:r>'


def instr(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def test_read_the_result_of_a_field_and_not_its_instruction(path) -> None:
    word(
        path,
        f"<w:p>{r('Side ')}{fld('begin')}{instr('PAGE')}{fld('separate')}{r('3')}{fld('end')}{fld('end')}"
        f"{fld('separate')}{instr('løst')}</w:p>"
        f"<w:p>{fld('begin')}{instr('IF ')}{fld('begin')}{instr('X')}{fld('separate')}{r('inni')}{fld('end')}"
        f"{fld('separate')}{r('ja')}{fld('end')}</w:p>",
    )
    assert shapes(path) == ["Side 3", "ja", (Apart.HIDDEN, "inni")]


def test_read_what_form_fields_show(path) -> None:
    def box(inside: str) -> str:
        return fld("begin", f"<w:ffData><w:checkBox>{inside}</w:checkBox></w:ffData>") + fld("end")

    entries = "<w:result w:val='1'/><w:listEntry w:val='Ny'/><w:listEntry w:val='Pågår'/>"
    choice = fld("begin", f"<w:ffData><w:ddList>{entries}</w:ddList></w:ffData>") + fld("end")
    yes, no = box("<w:checked/>"), box("<w:default w:val='0'/>")
    word(path, f"<w:p>{yes}{r('Ja ')}{no}{r('Nei ')}{choice}<w:del>{box('')}</w:del></w:p>")
    assert shapes(path) == ["☒Ja ☐Nei Pågår"]


def test_set_a_table_of_contents_aside_by_its_field(path) -> None:
    first = f"<w:p>{fld('begin')}{instr(' TOC o ')}{fld('separate')}{r('Mål')}</w:p>"
    word(path, first + p("Tiltak") + f"<w:p>{fld('end')}</w:p>" + p("Mål"))
    assert shapes(path) == [(Apart.CONTENTS, "Mål"), (Apart.CONTENTS, "Tiltak"), "Mål"]


def test_set_a_table_of_contents_aside_by_its_control_or_style(path) -> None:
    control = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    word(
        path,
        f"<w:sdt>{control}<w:sdtContent>{p('Innhold')}</w:sdtContent></w:sdt>" + p("Mål 3", styled("INNH1")) + p("Mål"),
        {"styles": STYLES},
    )
    assert shapes(path) == [(Apart.CONTENTS, "Innhold"), (Apart.CONTENTS, "Mål 3"), "Mål"]


def test_set_captions_aside(path) -> None:
    word(path, p("Tabell 1: Tiltak", styled("Bildetekst")), {"styles": STYLES})
    assert shapes(path) == [(Apart.CAPTION, "Tabell 1: Tiltak")]


def test_read_a_text_box_once_and_after_its_paragraph(path) -> None:
    box = f"<w:txbxContent>{p('I boksen')}{tbl(tr('A', 'B'), tr('1', '2'))}</w:txbxContent>"
    word(
        path,
        f"<w:p>{r('Før')}<w:r><mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        f"<w:p><w:r><mc:AlternateContent><mc:Fallback>{r('Reserve')}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        "<w:p><w:r><mc:AlternateContent/><w:pict><v:textpath string='Ordkunst'/></w:pict></w:r></w:p>",
    )
    assert shapes(path) == ["Før", "I boksen", [["A", "B"], ["1", "2"]], "Reserve", "Ordkunst"]


NOTES = root(
    "footnotes",
    '<w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote>'
    f'<w:footnote w:id="1">{p("Om loven")}</w:footnote><w:footnote w:id="2">{p("Om planen")}</w:footnote>'
    f'<w:footnote w:id="3">{p("Ingen viser hit")}</w:footnote>',
)


def test_read_notes_after_the_paragraph_that_refers_to_them(path) -> None:
    endnotes = root("endnotes", f'<w:endnote w:id="1">{p("Til slutt")}</w:endnote>')
    comments = root("comments", f'<w:comment w:id="7">{p("Sjekk dette")}{p("nå")}</w:comment>')
    word(
        path,
        f"<w:p>{r('Loven')}<w:r><w:footnoteReference w:id='2'/></w:r>"
        f"{r(' og planen')}<w:r><w:footnoteReference w:id='1'/>"
        f'<w:endnoteReference w:id="1"/><w:commentReference w:id="7"/></w:r></w:p>'
        f"<w:p>{r('Igjen')}<w:r><w:footnoteReference w:id='2'/>"
        "<w:footnoteReference w:customMarkFollows='1' w:id='9'/>"
        f"<w:t>*</w:t></w:r></w:p>",
        {"footnotes": NOTES, "endnotes": endnotes, "comments": comments},
    )
    assert shapes(path) == [
        "Loven¹ og planen²ⁱ",
        (Apart.FOOTNOTE, "¹ Om planen"),
        (Apart.FOOTNOTE, "² Om loven"),
        (Apart.FOOTNOTE, "ⁱ Til slutt"),
        (Apart.COMMENT, "Sjekk dette\nnå"),
        "Igjen¹*",
        (Apart.FOOTNOTE, "Ingen viser hit"),
    ]


def test_read_page_headers_and_footers_once(path) -> None:
    header = root("hdr", p("Fjordvik kommune") + tbl(tr("Internt", "2024")))
    word(
        path,
        p("Tekst"),
        {"header#1": header, "header#2": header, "header#3": root("hdr", p()), "footer": root("ftr", p("Side 1"))},
    )
    assert shapes(path) == [
        (Apart.PAGE_HEADER, "Fjordvik kommune\nInternt\t2024"),
        "Tekst",
        (Apart.PAGE_FOOTER, "Side 1"),
    ]


def test_read_the_words_of_a_smartart_drawing(path) -> None:
    drawing = (
        "<dgm:dataModel xmlns:dgm='d' xmlns:a='a'><dgm:pt>"
        "<a:p><a:r><a:t>Under</a:t></a:r><a:r><a:t>søke</a:t></a:r></a:p>"
        "<a:p/></dgm:pt></dgm:dataModel>"
    )
    word(path, p("Tekst"), {"diagramData": drawing})
    assert shapes(path) == ["Tekst", "Undersøke"]


def test_say_that_an_embedded_file_was_not_read(path) -> None:
    word(path, '<w:altChunk r:id="r9"/>' + f"<w:p>{r('Se')}<w:r><w:object><o:OLEObject/></w:object></w:r></w:p>")
    found = document(path)
    assert [block.text for block in found.blocks if isinstance(block, Paragraph)] == ["Se"]
    assert found.notices == (Notice(body.EMBEDDED),)


def lvl(level: int, form: str, text: str = "", inside: str = "") -> str:
    said = f"<w:start w:val='1'/><w:numFmt w:val='{form}'/><w:lvlText w:val='{text}'/>"
    return f"<w:lvl w:ilvl='{level}'>{said}{inside}</w:lvl>"


def abstract(number: int, *levels: str) -> str:
    return f"<w:abstractNum w:abstractNumId='{number}'>{''.join(levels)}</w:abstractNum>"


def num(number: int, of: int, overrides: str = "") -> str:
    return f"<w:num w:numId='{number}'><w:abstractNumId w:val='{of}'/>{overrides}</w:num>"


NUMBERING = root(
    "numbering",
    abstract(0, lvl(0, "decimal", "%1."), lvl(1, "lowerLetter", "%1.%2)"), lvl(2, "upperRoman", "%3"))
    + abstract(1, lvl(0, "bullet", "\uf0b7"), lvl(1, "none"))
    + abstract(2, lvl(0, "decimal", "%1"), lvl(1, "decimalZero", "%2", "<w:pStyle w:val='Nummer'/>"))
    + abstract(3, "<w:numStyleLink w:val='ListeStil'/>")
    + num(1, 0)
    + num(2, 1)
    + num(3, 0, "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride>")
    + num(4, 2)
    + num(5, 3)
    + num(6, 0)
    + num(7, 0, f"<w:lvlOverride w:ilvl='0'>{lvl(0, 'upperLetter', '%1:')}</w:lvlOverride>")
    + num(8, 99),
)


def item(text: str, number: int, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_count_numbered_items_as_word_does(path) -> None:
    word(
        path,
        item("en", 1) + item("a", 1, 1) + item("b", 1, 1) + item("dypt", 1, 2) + item("to", 6) + item("a igjen", 1, 1)
        + item("fem", 3) + item("seks", 3) + item("stor", 7) + item("rom", 1, 2),
        {"numbering": NUMBERING},
    )  # fmt: skip
    assert shapes(path) == [
        ("1.", "en"), ("1.a)", "a", 1), ("1.b)", "b", 1), ("I", "dypt", 2), ("2.", "to"), ("2.a)", "a igjen", 1),
        ("5.", "fem"), ("6.", "seks"), ("A:", "stor"), ("I", "rom", 2),
    ]  # fmt: skip


def test_read_bullets_and_lists_that_show_nothing(path) -> None:
    word(
        path,
        item("punkt", 2) + item("uten tegn", 2, 1) + item("ukjent", 8) + item("av", 0) + item("for dypt", 2, 5)
        + p("navn", styled("Punkt")),
        {"numbering": NUMBERING, "styles": STYLES},
    )  # fmt: skip
    assert shapes(path) == [("·", "punkt"), "uten tegn", "ukjent", "av", "for dypt", ("·", "navn", 1)]


def test_read_lists_that_a_style_makes(path) -> None:
    def listed(number: int, level: str = "") -> str:
        return f"<w:pPr><w:numPr>{level}<w:numId w:val='{number}'/></w:numPr></w:pPr>"

    styles = root(
        "styles",
        style("Nummer", "Nummer", listed(4))
        + style("ListeStil", "Ls", listed(2), kind="numbering")
        + style("Annen", "Annen", listed(1, "<w:ilvl w:val='1'/>")),
    )
    word(
        path,
        p("null en", styled("Nummer")) + item("lenket", 5) + p("a", styled("Annen")),
        {"numbering": NUMBERING, "styles": styles},
    )
    assert shapes(path) == [("01", "null en", 1), ("·", "lenket"), ("1.a)", "a", 1)]


def test_read_lists_typed_by_hand(path) -> None:
    word(path, p("- strek") + p("• punkt") + p("1. tall") + p("1. juni 2024") + p("2. Fet", run="<w:b/>"))
    assert shapes(path) == [("-", "strek"), ("•", "punkt"), ("1.", "tall"), "1. juni 2024", ("bold", "2. Fet")]


def test_leave_the_number_of_a_heading_out(path) -> None:
    heading = p("Mål", styled("Overskrift1") + '<w:numPr><w:numId w:val="1"/></w:numPr>')
    word(path, heading + item("videre", 1), {"styles": STYLES, "numbering": NUMBERING})
    assert shapes(path) == [("h1", "Mål"), ("2.", "videre")]


def test_set_a_typed_table_of_contents_aside(path) -> None:
    word(path, p("Innhold") + "".join(p(f"Kapittel {n}\t{n}") for n in range(3)) + p("Kapittel 1"))
    assert asides(path, Apart.CONTENTS) == ["Innhold", "Kapittel 0\t0", "Kapittel 1\t1", "Kapittel 2\t2"]


TYPES = "<Types xmlns='t'><Override PartName='/word/document.xml' ContentType='application/vnd.{}.main+xml'/></Types>"


def test_read_strict_open_xml(path) -> None:
    body = f"<w:document {W}><w:body>{p('Streng', outline(0))}</w:body></w:document>"
    body = body.replace("<w:pPr><w:pPr>", "<w:pPr>").replace("</w:pPr></w:pPr>", "</w:pPr>")
    usual, strict = "schemas.openxmlformats.org/wordprocessingml/2006", "purl.oclc.org/ooxml/wordprocessingml"
    parts = {
        "word/document.xml": body.replace(usual, strict),
        "_rels/.rels": relations({"officeDocument": "/word/document.xml"}),
        "[Content_Types].xml": TYPES.format("ms-word.document.macroEnabled"),
    }
    assert shapes(package(path, parts)) == [("h1", "Streng")]


def test_refuse_a_document_without_a_body(path) -> None:
    parts = {
        "word/document.xml": f"<w:document {W}/>",
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "[Content_Types].xml": TYPES.format("wordprocessingml"),
    }
    with pytest.raises(Unreadable, match="cut short or damaged"):
        document(package(path, parts))


def test_refuse_more_paragraphs_than_a_plan_has(path, monkeypatch) -> None:
    monkeypatch.setattr(docx_parts, "MOST_PARAGRAPHS", 2)
    with pytest.raises(Unreadable, match="more than 2 paragraphs"):
        document(word(path, p("a") * 3))


def test_tell_how_far_reading_has_come(path) -> None:
    from jamn.documents import read

    told: list[tuple[int, int]] = []
    read.document(word(path, p("a") + p("b")), progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


def test_read_a_list_item_with_its_place(path) -> None:
    word(path, p("Tekst") + item("punkt", 2), {"numbering": NUMBERING})
    assert blocks(path)[1] == ListItem("punkt", marker="·", place=Place(paragraph=2))


def test_read_a_cell_that_only_shows_its_number(path) -> None:
    word(path, tbl(tr(tc(item("", 1)), "Lage rutine"), tr(tc(item("", 1)), "Følge opp")), {"numbering": NUMBERING})
    assert shapes(path) == [[["1.", "Lage rutine"], ["2.", "Følge opp"]]]
