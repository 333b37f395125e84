"""The adjusted gap: how women's pay differs from men's when what may explain it is the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import exp
from typing import Any, Final

from jamn.pay.regression import Errors, Fit, Regression
from jamn.pay.terms import Category, Is, Number, Only, Term, coded

FEW: Final = 50
"""Below so many persons a result says little of others than these."""
WOMEN: Final = "women"


@dataclass(frozen=True, slots=True)
class AdjustedGap:
    """Women's pay against men's, all else in the model alike.

    `difference` is the coefficient of being a woman: in logarithms where `log`, else in the unit of pay; `error` its
    standard error, `low` and `high` its 95 % confidence interval, `p_value` two-sided. `percent` is women's pay over or
    under men's in per cent of men's, exp(b) − 1 (None where pay is not in logarithms), and `kennedy` the same with the
    correction of Kennedy (1981), exp(b − v/2) − 1. `warnings` are sentences.
    """

    difference: float
    error: float
    low: float
    high: float
    p_value: float
    percent: float | None
    kennedy: float | None
    women: int
    men: int
    fit: Fit
    warnings: tuple[str, ...] = ()
    source: str = "Ordinary least squares; Kennedy (1981), American Economic Review 71(4)"
    left_out: dict[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        if self.percent is None:
            return f"women's pay differs by {self.difference:.4g} (95 % interval {self.low:.4g} to {self.high:.4g})"
        low, high = 100 * (exp(self.low) - 1), 100 * (exp(self.high) - 1)
        return f"women's pay differs by {self.percent:.1f} % (95 % interval {low:.1f} to {high:.1f} %)"


def adjusted_gap(
    data: Any,
    pay: str,
    sex: str,
    controls: Sequence[Term] = (),
    *,
    woman: Any = "F",
    man: Any = "M",
    log: bool = True,
    absorb: str | None = None,
    cluster: str | None = None,
    errors: Errors | None = None,
    errors_of_controls: bool = False,
) -> AdjustedGap:
    """The gap between women and men in any dataframe, controls held alike.

    Rows whose sex is neither are left out and counted. `errors` are HC1 when None, or by cluster where one is named
    (then `fit.error("women", "HC1")` is at hand too). Robust errors are those of the gap alone, unless
    `errors_of_controls`: a pass over many rows takes twice as long with them. Raises as `least_squares`, and
    `ValueError` when one of the sexes is not there.
    """
    kinds: Sequence[Errors] = (errors,) if errors else (("cluster", "HC1") if cluster else ("HC1",))
    known = Only(sex, (woman, man), "sex not known")
    terms = [Is(sex, woman, WOMEN), *controls]
    also = [coded(cluster)] if cluster else []
    found = Regression(data, pay, terms, log=log, absorb=absorb, only=known, also=also)
    fit = found.fit(kinds, cluster, () if errors_of_controls else (WOMEN,))
    if WOMEN not in fit.names:
        raise ValueError("nobody of one sex is there, or the controls tell who is a woman")
    women = found.total(WOMEN)
    b, error = fit.coefficient(WOMEN), fit.error(WOMEN)
    low, high = fit.interval(WOMEN)
    return AdjustedGap(
        difference=b,
        error=error,
        low=low,
        high=high,
        p_value=fit.p_value(WOMEN),
        percent=100 * (exp(b) - 1) if log else None,
        kennedy=100 * (exp(b - error**2 / 2) - 1) if log else None,
        women=women,
        men=fit.n - women,
        fit=fit,
        warnings=tuple(_warnings(fit)),
        left_out=dict(fit.left_out),
    )


def _warnings(fit: Fit) -> Iterator[str]:
    if fit.n < FEW:
        yield f"Made of {fit.n} persons: with fewer than {FEW} it is indicative only."
    for name in fit.dropped:
        yield f"{name} is left out of the model: the other controls explain it wholly."
    if fit.clusters is not None and fit.clusters < 20:
        yield f"Errors by {fit.clusters} clusters are uncertain: 20 or more are wanted."


LOGIB_CONTROLS: Final[tuple[Term, ...]] = (
    Number("years_of_training"),
    Number("years_of_service"),
    Number("years_of_earning"),
    Number("years_of_earning", 2),
    Category("skill_level"),
    Category("professional_position"),
)
"""The controls of the Swiss federal standard analysis model (Logib), with the names that it gives them."""


def logib(data: Any, pay: str = "standardised_salary", sex: str = "sex", **who: Any) -> AdjustedGap:
    """The standard analysis model of the Swiss federal tool: logarithm of pay, classical errors, Kennedy's correction.

    The columns are those of `LOGIB_CONTROLS`; potential experience (`years_of_earning`) is max(age − training − 6, 0).
    The effect is `kennedy`. Source: EBG, Logib module 1, method.
    """
    return adjusted_gap(data, pay, sex, LOGIB_CONTROLS, errors="classical", **who)
