"""Who there is: pay, sex, costs, categories, and what the model of the adjusted gap says of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from jamn.pay.adjusted import WOMEN
from jamn.pay.equations import NotEstimable
from jamn.pay.frames import columns, complete
from jamn.pay.regression import Regression
from jamn.pay.terms import Floats, Is, Table, Term

Flags = npt.NDArray[np.bool_]
NOTHING: Final = 1e-12
"""A weight under this share of the largest is nothing but rounding, as of women in a position without men."""
ROW: Final = "\0row"
"""The rows' own numbers, under a name that no column has."""


@dataclass(frozen=True, slots=True)
class Persons:
    """The used rows, in their order. `ids` are who they are, or where in the data.

    `costs` is what a krone of pay costs, `weights` what each one's logarithm of pay weighs in the adjusted gap and
    `predicted` what the model says of a man in their place (both None where no model was asked for).
    """

    pay: Floats
    women: Flags
    costs: Floats
    ids: npt.NDArray[Any]
    categories: npt.NDArray[Any] | None
    weights: Floats | None
    predicted: Floats | None
    left_out: dict[str, int]

    def gap(self, paid: Floats) -> float | None:
        """The adjusted gap at some pay, as a share of men's; None without a model."""
        return None if self.weights is None else 1 - exp(self.weights @ np.log(paid))

    def cost(self, raises: Floats) -> float:
        """What raises cost."""
        return float(self.costs @ raises)


def persons(
    data: Any,
    pay: str,
    sex: str,
    controls: Sequence[Term],
    *,
    woman: Any,
    man: Any,
    absorb: str | None,
    cost: str | None,
    category: str | None = None,
    person: str | None = None,
    modelled: bool = True,
) -> Persons:
    """Those of any dataframe whose sex is known and in whose row nothing is missing that the figures are made of.

    A row without category is under no category's rule, and one without person still counts. Raises `KeyError` for
    columns that are not there, `ValueError` when a cost is not above nothing or nobody of one sex is there,
    `NotEstimable`.
    """
    needed = [pay, sex, *(name for name in (cost,) if name)]
    if modelled:
        needed += [*(name for term in controls for name in term.columns), *(name for name in (absorb,) if name)]
    whole = columns(data, [*needed, *(name for name in (category, person) if name)])
    used = complete({**{name: whole[name] for name in needed}, ROW: np.arange(len(whole[pay]))}, pay, positive=True)
    known = (used.table[sex] == woman) | (used.table[sex] == man)
    table = {name: values[known] for name, values in used.table.items()}
    rows, rest = table.pop(ROW), int((~known).sum())
    women = np.asarray(table[sex] == woman, dtype=bool)
    if women.all() or not women.any():
        raise ValueError("nobody of one sex is there: there is no gap to close")
    weights, predicted = _model(table, pay, sex, controls, woman=woman, absorb=absorb) if modelled else (None, None)
    return Persons(
        pay=np.asarray(table[pay], dtype=np.float64),
        women=women,
        costs=_costs(table, cost, len(rows)),
        ids=whole[person][rows] if person else rows,
        categories=whole[category][rows] if category else None,
        weights=weights,
        predicted=predicted,
        left_out={**({"sex not known": rest} if rest else {}), **used.left_out},
    )


def _model(
    table: Table, pay: str, sex: str, controls: Sequence[Term], *, woman: Any, absorb: str | None
) -> tuple[Floats, Floats]:
    """What each weighs in the adjusted gap, and is predicted as a man: all that is asked of the regression."""
    import pyarrow as pa  # noqa: PLC0415 - takes a moment

    model = Regression(pa.table(dict(table)), pay, [Is(sex, woman, WOMEN), *controls], log=True, absorb=absorb)
    try:
        weights, predicted = model.weights(WOMEN), np.exp(model.predicted(without=WOMEN))
    except NotEstimable:
        raise
    except (ValueError, KeyError) as unknown:
        raise ValueError("the controls tell who is a woman: there is no adjusted gap") from unknown
    return np.where(np.abs(weights) > NOTHING * np.abs(weights).max(), weights, 0.0), predicted


def _costs(table: Table, cost: str | None, count: int) -> Floats:
    if cost is None:
        return np.ones(count)
    costs = np.asarray(table[cost], dtype=np.float64)
    free = int((costs <= 0).sum())
    if free:
        raise ValueError(f"{cost} is not above nothing in {free} rows: a raise there would cost nothing")
    return costs
