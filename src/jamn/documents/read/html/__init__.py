"""HTML: saved web pages, and what Word and Excel call “web page”."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from jamn.documents.blocks import Block, Document, Format, Unreadable, gettext_noop
from jamn.documents.read.html.page import Page
from jamn.documents.read.lines import tidy, without_contents
from jamn.documents.read.plain import decoded

LARGEST_PAGE = 10 * 2**20
"""Bytes of a web page. Word writes five times as much about its styles as about its text."""

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]+)|<\?xml[^>]{0,100}encoding=[\"']([\w-]+)",
    re.IGNORECASE,
)
_BOLD_CLASS = re.compile(r"(?<!\w)\.([\w-]+)\s*\{[^{}]*font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)


TOO_DEEP = gettext_noop(
    "“{name}” nests its elements deeper than a page can show. Open it in a browser and save it as PDF, or use the file "
    "it was made from."
)
FRAMES = gettext_noop(
    "“{name}” is only the frame of a web page: its text lies in the folder beside it. Open it in Excel or Word and "
    "save it as .xlsx or .docx."
)


def read(path: Path, name: str, progress: Callable[[int, int], None]) -> Document:
    """Read a web page. Raises `Unreadable` when it is no text, a frame without any, or nested too deeply."""
    data = path.read_bytes()
    declared = _DECLARED.search(data[:4096])
    encoding = (declared[1] or declared[2]).decode("ascii") if declared else None
    root = parsed(decoded(data, name, declared=encoding, most=LARGEST_PAGE), name)
    blocks = without_contents(page_blocks(root))
    if not blocks and root.find(".//frame") is not None:
        raise Unreadable(FRAMES, name=name)
    progress(1, 1)
    return Document(
        name=name,
        format=Format.HTML,
        blocks=tuple(blocks),
        title=tidy(root.findtext(".//title") or "") or None,
        language=root.get("lang"),
    )


def parsed(text: str, name: str) -> etree._Element:
    """The tree of a page. Raises `Unreadable` beyond the parser's limit on depth, where it would drop the rest."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    root = etree.fromstring(text.encode(), parser)
    if any("depth" in error.message for error in parser.error_log):
        raise Unreadable(TOO_DEEP, name=name)
    return etree.Element("html") if root is None else root


def page_blocks(root: etree._Element, *, has_lines: bool = False) -> list[Block]:
    """The blocks of a parsed page. `has_lines` when its elements say which line of a source they come from."""
    sheets = " ".join(each.text or "" for each in root.iter("style"))
    is_excel = any("Excel" in each.get("content", "") for each in root.iter("meta"))
    page = Page(bold_classes=frozenset(_BOLD_CLASS.findall(sheets)), is_sheet=is_excel, has_lines=has_lines)
    page.read(root)
    return page.blocks
