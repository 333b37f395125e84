"""Word, Excel, ODS, CSV, PDF, HTML, Markdown and text become blocks.

`document` is the one front door. It looks at what a file *is*, not at what it is called, refuses hostile and broken
files with one sentence (`Unreadable`), and calls the reader for that format. `document_apart` does the same in a
process of its own, for files that strangers send.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import cast

from jamn.documents.blocks import Block, Document, Format, Table, Unreadable, gettext_noop
from jamn.documents.read.apart import CRASHED, TOO_SLOW, document_apart, messages_apart, python_apart

__all__ = [
    "CRASHED",
    "TOO_MUCH",
    "TOO_SLOW",
    "Progress",
    "document",
    "document_apart",
    "messages_apart",
    "python_apart",
]

Progress = Callable[[int, int], None]
"""Told how far reading has come: pages (or rows) done, and how many there are."""

_READERS = {
    Format.DOCX: "docx",
    Format.XLSX: "sheets.xlsx",
    Format.XLS: "sheets.xls",
    Format.ODS: "opendocument.ods",
    Format.ODT: "opendocument.odt",
    Format.CSV: "sheets.delimited",
    Format.PDF: "pdf",
    Format.HTML: "html",
    Format.MARKDOWN: "markdown",
    Format.TEXT: "text",
}
"""The module that reads a format: imported when it is needed, with the libraries it needs."""

MOST_PIECES = 50_000
"""Blocks and cells of one document. Three hundred dense pages have some 20 000."""

MOST_BLOCKS = 20_000
"""Blocks of one document. A hundred pages of single lines have some 5 000."""

MOST_CHARACTERS = 3_000_000
"""Characters of one document: some fifteen hundred pages."""

LONGEST_PIECE = 50_000
"""Characters of one paragraph or cell. Excel's own limit for a cell is 32 767."""

_log = logging.getLogger(__name__)


BROKEN = gettext_noop(
    "“{name}” cannot be read: it is damaged, or made in a way that is not known here. Open it in the program it was "
    "made with, save it again and try once more."
)
TOO_LONG = gettext_noop(
    "“{name}” holds more text than a plan, or very much in one place. Save the plan itself as a file of its own."
)
TOO_MUCH = gettext_noop("“{name}” needs more memory than a plan may take. Save the plan itself as a file of its own.")
NOTHING_INSIDE = gettext_noop(
    "“{name}” holds no text. If the plan stands in it as a picture, choose the file that the picture was made from."
)


def document(path: Path, *, name: str | None = None, progress: Progress | None = None) -> Document:
    """Read a file.

    `name` is what the person calls the file (an upload's own name), for messages; the path's name otherwise.
    Raises `Unreadable`, and nothing else for anything that a file may hold.
    """
    name = name or path.name
    try:
        result = _read(path, name, progress or _silent)
    except Unreadable:
        raise
    except MemoryError as problem:
        raise Unreadable(TOO_MUCH, name=name) from problem
    except Exception as problem:
        # A hostile or cut file may raise anything in any library; whoever sent it must get a sentence.
        _log.info("Could not read %s", name, exc_info=True)
        raise Unreadable(BROKEN, name=name) from problem
    if not result.blocks:
        raise Unreadable(NOTHING_INSIDE, name=name)
    lengths = [len(text) for block in result.blocks for text in _texts(block)]
    too_many = len(result.blocks) > MOST_BLOCKS or len(lengths) > MOST_PIECES
    if too_many or sum(lengths) > MOST_CHARACTERS or max(lengths) > LONGEST_PIECE:
        raise Unreadable(TOO_LONG, name=name)
    return result


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        yield from (cell.text for cell in block.cells)
    else:
        yield block.text


def _read(path: Path, name: str, progress: Progress) -> Document:
    from jamn.documents.read import opening  # noqa: PLC0415 - lxml is loaded for the formats that need it

    reader = import_module(f"jamn.documents.read.{_READERS[opening.kind(path, name)]}")
    return cast(Document, reader.read(path, name, progress))


def _silent(done: int, of: int) -> None:
    """Tell nobody."""
