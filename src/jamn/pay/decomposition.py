"""Why two groups' mean pay differs: what they bring, and how it is paid (Oaxaca 1973, Blinder 1973).

With means x̄ and coefficients β of the two groups A and B, the gap ȳA − ȳB is

- three-fold: (x̄A − x̄B)'βB (endowments) + x̄B'(βA − βB) (coefficients) + (x̄A − x̄B)'(βA − βB) (interaction);
- two-fold, with reference coefficients β*: (x̄A − x̄B)'β* (explained) + x̄A'(βA − β*) + x̄B'(β* − βB) (unexplained).

Errors are those of Jann (2008), with means that vary from sample to sample. Categories are normalised (Gardeazabal and
Ugidos 2004; Yun 2005), so that no part depends on which level is the base.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np

from jamn.pay.frames import opened
from jamn.pay.rows import Rows
from jamn.pay.shared import shared_levels
from jamn.pay.sides import Reference as Held
from jamn.pay.sides import Side, pooled, side, weighted
from jamn.pay.sums import Design, Sums, designed, summed_by_side
from jamn.pay.terms import INTERCEPT, Asked, Floats, Is, KnownCategory, Only, Term, coded

Reference = Literal["A", "B", "half", "size", "pooled", "pooled with group"]
REFERENCES: Final[dict[Reference, str]] = {
    "A": "Oaxaca (1973): the coefficients of A, as men's",
    "B": "Oaxaca (1973): the coefficients of B, as women's",
    "half": "Reimers (1983): half of each",
    "size": "Cotton (1988): each by its share of the persons",
    "pooled": "Neumark (1988): one regression of all, which does not know the groups",
    "pooled with group": "Jann (2008): one regression of all, which does",
}

NAMED: Final = 5
"""So many levels are named in a sentence."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a gap: in all and by column, with standard errors."""

    total: float
    error: float
    by_column: dict[str, float]
    errors: dict[str, float]


@dataclass(frozen=True, slots=True)
class Threefold:
    """The gap as what the groups bring, how it is paid, and both at once, from B's point of view."""

    endowments: Part
    coefficients: Part
    interaction: Part


@dataclass(frozen=True, slots=True)
class Twofold:
    """The gap as what is explained by what the groups bring, and what is not: A's advantage and B's disadvantage."""

    reference: Reference
    explained: Part
    unexplained: Part
    unexplained_a: Part
    unexplained_b: Part
    source: str


@dataclass(frozen=True, slots=True)
class Decomposition:
    """The gap between the means of A and B, made of the rows in which nothing is missing.

    `coefficients_a` and `means_a` are by column, in the order of `names`; an absorbed category is one column without
    them. `not_shared` are levels of categories that one group alone has: their rows are left out, because there is
    nobody to compare them with, and even the sum of the parts would depend on the base. `log` says that pay is in
    logarithms.
    """

    gap: float
    error: float
    mean_a: float
    mean_b: float
    n_a: int
    n_b: int
    threefold: Threefold
    twofold: dict[Reference, Twofold]
    names: tuple[str, ...]
    coefficients_a: Floats
    coefficients_b: Floats
    means_a: Floats
    means_b: Floats
    not_shared: dict[str, int]
    left_out: dict[str, int]
    log: bool

    def __str__(self) -> str:
        return " ".join(self.sentences())

    def sentences(self) -> Iterator[str]:
        """What may be concluded, and what may not."""
        parts = self.twofold["A"]
        explained, rest = parts.explained, parts.unexplained
        unit = " log points (hundredths of the logarithm, nearly per cent)" if self.log else ""
        yield (
            f"Of a gap of {self._told(self.gap)}{unit}, {self._told(explained.total)} "
            f"(± {self._told(1.96 * explained.error)}) goes with what the groups bring and {self._told(rest.total)} "
            f"(± {self._told(1.96 * rest.error)}) does not."
        )
        if abs(rest.total) < 1.96 * rest.error:
            yield "What is left may be chance: its 95 % interval holds 0."
        spread = [two.explained.total for two in self.twofold.values()]
        if max(spread) - min(spread) > abs(self.gap) / 4:
            yield (
                f"How much is explained depends on whose pay is the standard: from {self._told(min(spread))} to "
                f"{self._told(max(spread))}. No one of them is the right one."
            )
        if self.not_shared:
            named, more = list(self.not_shared)[:NAMED], len(self.not_shared) - NAMED
            left = sum(self.not_shared.values())
            yield (
                f"{left} {'person is' if left == 1 else 'persons are'} left out: nobody of the other group is in "
                f"{', '.join(named)}{f' and {more} others' if more > 0 else ''}."
            )
        yield (
            "What is not explained by the model is no measure of discrimination: the model may lack what matters, and "
            "what it holds may itself be unequal."
        )

    def _told(self, figure: float) -> str:
        return f"{100 * figure:.1f}" if self.log else f"{figure:,.0f}" if abs(figure) >= 100 else f"{figure:.4g}"


