"""Charts for documents: Altair says what is drawn, vl-convert draws it as SVG. Knows neither plans nor Django."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import Any, Final

from jamn.documents import write

VERSION: Final = 2
"""Another look is another number: charts are kept by what they are drawn from."""

COLOURS: Final = {
    "new": "#5b7fb4",
    "not_started": "#829094",
    "ongoing": "#c98a1b",
    "done": "#066570",
    "stopped": "#6b5570",
}
"""The colour of each status, literally: a document knows no style sheet."""

_INK = "#1e2b2d"
_FONT = "Inter, Liberation Sans, Arial, sans-serif"
_WIDTH = 420
_BAR = 30
_LINE = 30
_BREAK = "¦"


@dataclass(frozen=True, slots=True)
class Chart:
    """How many measures of each area have come how far.

    `bars` are an area's name and a number for each of `statuses`, which are key and label; `axis` names the numbers.
    """

    bars: tuple[tuple[str, tuple[int, ...]], ...]
    statuses: tuple[tuple[str, str], ...]
    axis: str


def status_by_area(chart: Chart) -> str:
    """A bar for each area, parted by status, as SVG."""
    import altair as alt  # noqa: PLC0415 - takes a second
    import vl_convert  # noqa: PLC0415 - brings a JavaScript engine

    labels = [label for _, label in chart.statuses]
    rows = [
        {"area": _wrapped(name), "status": label, "order": at, "number": number}
        for name, numbers in chart.bars
        for at, (label, number) in enumerate(zip(labels, numbers, strict=True))
        if number
    ]
    areas = [_wrapped(name) for name, _ in chart.bars]
    most = max((sum(numbers) for _, numbers in chart.bars), default=1)
    colours = alt.Scale(domain=labels, range=[COLOURS[key] for key, _ in chart.statuses])
    lines = alt.Axis(labelExpr=f"split(datum.label, '{_BREAK}')", labelLimit=260, domain=False, ticks=False)
    ink: Any = {
        "labelColor": _INK,
        "titleColor": _INK,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    }
    legend = alt.Legend(orient="top", columns=0)
    drawn = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar(stroke="#ffffff", strokeWidth=1)
        .encode(
            y=alt.Y("area:N", sort=areas, title=None, axis=lines),
            x=alt.X("number:Q", title=chart.axis, axis=alt.Axis(format="d", tickCount=min(most, 8), domain=False)),
            color=alt.Color("status:N", scale=colours, sort=labels, title=None, legend=legend),
            order=alt.Order("order:Q"),
        )
        .properties(width=_WIDTH, height=alt.Step(_BAR))
        .configure(font=_FONT, background="#ffffff", aria=False, view=alt.ViewConfig(stroke=None), axis=ink, legend=ink)
    )
    vl_convert.register_font_directory(write.fonts())
    svg: str = vl_convert.vegalite_to_svg(drawn.to_dict())
    return svg


def _wrapped(name: str) -> str:
    """A name in at most two lines."""
    return _BREAK.join(wrap(name, _LINE, max_lines=2, placeholder="…"))
