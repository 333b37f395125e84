"""What stands on which sheet of a workbook: the text on the first, and each table on one of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from jamn.documents.publication import (
    Block,
    Bullets,
    Card,
    Cell,
    Column,
    Facts,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Publication,
    Signatures,
    Table,
)
from jamn.documents.write.words import Words

LONGEST_NAME = 31
"""Characters of a sheet's name, by Excel's own limit."""

DEEPEST_LINE = 6
"""The level of a line that is set apart, but no heading of the text."""

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\s]+")

Line = tuple[str, ...]
"""One text, or a label and what stands to it."""


@dataclass(frozen=True, slots=True)
class Text:
    """The first sheet: lines, and which of them are headings (by level, 0 is the title)."""

    lines: list[tuple[Line, int | None]] = field(default_factory=list)

    def say(self, *line: str, level: int | None = None) -> None:
        """Add a line, unless it says nothing."""
        if any(line):
            self.lines.append((line, level))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with one table."""

    name: str
    table: Table


def laid_out(publication: Publication, words: Words) -> tuple[Text, list[Sheet]]:
    """A clean publication as its first sheet and the sheets of its tables."""
    content = Text()
    content.say(publication.title, level=0)
    content.say(publication.subtitle)
    content.say(publication.organisation)
    for pair in publication.front:
        content.say(*pair)
    if publication.classification:
        content.say(words.classification, publication.classification)
    tables: list[Table] = []
    for block in publication.blocks:
        _text(block, content)
    tables += _tables(publication.blocks, words)
    names = _names([words.document, *(table.caption or words.table for table in tables)])
    return content, [Sheet(name, table) for name, table in zip(names[1:], tables, strict=True)]


def _text(block: Block, content: Text) -> None:
    match block:
        case Heading():
            content.say(block.text, level=block.level)
        case Paragraph():
            content.say(block.text)
        case Bullets():
            for number, item in enumerate(block.items, 1):
                content.say(f"{number}. {item}" if block.numbered else f"• {item}")
        case Facts():
            for pair in block.pairs:
                content.say(*pair)
        case Figure():
            content.say(block.title, level=DEEPEST_LINE)
            content.say(block.description)
        case Signatures():
            label = f"{block.place_and_date}:" if block.place_and_date else ""
            for name in block.names:
                content.say(name, label)
        case _:
            """Tables and cards have sheets of their own, and pages are not what sheets have."""


def _tables(blocks: Sequence[Block], words: Words) -> Iterator[Table]:
    """The tables in their order; cards that follow each other become one."""
    heading = ""
    cards: list[Card] = []
    for block in (*blocks, PageBreak()):
        if isinstance(block, Card):
            cards.append(block)
            continue
        if cards:
            yield _of_cards(cards, heading, words)
            cards = []
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Table):
            yield block
        elif isinstance(block, Figure) and block.table:
            yield block.table


def _of_cards(cards: Sequence[Card], caption: str, words: Words) -> Table:
    """Cards as a table: a row for each, a column for each kind of fact."""
    labels = list(dict.fromkeys(label for card in cards for label, _ in card.facts))
    headers = [words.title, words.details, words.description, *labels]
    rows = [[card.title, card.aside, card.text, *(_fact(card, label) for label in labels)] for card in cards]
    used = [at for at in range(len(headers)) if at == 0 or any(row[at] for row in rows)]
    return Table(
        caption,
        tuple(Column(headers[at], width=2.5 if at < 3 else 2) for at in used),
        tuple(tuple(Cell(row[at]) for at in used) for row in rows),
    )


def _fact(card: Card, wanted: str) -> str:
    return "\n".join(value for label, value in card.facts if label == wanted)


def _names(wanted: Iterable[str]) -> list[str]:
    """Names that Excel takes: short, without its own signs, and each once."""
    names: list[str] = []
    taken = {"history"}  # Excel keeps this one for itself
    for text in wanted:
        name = plain = shortened(_NOT_IN_NAMES.sub(" ", text).strip(" '"), LONGEST_NAME).strip(" '") or "–"
        count = 1
        while name.casefold() in taken:
            count += 1
            end = f" ({count})"
            name = shortened(plain, LONGEST_NAME - len(end)).rstrip() + end
        taken.add(name.casefold())
        names.append(name)
    return names


def shortened(text: str, most: int) -> str:
    """The beginning of a text in so many of Excel's characters, which are units of UTF-16."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", errors="ignore")
