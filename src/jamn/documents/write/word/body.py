"""The blocks of a publication as the body of a Word document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import count

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from jamn.documents.publication import (
    Block,
    Bullets,
    Card,
    Facts,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Publication,
    Signatures,
    Table,
)
from jamn.documents.write import clean
from jamn.documents.write.word import markup, tables
from jamn.documents.write.word.lists import Lists
from jamn.documents.write.word.markup import COLOURS, paragraph, run
from jamn.documents.write.word.styles import Styles
from jamn.documents.write.words import Words

DEEPEST_IN_CONTENTS = 3

PIXELS_TO_TWIPS = 7.5
"""Twentieths of a point in a pixel that is drawn twice as fine (192 to the inch)."""

_KEEP = ["<w:keepNext/>", "<w:keepLines/>"]
_CARD = [
    f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="{COLOURS.petrol}"/></w:pBdr>',
    f'<w:shd w:val="clear" w:color="auto" w:fill="{COLOURS.pale}"/>',
    '<w:ind w:left="227"/>',
]
_GAP = paragraph("{style}", properties=['<w:spacing w:before="0" w:after="0" w:line="200" w:lineRule="exact"/>'])
_BREAK = '<w:r><w:br w:type="page"/></w:r>'


@dataclass(frozen=True, slots=True)
class Room:
    """The width of the text on upright pages and on pages in landscape, in twentieths of a point."""

    upright: int
    landscape: int


class Body:
    """Writes blocks one after the other; remembers the headings it has passed."""

    def __init__(self, document: Document, styles: Styles, lists: Lists, known: Words) -> None:
        self._part = document.part
        self._styles = styles
        self._lists = lists
        self._words = known
        self._numbers = count(9001)
        self._headings: list[tuple[int, str, str]] = []
        self._width = 0

    def front(self, publication: Publication, room: Room) -> str:
        """The facts of the front page."""
        self._width = room.landscape if publication.landscape else room.upright
        return self._facts(publication.front, 1) if publication.front else ""

    def content(self, publication: Publication, room: Room, turned: Callable[[bool], str]) -> str:
        """Everything after the front page. `turned` gives the properties of a section of upright or other pages."""
        parts: list[str] = []
        sections = clean.sections(publication)
        for index, section in enumerate(sections):
            self._width = room.landscape if section.landscape else room.upright
            parts += map(self._block, section.blocks)
            if index < len(sections) - 1:
                parts.append(paragraph(self._styles["Normal"], properties=[turned(section.landscape)]))
        has_cover = bool(publication.front or publication.subtitle)
        before = self._page_break() if has_cover else ""
        return before + (self._contents() if publication.contents else "") + "".join(parts)

    def flow(self, text: str, style: str, properties: Iterable[str] = (), link: str = "") -> str:
        """The paragraphs of a text in a style; an empty one for no text, since a cell needs one."""
        look = list(properties)
        parts = []
        for is_item, line in clean.lines(text):
            bullet = self._bullet() if is_item and line else []
            parts.append(paragraph(style, self._linked(line, link), properties=[*look, *bullet]))
        return "".join(parts)

    def _bullet(self, number: int | None = None) -> list[str]:
        key = self._lists.bullets if number is None else number
        numbering = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{key}"/></w:numPr>'
        return [numbering]

    def _linked(self, line: str, link: str) -> str:
        if not line:
            return ""
        if not link:
            return run(line)
        relation = self._part.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        style = f'<w:rStyle w:val="{self._styles["Hyperlink"]}"/>'
        return f'<w:hyperlink r:id="{relation}">{run(line, style)}</w:hyperlink>'

    def _page_break(self) -> str:
        return paragraph(self._styles["Normal"], _BREAK)

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self.flow(block.text, self._styles["Plan Lead" if block.lead else "Normal"])
            case Bullets():
                return self._bullets(block)
            case Facts():
                return self._facts(block.pairs, block.columns)
            case Table():
                return self._table(block)
            case Card():
                return self._card(block)
            case Figure():
                return self._figure(block)
            case Signatures():
                return self._signatures(block)
            case PageBreak():
                return self._page_break()

    def _heading(self, heading: Heading) -> str:
        number = next(self._numbers)
        key = f"_Toc{number}"
        self._headings.append((heading.level, heading.text, key))
        start = f'<w:bookmarkStart w:id="{number}" w:name="{key}"/>'
        end = f'<w:bookmarkEnd w:id="{number}"/>'
        return paragraph(self._styles[f"heading {heading.level}"], start, run(heading.text), end)

    def _bullets(self, bullets: Bullets) -> str:
        key = self._lists.numbered() if bullets.numbered else self._lists.bullets
        style = self._styles["List Number" if bullets.numbered else "List Bullet"]
        parts = []
        for item in bullets.items:
            first, *more = item.split("\n")
            parts.append(paragraph(style, run(first), properties=self._bullet(key)))
            no_number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
            indent = '<w:ind w:left="340" w:firstLine="0"/>'
            parts += [paragraph(style, run(line), properties=[no_number, indent]) for line in more]
        return "".join(parts)

    def _gap(self) -> str:
        """A low line after a table: without it, Word joins two tables that follow each other."""
        return _GAP.format(style=self._styles["Normal"])

    def _looks(self, style: str) -> tables.Looks:
        styles = self._styles
        return tables.Looks(styles[style], styles["Plan Table Text"], styles["Plan Table Header"], styles.fill())

    def _facts(self, pairs: Sequence[tuple[str, str]], columns: int) -> str:
        if not pairs:
            return ""
        return tables.facts(pairs, columns, self._looks("Plan Facts"), self._width, self.flow) + self._gap()

    def _table(self, table: Table) -> str:
        if not table.columns:
            return ""
        above = ""
        if table.captioned:
            above = paragraph(self._styles["caption"], run(table.caption), properties=["<w:keepNext/>"])
        return above + tables.table(table, self._looks("Plan Table"), self._width, self.flow) + self._gap()

    def _card(self, card: Card) -> str:
        text = self._styles["Plan Card"]
        style = self._styles[f"heading {card.level}"]
        parts = [paragraph(style, run(card.title), properties=[*_KEEP, *_CARD])]
        lines: list[tuple[list[str], str]] = []
        bold = '<w:b/><w:color w:val="003239"/>'
        for line in filter(None, card.aside.split("\n")):
            lines.append(([], run(line, f'<w:b/><w:color w:val="{COLOURS.petrol}"/>')))
        for is_item, line in clean.lines(card.text):
            lines.append((self._bullet() if is_item else [], run(line)))
        for label, value in card.facts:
            (is_item, first), *more = clean.lines(value)
            lines.append(([], run(f"{label}: ", bold) + ("" if is_item else run(first))))
            more = [(is_item, first), *more] if is_item else more
            lines += [(self._bullet() if item else [], run(line)) for item, line in more]
        last = len(lines) - 1
        for index, (bullet, runs) in enumerate(lines):
            keep = _KEEP if index < last else ["<w:keepLines/>"]
            gap = ['<w:spacing w:after="240"/>'] if index == last else []
            look = [each for each in _CARD if not (bullet and each.startswith("<w:ind"))]
            indent = ['<w:ind w:left="567" w:hanging="340"/>'] if bullet else []
            parts.append(paragraph(text, runs, properties=[*keep, *look, *indent, *bullet, *gap]))
        return "".join(parts)

    def _figure(self, figure: Figure) -> str:
        import vl_convert  # noqa: PLC0415 - 80 MB, only for charts

        png = vl_convert.svg_to_png(figure.svg, scale=2)
        relation, image = self._part.get_or_add_image(BytesIO(png))
        wide, high = int(image.px_width * PIXELS_TO_TWIPS), int(image.px_height * PIXELS_TO_TWIPS)
        width = min(wide, self._width)
        drawn = markup.picture(relation, next(self._numbers), figure.description, width, high * width // wide)
        title = paragraph(self._styles["caption"], run(figure.title), properties=["<w:keepNext/>"])
        below = self._table(replace(figure.table, captioned=False)) if figure.table else ""
        return title + paragraph(self._styles["Normal"], drawn) + below

    def _signatures(self, signatures: Signatures) -> str:
        style = self._styles["Plan Signature"]
        half = self._width * 2 // 5
        tabs = f'<w:tabs><w:tab w:val="left" w:pos="{half}"/><w:tab w:val="left" w:pos="{half + 340}"/></w:tabs>'
        rule = f'<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="{half}"/><w:tab w:val="left" w:pos="{half + 340}"/>'
        rule += f'<w:tab w:val="right" w:leader="underscore" w:pos="{self._width}"/></w:tabs>'
        tab = "<w:r><w:tab/></w:r>"
        parts = []
        for name in signatures.names:
            space = '<w:spacing w:before="720" w:after="0"/>'
            parts.append(paragraph(style, tab, tab, tab, properties=["<w:keepNext/>", rule, space]))
            label = run(signatures.place_and_date)
            parts.append(paragraph(style, label, tab, tab, run(name), properties=["<w:keepLines/>", tabs]))
        return "".join(parts)

    def _contents(self) -> str:
        """The table of contents, filled; Word counts the pages when it opens the file."""
        entries = [entry for entry in self._headings if entry[0] <= DEEPEST_IN_CONTENTS]
        title = paragraph(self._styles["TOC Heading"], run(self._words.contents))
        lines = []
        for index, (level, text, key) in enumerate(entries):
            link = f'<w:hyperlink w:anchor="{key}" w:history="1">{run(text)}</w:hyperlink>'
            lines.append((self._styles[f"toc {level}"], link, index))
        whole = markup.field(f'TOC \\o "1-{DEEPEST_IN_CONTENTS}" \\h \\z \\u', "\0", dirty=True)
        begin, _, end = whole.partition("\0")
        paragraphs = [
            paragraph(style, begin if index == 0 else "", link, end if index == len(entries) - 1 else "")
            for style, link, index in lines
        ]
        gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        return (
            f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{title}{''.join(paragraphs)}</w:sdtContent></w:sdt>"
            + self._page_break()
        )
