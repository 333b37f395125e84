"""Words become lines, and lines become paragraphs and list items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from statistics import median

from jamn.documents.read.pdf.ink import Word
from jamn.documents.read.pdf.tags import Element

_BULLET = re.compile(r"^[•·●○◦▪▫■□◆◇►▶➢➤✓✔‣⁃∙*–—-]$")
_GLUED_BULLET = re.compile(r"^[•·●○◦▪▫■□◆◇►▶➢➤✓✔‣⁃∙]\w|^-[^\W\d_]")
_NUMBER = re.compile(r"^\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-zæøåäö]|[ivx]{1,4})[.)]$|^\d{1,2}(?:\.\d{1,2}){1,3}$")
LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d{1,4}$|…{2,}\s*\d{1,4}$|_{4,}\s*\d{1,4}$")
_LABEL = re.compile(r"^[A-ZÆØÅÄÖ][\w/-]*(?: [\w/-]+){0,2}:(?:\s|$)")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class Line:
    """Words on one baseline, from left to right."""

    words: list[Word]
    x0: float = field(init=False)
    x1: float = field(init=False)
    base: float = field(init=False)
    size: float = field(init=False)
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.x0 = min(word.x0 for word in self.words)
        self.x1 = max(word.x1 for word in self.words)
        biggest = max(self.words, key=lambda word: (word.size, len(word.text)))
        self.base, self.size = biggest.base, biggest.size
        self.text = "".join(_spell(self.words, self))

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def bold(self) -> bool:
        """Whether all of it is bold, signs without letters aside."""
        told = [word.bold for word in self.words if any(map(str.isalnum, word.text))]
        return bool(told) and all(told)

    @property
    def element(self) -> Element | None:
        """The part of a tagged file that all of it belongs to, if the file says so."""
        marks = {word.mark for word in self.words}
        mark = marks.pop() if len(marks) == 1 else None
        return mark if isinstance(mark, Element) else None

    @property
    def tabbed(self) -> bool:
        """Whether a gap parts it into columns, as a tab does (and not all gaps are wide, as in a stretched line)."""
        gaps = sorted(right.x0 - left.x1 for left, right in pairwise(self.words))
        others = gaps[-2] if len(gaps) > 1 else 1.3 * self.size
        return bool(gaps) and gaps[-1] > max(2.5 * self.size, 3 * others)

    @property
    def marker(self) -> str | None:
        """The list marker that it begins with, if any."""
        first = self.words[0].text
        if len(self.words) > 1 and marked(first):
            return first
        return first[0] if _GLUED_BULLET.match(first) else None


def marked(word: str) -> bool:
    """Whether a word is a list marker."""
    return bool(_BULLET.match(word) or _NUMBER.match(word))


def _spell(words: Sequence[Word], line: Line) -> Iterator[str]:
    """The words of a line with the spaces between them; pieces of one word that touch stay together."""
    before: Word | None = None
    for word in words:
        if before is not None and (word.spaced or not touching(before, word)):
            yield " "
        raised = word.size < 0.85 * line.size and word.base < line.base - 0.1 * line.size and word.text.isdigit()
        yield word.text.translate(_RAISED) if raised else word.text
        before = word


def pitch_of(lines: Sequence[Line]) -> float:
    """The usual distance from line to line."""
    gaps = [below.base - above.base for above, below in pairwise(lines)]
    close = [gap for gap, line in zip(gaps, lines, strict=False) if 0.8 * line.size < gap < 1.7 * line.size]
    return median(close) if close else 1.25 * lines[0].size if lines else 0.0


def flow(lines: Sequence[Line], right: float, *, ragged: bool = False) -> list[list[Line]]:
    """Lines of one column as paragraphs and list items.

    `right` is how far the column lets text run; where it is `ragged`, no border says so, and each block of lines that
    fills its lines shows how far it runs itself.
    """
    paragraphs: list[list[Line]] = []
    for block in _blocks(lines):
        reach = _reach(block, right) if ragged else right
        paragraphs.append([block[0]])
        for above, line in pairwise(block):
            if _ends(paragraphs[-1], above, line, reach):
                paragraphs.append([line])
            else:
                paragraphs[-1].append(line)
    return paragraphs


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines in type of one size, with no more than the usual distance between them."""
    runs: list[list[Line]] = []
    for line in lines:
        if runs and abs(runs[-1][-1].size - line.size) <= 0.12 * max(runs[-1][-1].size, line.size):
            runs[-1].append(line)
        else:
            runs.append([line])
    blocks: list[list[Line]] = []
    for run in runs:
        pitch = pitch_of(run)
        blocks.append(run[:1])
        for above, line in pairwise(run):
            if 0.5 * line.size <= line.base - above.base <= max(1.25 * pitch, 1.05 * pitch + 0.3 * line.size):
                blocks[-1].append(line)
            else:
                blocks.append([line])
    return blocks


