"""Plain text, typed by people or taken out of a document by another program.

Nothing in it says what is a heading or a table; what is guessed is marked as unsure, and what is not understood stays
as it came: one paragraph for each group of lines between empty ones, its lines kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from jamn.documents.blocks import (
    Apart,
    Aside,
    Block,
    Document,
    Format,
    Heading,
    ListItem,
    Paragraph,
    Place,
    Table,
    Unreadable,
    gettext_noop,
)
from jamn.documents.read.lines import marked, tidy, visible, without_contents
from jamn.documents.read.plain import decoded
from jamn.documents.read.text.columns import Tables
from jamn.documents.read.text.groups import Group, groups

MOST_LINES = 60_000
"""Lines of one text: some fifteen hundred pages."""

LONGEST_HEADING = 80
"""Characters of a line that may be a heading."""

LONGEST_HEADING_WORDS = 10

SHORTEST_BODY = 60
"""Characters of a line of running text: the line above such a one may be its heading."""

FEWEST_BODY_WORDS = 6

DEEPEST_LEVEL = 8
"""Levels of a list, as in Word; deeper indents are only indents."""

_BOOKMARK = re.compile(r"\[bookmark: [^\]\n]*\]")
_FOOTNOTE = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+\s")
_DATE = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}")
_ORNAMENTS = frozenset("•●○■□►➢▪◦")
_LABEL = re.compile(r"\w[\w /-]{2,30}:(?=\s|$)")


TOO_MANY_LINES = gettext_noop(
    "“{name}” holds more than {count} lines: too many for a plan. Save the plan itself as a file of its own."
)


def read(path: Path, name: str, progress: Callable[[int, int], None]) -> Document:
    """Read a text file. Raises `Unreadable` when it is no text."""
    text = visible(decoded(path.read_bytes(), name))
    if text.count("\n") > MOST_LINES:
        raise Unreadable(TOO_MANY_LINES, name=name, count=MOST_LINES)
    result = [*without_contents(blocks(_BOOKMARK.sub("", text))), *_bookmarks(text)]
    progress(1, 1)
    return Document(name=name, format=Format.TEXT, blocks=tuple(result))


def _bookmarks(text: str) -> Iterator[Aside]:
    """Marks that some programs leave where a Word document had its bookmarks."""
    for number, line in enumerate(text.split("\n"), 1):
        for found in _BOOKMARK.findall(line):
            yield Aside(found, Apart.HIDDEN, Place(line=number))


def blocks(text: str) -> list[Block]:
    """The blocks of a text: tables where lines are in columns, else headings, list items and paragraphs."""
    found = groups(text)
    is_broken = _is_broken(found)
    tables = Tables(found)
    result: list[Block] = []
    at = 0
    while at < len(found):
        table, after = tables.starting(at)
        if table:
            result += table
            at = after
            continue
        if _is_ornamented(found, at):
            result.append(_ornamented(found[at], is_first=not result))
        else:
            follows = found[at + 1] if at + 1 < len(found) else None
            result += _paragraphs(found[at], follows, is_first=not result, is_broken=is_broken)
        at += 1
    return _with_headings_of_tables(result)


def _is_broken(found: Sequence[Group]) -> bool:
    """Whether sentences go on after empty lines, as where the columns of a page were lost: then nothing is guessed."""
    lower = sum(group.lines[0].lstrip()[:1].islower() for group in found)
    return lower * 4 > len(found)


def _is_ornamented(found: Sequence[Group], at: int) -> bool:
    """Whether a group is one short line with a bullet that belongs to no list: the ornament of a heading."""
    markers = [marked(group.lines[0].strip()) for group in found[max(0, at - 1) : at + 2]]
    item = marked(found[at].lines[0].strip())
    if item is None or len(found[at].lines) > 1 or item[0] not in _ORNAMENTS or not _may_be_heading(item[1]):
        return False
    return sum(each is not None and each[0] == item[0] for each in markers) == 1


def _ornamented(group: Group, *, is_first: bool) -> Heading:
    _, text = marked(group.lines[0].strip()) or ("", "")
    return Heading(tidy(text), level=1 if is_first else 2, place=Place(line=group.number), sure=False)


def _paragraphs(group: Group, follows: Group | None, *, is_first: bool, is_broken: bool) -> Iterator[Block]:
    lines, number = group.lines, group.number
    if _FOOTNOTE.match(lines[0].strip()):
        yield Aside(tidy("\n".join(lines)), Apart.FOOTNOTE, Place(line=number))
        return
    if is_broken:
        yield Paragraph(tidy("\n".join(lines)), Place(line=number))
        return
    headings = _headings(lines, follows)
    for line in lines[:headings]:
        yield Heading(tidy(line), level=1 if is_first else 2, place=Place(line=number), sure=False)
        number, is_first = number + 1, False
    lines = lines[headings:]
    starts = [index for index, line in enumerate(lines) if index == 0 or marked(line.strip())]
    for start, end in pairwise([*starts, len(lines)]):
        yield from _run(lines[start:end], number + start)


def _headings(lines: Sequence[str], follows: Group | None) -> int:
    """How many of a group's first lines may be headings of the text that comes after them."""
    count = next((index for index, line in enumerate(lines) if not _may_be_heading(line)), len(lines))
    if count == len(lines):
        return count if count == 1 and follows and _is_body(follows.lines[0]) else 0
    return count if _is_body(lines[count]) else 0


def _run(lines: Sequence[str], number: int) -> Iterator[Block]:
    """Lines up to the next bullet: a list item with the lines it is wrapped over, or a paragraph."""
    item = marked(lines[0].strip())
    if not item:
        yield Paragraph(tidy("\n".join(lines)), Place(line=number))
        return
    wrapped = 1
    while wrapped < len(lines) and _goes_on(lines[wrapped]):
        wrapped += 1
    indent = len(lines[0]) - len(lines[0].lstrip())
    text = tidy("\n".join([item[1], *lines[1:wrapped]]))
    yield ListItem(text, marker=item[0], level=min(indent // 2, DEEPEST_LEVEL), place=Place(line=number))
    if lines[wrapped:]:
        yield Paragraph(tidy("\n".join(lines[wrapped:])), Place(line=number + wrapped))


def _goes_on(line: str) -> bool:
    """Whether a line after a list item is more of it: indented, or in the middle of a sentence."""
    return line[:2] in {"  ", "\t"} or line[:1].islower()


def _may_be_heading(line: str) -> bool:
    text = line.strip()
    return (
        "\n" not in text
        and len(text) <= LONGEST_HEADING
        and len(text.split()) <= LONGEST_HEADING_WORDS
        and (text[:1].isupper() or text[:1].isdecimal())
        and text[-1:] not in set(".,;:!?-")
        and any(map(str.isalpha, text))
        and not _LABEL.match(text)
        and not _DATE.search(text)
        and not marked(text)
    )


def _is_body(line: str) -> bool:
    is_long = len(line) >= SHORTEST_BODY and len(line.split()) >= FEWEST_BODY_WORDS
    return marked(line.strip()) is not None or (is_long and not _LABEL.match(line.strip()))


def _with_headings_of_tables(found: list[Block]) -> list[Block]:
    """A short line right above a table is the table's heading."""
    result = list(found)
    for index, block in enumerate(found[1:]):
        above = found[index]
        if (
            isinstance(block, Table)
            and isinstance(above, Paragraph)
            and _may_be_heading(above.text)
            and "\n" not in above.text
        ):
            result[index] = Heading(above.text, level=2, place=above.place, sure=False)
    return result
