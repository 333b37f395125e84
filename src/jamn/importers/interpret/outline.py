"""Plans without tables: a name, a time perhaps, and labelled lines (``Ansvarlig:``, ``Metode:``) → measures.

One pass over the lines. What stands since the last label is *pending*: when the next measure's first label comes, its
name is looked for there, and headings that were not a measure's name are the chapter it stands in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from jamn.documents.blocks import Notice
from jamn.importers.interpret.areas import area_in, is_area_heading, speaks_of_no_measures
from jamn.importers.interpret.columns import MEASURE
from jamn.importers.interpret.lines import BOLD, HEADING, ITEM, NUMBERED, TABLE, TEXT, Line
from jamn.importers.interpret.result import Field, Measure, Value
from jamn.importers.interpret.vocabulary import plain

_CONTEXT = frozenset({Field.AREA, Field.RISK, Field.CAUSE, Field.GROUND, Field.GOAL})
_ANCHORS = frozenset(
    {Field.RESPONSIBLE, Field.DEADLINE, Field.METHOD, Field.TARGET_GROUP, Field.STATUS, Field.FOLLOW_UP}
)
"""Labels by which a measure is known for one."""

_RICH = frozenset({Field.METHOD, Field.TARGET_GROUP, Field.STATUS})
"""Labels that even a block in a chapter on organisation has only when it is a measure."""

_FIRST_LINE = 0.6
"""So sure is a title that is merely the first line."""


@dataclass(slots=True)
class Outline:
    """What running text gave: measures, the lines that are in none of them, and what a person should know of it."""

    measures: list[Measure] = field(default_factory=list)
    left: list[Line] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A measure that is being read."""

    values: dict[Field, Value]
    labels: dict[Field, str]
    lines: list[Line]
    chapter: tuple[Line, ...]
    context: list[Line]
    items: list[Line] = field(default_factory=list)
    current: Field | None = None

    def put(self, name: Field, line: Line, confidence: float = 0.95) -> None:
        self.lines.append(line)
        known = self.values.get(name)
        if line.text:
            text = f"{known.text}\n{_shown(line)}" if known else line.text
            self.values[name] = Value(text, confidence, known.place if known else line.place)

    def describe(self, line: Line) -> None:
        """A line without a label: a time is the deadline, where there is none yet; words describe the measure."""
        when = line.is_time and Field.DEADLINE not in self.values
        self.put(Field.DEADLINE if when else Field.DESCRIPTION, line, 0.85)

    def each(self) -> list[_Open]:
        """The measure, or one for each item of a list of measures that the other labels are said for together."""
        if not self.items:
            return [self]
        first, *others = self.items
        named = [replace(self, values=dict(self.values), lines=[line]) for line in others]
        self.lines.append(first)
        for opened, line in zip((self, *named), self.items, strict=True):
            opened.values = {Field.TITLE: Value(line.text, 0.85, line.place), **opened.values}
        return [self, *named]

    def lists(self, line: Line) -> bool:
        """Whether a numbered line belongs to a list inside the measure, not to the list that counts the measures."""
        if self.lines[0].kind == NUMBERED and self.lines[0].level == line.level:
            return False
        return self.lines[-1].kind == NUMBERED or line.marker.strip("().").lower() in {"1", "a", "i"}


def _shown(line: Line) -> str:
    """A line inside a field: list items keep their marker."""
    return f"{line.marker} {line.text}" if line.marker and line.kind in {ITEM, NUMBERED} else line.text


def read_outline(lines: Sequence[Line], *, strict: bool, title: Value | None = None) -> Outline:
    """The measures of running text.

    `strict` when the document's tables hold measures already: a block must then name its measure by a label, or have
    three labels. `title` is the document's own: what stands under it alone is no measure.
    """
    reader = _Reader(_first_of_a_cycle(lines), _heads_of_labelled_blocks(lines))
    for line in lines:
        reader.take(line)
    reader.close()
    outline = reader.outline
    used = _keep_measures(outline, reader.kept, strict=strict, title=title)
    outline.left += [line for line in reader.contexts if not any(line is each for each in used)]
    outline.left.sort(key=lambda line: line.source)
    return outline


def _first_of_a_cycle(lines: Sequence[Line]) -> Field | None:
    """The label that begins each measure: the first of those that come about as often as the commonest one."""
    labels = [line.label for line in lines if line.label]
    counts = Counter(labels)
    often = 0.6 * max(counts.values(), default=0)
    return next((label for label in labels if counts[label] >= often), None)


def _heads_of_labelled_blocks(lines: Sequence[Line]) -> set[int]:
    """The first lines (by identity) of the blocks that have a measure's labels inside them."""
    heads = {line.source: id(line) for line in reversed(lines)}
    return {heads[line.source] for line in lines if line.label in _ANCHORS}


