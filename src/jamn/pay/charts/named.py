"""Rows with a name and a figure: beside their marks where there is room, above them where there is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from jamn.pay.charts.look import TEXT, Look, Row, breadth, lines, text

BESIDE: Final = 34
ABOVE: Final = 50
LINE: Final = 15
MOST_BESIDE: Final = 0.34
"""How much of the width names may take."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The names of rows from the top, and what is written at the right of each.

    Rows are told apart by their number, never by their name: two may be called alike.
    """

    names: Sequence[str]
    figures: Sequence[str]
    look: Look

    @property
    def height(self) -> float:
        """How high all rows are, in points."""
        return len(self.names) * (ABOVE if self.look.narrow else BESIDE)

    @property
    def drop(self) -> float:
        """How far under the middle of its row a bar is, in points."""
        return 0.2 * ABOVE if self.look.narrow else 0

    def y(self, shift: float = 0) -> Any:
        """Where a row is, by the field ``row``."""
        import altair as alt  # noqa: PLC0415 - takes a second

        scale = alt.Scale(domain=list(range(len(self.names))), padding=0)
        return alt.Y("row:O", scale=scale, axis=None, bandPosition=0.5 + shift)

    def middle(self) -> Any:
        """Where the marks of a row are; bars, which know only the middle, `drop`."""
        return self.y(0.2 if self.look.narrow else 0)

    def layers(self) -> list[Any]:
        """The names and figures as text."""
        import altair as alt  # noqa: PLC0415 - takes a second

        narrow = self.look.narrow
        told = [{"row": place, "text": figure} for place, figure in enumerate(self.figures)]
        y = self.y(-0.22 if narrow else 0)
        figures = text(told, self.look.theme.ink, align="right" if narrow else "left", dx=0 if narrow else 12)
        return [*self._names(y), figures.encode(x=alt.value("width"), y=y)]

    def _names(self, y: Any) -> list[Any]:
        """The names in one line, and those in two, which begin higher. What has no room is cut where it is drawn."""
        import altair as alt  # noqa: PLC0415 - takes a second

        narrow, most = self.look.narrow, 1 if self.look.narrow else 2
        broadest = max((breadth(figure) for figure in self.figures), default=0)
        room = self.look.width - 40 - broadest if narrow else self.look.width * MOST_BESIDE
        held: dict[int, list[Row]] = {}
        for place, name in enumerate(self.names):
            parts = [name] if narrow else lines(name, room, TEXT, most)
            held.setdefault(len(parts), []).append({"row": place, "text": parts})
        of: dict[str, Any] = {"align": "left"} if narrow else {"align": "right", "dx": -12}
        return [
            text(rows, self.look.theme.ink, limit=room, lineHeight=LINE, dy=(1 - count) * LINE / 2, **of).encode(
                x=alt.value(0), y=y
            )
            for count, rows in held.items()
        ]
