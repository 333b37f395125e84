"""Word: the employer's template with its fields filled, and the content where the template wants it.

docxtpl fills the template (body, headers, footers). The content itself never passes through it: it is put into the
finished document, so that no text of a plan is ever taken for a field, and large tables cost no time.
"""

from __future__ import annotations

from copy import deepcopy
from io import BytesIO
from uuid import uuid4

from docx.document import Document
from docx.oxml import parse_xml
from lxml import etree
from markupsafe import Markup

from jamn.documents.publication import Publication
from jamn.documents.write import clean
from jamn.documents.write.word import markup, template
from jamn.documents.write.word.body import Body, Room
from jamn.documents.write.word.lists import Lists
from jamn.documents.write.word.markup import W
from jamn.documents.write.word.styles import Styles, speak
from jamn.documents.write.words import Words, words

A4 = 11906, 16838
"""Width and height of a page in twentieths of a point, where a template says none."""

MARGIN = 1134

_BEHIND_UPDATE_FIELDS = {
    *("hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids", "mathPr", "attachedSchema"),
    *("themeFontLang", "clrSchemeMapping", "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures", "forceUpgrade"),
    *("captions", "readModeInkLockDown", "smartTagType", "schemaLibrary", "shapeDefaults", "doNotEmbedSmartTags"),
    *("decimalSymbol", "listSeparator"),
}
"""What the schema wants behind `updateFields` in the settings."""


def docx(publication: Publication, own: bytes | None, name: str) -> bytes:
    """The publication as a Word file, in this template or in ours. Raises `Unreadable` for a template of no use."""
    publication = clean.cleaned(publication)
    known = words(publication.language)
    places = {place: f"{place}-{uuid4().hex}" for place in ("front", "content")}
    document = template.filled(own or template.ours(), _fields(publication, known, places), name)
    template.cut_home(document)
    pages = _Pages(document)
    if clean.sections(publication)[-1].landscape:
        pages.turn()
    body = Body(document, Styles(document, template.our_styles()), Lists(document), known)
    front = body.front(publication, pages.room())
    content = body.content(publication, pages.room(), pages.section)
    if not _put(document, places["front"], front):
        content = front + content
    if not _put(document, places["content"], content):
        _put_last(document, content)
    speak(document, publication.language)
    if publication.contents:
        _ask_for_page_numbers(document)
    document.core_properties.title = publication.title
    document.core_properties.author = publication.organisation
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _fields(publication: Publication, known: Words, places: dict[str, str]) -> dict[str, object]:
    """What a template may name."""
    before, _, rest = known.page.partition("{page}")
    return {
        "title": publication.title or known.document,
        "subtitle": publication.subtitle,
        "organisation": publication.organisation,
        "classification": publication.classification,
        "classification_word": known.classification,
        "cover": bool(publication.front or publication.subtitle),
        "page_word": before.strip(),
        "of_word": rest.partition("{pages}")[0].strip(),
        **{place: _mark(key) for place, key in places.items()},
    }


def _mark(key: str) -> Markup:
    """A paragraph that holds a place until the document is filled."""
    return Markup('<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr></w:p>').format(key)


def _put(document: Document, key: str, content: str) -> bool:
    """Put content where its mark stands, outside tables and boxes. False when the template has no such place."""
    mark = next((each for each in document.element.body.iter(f"{W}pStyle") if each.get(f"{W}val") == key), None)
    if mark is None:
        return False
    block = next(each for each in (mark, *mark.iterancestors()) if each.getparent() is document.element.body)
    for each in reversed(_parsed(content)):
        block.addnext(each)
    paragraph = next(mark.iterancestors(f"{W}p"))
    home = paragraph.getparent()
    if home is not None and (paragraph is block or home.tag != f"{W}tc" or len(home.findall(f"{W}p")) > 1):
        home.remove(paragraph)
    return True


def _put_last(document: Document, content: str) -> None:
    last = document.element.body[-1]
    for each in _parsed(content):
        last.addprevious(each)


def _ask_for_page_numbers(document: Document) -> None:
    """Let Word fill the page numbers of the contents when it opens the file: nobody else knows them."""
    settings = document.settings.element
    if settings.find(f"{W}updateFields") is None:
        ask = settings.makeelement(f"{W}updateFields", {f"{W}val": "true"})
        behind = next((each for each in settings if etree.QName(each).localname in _BEHIND_UPDATE_FIELDS), None)
        if behind is None:
            settings.append(ask)
        else:
            behind.addprevious(ask)


def _parsed(content: str) -> list[etree._Element]:
    return list(parse_xml(markup.whole(content)))


class _Pages:
    """The template's last section, which the content belongs to."""

    def __init__(self, document: Document) -> None:
        self._properties = document.sections[-1]._sectPr

    def turn(self) -> None:
        """Lay the pages down."""
        _turn(self._properties, landscape=True)

    def room(self) -> Room:
        """How wide the text is."""
        size, margins = self._properties.find(f"{W}pgSz"), self._properties.find(f"{W}pgMar")
        sides = sorted(_length(size, name, default) for name, default in zip(("w", "h"), A4, strict=True))
        taken = sum(_length(margins, side, MARGIN) for side in ("left", "right"))
        return Room(max(2000, sides[0] - taken), max(2000, sides[1] - taken))

    def section(self, landscape: bool) -> str:  # noqa: FBT001 - the only fact there is
        """The properties of a section of such pages, with the template's headers and footers."""
        properties = deepcopy(self._properties)
        _turn(properties, landscape=landscape)
        return etree.tostring(properties, encoding="unicode")


def _turn(properties: etree._Element, *, landscape: bool) -> None:
    size = properties.find(f"{W}pgSz")
    if size is None:
        size = etree.SubElement(properties, f"{W}pgSz")
        properties.insert(len(properties.xpath("*[contains(name(), 'Reference')]")), size)
    short, long = sorted(_length(size, name, default) for name, default in zip(("w", "h"), A4, strict=True))
    size.set(f"{W}w", str(long if landscape else short))
    size.set(f"{W}h", str(short if landscape else long))
    size.set(f"{W}orient", "landscape" if landscape else "portrait")


def _length(element: etree._Element | None, name: str, default: int) -> int:
    text = "" if element is None else element.get(f"{W}{name}", "")
    return int(text) if text.isdecimal() else default