class _Reader:
    """Goes down the lines. `first` is the label that begins each measure, `context` what was said for several.

    `heads` are the first lines of blocks that have a measure's labels in them: a list item among these is a measure.
    """

    def __init__(self, first: Field | None, heads: set[int]) -> None:
        self.first = first
        self.heads = heads
        self.outline = Outline()
        self.kept: list[_Open] = []
        self.open: _Open | None = None
        self.pending: list[Line] = []
        self.sections: list[tuple[int, Line]] = []
        self.context: dict[Field, Line] = {}
        self.contexts: list[Line] = []

    def take(self, line: Line) -> None:
        """Read one more line."""
        name = line.label
        if name is None:
            self._take_text(line)
        elif name is Field.TITLE or (name is Field.DESCRIPTION and self.first is Field.DESCRIPTION):
            self._start(line)
        elif name in _CONTEXT and self._is_context(name):
            self._close_for(name, line)
        else:
            self._add_label(name, line)

    def close(self) -> None:
        """End the last measure; what is left is text."""
        self._close()
        self._flush()

    def _take_text(self, line: Line) -> None:
        current = self.open.current if self.open else None
        if self.open and current and not self.pending and line.kind != HEADING:
            waits = current not in self.open.values
            listed = line.kind == ITEM and id(line) not in self.heads
            if current is Field.TITLE and line.kind in {ITEM, NUMBERED}:
                self.open.items.append(line)
                return
            if waits or listed or (line.kind == NUMBERED and self.open.lists(line)):
                self.open.put(current, line, 0.85)
                return
        self.pending.append(line)

    def _is_context(self, name: Field) -> bool:
        """Whether a risk, goal or area is said for the measures to come rather than for the one being read."""
        if self.first is name:
            return True
        if self.open is None:
            return not any(each.is_title and each.kind in {HEADING, BOLD, NUMBERED} for each in self.pending[-3:])
        return name is Field.AREA and name in self.open.values

    def _close_for(self, name: Field, line: Line) -> None:
        self._close()
        self._flush()
        if name in {Field.AREA, Field.GOAL} or name is self.first:
            kept = self.context.get(Field.AREA)
            self.context = {Field.AREA: kept} if kept and name is not Field.AREA else {}
        self.context[name] = line
        self.contexts.append(line)

    def _start(self, line: Line) -> None:
        """A measure whose name stands behind a label (``Tiltak 2: …``), or on the next line."""
        self._close()
        self._flush()
        if line.text:
            self._open(replace(line, label=None), told=line.told)
        else:
            self.open = self._opened({}, {Field.TITLE: line.told}, [line])
            self.open.current = Field.TITLE

    def _add_label(self, name: Field, line: Line) -> None:
        if self.open is None or self._begins_another(self.open, name):
            self._close()
            self._open_from_pending(line)
        if self.open is None:
            self.outline.left.append(line)
            return
        for each in self.pending:
            self.open.describe(each)
        self.pending = []
        self.open.put(name, line)
        self.open.labels[name] = " ".join(filter(None, (self.open.labels.get(name), line.told)))
        self.open.current = name

    def _begins_another(self, opened: _Open, name: Field) -> bool:
        heads = [each for each in self.pending if each.is_title]
        if any(each.kind in {HEADING, BOLD, TABLE} for each in self.pending):
            return bool(heads)
        again = name in opened.values and name in _ANCHORS and (name is self.first or self.first not in opened.values)
        items = [each for each in self.pending if each.kind in {ITEM, NUMBERED} and id(each) in self.heads]
        numbered = (items or any(each.kind == NUMBERED for each in heads)) and bool(_ANCHORS & set(opened.values))
        return bool(self.pending) and bool(again or numbered)

    def _open_from_pending(self, label: Line) -> None:
        """A measure whose name is looked for among the lines since the last one; what stands behind it describes it."""
        at = self._title_in_pending(label)
        if at is None:
            self._flush()
            return
        title, behind = self.pending[at], self.pending[at + 1 :]
        del self.pending[at:]
        self._flush()
        self._open(title)
        self.pending = behind

    def _title_in_pending(self, label: Line) -> int | None:
        """Which pending line names the measure: an item of the label's own block, a heading, a short line."""
        after_table = max((at for at, line in enumerate(self.pending) if line.kind == TABLE), default=-1)
        places = range(len(self.pending) - 1, after_table, -1)
        titles = [at for at in places if self.pending[at].is_title and not is_area_heading(self.pending[at].text)]
        headings = [at for at in titles if self.pending[at].kind in {HEADING, BOLD}]
        numbered = [at for at in titles if self.pending[at].kind == NUMBERED]
        items = (at for at in places if self.pending[at].kind in {ITEM, NUMBERED})
        own = [at for at in items if self.pending[at].source == label.source and id(self.pending[at]) in self.heads]
        lone = numbered if len(numbered) == 1 and numbered[0] > max(headings, default=-1) else []
        words = [at for at in reversed(places) if not self.pending[at].is_time]
        return next(iter([*own, *lone, *headings, *numbered, *titles, *words]), None)

    def _open(self, title: Line, told: str = "") -> None:
        self.open = self._opened(
            {Field.TITLE: Value(title.text, 0.95 if title.kind != TEXT else 0.85, title.place)},
            {Field.TITLE: told} if told else {},
            [title],
        )

    def _opened(self, values: dict[Field, Value], labels: dict[Field, str], lines: list[Line]) -> _Open:
        chapter = tuple(line for _, line in self.sections)
        opened = _Open(values, labels, lines, chapter, list(self.context.values()))
        for name, line in self.context.items():
            opened.labels.setdefault(name, line.told)
            if line.text:
                opened.values.setdefault(name, Value(line.text, 0.8, line.place))
        return opened

    def _close(self) -> None:
        """End the measure being read; text behind its last label describes it where nothing else does."""
        if self.open is None:
            return
        known = set(self.open.values)
        if Field.DESCRIPTION not in known and known & _ANCHORS and Field.TITLE not in self.open.labels:
            prose = list(takewhile(self._is_prose, self.pending))
            for line in prose:
                self.open.describe(line)
            del self.pending[: len(prose)]
        self.kept += self.open.each()
        self.open = None

    def _is_prose(self, line: Line) -> bool:
        return line.kind in {TEXT, ITEM} and not line.is_title and id(line) not in self.heads

    def _flush(self) -> None:
        """Pending lines are in no measure: headings among them are the chapter of what follows."""
        for line in self.pending:
            self.outline.left.append(line)
            if _is_chapter(line):
                level = line.level if line.kind == HEADING else 7
                self.sections = [each for each in self.sections if each[0] < level]
                self.sections.append((level, line))
                self.context = {}
        self.pending = []


