"""Lines of text: what every reader does to the words it finds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from jamn.documents.blocks import Apart, Aside, Block, ListItem, Paragraph, Place, Table

# Marks that tell where a word may break or which way it runs: no reader sees them, and they part words in two
# for whoever compares.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"), None)
_CONTROL = dict.fromkeys([*range(9), *range(14, 32), 127], None)
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2009\u202f"), " ")
_BREAKS = dict.fromkeys(map(ord, "\r\v\f\u0085\u2028\u2029"), "\n")
_TIDY = {**_UNSEEN, **_CONTROL, **_SPACES, **_BREAKS}

_BULLET = re.compile(r"([•·▪▫◦‣●○■□➢➤►❖⁃∙\uf0b7\uf0a7\uf0d8])[ \t]*(?=\S)|([-–—*])[ \t]+(?=\S)|(o)[ \t]{2,}(?=\S)")
_NUMBER = re.compile(r"(\(?(?:\d{1,2}|[A-Za-z])[.)])[ \t]+(?=\S)")
# `1. juni` and `30. november` are dates, not the first and thirtieth item of a list.
_MONTH = re.compile(r"(jan|feb|mar|apr|ma[ijy]|jun|jul|aug|sep|okt|oct|nov|de[sc])", re.IGNORECASE)
_CONTENTS_LINE = re.compile(r"\S.*?(?:\t+| ?\.{3,} ?|(?: \.){3,} ?)\d{1,3}")
_CONTENTS_TITLE = re.compile(
    r"innhold(sfortegnelse)?|innhald(sliste)?|innehåll(sförteckning)?|(table of )?contents", re.IGNORECASE
)

_ROMAN: tuple[tuple[int, str], ...] = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_SUPERSCRIPT = str.maketrans("0123456789ivxlcdm", "⁰¹²³⁴⁵⁶⁷⁸⁹ⁱᵛˣˡᶜᵈᵐ")

SHORTEST_CONTENTS = 3
"""So many lines in a row that end in a page number are a table of contents."""


def visible(text: str) -> str:
    """The characters a person sees, each kind of space as a space and each kind of line end as a line end."""
    return text.replace("\r\n", "\n").translate(_TIDY)


def tidy(text: str) -> str:
    """`visible` text without empty lines, and without spaces at the ends of lines."""
    return "\n".join(line for each in visible(text).split("\n") if (line := each.strip()))


def roman(count: int) -> str:
    """A number as lists count with i, ii, iii; they begin anew after 4999."""
    count %= 5000
    text = ""
    for size, letters in _ROMAN:
        text += letters * (count // size)
        count %= size
    return text


def letter(count: int) -> str:
    """A number as lists count with a … z, aa, bb; they begin anew after twenty times z."""
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 % 20 + 1)


def superscript(mark: str) -> str:
    """The mark of a note (``12``, ``iv``) as it stands raised in the text."""
    return mark.translate(_SUPERSCRIPT)


def marked(line: str) -> tuple[str, str] | None:
    """A line that starts with a bullet or a number: (marker, the rest); None for any other line."""
    if found := _BULLET.match(line):
        return found[1] or found[2] or "·", line[found.end() :]
    found = _NUMBER.match(line)
    if found and not _MONTH.match(line, found.end()):
        return found[1], line[found.end() :]
    return None


def paragraph(text: str, place: Place, *, bold: bool = False) -> Paragraph | ListItem:
    """Running text, or the list item that its first characters make it. A bold one may be a heading: left alone."""
    if not bold and (found := marked(text)):
        return ListItem(found[1], marker=found[0], place=place)
    return Paragraph(text, place=place, bold=bold)


def without_contents(blocks: Iterable[Block]) -> list[Block]:
    """The blocks with each typed table of contents (lines that end in a page number) set apart."""
    result: list[Block] = []
    for is_contents, run in _runs(blocks):
        if is_contents and sum(_text(block).count("\n") + 1 for block in run) >= SHORTEST_CONTENTS:
            if result and _is_contents_title(result[-1]):
                result.append(_apart(result.pop()))
            result += map(_apart, run)
        else:
            result += run
    return result


def _runs(blocks: Iterable[Block]) -> Iterator[tuple[bool, Sequence[Block]]]:
    run: list[Block] = []
    for block in blocks:
        if _is_contents_line(block):
            run.append(block)
            continue
        if run:
            yield True, run
            run = []
        yield False, [block]
    if run:
        yield True, run


def _text(block: Block) -> str:
    return "" if isinstance(block, Table) else block.text


def _is_contents_line(block: Block) -> bool:
    return isinstance(block, Paragraph | ListItem) and all(map(_CONTENTS_LINE.fullmatch, block.text.split("\n")))


def _is_contents_title(block: Block) -> bool:
    return not isinstance(block, Aside) and bool(_CONTENTS_TITLE.fullmatch(_text(block)))


def _apart(block: Block) -> Aside:
    marker = f"{block.marker} " if isinstance(block, ListItem) else ""
    return Aside(marker + _text(block), Apart.CONTENTS, block.place)
