"""Women's and men's pay in groups: how many, mean, median, and women's pay in per cent of men's.

Sums are of whole hundredths, so that they are exact and the same in every run, whatever the engine and its threads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import narwhals as nw

from jamn.pay.frames import HUNDREDTHS, collected, hundredths, number_of_rows, opened, side

MANY: Final = 1 << 21
"""From so many rows each column is asked for by itself, so that memory is that of one."""
PARTS: Final = re.compile(r"[0-9]+|[^0-9]+")


class Over(StrEnum):
    """Over whom a component's mean is: all persons, or those who receive something of it."""

    ALL = "all"
    RECIPIENTS = "recipients"


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

    Two questions to the dataframe's engine, however many columns, as long as the rows are fewer than `MANY`. Raises
    `KeyError` for columns that are not there.
    """
    found = gaps_of(data, [(name, over) for name in columns for over in Over], sex, by, woman=woman, man=man)
    return Components(tuple(by), {name: {over: found[name, over] for over in Over} for name in columns})


Which = tuple[str, Over]
"""A column of pay, and over whom it is looked at."""


def gaps_of(data: Any, which: Sequence[Which], sex: str, by: Sequence[str], **who: Any) -> dict[Which, Gaps]:
    """The gaps of several columns of pay, each over all or over recipients. Raises as `gaps`."""
    opened(data, sex, *(column for column, _ in which), *by)
    whole, missing = grouped(data, which, sex, (), **who)
    groups, _ = grouped(data, which, sex, by, **who) if by else ({}, {})
    return {
        one: Gaps(
            tuple(by),
            *one,
            tuple(groups.get(one, ())),
            next(iter(whole[one]), Group((), NOBODY, NOBODY)),
            missing[one[0]],
        )
        for one in which
    }


def grouped(
    data: Any, which: Sequence[Which], sex: str, by: Sequence[str], *, woman: Any = "F", man: Any = "M"
) -> tuple[dict[Which, list[Group]], dict[str, int]]:
    """The groups of several columns of pay, each over all or over recipients, and how many rows are without each.

    One question to the engine; of many rows one for each, because an exact median holds all amounts. Raises `KeyError`
    for columns that are not there.
    """
    frame = opened(data, sex, *(column for column, _ in which), *by)
    keys = [f"key_{place}" for place in range(len(by))]
    columns = list(dict.fromkeys(column for column, _ in which))
    cells = frame.select(
        *(nw.col(name).alias(key) for name, key in zip(by, keys, strict=True)),
        *(hundredths(nw.col(name)).alias(f"{Over.ALL}_{place}") for place, name in enumerate(columns)),
        side=side(sex, woman, man),
    )
    found: dict[Which, list[Group]] = {}
    missing: dict[str, int] = {}
    at_once = len(which) if len(which) < 2 or number_of_rows(cells) < MANY else 1
    for start in range(0, len(which), at_once):
        some = {one: f"{one[1]}_{columns.index(one[0])}" for one in which[start : start + at_once]}
        answer = _answer(cells, keys, list(some.values()))
        own = list(zip(*(answer[key] for key in keys), strict=True)) if keys else [()] * len(answer["side"])
        order = dict.fromkeys(sorted(set(own), key=in_order))
        found |= {one: _groups(own, order, answer, name) for one, name in some.items()}
        missing |= {column: sum(answer["rows"]) - sum(answer[f"there_{name}"]) for (column, _), name in some.items()}
    return found, missing


def _answer(cells: Any, keys: list[str], names: Sequence[str]) -> dict[str, list[Any]]:
    """For each group and side: how many rows, and of each column and whom it is over how many, their sum and median."""
    of_all = {name: nw.col(f"{Over.ALL}_{name.rpartition('_')[2]}") for name in names}
    recipients = {name: amount for name, amount in of_all.items() if name.startswith(Over.RECIPIENTS)}
    if recipients:
        cells = cells.with_columns(**{name: nw.when(amount > 0).then(amount) for name, amount in recipients.items()})
    asked = {"rows": nw.len()}
    for name, all_amounts in of_all.items():
        amount = nw.col(name)
        asked |= {f"there_{name}": all_amounts.count(), f"{name}_n": amount.count()}
        asked |= {f"{name}_total": amount.sum(), f"{name}_median": amount.median()}
    answer: dict[str, list[Any]] = collected(cells.group_by(*keys, "side").agg(**asked)).to_arrow().to_pydict()
    return answer


def _groups(
    keys: Sequence[tuple[Any, ...]], order: Iterable[tuple[Any, ...]], answer: Mapping[str, list[Any]], name: str
) -> list[Group]:
    """The groups of one column in their order, from the answer's rows, each of one key and side."""
    parts = (answer["side"], answer[f"{name}_n"], answer[f"{name}_total"], answer[f"{name}_median"])
    found: dict[tuple[Any, ...], dict[int, Figures]] = {}
    for key, sex, n, total, median in zip(keys, *parts, strict=True):
        if n:
            found.setdefault(key, {})[sex] = _figures(n, int(total), float(median))
    return [
        Group(key, sides.get(1, NOBODY), sides.get(2, NOBODY), sides.get(0, NOBODY).n)
        for key in order
        if (sides := found.get(key))
    ]


def _figures(n: int, total: int, median: float) -> Figures:
    return Figures(n, total / (n * HUNDREDTHS), median / HUNDREDTHS, total)


def in_order(key: tuple[Any, ...]) -> list[Any]:
    """How keys are sorted: as a person would, so that 2 is before 10; what is missing comes last."""
    return [
        (
            each is None,
            [(not part.isdigit(), part.zfill(20) if part.isdigit() else part) for part in PARTS.findall(str(each))],
        )
        for each in key
    ]


def _ratio(women: float | None, men: float | None) -> float | None:
    return 100 * women / men if women is not None and men else None
