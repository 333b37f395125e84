"""What a file with units would change in an employer's tree."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from hashlib import blake2b

from jamn.org.interpret import Line
from jamn.org.models import Employer, Unit, UnitFile

SHOWN = 100
"""How many units of each kind the comparison's page lists."""


@dataclass(frozen=True, slots=True)
class Change:
    """A unit that is there, and what the file says of it. `above` is the name of the unit above it in the file."""

    unit: Unit
    line: Line
    above: str


@dataclass(slots=True)
class Comparison:
    """What is new in a file, what it calls otherwise, what it has elsewhere, and what it does not have.

    `units` is the unit that each line means, by the line's key. `new` comes each after the one above it.
    """

    units: dict[str, Unit] = field(default_factory=dict)
    new: list[Line] = field(default_factory=list)
    renamed: list[Change] = field(default_factory=list)
    moved: list[Change] = field(default_factory=list)
    gone: list[Unit] = field(default_factory=list)
    same: int = 0
    levels: int = 0

    @property
    def changes_nothing(self) -> bool:
        """Whether the tree is already as the file has it."""
        return not (self.new or self.renamed or self.moved)

    @property
    def digest(self) -> str:
        """A short word that is another one as soon as the comparison is: what a person saw, and what holds now."""
        told = (
            [(line.key, line.above) for line in self.new],
            [(each.unit.pk, each.unit.name, each.unit.code) for each in self.renamed],
            [(each.unit.pk, each.unit.parent_id, each.line.above) for each in self.moved],
            [unit.pk for unit in self.gone],
        )
        return blake2b(repr(told).encode(), digest_size=12).hexdigest()


def compare(employer: Employer, lines: list[Line]) -> Comparison:
    """Find the unit that each line means: by its code, by its place, or else by its name if that stands once.

    `lines` come each after the one above it. One query.
    """
    found = _Finding(list(Unit.objects.filter(employer=employer).order_by("path")), lines)
    found.by_code()
    found.the_top(employer.name)
    found.by_place()
    found.by_name()
    found.by_place()
    return _compared(found)


class _Finding:
    """Which units the lines of a file mean. A unit is meant by one line at most."""

    def __init__(self, units: list[Unit], lines: list[Line]) -> None:
        self.all, self.lines = units, lines
        self.top = next(unit for unit in units if unit.parent_id is None)
        self.units: dict[str, Unit] = {}
        self.taken: set[int] = set()

    def take(self, line: Line, unit: Unit) -> None:
        """Settle what a line means."""
        self.units[line.key] = unit
        self.taken.add(unit.pk)

    def open_lines(self) -> list[Line]:
        """The lines that nothing is known of yet."""
        return [line for line in self.lines if line.key not in self.units]

    def open_units(self) -> list[Unit]:
        """The units, the top one aside, that no line means yet."""
        return [unit for unit in self.all if unit.pk not in self.taken and unit != self.top]

    def by_code(self) -> None:
        """The same code is the same unit."""
        coded = {unit.code.casefold(): unit for unit in self.all if unit.code}
        for line in self.lines:
            unit = coded.get(line.code.casefold())
            if unit and (unit != self.top or line.above is None):
                self.take(line, unit)

    def the_top(self, employer: str) -> None:
        """A line without one above it that bears the employer's name is the top unit."""
        names = {self.top.name.casefold(), employer.casefold()}
        for line in self.open_lines():
            if line.above is None and line.name.casefold() in names and self.top.pk not in self.taken:
                self.take(line, self.top)

    def by_place(self) -> None:
        """The same name below the same unit."""
        places = {(unit.parent_id, unit.name.casefold()): unit for unit in reversed(self.open_units())}
        for line in self.open_lines():
            above = self.top if line.above is None else self.units.get(line.above)
            unit = places.get((above.pk, line.name.casefold())) if above else None
            if unit and unit.pk not in self.taken and _may_be(line, unit):
                self.take(line, unit)

    def by_name(self) -> None:
        """The same name elsewhere, where nothing else bears it: the unit has moved."""
        lines, units = self.open_lines(), self.open_units()
        often = Counter(line.name.casefold() for line in lines)
        named = defaultdict(list)
        for unit in units:
            named[unit.name.casefold()].append(unit)
        for line in lines:
            meant = named[line.name.casefold()]
            if len(meant) == 1 and often[line.name.casefold()] == 1 and _may_be(line, meant[0]):
                self.take(line, meant[0])


def _may_be(line: Line, unit: Unit) -> bool:
    return not (line.code and unit.code)  # two codes that differ are two units


def _compared(found: _Finding) -> Comparison:
    result = Comparison(units=found.units, gone=found.open_units())
    names = {line.key: line.name for line in found.lines}
    for line in found.lines:
        unit = found.units.get(line.key)
        if unit is None:
            result.new.append(line)
            continue
        change = Change(unit, line, names[line.above] if line.above else found.top.name)
        above = found.units.get(line.above) if line.above else found.top
        is_moved = unit != found.top and (above is None or above.pk != unit.parent_id)
        is_renamed = unit.name != line.name or bool(line.code and unit.code != line.code)
        result.moved += [change] * is_moved
        result.renamed += [change] * is_renamed
        result.same += not (is_moved or is_renamed)
    result.levels = _deepest(found)
    return result


def _deepest(found: _Finding) -> int:
    """How many levels the tree will have, with what is not in the file and stays."""
    depth: dict[str | int, int] = {found.top.pk: 1}
    for line in found.lines:
        unit = found.units.get(line.key)
        level = 1 if unit == found.top else depth[line.above or found.top.pk] + 1
        depth[line.key] = level
        if unit:
            depth[unit.pk] = level
    for unit in found.open_units():  # in the order of their paths: each after the one above it
        if unit.parent_id is not None:
            depth[unit.pk] = depth[unit.parent_id] + 1
    return max(depth.values())


def lines_of(file: UnitFile) -> list[Line]:
    """The lines that a kept file holds."""
    return [Line(**unit) for unit in file.units]
