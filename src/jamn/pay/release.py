"""The only way out for a figure: tables of pay in which what could tell of a few persons is hidden."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

import narwhals as nw
import numpy as np

from jamn.pay.audit import Published, audited, differences
from jamn.pay.cells import NO_CHOICE, Atoms, Choice, Cut, Indices, Key, atoms
from jamn.pay.disclosure import Layer, NotATree, Policy, protect, safe
from jamn.pay.frames import opened
from jamn.pay.groups import Group, groups_of
from jamn.pay.merging import Merge, proposed
from jamn.pay.tallies import Over, Tallies, tallied
from jamn.pay.years import Drift, told_by_years


class Why(StrEnum):
    """Why a figure is hidden."""

    FEW = "of too few persons, or mostly of one"
    FOLLOWS = "another that is hidden would follow from it"
    EARLIER = "it would follow from this and what was released before"


@dataclass(frozen=True, slots=True)
class Cell:
    """A row of a released table: how many, and of each column of pay that may be shown its figures; else why not."""

    key: Key
    women: int
    men: int
    figures: Mapping[str, Mapping[Over, Group]]
    hidden: Mapping[str, Why]


@dataclass(frozen=True, slots=True)
class Table:
    """A released table, the whole first, and which groups could be merged where most are hidden."""

    cut: Cut
    cells: tuple[Cell, ...]
    merges: tuple[Merge, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What a release was made of. It is not part of what is published: the room that stores releases keeps it apart.

    `snapshot` names the data: releases of the same are audited together, those of another (another year) by who is in
    both. `person` is the column of pseudonyms that tells that.
    """

    data: Any = field(repr=False)
    sex: str
    layers: tuple[Layer, ...]
    snapshot: str
    person: str | None
    woman: Any
    man: Any

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of pay, in the order of the layers."""
        return tuple(dict.fromkeys(name for layer in self.layers for name in layer.columns))


@dataclass(frozen=True, slots=True)
class Release:
    """Tables that may be published together. `audited` when some of them overlap, so that an audit had to pass."""

    tables: tuple[Table, ...]
    policy: Policy
    audited: bool
    source: Source = field(repr=False)

    def rows(self) -> Iterator[dict[str, Any]]:
        """A row for each cell, column of pay and whom it is over; figures are None where they are hidden."""
        for table in self.tables:
            for cell in table.cells:
                known = dict(zip(table.cut.by, cell.key, strict=True))
                for column in self.source.columns:
                    for over in Over:
                        yield {**known, "pay": column, "over": str(over), **_figures(cell, column, over)}

    def shown(self, cut: Cut, column: str) -> set[Key]:
        """The keys of a table's cells of which a column is shown."""
        return {cell.key for table in self.tables if table.cut == cut for cell in table.cells if column in cell.figures}

    @property
    def hidden(self) -> int:
        """How many figures are hidden, of all."""
        return sum(len(cell.hidden) for table in self.tables for cell in table.cells)


