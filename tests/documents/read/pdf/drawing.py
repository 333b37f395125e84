"""Pages for the PDF reader to read: text, lines and tables drawn where each test wants them.

All measures are points from the page's upper left corner; a text's `y` is its baseline.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from reportlab.lib.colors import Color, black
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from jamn.documents import read
from jamn.documents.blocks import Aside, Block, Document, Heading, ListItem, Paragraph, Table

GREY = Color(0.85, 0.85, 0.85)
BLUE = Color(0.1, 0.2, 0.5)
PLAIN, BOLD = "Helvetica", "Helvetica-Bold"
LEADING = 1.2
INSET = 4.0


class Paper:
    """A PDF being drawn."""

    def __init__(self, path: Path, size: tuple[float, float] = A4, **options: object) -> None:
        self.path = path
        self.canvas = Canvas(str(path), pagesize=size, **options)
        self.width, self.height = size

    def text(self, x: float, y: float, words: str, *, size: float = 10, font: str = PLAIN) -> Paper:
        """One line of text."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - y, words)
        return self

    def lines(self, x: float, y: float, texts: Iterable[str], *, size: float = 10, font: str = PLAIN) -> Paper:
        """Lines of text, one below the other."""
        for number, words in enumerate(texts):
            self.text(x, y + number * LEADING * size, words, size=size, font=font)
        return self

    def paragraph(self, x: float, y: float, words: str, width: float, *, size: float = 10, font: str = PLAIN) -> float:
        """Text broken into lines of a width; gives the baseline that would come next."""
        broken = simpleSplit(words, font, size, width)
        self.lines(x, y, broken, size=size, font=font)
        return y + len(broken) * LEADING * size

    def turned(self, x: float, y: float, words: str, angle: float, *, size: float = 10) -> Paper:
        """A line of text that is turned against the clock."""
        self.canvas.saveState()
        self.canvas.translate(x, self.height - y)
        self.canvas.rotate(angle)
        self.canvas.setFont(PLAIN, size)
        self.canvas.drawString(0, 0, words)
        self.canvas.restoreState()
        return self

    def across(self, y: float, x0: float, x1: float) -> Paper:
        """A line from left to right."""
        self.canvas.line(x0, self.height - y, x1, self.height - y)
        return self

    def down(self, x: float, y0: float, y1: float) -> Paper:
        """A line from top to bottom."""
        self.canvas.line(x, self.height - y0, x, self.height - y1)
        return self

    def frame(self, x0: float, y0: float, x1: float, y1: float) -> Paper:
        """A rectangle drawn with a pen."""
        self.canvas.rect(x0, self.height - y1, x1 - x0, y1 - y0)
        return self

    def fill(self, x0: float, y0: float, x1: float, y1: float, color: Color = GREY) -> Paper:
        """A coloured rectangle."""
        self.canvas.setFillColor(color)
        self.canvas.rect(x0, self.height - y1, x1 - x0, y1 - y0, stroke=0, fill=1)
        self.canvas.setFillColor(black)
        return self

    def table(
        self,
        x: float,
        y: float,
        widths: Sequence[float],
        rows: Sequence[Sequence[str]],
        *,
        size: float = 9,
        rules: str = "all",
        merged: Mapping[tuple[int, int], tuple[int, int]] | None = None,
        heights: Mapping[int, float] | None = None,
        bold: int = 1,
        space: float = 6,
    ) -> float:
        """A table; gives where it ends.

        `rules`: ``all`` frames each cell, ``across`` draws lines between rows only, ``none`` draws nothing. `merged`
        gives the rows and columns of a cell by the place of its upper left one. The first `bold` rows are bold.
        """
        merged, heights = merged or {}, heights or {}
        xs = [x + sum(widths[:number]) for number in range(len(widths) + 1)]
        ys = [y]
        for number, row in enumerate(rows):
            needed = max(
                len(simpleSplit(text, BOLD, size, width - 2 * INSET)) if (number, column) not in merged else 1
                for column, (text, width) in enumerate(zip(row, widths, strict=True))
            )
            ys.append(ys[-1] + heights.get(number, needed * LEADING * size + space))
        covered: set[tuple[int, int]] = set()
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                if (row, column) in covered:
                    continue
                down, across = merged.get((row, column), (1, 1))
                covered |= {(row + i, column + j) for i in range(down) for j in range(across)}
                x0, x1, y0, y1 = xs[column], xs[column + across], ys[row], ys[row + down]
                if rules == "all":
                    self.frame(x0, y0, x1, y1)
                font = BOLD if row < bold else PLAIN
                self.paragraph(x0 + INSET, y0 + size + space / 3, text, x1 - x0 - 2 * INSET, size=size, font=font)
        if rules == "across":
            for at in ys:
                self.across(at, xs[0], xs[-1])
        return ys[-1]

    def page(self) -> Paper:
        """Begin the next page."""
        self.canvas.showPage()
        return self

    def save(self) -> Path:
        """Finish the file."""
        self.canvas.save()
        return self.path


