"""Bytes of plain text become characters: the encodings that Nordic offices write."""

from __future__ import annotations

import codecs

from jamn.documents.blocks import Unreadable, gettext_noop

LARGEST_TEXT = 3 * 2**20
"""Bytes of text, CSV or Markdown: some fifteen hundred pages. Beyond it reading would take too long."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAC_LETTERS = frozenset(b"\x8c\x81\x8a\x9a\xae\xaf\xbe\xbf\x80\x85")  # å Å ä ö Æ Ø æ ø Ä Ö in Mac Roman
_WINDOWS_LETTERS = frozenset("æøåäöÆØÅÄÖé".encode("cp1252"))


NO_TEXT = gettext_noop(
    "“{name}” is not a document that can be read: it holds no text. Choose a Word, Excel, PDF or text file."
)
TOO_MUCH_TEXT = gettext_noop(
    "“{name}” holds more text than a plan ({megabytes} MB). Save the plan as a file of its own."
)


def decoded(data: bytes, name: str, *, declared: str | None = None, most: int = LARGEST_TEXT) -> str:
    """The characters of a text file: by its mark, as UTF-8, as it `declared`, as UTF-16, else as Windows or Mac wrote.

    Raises `Unreadable` when they are not text, or more than `most` bytes.
    """
    if len(data) > most:
        raise Unreadable(TOO_MUCH_TEXT, name=name, megabytes=len(data) // 2**20)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, errors="replace"), name)
    if guess := _wide(data):
        return _checked(data.decode(guess, errors="replace"), name)
    for said in filter(None, ("utf-8", declared)):
        try:
            text = data.decode(said)
        except (UnicodeDecodeError, LookupError):
            continue
        return _checked(text, name)
    return _checked(data.decode(_single_byte(data), errors="replace"), name)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Nordic text is zero."""
    sample = data[:2000]
    if len(sample) < 4 or sample.count(0) < len(sample) * 0.4:
        return None
    if not any(sample[0::2]) or sample[0::2].count(0) > len(sample) * 0.4:
        return "utf-16-be"
    return "utf-16-le" if sample[1::2].count(0) > len(sample) * 0.4 else None


def _single_byte(data: bytes) -> str:
    mac = sum(byte in _MAC_LETTERS for byte in data)
    windows = sum(byte in _WINDOWS_LETTERS for byte in data)
    return "mac-roman" if mac > windows else "cp1252"


def _checked(text: str, name: str) -> str:
    """The text, unless control characters show that it is none."""
    strange = sum(text.count(chr(code)) for code in (*range(9), *range(14, 27), *range(28, 32), 0xFFFD))
    if "\0" in text or strange * 50 > len(text):
        raise Unreadable(NO_TEXT, name=name)
    return text
