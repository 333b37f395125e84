"""Sweden's three comparisons of pay: diskrimineringslagen (2008:567) 3 kap. 9 §."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from jamn.pay.groups import Group, gaps

DOMINATED: Final = 60.0
"""From how many per cent women a job counts as dominated by women. Practice, not law."""


class Comparison(StrEnum):
    """Which of the three comparisons a difference is of."""

    EQUAL_WORK = "A"
    EQUAL_VALUE = "B"
    LOWER_VALUED = "C"


@dataclass(frozen=True, slots=True)
class Job:
    """Work that counts as equal: its pay by sex, its points and band, and whether women dominate it.

    `mean` is of all who do it, of whatever sex.
    """

    name: str
    group: Group
    mean: float
    points: Fraction
    band: int
    dominated: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference that must be explained without sex: women's job, the job it is compared with, and how much.

    `kroner` is the women's mean less the other's, `percent` of the other's. In A both are the same job.
    """

    comparison: Comparison
    job: Job
    other: Job
    kroner: float
    percent: float


@dataclass(frozen=True, slots=True)
class PayComparisons:
    """The jobs and their differences, in the order of the comparisons and then of jobs' names."""

    jobs: tuple[Job, ...]
    differences: tuple[Difference, ...]
    threshold: float
    source: str = "Diskrimineringslagen (2008:567) 3 kap. 9 och 10 §§"


def compare(
    data: Any,
    pay: str,
    sex: str,
    job: str,
    *,
    points: Mapping[str, Fraction],
    bands: Mapping[str, int],
    threshold: float = DOMINATED,
    usually_dominated: Collection[str] = (),
    woman: Any = "F",
    man: Any = "M",
) -> PayComparisons:
    """The three comparisons of any dataframe.

    A: women and men in each job that has both, however small the difference. B: a job that women dominate, against each
    of the same band that they do not, where that is paid more. C: the same against each of fewer points and another
    band. `usually_dominated` are jobs that count as dominated whatever their numbers. Raises `KeyError` for a job
    without points or band.
    """
    found = gaps(data, pay, sex, [job], woman=woman, man=man)
    jobs = tuple(
        _job(group, points, bands, threshold, usually_dominated)
        for group in found.groups
        if group.women.n + group.men.n
    )
    differences = [
        Difference(Comparison.EQUAL_WORK, each, each, each.group.difference, each.group.ratio - 100)
        for each in jobs
        if each.group.difference and each.group.ratio is not None
    ]
    others = [each for each in jobs if not each.dominated]
    pairs = [(one, other) for one in jobs if one.dominated for other in others if other.mean > one.mean]
    equal = [(one, other) for one, other in pairs if one.band == other.band]
    lower = [(one, other) for one, other in pairs if one.band != other.band and other.points < one.points]
    differences += [
        Difference(comparison, one, other, one.mean - other.mean, 100 * (one.mean / other.mean - 1))
        for comparison, compared in ((Comparison.EQUAL_VALUE, equal), (Comparison.LOWER_VALUED, lower))
        for one, other in compared
    ]
    return PayComparisons(jobs, tuple(differences), threshold)


def _job(
    group: Group,
    points: Mapping[str, Fraction],
    bands: Mapping[str, int],
    threshold: float,
    usually: Collection[str],
) -> Job:
    name = str(group.key[0])
    women, men = group.women, group.men
    whole = women.n * (women.mean or 0) + men.n * (men.mean or 0)
    share = group.share_of_women or 0.0
    dominated = share >= threshold or name in usually
    return Job(name, group, whole / (women.n + men.n), points[name], bands[name], dominated)
