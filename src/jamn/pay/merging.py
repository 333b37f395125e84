"""Which groups could be merged, where most of a table is hidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jamn.pay.cells import Amounts, Indices, Key
from jamn.pay.disclosure import Policy


@dataclass(frozen=True, slots=True)
class Merge:
    """Groups that could be shown as one, with how many women and men they have together."""

    keys: tuple[Key, ...]
    women: int
    men: int


def proposed(amounts: Amounts, cells: Mapping[Key, Indices], shown: set[Key], policy: Policy) -> Iterator[Merge]:
    """Hidden groups, those paid alike together, in bundles with enough of each sex; none while most are shown.

    Groups are proposed within the same value of the columns before the last, such as positions within a family.
    """
    hidden = [key for key in cells if key not in shown]
    if 2 * len(hidden) <= len(cells):
        return
    sums = dict(zip(hidden, zip(*_counted(amounts, [cells[key] for key in hidden]), strict=True), strict=True))
    for family in dict.fromkeys(key[:-1] for key in hidden):
        own = sorted((key for key in hidden if key[:-1] == family), key=lambda key: sums[key][2])
        yield from _bundles(own, sums, policy)


def _bundles(keys: list[Key], sums: Mapping[Key, tuple[int, int, float]], policy: Policy) -> Iterator[Merge]:
    bundles: list[list[Key]] = [[]]
    for key in keys:
        bundles[-1].append(key)
        if all(sum(sums[each][sex] for each in bundles[-1]) >= policy.least for sex in range(2)):
            bundles.append([])
    rest = bundles.pop()
    if bundles:
        bundles[-1] += rest
    for bundle in (several for several in bundles if len(several) > 1):
        women, men = sum(sums[each][0] for each in bundle), sum(sums[each][1] for each in bundle)
        yield Merge(tuple(sorted(bundle, key=str)), women, men)


def _counted(amounts: Amounts, sets: list[Indices]) -> tuple[list[int], list[int], list[float]]:
    """Women, men and mean pay of each set."""
    of = amounts.of(sets)
    women, men = of.persons[:, 0].astype(int).tolist(), of.persons[:, 1].astype(int).tolist()
    means = of.total[:, :, 0].sum(axis=1) / of.persons.sum(axis=1)
    return women, men, means.tolist()