def release(
    data: Any,
    sex: str,
    layers: Sequence[Layer],
    cuts: Sequence[Cut],
    *,
    policy: Policy | None = None,
    before: Sequence[Release] = (),
    snapshot: str = "",
    person: str | None = None,
    drift: Drift | None = None,
    woman: Any = "F",
    man: Any = "M",
) -> Release:
    """Tables of a dataframe by some cuts, the whole among them, that together with what was released tell no secret.

    Cuts whose groups lie wholly inside one another are published by two rules (`disclosure`). Where they overlap, with
    one another or with what was released of the same data `before`, an audit must pass: cells of the later cuts are
    hidden until it does. Cells that another year's release would tell too much of are hidden (`years`). Columns hold no
    amounts below nothing. Raises `KeyError` for columns that are not there, `TooMuchToAudit`.
    """
    policy = policy or Policy()
    wanted = tuple(dict.fromkeys([Cut(), *cuts]))
    same = [earlier for earlier in before if earlier.source.snapshot == snapshot]
    known = _known(layers, [one.source for one in same])
    source = Source(data, sex, known, snapshot, person, woman, man)
    earlier = [(table.cut, one) for one in same for table in one.tables]
    everything = list(dict.fromkeys([*wanted, *(cut for cut, _ in earlier)]))
    made, measured = _looked_at(source, wanted, everything)
    cells = {cut: made.cells(cut) for cut in everything}
    told = {
        cut: told_by_years(source, cut, [one for one in before if one not in same], policy, drift or Drift())
        for cut in wanted
        if len(same) < len(before)
    }
    plan = _Plan(made, source, policy, cells, told)
    shown, overlapping = plan.shown(wanted, [_out(source, cut, one) for cut, one in earlier], layers)
    own = replace(plan, source=replace(source, layers=tuple(layers)))
    tables = tuple(_table(own, cut, shown[cut], measured[cut]) for cut in wanted)
    return Release(tables, policy, overlapping, own.source)


def _known(layers: Sequence[Layer], before: Sequence[Source]) -> tuple[Layer, ...]:
    """The layers, and those that were released before of columns that they lack: an attacker knows these too."""
    known = list(layers)
    for layer in (layer for source in before for layer in source.layers):
        if not set(layer.columns) <= {column for each in known for column in each.columns}:
            known.append(layer)
    return tuple(known)


Shown = dict[str, set[Key]]
"""For each column of pay, the keys of the cells in which it is shown."""


def _out(source: Source, cut: Cut, one: Release) -> tuple[Cut, Shown]:
    return cut, {column: one.shown(cut, column) for column in source.columns}


