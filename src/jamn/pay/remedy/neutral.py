"""Raises that do not ask for sex: a floor under everybody's pay, as a share of what the model says of a man."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import Any

import numpy as np

from jamn.pay.remedy.case import ROUNDING, caps, case
from jamn.pay.remedy.filling import Rising
from jamn.pay.remedy.persons import Persons, persons
from jamn.pay.remedy.raises import Remedy, told
from jamn.pay.remedy.rules import CAP, Rules, gap_out_of_reach
from jamn.pay.terms import Floats, Term


def neutral_raises(
    data: Any,
    pay: str,
    sex: str,
    controls: Sequence[Term] = (),
    *,
    threshold: float,
    cap: float | None = CAP,
    most: float | None = None,
    cost: str | None = None,
    person: str | None = None,
    woman: Any = "F",
    man: Any = "M",
    absorb: str | None = None,
) -> Remedy:
    """The lowest floor under everybody's pay, women's and men's, after which women's adjusted pay is at a threshold.

    Whoever is paid less than the floor, the same share of what the model says of a man in their place, is raised to it,
    so far as the caps allow, and nobody above what the model says. Men who are raised make it dearer, since the gap
    widens with them. It is a rule that can be told without sex, and a simulation as the others.

    The arguments are those of `cheapest_raises`. The floor is in `method`. Raises as it does.
    """
    rules = Rules(threshold=threshold, cap=cap, most=most, only_below_predicted=True)
    there = persons(data, pay, sex, controls, woman=woman, man=man, absorb=absorb, cost=cost, person=person)
    asked = case(there, rules)
    raises, floor = _to_a_floor(there, caps(there, rules), asked.need(threshold))
    method = f"everybody is brought up to {100 * floor:.2f} % of what the model says of a man"
    return told(asked, raises, "a floor for all", bound=None, method=method)


def _to_a_floor(there: Persons, highest: Floats, need: float) -> tuple[Floats, float]:
    """The raises, and the floor as a share of what the model says. Raises `OutOfReach`."""
    if there.weights is None or there.predicted is None:
        raise TypeError("a floor needs the model")
    below = highest > there.pay
    starts, stops = (np.log(values[below] / there.predicted[below]) for values in (there.pay, highest))
    rising = Rising(starts, stops, there.weights[below])
    if rising.most < need - ROUNDING:
        raise gap_out_of_reach(1 - (1 - (there.gap(there.pay) or 0.0)) * exp(rising.most))
    floor = exp(rising.level(need)) if need > 0 else 0.0
    paid = np.clip(floor * there.predicted, there.pay, highest)
    return np.where(paid > there.pay, paid - there.pay, 0.0), floor
