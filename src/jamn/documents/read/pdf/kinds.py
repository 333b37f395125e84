"""What each piece of text is: heading, paragraph, list item, footnote, caption, table of contents."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from jamn.documents.blocks import Apart, Aside, Block, Heading, ListItem, Paragraph, Place
from jamn.documents.read.pdf.lines import LEADERS
from jamn.documents.read.pdf.prose import Item, Text
from jamn.documents.read.pdf.spelling import Spelling
from jamn.documents.read.pdf.tables import Sheet

LONGEST_HEADING = 160  # letters
DEEPEST = 6
LARGER = 1.12  # times the body's size: type that may be a heading's
CLEARLY = 1.25  # times the body's size: type that is one

_CAPTION = re.compile(r"^(?:figur|figure|tabell|tabel|table|bilde|bild|diagram|foto)\s*\d{1,3}\s*[.:–-]", re.IGNORECASE)
_NOTE = re.compile(r"^(?:(\d{1,3})[.)]?\s|([⁰¹²³⁴⁵⁶⁷⁸⁹]+)|[*†‡]+\s?\S)")
_REFERENCE = re.compile(r"(?<=\S)[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_APART = {"TOCI": Apart.CONTENTS, "Note": Apart.FOOTNOTE, "Caption": Apart.CAPTION}
_ORNAMENT = re.compile(r"^[●•▪■◆►▶➢○]\s*")


class Kinds:
    """Knows the sizes of type in a document and its notes, and so what a piece of text is."""

    def __init__(self, items: Sequence[Item], heights: Sequence[float], spelling: Spelling) -> None:
        texts = [item for item in items if isinstance(item, Text)]
        self._heights, self._spelling = heights, spelling
        self._body = _body(texts, [item for item in items if isinstance(item, Sheet)])
        sizes = sorted({text.size for text in texts if self._is_heading(text)}, reverse=True)
        self._sizes = [size for before, size in zip([1e9, *sizes], sizes, strict=False) if size < 0.96 * before]
        self._notes: dict[int, set[str]] = defaultdict(set)
        for text in texts:
            self._notes[text.page].update(note.translate(_PLAIN) for note in _REFERENCE.findall(text.text))
        self._indents: list[float] = []
        self._page = 0

    def block(self, text: Text, number: int) -> Block:
        """A piece of text as a block, the `number`th of its document."""
        place = Place(page=text.page, paragraph=number)
        words = self._spelling(text.text)
        apart = self._apart(text, words)
        marker = text.lines[0].marker
        if apart is not None:
            return Aside(words, apart, place)
        if self._is_heading(text):
            self._indents = []
            sure = text.level is not None or text.size > CLEARLY * self._body
            return Heading(_ORNAMENT.sub("", words), text.level or self._level(text), place, sure)
        if marker is not None:
            return ListItem(words.removeprefix(marker).lstrip(), marker, self._indent(text), place)
        self._indents = []
        return Paragraph(words, place, text.bold)

    def _apart(self, text: Text, words: str) -> Apart | None:
        """Why a piece stands apart from the running text, if it does."""
        if text.angle % 90:
            return Apart.PAGE_HEADER  # a watermark
        if text.element is not None and text.element.role in _APART:
            return _APART[text.element.role]
        if LEADERS.search(words):
            return Apart.CONTENTS
        note = _NOTE.match(words)
        if note and text.top > 0.5 * self._heights[text.page - 1]:
            told = (note[1] or note[2] or "").translate(_PLAIN) in self._notes[text.page]
            if told or text.size < 0.93 * self._body:
                return Apart.FOOTNOTE
        return Apart.CAPTION if _CAPTION.match(words) and len(words) < 2 * LONGEST_HEADING else None

    def _is_heading(self, text: Text) -> bool:
        words = text.text
        if not any(map(str.isalpha, words)) or len(words) > LONGEST_HEADING or text.angle:
            return False
        if text.level is not None or text.size > LARGER * self._body:
            return True
        marker = text.lines[0].marker
        bullet = marker is not None and not any(map(str.isalnum, marker))
        return text.bold and len(text.lines) <= 2 and not words.endswith((".", ",", ";")) and not bullet

    def _level(self, text: Text) -> int:
        """1 for the largest headings; bold type no larger than the text comes after all of them."""
        larger = sum(size > 1.04 * text.size for size in self._sizes)
        return min(larger + 1, DEEPEST)

    def _indent(self, text: Text) -> int:
        """How deep a list item stands inside the items before it."""
        if text.page != self._page:
            self._indents, self._page = [], text.page
        while self._indents and self._indents[-1] > text.x0 + 4:
            self._indents.pop()
        if not self._indents or text.x0 > self._indents[-1] + 4:
            self._indents.append(text.x0)
        return len(self._indents) - 1


def _body(texts: Sequence[Text], sheets: Sequence[Sheet]) -> float:
    """The size of running text: of whole sentences where there are some, else of the tables."""
    letters = Counter[float]()
    for text in texts:
        if len(text.text) > 80 and not text.bold:
            letters[text.size] += len(text.text)
    if not letters:
        for sheet in sheets:
            letters[sheet.size] += 1
    if not letters:
        for text in texts:
            letters[text.size] += len(text.text)
    return letters.most_common(1)[0][0] if letters else 10.0
