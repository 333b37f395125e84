"""Groups of lines between empty lines: the only thing that plain text is sure to say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """Lines without an empty one between them. `number` is the first line's, from 1; `gap` the empty lines above."""

    number: int
    gap: int
    lines: tuple[str, ...]


def groups(text: str) -> list[Group]:
    """The groups of a text. One that turns into cells (lines with tabs, at their start or inside) is cut there."""
    result: list[Group] = []
    lines: list[str] = []
    gap = 0
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            lines.append(line.rstrip())
        elif lines:
            result += _cut(Group(number - len(lines), gap, tuple(lines)))
            lines, gap = [], 1
        else:
            gap += 1
    return result


def _cut(group: Group) -> list[Group]:
    """A heading right above cells is a group of its own. A lone line with a tab inside may be any text."""
    tabbed = next((index for index, line in enumerate(group.lines) if "\t" in line), 0)
    cells = group.lines[tabbed:]
    if not tabbed or not (cells[0].startswith("\t") or (len(cells) > 1 and all("\t" in line for line in cells))):
        return [group]
    return [Group(group.number, group.gap, group.lines[:tabbed]), Group(group.number + tabbed, 0, cells)]
