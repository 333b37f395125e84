"""What each piece of text is: heading, paragraph, list item, footnote, caption, table of contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from jamn.documents.blocks import Apart, Aside, Block, Heading, ListItem, Paragraph, Place
from jamn.documents.read.pdf.lines import LEADERS
from jamn.documents.read.pdf.prose import Item, Text

_CAPTION = re.compile(r"^(?:figur|figure|tabell|tabel|table|bilde|bild|diagram|foto)\s*\d{1,3}\s*[.:–-]", re.IGNORECASE)
_NOTE = re.compile(r"^(?:\d{1,3}|[*†‡]+)[).]?\s?\S")


class Kinds:
    """Knows the sizes of type in a document, and so what a piece of text is."""

    def __init__(self, items: Iterable[Item]) -> None:
        texts = [item for item in items if isinstance(item, Text)]
        letters = Counter[float]()
        for text in texts:
            letters[text.size] += len(text.text)
        self.body = letters.most_common(1)[0][0] if letters else 10.0
        self.sizes = sorted({text.size for text in texts if text.size > 1.12 * self.body}, reverse=True)

    def block(self, text: Text, number: int, page_height: float) -> Block:
        """A piece of text as a block, the `number`th of its document."""
        place = Place(page=text.page, paragraph=number)
        words = text.text
        if LEADERS.search(words):
            return Aside(words, Apart.CONTENTS, place)
        if text.size < 0.93 * self.body and text.top > 0.5 * page_height and _NOTE.match(words):
            return Aside(words, Apart.FOOTNOTE, place)
        if _CAPTION.match(words) and len(words) < 200:
            return Aside(words, Apart.CAPTION, place)
        marker = text.lines[0].marker
        if self._heading(text, words):
            return Heading(words, self._level(text), place, sure=text.size > 1.25 * self.body)
        if marker:
            return ListItem(words.removeprefix(marker).lstrip(), marker, 0, place)
        return Paragraph(words, place, text.bold)

    def _heading(self, text: Text, words: str) -> bool:
        if not any(map(str.isalpha, words)) or len(words) > 160:
            return False
        if text.size > 1.12 * self.body:
            return True
        return text.bold and len(text.lines) <= 2 and not words.endswith((".", ",", ";"))

    def _level(self, text: Text) -> int:
        return self.sizes.index(text.size) + 1 if text.size in self.sizes else len(self.sizes) + 1
