"""Raises in whole steps: the most gain for a krone first, step by step, until the rules are kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from math import ceil
from typing import Final

import numpy as np
import numpy.typing as npt

from jamn.pay.remedy.optimum import Found, Smooth, Task
from jamn.pay.terms import Floats

Counts = npt.NDArray[np.int64]
ROUNDING: Final = 1e-9
HALVINGS: Final = 100


class Stairs:
    """Raises of those of a task in steps, the first of which is so many steps at once as the least raise asks for.

    A step's gain falls with those before it, so that taking them by gain for a krone is the best that so many can do;
    only the last one may be more than was needed. With rules of categories it begins with the whole steps of the
    optimum without steps.
    """

    def __init__(self, task: Task, step: float, least: float) -> None:
        self.task, self.step = task, step
        self.smooth = Smooth(task)
        self.first = max(1, ceil(least / step - ROUNDING))
        self.highest = self._counted(self.smooth.most())

    def most(self) -> Floats:
        """All raises at their highest."""
        return self._raises(self.highest)

    @cached_property
    def full(self) -> Found:
        """The raises that gain the most of all."""
        taken = np.where(self.task.weights > 0, self.highest, self._begun(self.smooth.full))
        return Found(self._raises(taken), 0.0, None)

    @cached_property
    def least(self) -> Found:
        """Cheap raises that keep the categories' rules."""
        optimum = self.smooth.least
        return Found(self._raises(self._begun(optimum)), 0.0, optimum.bound)

    def gaining(self, need: float) -> Found:
        """Cheap raises that gain so much besides, by as many steps more as are needed."""
        optimum = self.smooth.gaining(need)
        taken = self._begun(optimum)
        if self._gain(taken) < need:
            under, over = self._sides(taken, lambda at: self._gain(at) < need)
            who, gains, _ = self._rest(under, over)
            enough = int(np.searchsorted(np.cumsum(gains), need - self._gain(under))) + 1
            taken = _changed(under, over, who[:enough])
        return Found(self._raises(taken), optimum.level, optimum.bound)

    def spending(self, money: float) -> Found:
        """Raises that gain much for so much money, by as many steps as it does for."""
        taken = self._begun(self.smooth.least)
        under, over = self._sides(taken, lambda at: self._cost(at) <= money)
        who, _, costs = self._rest(under, over)
        left = money * (1 + ROUNDING) - self._cost(under)
        taken = _changed(under, over, who[: int(np.searchsorted(np.cumsum(costs), left, side="right"))])
        return Found(self._raises(taken), 0.0, None)

    def _begun(self, optimum: Found) -> Counts:
        """Nothing, or where categories have rules as many steps as go into the optimum, and what these then lack."""
        if not len(self.task.missing):
            return np.zeros_like(self.highest)
        taken = np.minimum(self._counted(optimum.raises), self.highest)
        while True:
            own = self.task.of >= 0
            done = np.bincount(self.task.of[own], self._raises(taken)[own], len(self.task.missing))
            lack = self.task.missing - done
            more = self._towards(taken, lack, optimum.level)
            if (more == taken).all():
                return taken
            taken = more

    def _raises(self, taken: Counts) -> Floats:
        raises: Floats = taken.astype(np.float64) * self.step
        return raises

    def _gain(self, taken: Counts) -> float:
        return self.task.gain(self._raises(taken))

    def _counted(self, raises: Floats) -> Counts:
        """How many whole steps go into raises; none where they are fewer than the first."""
        steps = np.floor(raises / self.step + ROUNDING)
        return np.where(steps < self.first, 0, steps).astype(np.int64)

    def _cost(self, taken: Counts) -> float:
        return float(self.task.costs @ self._raises(taken))

    def _towards(self, taken: Counts, lack: Floats, level: float) -> Counts:
        """One step more of those in each lacking category whose step costs least, until there is enough."""
        task = self.task
        lacks = np.concatenate([lack > ROUNDING * task.missing, [False]])
        able = np.flatnonzero(lacks[task.of] & (taken < self.highest))
        if not len(able):
            return taken
        of, size = task.of[able], np.where(taken[able] == 0, self.first, 1)
        gain = task.weights[able] * np.log1p(size * self.step / (task.pay + self._raises(taken))[able])
        price = task.costs[able] - level * gain / (size * self.step)
        order = np.lexsort((price, of))
        of, size, able = of[order], size[order], able[order]
        before = np.cumsum(size) - size
        starts = np.flatnonzero(np.concatenate([[True], of[1:] != of[:-1]]))
        before -= np.repeat(before[starts], np.diff(np.append(starts, len(of))))
        chosen = before * self.step < lack[of] * (1 - ROUNDING)
        more = taken.copy()
        more[able[chosen]] += size[chosen]
        return more

    def _at(self, level: float, taken: Counts) -> Counts:
        """All steps whose gain for a krone is over that of a level, and those taken."""
        task = self.task
        helps = task.weights > 0
        pay, costs, weights = task.pay[helps], task.costs[helps], task.weights[helps]
        with np.errstate(over="ignore", divide="ignore"):  # a weight of hardly anything: no step is worth it
            reach = self.step / np.expm1(costs * self.step / (level * weights))
        steps = np.clip(np.floor((reach - pay) / self.step) + 1, 0, self.highest[helps])
        size = self.first * self.step
        worth = level * weights * np.log1p(size / pay) >= costs * size
        found = taken.copy()
        found[helps] = np.maximum(taken[helps], np.where(worth, np.maximum(steps, self.first), 0))
        return np.minimum(found, self.highest)

    def _sides(self, taken: Counts, under: Callable[[Counts], bool]) -> tuple[Counts, Counts]:
        """The steps at the nearest levels at which something is still under a target, and no longer."""
        helps = self.task.weights > 0
        if not helps.any():
            return taken, taken
        low, high = 0.0, float((self.task.pay[helps] * self.task.costs[helps] / self.task.weights[helps]).min())
        before, after = taken, self._at(high, taken)
        while under(after) and (after < self.highest)[helps].any():
            low, high, before = high, 2 * high, after
            after = self._at(high, taken)
        for _ in range(HALVINGS):
            if high - low <= 1e-15 * high or int((after - before).sum()) <= 1:
                break
            middle = (low + high) / 2
            here = self._at(middle, taken)
            low, high, before, after = (middle, high, here, after) if under(here) else (low, middle, before, here)
        return before, after

    def _rest(self, under: Counts, over: Counts) -> tuple[Counts, Floats, Floats]:
        """Whose steps differ, the most gain for a krone first, with what each gains and costs."""
        task, who = self.task, np.flatnonzero(over > under)
        paid = task.pay[who] + under[who] * self.step
        more = (over - under)[who] * self.step
        gains, costs = task.weights[who] * np.log1p(more / paid), task.costs[who] * more
        order = np.argsort(-gains / costs, kind="stable")
        return who[order], gains[order], costs[order]


def _changed(under: Counts, over: Counts, who: Counts) -> Counts:
    """The one, and the other for some."""
    taken = under.copy()
    taken[who] = over[who]
    return taken
