"""Running headers and footers: lines in the margins that come back from page to page, and page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from jamn.documents.blocks import Apart
from jamn.documents.read.pdf.aligned import heads_table
from jamn.documents.read.pdf.cells import Grid
from jamn.documents.read.pdf.ink import Box, Page, Rule, Word
from jamn.documents.read.pdf.lines import Line, lines_of
from jamn.documents.read.pdf.ruled import drawn

ZONE = 0.16  # of the page's height: how far margins reach at the most
STEADY = 4.0  # points: a running line stands at the same height on each page

_PAGE_NUMBER = re.compile(
    r"^[-–—|\s]*(?:(?:side|sida|sidan|page|s\.)\s*)?\d{1,3}(?:\s*(?:av|of|/|\(|:)\s*\d{1,3}\)?)?[-–—|\s]*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,9}")


@dataclass(slots=True)
class Layout:
    """A page on its way: its words outside tables, its frames, lines and tables, and what stands apart."""

    number: int
    width: float
    height: float
    words: list[Word]
    boxes: list[Box]
    tables: list[Grid]
    single: list[Grid]
    hints: list[Rule]
    hidden: list[Word]
    comments: list[str]
    header: list[Line] = field(default_factory=list)
    footer: list[Line] = field(default_factory=list)


def layout_of(page: Page) -> Layout:
    """A page with its ruled tables found, and without the words that cannot be seen on paper."""
    found = drawn(page)
    words = without(page.words, found.tables)
    hidden = [word for word in words if word.clipped or not _on_paper(word, page)]
    gone = {id(word) for word in hidden}
    seen = [word for word in words if id(word) not in gone]
    return Layout(
        page.number,
        page.width,
        page.height,
        words=seen,
        boxes=found.boxes,
        tables=found.tables,
        single=found.single,
        hints=found.across,
        hidden=hidden,
        comments=page.comments,
    )


def without(words: Sequence[Word], tables: Sequence[Grid]) -> list[Word]:
    """The words that stand in none of the tables."""
    held = {id(word) for grid in tables for part in grid.parts for word in part.words}
    return [word for word in words if id(word) not in held]


def _on_paper(word: Word, page: Page) -> bool:
    return Box(0, 0, page.width, page.height).holds((word.x0 + word.x1) / 2, word.middle)


def set_apart(pages: Sequence[Layout]) -> None:
    """Move running headers, footers and page numbers from the pages' words to their `header` and `footer`."""
    seen: dict[tuple[Apart, str], list[tuple[int, Line]]] = defaultdict(list)
    found = [_margin_lines(page) for page in pages]
    for page, lines in zip(pages, found, strict=True):
        for why, line in lines:
            seen[why, _NUMBER.sub("#", line.text)].append((page.number, line))
    for page, lines in zip(pages, found, strict=True):
        for why, line in lines:
            same = _steady(page.number, line, seen[why, _NUMBER.sub("#", line.text)])
            runs = len(same) >= max(2, min(3, 0.3 * len(pages)))
            if runs or _tagged(line) or _PAGE_NUMBER.match(line.text):
                (page.header if why is Apart.PAGE_HEADER else page.footer).append(line)
        gone = {id(word) for line in (*page.header, *page.footer) for word in line.words}
        page.words = [word for word in page.words if id(word) not in gone]


def _steady(number: int, line: Line, others: Sequence[tuple[int, Line]]) -> set[int]:
    """The pages on which a line stands at the same height and says the same, the page's own number aside."""
    return {
        page
        for page, other in others
        if abs(other.base - line.base) <= STEADY and _counts_pages(page - number, _numbers(line), _numbers(other))
    }


def _numbers(line: Line) -> list[int]:
    return [int(digits) for digits in _NUMBER.findall(line.text)]


def _counts_pages(step: int, ours: Sequence[int], theirs: Sequence[int]) -> bool:
    return all(other in {our, our + step} for our, other in zip(ours, theirs, strict=True))


def _tagged(line: Line) -> bool:
    return all(word.mark in {"Header", "Footer"} for word in line.words)


def _margin_lines(page: Layout) -> list[tuple[Apart, Line]]:
    """The lines in the page's upper and lower margin, those beside and beyond tables and frames left out."""
    solid = [*(grid.box for grid in page.tables), *(box for box in page.boxes if box.height > ZONE * page.height / 2)]
    top = min([ZONE * page.height, *(box.top for box in solid)])
    bottom = max([(1 - ZONE) * page.height, *(box.bottom for box in solid)])
    lines = lines_of(word for word in page.words if word.angle == 0)
    found = []
    for number, line in enumerate(lines):
        if line.middle < top and not heads_table(line, lines[number + 1 :]):
            found.append((Apart.PAGE_HEADER, line))
        elif line.middle > bottom:
            found.append((Apart.PAGE_FOOTER, line))
    return found
