"""A chart that is drawn: as SVG, as PNG, and as text and table for those who do not see it."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from html import escape
from typing import Any

from jamn.pay.charts.words import NOTHING, Words

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """What a column of a table is called, and with how many decimals its numbers are written."""

    name: str
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class DataTable:
    """The numbers beneath a chart, unrounded: at least one row for each mark. None where there is no number."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def headers(self) -> tuple[str, ...]:
        """What the columns are called."""
        return tuple(column.name for column in self.columns)

    def written(self, words: Words) -> list[list[str]]:
        """The rows as they are read, numbers rounded as a language writes them."""
        return [
            [
                cell if isinstance(cell, str) else words.number(cell, column.decimals)
                for column, cell in zip(self.columns, row, strict=True)
            ]
            for row in self.rows
        ]

    def html(self, words: Words) -> str:
        """The table as HTML."""
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in self.headers)
        body = "".join(
            f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in rest)}</tr>'
            for first, *rest in self.written(words)
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its words and numbers.

    `spec` is Vega-Lite with its data inline, as JSON has it; `description` says in one to three sentences what is seen,
    with the main figures; `table` holds the numbers of every mark. A notebook shows all of it.
    """

    title: str
    description: str
    table: DataTable
    spec: dict[str, Any]
    words: Words

    def svg(self) -> str:
        """The chart as SVG, which says its title and description to a screen reader. Nothing is fetched."""
        import vl_convert  # noqa: PLC0415 - brings a JavaScript engine

        drawn: str = vl_convert.vegalite_to_svg(self.spec, allowed_base_urls=[])
        said = escape(f"{self.title}. {self.description}")
        return drawn.replace("<svg ", f'<svg role="img" lang="{self.words.language}" aria-label="{said}" ', 1)

    def png(self, scale: float = 2) -> bytes:
        """The chart as PNG. `scale` is how many dots there are to a point of its width."""
        import vl_convert  # noqa: PLC0415 - brings a JavaScript engine

        drawn: bytes = vl_convert.vegalite_to_png(self.spec, scale=scale, allowed_base_urls=[])
        return drawn

    def html(self) -> str:
        """The chart as a picture, its description, and its table folded away.

        The SVG is inside an image: so nothing in it can run, and its names cannot meet those of the page.
        """
        picture = b64encode(self.svg().encode()).decode()
        return (
            f'<figure lang="{self.words.language}">'
            f'<img alt="{escape(self.title)}" style="max-width:100%" src="data:image/svg+xml;base64,{picture}">'
            f"<figcaption>{escape(self.description)}</figcaption>"
            f"<details><summary>{escape(self.words.figures)}</summary>{self.table.html(self.words)}</details></figure>"
        )

    def _repr_html_(self) -> str:
        return self.html()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:  # noqa: ARG002
        return {"text/html": self.html(), "text/plain": str(self)}

    def __str__(self) -> str:
        return f"{self.title or NOTHING}. {self.description}"
