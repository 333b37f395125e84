"""Text of a table whose columns are gone: cells follow each other line by line, told apart by order alone.

The deadline is what can be known for sure, so each row is found by it. What stands between two deadlines is cut into
cells where a line does not run on into the next, and the cells are given to the columns in the header's order.
All of it is a guess, said so by its confidence and by a notice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from rapidfuzz import fuzz, process

from jamn import laws
from jamn.documents.blocks import Notice
from jamn.importers.interpret.columns import MEASURE, Meaning, may_begin_a_header, understand_header
from jamn.importers.interpret.deadlines import is_a_time, month_names, understand_deadline
from jamn.importers.interpret.filling import REST, SURE, Cell, Filler, Row
from jamn.importers.interpret.lines import TEXT, Line
from jamn.importers.interpret.notices import LOST_COLUMNS
from jamn.importers.interpret.outline import Outline
from jamn.importers.interpret.result import DueKind, Field, Measure, Value
from jamn.importers.interpret.understanding import part_responsibles, understand_status
from jamn.importers.interpret.vocabulary import plain, vocabulary

_WHO, _CELL = "who", "cell"
"""Kinds of line: who answers, before a deadline; a cell that is whole."""

_FEWEST = 2
"""So many rows must be found before a text is taken for a table without columns."""

_WIDEST = 20
"""The headers side by side on one line have at most so many words."""

_ALIKE = 85
"""An area's heading is as like the law's name for it as this (0 to 100)."""

_DAY = r"\d{1,2}[./]\s?\d{1,2}[./-]\s?(?:20)?\d\d"
_YEARS = r"20\d\d(?:\s?[-–]\s?20\d\d)?|q[1-4]\s20\d\d"
_STATUS = r"(?:\s?/\s?[^\W\d_]+(?:\s[^\W\d_]+)?)"


def read_lost_columns(lines: Sequence[Line]) -> Outline | None:
    """The measures of a text that was a table; None when its lines do not begin with such a table's header."""
    header = _find_header(lines)
    if header is None:
        return None
    meanings, used = header
    outline = Outline(
        notices=[Notice(LOST_COLUMNS)], left=[line for at, line in enumerate(lines) if at in used or at < min(used)]
    )
    body = [line for at, line in enumerate(lines) if at not in used and at > min(used)]
    if _one_cell_a_line(body, meanings):
        return _read_cells_in_turn(body, meanings, outline)
    rows = list(_rows(_as_cells(body), meanings, outline))
    if len(rows) < _FEWEST:
        return None
    reader = Filler(meanings, outline)
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        reader.add(row, following)
    outline.left += [line for cell in rows[-1].behind for line in cell.lines]
    return outline


def _one_cell_a_line(body: Sequence[Line], meanings: list[Meaning]) -> bool:
    """Whether each column comes in its turn, one line for each cell: times where times are due."""
    at = next(at for at, meaning in enumerate(meanings) if meaning.field is Field.DEADLINE)
    rows = len(body) // len(meanings)
    times = sum(is_a_time(_whole(body[row * len(meanings) + at])) for row in range(rows))
    return rows >= _FEWEST and times >= 0.8 * rows


def _read_cells_in_turn(body: Sequence[Line], meanings: list[Meaning], outline: Outline) -> Outline:
    width = len(meanings)
    outline.left += body[len(body) - len(body) % width :]
    for start in range(0, len(body) - len(body) % width, width):
        row = body[start : start + width]
        values = {
            meaning.field: Value(_whole(line), SURE, line.place)
            for meaning, line in zip(meanings, row, strict=True)
            if meaning.field
        }
        outline.measures.append(Measure(values, place=row[0].place))
    return outline


def _find_header(lines: Sequence[Line]) -> tuple[list[Meaning], set[int]] | None:
    """The header's columns in order, and the numbers of all lines that are header (it may be repeated on each page)."""
    at = 0
    while at < len(lines):
        meanings, used = _header_at(lines, at)
        fields = {meaning.field for meaning in meanings}
        if len(fields) >= 4 and fields & MEASURE and Field.DEADLINE in fields:
            return meanings, used | _repeats(lines, used)
        at += 1
    return None


