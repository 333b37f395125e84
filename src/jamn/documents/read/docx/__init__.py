"""Word (.docx, .docm, .dotx): the XML itself, because a plan hides text where simpler readers do not look.

Text boxes, content controls around rows, tracked changes, fields, notes, comments, page headers: all of it is read, and
what is not running text stands apart with the reason.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jamn.documents.blocks import Document, Format
from jamn.documents.read.docx.body import Body
from jamn.documents.read.docx.parts import Parts
from jamn.documents.read.lines import without_contents
from jamn.documents.read.packages import Package


def read(path: Path, name: str, progress: Callable[[int, int], None]) -> Document:
    """Read a Word document. Raises `Unreadable`, or what the XML parser raises for a damaged file."""
    with Package(path, name) as package:
        parts = Parts(package)
        body = Body(parts, progress)
        blocks = without_contents(body.blocks())
        return Document(
            name=name,
            format=Format.DOCX,
            blocks=tuple(blocks),
            notices=tuple(body.notices),
            title=parts.title,
            language=parts.language,
        )
