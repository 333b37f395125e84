"""The seven indicators of directive (EU) 2023/970, article 9 (1), and the test of article 10 (1) (a)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from jamn.pay.bands import Bands, Remainder, quartile_bands
from jamn.pay.groups import Gaps, Group, gaps_of
from jamn.pay.tallies import Over

THRESHOLD: Final = 5.0
"""Per cent of men's pay, article 10 (1) (a)."""


@dataclass(frozen=True, slots=True)
class Receiving:
    """How many in per cent of each sex receive something of a component; None where there is nobody of it."""

    women: float | None
    men: float | None


@dataclass(frozen=True, slots=True)
class Indicators:
    """Article 9 (1): what each letter asks for, unrounded.

    (a) `gap` and (c) `median_gap` of the pay level; (b) `component_gap` and (d) `median_component_gap` of complementary
    or variable components, over whom `over` says; (e) `receiving`; (f) `bands`; (g) `basic` and `components` by
    category. None where a sex has nobody, or men's pay is nothing. `to_assess` are the categories in which the pay
    level differs by `threshold` per cent or more, whoever earns less.
    """

    gap: float | None
    component_gap: float | None
    median_gap: float | None
    median_component_gap: float | None
    receiving: Receiving
    bands: Bands
    basic: Gaps
    components: Gaps
    to_assess: tuple[Group, ...]
    over: Over
    threshold: float
    source: str = "Directive (EU) 2023/970, articles 3 (1), 9 (1) and 10 (1) (a)"


def indicators(
    data: Any,
    *,
    level: str,
    basic: str,
    components: str,
    category: Sequence[str],
    sex: str,
    woman: Any = "F",
    man: Any = "M",
    over: Over = Over.RECIPIENTS,
    remainder: Remainder = Remainder.SPREAD,
    threshold: float = THRESHOLD,
) -> Indicators:
    """The indicators of any dataframe. `level` is the pay level by hour, of which `basic` and `components` are parts.

    What the directive leaves open is an argument: over whom the components' means are, what becomes of those left over
    in the bands, and from what difference a category is to be assessed (on unrounded values).
    """
    who: dict[str, Any] = {"woman": woman, "man": man}
    wanted = [(level, Over.ALL), (basic, Over.ALL), (components, Over.ALL), (components, Over.RECIPIENTS)]
    found = gaps_of(data, list(dict.fromkeys(wanted)), sex, category, **who)
    levels, parts = found[level, Over.ALL], found[components, over]
    everyone, some = found[components, Over.ALL].whole, found[components, Over.RECIPIENTS].whole
    return Indicators(
        gap=levels.whole.gap,
        component_gap=parts.whole.gap,
        median_gap=levels.whole.median_gap,
        median_component_gap=parts.whole.median_gap,
        receiving=Receiving(_share(some.women.n, everyone.women.n), _share(some.men.n, everyone.men.n)),
        bands=quartile_bands(data, level, sex, remainder=remainder, **who),
        basic=found[basic, Over.ALL],
        components=parts,
        to_assess=tuple(group for group in levels.groups if group.gap is not None and abs(group.gap) >= threshold),
        over=over,
        threshold=threshold,
    )


def _share(part: int, of: int) -> float | None:
    return 100 * part / of if of else None