def _header_at(lines: Sequence[Line], at: int) -> tuple[list[Meaning], set[int]]:
    """The headers in the lines from `at` on; a line may hold several, and help in brackets may run over lines."""
    meanings: list[Meaning] = []
    used: set[int] = set()
    waits = False
    for number in range(at, min(at + 24, len(lines))):
        text = _whole(lines[number])
        found = [] if waits else _headers_in(text)
        if found:
            meanings += found
        elif not (waits or (meanings and text.rstrip().endswith((")", "?")))):
            break
        used.add(number)
        waits = (waits or "(" in text) and text.count(")") < 1 and not text.rstrip().endswith("?")
    return meanings, used


def _whole(line: Line) -> str:
    return f"{line.told} {line.text}".strip()


def _headers_in(text: str) -> list[Meaning]:
    """The columns that a line names: one, or several side by side (``Ansvarlig Frist/Status Resultat``)."""
    words = text.split("(", maxsplit=1)[0].split()
    if not words or len(words) > _WIDEST or not may_begin_a_header(words[0]):
        return []
    whole = understand_header(text)
    if whole.field and whole.confidence >= 0.9:
        return [whole]
    for cut in range(1, len(words)):
        first = understand_header(" ".join(words[:cut]))
        if first.field and first.confidence >= 0.9:
            rest = _headers_in(" ".join(words[cut:]))
            if rest:
                return [first, *rest]
    return []


def _repeats(lines: Sequence[Line], used: set[int]) -> set[int]:
    texts = {plain(_whole(lines[number])) for number in used}
    return {number for number, line in enumerate(lines) if plain(_whole(line)) in texts}


def _as_cells(body: Sequence[Line]) -> list[Line]:
    """The lines; put together first where blank lines stand between cells rather than between the lines of a cell."""
    inside = outside = 0
    for line, following in pairwise(body):
        if following.text[:1].islower():
            inside += line.source == following.source
            outside += line.source != following.source
    if inside <= outside:
        return list(body)
    together: list[Line] = []
    for line in body:
        if together and together[-1].source == line.source:
            together[-1] = replace(together[-1], text=f"{together[-1].text.rstrip()} {_whole(line)}")
        else:
            together.append(replace(line, text=_whole(line), told="", label=None, kind=_CELL))
    return together


def _rows(body: Sequence[Line], meanings: list[Meaning], outline: Outline) -> Iterator[Row]:
    """Rows by their deadlines, with the cells on either side."""
    double = any(Field.STATUS in {meaning.field, meaning.also} and meaning.also for meaning in meanings)
    when = rf"(?:{_DAY}|(?:{month_names()}[ -])?(?:{_YEARS}))"
    pattern = re.compile(rf"(?<!\S)({when}{_STATUS if double else ''})(?=\s|$)", re.IGNORECASE)
    alone = Counter(line.source for line in body)
    row: Row | None = None
    pending: list[Line] = []
    for line in _joined(body):
        if alone[line.source] == 1 and _stands_apart(line):
            outline.left.append(line)
            continue
        match = _deadline_in(line, pattern, double=double)
        if match is None:
            pending.append(line)
            continue
        ahead, deadline, rest = match
        pending += [replace(line, text=words, kind=kind) for words, kind in _parted(ahead)]
        row = Row(deadline, line, before=_cells(pending))
        pending = [replace(line, text=rest, kind=REST)] if rest else []
        yield row
    if row is not None:
        row.behind = _cells(pending)


