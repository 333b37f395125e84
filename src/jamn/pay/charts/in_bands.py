"""Women and men in bands of pay: one bar for each band, the highest paid at the top."""

from __future__ import annotations

from typing import Any, Final

from jamn.pay.bands import Band, Bands
from jamn.pay.charts.chart import Chart, Column, DataTable
from jamn.pay.charts.look import PLAIN, SMALL, Look, Row, drawn, empty, inline, set_off, text
from jamn.pay.charts.named import Rows

EDGE: Final = 92
INSIDE: Final = 9.0
"""From how many per cent of a band its number has room in the bar."""


def bands(found: Bands, look: Look = PLAIN, *, title: str = "") -> Chart:
    """The share of women and men in each band, and of women in all, as a line."""
    words = look.words
    heading = title or words.bands_title
    whole = sum((each.women + each.men for each in found.bands), start=0)
    share = float(100 * sum(each.women for each in found.bands) / whole) if whole else None
    columns = (
        Column(words.band),
        Column(words.number_of_women, 2),
        Column(words.number_of_men, 2),
        Column(words.share_of_women, 1),
        Column(words.share_of_men, 1),
    )
    names = [_name(each, len(found.bands), look) for each in found.bands]
    rows = [
        (name, float(each.women), float(each.men), each.share_of_women, 100 - each.share_of_women)
        for name, each in zip(names, found.bands, strict=True)
    ]
    if not found.bands:
        said = words.nothing
    else:
        low, high = (words.part(found.bands[place].share_of_women) for place in (0, -1))
        said = words.bands_are.format(low=low, high=high, whole=words.part(share))
    table = DataTable(columns, tuple(rows))
    return Chart(heading, said, table, _spec(found, names, share, look, heading), words)


def _name(band: Band, number: int, look: Look) -> str:
    words = look.words
    return words.four_bands[band.number - 1] if number == len(words.four_bands) else f"{words.band} {band.number}"


def _spec(found: Bands, names: list[str], share: float | None, look: Look, title: str) -> dict[str, Any]:
    import altair as alt  # noqa: PLC0415 - takes a second

    if share is None:
        return empty(look, title)
    words, theme = look.words, look.theme
    rows = Rows(names[::-1], [""] * len(names), look)
    bars: list[Row] = []
    for place, each in enumerate(reversed(found.bands)):
        of_women = each.share_of_women
        for start, end, name, colour, on in (
            (0.0, of_women, words.women, theme.women, theme.on_women),
            (of_women, 100.0, words.men, theme.men, theme.on_men),
        ):
            told = words.part(end - start) if end - start >= INSIDE else ""
            bars.append(
                {"row": place, "low": start, "high": end, "sex": name, "colour": colour, "on": on, "text": told}
            )
    y = rows.middle()
    axis = alt.Axis(format=",~f", values=[0, 25, 50, 75, 100])
    x = alt.X("low:Q", title=words.share_of_band, scale=alt.Scale(domain=[0, 100], nice=False), axis=axis)
    colours = alt.Color("colour:N", scale=None)
    drawn_bars = inline(bars).mark_bar(height=24, stroke=theme.ground, strokeWidth=1, yOffset=rows.drop)
    layers = [drawn_bars.encode(x=x, x2="high:Q", y=rows.y(), color=colours)]
    for name, align, dx, at in ((words.women, "left", 8, "low:Q"), (words.men, "right", -8, "high:Q")):
        own = [bar for bar in bars if bar["sex"] == name]
        inside = text(own, theme.ink, align=align, dx=dx, fontWeight=600)
        layers.append(inside.encode(x=at, y=y, color=alt.Color("on:N", scale=None)))
    layers += _heads(look)
    layers += set_off([{"low": share}], look, x="low:Q")
    said = {"low": share, "text": words.all_bands.format(share=words.part(share))}
    layers.append(text([said], theme.ink, fontSize=SMALL, dy=-9, align="center").encode(x="low:Q", y=alt.value(0)))
    layers += rows.layers()
    return drawn(layers, look, title, height=rows.height + EDGE)


def _heads(look: Look) -> list[Any]:
    """Which end of the bars is whose."""
    import altair as alt  # noqa: PLC0415 - takes a second

    theme = look.theme
    return [
        text([{"text": name}], colour, align=align, dy=-9, fontWeight=600).encode(x=alt.value(at), y=alt.value(0))
        for name, colour, align, at in (
            (look.words.women, theme.women, "left", 0),
            (look.words.men, theme.men, "right", "width"),
        )
    ]
