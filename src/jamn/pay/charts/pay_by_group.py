"""Women's pay against men's in groups: the ratio with its interval, or both means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal

from jamn.pay.charts.chart import Cell, Chart, Column, DataTable
from jamn.pay.charts.look import PLAIN, Look, Row, axis_title, drawn, empty, inline, rule
from jamn.pay.charts.named import Rows
from jamn.pay.charts.spread import LEAST, Sample, Spread, Spreads
from jamn.pay.charts.words import Words, plain
from jamn.pay.groups import Gaps

MOST: Final = 40
"""How many groups a chart draws at most; its table has all."""
EDGE: Final = 96
"""How much height the axis, its title and the legend take."""


def groups(
    found: Spreads | Gaps,
    look: Look = PLAIN,
    *,
    show: Literal["ratio", "means"] = "ratio",
    least: int = LEAST,
    most: int = MOST,
    title: str = "",
) -> Chart:
    """The groups by ratio, lowest first. Those with fewer than `least` women or men are neither drawn nor in the table.

    `ratio` shows women's mean pay in per cent of men's with its confidence interval, whose dot is hollow where equal
    pay is within it; `means` shows both means. Of more than `most` groups those that differ most are drawn. Gaps have
    no intervals: `spreads` gives them.
    """
    words = look.words
    everyone = found.groups if isinstance(found, Spreads) else tuple(_spread(group) for group in found.groups)
    kept = [each for each in everyone if each.women.n >= max(least, 1) and each.men.n >= max(least, 1)]
    shown = sorted((each for each in kept if each.ratio is not None), key=lambda each: each.ratio or 0.0)
    chosen = sorted(shown, key=lambda each: -abs((each.ratio or 0.0) - 100))[:most]
    in_chart = [each for each in shown if any(each is one for one in chosen)]
    level = words.number(100 * found.level) if isinstance(found, Spreads) else ""
    said = _description(shown, level, words)
    if len(in_chart) < len(shown):
        said += " " + words.most_different.format(most=len(in_chart))
    if len(shown) < len(everyone):
        said += " " + words.left_out.format(n=len(everyone) - len(shown), least=max(least, 1))
    heading = title or (words.group_ratios if show == "ratio" else words.group_means)
    table = _table(shown, level, look)
    spec = (_ratios if show == "ratio" else _means)(in_chart, level, look, heading)
    return Chart(heading, said, table, spec, words)


def _spread(group: Any) -> Spread:
    """A group of gaps, which has no variances."""
    women, men = (Sample(side.n, side.mean) for side in (group.women, group.men))
    return Spread(group.key, women, men, None, None)


def _name(each: Spread) -> str:
    return plain(" · ".join(str(part) for part in each.key))


def _sure(each: Spread) -> bool | None:
    """Whether equal pay is outside the interval; None where there is none."""
    if each.low is None or each.high is None:
        return None
    return each.high < 100 or each.low > 100


def _table(shown: Sequence[Spread], level: str, look: Look) -> DataTable:
    words = look.words
    columns = [
        Column(words.group),
        Column(words.number_of_women),
        Column(words.number_of_men),
        Column(look.named(words.mean_of_women), look.decimals),
        Column(look.named(words.mean_of_men), look.decimals),
        Column(words.ratio, 1),
    ]
    ends = [Column(head.format(level=level), 1) for head in (words.interval_low, words.interval_high)] if level else []
    rows: list[tuple[Cell, ...]] = []
    for each in shown:
        figures: tuple[Cell, ...] = (each.women.n, each.men.n, each.women.mean, each.men.mean, each.ratio)
        rows.append((_name(each), *figures, *((each.low, each.high) if level else ())))
    return DataTable((*columns, *ends), tuple(rows))


def _description(shown: Sequence[Spread], level: str, words: Words) -> str:
    if not shown:
        return words.nothing
    first, last = shown[0], shown[-1]
    if len(shown) == 1:
        template = words.one_group if first.low is None else words.one_group_interval
        told = {"low": words.part(first.low), "high": words.part(first.high), "level": level}
        return template.format(group=_name(first), ratio=words.part(first.ratio), **told)
    said = words.lowest_and_highest.format(
        low_group=_name(first),
        low=words.part(first.ratio),
        high_group=_name(last),
        high=words.part(last.ratio),
    )
    if level:
        certain = sum(bool(_sure(each)) for each in shown)
        said += " " + words.certain.format(n=len(shown), level=level, certain=certain)
    return said


def _ratios(shown: Sequence[Spread], level: str, look: Look, title: str) -> dict[str, Any]:
    import altair as alt  # noqa: PLC0415 - takes a second

    if not shown:
        return empty(look, title)
    words, theme = look.words, look.theme
    rows = Rows([_name(each) for each in shown], [words.part(each.ratio) for each in shown], look)
    marks: list[Row] = [
        {"row": place, "ratio": each.ratio, "low": each.low, "high": each.high, "sure": _sure(each) is not False}
        for place, each in enumerate(shown)
    ]
    heading = [words.ratio_with_interval.format(level=level), words.filled] if level else [words.ratio]
    axis = alt.Axis(format=",~f", tickCount=max(look.width // 130, 3))
    x = alt.X("ratio:Q", title=axis_title(look, *heading), axis=axis, scale=alt.Scale(domain=_domain(shown), nice=True))
    whole = [mark for mark in marks if mark["low"] is not None]
    intervals = inline(whole).mark_rule(color=theme.quiet, strokeWidth=3, strokeCap="round")
    dots = inline(marks).mark_point(size=110, color=theme.women, strokeWidth=2.5, opacity=1)
    fill = alt.condition(alt.datum.sure, alt.value(theme.women), alt.value(theme.ground))
    layers = [
        rule([{"ratio": 100}], theme.ink, strokeDash=[4, 3]).encode(x=x),
        intervals.encode(x="low:Q", x2="high:Q", y=rows.middle()),
        dots.encode(x="ratio:Q", y=rows.middle(), fill=fill),
        *rows.layers(),
    ]
    return drawn(layers, look, title, height=rows.height + EDGE)


def _domain(shown: Sequence[Spread]) -> list[float]:
    """The ratios and their intervals, and equal pay."""
    ends = [100.0]
    for each in shown:
        ends += [end for end in (each.ratio, each.low, each.high) if end is not None]
    room = (max(ends) - min(ends)) * 0.03 or 5.0
    return [min(ends) - room, max(ends) + room]


def _means(shown: Sequence[Spread], level: str, look: Look, title: str) -> dict[str, Any]:  # noqa: ARG001 - as _ratios
    import altair as alt  # noqa: PLC0415 - takes a second

    if not shown:
        return empty(look, title)
    words, theme = look.words, look.theme
    figures = [f"{words.ratio_short} {words.part(each.ratio)}" for each in shown]
    rows = Rows([_name(each) for each in shown], figures, look)
    lines: list[Row] = [
        {"row": place, "women": each.women.mean, "men": each.men.mean} for place, each in enumerate(shown)
    ]
    dots: list[Row] = [
        {"row": line["row"], "pay": line[side], "sex": name}
        for line in lines
        for side, name in (("women", words.women), ("men", words.men))
    ]
    names = [words.women, words.men]
    colour = alt.Color("sex:N", scale=alt.Scale(domain=names, range=[theme.women, theme.men]))
    shape = alt.Shape("sex:N", scale=alt.Scale(domain=names, range=["circle", "diamond"]))
    axis = alt.Axis(format=",~f", tickCount=max(look.width // 130, 3))
    x = alt.X("pay:Q", title=look.named(words.mean_pay), axis=axis, scale=alt.Scale(zero=False, padding=12))
    layers = [
        inline(lines)
        .mark_rule(color=theme.quiet, strokeWidth=2)
        .encode(x=alt.X("women:Q"), x2="men:Q", y=rows.middle()),
        inline(dots)
        .mark_point(size=110, filled=True, opacity=1)
        .encode(x=x, y=rows.middle(), color=colour, shape=shape),
        *rows.layers(),
    ]
    return drawn(layers, look, title, height=rows.height + EDGE + 20)