@dataclass(frozen=True, slots=True)
class _Plan:
    """The atoms and cells of a release, and the secrets that other years would tell: keys, by cut and column."""

    atoms: Atoms
    source: Source
    policy: Policy
    cells: Mapping[Cut, Mapping[Key, Indices]]
    told: Mapping[Cut, Mapping[str, set[Key]]]

    def shown(
        self, wanted: Sequence[Cut], earlier: Sequence[tuple[Cut, Shown]], layers: Sequence[Layer]
    ) -> tuple[dict[Cut, Shown], bool]:
        """What is shown of each cut, in some of the layers, and whether there had to be an audit."""
        try:
            own = self._tree(wanted)
        except NotATree:
            own = self._trees(wanted)
        else:
            if not earlier:
                return own, False
        wished = {column for layer in layers for column in layer.columns}
        own = {cut: {name: keys if name in wished else set() for name, keys in own[cut].items()} for cut in own}
        self._until_nothing_leaks(own, earlier)
        return own, True

    def _trees(self, wanted: Sequence[Cut]) -> dict[Cut, Shown]:
        """Cuts in bundles, each of which is a tree with the whole: a cut joins the first where it fits."""
        bundles: list[tuple[list[Cut], dict[Cut, Shown]]] = []
        for cut in wanted[1:]:
            for place, (bundle, _) in enumerate(bundles):
                try:
                    bundles[place] = ([*bundle, cut], self._tree([*bundle, cut]))
                except NotATree:
                    continue
                break
            else:
                bundles.append(([wanted[0], cut], self._tree([wanted[0], cut])))
        found: dict[Cut, Shown] = {}
        for _, shown in bundles:
            whole = found.get(wanted[0])
            found |= shown
            if whole is not None:
                found[wanted[0]] = {column: keys & whole[column] for column, keys in shown[wanted[0]].items()}
        return {cut: found[cut] for cut in wanted}

    def _tree(self, bundle: Sequence[Cut]) -> dict[Cut, Shown]:
        columns, layers = self.source.columns, self.source.layers
        names = [(cut, key) for cut in bundle for key in self.cells[cut]]
        layered = protect(
            [self.cells[cut][key] for cut, key in names],
            self.atoms.amounts,
            [
                ([columns.index(name) for name in layer.columns], None if layer.of is None else columns.index(layer.of))
                for layer in layers
            ],
            self.policy,
            [np.array([self._is_told(cut, key, layer) for cut, key in names], dtype=bool) for layer in layers],
        )
        found: dict[Cut, Shown] = {cut: {column: set() for column in columns} for cut in bundle}
        for layer, shown in zip(layers, layered, strict=True):
            for (cut, key), yes in zip(names, shown, strict=True):
                for column in layer.columns if yes else ():
                    found[cut][column].add(key)
        return found

    def _is_told(self, cut: Cut, key: Key, layer: Layer) -> bool:
        return any(key in self.told.get(cut, {}).get(column, ()) for column in layer.columns)

    def _until_nothing_leaks(self, own: dict[Cut, Shown], earlier: Sequence[tuple[Cut, Shown]]) -> None:
        """Hide cells of the later cuts, the smallest that touch a leak first, until the audit passes, or none is left.

        Raises `TooMuchToAudit`.
        """
        while leak := self._leak(everything := [*earlier, *own.items()]):
            choice = self._smallest(own, everything, *leak)
            if choice is None:
                return  # nothing is shown any more: what leaks was out before, or the solver gave up
            cut, key = choice
            self._hide(own, cut, self.cells[cut][key], leak[1])

    def _smallest(
        self, own: dict[Cut, Shown], everything: Sequence[tuple[Cut, Shown]], touched: Indices, columns: Sequence[str]
    ) -> tuple[Cut, Key] | None:
        """The cell to hide: of the last cut that has any shown, the smallest that touches a leak; else one that is in
        a published cell together with it, since what is left of that tells; else any."""
        around = touched
        for cut, shown in everything:
            for key in set().union(*(shown[column] for column in columns)):
                if np.isin(touched, self.cells[cut][key]).any() and cut.columns:
                    around = np.union1d(around, self.cells[cut][key])
        for cut in reversed(own):
            shown_keys = set().union(*(own[cut][column] for column in columns))
            for near in (touched, around, np.arange(len(self.atoms.values))):
                touching = [key for key in shown_keys if np.isin(self.cells[cut][key], near).any()]
                if touching:
                    return cut, min(touching, key=lambda key: (len(self.cells[cut][key]), str(key)))
        return None

    def _hide(self, own: dict[Cut, Shown], cut: Cut, atoms_hidden: Indices, columns: Sequence[str]) -> None:
        """Hide a cell, and those of the same cut inside it, in the columns and the layers under them."""
        gone = set(columns)
        for layer in self.source.layers:
            if gone & {*layer.columns, layer.of}:
                gone |= set(layer.columns)
        for column in gone:
            own[cut][column] -= {key for key in own[cut][column] if np.isin(self.cells[cut][key], atoms_hidden).all()}

    def _leak(self, everything: Sequence[tuple[Cut, Shown]]) -> tuple[Indices, Sequence[str]] | None:
        """The atoms of the first secret that leaks, and by which columns; None when nothing does."""
        columns = self.source.columns
        places = {name: place for place, name in enumerate(columns)}
        for layer in self.source.layers:
            tables = [
                [self.cells[cut][key] for key in sorted(shown[layer.columns[0]], key=str)] for cut, shown in everything
            ]
            for cell in differences(self.atoms.amounts, tables, [places[name] for name in layer.columns], self.policy):
                return cell, layer.columns
        published = [
            Published(self.cells[cut][key], tuple(places[name] for name in columns if key in shown[name]))
            for cut, shown in everything
            for key in self.cells[cut]
        ]
        sets = [np.array([atom]) for atom in range(len(self.atoms.values))]
        sets += [own for cells in self.cells.values() for own in cells.values()]
        parts = [tuple(places[name] for name in self._parts(column)) for column in columns]
        for leak in audited(self.atoms.amounts, published, sets, parts, self.policy):
            return sets[leak.place], [columns[leak.column]]
        return None

    def _parts(self, column: str) -> list[str]:
        """The smallest columns that one is made of."""
        for layer in self.source.layers:
            if layer.of == column:
                return [part for name in layer.columns for part in self._parts(name)]
        return [column]


