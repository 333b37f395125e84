"""What a release tells together with another year's: who came and who went, when a group is shown in both.

Pay of those who stayed has grown by a factor that an attacker knows within bounds. So the sum of those who left is the
earlier sum less what those who stayed were paid then, and the sum of those who came follows in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from jamn.pay.cells import Cut, Key
from jamn.pay.disclosure import Policy, is_secret
from jamn.pay.frames import collected, opened

if TYPE_CHECKING:
    from jamn.pay.release import Release, Source


@dataclass(frozen=True, slots=True)
class Drift:
    """How much an attacker knows the pay of those who stayed to have grown, from one release to the next, as shares."""

    low: float = 0.0
    high: float = 0.04


Paid = dict[Any, float]


def told_by_years(
    source: Source, cut: Cut, before: Sequence[Release], policy: Policy, drift: Drift
) -> dict[str, set[Key]]:
    """The keys of a cut's cells, by column of pay, that another year's release would tell a secret with.

    Raises `ValueError` when persons are not named, or nobody is in both, so that nobody can say who came and went.
    """
    told: dict[str, set[Key]] = {column: set() for column in source.columns}
    if not any(table.cut == cut for one in before for table in one.tables):
        return told
    now = _persons(source, cut)
    for one in before:
        then = _persons(one.source, cut)
        if then and now and not _people(then) & _people(now):
            raise ValueError(
                "nobody is in both releases: persons must be named alike in both years, with the same key and type"
            )
        for column in (name for name in source.columns if name in one.source.columns):
            for key in one.shown(cut, column):
                sexes = [(then.get((key, sex, column), {}), now.get((key, sex, column), {})) for sex in ("F", "M")]
                if any(_tells(old, new, policy, drift) for old, new in sexes):
                    told[column].add(key)
    return told


def _persons(source: Source, cut: Cut) -> dict[tuple[Key, str, str], Paid]:
    if source.person is None:
        raise ValueError("to compare with another year's release the column of persons must be named, in both")
    names = [source.person, source.sex, *source.columns, *cut.columns]
    frame = opened(source.data, *names)
    found: dict[tuple[Key, str, str], Paid] = {}
    sexes = {source.woman: "F", source.man: "M"}
    for row in collected(frame.select(list(dict.fromkeys(names)))).rows(named=True):
        if row[source.sex] in sexes and all(row[column] in values for column, values in cut.only):
            key = tuple(row[name] for name in cut.by)
            for column in source.columns:
                paid = found.setdefault((key, sexes[row[source.sex]], column), {})
                paid[row[source.person]] = paid.get(row[source.person], 0.0) + float(row[column] or 0)
    return found


def _people(cells: Mapping[tuple[Key, str, str], Paid]) -> set[Any]:
    return {person for paid in cells.values() for person in paid}


def _tells(old: Paid, new: Paid, policy: Policy, drift: Drift) -> bool:
    """Whether the sums of both years tell too closely what those were paid who left, or who came."""
    left, came = old.keys() - new.keys(), new.keys() - old.keys()
    then, now = sum(old.values()), sum(new.values())
    stayed = (now / (1 + drift.high) if not came else 0.0, now / (1 + drift.low))
    grown = (then * (1 + drift.low) if not left else 0.0, then * (1 + drift.high))
    return _near([old[each] for each in left], then, stayed, policy) or _near(
        [new[each] for each in came], now, grown, policy
    )


def _near(own: Sequence[float], whole: float, others: tuple[float, float], policy: Policy) -> bool:
    """Whether some persons' sum, a whole less what is known within bounds of others, is a secret that is told."""
    paid = np.array([each for each in own if each > 0])
    true = float(paid.sum())
    secret = is_secret(len(paid), true, paid.max(initial=0), policy)
    least, most = max(whole - others[1], 0.0), whole - others[0]
    return bool(secret and (least > true * (1 - policy.closeness) or most < true * (1 + policy.closeness)))
