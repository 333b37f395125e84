"""A document's running text as lines, each with the labels that stand in it (``Ansvarlig: HR. Frist: 2025``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from jamn.documents.blocks import NOWHERE, Block, Format, Heading, ListItem, Paragraph, Place, Table
from jamn.importers.interpret.areas import is_area_heading
from jamn.importers.interpret.columns import MEASURE, understand_header
from jamn.importers.interpret.deadlines import is_a_time
from jamn.importers.interpret.result import Field
from jamn.importers.interpret.vocabulary import either, vocabulary

HEADING, BOLD, ITEM, NUMBERED, TEXT, TABLE = "heading", "bold", "item", "numbered", "text", "table"

_LABEL = re.compile(r"^[\s·•●▪■◦‣*–\-]*(?P<label>[^\W\d_][^\n:]{1,60}?)\s*:(?!//)\s*(?P<rest>.*)$", re.DOTALL)
_MARK = re.compile(r"^\s*[·•●▪■◦‣*]\s+")
_NUMBER = re.compile(r"^\s*(?:\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2})+\.?|[a-zA-Z]\))\s+")
_FORM_COLUMNS = 2
"""A form has labels and values."""

_SHORT = 30
"""A bold line of so few characters may be a label without a colon."""

_SURE = 0.8
"""From here on the words before a colon are a label."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of running text. `label` is the field that its first words name, `told` those words themselves."""

    text: str
    kind: str = TEXT
    level: int = 9
    place: Place = NOWHERE
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
        if (
            held
            and line.kind == HEADING
            and line.level == held.level
            and line.label is None
            and line.text[:1].islower()
        ):
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
                yield from _parted(block.text, Line("", TEXT, 7, block.place, source=number))
            case Heading():
                yield from _parted(block.text, Line("", HEADING, block.level, block.place, source=number))
            case Paragraph():
                yield from _parted(block.text, Line("", BOLD if block.bold else TEXT, 7, block.place, source=number))
            case ListItem():
                kind = NUMBERED if re.match(r"\(?[\da-zA-Z]", block.marker) else ITEM
                line = Line("", kind, 9 + block.level, block.place, marker=block.marker, source=number)
                yield from _parted(block.text, line)
            case Table():
                yield Line("", TABLE, place=block.place, source=number)


def lines_of_cell(text: str, place: Place, number: int) -> Iterator[Line]:
    """The lines of a cell that holds a whole card."""
    yield from _parted(text, Line("", TEXT, 7, place, source=number))


def lines_of_form(table: Table, number: int) -> list[Line]:
    """The labelled lines of a small form of labels and values below a measure's name; none where a row has no label."""
    if table.columns != _FORM_COLUMNS:
        return []
    lines: list[Line] = []
    for label, value in table.grid():
        if not label or not label.text.strip():
            return []
        words = label.text.strip()
        name = _label(words.rstrip(" :"))
        if name is None or value is label:
            return []
        lines.append(Line(value.text.strip() if value else "", TEXT, 7, label.place, name, words, source=number))
    return lines if len({line.label for line in lines}) > 1 else []


def _parted(text: str, like: Line) -> Iterator[Line]:
    """A block's lines, cut before each label inside them. Only the first of a heading or an item is one."""
    for row in text.split("\n"):
        for words in _before_labels(row):
            if words.strip():
                yield _line(words.strip(), like)
                like = like if like.kind in {TEXT, BOLD} else replace(like, kind=TEXT, marker="")


def _line(text: str, like: Line) -> Line:
    """One line: marks and numbers at its start are its marker, a label at its start is its label."""
    if like.kind == TEXT and (mark := _MARK.match(text)):
        like, text = replace(like, kind=ITEM, marker=mark[0].strip()), text[mark.end() :]
    elif like.kind in {TEXT, BOLD} and not is_a_time(text) and (mark := _NUMBER.match(text)):
        kind = NUMBERED if like.kind == TEXT else like.kind
        like, text = replace(like, kind=kind, marker=mark[0].strip()), text[mark.end() :]
    if is_area_heading(text):
        return replace(like, text=text, kind=HEADING if like.kind == HEADING else BOLD, level=min(like.level, 7))
    match = _LABEL.match(text)
    if match and (name := _label(match["label"])):
        return replace(like, text=match["rest"].strip(), label=name, told=text[: match.start("rest")].strip())
    if like.kind in {HEADING, BOLD} and re.search(r"\s\d+$", text) and _label(text) in MEASURE:
        # "Tiltak 3" as a heading: the measure itself is said below it.
        return replace(like, text="", label=Field.TITLE, told=text)
    if like.kind == BOLD and len(text) <= _SHORT and (name := _label(text)) and name not in MEASURE:
        return replace(like, text="", label=name, told=text)
    return replace(like, text=text)


def _label(words: str) -> Field | None:
    """The field that a label names. *Tiltak 3* names one; long words before a colon name none."""
    if len(words.split()) > 6 or words.rstrip().endswith("."):
        return None
    meaning = understand_header(words)
    return meaning.field if meaning.field and meaning.confidence >= _SURE else None


def _before_labels(row: str) -> list[str]:
    """A row cut before each label in its middle: ``… i mai. Ansvarlig: HR. Frist: 1. juni``."""
    cuts = [match.start("label") for match in _inner_label().finditer(row) if match.start("label") > 0]
    parts = [row[start:end].rstrip(" |;,(–\t") for start, end in zip([0, *cuts], [*cuts, len(row)], strict=True)]
    return [_without_what_parts(part, last=part is parts[-1]) if _LABEL.match(part) else part for part in parts]


def _without_what_parts(part: str, *, last: bool) -> str:
    """Labelled words without the full stop before the next label, and without a bracket opened before the label."""
    if part.count(")") > part.count("("):
        return part.rstrip(".").removesuffix(")")
    return part if last else part.removesuffix(".")


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
    # Possessive, and white space only from its beginning: else the time grows with the cube of the spaces in a row.
    before = r"[.;,|()–]\s*+|\s-\s*+|(?<!\s)(?=\s\s|\t)\s++"
    return re.compile(rf"(?:{before})(?P<label>(?:{either(words)})\s*+:)(?=\s)", re.IGNORECASE)
