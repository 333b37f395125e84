"""Persons and rules together: who may be raised and how far, and the raises that the rules lead to."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log
from typing import Final

import numpy as np

from jamn.pay.remedy.categories import CategoryRules, Places, category_rules
from jamn.pay.remedy.optimum import Found, Smooth, Task
from jamn.pay.remedy.persons import Persons
from jamn.pay.remedy.rules import Rules, budget_out_of_reach, categories_out_of_reach, gap_out_of_reach
from jamn.pay.remedy.steps import Stairs
from jamn.pay.terms import Floats

UNBOUNDED: Final = 1e9
"""How many times their pay one may come to without a cap."""
ROUNDING: Final = 1e-12
Way = Smooth | Stairs


def caps(persons: Persons, rules: Rules) -> Floats:
    """The most that each may be paid by the rules, whoever it is; never less than they are."""
    highest = persons.pay * (UNBOUNDED if rules.cap is None else 1 + rules.cap)
    if rules.most is not None:
        highest = np.minimum(highest, persons.pay + rules.most)
    if rules.only_below_predicted and persons.predicted is not None:
        highest = np.minimum(highest, persons.predicted)
    return np.maximum(highest, persons.pay)


@dataclass(frozen=True, slots=True)
class Case:
    """Persons under rules. `movable` are the places of those who may be raised, whom `task` is about."""

    persons: Persons
    rules: Rules
    categories: CategoryRules | None
    movable: Places
    task: Task

    def way(self) -> Way:
        """How raises are found: of any amount, or in steps. Raises `OutOfReach` for a category."""
        way: Way = Smooth(self.task)
        if self.rules.steps is not None:
            way = Stairs(self.task, self.rules.steps, self.rules.least or 0.0)
        self._refuse_categories(self.spread(way.most()))
        return way

    def need(self, threshold: float) -> float:
        """What women's pay must gain, as a logarithm, to be at a threshold under men's."""
        return log(1 - threshold) - log(1 - (self.persons.gap(self.persons.pay) or 0.0))

    def spread(self, raises: Floats) -> Floats:
        """Raises of the movable as raises of all."""
        everyone = np.zeros_like(self.persons.pay)
        everyone[self.movable] = raises
        return everyone

    def gap(self, raises: Floats) -> float:
        """The adjusted gap after raises of the movable."""
        return 1 - (1 - (self.persons.gap(self.persons.pay) or 0.0)) * exp(self.task.gain(raises))

    def found(self) -> Found:
        """The raises. Raises `OutOfReach`."""
        way, rules = self.way(), self.rules
        if not rules.of_the_gap:
            return way.least
        if rules.threshold is None:
            return self._spending(way)
        found = self.reaching(way, rules.threshold)
        cost = self.task.cost(found.raises)
        if rules.budget is not None and cost > rules.budget * (1 + ROUNDING):
            enough = self.task.cost(way.least.raises) <= rules.budget
            reachable = self.gap(way.spending(rules.budget).raises) if enough else None
            raise budget_out_of_reach(cost, rules.budget, reachable)
        return found

    def reaching(self, way: Way, threshold: float) -> Found:
        """The raises that bring the adjusted gap under a threshold. Raises `OutOfReach`."""
        need, most = self.need(threshold), way.full.raises
        if self.task.gain(most) < need - ROUNDING:
            raise gap_out_of_reach(self.gap(most))
        return way.gaining(need)

    def _spending(self, way: Way) -> Found:
        """The raises that a budget does for, until there is no gap."""
        budget = self.rules.budget or 0.0
        least = self.task.cost(way.least.raises)
        if least > budget * (1 + ROUNDING):
            raise budget_out_of_reach(least, budget, None)
        if self.task.gain(way.full.raises) >= self.need(0.0):
            found = way.gaining(self.need(0.0))
            if self.task.cost(found.raises) <= budget * (1 + ROUNDING):
                return found
        return way.spending(budget)

    def _refuse_categories(self, most: Floats) -> None:
        if self.categories is None:
            return
        paid, threshold = self.persons.pay + most, self.categories.threshold
        lacking = self.categories.missing(paid) > ROUNDING * self.categories.sums(paid, self.persons.women)
        if lacking.any():
            gaps = zip(self.categories.names, self.categories.gaps(paid).tolist(), lacking, strict=True)
            raise categories_out_of_reach({name: gap for name, gap, lacks in gaps if lacks}, threshold)


def case(persons: Persons, rules: Rules) -> Case:
    """The case of persons under rules. Women alone may be raised, where that helps the gap or a category in need."""
    categories = None
    of, missing = np.full(len(persons.pay), -1), np.zeros(0)
    if rules.category_threshold is not None:
        categories = category_rules(persons, rules.category_threshold, rules.fewest)
    if categories is not None:
        lacking = categories.missing(persons.pay)
        short = lacking > ROUNDING * categories.sums(persons.pay, persons.women)
        of = np.concatenate([np.where(short, np.cumsum(short) - 1, -1), [-1]])[categories.of]
        missing = lacking[short]
    weights = persons.weights if rules.of_the_gap and persons.weights is not None else np.zeros_like(persons.pay)
    highest = caps(persons, rules)
    movable = np.flatnonzero(persons.women & (highest > persons.pay) & ((weights > 0) | (of >= 0)))
    task = Task(
        pay=persons.pay[movable],
        caps=highest[movable],
        costs=persons.costs[movable],
        weights=weights[movable],
        of=of[movable],
        missing=missing,
    )
    return Case(persons, rules, categories, movable, task)
