"""Plans without tables: a name, a time perhaps, and labelled lines (``Ansvarlig:``, ``Metode:``) → measures.

One pass over the lines. What stands since the last label is *pending*: when the next measure's first label comes, its
name is looked for there, and headings that were not a measure's name are the chapter it stands in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from jamn.importers.interpret.areas import area_in, is_area_heading, speaks_of_no_measures
from jamn.importers.interpret.columns import MEASURE
from jamn.importers.interpret.lines import BOLD, HEADING, ITEM, NUMBERED, TABLE, TEXT, Line
from jamn.importers.interpret.result import Field, Measure, Piece, Value

_CONTEXT = frozenset({Field.AREA, Field.RISK, Field.CAUSE, Field.GROUND, Field.GOAL})
_ANCHORS = frozenset(
    {Field.RESPONSIBLE, Field.DEADLINE, Field.METHOD, Field.TARGET_GROUP, Field.STATUS, Field.FOLLOW_UP}
)
"""Labels by which a measure is known for one."""


@dataclass(slots=True)
class Outline:
    """What running text gave: measures, and the lines that are in none of them."""

    measures: list[Measure] = field(default_factory=list)
    left: list[Line] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A measure that is being read."""

    values: dict[Field, Value]
    labels: dict[Field, str]
    lines: list[Line]
    chapter: tuple[str, ...]
    current: Field | None = None

    def put(self, name: Field, line: Line, confidence: float = 0.95) -> None:
        self.lines.append(line)
        known = self.values.get(name)
        if line.text:
            text = f"{known.text}\n{_shown(line)}" if known else line.text
            self.values[name] = Value(text, confidence, known.place if known else line.place)


def _shown(line: Line) -> str:
    """A line inside a field: list items keep their marker."""
    return f"{line.marker} {line.text}" if line.marker and line.kind in {ITEM, NUMBERED} else line.text


def read_outline(lines: Sequence[Line], *, strict: bool, title: str | None = None) -> Outline:
    """The measures of running text.

    `strict` when the document's tables hold measures already: a block must then name its measure by a label, or have
    three labels. `title` is the document's own: what stands under it alone is no measure.
    """
    reader = _Reader(_first_of_a_cycle(lines), title)
    for line in lines:
        reader.take(line)
    reader.close()
    outline = reader.outline
    _keep_measures(outline, reader.kept, strict=strict)
    return outline


def _first_of_a_cycle(lines: Sequence[Line]) -> Field | None:
    """The label that begins each measure: the first of those that come about as often as the commonest one."""
    labels = [line.label for line in lines if line.label]
    counts = Counter(labels)
    often = 0.6 * max(counts.values(), default=0)
    return next((label for label in labels if counts[label] >= often), None)


