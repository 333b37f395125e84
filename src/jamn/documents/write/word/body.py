"""The blocks of a publication as the body of a Word document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import count
from typing import Any

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
from jamn.documents.write.widths import fitted
from jamn.documents.write.word import cards, markup, tables
from jamn.documents.write.word.lists import Lists
from jamn.documents.write.word.markup import paragraph, run
from jamn.documents.write.word.styles import Styles
from jamn.documents.write.words import Words

DEEPEST_IN_CONTENTS = 3

CHARACTER = 100
"""The width of a character in a table, in twentieths of a point."""

PIXELS_TO_TWIPS = 7.5
"""Twentieths of a point in a pixel that is drawn twice as fine (192 to the inch)."""

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
            parts += map(self._block, fitted(section.blocks, self._width // CHARACTER))
            if index < len(sections) - 1:
                parts.append(paragraph(self._styles["Normal"], properties=[turned(section.landscape)]))
        after = self._page_break() if publication.front or publication.subtitle else ""
        contents = self._contents() + after if publication.contents and self._headings else ""
        # A gap behind the last card could fall on a page of its own; behind a table, Word needs a paragraph.
        is_card = bool(publication.blocks) and isinstance(publication.blocks[-1], Card)
        text = "".join(parts)
        return after + contents + (text.removesuffix(self._gap()) if is_card else text)

    def flow(self, text: str, style: str, properties: Iterable[str] = (), link: str = "") -> str:
        """The paragraphs of a text in a style; an empty one for no text, since a cell needs one."""
        look = list(properties)
        parts = []
        for is_item, line in clean.lines(text) or [(False, "")]:
            item = [self._item(self._lists.bullets)] if is_item else []
            parts.append(paragraph(style, self._linked(line, link), properties=[*look, *item]))
        return "".join(parts)

    @staticmethod
    def _item(number: int) -> str:
        """What makes a paragraph an item of the list with this number; of none with 0."""
        return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'

    def _linked(self, line: str, link: str) -> str:
        if not line:
            return ""
        if not link:
            return run(line)
        relation = self._part.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        style = f'<w:rStyle w:val="{self._styles["Hyperlink"]}"/>'
        return f'<w:hyperlink r:id="{relation}">{run(line, style)}</w:hyperlink>'

    def _page_break(self, _: PageBreak | None = None) -> str:
        return paragraph(self._styles["Normal"], _BREAK)

    def _block(self, block: Block) -> str:
        return _WRITERS[type(block)](self, block)

    def _paragraph(self, block: Paragraph) -> str:
        return self.flow(block.text, self._styles["Plan Lead" if block.lead else "Normal"])

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
        indent = '<w:ind w:left="340" w:firstLine="0"/>'
        parts = []
        for item in bullets.items:
            first, *more = item.split("\n")
            parts.append(paragraph(style, run(first), properties=[self._item(key)]))
            parts += [paragraph(style, run(line), properties=[self._item(0), indent]) for line in more]
        return "".join(parts)

    def _gap(self) -> str:
        """A low line after a table or a card: without it, Word joins two that follow each other."""
        return _GAP.format(style=self._styles["Normal"])

    def _looks(self, style: str) -> tables.Looks:
        styles = self._styles
        return tables.Looks(styles[style], styles["Plan Table Text"], styles["Plan Table Header"], styles.fill())

    def _form(self, block: Facts) -> str:
        return self._facts(block.pairs, block.columns)

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
        looks = cards.Looks(
            self._styles[f"heading {card.level}"], self._styles["Plan Card"], self._item(self._lists.bullets)
        )
        return cards.card(card, looks) + self._gap()

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
        half, right = self._width * 2 // 5, self._width
        between = f'<w:tab w:val="left" w:pos="{half + 340}"/>'
        tabs = f'<w:tabs><w:tab w:val="left" w:pos="{half}"/>{between}</w:tabs>'
        rule = (
            f'<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="{half}"/>{between}'
            f'<w:tab w:val="right" w:leader="underscore" w:pos="{right}"/></w:tabs>'
        )
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
        return f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{title}{''.join(paragraphs)}</w:sdtContent></w:sdt>"


_WRITERS: dict[type[Block], Callable[[Body, Any], str]] = {
    Heading: Body._heading,
    Paragraph: Body._paragraph,
    Bullets: Body._bullets,
    Facts: Body._form,
    Table: Body._table,
    Card: Body._card,
    Figure: Body._figure,
    Signatures: Body._signatures,
    PageBreak: Body._page_break,
}
