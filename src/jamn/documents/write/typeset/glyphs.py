"""Which characters our font can draw: PDF/UA demands that every one can be, and plans hold all sorts of signs."""

from __future__ import annotations

import struct
import unicodedata
from functools import cache
from importlib import resources

MISSING = "\N{WHITE SQUARE}"
"""What is drawn for a character that the font does not have."""

_ALIKE = str.maketrans({
    "➢": "›", "➤": "›", "►": "▶", "▫": "□", "☐": "□", "☑": "✓", "☒": "✗", "❖": "◆", "➔": "→", "⁃": "-",
    "\u2060": None, "\ufe0f": None, "\ufeff": None,
})  # fmt: skip
"""Signs of lists and forms, and those of the font that say the same."""


def drawable(text: str) -> str:
    """A text with its letters composed, and a square for each character that the font cannot draw."""
    text = unicodedata.normalize("NFC", text)
    if text.isascii():
        return text
    known = _characters()
    if known.issuperset(text):
        return text
    return "".join(each if each in known else MISSING for each in text.translate(_ALIKE))


@cache
def _characters() -> frozenset[str]:
    font = (resources.files(__package__) / "fonts" / "Inter_400Regular.ttf").read_bytes()
    return frozenset(map(chr, mapped(font))) | {"\n", "\t", "\u00ad"}


def mapped(font: bytes) -> set[int]:
    """The characters that a TrueType font maps to glyphs: its `cmap` table in format 12 (OpenType 1.9, 5.2.2)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    places = {struct.unpack_from(">4s4xL", font, 12 + 16 * index) for index in range(tables)}
    start = dict(places)[b"cmap"]
    count = struct.unpack_from(">H", font, start + 2)[0]
    offsets = [start + struct.unpack_from(">L", font, start + 8 + 8 * index)[0] for index in range(count)]
    found: set[int] = set()
    for offset in offsets:
        if struct.unpack_from(">H", font, offset)[0] == 12:
            groups = struct.unpack_from(">L", font, offset + 12)[0]
            for first, last, _ in struct.iter_unpack(">LLL", font[offset + 16 : offset + 16 + 12 * groups]):
                found.update(range(first, last + 1))
    return found
