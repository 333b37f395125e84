"""The worth of jobs: points for what they ask for, and bands of jobs of equal value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

MOST_POINTS: Final = 1000


@dataclass(frozen=True, slots=True)
class SubFactor:
    """What is asked of a job, on levels from 1 to `levels`. `weight` is its share among those of its factor."""

    name: str
    levels: int
    weight: Fraction | int = 1


@dataclass(frozen=True, slots=True)
class Factor:
    """One of the four kinds of demands (skills, responsibility, effort, working conditions), with its sub-factors."""

    name: str
    weight: Fraction | int
    parts: tuple[SubFactor, ...]


class Banding(StrEnum):
    """How jobs are parted into bands of equal value."""

    WIDTH = "fixed width"
    """Bands of as many points each, from 0."""
    GAP = "gap"
    """A new band wherever a job has so many points more than the next lower one."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The points of each job, of `MOST_POINTS` at most, and its band (1 is the lowest)."""

    points: Mapping[str, Fraction]
    bands: Mapping[str, int]
    banding: Banding
    size: Fraction | int


def points(factors: Sequence[Factor], levels: Mapping[str, int]) -> Fraction:
    """The points of a job by the level of each of its sub-factors.

    ``1000 · Σ_f W_f Σ_s w_s (level_s − 1) / (levels_s − 1)``, weights taken as shares of their sum: the lowest level of
    everything is 0, the highest of everything 1000. Raises `KeyError` for a sub-factor without a level, `ValueError`
    for a level that it does not have.
    """
    whole = sum((Fraction(factor.weight) for factor in factors), Fraction())
    total = Fraction()
    for factor in factors:
        shares = sum((Fraction(part.weight) for part in factor.parts), Fraction())
        for part in factor.parts:
            level = levels[part.name]
            if not 1 <= level <= part.levels:
                raise ValueError(f"{part.name} has the levels 1 to {part.levels}, not {level}")
            reached = Fraction(level - 1, max(part.levels - 1, 1))
            total += Fraction(factor.weight) / whole * Fraction(part.weight) / shares * reached
    return MOST_POINTS * total


def evaluate(
    factors: Sequence[Factor],
    jobs: Mapping[str, Mapping[str, int]],
    *,
    banding: Banding = Banding.WIDTH,
    size: Fraction | int = 50,
) -> Evaluation:
    """The points and bands of jobs by their levels. `size` is the width of a band, or the gap that parts two."""
    scored = {job: points(factors, levels) for job, levels in jobs.items()}
    return Evaluation(scored, banded(scored, banding, size), banding, size)


def banded(scored: Mapping[str, Fraction], banding: Banding, size: Fraction | int) -> dict[str, int]:
    """The band of each job, numbered from 1 without holes from the lowest."""
    if banding == Banding.WIDTH:
        found = {job: int(value // size) for job, value in scored.items()}
        numbers = {band: number for number, band in enumerate(sorted(set(found.values())), start=1)}
        return {job: numbers[band] for job, band in found.items()}
    bands: dict[str, int] = {}
    band, last = 0, None
    for job, value in sorted(scored.items(), key=lambda each: each[1]):
        band += last is None or value - last >= size
        bands[job], last = band, value
    return bands


def sensitivity(
    factors: Sequence[Factor],
    jobs: Mapping[str, Mapping[str, int]],
    *,
    banding: Banding = Banding.WIDTH,
    size: Fraction | int = 50,
    change: Fraction = Fraction(1, 10),
) -> dict[str, dict[str, tuple[int, int]]]:
    """Which jobs change band when one factor weighs a share more or less: factor, then job, its bands so and so.

    Bands are told by today's: one that the weights make counts as that with which it shares most jobs, and as 0 when
    that is another's already, as when a band falls in two.
    """
    moved: dict[str, dict[str, tuple[int, int]]] = {}
    standing = evaluate(factors, jobs, banding=banding, size=size).bands
    for place, factor in enumerate(factors):
        tried = []
        for share in (1 - change, 1 + change):
            other = Factor(factor.name, Fraction(factor.weight) * share, factor.parts)
            found = evaluate([*factors[:place], other, *factors[place + 1 :]], jobs, banding=banding, size=size)
            tried.append(_by_todays(found.bands, standing))
        low, high = tried
        moved[factor.name] = {
            job: (low[job], high[job]) for job, band in standing.items() if {low[job], high[job]} != {band}
        }
    return moved


def _by_todays(bands: Mapping[str, int], standing: Mapping[str, int]) -> dict[str, int]:
    """Each job's band by the numbers of the standing ones."""
    shared = Counter((bands[job], standing[job]) for job in bands)
    named: dict[int, int] = {}
    for (band, today), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if band not in named and today not in named.values():
            named[band] = today
    return {job: named.get(band, 0) for job, band in bands.items()}
