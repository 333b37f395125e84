"""A document's running text as lines, each with the labels that stand in it (``Ansvarlig: HR. Frist: 2025``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from jamn.documents.blocks import Aside, Block, Format, Heading, ListItem, Paragraph, Place, Table
from jamn.importers.interpret.areas import is_area_heading
from jamn.importers.interpret.columns import MEASURE, understand_header
from jamn.importers.interpret.deadlines import is_a_time
from jamn.importers.interpret.result import Field
from jamn.importers.interpret.vocabulary import either, plain, vocabulary

HEADING, BOLD, ITEM, NUMBERED, TEXT, TABLE = "heading", "bold", "item", "numbered", "text", "table"

_LABEL = re.compile(r"^[\s·•●▪■◦‣*–\-]*(?P<label>[^\W\d_][^\n:]{1,60}?)\s*:(?!//)\s*(?P<rest>.*)$", re.DOTALL)
_MARK = re.compile(r"^\s*[·•●▪■◦‣*]\s+")
_NUMBER = re.compile(r"^\s*(?:\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2})+\.?|[a-zA-Z]\))\s+")
_SURE = 0.8
"""From here on the words before a colon are a label."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of running text. `label` is the field that its first words name, `told` the words of the label itself."""

    text: str
    kind: str = TEXT
    level: int = 9
    place: Place = Place()
    label: Field | None = None
    told: str = ""
    marker: str = ""
    source: int = 0

    @property
    def is_time(self) -> bool:
        """A line that is a time and nothing else: ``2024 - 2026``."""
        return self.label is None and is_a_time(self.text)

    @property
    def is_title(self) -> bool:
        """A line that may be the name of something: a heading, bold, numbered, or short and without a full stop."""
        if self.label or self.is_time or self.kind == TABLE:
            return False
        short = len(self.text) <= 130 and len(self.text.split()) <= 18
        if self.kind in {HEADING, BOLD}:
            return True
        if self.kind == NUMBERED:
            return short
        return self.kind == TEXT and short and not self.text.rstrip().endswith((".", ",", ";", ":", "!", "?"))


def lines_of(blocks: Iterable[tuple[int, Block]], document_format: Format) -> Iterator[Line]:
    """The lines of numbered blocks, as `_each_line` gives them; a heading that wraps is put together."""
    held: Line | None = None
    for line in _each_line(blocks, document_format):
        if held and line.kind == HEADING and line.level == held.level and line.label is None and line.text[:1].islower():
            held = replace(held, text=f"{held.text} {line.text}")
            continue
        if held:
            yield held
        held = line if line.kind == HEADING and line.label is None else None
        if held is None:
            yield line
    if held:
        yield held


def _each_line(blocks: Iterable[tuple[int, Block]], document_format: Format) -> Iterator[Line]:
    """The lines of numbered blocks. A table is one line of kind `TABLE`: what stands before it does not run on."""
    for number, block in blocks:
        match block:
            case Heading() if document_format is Format.TEXT and not block.sure:
                # In bare text a heading is a guess at best; what it is shows by what follows.
                yield from _parted(block.text, TEXT, 7, block.place, number)
            case Heading():
                yield from _parted(block.text, HEADING, block.level, block.place, number)
            case Paragraph():
                yield from _parted(block.text, BOLD if block.bold else TEXT, 7, block.place, number)
            case ListItem():
                kind = NUMBERED if re.match(r"\(?[\da-zA-Z]", block.marker) else ITEM
                yield from _parted(block.text, kind, 9 + block.level, block.place, number, block.marker)
            case Table():
                yield Line("", TABLE, place=block.place, source=number)
            case Aside():
                continue


def lines_of_cell(text: str, place: Place, number: int) -> Iterator[Line]:
    """The lines of a cell that holds a whole card."""
    yield from _parted(text, TEXT, 7, place, number)


def _parted(text: str, kind: str, level: int, place: Place, number: int, marker: str = "") -> Iterator[Line]:
    """A block's lines, cut before each label inside them."""
    first = True
    for row in text.split("\n"):
        for words in _before_labels(row):
            if words.strip():
                yield _line(
                    words,
                    kind if first or kind in {TEXT, BOLD} else TEXT,
                    level,
                    place,
                    number,
                    marker if first else "",
                )
                first = False


def _line(words: str, kind: str, level: int, place: Place, number: int, marker: str) -> Line:
    text = words.strip()
    if kind == TEXT and (mark := _MARK.match(text)):
        kind, marker, text = ITEM, mark[0].strip(), text[mark.end() :]
    elif kind in {TEXT, BOLD} and not is_a_time(text) and (mark := _NUMBER.match(text)):
        kind, marker, text = (NUMBERED if kind == TEXT else kind), mark[0].strip(), text[mark.end() :]
    if is_area_heading(text):
        return Line(text, HEADING if kind == HEADING else BOLD, min(level, 7), place, marker=marker, source=number)
    match = _LABEL.match(text)
    if match and (name := _label(match["label"])):
        return Line(
            match["rest"].strip(), kind, level, place, name, text[: match.start("rest")].strip(), marker, number
        )
    if kind == BOLD and len(text) <= 30 and (name := _label(text)) and name not in MEASURE:
        return Line("", kind, level, place, name, text, marker, number)
    return Line(text, kind, level, place, marker=marker, source=number)


def _label(words: str) -> Field | None:
    """The field that a label names. *Tiltak 3* names one; long words before a colon name none."""
    if len(words.split()) > 6 or words.rstrip().endswith("."):
        return None
    meaning = understand_header(words)
    return meaning.field if meaning.field and meaning.confidence >= _SURE else None


def _before_labels(row: str) -> list[str]:
    """A row cut before each label in its middle: ``… i mai. Ansvarlig: HR. Frist: 1. juni``."""
    cuts = [match.start("label") for match in _inner_label().finditer(row) if match.start("label") > 0]
    return [row[start:end].rstrip(" |;–\t") for start, end in zip([0, *cuts], [*cuts, len(row)], strict=True)]


@lru_cache(maxsize=1)
def _inner_label() -> re.Pattern[str]:
    """Labels that may stand in the middle of a line: those of who, when and how far."""
    wanted = {
        Field.RESPONSIBLE,
        Field.DEADLINE,
        Field.STATUS,
        Field.FOLLOW_UP,
        Field.TARGET_GROUP,
        Field.METHOD,
        Field.GOAL,
        Field.RESULT,
    }
    words = [word for word, name in vocabulary().columns.items() if name in wanted and len(word) > 2]
    return re.compile(rf"(?:[.;,|)–\t]|\s{{2,}}|\s-)\s*(?P<label>(?:{either(words)})\s*:)\s", re.IGNORECASE)


def is_measure_label(line: Line) -> bool:
    """A label that names the measure itself (``Tiltak 2:``)."""
    return line.label in MEASURE


def same(left: str, right: str) -> bool:
    """Whether two texts are the same but for their layout."""
    return plain(left) == plain(right)
