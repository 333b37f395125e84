"""What it costs to bring the gap under a threshold, in per cent of the payroll."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from jamn.pay.charts.chart import Cell, Chart, Column, DataTable
from jamn.pay.charts.look import PLAIN, Look, Row, axis_title, breadth, drawn, empty, inline, text

HEIGHT: Final = 340


def cost(rows: Iterable[Mapping[str, Any]], look: Look = PLAIN, *, title: str = "") -> Chart:
    """The curve of rows with `threshold` and `share` (shares: 0.01 is one per cent) and `cost` (in the unit of pay).

    A row whose cost or share is None is a threshold that cannot be reached: in the table, not on the curve. Raises
    `KeyError` for a row that lacks one of the three.
    """
    words = look.words
    heading = title or words.cost_title
    held = sorted(((row["threshold"], row["cost"], row["share"]) for row in rows), key=lambda row: float(row[0]))
    cells: list[tuple[Cell, ...]] = [
        (100 * float(at), None if money is None else float(money), None if share is None else 100 * float(share))
        for at, money, share in held
    ]
    columns = (Column(words.threshold, 2), Column(look.named(words.cost)), Column(words.cost_share, 3))
    points: list[Row] = [
        {"threshold": at, "cost": money, "share": share}
        for at, money, share in cells
        if money is not None and share is not None
    ]
    said = _description(points, look)
    if len(points) < len(cells):
        said += " " + words.out_of_reach.format(n=len(cells) - len(points))
    return Chart(heading, said, DataTable(columns, tuple(cells)), _spec(points, look, heading), words)


def _description(points: Sequence[Row], look: Look) -> str:
    words = look.words
    if not points:
        return words.nothing
    low, high = points[0], points[-1]
    told = [
        (words.part(each["threshold"]), words.part(each["share"], 2), look.money(each["cost"])) for each in (low, high)
    ]
    if low is high:
        threshold, share, money = told[0]
        return words.one_cost.format(threshold=threshold, share=share, cost=money)
    names = [f"{end}{of}" for end in ("low", "high") for of in ("", "_share", "_cost")]
    return words.two_costs.format(**dict(zip(names, [*told[0], *told[1]], strict=True)))


def _spec(points: Sequence[Row], look: Look, title: str) -> dict[str, Any]:
    import altair as alt  # noqa: PLC0415 - takes a second

    if not points:
        return empty(look, title)
    words, theme = look.words, look.theme
    across, up = (alt.Axis(format=",~f", tickCount=ticks) for ticks in (max(look.width // 110, 3), 5))
    room = alt.Scale(zero=False, nice=False, padding=24)
    x = alt.X("threshold:Q", title=axis_title(look, words.threshold), scale=room, axis=across)
    y = alt.Y("share:Q", title=words.cost_share, scale=alt.Scale(domainMin=0, nice=True), axis=up)
    layers = [
        inline(points).mark_line(color=theme.women, strokeWidth=2.5, interpolate="linear").encode(x=x, y=y),
        inline(points).mark_point(color=theme.women, filled=True, size=60, opacity=1).encode(x=x, y=y),
        text(_labels(points, look), theme.ink, align="left", dx=7, dy=-9).encode(x="threshold:Q", y="share:Q"),
    ]
    return drawn(layers, look, title, height=HEIGHT)


def _labels(points: Sequence[Row], look: Look) -> list[Row]:
    """The share at each point that is as far from the last told as its text is broad."""
    low, high = points[0]["threshold"], points[-1]["threshold"]
    scale = (look.width - 160) / ((high - low) or 1)
    told: list[Row] = []
    for each in points:
        said = look.words.part(each["share"], 2)
        if not told or (each["threshold"] - told[-1]["threshold"]) * scale > breadth(said) + 8:
            told.append({**each, "text": said})
    return told
