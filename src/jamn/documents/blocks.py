"""What a document says, in reading order, each piece with where it stands.

`read` turns files into these blocks; nothing here knows any file format. Everything is plain data:
`as_json` and `from_json` take a document to a database column and back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any, TypeVar


class Format(StrEnum):
    """The kinds of file that can be read."""

    DOCX = "docx"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    ODT = "odt"
    CSV = "csv"
    PDF = "pdf"
    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece stands in its file. Only what the format knows is filled in.

    `page`, `paragraph`, `table`, `row` and `line` count from 1; `cells` is a spreadsheet range such as ``B3:C7``.
    `paragraph` and `table` number the body's paragraphs and tables in reading order; `row` is the row in its table.
    """

    page: int | None = None
    sheet: str | None = None
    cells: str | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    line: int | None = None


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: one by its style or tag (`sure`), or one by its looks (short, bold or large type)."""

    text: str
    level: int = 1
    place: Place = NOWHERE
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `bold` when all of it is: some plans make their headings that way."""

    text: str
    place: Place = NOWHERE
    bold: bool = False


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list. `marker` as it is written or shown (``·``, ``1.``, ``a)``); `level` counts from 0."""

    text: str
    marker: str = "·"
    level: int = 0
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `row` and `column` count from 0 and say where its upper left corner stands.

    Paragraphs inside are parted by a line break, list items keep a marker at the line's start.
    `heading` is True where the format marks the cell as one (``<th>``, a repeated header row) or where it is bold.
    """

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    place: Place = NOWHERE
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table as its cells. `columns` is the width of the grid, `rows` its height.

    `header_rows` is how many of the first rows the format itself calls a header (0 when it does not say). `title` is a
    row above the header that spans the table. `sure` is False when the grid was guessed from how words are aligned.
    """

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    header_rows: int = 0
    title: str | None = None
    place: Place = NOWHERE
    sure: bool = True

    def grid(self) -> list[list[Cell | None]]:
        """The table as rows × columns; a merged cell stands in each position it covers (the same object)."""
        grid: list[list[Cell | None]] = [[None] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            for row in range(cell.row, min(cell.row + cell.row_span, self.rows)):
                for column in range(cell.column, min(cell.column + cell.column_span, self.columns)):
                    grid[row][column] = cell
        return grid


class Apart(StrEnum):
    """Why a piece stands apart from the running text."""

    PAGE_HEADER = "page_header"
    PAGE_FOOTER = "page_footer"
    REPEATED_HEADER = "repeated_header"
    FOOTNOTE = "footnote"
    COMMENT = "comment"
    CONTENTS = "contents"
    CAPTION = "caption"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Aside:
    """A piece of the file outside its running text: said once, with why, and never dropped."""

    text: str
    why: Apart
    place: Place = NOWHERE


Block = Heading | Paragraph | ListItem | Table | Aside


def gettext_noop(template: str) -> str:
    """Mark the template of a `Notice` or `Unreadable` for translation, which is made where Django is known."""
    return template


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the person who reads the result. `template` is English with named fields (a translation's key)."""

    template: str
    values: dict[str, str | int] = field(default_factory=dict)
    place: Place = NOWHERE

    def __str__(self) -> str:
        return self.template.format(**self.values)


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read. `pages` is None where the format has none; `language` is what the file says of itself."""

    name: str
    format: Format
    blocks: tuple[Block, ...]
    notices: tuple[Notice, ...] = ()
    title: str | None = None
    language: str | None = None
    pages: int | None = None

    def tables(self) -> Iterator[Table]:
        """The document's tables in reading order."""
        return (block for block in self.blocks if isinstance(block, Table))


class Unreadable(Exception):
    """A file that cannot be read. Says in one sentence what is wrong and what to do; `str()` gives it in English.

    `template` and `values` are kept apart so that the browser can say it in the user's language.
    """

    def __init__(self, template: str, **values: str | int) -> None:
        super().__init__(template.format(**values))
        self.template = template
        self.values = values


Piece = TypeVar("Piece")

_KINDS: dict[str, Callable[..., Block]] = {
    "heading": Heading,
    "paragraph": Paragraph,
    "item": ListItem,
    "table": Table,
    "aside": Aside,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


_PLACE_KEYS = tuple(each.name for each in fields(Place))


def place_as_json(place: Place) -> dict[str, Any]:
    """A place without the keys that are empty."""
    return {key: value for key in _PLACE_KEYS if (value := getattr(place, key)) is not None}


def place_from_json(data: dict[str, Any]) -> Place:
    """The opposite of `place_as_json`."""
    return Place(**data)


def _block_as_json(block: Block | Cell | Notice) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for each in fields(block):
        value = getattr(block, each.name)
        if isinstance(value, Place):
            value = place_as_json(value)
        elif each.name == "cells":
            value = [_block_as_json(cell) for cell in value]
        data[each.name] = value
    return data


def _from_json(kind: Callable[..., Piece], data: dict[str, Any]) -> Piece:
    return kind(**{**data, "place": place_from_json(data["place"])})


def as_json(document: Document) -> dict[str, Any]:
    """A document as plain JSON values; `from_json` takes it back unchanged."""
    return {
        "name": document.name,
        "format": document.format.value,
        "title": document.title,
        "language": document.language,
        "pages": document.pages,
        "notices": [_block_as_json(notice) for notice in document.notices],
        "blocks": [{"kind": _NAMES[type(block)], **_block_as_json(block)} for block in document.blocks],
    }


def from_json(data: dict[str, Any]) -> Document:
    """The document that `as_json` was given."""
    blocks: list[Block] = []
    for item in data["blocks"]:
        values = {key: value for key, value in item.items() if key != "kind"}
        block = _from_json(_KINDS[item["kind"]], values)
        if isinstance(block, Table):
            block = replace(block, cells=tuple(_from_json(Cell, cell) for cell in values["cells"]))
        elif isinstance(block, Aside):
            block = replace(block, why=Apart(block.why))
        blocks.append(block)
    return Document(
        name=data["name"],
        format=Format(data["format"]),
        title=data["title"],
        language=data["language"],
        pages=data["pages"],
        notices=tuple(_from_json(Notice, notice) for notice in data["notices"]),
        blocks=tuple(blocks),
    )
