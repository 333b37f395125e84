"""Names of WordprocessingML, as lxml spells them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_OFF = {"0", "false", "off"}


def value(element: etree._Element | None, path: str, attribute: str = "val") -> str | None:
    """The attribute of the child at this path (``pPr/outlineLvl``), or None."""
    found = child(element, path)
    return None if found is None else found.get(W + attribute)


def child(element: etree._Element | None, path: str) -> etree._Element | None:
    """The child at this path of names in the main namespace."""
    for step in path.split("/"):
        if element is None:
            return None
        element = element.find(W + step)
    return element


def number(element: etree._Element | None, path: str, default: int = 0) -> int:
    """A whole number at this path; the default where there is none, or what stands there is no number."""
    text = value(element, path) or ""
    return int(text) if text.removeprefix("-").isdecimal() and len(text) < 10 else default


def switch(element: etree._Element | None, path: str) -> bool | None:
    """An on/off property: None when it is not said."""
    found = child(element, path)
    return None if found is None else found.get(W + "val") not in _OFF


_WRAPPERS = {W + each for each in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}


def within(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children of this name, those inside content controls and tracked insertions included."""
    for each in element:
        if each.tag == W + name:
            yield each
        elif each.tag in _WRAPPERS:
            yield from within(each, name)
