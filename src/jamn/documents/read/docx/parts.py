"""The parts of a Word package, each found by its relationship and parsed when it is asked for."""

from __future__ import annotations

from functools import cached_property

from lxml import etree

from jamn.documents.blocks import Unreadable, gettext_noop
from jamn.documents.read.docx.names import W, value
from jamn.documents.read.docx.numbering import Numbering
from jamn.documents.read.docx.styles import Styles
from jamn.documents.read.packages import DAMAGED, Package

MOST_PARAGRAPHS = 100_000
"""Paragraphs of one document, empty ones included: some three thousand pages."""


TOO_MANY_PARAGRAPHS = gettext_noop(
    "“{name}” holds more than {count} paragraphs: too many for a plan. Save the plan itself as a file of its own."
)


class Parts:
    """A Word document's parts. The body is read at once; a document without one is damaged."""

    def __init__(self, package: Package) -> None:
        self.package = package
        main = next((each.target for each in package.relations() if each.kind == "officeDocument"), "")
        body = package.xml(main).find(f"{W}body")
        if body is None:
            raise Unreadable(DAMAGED, name=package.name)
        if sum(1 for _ in body.iter(f"{W}p")) > MOST_PARAGRAPHS:
            raise Unreadable(TOO_MANY_PARAGRAPHS, name=package.name, count=MOST_PARAGRAPHS)
        self.body = body
        self._relations = package.relations(main)
        self.styles = Styles(self._one("styles"))
        self.numbering = Numbering(self._one("numbering"), self.styles)

    def _of_kind(self, kind: str) -> list[etree._Element]:
        targets = dict.fromkeys(each.target for each in self._relations if each.kind == kind)
        return [self.package.xml(target) for target in targets if target in self.package]

    def _one(self, kind: str) -> etree._Element | None:
        return next(iter(self._of_kind(kind)), None)

    @cached_property
    def headers(self) -> list[etree._Element]:
        """What stands at the top of pages: first, odd and even ones."""
        return self._of_kind("header")

    @cached_property
    def footers(self) -> list[etree._Element]:
        """What stands at the bottom of pages."""
        return self._of_kind("footer")

    @cached_property
    def diagrams(self) -> list[etree._Element]:
        """The texts of SmartArt drawings."""
        return self._of_kind("diagramData")

    def notes(self, kind: str) -> dict[str, etree._Element]:
        """Footnotes, endnotes or comments by their number. `kind` is the relationship's word (``footnotes``)."""
        root = self._one(kind)
        notes = {} if root is None else {each.get(f"{W}id", ""): each for each in root.iterchildren(tag=etree.Element)}
        return {key: each for key, each in notes.items() if each.get(f"{W}type", "normal") == "normal"}

    @cached_property
    def title(self) -> str | None:
        """The title in the document's properties."""
        core = next((each.target for each in self.package.relations() if each.kind == "core-properties"), None)
        if core is None or core not in self.package:
            return None
        return self.package.xml(core).findtext("{*}title") or None

    @cached_property
    def language(self) -> str | None:
        """The language of the default style (``nb-NO``)."""
        return value(self.styles.defaults, "rPr/lang")
