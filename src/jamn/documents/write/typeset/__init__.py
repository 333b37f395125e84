"""PDF by Typst: PDF/UA-1, with tags, bookmarks and the language of the document.

Typst itself refuses a document that is not accessible. The publication goes in as data and is never read as code.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import resources
from itertools import zip_longest
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

from jamn.documents.publication import (
    Block,
    Bullets,
    Card,
    Cell,
    Facts,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Publication,
    Signatures,
    Table,
)
from jamn.documents.write import clean
from jamn.documents.write.typeset.glyphs import drawable
from jamn.documents.write.widths import fitted
from jamn.documents.write.words import words

if TYPE_CHECKING:
    from typst import Compiler

LONGEST_CARD = 32
"""Lines of a card that is kept on one page; a longer one might not fit on any."""

LINE = 85
"""Characters that stand on a line of a card."""

_ON_A_LINE = {False: 95, True: 145}
"""Characters that stand on a line of a table, on upright pages and on pages in landscape."""

_one_at_a_time = Lock()


def pdf(publication: Publication) -> bytes:
    """The publication as a PDF file."""
    data = json.dumps(_drawable(as_data(clean.cleaned(publication))), ensure_ascii=False)
    with _one_at_a_time:
        try:
            file = _compiler().compile(sys_inputs={"publication": data}, format="pdf", pdf_standards="ua-1")
        except BaseException as problem:
            # A breakdown inside Typst is no `Exception`, would end the server's thread, and may leave it unusable.
            _compiler.cache_clear()
            raise RuntimeError(str(problem)) from problem
    return cast(bytes, file)


@cache
def _compiler() -> Compiler:
    """Typst with our fonts and nothing from the machine, so that a document looks the same everywhere."""
    import typst  # noqa: PLC0415 - 40 MB, only when a PDF is written

    here = resources.files(__package__)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(here / "fonts")])
    return typst.Compiler(str(here / "publication.typ"), root=str(here), font_paths=fonts)


def as_data(publication: Publication) -> dict[str, Any]:
    """A clean publication as the template wants it."""
    known = words(publication.language)
    return {
        "title": publication.title or known.document,
        "language": publication.language.partition("-")[0],
        "organisation": publication.organisation,
        "subtitle": publication.subtitle,
        "front": _pairs(publication.front),
        "cover": bool(publication.front or publication.subtitle),
        "classification": publication.classification,
        "contents": publication.contents,
        "words": {"contents": known.contents, "page": known.page, "classification": known.classification},
        "sections": [
            {
                "landscape": section.landscape,
                "blocks": [_block(block) for block in fitted(section.blocks, _ON_A_LINE[section.landscape])],
            }
            for section in clean.sections(publication)
        ],
    }


def _drawable(value: Any, key: str = "") -> Any:
    """The same data, with no character that our font cannot draw."""
    if isinstance(value, dict):
        return {each: _drawable(inner, each) for each, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(inner) for inner in value]
    return drawable(value) if isinstance(value, str) and key not in {"svg", "link"} else value


def _block(block: Block) -> dict[str, Any]:
    return {"kind": type(block).__name__, **_CONTENT[type(block)](block)}


def _lines(text: str) -> list[dict[str, Any]]:
    return [{"item": item, "text": line} for item, line in clean.lines(text)]


def _pairs(pairs: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    return [{"label": label, "lines": _lines(value)} for label, value in pairs]


def _table(table: Table) -> dict[str, Any]:
    headings = [clean.is_heading_row(row, table) for row in table.rows]
    heads = [here and not below for here, below in zip_longest(headings, headings[1:])]
    return {
        "caption": table.caption,
        "captioned": table.captioned,
        "columns": [{"header": each.header, "width": each.width, "numeric": each.numeric} for each in table.columns],
        "groups": [{"text": text, "columns": columns} for text, columns in table.groups],
        "rows": [
            {
                # Typst breaks down where one header follows another: only the last of them is repeated on each page.
                "heading": heading,
                "cells": [_cell(cell, table, column) for column, cell in places],
            }
            for heading, places in zip(heads, clean.placed(table), strict=True)
        ],
    }


def _cell(cell: Cell, table: Table, column: int) -> dict[str, Any]:
    return {
        "lines": _lines(cell.text),
        "rows": cell.rows,
        "columns": cell.columns,
        "link": cell.link,
        "heading": cell.heading,
        "numeric": table.columns[column].numeric and cell.columns == 1,
        "whole": cell.columns == len(table.columns),
    }


def _card(card: Card) -> dict[str, Any]:
    texts = [card.aside, card.text, *(f"{label}: {value}" for label, value in card.facts)]
    return {
        "title": card.title,
        "aside": _lines(card.aside),
        "lines": _lines(card.text),
        "facts": _pairs(card.facts),
        "level": card.level,
        "long": _height(texts) > LONGEST_CARD,
    }


def _height(texts: Sequence[str]) -> int:
    return sum(1 + len(line) // LINE for text in texts for line in text.split("\n"))


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "title": figure.title,
        "svg": figure.svg,
        "description": figure.description,
        "table": _table(figure.table) if figure.table else None,
        "width": 100,
    }


_CONTENT: dict[type[Block], Callable[[Any], dict[str, Any]]] = {
    Heading: lambda block: {"text": block.text, "level": block.level},
    Paragraph: lambda block: {"lines": _lines(block.text), "lead": block.lead},
    Bullets: lambda block: {"items": [_lines(item) for item in block.items], "numbered": block.numbered},
    Facts: lambda block: {"pairs": _pairs(block.pairs), "columns": block.columns},
    Table: _table,
    Card: _card,
    Figure: _figure,
    Signatures: lambda block: {"names": block.names, "place_and_date": block.place_and_date},
    PageBreak: lambda _: {},
}
"""What the template needs to know of each kind of block."""
