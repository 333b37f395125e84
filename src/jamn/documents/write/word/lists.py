"""Bullets and numbers: definitions of our own beside those of the template, whose lists we cannot know."""

from __future__ import annotations

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.parts.numbering import NumberingPart
from lxml import etree

from jamn.documents.write.word.markup import NAMESPACES, W

_NAMESPACE = f'xmlns:w="{NAMESPACES["w"]}"'
_EMPTY = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:numbering {_NAMESPACE}/>'


class Lists:
    """The list definitions of the document that is being written."""

    def __init__(self, document: Document) -> None:
        self._root = _root(document)
        self._abstract = 1 + max(
            (int(each.get(f"{W}abstractNumId", "0")) for each in self._all("abstractNum")), default=0
        )
        self._number = max((int(each.get(f"{W}numId", "0")) for each in self._all("num")), default=0)
        self._define(self._abstract, "bullet", "•")
        self._define(self._abstract + 1, "decimal", "%1.")
        self.bullets = self._new(self._abstract)

    def _all(self, name: str) -> list[etree._Element]:
        return self._root.findall(f"{W}{name}")

    def numbered(self) -> int:
        """A list that counts from 1."""
        return self._new(self._abstract + 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')

    def _define(self, key: int, kind: str, text: str) -> None:
        abstract = etree.fromstring(
            f'<w:abstractNum {_NAMESPACE} w:abstractNumId="{key}"><w:multiLevelType w:val="singleLevel"/>'
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
            '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="340" w:hanging="340"/></w:pPr></w:lvl></w:abstractNum>'
        )
        # The schema wants all definitions before the first list that uses one.
        self._root.insert(len(self._all("abstractNum")), abstract)

    def _new(self, key: int, override: str = "") -> int:
        self._number += 1
        number = etree.fromstring(
            f'<w:num {_NAMESPACE} w:numId="{self._number}"><w:abstractNumId w:val="{key}"/>{override}</w:num>'
        )
        last = self._all("num") or self._all("abstractNum")
        last[-1].addnext(number)
        return self._number


def _root(document: Document) -> etree._Element:
    """The root of the part that holds the lists; a template without lists has none."""
    part = document.part
    if not any(each.reltype == RELATIONSHIP_TYPE.NUMBERING for each in part.rels.values()):
        name = part.package.next_partname("/word/numbering%d.xml")
        made = NumberingPart.load(name, CONTENT_TYPE.WML_NUMBERING, _EMPTY.encode(), part.package)
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    root: etree._Element = part.numbering_part.element
    return root