def _reach(lines: Sequence[Line], right: float) -> float:
    """How far text runs to the right: as far as its lines show where most of them are full, else to the border."""
    reach, left = max(line.x1 for line in lines), min(line.x0 for line in lines)
    full = sum(line.x1 > reach - 0.2 * (reach - left) for line in lines)
    wide = reach - left > 0.6 * (right - left) or len(lines) > 2
    return min(reach, right) if wide and full >= 0.6 * len(lines) else right


def _ends(paragraph: Sequence[Line], above: Line, line: Line, right: float) -> bool:
    """Whether a paragraph ends before `line`."""
    if line.element is not None and line.element.level is not None and line.element == above.element:
        return False
    if line.marker and (line.x0 < above.x0 + 0.5 * line.size or paragraph[0].marker or above.text.endswith(":")):
        return True
    if LEADERS.search(above.text) or _label(above, line) or above.tabbed or line.tabbed:
        return True
    first = paragraph[0]
    hangs = first.marker is not None and abs(line.x0 - first.words[min(1, len(first.words) - 1)].x0) < 2
    if line.text[0].islower() and (hangs or (above.bold and line.bold)):
        return False
    return (above.bold != line.bold and _alike(above) and _alike(line)) or room(above, line, right)


def _alike(line: Line) -> bool:
    """Whether all words of a line are bold, or none."""
    return len({word.bold for word in line.words}) == 1


def _label(above: Line, line: Line) -> bool:
    """Whether a line begins with a label such as “Ansvarlig:”, bold or after a whole sentence or another label."""
    bold = [word.text for word in takewhile(lambda word: word.bold, line.words)]
    if bold and bold[-1].endswith(":") and not above.words[-1].bold:
        return True
    told = above.text.endswith((".", "!", "?")) or bool(_LABEL.match(above.text))
    return told and above.marker is None and line.x0 < above.x0 + 2 and bool(_LABEL.match(line.text))


def room(above: Line, line: Line, right: float) -> bool:
    """Whether the first word of a line would have stood on the line above, had the text simply run on."""
    word = line.words[0]
    needed = word.x1 - word.x0 + 0.4 * line.size + 2
    if abs((above.x0 + above.x1) - (line.x0 + line.x1)) < 3 and abs(above.x0 - line.x0) > 3:
        return right - above.x1 > needed + (above.x0 - min(above.x0, line.x0))
    return right - above.x1 > needed


def touching(left: Word, right: Word) -> bool:
    """Whether two pieces of text stand so close that they are one word."""
    return -0.5 * right.size < right.x0 - left.x1 < 0.12 * min(left.size, right.size)


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Words as lines from the top down; turned words as lines of their own before them."""
    words = list(words)
    lines: list[list[Word]] = []
    level = sorted((word for word in words if word.angle == 0), key=lambda word: (word.base, word.x0))
    for word in level:
        for line in reversed(lines[-3:]):
            near = 0.45 * max(word.size, line[-1].size)
            if abs(word.base - line[0].base) < near and _beside(line[-8:], word):
                line.append(word)
                break
        else:
            lines.append([word])
    found = [Line(sorted(line, key=lambda word: word.x0)) for line in lines]
    return [*_turned_lines(words), *sorted(found, key=lambda line: line.base)]


def _turned_lines(words: Iterable[Word]) -> list[Line]:
    """Words that do not run level, line by line as they are read when the page is turned."""
    lines: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        if word.angle != 0:
            lines.setdefault((word.angle, round(-word.base / max(word.size, 1))), []).append(word)
    return [
        Line(sorted(line, key=lambda word: word.start)) for _, line in sorted(lines.items(), key=lambda pair: pair[0])
    ]


def _beside(line: Sequence[Word], word: Word) -> bool:
    """Whether a word does not lie on top of the line's other words."""
    return all(min(word.x1, other.x1) - max(word.x0, other.x0) < 0.5 * (word.x1 - word.x0) for other in line)