class _Reader:
    def __init__(self, first: Field | None, title: str | None) -> None:
        self.first, self.title = first, title
        self.outline = Outline()
        self.kept: list[_Open] = []
        self.open: _Open | None = None
        self.pending: list[Line] = []
        self.sections: list[tuple[int, Line]] = []
        self.context: dict[Field, Line] = {}

    def take(self, line: Line) -> None:
        if line.label is None:
            self._take_text(line)
        elif line.label is Field.TITLE or (line.label is Field.DESCRIPTION and self.first is Field.DESCRIPTION):
            self._start(line)
        elif line.label in _CONTEXT and self._is_context(line):
            self._close_for(line)
        else:
            self._add_label(line)

    def close(self) -> None:
        self._close()
        self._flush(self.pending)
        self.pending = []

    def _take_text(self, line: Line) -> None:
        current = self.open.current if self.open else None
        runs_on = line.kind == ITEM or (line.kind == NUMBERED and self._is_next_in_a_list(line))
        waits = bool(self.open and current and current not in self.open.values)
        if self.open and current and not self.pending and line.kind != HEADING and (runs_on or waits):
            self.open.put(current, line, 0.85)
        else:
            self.pending.append(line)

    def _is_next_in_a_list(self, line: Line) -> bool:
        """Whether a numbered line belongs to a list inside the measure, not to the list that counts the measures."""
        if self.open is None or (self.open.lines[0].kind == NUMBERED and self.open.lines[0].level == line.level):
            return False
        return self.open.lines[-1].kind == NUMBERED or line.marker.strip("().").lower() in {"1", "a", "i"}

    def _is_context(self, line: Line) -> bool:
        """Whether a risk, goal or area is said for the measures to come rather than for the one being read."""
        if self.open is None:
            return (
                not any(each.is_title and each.kind in {HEADING, BOLD, NUMBERED} for each in self.pending[-3:])
                or self.first is line.label
            )
        return self.first is line.label or (line.label is Field.AREA and line.label in self.open.values)

    def _close_for(self, line: Line) -> None:
        self._close()
        self._flush(self.pending)
        self.pending = []
        if line.label in {Field.AREA, Field.GOAL} or line.label is self.first:
            self.context = {
                name: told for name, told in self.context.items() if name is Field.AREA and line.label is not Field.AREA
            }
        assert line.label is not None
        self.context[line.label] = line

    def _start(self, line: Line) -> None:
        """A measure whose name stands behind a label (``Tiltak 2: …``), or on the next line."""
        self._close()
        if line.text:
            self._flush(self.pending)
            self._open(replace(line, label=None), told=line.told)
        else:
            self._flush(self.pending)
            self.open = self._opened({}, {Field.TITLE: line.told} if line.told else {}, [line])
            self.open.current = Field.TITLE
        self.pending = []

    def _add_label(self, line: Line) -> None:
        assert line.label is not None
        if self.open is None or self._begins_another(line):
            self._close()
            self._open_from_pending(line)
        elif self.pending:
            for each in self.pending:
                self._describe(each)
            self.pending = []
        if self.open is None:
            self.outline.left.append(line)
            return
        self.open.put(line.label, line)
        if line.told:
            self.open.labels[line.label] = line.told
        self.open.current = line.label

    def _begins_another(self, line: Line) -> bool:
        assert self.open is not None
        heads = [each for each in self.pending if each.is_title]
        if any(each.kind in {HEADING, BOLD, TABLE} for each in self.pending):
            return bool(heads)
        again = (
            line.label in self.open.values
            and line.label in _ANCHORS
            and (line.label is self.first or self.first not in self.open.values)
        )
        numbered = any(each.kind == NUMBERED for each in heads)
        return bool(self.pending) and (again or (numbered and bool(_ANCHORS & set(self.open.values))))

    def _describe(self, line: Line) -> None:
        assert self.open is not None
        if line.is_time and Field.DEADLINE not in self.open.values:
            self.open.put(Field.DEADLINE, line, 0.85)
        else:
            self.open.put(Field.DESCRIPTION, line, 0.85)

    def _open_from_pending(self, label: Line) -> None:
        """A measure whose name is looked for among the lines since the last one."""
        at = self._title_in_pending(label)
        if at is None:
            self._flush(self.pending)
            self.pending = []
            return
        self._flush(self.pending[:at])
        title, rest = self.pending[at], self.pending[at + 1 :]
        self._open(title)
        for line in rest:
            self._describe(line)
        self.pending = []

    def _title_in_pending(self, label: Line) -> int | None:
        after_table = next((at for at in range(len(self.pending) - 1, -1, -1) if self.pending[at].kind == TABLE), -1)
        places = range(len(self.pending) - 1, after_table, -1)
        titles = [at for at in places if self.pending[at].is_title and not is_area_heading(self.pending[at].text)]
        headings = [at for at in titles if self.pending[at].kind in {HEADING, BOLD}]
        numbered = [at for at in titles if self.pending[at].kind == NUMBERED]
        same_block = [at for at in numbered if self.pending[at].source == label.source]
        if same_block or (len(numbered) == 1 and numbered > headings[:1]):
            return (same_block or numbered)[0]
        if headings or numbered:
            return (headings or numbered)[0]
        if titles:
            return titles[0]
        words = [at for at in places if not self.pending[at].is_time and self.pending[at].kind != TABLE]
        return words[-1] if len(words) == 1 else (words[0] if words else None)

    def _open(self, title: Line, told: str = "") -> None:
        self.open = self._opened(
            {Field.TITLE: Value(title.text, 0.95 if title.kind != TEXT else 0.85, title.place)},
            {Field.TITLE: told} if told else {},
            [title],
        )

    def _opened(self, values: dict[Field, Value], labels: dict[Field, str], lines: list[Line]) -> _Open:
        chapter = tuple(line.text for _, line in self.sections)
        opened = _Open(values, labels, lines, chapter)
        for name, line in self.context.items():
            if line.text:
                opened.values.setdefault(name, Value(line.text, 0.8, line.place))
            if line.told:
                opened.labels.setdefault(name, line.told)
        return opened

    def _close(self) -> None:
        """End the measure being read; text behind its last label describes it where nothing else does."""
        if self.open is None:
            return
        texts = [line for line in self.pending if line.kind in {TEXT, ITEM}]
        bare = Field.DESCRIPTION not in self.open.values and _ANCHORS & set(self.open.values)
        if bare and texts and texts == self.pending and not texts[0].is_title:
            for line in texts:
                self._describe(line)
            self.pending = []
        self.kept.append(self.open)
        self.open = None

    def _flush(self, lines: Sequence[Line]) -> None:
        """Lines that are in no measure: headings among them are the chapter of what follows."""
        for line in lines:
            self.outline.left.append(line)
            named = area_in(line.text)[1] and line.is_title
            if (
                line.kind in {HEADING, BOLD}
                or (named and line.kind == TEXT)
                or (line.is_title and speaks_of_no_measures(line.text))
            ):
                level = line.level if line.kind == HEADING else 7
                self.sections = [each for each in self.sections if each[0] < level]
                self.sections.append((level, line))
                self.context = {}


