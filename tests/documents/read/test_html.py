from __future__ import annotations

from pathlib import Path

import pytest

from jamn.documents.blocks import Apart, Cell, Format, Heading, ListItem, Place, Unreadable
from tests.documents.files import blocks, document, shapes, tables


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.html"


def page(path: Path, body: str, head: str = "") -> Path:
    path.write_text(f"<!DOCTYPE html><html lang='nn'><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    return path


def test_read_headings_paragraphs_and_lists(path) -> None:
    page(
        path,
        "<h2>Mål</h2>\n<p>Tekst <i>med</i>\n  <a href='x'>lenke</a><br>ny linje<ul><li>en<li>to</ul>",
        "<title> Plan </title>",
    )
    found = document(path)
    assert (found.format, found.title, found.language) == (Format.HTML, "Plan", "nn")
    assert found.blocks[0] == Heading("Mål", level=2, place=Place(paragraph=1))
    assert found.blocks[3] == ListItem("to", place=Place(paragraph=4))
    assert shapes(path) == [("h2", "Mål"), "Tekst med lenke\nny linje", ("·", "en"), ("·", "to")]


def test_count_ordered_lists_as_a_browser_does(path) -> None:
    page(
        path,
        "<ol start=3><li>tre<ol type=a><li>a<li><p>b</p><p>mer</p></ol><li>fire</ol>"
        "<ol type=I start=x><li>en</ol><li>løs",
    )
    assert shapes(path) == [
        ("3.", "tre"), ("a.", "a", 1), ("b.", "b", 1), "mer", ("4.", "fire"), ("I.", "en"), ("·", "løs"),
    ]  # fmt: skip


def test_read_text_without_a_paragraph(path) -> None:
    page(path, "Løs tekst<div>i en boks</div>og etter<hr><pre>  fast\n  form</pre><dl><dt>Ord<dd>forklart</dl><p></p>")
    assert shapes(path) == ["Løs tekst", "i en boks", "og etter", "fast\nform", ("bold", "Ord"), "forklart"]


def test_tell_bold_by_tags_styles_and_classes(path) -> None:
    page(
        path,
        "<p><b>Fet</b><p><b>Halv</b>fet<p style='font-weight: 700'>Stil<p class='a xl65'>Klasse<p class=western>Ikke"
        "<p><strong style='font-weight:normal'>Av</strong><p style='font-weight:lighter'>Lett",
        "<style>.xl65 { color: red; font-weight: 700 } p.western { font-weight: bold }</style>",
    )
    assert shapes(path) == [("bold", "Fet"), "Halvfet", ("bold", "Stil"), ("bold", "Klasse"), "Ikke", "Av", "Lett"]


def test_leave_scripts_out_and_set_hidden_text_aside(path) -> None:
    page(
        path,
        "<script>nei()</script><style>nei</style><template>nei</template><!-- nei --><p hidden>skjult"
        "<p style='display:none'>borte<p style='visibility: hidden'>usynlig<p style='mso-hide:all'>word"
        "<noscript>uten skript</noscript><ul hidden><li>punkt</ul><p>synlig",
    )
    hidden = ["skjult", "borte", "usynlig", "word", "uten skript", "· punkt"]
    assert shapes(path) == [*((Apart.HIDDEN, text) for text in hidden), "synlig"]


def test_set_navigation_and_footers_aside(path) -> None:
    page(
        path,
        "<nav><a>Hjem</a></nav><header>Fjordvik</header><main><header>Plan</header><footer>Vedtatt</footer></main>"
        "<figure><figcaption>Figur 1</figcaption></figure><footer>Kontakt</footer>",
    )
    assert shapes(path) == [
        (Apart.PAGE_HEADER, "Hjem"),
        (Apart.PAGE_HEADER, "Fjordvik"),
        "Plan",
        "Vedtatt",
        (Apart.CAPTION, "Figur 1"),
        (Apart.PAGE_FOOTER, "Kontakt"),
    ]


def test_read_what_word_saves_as_a_web_page(path) -> None:
    page(
        path,
        "<p class=MsoTitle>Plan<p class=MsoSubtitle>2025<p class=MsoToc1>Mål 3<p class=MsoCaption>Tabell 1"
        "<p class=MsoListParagraph><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;&nbsp; </span></span>punkt"
        "<p>Loven<sup>1</sup> og m<sup>te</sup>"
        "<div style='mso-element:footnote'><p class=MsoFootnoteText>Om loven</div>"
        "<p class=MsoEndnoteText>Til slutt<p class=MsoCommentText>Sjekk<div style='mso-element:header'>Internt</div>",
    )
    assert shapes(path) == [
        ("h1", "Plan"),
        ("h2", "2025"),
        (Apart.CONTENTS, "Mål 3"),
        (Apart.CAPTION, "Tabell 1"),
        ("·", "punkt"),
        "Loven¹ og mte",
        (Apart.FOOTNOTE, "Om loven"),
        (Apart.FOOTNOTE, "Til slutt"),
        (Apart.COMMENT, "Sjekk"),
        (Apart.PAGE_HEADER, "Internt"),
    ]


def test_read_what_forms_show(path) -> None:
    page(
        path,
        "<p>Leder: <input value='Kari'> <input type=checkbox checked>Ja <input type=radio>Nei"
        "<input type=hidden value=x>"
        "<p><select><option>Ny<option selected>Pågår<option></select><select></select><p><select><option>Først</select>"
        "<textarea>a\n  b</textarea>",
    )
    assert shapes(path) == ["Leder: Kari ☒ Ja ☐ Nei", (Apart.HIDDEN, "Ny"), "Pågår", "Førsta\nb"]


def test_read_a_table_with_merged_cells_and_a_caption(path) -> None:
    page(
        path,
        "<table><caption>Tiltak 2025</caption><colgroup><col></colgroup>"
        "<thead><tr><th>Risiko<th colspan=2>Tiltak</thead>"
        "<tbody><tr><td rowspan=2>Lønn<td>Kartlegge<td>HR<tr><td>Rette<td>HR</tbody></table>",
    )
    assert shapes(path) == [[["Risiko", "Tiltak", "Tiltak"], ["Lønn", "Kartlegge", "HR"], ["Lønn", "Rette", "HR"]]]
    table = tables(path)[0]
    assert (table.title, table.header_rows, table.place) == ("Tiltak 2025", 1, Place(table=1))
    assert table.cells[0] == Cell("Risiko", 0, 0, place=Place(table=1, row=1), heading=True)


def test_count_header_rows_without_a_head(path) -> None:
    page(path, "<table><tr><th>A<th>B<tr><th>C<td>D</table><table><tr><th>E<th>F</table>")
    assert [table.header_rows for table in tables(path)] == [1, 1]


def test_read_what_stands_in_a_cell(path) -> None:
    page(
        path,
        "<table><tr><td><p>Ny rutine<ul><li>annonse</ul><h3>Mål</h3><td><b>HR</b><span hidden>skjult</span></tr>"
        "<tr><td>Kurs i rekruttering for ledere<td>"
        "<table><tr><td>mai<td>juni<p hidden>x</p><tr><td><td></table></table>",
    )
    assert shapes(path) == [
        [["Ny rutine\n· annonse\nMål", "HR"], ["Kurs i rekruttering for ledere", "mai\tjuni"]],
        (Apart.HIDDEN, "skjult"),
        (Apart.HIDDEN, "x"),
    ]
    assert [cell.heading for cell in tables(path)[0].cells] == [False, True, False, False]


def test_open_tables_that_only_lay_out_the_page(path) -> None:
    inner = "<table><tr><td>A<td>B<tr><td>1<td>2</table>"
    grid = [["A", "B"], ["1", "2"]]
    page(
        path,
        f"<table><tr><td>Boks</table><table><tr><td>Side<td>{inner}</table><table><tr><td>Ned<tr><td>{inner}</table>"
        f"<table role=presentation><tr><td>P<td>Q</table><table><tr><td>x<td>y<tr><td>z<td>{inner}</table>",
    )
    assert shapes(path) == ["Boks", "Side", grid, "Ned", grid, "P", "Q", "x", "y", "z", grid]


def test_leave_tables_in_hidden_parts_hidden(path) -> None:
    page(path, "<div hidden><table><tr><td>a<td>b</table></div>")
    assert shapes(path) == [(Apart.HIDDEN, "a"), (Apart.HIDDEN, "b")]


def test_read_what_excel_saves_as_a_web_page(path) -> None:
    page(
        path,
        "<table><tr><td class=xl66 colspan=2>Plan 2025<td><tr><td><td><tr><td class=xl66>Tiltak<td class=xl66>Frist"
        "<tr><td rowspan=2>Kurs<td>2025<tr><td>2026</table>",
        "<meta name=ProgId content=Excel.Sheet><style>.xl66{font-weight:700}</style>",
    )
    assert shapes(path) == [("h1", "Plan 2025"), [["Tiltak", "Frist"], ["Kurs", "2025"], ["Kurs", "2026"]]]
    assert blocks(path)[0].place == Place(table=1, row=1)


def test_read_the_encoding_that_the_page_declares(path) -> None:
    path.write_bytes("<meta charset=iso-8859-1><p>Lønn og kjønn".encode("latin-1"))
    assert shapes(path) == ["Lønn og kjønn"]
    path.write_bytes("<?xml version='1.0' encoding='windows-1252'?><html><p>Lønn – kjønn</html>".encode("cp1252"))
    assert shapes(path) == ["Lønn – kjønn"]
    path.write_bytes("<meta charset=tull><p>Lønn – kjønn".encode("cp1252"))
    assert shapes(path) == ["Lønn – kjønn"]


def test_refuse_the_frame_of_a_page(path) -> None:
    path.write_text("<html><frameset><frame src='sheet001.htm'></frameset></html>", encoding="utf-8")
    with pytest.raises(Unreadable, match="only the frame of a web page"):
        document(path)


def test_refuse_a_page_without_text(path) -> None:
    with pytest.raises(Unreadable, match="holds no text"):
        document(page(path, "<img src='plan.png'>"))


def test_read_spans_no_larger_than_the_table(path) -> None:
    page(path, "<table><tr><td rowspan=65534 colspan=999999>a<td rowspan=0>b<tr><td colspan=x>c</table>")
    assert (tables(path)[0].rows, tables(path)[0].columns) == (2, 3)