def width(words: str, size: float = 10, font: str = PLAIN) -> float:
    """How long a text is."""
    return stringWidth(words, font, size)


def document(path: Path) -> Document:
    """The file as it is read."""
    return read.document(path)


def blocks(path: Path) -> list[Block]:
    """What is read of the file."""
    return list(document(path).blocks)


def tables(path: Path) -> list[list[list[str | None]]]:
    """The file's tables as rows of texts; a merged cell's text stands in each place that it covers."""
    return [texts(table) for table in document(path).tables()]


def texts(table: Table) -> list[list[str | None]]:
    """A table as rows of texts."""
    return [[cell.text if cell else None for cell in row] for row in table.grid()]


def shapes(path: Path) -> list[tuple[str, str]]:
    """What is read of the file: the kind and the words of each block, a table as its size."""
    return [_shape(block) for block in blocks(path)]


def _shape(block: Block) -> tuple[str, str]:
    if isinstance(block, Table):
        return "table", f"{block.rows} × {block.columns}"
    if isinstance(block, Aside):
        return block.why.value, block.text
    return {Heading: "heading", Paragraph: "paragraph", ListItem: "item"}[type(block)], block.text


def raw(
    path: Path,
    content: bytes,
    *,
    filters: str = "",
    page: str = "",
    fonts: str = "<</F1 5 0 R>>",
    more: Sequence[bytes] = (),
    resources: str = "",
    catalog: str = "",
    pages: str = "/Kids[3 0 R]/Count 1",
    trailer: str = "",
) -> Path:
    """A PDF of one page written by hand: its drawing, and further objects from number 6 on."""
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>".encode(),
        f"<</Type/Pages{pages}>>".encode(),
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R{page}"
        f"/Resources<</Font{fonts}{resources}>>>>".encode(),
        stream(content, filters),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        *more,
    ]
    body = b"%PDF-1.7\n"
    places = []
    for number, item in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, item)
    entries = b"".join(b"%010d 00000 n \n" % place for place in places)
    body += b"xref\n0 %d\n0000000000 65535 f \n%b" % (
        len(objects) + 1,
        entries,
    ) + b"trailer<</Root 1 0 R/Size %d%b>>" % (
        len(objects) + 1,
        trailer.encode(),
    )
    path.write_bytes(body + b"\nstartxref\n%d\n%%%%EOF\n" % body.index(b"xref\n0"))
    return path


def stream(content: bytes, entries: str = "") -> bytes:
    """A stream object."""
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(content), entries.encode(), content)


def words(text: str, x: float = 50, y: float = 700) -> bytes:
    """The drawing of a line of text, `y` from below."""
    return b"BT /F1 12 Tf %d %d Td (%b) Tj ET\n" % (x, y, text.encode("cp1252"))
