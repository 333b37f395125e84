"""The rules of a page: the lines that may be the walls of cells, and which of them hang together."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from jamn.documents.read.pdf.ink import Box, Page, Rule, Word

JOIN = 3.0  # points: rules no farther apart than this meet
TILE = 0.3  # points: tiles of one colour no farther apart than this are one area
LEAST = 5.0  # points: no cell is lower or narrower
MOST_RULES = 1500  # each way on one page

Meeting = tuple[list[Rule], list[Rule]]


def meetings(page: Page) -> tuple[list[Meeting], list[Rule]]:
    """Rules that hang together (across, down), group by group, and all lines across the page."""
    fills = _fills(page)
    down = _merged(page.down + [rule for box in fills for rule in _sides(box)[1]])
    lines = _not_underlines(_merged(page.across), page.words, down)
    across = _merged(lines + [rule for box in fills for rule in _sides(box)[0]])
    return _meeting(_longest(across), _longest(down)), across


def _sides(box: Box) -> tuple[list[Rule], list[Rule]]:
    across = [Rule(y, box.x0, box.x1) for y in (box.top, box.bottom)]
    return across, [Rule(x, box.top, box.bottom) for x in (box.x0, box.x1)]


def _fills(page: Page) -> list[Box]:
    """Coloured areas that may be cells: tiles of one colour joined, marker pens and whole pages left out."""
    tiles = sorted(dict.fromkeys(page.fills), key=lambda box: -box.width * box.height)[:MOST_RULES]
    tiles = _tiled(tiles, key=lambda box: (box.color, round(box.top), round(box.bottom)), across=True)
    tiles = _tiled(tiles, key=lambda box: (box.color, round(box.x0), round(box.x1)), across=False)
    small = [box for box in tiles if box.width * box.height < 0.7 * page.width * page.height]
    return [box for box in small if box.height > LEAST and box.width > LEAST and not _marker_pen(box, page.words)]


def _tiled(tiles: list[Box], *, key: Callable[[Box], object], across: bool) -> list[Box]:
    groups: dict[object, list[Box]] = defaultdict(list)
    for box in tiles:
        groups[key(box)].append(box)
    joined: list[Box] = []
    for group in groups.values():
        row = sorted(group, key=lambda box: box.x0 if across else box.top)
        last = row[0]
        for box in row[1:]:
            if (box.x0 - last.x1 if across else box.top - last.bottom) <= TILE:
                last = replace(last, x1=max(last.x1, box.x1), bottom=max(last.bottom, box.bottom))
            else:
                joined.append(last)
                last = box
        joined.append(last)
    return joined


def _marker_pen(box: Box, words: Iterable[Word]) -> bool:
    """Whether an area only lies behind some words of a line."""
    held = [word for word in words if box.holds((word.x0 + word.x1) / 2, word.middle)]
    if not held or box.height > 2 * max(word.size for word in held):
        return False
    return min(word.x0 for word in held) - box.x0 < 1.2 and box.x1 - max(word.x1 for word in held) < 1.2


def _not_underlines(rules: Iterable[Rule], words: Sequence[Word], down: Sequence[Rule]) -> list[Rule]:
    """Rules across the page without those that underline words, and reach no wall on either side."""
    ordered = sorted(words, key=lambda word: word.base)
    bases = [word.base for word in ordered]
    return [
        rule
        for rule in rules
        if not _underline(rule, ordered[slice(*_near(bases, rule.at))])
        or all(any(_meets(x, rule.at, wall) for wall in down) for x in (rule.start, rule.end))
    ]


def _meets(x: float, y: float, wall: Rule) -> bool:
    return abs(wall.at - x) <= JOIN and wall.start - JOIN <= y <= wall.end + JOIN


def _near(bases: list[float], at: float) -> tuple[int, int]:
    return bisect_left(bases, at - 4), bisect_left(bases, at + 1)


def _underline(rule: Rule, words: Sequence[Word]) -> bool:
    under = [word for word in words if word.x0 < rule.end - 1 and word.x1 > rule.start + 1]
    if not under:
        return False
    return abs(min(word.x0 for word in under) - rule.start) < 2 and abs(max(word.x1 for word in under) - rule.end) < 4


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules with the pieces of one line joined."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if lines and rule.at - lines[-1][0].at <= 1.5:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    joined: list[Rule] = []
    for line in lines:
        pieces = sorted(line, key=lambda rule: rule.start)
        last = pieces[0]
        for piece in pieces[1:]:
            if piece.start <= last.end + JOIN:
                last = replace(last, end=max(last.end, piece.end))
            else:
                joined.append(last)
                last = piece
        joined.append(last)
    return joined


def _longest(rules: list[Rule]) -> list[Rule]:
    """The rules that may make up tables, where a drawing has more lines than any table."""
    return sorted(rules, key=lambda rule: rule.start - rule.end)[:MOST_RULES]


def _meeting(across: list[Rule], down: list[Rule]) -> list[Meeting]:
    """Rules that hang together, group by group; those that meet none are left out."""
    group = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    for i, rule in enumerate(across):
        for j, other in enumerate(down, len(across)):
            if rule.start - JOIN <= other.at <= rule.end + JOIN and other.start - JOIN <= rule.at <= other.end + JOIN:
                group[root(i)] = root(j)
    met: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for i, rule in enumerate(across):
        met[root(i)][0].append(rule)
    for j, rule in enumerate(down, len(across)):
        met[root(j)][1].append(rule)
    return [pair for pair in met.values() if all(pair)]
