"""Markdown: turned into the HTML it stands for, with each element's line, and read as that."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from jamn.documents.blocks import Apart, Aside, Block, Document, Format, Paragraph, Place
from jamn.documents.read import text as plain_text
from jamn.documents.read.html import page_blocks, parsed
from jamn.documents.read.lines import tidy, visible, without_contents
from jamn.documents.read.plain import decoded

MOST_SIGNS = 5_000
"""Signs of Markdown in one paragraph or table. Beyond it they are no Markdown, and the parser's time grows squared."""

_SIGNS = re.compile(r"[][*_`<~&!\\]")
_FRONT = re.compile(r"\A---\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.MULTILINE | re.IGNORECASE)
_NOTE = re.compile(r"^\[\^[^\]\n]+\]:[^\n]*(?:\n(?:    |\t)[^\n]+)*", re.MULTILINE)


def read(path: Path, name: str, progress: Callable[[int, int], None]) -> Document:
    """Read a Markdown file. Raises `Unreadable` when it is no text."""
    text = visible(decoded(path.read_bytes(), name))
    if any(len(_SIGNS.findall(part)) > MOST_SIGNS for part in text.split("\n\n")):
        return replace(plain_text.read(path, name, progress), format=Format.MARKDOWN)
    front = _FRONT.match(text)
    title = _TITLE.search(front[1]) if front else None
    body = _blank(_FRONT, text) if front else text
    notes = [Aside(tidy(each[0]), Apart.FOOTNOTE, _line(body, each.start())) for each in _NOTE.finditer(body)]
    body = _blank(_NOTE, body)
    tokens: dict[str, Any] = {}
    markdown = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable(["table", "strikethrough"])
    parts = markdown.parse(body, tokens)
    for part in parts:
        if part.map and part.nesting >= 0:
            part.attrSet("data-line", str(part.map[0] + 1))
    rendered = markdown.renderer.render(parts, markdown.options, tokens)
    blocks: list[Block] = [Paragraph(tidy(front[1]), Place(line=2))] if front and front[1].strip() else []
    blocks += without_contents(page_blocks(parsed(rendered, name), has_lines=True))
    progress(1, 1)
    return Document(
        name=name,
        format=Format.MARKDOWN,
        blocks=(*blocks, *notes, *_definitions(body, tokens)),
        title=title[1] if title else None,
    )


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """The text with what matches emptied, so that lines keep their numbers."""
    return pattern.sub(lambda found: "\n" * found[0].count("\n"), text)


def _line(text: str, at: int) -> Place:
    return Place(line=text.count("\n", 0, at) + 1)


def _definitions(text: str, tokens: dict[str, Any]) -> Iterator[Aside]:
    """Lines that only say where links lead (``[name]: address``): no reader of the page sees them."""
    lines = text.split("\n")
    references = [*tokens.get("references", {}).values(), *tokens.get("duplicate_refs", [])]
    for first, last in sorted(tuple(each["map"]) for each in references):
        yield Aside(tidy("\n".join(lines[first:last])), Apart.HIDDEN, Place(line=first + 1))