def decompose(
    data: Any,
    pay: str,
    group: str,
    terms: Sequence[Term],
    *,
    a: Any,
    b: Any,
    log: bool = False,
    absorb: str | None = None,
) -> Decomposition:
    """Why the mean pay of those whose `group` is `a` differs from that of those whose group is `b`.

    `absorb` is a category of hundreds of levels, which counts as one column. Raises `KeyError` for columns that are not
    there, `NotEstimable` where a group is too small for the terms.
    """
    is_a = Is(group, a)
    asked = [Asked(pay, pay), *is_a.asked(), *(part for term in terms for part in term.asked())]
    frame = opened(data, group, *(part.column for part in asked), *([absorb] if absorb else []))
    both = Only(group, (a, b), "another group")
    everyone = Rows(frame, [*asked, *([coded(absorb)] if absorb else [])], log=pay if log else None, only=both)
    (of_a,) = (part.name for part in is_a.asked())
    rows, shared, not_shared = shared_levels(everyone, of_a)
    resolved = [term.resolved(shared) for term in terms]
    levels = len(rows.levels[absorb]) if absorb else 1
    design = designed(rows, resolved, pay, absorb=absorb, levels=levels)
    sums_b, sums_a = summed_by_side(rows, design, of_a)
    side_a, side_b = (side(_met(sums), design) for sums in (sums_a, sums_b))
    pieces = tuple(_pieces(design, len(side_a.sums.counts)))
    twofold = {reference: _twofold(reference, side_a, side_b, pieces) for reference in REFERENCES}
    outcome = float(design.centre[-1])
    (means_a, means_b) = (np.array([piece.mean(each.profile) for piece in pieces]) for each in (side_a, side_b))
    return Decomposition(
        gap=side_a.mean - side_b.mean,
        error=float(np.sqrt(sum(_of_mean(each) for each in (side_a, side_b)))),
        mean_a=side_a.mean + outcome,
        mean_b=side_b.mean + outcome,
        n_a=side_a.n,
        n_b=side_b.n,
        threefold=_threefold(side_a, side_b, pieces),
        twofold=twofold,
        names=tuple(piece.name for piece in pieces),
        coefficients_a=np.array([piece.coefficient(side_a, outcome) for piece in pieces]),
        coefficients_b=np.array([piece.coefficient(side_b, outcome) for piece in pieces]),
        means_a=means_a,
        means_b=means_b,
        not_shared=not_shared,
        left_out=dict(+everyone.left_out),
        log=log,
    )


def _met(sums: Sums) -> Sums:
    """The sums of the levels that have rows."""
    there = sums.counts > 0
    return Sums(sums.counts[there], sums.firsts[there], sums.cross)


def _of_mean(of: Side) -> float:
    """The variance of a group's mean outcome."""
    return float((of.sums.cross[-1, -1] / of.n - of.mean**2) / (of.n - 1))


@dataclass(frozen=True, slots=True)
class Piece:
    """One column of the parts of a gap: its mean times its coefficient.

    The coefficient is `form` times the coefficients of a side; the mean is `constant` plus `columns` times the side's
    mean columns. An absorbed category has a coefficient for each level, so that it has neither.
    """

    name: str
    form: Floats
    constant: float
    columns: Floats
    absorbed: bool = False

    def mean(self, profile: Floats) -> float:
        """The column's mean in a group of this profile."""
        return float("nan") if self.absorbed else self.constant + float(self.columns @ profile[: len(self.columns)])

    def coefficient(self, of: Side, outcome: float) -> float:
        """The column's coefficient in a group. `outcome` is the centre of the outcome, which the intercept holds."""
        if self.absorbed:
            return float("nan")
        return float(self.form @ of.coefficients) + (outcome if self.name == INTERCEPT else 0.0)

    def weighed(self, profile: Floats) -> Floats:
        """The form whose figure is the mean times the coefficient."""
        if not self.absorbed:
            return self.mean(profile) * self.form
        k, levels = len(self.columns), len(profile) - len(self.columns)
        return np.concatenate([np.zeros(k), profile[k:] - 1 / levels])

    def spread(self, coefficients: Floats) -> Floats:
        """What each row gives the column: coefficients whose mean prediction varies as its mean times itself does."""
        k = len(self.columns)
        if self.absorbed:
            return np.concatenate([np.zeros(k), coefficients[k:]])
        own = float(self.form @ coefficients) * self.columns
        return np.concatenate([own, np.zeros(len(coefficients) - k)])


