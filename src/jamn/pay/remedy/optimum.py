"""The cheapest pay under bounds, a rule on the adjusted gap and rules of categories: exact, by its multipliers.

With weights w of the adjusted gap, costs c and pay p, the least Σ cᵢ (zᵢ − pᵢ) with Σ wᵢ ln(zᵢ / pᵢ) ≥ need, category
sums of z at what they must be, and pᵢ ≤ zᵢ ≤ uᵢ is a convex problem where no weight is below nothing. Its optimum
(Karush, Kuhn and Tucker) is zᵢ = λ wᵢ / (cᵢ − νₖ) within the bounds: water at a level λ, and a relief νₖ in category k.
Without categories λ follows from one sorting. With them it is searched for, and at each level the reliefs are.

A woman whose pay weighs less than nothing (the controls tell more than surely that she is a woman) is raised for her
category alone, and harms the gap by −w ln(z / p), which makes the problem no longer convex. The harm is taken along its
tangent, which is never less, and again from where that leads until both agree. A chord, which is never more, then
bounds what any raises cost.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from jamn.pay.remedy.categories import Places, shared
from jamn.pay.remedy.filling import NEAR, Rising, sought
from jamn.pay.terms import Floats

TANGENTS: Final = 50


@dataclass(frozen=True, slots=True)
class Task:
    """Those who may be raised: pay, the most they may come to, costs, and weights in the adjusted gap.

    `of` is the place of each one's category among those that lack something (−1: none), `missing` what these lack.
    """

    pay: Floats
    caps: Floats
    costs: Floats
    weights: Floats
    of: Places
    missing: Floats

    def gain(self, raises: Floats) -> float:
        """By how much raises bring the logarithm of women's pay up against men's."""
        return float(self.weights @ np.log1p(raises / self.pay))

    def cost(self, raises: Floats) -> float:
        """What raises cost."""
        return float(self.costs @ raises)


@dataclass(frozen=True, slots=True)
class Found:
    """Raises of those of a task, the level of the water, and what no raises under the same rules can cost less than.

    The bound is the cost itself but where raises are in steps, or weights below nothing make it no longer certain. It
    is None where a budget decides.
    """

    raises: Floats
    level: float
    bound: float | None


class Smooth:
    """Raises of any amount. What is out of reach (`full`) is come as near to as can be."""

    def __init__(self, task: Task) -> None:
        self.task = task

    def most(self) -> Floats:
        """All raises at their highest."""
        return self.task.caps - self.task.pay

    @cached_property
    def full(self) -> Found:
        """The raises that gain the most of all."""
        levels = Levels(self.task, self.task.pay)
        return self._found(levels.paid(levels.highest), levels.highest)

    @cached_property
    def least(self) -> Found:
        """The cheapest raises that keep the categories' rules."""
        return self._found(Levels(self.task, self.task.pay).paid(0.0), 0.0)

    def gaining(self, need: float) -> Found:
        """The cheapest raises that gain so much besides."""
        task, least = self.task, self.least
        if task.gain(least.raises) >= need:
            return least
        rest = least.raises + task.pay
        found = self._converged(lambda levels: levels.at_gain(need, rest), self.full)
        if not found.raises[task.weights < 0].any():
            return found
        chord = self._found(*Levels(task, None).at_gain(need, rest))
        other = self._converged(lambda levels: levels.at_gain(need, rest), chord)
        if task.gain(other.raises) >= need * (1 - NEAR) and task.cost(other.raises) < task.cost(found.raises):
            found = other
        return Found(found.raises, found.level, min(task.cost(found.raises), task.cost(chord.raises)))

    def spending(self, money: float) -> Found:
        """The raises that gain the most for so much money, which does for the categories' rules."""
        rest = self.least.raises + self.task.pay
        found = self._converged(lambda levels: levels.at_cost(money, rest), self.least)
        return Found(found.raises, found.level, None)

    def _found(self, paid: Floats, level: float) -> Found:
        raises = np.where(paid > self.task.pay, paid - self.task.pay, 0.0)
        return Found(raises, level, self.task.cost(raises))

    def _converged(self, solved: Callable[[Levels], tuple[Floats, float]], start: Found) -> Found:
        """The solution along tangents that touch where it lies, at first where one starts."""
        touching = start.raises + self.task.pay
        for _ in range(TANGENTS):
            levels = Levels(self.task, touching)
            paid, level = solved(levels)
            gain = self.task.gain(paid - self.task.pay)
            if gain - levels.gain(paid) <= NEAR * abs(gain):
                break
            touching = paid
        return self._found(paid, level)