def _is_chapter(line: Line) -> bool:
    """Whether a line is the heading of a chapter: by its form, or because it names an area or a chapter's subject."""
    if line.kind in {HEADING, BOLD}:
        return True
    return line.is_title and (speaks_of_no_measures(line.text) or (line.kind == TEXT and area_in(line.text)[1]))


def _keep_measures(outline: Outline, found: list[_Open], *, strict: bool, title: Value | None) -> list[Line]:
    """Measures are kept; blocks that only look like measures (a chapter on organisation) go back to the text.

    Returns the lines said once for several measures that a kept measure makes use of.
    """
    used: list[Line] = []
    # A date alone makes no measure ("Dato:" in minutes), unless the plan dates them all.
    dated = sum(_is_only_dated(each) for each in found) > 1
    for each in found:
        own = _is_the_document(each, title) or (_is_only_dated(each) and not dated)
        if not own and _is_measure(each, strict=strict):
            outline.measures.append(_measure(each))
            used += each.context
        else:
            outline.left += each.lines
    return used


def _is_only_dated(each: _Open) -> bool:
    return Field.TITLE not in each.labels and set(each.values) & _ANCHORS == {Field.DEADLINE}


def _is_the_document(each: _Open, title: Value | None) -> bool:
    """Whether a block bears the document's own title: its form head, not a measure."""
    name = each.values.get(Field.TITLE)
    if title is None or name is None or Field.TITLE in each.labels or plain(name.text) not in plain(title.text):
        return False
    # A title that does not speak of a plan may as well be a measure's, unless it is the topmost heading.
    return title.confidence > _FIRST_LINE or (each.lines[0].kind == HEADING and each.lines[0].level == 1)


def _is_measure(each: _Open, *, strict: bool) -> bool:
    fields = set(each.values)
    if not fields & MEASURE:
        return False
    by_label = Field.TITLE in each.labels
    if not fields & _ANCHORS and not (by_label and len(fields) > 1):
        return False
    off_chapter = any(speaks_of_no_measures(heading.text) for heading in each.chapter[-2:])
    if off_chapter and not by_label and not fields & _RICH:
        return False
    return not strict or by_label or len(fields - {Field.AREA}) >= 4


def _measure(each: _Open) -> Measure:
    values = dict(each.values)
    if Field.AREA not in values:
        named = ((heading, *area_in(heading.text)) for heading in reversed(each.chapter))
        for heading, name, sure in named:
            if name:
                values = {Field.AREA: Value(name, 0.85 if sure else 0.6, heading.place), **values}
                break
    first = each.lines[0]
    return Measure(values, labels=each.labels, place=first.place)