def _table(plan: _Plan, cut: Cut, shown: Shown, measured: Tallies) -> Table:
    source = plan.source
    told = plan.told.get(cut, {})
    figures = {column: _figures_of(measured, column, keys) for column, keys in shown.items()}
    columns, cells = source.columns, plan.cells[cut]
    amounts = plan.atoms.amounts.of(list(cells.values()))
    is_safe = {column: safe(amounts, [place], plan.policy) for place, column in enumerate(columns)}
    made = []
    for place, (key, (women, men)) in enumerate(zip(cells, amounts.persons.astype(int).tolist(), strict=True)):
        hidden = {
            column: _why(is_safe=bool(is_safe[column][place]), is_told=key in told.get(column, ()))
            for column in columns
            if key not in shown[column]
        }
        kept = {column: figures[column][key] for column in columns if column not in hidden}
        made.append(Cell(key, women, men, kept, hidden))
    merges = proposed(plan.atoms.amounts, cells, shown[source.layers[0].columns[0]], plan.policy) if cut.by else ()
    return Table(cut, tuple(made), tuple(merges))


def _why(*, is_safe: bool, is_told: bool) -> Why:
    if not is_safe:
        return Why.FEW
    return Why.EARLIER if is_told else Why.FOLLOWS


def _looked_at(source: Source, wanted: Sequence[Cut], everything: Sequence[Cut]) -> tuple[Atoms, dict[Cut, Tallies]]:
    """The atoms of all cuts, and the tallies of every cell, hidden or not, of those that are wanted.

    Cuts of the same persons are made of one look at them, and so are the atoms.
    """
    keys = tuple(dict.fromkeys(name for cut in everything for name in cut.columns))
    groupings: dict[Choice, list[tuple[str, ...]]] = {NO_CHOICE: [keys]}
    for cut in wanted:
        groupings.setdefault(cut.only, []).append(cut.by)
    found = {only: _tallied(source, only, list(dict.fromkeys(by))) for only, by in groupings.items()}
    made = atoms(found[NO_CHOICE][keys], keys, source.columns)
    return made, {cut: found[cut.only][cut.by] for cut in wanted}


def _tallied(source: Source, only: Choice, groupings: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], Tallies]:
    frame = opened(source.data, *(name for name, _ in only))
    for column, values in only:
        frame = frame.filter(nw.col(column).is_in(list(values)))
    who = {"woman": source.woman, "man": source.man}
    found, _ = tallied(frame.to_native(), source.columns, source.sex, groupings, **who)
    return dict(zip(groupings, found, strict=True))


def _figures_of(tallies: Tallies, column: str, keys: Container[Key]) -> dict[Key, dict[Over, Group]]:
    """The figures of a column, of some keys alone."""
    some = [place for place, key in enumerate(tallies.keys) if key in keys]
    chosen = [tallies.keys[place] for place in some]
    parts = zip(*(groups_of(chosen, tallies.of[column][over].at(some)) for over in Over), strict=True)
    return {key: dict(zip(Over, groups, strict=True)) for key, groups in zip(chosen, parts, strict=True)}


def _figures(cell: Cell, column: str, over: Over) -> dict[str, Any]:
    group = cell.figures[column][over] if column in cell.figures else None
    return {
        "n_women": cell.women,
        "n_men": cell.men,
        "mean_women": group and group.women.mean,
        "mean_men": group and group.men.mean,
        "median_women": group and group.women.median,
        "median_men": group and group.men.median,
        "ratio": group and group.ratio,
        "hidden": str(cell.hidden.get(column, "")),
    }