class Levels:
    """The pay at each level of the water, harms taken along tangents at some pay (None: along chords)."""

    def __init__(self, task: Task, touching: Floats | None) -> None:
        self.task, self.rates = task, np.maximum(task.weights, 0)
        self.own = np.flatnonzero(task.of >= 0)
        self.of = task.of[self.own]
        harmful = np.flatnonzero(task.weights < 0)
        pay, harm = task.pay[harmful], -task.weights[harmful]
        self.slopes, self.offset = np.zeros_like(task.pay), 0.0
        if touching is None:
            caps = task.caps[harmful]
            self.slopes[harmful] = harm * np.log(caps / pay) / (caps - pay)
        else:
            self.slopes[harmful] = harm / touching[harmful]
            rise = touching[harmful] - pay
            self.offset = float(self.slopes[harmful] @ rise - harm @ np.log(touching[harmful] / pay))

    @property
    def highest(self) -> float:
        """A level at which all that can help does, and costs hardly count."""
        helps = self.rates > 0
        full = self.task.caps[helps] * self.task.costs[helps] / self.rates[helps]
        return 1e6 * float(full.max()) if len(full) else 0.0

    def paid(self, level: float) -> Floats:
        """The cheapest pay at a level, the categories' rules kept."""
        task, own = self.task, self.own
        paid: Floats = np.clip(level * self.rates / task.costs, task.pay, task.caps)
        if len(task.missing):
            prices = task.costs[own] + level * self.slopes[own]
            rates = level * self.rates[own]
            low, high = task.pay[own], task.caps[own]
            paid[own] = shared(rates, prices, low=low, high=high, of=self.of, missing=task.missing)
        return paid

    def gain(self, paid: Floats) -> float:
        """The gain, with harms as they are taken here."""
        rise = paid - self.task.pay
        return float(self.rates @ np.log1p(rise / self.task.pay) - self.slopes @ rise) + self.offset

    def level_of_gain(self, need: float) -> float:
        """The level at which so much is gained, categories and harms aside."""
        return float(np.exp(self._rising(np.log).level(need))) if self.rates.any() else 0.0

    def level_of_cost(self, money: float) -> float:
        """The level at which so much is spent, categories aside."""
        return self._rising(np.asarray).level(money) if self.rates.any() else 0.0

    def at_gain(self, need: float, rest: Floats) -> tuple[Floats, float]:
        """The cheapest pay that gains so much, and its level. `rest` is that for the categories alone."""
        level = self.level_of_gain(need)
        if not len(self.task.missing):
            return self.paid(level), level
        return sought(self.paid, self.gain, need, rest=rest, start=level, highest=self.highest)

    def at_cost(self, money: float, rest: Floats) -> tuple[Floats, float]:
        """The pay that costs so much and gains the most, and its level."""
        level = self.level_of_cost(money)
        if not len(self.task.missing):
            return self.paid(level), level
        # where several raises are the cheapest for the categories, the money may be spent from the lowest level on:
        # a rounding more leads to the highest
        more = money * (1 + 2 * NEAR)
        return sought(self.paid, self._cost, more, rest=rest, start=level, highest=self.highest)

    def _cost(self, paid: Floats) -> float:
        return self.task.cost(paid - self.task.pay)

    def _rising(self, scale: Callable[[Floats], Floats]) -> Rising:
        helps = self.rates > 0
        rates = self.rates[helps]
        each = self.task.costs[helps] / rates
        return Rising(scale(self.task.pay[helps] * each), scale(self.task.caps[helps] * each), rates)
