"""The styles that a publication is written in, found in the template by their names or taken from ours."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import cast

from docx.document import Document
from lxml import etree

from jamn.documents.write.word.markup import W

_KINDS = {"Plan Table": "table", "Plan Facts": "table", "Normal Table": "table", "Hyperlink": "character"}
"""Styles that are not for paragraphs."""


class Styles:
    """Ids by the names that Word shows in English, which stand in every file whatever Word's own language is."""

    def __init__(self, document: Document, ours: etree._Element) -> None:
        self._root = document.styles.element
        self._ours = ours
        self._ids: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        """The id of a style. One that the template lacks is copied from ours."""
        if name not in self._ids:
            found = _named(self._root, name)
            self._ids[name] = self._copied(name) if found is None else found.get(f"{W}styleId", "")
        return self._ids[name]

    def _copied(self, name: str) -> str:
        style = deepcopy(cast(etree._Element, _named(self._ours, name)))
        key = style.get(f"{W}styleId", "")
        taken = {each.get(f"{W}styleId") for each in self._root.iter(f"{W}style")}
        while key in taken:
            key += "Jamn"
        style.set(f"{W}styleId", key)
        for tie in ("next", "link"):
            for each in style.findall(f"{W}{tie}"):
                style.remove(each)
        for based in style.findall(f"{W}basedOn"):
            based.set(f"{W}val", self[_name_of(self._ours, based.get(f"{W}val", ""))])
        self._root.append(style)
        return key

    def fill(self) -> str:
        """The colour behind the header row, as the style of tables says it."""
        key = self["Plan Table"]
        style = next(each for each in self._root.iter(f"{W}style") if each.get(f"{W}styleId") == key)
        first = style.find(f"{W}tblStylePr[@{W}type='firstRow']/{W}tcPr/{W}shd")
        return "DFEBED" if first is None else first.get(f"{W}fill", "DFEBED")


def _named(root: etree._Element, name: str) -> etree._Element | None:
    kind = _KINDS.get(name, "paragraph")
    for style in root.iter(f"{W}style"):
        said = style.find(f"{W}name")
        if said is not None and style.get(f"{W}type") == kind and said.get(f"{W}val", "").lower() == name.lower():
            return style
    return None


def _name_of(root: etree._Element, key: str) -> str:
    """The name of one of our own styles."""
    style = next(each for each in root.iter(f"{W}style") if each.get(f"{W}styleId") == key)
    return style.find(f"{W}name").get(f"{W}val", "")  # type: ignore[union-attr]


@cache
def languages() -> dict[str, str]:
    """Word's codes for the languages of documents."""
    return {"nb": "nb-NO", "nn": "nn-NO", "no": "nb-NO", "sv": "sv-SE", "da": "da-DK", "en": "en-GB"}


def speak(document: Document, language: str) -> None:
    """Say which language the text is in, everywhere that the template says one."""
    code = languages().get(language.partition("-")[0], language)
    root = document.styles.element
    for each in root.iter(f"{W}lang"):
        each.set(f"{W}val", code)
    properties = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    if properties is not None and properties.find(f"{W}lang") is None:
        etree.SubElement(properties, f"{W}lang").set(f"{W}val", code)
