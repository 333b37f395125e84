"""PDF: words and lines on paper become headings, paragraphs, lists and tables again.

The file says where each glyph and each line stands, and little else. `pages` opens it and gives each page's drawing
(`pen` draws it as `ink`); `ruled` and `aligned` find the tables, `prose` the text around them in reading order;
`margins` tells running headers and footers from the text; `tables` joins what page breaks cut; `kinds` tells headings
from paragraphs. `assembly` goes through them in that order; `notices` say what cannot be trusted.
"""

from __future__ import annotations

from pathlib import Path

from jamn.documents.blocks import Document, Format, Notice, Table, Unreadable, gettext_noop
from jamn.documents.read import Progress
from jamn.documents.read.pdf import notices
from jamn.documents.read.pdf.abreast import see_single_columns
from jamn.documents.read.pdf.assembly import blocks_of
from jamn.documents.read.pdf.margins import Layout, layout_of, set_apart
from jamn.documents.read.pdf.pages import opened

FEWEST = 20  # letters: pictures of pages with fewer are a scan with a stamp on it


SCAN = gettext_noop(
    "The PDF “{name}” is a scan: pictures of pages, without text. Export the plan as PDF from Word, or run text "
    "recognition on the scan first."
)
NO_TEXT = gettext_noop(
    "The PDF “{name}” holds no text: what it shows is drawn. Export the plan as PDF from the program it was made in."
)


def read(path: Path, name: str, progress: Progress | None) -> Document:
    """Read a PDF. Raises `Unreadable`."""
    layouts: list[Layout] = []
    doubts: list[Notice] = []
    letters = pictures = 0
    with opened(path, name) as pdf:
        for page in pdf.pages():
            layouts.append(layout_of(page))
            doubts += notices.of_page(page)
            letters += sum(len(word.text) for word in page.words)
            pictures += notices.is_picture(page)
            if progress:
                progress(page.number, len(pdf.sources))
    if letters == 0 or (pictures and letters < FEWEST):
        raise Unreadable(SCAN if pictures else NO_TEXT, name=name)
    see_single_columns(layouts)
    set_apart(layouts)
    blocks = blocks_of(layouts)
    tables = (block for block in blocks if isinstance(block, Table) and not block.sure)
    doubts += [notices.unruled(table.place.page or 0, table.place.table or 0) for table in tables]
    return Document(name, Format.PDF, tuple(blocks), tuple(doubts), pdf.title, pdf.language, len(layouts))