def _keep_measures(outline: Outline, found: list[_Open], *, strict: bool) -> None:
    """Measures are kept; blocks that only look like measures (a chapter on organisation) go back to the text."""
    rich = [each for each in found if {Field.METHOD, Field.TARGET_GROUP, Field.GOAL} & set(each.values)]
    for each in found:
        if _is_measure(each, strict=strict, others_are_rich=len(rich) > 0.6 * len(found) > 3):
            outline.measures.append(_measure(each))
        else:
            outline.left += each.lines
    outline.left.sort(key=lambda line: line.source)


def _is_measure(each: _Open, *, strict: bool, others_are_rich: bool) -> bool:
    fields = set(each.values)
    if not fields & MEASURE:
        return False
    by_label = Field.TITLE in each.labels
    anchors = fields & _ANCHORS
    if not anchors and not (by_label and len(fields) > 1):
        return False
    off_chapter = any(speaks_of_no_measures(heading) for heading in each.chapter[-2:])
    if off_chapter and not by_label and not fields & {Field.METHOD, Field.TARGET_GROUP, Field.STATUS}:
        return False
    if others_are_rich and not fields & {Field.METHOD, Field.TARGET_GROUP, Field.GOAL, Field.STATUS} and off_chapter:
        return False
    return not strict or by_label or len(fields - {Field.AREA}) >= 4


def _measure(each: _Open) -> Measure:
    values = dict(each.values)
    if Field.AREA not in values:
        named = next((found for found in map(area_in, reversed(each.chapter)) if found[0]), None)
        if named and named[0]:
            values = {Field.AREA: Value(named[0], 0.85 if named[1] else 0.6), **values}
    first = each.lines[0]
    return Measure(values, labels=each.labels, place=first.place)
