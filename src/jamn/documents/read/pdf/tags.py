"""What a tagged PDF says of its own parts: which pieces of drawing make up one heading, paragraph or list item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral

MOST = 200_000  # parts of a document
_WHOLE = frozenset(["P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Title", "LI", "TH", "TD", "Caption", "TOCI", "Note"])
_HEADING = re.compile(r"H([1-6])")


@dataclass(frozen=True, slots=True)
class Element:
    """A paragraph, heading, list item or the like; `number` tells it from all others."""

    role: str
    number: int

    @property
    def level(self) -> int | None:
        """1 to 6 for a heading."""
        match = _HEADING.fullmatch(self.role)
        return int(match[1]) if match else 1 if self.role in {"H", "Title"} else None


@dataclass(frozen=True, slots=True)
class _Step:
    """A node of the tree on the way down: what it is, the page it stands on, and the element it belongs to."""

    node: Any
    page: int | None
    element: Element | None


def elements(catalog: Mapping[str, Any], pages: Sequence[PDFPage]) -> dict[tuple[int, int], Element]:
    """The element of each piece of marked drawing: (number of the page, number of the mark) → element."""
    root = resolve1(catalog.get("StructTreeRoot"))
    if not isinstance(root, dict):
        return {}
    roles = resolve1(root.get("RoleMap"))
    numbers = {page.pageid: number for number, page in enumerate(pages, 1)}
    found: dict[tuple[int, int], Element] = {}
    seen: set[int] = set()
    steps = [_Step(root.get("K"), None, None)]
    for number in range(MOST):
        if not steps:
            break
        step = steps.pop()
        if isinstance(step.node, PDFObjRef):
            if step.node.objid in seen:
                continue
            seen.add(step.node.objid)
        node = resolve1(step.node)
        if isinstance(node, int) and step.page is not None and step.element is not None:
            found[step.page, node] = step.element
        elif isinstance(node, list):
            steps += (_Step(each, step.page, step.element) for each in node)
        elif isinstance(node, dict):
            steps += _below(node, step, roles if isinstance(roles, dict) else {}, numbers, number)
    return found


def _below(
    node: Mapping[str, Any], step: _Step, roles: Mapping[str, Any], numbers: Mapping[Any, int], number: int
) -> Iterator[_Step]:
    """The way on from a node: to what it holds, or to the mark that it stands for."""
    page, element = step.page, step.element
    reference = node.get("Pg")
    if isinstance(reference, PDFObjRef):
        page = numbers.get(reference.objid, page)
    kind = resolve1(node.get("S"))
    if isinstance(kind, PSLiteral):
        name = resolve1(roles.get(str(kind.name), kind))
        role = str(name.name) if isinstance(name, PSLiteral) else str(kind.name)
        element = Element(role, number) if role in _WHOLE else element
    yield _Step(node.get("MCID", node.get("K")), page, element)