def _parted(ahead: str) -> Iterator[tuple[str, str]]:
    """The words before a deadline on its line: who answers, behind the end of another cell perhaps."""
    cut = re.match(r"(?P<cell>.*\S)(?:\s{2,}|\s+)(?P<who>[A-ZÆØÅÄÖ][\w/æøåäö-]*)$", ahead)
    fewest = 1 if cut and cut["who"].isupper() else 2
    if cut and len(cut["cell"].split()) > fewest and not _names_together(ahead):
        yield cut["cell"], TEXT
        yield cut["who"], _WHO
    elif ahead:
        yield ahead, TEXT if len(ahead.split()) > 8 else _WHO


def _names_together(words: str) -> bool:
    return len(part_responsibles(words)) > 1 or bool(re.search(r"\b(?:med|og|och|and|with)\s\S+$", words))


def _joined(body: Sequence[Line]) -> Iterator[Line]:
    """Lines, with a month on one line and its year on the next put together (``Desember`` / ``2023/Avslutta``)."""
    held: Line | None = None
    for line in body:
        if held and re.match(r"20\d\d\b", line.text):
            yield replace(line, text=f"{held.text} {line.text}")
            held = None
            continue
        if held:
            yield held
        held = None
        due = understand_deadline(line.text) if len(line.text.split()) == 1 else None
        if due and due.kind is DueKind.MONTH and due.year is None:
            held = line
        else:
            yield line
    if held:
        yield held


def _deadline_in(line: Line, pattern: re.Pattern[str], *, double: bool) -> tuple[str, str, str] | None:
    """What stands before the line's deadline, the deadline, and what stands behind it."""
    if not double and is_a_time(line.text) and not pattern.search(line.text):
        return "", line.text, ""
    found = list(pattern.finditer(line.text))
    if double:
        found = [match for match in found if "/" in match[1] and _ends_in_a_status(match[1])]
    else:
        # A year in the middle of a sentence is no deadline; one that ends its line is.
        found = [match for match in found if match.end() == len(line.text) and len(line.text.split()) < 12]
    if not found:
        return None
    match = found[0]
    deadline, end = match[1], match.end()
    if double and " " in deadline.split("/")[1].strip() and not _is_known(deadline):
        # The second word is the next cell's first.
        deadline = deadline.rsplit(" ", 1)[0]
        end = match.start() + len(deadline)
    return line.text[: match.start()].strip(), deadline, line.text[end:].strip()


def _ends_in_a_status(words: str) -> bool:
    status = words.rsplit("/", maxsplit=1)[-1].strip()
    return understand_status(status) is not None or understand_status(status.split()[0]) is not None


def _is_known(words: str) -> bool:
    return plain(words.rsplit("/", maxsplit=1)[-1]) in vocabulary().statuses


def _stands_apart(line: Line) -> bool:
    """Areas and page footers that the extraction put among the cells."""
    text = _whole(line).strip()
    if text.startswith("#"):
        return True
    names = [plain(name) for area in laws.areas() for name in area.names.values()]
    return bool(process.extractOne(plain(text), names, scorer=fuzz.ratio, score_cutoff=_ALIKE)) or (
        len(text) <= 70
        and text[:1].isupper()
        and any(plain(text).startswith(f"{name} ") for name in names if " " in name)
    )


def _cells(lines: Sequence[Line]) -> list[Cell]:
    """Lines grouped into cells: a new one begins where a line does not run on into the next."""
    cells: list[Cell] = []
    for line in lines:
        if cells and _runs_on(cells[-1].lines[-1], line):
            cells[-1].lines.append(line)
        else:
            cells.append(Cell([line]))
    return cells


def _runs_on(line: Line, following: Line) -> bool:
    """Whether a cell's text goes on in the next line: broken off, or the next begins in lower case."""
    text, after = line.text.rstrip(), following.text.lstrip()
    if _WHO in {line.kind, following.kind} or following.kind == REST:
        return line.kind == following.kind
    if after[0].islower() or text.endswith((",", "-", "/", " og", " i", " av", " med", " for")):
        return True
    if line.source == following.source or _CELL in {line.kind, following.kind}:
        return False
    ended = text.endswith((".", "?", "!", ":"))
    return not ended and len(text) > 55
