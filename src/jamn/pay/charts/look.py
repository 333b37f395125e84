"""How charts look: colours on light and dark ground, sizes, and what all of them have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any, Final
from unicodedata import east_asian_width

from jamn.pay.charts.words import ENGLISH, Words

FONT: Final = "Inter, Liberation Sans, Arial, sans-serif"
TEXT: Final = 13
SMALL: Final = 12
TITLE: Final = 16
EM: Final = 0.56
"""How broad a letter is of its size, on average and rather too much."""
NARROW: Final = 560
"""Below so many points of width, names stand above their rows and not beside them."""
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours on one ground. `women` and `men` differ to all kinds of colour vision and are told apart by shape or
    place too; `quiet` marks what is neither, `strong` what is to be looked at, `on_women` and `on_men` is text on them.
    """

    ground: str
    ink: str
    muted: str
    line: str
    women: str
    men: str
    on_women: str
    on_men: str
    quiet: str
    strong: str


LIGHT: Final = Theme(
    ground="#ffffff",
    ink="#1e2b2d",
    muted="#4c5b5e",
    line="#829094",
    women="#066570",
    men="#a3650b",
    on_women="#ffffff",
    on_men="#ffffff",
    quiet="#6f7d81",
    strong="#7a4a86",
)
DARK: Final = Theme(
    ground="#141718",
    ink="#e7eeef",
    muted="#a8b6b8",
    line="#667478",
    women="#5fb7c2",
    men="#e0a33e",
    on_women="#141718",
    on_men="#141718",
    quiet="#8f9da0",
    strong="#c9a2d6",
)


@dataclass(frozen=True, slots=True)
class Look:
    """In which words, on which ground, how broad (in points, 390 is a telephone), and pay in which unit.

    `decimals` are those of amounts: 2 for pay by the hour.
    """

    words: Words = ENGLISH
    dark: bool = False
    width: int = 640
    unit: str = "kr"
    decimals: int = 0

    @property
    def theme(self) -> Theme:
        """The colours."""
        return DARK if self.dark else LIGHT

    @property
    def narrow(self) -> bool:
        """Whether names have no room beside their rows."""
        return self.width < NARROW

    def named(self, template: str) -> str:
        """A heading with the unit of pay."""
        return template.format(unit=self.unit)

    def money(self, value: float | None, decimals: int | None = None) -> str:
        """An amount with its unit."""
        return f"{self.words.number(value, self.decimals if decimals is None else decimals)}\u00a0{self.unit}"


PLAIN: Final = Look()


def breadth(text: str, size: float = TEXT) -> float:
    """About how many points a text is broad."""
    return size * EM * sum(1.8 if east_asian_width(sign) in "WF" else 1 for sign in text)


def lines(text: str, room: float, size: float = TEXT, most: int = 2) -> list[str]:
    """A text in at most some lines that have room."""
    signs = max(int(room / size / EM), 8)
    held = wrap(text, signs)
    return held if len(held) <= most else [*held[: most - 1], held[most - 1][: signs - 1].rstrip() + "…"]


def inline(rows: Iterable[Row]) -> Any:
    """A chart whose data stand in it."""
    import altair as alt  # noqa: PLC0415 - takes a second

    return alt.Chart(alt.InlineData(values=[dict(row) for row in rows]))


def axis_title(look: Look, *parts: str) -> list[str]:
    """What an axis shows, in as many lines as it takes."""
    return [line for part in parts if part for line in lines(part, look.width - 60, SMALL, most=3)]


def drawn(layers: Sequence[Any], look: Look, title: str, *, height: float) -> dict[str, Any]:
    """Layers as one chart, under its title, as Vega-Lite: with the texts beside the marks it is as broad as asked."""
    import altair as alt  # noqa: PLC0415 - takes a second

    theme = look.theme
    heading = lines(title, look.width - 24, TITLE, most=3)
    ink: Any = {
        "labelColor": theme.muted,
        "titleColor": theme.muted,
        "labelFontSize": SMALL,
        "titleFontSize": SMALL,
        "titleFontWeight": "normal",
    }
    axis: Any = {**ink, "grid": False, "domainColor": theme.line, "tickColor": theme.line, "labelOverlap": True}
    legend: Any = {**ink, "labelColor": theme.ink, "labelFontSize": TEXT, "orient": "top", "direction": "horizontal"}
    padding: Any = {"left": 10, "right": 18, "top": 12, "bottom": 10}
    chart = (
        alt.layer(*layers)
        .properties(
            width=look.width,
            height=round(height + 20 * len(heading)),
            padding=padding,
            autosize=alt.AutoSizeParams(type="fit", contains="padding"),
            title=alt.TitleParams(text=heading, offset=14),
        )
        .configure(
            font=FONT,
            background=theme.ground,
            aria=False,
            locale=alt.Locale(number=alt.NumberLocale(**look.words.locale())),
            view=alt.ViewConfig(stroke=None),
            axis=axis,
            legend={**legend, "columns": 1 if look.narrow else 0, "symbolSize": 90, "title": None},
            title={
                "color": theme.ink,
                "fontSize": TITLE,
                "fontWeight": 600,
                "lineHeight": 20,
                "anchor": "start",
                "frame": "bounds",
            },
        )
    )
    with alt.theme.enable("none"):
        spec: dict[str, Any] = chart.to_dict()
    return spec


def empty(look: Look, title: str) -> dict[str, Any]:
    """A chart without marks, which says so."""
    return drawn([text([{"text": look.words.nothing}], look.theme.muted)], look, title, height=2 * TITLE + 40)


def rule(rows: Iterable[Row], colour: str, **of: Any) -> Any:
    """A thin line at some values."""
    return inline(rows).mark_rule(color=colour, **of)


def set_off(rows: Sequence[Row], look: Look, **encoding: Any) -> list[Any]:
    """A dashed line that is seen on any colour: on a broader one of the ground."""
    theme = look.theme
    return [
        rule(rows, theme.ground, strokeWidth=4).encode(**encoding),
        rule(rows, theme.ink, strokeWidth=1.5, strokeDash=[4, 3]).encode(**encoding),
    ]


def text(rows: Iterable[Row], colour: str, **of: Any) -> Any:
    """Texts of the field ``text``."""
    import altair as alt  # noqa: PLC0415 - takes a second

    return (
        inline(rows)
        .mark_text(**{"color": colour, "fontSize": TEXT, "baseline": "middle", **of})
        .encode(text=alt.Text("text:N"))
    )
