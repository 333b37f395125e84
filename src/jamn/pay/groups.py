"""Women's and men's pay in groups: how many, mean, median, and women's pay in per cent of men's.

Sums are of whole hundredths, so that they are exact and the same in every run, whatever the engine and its threads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from jamn.pay.frames import HUNDREDTHS, MEN, NEITHER, WOMEN
from jamn.pay.tallies import Over, Tallies, Tally, tallied


class NoRatio(StrEnum):
    """Why a group has no ratio."""

    ONE_SEX = "one sex"
    NO_BASE = "men's pay is nothing"


@dataclass(frozen=True, slots=True)
class Figures:
    """How many of a sex, and their mean and median pay; None where there is nobody. `total` is in whole hundredths."""

    n: int
    mean: float | None = None
    median: float | None = None
    total: int = 0


NOBODY: Final = Figures(0)


@dataclass(frozen=True, slots=True)
class Group:
    """One group's figures. `key` has a value for each column that was grouped by; `unknown` counts those of neither.

    Figures are unrounded; differences are women's less men's, in the unit of pay.
    """

    key: tuple[Any, ...]
    women: Figures
    men: Figures
    unknown: int = 0

    @property
    def share_of_women(self) -> float | None:
        """Women in per cent of women and men."""
        known = self.women.n + self.men.n
        return 100 * self.women.n / known if known else None

    @property
    def ratio(self) -> float | None:
        """Women's mean pay in per cent of men's (kvinners andel av menns lønn), from the exact sums."""
        if self.no_ratio is not None:
            return None
        return 100 * self.women.total * self.men.n / (self.men.total * self.women.n)

    @property
    def median_ratio(self) -> float | None:
        """Women's median pay in per cent of men's."""
        return _ratio(self.women.median, self.men.median)

    @property
    def gap(self) -> float | None:
        """(M − F) / M in per cent: directive (EU) 2023/970, article 3 (1) (c). Below nothing where women earn more.

        Whole numbers are divided, so that a gap of exactly 5 per cent is 5.
        """
        if self.no_ratio is not None:
            return None
        men, women = self.men.total * self.women.n, self.women.total * self.men.n
        return 100 * (men - women) / men

    @property
    def median_gap(self) -> float | None:
        """The same of medians, article 3 (1) (e)."""
        return None if self.median_ratio is None else 100 - self.median_ratio

    @property
    def difference(self) -> float | None:
        """Women's mean pay less men's."""
        both = self.women.mean is not None and self.men.mean is not None
        return self.women.mean - self.men.mean if both else None  # type: ignore[operator]

    @property
    def no_ratio(self) -> NoRatio | None:
        """Why there is no ratio; None when there is."""
        if not self.women.n or not self.men.n:
            return NoRatio.ONE_SEX
        return None if self.men.mean else NoRatio.NO_BASE


@dataclass(frozen=True, slots=True)
class Gaps:
    """The groups in the order of their keys, and the whole: over persons, never the mean of the groups' means.

    `missing` counts the rows without pay, which are in no figure. `over` says over whom the means are.
    """

    by: tuple[str, ...]
    pay: str
    over: Over
    groups: tuple[Group, ...]
    whole: Group
    missing: int

    def rows(self) -> Iterator[dict[str, Any]]:
        """A row for each group, and one for the whole, whose keys are None."""
        for group in (*self.groups, self.whole):
            yield {
                **dict(zip(self.by, group.key or (None,) * len(self.by), strict=True)),
                "n_women": group.women.n,
                "n_men": group.men.n,
                "n_unknown": group.unknown,
                "mean_women": group.women.mean,
                "mean_men": group.men.mean,
                "median_women": group.women.median,
                "median_men": group.men.median,
                "share_of_women": group.share_of_women,
                "ratio": group.ratio,
                "median_ratio": group.median_ratio,
                "difference": group.difference,
            }


@dataclass(frozen=True, slots=True)
class Components:
    """The gaps of several columns of pay, each over all and over recipients, made in one go."""

    by: tuple[str, ...]
    gaps: Mapping[str, Mapping[Over, Gaps]]

    def __getitem__(self, column: str) -> Mapping[Over, Gaps]:
        return self.gaps[column]

    def rows(self) -> Iterator[dict[str, Any]]:
        """The rows of all gaps, with their column of pay and over whom they are."""
        for column, both in self.gaps.items():
            for over, found in both.items():
                yield from ({"pay": column, "over": str(over), **row} for row in found.rows())


def gaps(
    data: Any,
    pay: str,
    sex: str,
    by: Sequence[str] = (),
    *,
    woman: Any = "F",
    man: Any = "M",
    over: Over = Over.ALL,
) -> Gaps:
    """Women's and men's pay by any columns of any dataframe, and in the whole.

    Nothing is a pay (a bonus of 0) and counts over all; over recipients only what is above nothing does. Pay is taken
    to hundredths. Raises `KeyError` for columns that are not there.
    """
    return gaps_of(data, [(pay, over)], sex, by, woman=woman, man=man)[pay, over]


def components(
    data: Any, columns: Sequence[str], sex: str, by: Sequence[str] = (), *, woman: Any = "F", man: Any = "M"
) -> Components:
    """The gaps of several columns of pay at once: total, fixed, irregular supplements, overtime, bonus, benefits.

    The rows are read once, however many columns, unless they are very many. Raises `KeyError` for columns that are not
    there.
    """
    found = gaps_of(data, [(name, over) for name in columns for over in Over], sex, by, woman=woman, man=man)
    return Components(tuple(by), {name: {over: found[name, over] for over in Over} for name in columns})


Which = tuple[str, Over]
"""A column of pay, and over whom it is looked at."""


def gaps_of(data: Any, which: Sequence[Which], sex: str, by: Sequence[str], **who: Any) -> dict[Which, Gaps]:
    """The gaps of several columns of pay, each over all or over recipients. Raises as `gaps`."""
    columns, over = (list(dict.fromkeys(parts)) for parts in zip(*which, strict=True))
    (whole, groups), missing = tallied(data, columns, sex, [(), by], over=over, **who)
    return {
        one: Gaps(
            tuple(by),
            *one,
            tuple(_groups(groups, *one)) if by else (),
            next(_groups(whole, *one), Group((), NOBODY, NOBODY)),
            missing[one[0]],
        )
        for one in which
    }


def _groups(tallies: Tallies, column: str, over: Over) -> Iterator[Group]:
    """The groups that have anybody with the column."""
    for group in groups_of(tallies.keys, tallies.of[column][over]):
        if group.women.n + group.men.n + group.unknown:
            yield group


def groups_of(keys: Sequence[tuple[Any, ...]], tally: Tally) -> Iterator[Group]:
    """A group for each key, as it is tallied."""
    for key, n, totals, medians in zip(
        keys, tally.n.tolist(), tally.totals.tolist(), tally.medians.tolist(), strict=True
    ):
        women, men = (
            Figures(n[side], totals[side] / (n[side] * HUNDREDTHS), medians[side] / HUNDREDTHS, totals[side])
            if n[side]
            else NOBODY
            for side in (WOMEN, MEN)
        )
        yield Group(key, women, men, n[NEITHER])


def _ratio(women: float | None, men: float | None) -> float | None:
    return 100 * women / men if women is not None and men else None
