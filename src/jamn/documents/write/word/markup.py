"""WordprocessingML as text: paragraphs and runs. Built as strings and parsed once, which is quicker than a tree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
W = "{" + NAMESPACES["w"] + "}"
R = "{" + NAMESPACES["r"] + "}"
_DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())

_ORDER = ("keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "shd", "tabs", "spacing", "ind", "jc", "sectPr")

EMU = 635
"""English metric units in a twentieth of a point: Word's measures for pictures and for pages."""


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours that Word's styles cannot give: those of single cells and card edges."""

    dark: str = "003239"
    petrol: str = "066570"
    tint: str = "DFEBED"
    pale: str = "EFF4F5"


COLOURS = Colours()


def whole(content: str) -> str:
    """Content inside one element that declares the namespaces."""
    return f"<w:body {_DECLARED}>{content}</w:body>"


def attribute(text: str) -> str:
    """A text as a quoted attribute."""
    return quoteattr(text.replace("\n", " "))


def run(text: str, properties: str = "") -> str:
    """Words that look alike."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(style: str, *runs: str, properties: Iterable[str] = ()) -> str:
    """A paragraph in a style, with these properties in the order that the schema wants."""
    look = "".join(sorted(properties, key=_place))
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{look}</w:pPr>{"".join(runs)}</w:p>'


def _place(element: str) -> int:
    return _ORDER.index(element[3:].partition(" ")[0].partition("/")[0].partition(">")[0])


def field(instruction: str, shown: str, *, dirty: bool = False) -> str:
    """A field, and what it shows until Word counts anew."""
    mark = ' w:dirty="true"' if dirty else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"{mark}/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def picture(relation: str, number: int, description: str, width: int, height: int) -> str:
    """A picture in the text, with what it shows in words. Sizes in twentieths of a point."""
    size = f'cx="{width * EMU}" cy="{height * EMU}"'
    name = attribute(description)
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="Picture {number}" descr={name}/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}" descr={name}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
