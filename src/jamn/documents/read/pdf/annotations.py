"""What is laid on top of a page: the values of form fields, text boxes and comments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import dict_value, list_value, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import Rect, decode_text, parse_rect

from jamn.documents.read.pdf.ink import Box, Word

MOST = 5000  # annotations on one page
TICKED = "☒"
LARGEST = 11.0  # points: the type of a field's value, whose true size the file leaves to the program that shows it


def notes_on(page: PDFPage) -> Iterator[tuple[Rect, str, bool]]:
    """The page's annotations that hold text: (corners in the file's coordinates, text, whether it shows on paper)."""
    for reference in list_value(page.annots or [])[:MOST]:
        note = dict_value(reference)
        kind = resolve1(note.get("Subtype"))
        name = kind.name if isinstance(kind, PSLiteral) else None
        text = _field(note) if name == "Widget" else _text(note.get("Contents"))
        corners = [resolve1(value) for value in list_value(note.get("Rect", []))]
        if text and name not in {"Link", "Popup"} and len(corners) == 4:
            yield parse_rect(corners), text, name in {"Widget", "FreeText"}


def words_in(box: Box, text: str) -> list[Word]:
    """A field's value as words, from the upper left corner of its box."""
    lines = text.splitlines()
    size = min(LARGEST, 0.75 * box.height / len(lines))
    words: list[Word] = []
    for number, line in enumerate(lines, 1):
        step = min(0.5 * size, box.width / max(len(line), 1))
        base = box.top + (box.height - 1.2 * size * len(lines)) / 2 + 1.2 * size * number - 0.25 * size
        at = 0
        for piece in line.split():
            at = line.index(piece, at)
            x0 = box.x0 + at * step
            at += len(piece)
            word = Word(piece, x0, x0 + len(piece) * step, base, size, spaced=True, start=x0)
            word.top, word.bottom = base - 0.75 * size, base + 0.25 * size
            words.append(word)
    return words


def _field(note: dict[str, Any]) -> str:
    """The value of a form field; a ticked box is a tick."""
    kind, value = _inherited(note, "FT"), _inherited(note, "V")
    if isinstance(kind, PSLiteral) and kind.name == "Btn":
        state = resolve1(note.get("AS"))
        return TICKED if isinstance(state, PSLiteral) and state.name != "Off" else ""
    values = value if isinstance(value, list) else [value]
    return "\n".join(filter(None, map(_text, values)))


def _inherited(note: dict[str, Any], key: str) -> Any:
    """An entry of a field or of the fields above it."""
    for _ in range(32):
        if key in note:
            return resolve1(note[key])
        note = dict_value(note.get("Parent", {}))
    return None


def _text(value: Any) -> str:
    value = resolve1(value)
    text = decode_text(value) if isinstance(value, bytes) else ""
    return "".join(sign for sign in text.replace("\r", "\n") if sign >= " " or sign == "\n").strip()
