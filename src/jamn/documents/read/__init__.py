"""Word, Excel, ODS, CSV, PDF, HTML, Markdown and text become blocks.

`document` is the one front door. It looks at what a file *is*, not at what it is called, refuses hostile and broken
files with one sentence (`Unreadable`), and calls the reader for that format.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jamn.documents.blocks import Document

Progress = Callable[[int, int], None]
"""Told how far reading has come: pages (or rows) done, and how many there are."""


def document(path: Path, *, name: str | None = None, progress: Progress | None = None) -> Document:
    """Read a file.

    `name` is what the person calls the file (an upload's own name), for messages; the path's name otherwise.
    Raises `Unreadable`.
    """
    raise NotImplementedError
