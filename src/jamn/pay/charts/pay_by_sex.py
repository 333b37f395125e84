"""How women's and men's pay is spread: women above the line, men below it, and the mean of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from jamn.pay.charts.chart import Cell, Chart, Column, DataTable
from jamn.pay.charts.look import PLAIN, Look, Row, axis_title, breadth, drawn, empty, inline, rule, set_off, text
from jamn.pay.charts.spread import Bin, Histogram, Sample

HEIGHT: Final = 330
AXIS: Final = 80
"""How much room the axis of shares takes, about."""
TIP: Final = 0.83
"""How far the line of the mean reaches, of each half."""
TOLD: Final = 0.92
"""Where the mean is told."""
ROOM: Final = 1.35
"""How much higher than the highest bar each half is: the mean is told there."""


def distribution(found: Histogram, look: Look = PLAIN, *, title: str = "") -> Chart:
    """How pay is spread, women up and men down. Heights are per cent of the sex by step: areas are comparable."""
    title = title or look.words.distribution
    return Chart(title, _description(found, look), _table(found, look), _spec(found, look, title), look.words)


def _sides(found: Histogram, look: Look) -> Iterator[tuple[str, Sample, tuple[Bin, ...], bool]]:
    """Each sex that is shown: what it is called, its figures and bins, and whether it is the women."""
    if found.women:
        yield look.words.women, found.women, found.bins_of_women, True
    if found.men:
        yield look.words.men, found.men, found.bins_of_men, False


def _density(each: Bin, sample: Sample, step: float) -> float:
    """Per cent of the sex by step."""
    return 100 * each.n / sample.n / ((each.high - each.low) / step)


def _table(found: Histogram, look: Look) -> DataTable:
    words = look.words
    decimals = _decimals(found.step)
    rows: list[tuple[Cell, ...]] = [
        (
            name,
            None if each.open_low else each.low,
            None if each.open_high else each.high,
            each.n,
            100 * each.n / sample.n,
        )
        for name, sample, bins, _ in _sides(found, look)
        for each in bins
    ]
    columns = (
        Column(words.sex),
        Column(f"{words.low}, {look.unit}", decimals),
        Column(f"{words.high}, {look.unit}", decimals),
        Column(words.number_of),
        Column(words.share, 1),
    )
    return DataTable(columns, tuple(rows))


def _description(found: Histogram, look: Look) -> str:
    words, told = look.words, []
    for sample, bins, paid, only, few in (
        (found.women, found.bins_of_women, words.women_paid, words.women_paid_only, words.women_few),
        (found.men, found.bins_of_men, words.men_paid, words.men_paid_only, words.men_few),
    ):
        if sample is None:
            told.append(few.format(least=found.least))
            continue
        template, span = (paid, _span(bins, sample, found.step, look)) if bins else (only, "")
        mean = look.money(sample.mean)
        told.append(template.format(n=words.number(sample.n), mean=mean, span=span))
    return " ".join(told)


def _span(bins: tuple[Bin, ...], sample: Sample, step: float, look: Look) -> str:
    """Where the bar is highest, in words."""
    words = look.words
    most = max(bins, key=lambda each: _density(each, sample, step))
    kind = {
        (False, False): words.between,
        (True, False): words.below,
        (False, True): words.above,
        (True, True): words.around,
    }[most.open_low, most.open_high]
    decimals = _decimals(step)
    return kind.format(low=words.number(most.low, decimals), high=words.number(most.high, decimals))


def _decimals(step: float) -> int:
    """How many decimals the edges of bins have."""
    return next(decimals for decimals in range(3) if round(step, decimals) == round(step, 2))


def _spec(found: Histogram, look: Look, title: str) -> dict[str, Any]:
    import altair as alt  # noqa: PLC0415 - takes a second

    words, theme = look.words, look.theme
    tallest = max(
        (_density(each, sample, found.step) for _, sample, bins, _ in _sides(found, look) for each in bins), default=1.0
    )
    top = tallest * ROOM
    edges = [edge for _, sample, bins, _ in _sides(found, look) for edge in _reach(sample, bins)]
    if not edges:
        return empty(look, title)
    opened = any(each.open_low or each.open_high for _, _, bins, _ in _sides(found, look) for each in bins)
    beyond = words.beyond if opened else ""
    money = alt.X(
        "low:Q",
        title=axis_title(look, look.named(words.pay), beyond),
        axis=alt.Axis(format=",~f", tickCount=max(look.width // 130, 3)),
        scale=alt.Scale(zero=False, nice=False, domain=[min(edges), max(edges)]),
    )
    shares = alt.Axis(labelExpr="format(abs(datum.value), ',~r')", tickCount=6, domain=False, ticks=False)
    per = words.share_per_step.format(step=look.money(found.step, _decimals(found.step)))
    height = alt.Y("share:Q", title=per, axis=shares, scale=alt.Scale(domain=[-top, top], nice=False))
    layers = []
    for name, sample, bins, is_women in _sides(found, look):
        sign, colour = (1, theme.women) if is_women else (-1, theme.men)
        bars = [
            {"low": each.low, "high": each.high, "share": sign * _density(each, sample, found.step)} for each in bins
        ]
        drawn_bars = inline(bars).mark_bar(color=colour, stroke=theme.ground, strokeWidth=1)
        layers.append(drawn_bars.encode(x=money, x2="high:Q", y=height, y2=alt.Y2Datum(0)))
        layers += _mean(name, sample, sign * top, (min(edges), max(edges)), look)
    layers.append(rule([{"share": 0}], theme.ink).encode(y="share:Q"))
    return drawn(layers, look, title, height=HEIGHT)


def _reach(sample: Sample, bins: tuple[Bin, ...]) -> tuple[float, float]:
    """From where to where a sex is drawn."""
    mean = sample.mean or 0.0
    if not bins:
        return mean * 0.9, mean * 1.1
    return min(bins[0].low, mean), max(bins[-1].high, mean)


def _mean(name: str, sample: Sample, end: float, reach: tuple[float, float], look: Look) -> list[Any]:
    """A line at the mean, and the sex and the mean told at its end, on the side where there is room."""
    import altair as alt  # noqa: PLC0415 - takes a second

    said = look.words.mean_here.format(sex=name, mean=look.money(sample.mean))
    row: Row = {"low": sample.mean, "share": 0, "tip": end * TIP, "end": end * TOLD, "text": said}
    low, high = reach
    room = look.width - AXIS
    at, broad = room * ((sample.mean or 0) - low) / ((high - low) or 1), breadth(said) + 12
    x: Any = alt.X("low:Q")
    align = "left"
    if broad > room - at:
        align, x = ("right", x) if broad < at else ("left", alt.value(0))
    label = text([row], look.theme.ink, align=align, dx=-6 if align == "right" else 6, fontWeight=600)
    return [*set_off([row], look, x="low:Q", y="share:Q", y2="tip:Q"), label.encode(x=x, y="end:Q")]
