"""Measures as blocks of a document: tables with merged cells, or a card for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from jamn.documents.publication import Block, Bullets, Card, Cell, Heading, Paragraph, Table
from jamn.documents.publication import Column as TableColumn
from jamn.plan.models import Measure
from jamn.reports.contents.cells import Cells
from jamn.reports.contents.groups import AREAS, Group
from jamn.reports.layouts import Chosen, Definition

Row = tuple[Cell, ...]
_CARD_PARTS = {"title", "measure", "description", "deadline"}
"""Columns that a card shows in places of their own."""


class Blocks:
    """Makes blocks of groups of measures, as a layout says."""

    def __init__(self, layout: Definition, cells: Cells) -> None:
        self.layout = layout
        self.cells = cells
        self.words = cells.words

    def of(self, groups: Sequence[Group]) -> Iterator[Block]:
        """The blocks of all groups, in their order."""
        if self.layout.shape == "table" and self.layout.heading_rows:
            yield self._table(self.words("measures"), groups)
            return
        named = any(group.name for group in groups)
        for group in groups:
            if named:
                yield Heading(self._heading(group))
            yield from self._introduction(group)
            if self.layout.shape == "table":
                caption = self.words("measures_of", name=group.name) if group.name else self.words("measures")
                yield self._table(caption, [Group("", group.measures)])
            else:
                yield from self._cards(group, level=2 if named else 1)

    def one_table(self, groups: Sequence[Group]) -> Table:
        """All measures in one table; what they are grouped by is its first column, unless it has a column already."""
        columns = self.layout.columns
        first = self.layout.grouping
        printed = {name for each in columns for name in each.column.fields}
        if not any(group.name for group in groups) or first in printed:
            return self._table(self.words("measures"), [Group("", [each for one in groups for each in one.measures])])
        rows: list[Row] = []
        for group in (each for each in groups if each.measures):
            name: Row = (Cell(group.name, rows=len(group.measures)),)
            for row in self._rows(group.measures):
                rows.append((*name, *row))
                name = ()
        table = self._table(self.words("measures"), [])
        groups_of_columns = (("", 1), *table.groups) if table.groups else ()
        header = TableColumn(self.words(f"by_{first}"), 1.5)
        return replace(table, columns=(header, *table.columns), rows=tuple(rows), groups=groups_of_columns)

    def _heading(self, group: Group) -> str:
        if not group.name:
            return self.words("general" if self.layout.grouping in AREAS else "other_measures")
        return self.words("focus", name=group.name) if self.layout.grouping == "focus_area" else group.name

    def _introduction(self, group: Group) -> Iterator[Block]:
        """What a focus area says of itself, and its sub-goals."""
        if group.focus_area is None:
            return
        yield from (Paragraph(line) for line in group.focus_area.text.splitlines() if line.strip())
        if goals := [goal.text for goal in group.focus_area.sub_goals.all()]:
            yield Heading(self.words("sub_goals"), 2)
            yield Bullets(tuple(goals))

    def _cards(self, group: Group, level: int) -> Iterator[Block]:
        if group.focus_area and group.focus_area.sub_goals.all():
            yield Heading(self.words("measures"), level)
            level += 1
        for measure in group.measures:
            yield self._card(measure, level)

    def _card(self, measure: Measure, level: int) -> Card:
        """The measure's name, the deadline beside it, its text, and each other column that says something."""
        columns = {each.column.key: each for each in self.layout.columns}
        says = _LINES.join(filter(None, (measure.title.strip(), measure.description.strip())))
        name, _, rest = says.partition(_LINES)
        facts = [
            (each.header(self.words.language), self.cells.text(measure, each.column))
            for key, each in columns.items()
            if key not in _CARD_PARTS
        ]
        return Card(
            title=name,
            aside=self._aside(measure, columns.get("deadline")),
            text=rest.strip() if {"description", "measure"} & columns.keys() else "",
            facts=tuple((label, text) for label, text in facts if text),
            level=level,
        )

    def _aside(self, measure: Measure, deadline: Chosen | None) -> str:
        """When, with its label: without one “before the negotiations” could as well be the measure's text."""
        text = self.cells.deadline(measure) if deadline else ""
        return f"{deadline.header(self.words.language)}: {text}" if deadline and text else ""

    def _table(self, caption: str, groups: Sequence[Group]) -> Table:
        columns = self.layout.columns
        named = any(group.name for group in groups)
        rows: list[Row] = []
        for group in groups:
            if named:
                rows.append((Cell(self._heading(group), columns=len(columns), heading=True),))
            rows += self._rows(group.measures)
        return Table(
            caption=caption,
            columns=tuple(TableColumn(each.header(self.words.language), each.column.width) for each in columns),
            rows=tuple(rows),
            groups=tuple(self._phases()) if self.layout.phases else (),
        )

    def _phases(self) -> Iterator[tuple[str, int]]:
        """Plan, do, check and act, each above as many columns as belong to it."""
        for phase, together in groupby(self.layout.columns, key=lambda each: each.column.phase):
            yield self.words(phase), len(list(together))

    def _rows(self, measures: Sequence[Measure]) -> Iterator[Row]:
        columns = self.layout.columns
        texts = [self.cells.texts(measure, columns) for measure in measures]
        spans = _spans(texts, columns)
        for row, of_row in zip(texts, spans, strict=True):
            yield tuple(Cell(text, rows=span) for text, span in zip(row, of_row, strict=True) if span)


_LINES = "\n"


def _spans(texts: list[list[str]], columns: tuple[Chosen, ...]) -> list[list[int]]:
    """How many rows each cell covers; 0 where the cell above reaches down.

    Cells of a shared column that say the same are one, as long as the shared columns to their left are one too.
    """
    shared = [at for at, each in enumerate(columns) if each.column.shared]
    spans = [[1] * len(columns) for _ in texts]
    starts = dict.fromkeys(shared, 0)
    for row in range(1, len(texts)):
        together = True
        for at in shared:
            together = together and bool(texts[row][at]) and texts[row][at] == texts[row - 1][at]
            if together:
                spans[row][at] = 0
                spans[starts[at]][at] += 1
            else:
                starts[at] = row
    return spans