def _pieces(design: Design, levels: int) -> Iterator[Piece]:
    """The intercept, the columns, the bases of categories, and what is absorbed, which sum to the whole.

    Categories are normalised: their coefficients, base and all, sum to nothing, and the intercept takes their mean.
    """
    k, centre = len(design.names), design.centre[:-1]
    unit, nothing = np.eye(k), np.zeros(levels)
    shares, bases, place = np.zeros((k, k)), [], 0
    for term in design.terms:
        own = np.zeros(k)
        own[place : place + len(term.names)] = 1
        if isinstance(term, KnownCategory):
            shares += np.outer(own, own) / (own.sum() + 1)
            form = np.concatenate([-own / (own.sum() + 1), nothing])
            bases.append(Piece(term.base_name, form, 1 - float(own @ centre), -own))
        place += len(term.names)
    forms = unit - shares
    intercept = -centre + sum((-base.form[:k] for base in bases), np.zeros(k))
    yield Piece(INTERCEPT, np.concatenate([intercept, nothing + 1 / levels]), 1.0, np.zeros(k))
    for name, form, column, middle in zip(design.names, forms, unit, centre, strict=True):
        yield Piece(name, np.concatenate([form, nothing]), float(middle), column)
    yield from bases
    if design.absorb:
        yield Piece(design.absorb, np.zeros(k + levels), 0.0, np.zeros(k), absorbed=True)


@dataclass(frozen=True, slots=True)
class _Figure:
    """A sum of forms over both groups' coefficients, and how each group's means weigh in it."""

    of_a: Floats
    of_b: Floats
    means_a: Floats
    means_b: Floats

    def value(self, a: Side, b: Side) -> float:
        return float(self.of_a @ a.coefficients + self.of_b @ b.coefficients)

    def error(self, a: Side, b: Side) -> float:
        of_coefficients = a.of_coefficients(self.of_a) + b.of_coefficients(self.of_b)
        return float(np.sqrt(of_coefficients + a.of_means(self.means_a) + b.of_means(self.means_b)))


def _part(a: Side, b: Side, figures: dict[str, _Figure]) -> Part:
    """A part from the figure of each column."""
    whole = _Figure(
        *(
            sum((getattr(figure, name) for figure in figures.values()), np.zeros_like(a.coefficients))
            for name in ("of_a", "of_b", "means_a", "means_b")
        )
    )
    return Part(
        whole.value(a, b),
        whole.error(a, b),
        {name: figure.value(a, b) for name, figure in figures.items()},
        {name: figure.error(a, b) for name, figure in figures.items()},
    )


def _threefold(a: Side, b: Side, pieces: Sequence[Piece]) -> Threefold:
    nothing = np.zeros_like(a.coefficients)
    brought, paid, both = {}, {}, {}
    for piece in pieces:
        of_a, of_b = piece.weighed(a.profile), piece.weighed(b.profile)
        own, apart = piece.spread(b.coefficients), piece.spread(a.coefficients - b.coefficients)
        brought[piece.name] = _Figure(nothing, of_a - of_b, own, own)
        paid[piece.name] = _Figure(of_b, -of_b, nothing, apart)
        both[piece.name] = _Figure(of_a - of_b, of_b - of_a, apart, apart)
    return Threefold(*(_part(a, b, figures) for figures in (brought, paid, both)))


def _held(reference: Reference, a: Side, b: Side) -> Held:
    if reference.startswith("pooled"):
        return pooled(a, b, groups=reference == "pooled with group")
    size = a.n / (a.n + b.n)
    return weighted(a, b, {"A": 1.0, "B": 0.0, "half": 0.5}.get(reference, size))


def _twofold(reference: Reference, a: Side, b: Side, pieces: Sequence[Piece]) -> Twofold:
    """The two parts. The reference is a linear function of both groups' coefficients, and so are all figures."""
    held = _held(reference, a, b)
    nothing = np.zeros_like(a.coefficients)
    explained, advantage, disadvantage = {}, {}, {}
    for piece in pieces:
        of_a, of_b = piece.weighed(a.profile), piece.weighed(b.profile)
        own = piece.spread(held.coefficients)
        explained[piece.name] = _Figure(held.of_a(of_a - of_b), held.of_b(of_a - of_b), own, own)
        over, under = piece.spread(a.coefficients - held.coefficients), piece.spread(held.coefficients - b.coefficients)
        advantage[piece.name] = _Figure(of_a - held.of_a(of_a), -held.of_b(of_a), over, nothing)
        disadvantage[piece.name] = _Figure(held.of_a(of_b), held.of_b(of_b) - of_b, nothing, under)
    unexplained = {name: _sum(advantage[name], disadvantage[name]) for name in advantage}
    return Twofold(
        reference,
        explained=_part(a, b, explained),
        unexplained=_part(a, b, unexplained),
        unexplained_a=_part(a, b, advantage),
        unexplained_b=_part(a, b, disadvantage),
        source=REFERENCES[reference],
    )


def _sum(one: _Figure, other: _Figure) -> _Figure:
    return _Figure(
        one.of_a + other.of_a, one.of_b + other.of_b, one.means_a + other.means_a, one.means_b + other.means_b
    )
