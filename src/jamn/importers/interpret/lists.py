"""Plans that are bullets under headings: ``Kurs for ledere (HR, 2025)`` under *Rekruttering*."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jamn import laws
from jamn.importers.interpret.areas import announces_measures, area_in, speaks_of_no_measures
from jamn.importers.interpret.deadlines import is_a_time, understand_deadline
from jamn.importers.interpret.lines import BOLD, HEADING, ITEM, NUMBERED, TABLE, TEXT, Line
from jamn.importers.interpret.outline import Outline
from jamn.importers.interpret.result import DueKind, Field, Measure, Value

_LAST_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,90})[)\]]\s*+(?:\.\s*+)?$")
_LAST_DASH = re.compile(r"(?<=\s)[-–—]\s+([^–—]{2,60})$")


def read_lists(lines: Sequence[Line], title: Value | None) -> Outline | None:
    """The measures among list items; None where nothing says that they are measures.

    Items are measures under a heading that announces measures, or under an area's heading in a document whose title
    announces them; or wherever most of them end in who and when.
    """
    reader = _Lists(lines, title)
    reader.read()
    return reader.outline if reader.outline.measures else None


class _Lists:
    def __init__(self, lines: Sequence[Line], title: Value | None) -> None:
        self.lines = lines
        self.plan = bool(title and _is_a_plan(title.text))
        self.outline = Outline()
        self.headings: list[Line] = []
        items = [line for line in lines if line.kind in {ITEM, NUMBERED}]
        self.signed = sum(bool(_tail(line.text)) for line in items)
        self.mostly_signed = self.signed >= 2

    def read(self) -> None:
        for line in self.lines:
            if line.kind in {HEADING, BOLD} or (line.kind == TEXT and line.is_title and area_in(line.text)[1]):
                level = line.level if line.kind == HEADING else 7
                self.headings = [each for each in self.headings if (each.level if each.kind == HEADING else 7) < level]
                self.headings.append(line)
                self.outline.left.append(line)
            elif line.kind in {ITEM, NUMBERED} and self._is_measure(line):
                self.outline.measures.append(self._measure(line))
            elif line.kind != TABLE:
                self.outline.left.append(line)

    def _is_measure(self, line: Line) -> bool:
        if len(line.text.split()) < 2 or line.text.rstrip().endswith("?"):
            return False
        if any(speaks_of_no_measures(heading.text) for heading in self.headings[-1:]):
            return False
        if self.mostly_signed:
            return bool(_tail(line.text))
        announced = any(announces_measures(heading.text) for heading in self.headings[1:] or self.headings)
        in_area = any(laws.recognise_areas(heading.text) for heading in self.headings[-1:])
        return announced or (self.plan and in_area)

    def _measure(self, line: Line) -> Measure:
        text, tail = line.text, _tail(line.text)
        values: dict[Field, Value] = {}
        for heading in reversed(self.headings):
            name, sure = area_in(heading.text)
            if name:
                values[Field.AREA] = Value(name, 0.8 if sure else 0.6, heading.place)
                break
        if tail:
            text = tail[0]
        values[Field.TITLE] = Value(text, 0.75 if tail else 0.6, line.place)
        if tail and tail[1]:
            values[Field.RESPONSIBLE] = Value(tail[1], 0.75, line.place)
        if tail and tail[2]:
            values[Field.DEADLINE] = Value(tail[2], 0.75, line.place)
        return Measure(values, place=line.place)


def _is_a_plan(title: str) -> bool:
    return bool(re.search(r"plan|tiltak|åtgärd|aktivitet|tiltag|indsats|measure|action", title, re.IGNORECASE))


def _tail(text: str) -> tuple[str, str | None, str | None] | None:
    """The item without what it ends in, who, and when: ``Kurs (HR, våren 2025)`` → ``Kurs``, ``HR``, ``våren 2025``."""
    match = _LAST_BRACKET.search(text) or _LAST_DASH.search(text)
    if not match:
        return None
    parts = [part.strip() for part in re.split(r"[,;/|]", match[1]) if part.strip()]
    times = [part for part in parts if is_a_time(part) or _is_time(part)]
    people = [part for part in parts if part not in times and len(part.split()) <= 6]
    if not times or len(times) + len(people) != len(parts):
        return None
    who, when = ", ".join(people) or None, ", ".join(times)
    return text[: match.start()].strip(), who, when


def _is_time(words: str) -> bool:
    due = understand_deadline(words)
    return due is not None and due.kind is not DueKind.TEXT and len(words.split()) <= 5
