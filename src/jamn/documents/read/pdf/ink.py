"""What is drawn on a page: words, rules, filled areas and pictures, in points from the page's upper left corner.

A rule is anything that looks like a line: a stroke, the side of a frame, a very thin rectangle.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from jamn.documents.read.pdf.tags import Element

OVERLAPS = 3  # words on top of others: fewer are chance


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle, and the colour it is filled with."""

    x0: float
    top: float
    x1: float
    bottom: float
    color: tuple[float, ...] = ()

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


@dataclass(slots=True)
class Word:
    """A word as drawn. `angle` is the direction of its writing in degrees against the clock: 0 for level text.

    `base` is its baseline and `start` where it begins on it (for turned text in the coordinates of the writing).
    `spaced` says that the file itself has a space before it; `mark` the tag it was drawn under: the element that it
    belongs to, or ``Header``, ``Footer`` for page artifacts; `hidden` that it is drawn without ink; `clip` is the area
    outside which nothing shows (a spreadsheet's cell).
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False
    angle: int = 0
    spaced: bool = False
    mark: Element | int | str | None = None
    hidden: bool = False
    clip: Box | None = None
    start: float = 0.0
    top: float = 0.0
    bottom: float = 0.0

    @property
    def middle(self) -> float:
        """The height of the middle of its small letters."""
        return (self.top + self.bottom) / 2

    @property
    def clipped(self) -> bool:
        """Whether it is drawn outside the area that shows, and so is not seen on paper."""
        return self.clip is not None and not self.clip.holds((self.x0 + self.x1) / 2, self.middle)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: horizontal at y = `at` from x = `start` to `end`, or vertical at x = `at`."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Page:
    """A page's drawing. `number` counts from 1. `fills` are coloured areas, white ones left out; `dots` small ones."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    dots: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    unknown: int = 0


def settled(page: Page) -> Page:
    """A finished page, its words with their boxes; turned when most of its text runs up or down the paper."""
    for word in page.words:
        _settle(word, page)
    page.words = _once(page.words)
    page.words += _bullets(page)
    letters = Counter[int]()
    for word in page.words:
        letters[word.angle] += len(word.text)
    for angle in (90, 270):
        if letters[angle] * 2 > letters.total():
            return _upright(page, angle)
    return page


def _settle(word: Word, page: Page) -> None:
    """Give a finished word its box on the page. Its letters reach from 3/4 above to 1/4 below the baseline."""
    word.start = word.x0
    if word.angle == 0:
        word.base = page.height - word.base
        word.top, word.bottom = word.base - 0.75 * word.size, word.base + 0.25 * word.size
        return
    edges = [(along, word.base + part * word.size) for along in (word.x0, word.x1) for part in (-0.25, 0.75)]
    corners = [turn(edge, -word.angle) for edge in edges]
    word.x0, word.x1 = min(x for x, _ in corners), max(x for x, _ in corners)
    word.top, word.bottom = page.height - max(y for _, y in corners), page.height - min(y for _, y in corners)


def _once(words: Sequence[Word]) -> list[Word]:
    """Words without those drawn again in almost the same place, as some programs do for bold type or a shadow."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for word in words:
        near = max(0.07 * word.size, 0.1)
        across, down = round(word.x0 / near), round(word.top / near)
        if not any((word.text, across + i, down + j) in seen for i in (-1, 0, 1) for j in (-1, 0, 1)):
            kept.append(word)
            seen.add((word.text, across, down))
    return kept


def _bullets(page: Page) -> list[Word]:
    """Bullets that are drawn, not written: small dots a little to the left of a line's first word."""
    found = []
    level = sorted((word for word in page.words if word.angle == 0), key=lambda word: word.middle)
    heights = [word.middle for word in level]
    for dot in dict.fromkeys(page.dots):
        middle = (dot.top + dot.bottom) / 2
        near = level[bisect_left(heights, middle - 4) : bisect_left(heights, middle + 4)]
        after = min((word for word in near if word.x0 >= dot.x1), key=lambda word: word.x0, default=None)
        alone = not any(dot.x0 - 0.6 * word.size < word.x1 <= dot.x1 for word in near)
        if after is not None and alone and after.x0 - dot.x1 < 2 * after.size and dot.height < 0.7 * after.size:
            bullet = replace(after, text="•", x0=dot.x0, x1=dot.x1, start=dot.x0, bold=False, italic=False)
            found.append(bullet)
    return found


def _upright(page: Page, angle: int) -> Page:
    """The page turned so that text written at `angle` degrees becomes level."""

    def turn(x: float, y: float) -> tuple[float, float]:
        return (page.height - y, x) if angle == 90 else (y, page.width - x)

    def turn_box(box: Box) -> Box:
        (xa, ya), (xb, yb) = turn(box.x0, box.top), turn(box.x1, box.bottom)
        return Box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))

    def turn_rule(rule: Rule, *, across: bool) -> Rule:
        ends = ((rule.start, rule.at), (rule.end, rule.at)) if across else ((rule.at, rule.start), (rule.at, rule.end))
        (xa, ya), (xb, yb) = turn(*ends[0]), turn(*ends[1])
        return Rule(xa, min(ya, yb), max(ya, yb)) if across else Rule(ya, min(xa, xb), max(xa, xb))

    for word in page.words:
        box = turn_box(Box(word.x0, word.top, word.x1, word.bottom))
        word.x0, word.top, word.x1, word.bottom = box.x0, box.top, box.x1, box.bottom
        word.angle, word.clip = (word.angle - angle) % 360, None
        if word.angle == 0:
            word.start, word.base = word.x0, word.bottom - 0.25 * word.size
    return replace(
        page,
        width=page.height,
        height=page.width,
        across=[turn_rule(rule, across=False) for rule in page.down],
        down=[turn_rule(rule, across=True) for rule in page.across],
        fills=[turn_box(box) for box in page.fills],
        pictures=[turn_box(box) for box in page.pictures],
    )


def overlaps(words: Iterable[Word]) -> int:
    """How many words are printed on top of others: half of a word covered, in width and in height."""
    level = sorted((word for word in words if word.angle == 0 and not word.clipped), key=lambda word: word.base)
    count = 0
    for number, word in enumerate(level):
        for other in islice(level, number + 1, None):
            if other.base - word.base > 0.6 * word.size:
                break
            shared = min(word.x1, other.x1) - max(word.x0, other.x0)
            count += shared > 0.5 * min(word.x1 - word.x0, other.x1 - other.x0)
    return count


def turn(point: tuple[float, float], angle: int) -> tuple[float, float]:
    """A point of the page as (along the writing, across it), both in the file's own upward coordinates."""
    x, y = point
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return x * cos + y * sin, y * cos - x * sin
