"""A publication as a web page: a part for a page of our own, and a whole page for a file that is opened by itself.

The part has class names and no styles, since pages of ours allow none of their own; `stylesheet` gives the rules for
them. The whole page carries the same rules inside.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from importlib import resources
from itertools import count
from typing import TYPE_CHECKING, Any

from jamn.documents.publication import Cell, Heading, Publication, Table
from jamn.documents.write import clean
from jamn.documents.write.words import words

if TYPE_CHECKING:
    from jinja2 import Environment

DEEPEST_IN_CONTENTS = 3


def html(publication: Publication, *, top: int = 1) -> str:
    """The part: an ``<article>`` whose title is a heading of level `top`."""
    return _environment().get_template("publication.html.jinja").render(_context(publication, top))


def page(publication: Publication) -> str:
    """The whole page, with its style inside."""
    from markupsafe import Markup  # noqa: PLC0415 - comes with jinja2

    context = _context(publication, 1)
    return _environment().get_template("page.html.jinja").render(context, style=Markup(stylesheet()))  # noqa: S704 - our own file


@cache
def stylesheet() -> str:
    """The rules for the class names of `html`."""
    return (resources.files(__package__) / "publication.css").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - only when a page is written

    loader = PackageLoader(__package__, "")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    environment.filters |= {"pieces": pieces, "bodies": _bodies, "picture": _picture}
    return environment


def _context(publication: Publication, top: int) -> dict[str, Any]:
    publication = clean.cleaned(publication)
    number = count(1)
    blocks = [
        (type(block).__name__, block, f"publication-{next(number)}" if isinstance(block, Heading) else "")
        for block in publication.blocks
    ]
    return {
        "publication": publication,
        "words": words(publication.language),
        "cover": bool(publication.front or publication.subtitle),
        "top": top,
        "blocks": blocks,
        "headings": [
            (block.level, block.text, key)
            for _, block, key in blocks
            if isinstance(block, Heading) and block.level <= DEEPEST_IN_CONTENTS
        ],
    }


def pieces(text: str) -> list[str | list[str]]:
    """The paragraphs of a text, and each list in it as its items."""
    found: list[str | list[str]] = []
    for is_item, line in clean.lines(text):
        if not is_item:
            found.append(line)
        elif found and isinstance(found[-1], list):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _bodies(table: Table) -> list[list[tuple[bool, list[tuple[int, Cell]]]]]:
    """The rows in groups: each heading row begins one."""
    bodies: list[list[tuple[bool, list[tuple[int, Cell]]]]] = []
    for row, cells in zip(table.rows, clean.placed(table), strict=True):
        is_heading = clean.is_heading_row(row, table)
        if is_heading or not bodies:
            bodies.append([])
        bodies[-1].append((is_heading, cells))
    return bodies


def _picture(svg: str) -> str:
    """A drawing as an address: inside ``<img>`` nothing in it can run."""
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()
