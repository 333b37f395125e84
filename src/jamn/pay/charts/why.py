"""The way from men's mean pay to women's: what goes with each thing in the model, and what does not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp
from typing import Any, Final

from jamn.pay.charts.chart import Cell, Chart, Column, DataTable
from jamn.pay.charts.look import PLAIN, Look, Row, drawn, inline
from jamn.pay.charts.named import Rows
from jamn.pay.charts.words import plain
from jamn.pay.decomposition import Decomposition, Part, Reference
from jamn.pay.terms import INTERCEPT

MOST: Final = 8
"""How many terms have a row of their own; the smallest are gathered in one."""
EDGE: Final = 76
POWER: Final = re.compile(r"(²|\^\d+)$")


@dataclass(frozen=True, slots=True)
class _Step:
    """One bar: how much of the gap it is, with its standard error, and its colour."""

    name: str
    part: float
    colour: str
    error: float | None = None


def waterfall(
    found: Decomposition,
    look: Look = PLAIN,
    *,
    reference: Reference | None = "A",
    names: Mapping[str, str] | None = None,
    log: bool = False,
    most: int = MOST,
    title: str = "",
) -> Chart:
    """The parts of a decomposition whose A are men and B women, from men's mean down to women's.

    Two-fold with a `reference`, three-fold with None. Levels of one category, and powers of one number, are one row;
    `names` is what their columns are called. With `log`, the decomposition being of logarithms, means are geometric and
    amounts per cent of the pay before them, on a scale on which they can be added.
    """
    heading = title or look.words.why_title
    steps = _steps(found, look, reference, names or {}, most)
    levels = [found.mean_a, *accumulate((-step.part for step in steps), initial=found.mean_a)][1:]
    paid = [exp(level) if log else level for level in levels]
    return Chart(
        heading,
        _description(found, look, reference, log=log),
        _table(steps, paid, look, log=log),
        _spec(steps, paid, look, heading, log=log),
        look.words,
    )


def _steps(
    found: Decomposition, look: Look, reference: Reference | None, names: Mapping[str, str], most: int
) -> list[_Step]:
    words, theme = look.words, look.theme
    if reference is None:
        three = found.threefold
        rest = [
            _Step(words.how_paid, three.coefficients.total, theme.strong, three.coefficients.error),
            _Step(words.both_at_once, three.interaction.total, theme.strong, three.interaction.error),
        ]
        explained = three.endowments
    else:
        two = found.twofold[reference]
        rest = [_Step(words.unexplained, two.unexplained.total, theme.strong, two.unexplained.error)]
        explained = two.explained
    return [*_gathered(explained, look, names, most), *rest]


def _gathered(part: Part, look: Look, names: Mapping[str, str], most: int) -> list[_Step]:
    """A step for each category or number, the largest first, and one for the smallest together."""
    sums: dict[str, float] = {}
    for column, value in part.by_column.items():
        if column != INTERCEPT:
            own = _own(column, names)
            sums[own] = sums.get(own, 0.0) + value
    ordered = sorted(sums.items(), key=lambda item: -abs(item[1]))
    if len(ordered) > most:
        few = ordered[most - 1 :]
        ordered = [*ordered[: most - 1], (look.words.other_terms.format(n=len(few)), sum(value for _, value in few))]
    return [_Step(plain(name), value, look.theme.quiet) for name, value in ordered]


def _own(column: str, names: Mapping[str, str]) -> str:
    """What a column of the design belongs to: ``education=college`` to education, ``age²`` to age."""
    parts = [POWER.sub("", each.partition("=")[0]) for each in column.split(" × ")]
    return " × ".join(names.get(part, part) for part in dict.fromkeys(parts))


def _lost(part: float, *, log: bool) -> float:
    """What a part of the gap takes from pay: in its unit, or in per cent of the pay before it."""
    return 100 * (exp(-part) - 1) if log else -part


def _told(value: float, look: Look, *, log: bool) -> str:
    return look.words.part(value) if log else look.money(value)


def _table(steps: Sequence[_Step], paid: Sequence[float], look: Look, *, log: bool) -> DataTable:
    words = look.words
    columns = (
        Column(words.step),
        Column(words.amount_in_percent if log else look.named(words.amount), 1 if log else look.decimals),
        Column(look.named(words.after), look.decimals),
        Column(words.error, 4 if log else look.decimals),
    )
    first, last = _ends(look, log=log)
    rows: list[tuple[Cell, ...]] = [(first, None, paid[0], None)]
    rows += [
        (step.name, _lost(step.part, log=log), after, step.error) for step, after in zip(steps, paid[1:], strict=True)
    ]
    return DataTable(columns, (*rows, (last, None, paid[-1], None)))


def _ends(look: Look, *, log: bool) -> tuple[str, str]:
    words = look.words
    return (words.mens_middle, words.womens_middle) if log else (words.mens_mean, words.womens_mean)


def _description(found: Decomposition, look: Look, reference: Reference | None, *, log: bool) -> str:
    words = look.words

    def part(value: float) -> str:
        return _told(-_lost(value, log=log), look, log=log)

    women, men = (look.money(exp(mean) if log else mean) for mean in (found.mean_b, found.mean_a))
    said = words.difference_is.format(women=women, men=men, gap=part(found.gap))
    if reference is None:
        three = found.threefold
        totals = [part(each.total) for each in (three.endowments, three.coefficients, three.interaction)]
        said += " " + words.three_parts_are.format(explained=totals[0], paid=totals[1], both=totals[2])
    else:
        two = found.twofold[reference]
        told = {"explained": part(two.explained.total), "unexplained": part(two.unexplained.total)}
        said += " " + words.parts_are.format(**told)
    return said + " " + words.no_measure


def _spec(steps: Sequence[_Step], paid: Sequence[float], look: Look, title: str, *, log: bool) -> dict[str, Any]:
    import altair as alt  # noqa: PLC0415 - takes a second

    words, theme = look.words, look.theme
    first, last = _ends(look, log=log)
    amounts = [words.change(_told(_lost(step.part, log=log), look, log=log)) for step in steps]
    rows = Rows(
        [first, *(step.name for step in steps), last], [look.money(paid[0]), *amounts, look.money(paid[-1])], look
    )
    bars: list[Row] = [
        {"row": place, "from": paid[place - 1], "to": paid[place], "colour": step.colour}
        for place, step in enumerate(steps, start=1)
    ]
    ends: list[Row] = [{"row": 0, "from": paid[0]}, {"row": len(steps) + 1, "from": paid[-1]}]
    links: list[Row] = [{"row": place, "next": place + 1, "from": level} for place, level in enumerate(paid)]
    links = [] if look.narrow else links
    axis = alt.Axis(format=",~f", tickCount=max(look.width // 160, 3))
    scale = alt.Scale(type="log", nice=False) if log else alt.Scale(zero=False, nice=False)
    scale.padding = 10
    x = alt.X("from:Q", title=look.named(words.geometric_pay if log else words.mean_pay), axis=axis, scale=scale)
    y = rows.middle()
    colours = alt.Color("colour:N", scale=None)
    dots = [
        inline([end]).mark_point(shape=shape, size=130, filled=True, opacity=1, color=colour).encode(x=x, y=y)
        for end, shape, colour in zip(ends, ("diamond", "circle"), (theme.men, theme.women), strict=True)
    ]
    layers = [
        inline(links).mark_rule(color=theme.line, strokeWidth=1).encode(x=x, y=y, y2=alt.Y2("next:O")),
        inline(bars)
        .mark_bar(height=14, cornerRadius=2, yOffset=rows.drop)
        .encode(x=x, x2="to:Q", y=rows.y(), color=colours),
        *dots,
        *rows.layers(),
    ]
    return drawn(layers, look, title, height=rows.height + EDGE)
