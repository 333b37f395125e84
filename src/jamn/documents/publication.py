"""A document that is to be written: one neutral form, which `write` turns into Word, PDF, Excel and a web page.

Everything is plain data in the document's language: whoever fills it has already translated and formatted. A text may
hold line breaks; they part paragraphs inside a cell or a fact, and a line that begins with ``• `` is an item of a list.
Characters that files cannot hold, empty lines, and links to anything but web and e-mail addresses are left out when it
is written; a table's rows are filled up to its columns.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the text; level 1 stands right below the document's title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `lead` sets an introduction apart."""

    text: str
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short texts."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and what stands to them, as the head of a form has them. `columns` is how many pairs share a line."""

    pairs: tuple[tuple[str, str], ...]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its header, and its share of the width beside the others'."""

    header: str
    width: float = 1.0
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, and how many rows and columns it covers. `link` leads to an address elsewhere."""

    text: str
    rows: int = 1
    columns: int = 1
    link: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `caption` names it for those who do not see it, and stands above it when `captioned`.

    `groups` is a row above the column headers: texts and how many columns each spans (plan, do, check, act). A row is
    its cells from left to right; where a cell from above reaches down, the row holds none for it. A row of a single
    cell with `heading` that spans all columns is a heading inside the table. A `wide` one gets pages in landscape.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    groups: tuple[tuple[str, int], ...] = ()
    captioned: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A block of its own that is not cut by a page: a title, what stands small beside it, a text, and facts."""

    title: str
    aside: str = ""
    text: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    level: int = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart: its drawing as SVG with literal colours, what it shows in words, and its numbers as a table beneath."""

    title: str
    svg: str
    description: str
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on: under each, who signs (a role or a name). `place_and_date` is the label of that line."""

    names: tuple[str, ...]
    place_and_date: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Bullets | Facts | Table | Card | Figure | Signatures | PageBreak


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The whole document.

    `language` is the code of the language it is in (nb, nn, sv, da, en). `front` are the facts of the front page; with
    none, and no `subtitle`, the text begins below the title on the first page. `contents` asks for a table of contents.
    `classification` stands in the footer of every page beside the page number.
    """

    title: str
    language: str
    organisation: str = ""
    subtitle: str = ""
    front: tuple[tuple[str, str], ...] = ()
    classification: str = ""
    contents: bool = False
    landscape: bool = False
    blocks: tuple[Block, ...] = field(default=())
