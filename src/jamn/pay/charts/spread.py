"""What charts are drawn from, summed where the rows are: how pay is spread, and how sure a ratio of means is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor, isnan, log10, sqrt
from typing import Any, Final

import narwhals as nw
from scipy.special import stdtrit

from jamn.pay.frames import HUNDREDTHS, MEN, NEITHER, WOMEN, collected, hundredths, opened, side
from jamn.pay.placed import in_order

LEAST: Final = 5
"""Of how many persons at least what is shown is made."""
PARTS: Final = 64
ENOUGH: Final = 16
"""From how many steps between the quartiles these are known well enough."""
NICE: Final = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Sample:
    """How many of a sex, their mean pay (None of nobody), and its sample variance (None of fewer than two)."""

    n: int
    mean: float | None = None
    variance: float | None = None

    @property
    def of_mean(self) -> float | None:
        """The variance of the mean, s² / n."""
        return None if self.variance is None else self.variance / self.n


@dataclass(frozen=True, slots=True)
class Spread:
    """A group's women and men, and between which per cent of men's pay women's is, at the level of confidence.

    `low` and `high` are None where a sex has fewer than two, or men's mean is not surely above nothing.
    """

    key: tuple[Any, ...]
    women: Sample
    men: Sample
    low: float | None
    high: float | None

    @property
    def ratio(self) -> float | None:
        """Women's mean pay in per cent of men's."""
        women, men = self.women.mean, self.men.mean
        return 100 * women / men if women is not None and men else None


@dataclass(frozen=True, slots=True)
class Spreads:
    """The groups in the order of their keys, and the whole over persons."""

    by: tuple[str, ...]
    level: float
    groups: tuple[Spread, ...]
    whole: Spread
    source: str = "Fieller (1954), J. R. Stat. Soc. B 16(2); degrees of freedom of Welch (1947) at the ratio found"


def spreads(
    data: Any, pay: str, sex: str, by: Sequence[str] = (), *, level: float = 0.95, woman: Any = "F", man: Any = "M"
) -> Spreads:
    """Women's and men's pay by any columns of any dataframe, with the confidence interval of the ratio of means.

    The interval is Fieller's: every ρ at which Welch's test would not reject that women's mean is ρ times men's. With
    f, m the means and v their variances, it lies between the roots of ``(m² − t²·vM) ρ² − 2·f·m·ρ + (f² − t²·vF)``,
    t of Student with Welch's degrees of freedom at ρ = f / m. Raises `KeyError` for columns that are not there.
    """
    cells = _cells(data, pay, sex, by, woman=woman, man=man)
    keys = [f"key_{place}" for place in range(len(by))]
    groups = tuple(_spreads(cells, keys, level)) if by else ()
    (whole,) = _spreads(cells, [], level) or [Spread((), Sample(0), Sample(0), None, None)]
    return Spreads(tuple(by), level, groups, whole)


@dataclass(frozen=True, slots=True)
class Bin:
    """So many are paid from `low` to under `high`; where it is `open_low` or `open_high`, some of them beyond."""

    low: float
    high: float
    n: int
    open_low: bool = False
    open_high: bool = False


@dataclass(frozen=True, slots=True)
class Histogram:
    """How pay is spread: bins of `step` each or more, none of fewer than `least` persons of a sex.

    `women` and `men` are None where they are fewer than `least`; no bins where they are fewer than twice as many.
    """

    women: Sample | None
    men: Sample | None
    bins_of_women: tuple[Bin, ...]
    bins_of_men: tuple[Bin, ...]
    step: float
    least: int
    source: str = "Step: Freedman and Diaconis (1981), Z. Wahrscheinlichkeitstheorie 57, to a round number"


def histogram(
    data: Any,
    pay: str,
    sex: str,
    *,
    step: float | None = None,
    least: int = LEAST,
    woman: Any = "F",
    man: Any = "M",
) -> Histogram:
    """How women's and men's pay is spread, in any dataframe. `step` is chosen from the spread when None.

    A bin with fewer than `least` of a sex is merged with its neighbours, and the outermost bins begin where so many
    have been counted and take in all beyond: no edge tells of a single person. Raises `KeyError` for columns that are
    not there, `ValueError` for a step that is not above nothing.
    """
    cells = _cells(data, pay, sex, (), woman=woman, man=man)
    found = _samples(cells, []).get((), {})
    hundredths = round(HUNDREDTHS * (_step(cells) if step is None else step))
    if hundredths < 1:
        raise ValueError(f"a step of {step} is too short: it is 0.01 or more")
    width = hundredths / HUNDREDTHS
    counts = _counts(cells, hundredths)
    women, men = (found.get(side, Sample(0)) for side in (1, 2))
    return Histogram(
        women=women if women.n >= least else None,
        men=men if men.n >= least else None,
        bins_of_women=tuple(merged(counts[1], width, least)),
        bins_of_men=tuple(merged(counts[2], width, least)),
        step=width,
        least=least,
    )


def merged(counts: Mapping[int, int], step: float, least: int) -> list[Bin]:
    """Bins by their place, merged until each has `least` persons or more; none where there are not twice as many."""
    places = sorted(place for place in counts if counts[place])
    if not places or sum(counts.values()) < 2 * least:
        return []
    first, last = _reached(counts, places, least), _reached(counts, places[::-1], least)
    parts = [(first, first, sum(counts.values()))]
    if first < last:
        below, beyond = (sum(counts[place] for place in there) for there in _ends(places, first, last))
        middle, left = _between(counts, [place for place in places if first < place < last], first + 1, least)
        if left and middle:
            start, _, n = middle.pop()
            middle, left = [*middle, (start, last - 1, n + left)], 0
        start = middle[-1][1] + 1 if middle else first + 1
        parts = [(first, first, below), *middle, (start, last, beyond + left)]
    lowest, highest = parts[0], parts[-1]
    return [
        Bin(
            low=part[0] * step,
            high=(part[1] + 1) * step,
            n=part[2],
            open_low=part is lowest and places[0] < first,
            open_high=part is highest and places[-1] > last,
        )
        for part in parts
    ]


Part = tuple[int, int, int]
"""The first and last place of a bin, and how many are in it."""


def _ends(places: Sequence[int], first: int, last: int) -> tuple[list[int], list[int]]:
    return [place for place in places if place <= first], [place for place in places if place >= last]


def _between(counts: Mapping[int, int], places: Sequence[int], start: int, least: int) -> tuple[list[Part], int]:
    """The bins that become full on the way, and how many are left over in the last that does not."""
    full: list[Part] = []
    n = 0
    for place in places:
        n += counts[place]
        if n >= least:
            full.append((start, place, n))
            start, n = place + 1, 0
    return full, n


def _reached(counts: Mapping[int, int], places: Sequence[int], least: float) -> int:
    """At which place, on the way along, so many have been counted."""
    n = 0
    for place in places:
        n += counts[place]
        if n >= least:
            return place
    return places[-1]


def _cells(data: Any, pay: str, sex: str, by: Sequence[str], *, woman: Any, man: Any) -> Any:
    """Pay in whole hundredths, by key and side."""
    frame = opened(data, pay, sex, *by)
    cells = frame.select(
        *(nw.col(name).alias(f"key_{place}") for place, name in enumerate(by)),
        side=side(sex, woman, man),
        amount=hundredths(nw.col(pay)),
    )
    return cells.filter(~nw.col("amount").is_null(), nw.col("side") != NEITHER)


def _samples(cells: Any, keys: list[str]) -> dict[tuple[Any, ...], dict[int, Sample]]:
    amount = nw.col("amount")
    summed = cells.group_by(*keys, "side").agg(n=nw.len(), total=amount.sum(), variance=amount.var(ddof=1))
    found: dict[tuple[Any, ...], dict[int, Sample]] = {}
    for row in collected(summed).rows(named=True):
        variance = row["variance"]
        known = row["n"] > 1 and variance is not None and not isnan(variance)
        found.setdefault(tuple(row[name] for name in keys), {})[row["side"]] = Sample(
            row["n"],
            int(row["total"]) / row["n"] / HUNDREDTHS,
            float(variance) / HUNDREDTHS**2 if known else None,
        )
    return found


def _spreads(cells: Any, keys: list[str], level: float) -> list[Spread]:
    found = sorted(_samples(cells, keys).items(), key=lambda item: in_order(item[0]))
    spread = []
    for key, sides in found:
        women, men = sides.get(WOMEN, Sample(0)), sides.get(MEN, Sample(0))
        low, high = interval(women, men, level) or (None, None)
        spread.append(Spread(key, women, men, low, high))
    return spread


def interval(women: Sample, men: Sample, level: float = 0.95) -> tuple[float, float] | None:
    """Fieller's interval of women's mean in per cent of men's; None where it cannot be reckoned, or has no end."""
    f, m, vf, vm = women.mean, men.mean, women.of_mean, men.of_mean
    if f is None or m is None or vf is None or vm is None or m <= 0:
        return None
    ratio = f / m
    spread = vf + ratio**2 * vm
    if spread == 0:
        return 100 * ratio, 100 * ratio
    freedom = spread**2 / (vf**2 / (women.n - 1) + (ratio**2 * vm) ** 2 / (men.n - 1))
    t = float(stdtrit(freedom, 0.5 + level / 2))
    leading = m**2 - t**2 * vm
    if leading <= 0:
        return None
    half = t * sqrt(f**2 * vm + vf * leading)
    return 100 * (f * m - half) / leading, 100 * (f * m + half) / leading


def _step(cells: Any) -> float:
    """The step of Freedman and Diaconis, 2 · IQR / ∛n, to the nearest round number.

    The quartiles are counted on steps so short that it does not matter: parts of Scott's (1979), 3.5 s / ∛n, which a
    few who are paid far more make too long, and parts of those while they are too long for quartiles.
    """
    known = [sample for sample in _samples(cells, []).get((), {}).values() if sample.mean is not None]
    n = sum(sample.n for sample in known)
    squares = sum(sample.variance * (sample.n - 1) for sample in known if sample.variance is not None)
    if not squares:
        return _nice(max((abs(sample.mean or 0) for sample in known), default=0) / 100 or 1)
    scott = 3.5 * sqrt(squares / max(n - len(known), 1)) / n ** (1 / 3)
    short = round(HUNDREDTHS * scott)
    low = high = 0
    while high - low < ENOUGH and short > 1:
        short = max(short // PARTS, 1)
        counts = sum((Counter(side) for side in _counts(cells, short).values()), Counter())
        low, high = (_reached(counts, sorted(counts), n * quarter / 4) for quarter in (1, 3))
    return _nice(2 * (high - low) * short / HUNDREDTHS / n ** (1 / 3) or scott)


def _nice(step: float) -> float:
    power: float = 10.0 ** floor(log10(step))
    return max(power * min(NICE, key=lambda nice: abs(log10(nice * power / step))), 1 / HUNDREDTHS)


def _counts(cells: Any, step: int) -> dict[int, dict[int, int]]:
    """How many of each sex there are at each place of the steps."""
    placed = cells.select("side", place=nw.col("amount") // step).group_by("side", "place").agg(n=nw.len())
    counts: dict[int, dict[int, int]] = {1: {}, 2: {}}
    for row in collected(placed).rows(named=True):
        counts[row["side"]][int(row["place"])] = row["n"]
    return counts
