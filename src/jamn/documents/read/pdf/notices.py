"""What the reader could not be sure of, as sentences for the person who checks the result."""

from __future__ import annotations

from collections.abc import Iterator

from jamn.documents.blocks import Notice, Place, gettext_noop
from jamn.documents.read.pdf.ink import OVERLAPS, Page, overlaps

PICTURE = 0.4  # of a page: pictures that cover more of it are a scan of it


UNRULED = gettext_noop(
    "The table on page {page} lacks lines. Its rows and columns were found by how the words stand: check it."
)
SCANNED = gettext_noop("Page {page} is a picture without text and was not read.")
RECOGNISED = gettext_noop("The text on page {page} was recognised from a picture: check it for misread words.")
TURNED = gettext_noop("Some text on page {page} is turned: check where it belongs.")
UNKNOWN = gettext_noop("Page {page} has {count} signs that the file gives no letters for; they are shown as �.")
OVERLAPPING = gettext_noop(
    "On page {page} text is printed on top of other text: check that the words are in the right cells."
)


def unruled(page: int, table: int) -> Notice:
    """A table whose columns were guessed."""
    return Notice(UNRULED, {"page": page}, Place(page=page, table=table))


def is_picture(page: Page) -> bool:
    """Whether pictures cover most of a page, as on a scan."""
    return sum(picture.width * picture.height for picture in page.pictures) > PICTURE * page.width * page.height


def of_page(page: Page) -> Iterator[Notice]:
    """What cannot be trusted on a page."""
    place = Place(page=page.number)
    if not page.words and is_picture(page):
        yield Notice(SCANNED, {"page": page.number}, place)
    if page.words and all(word.hidden for word in page.words):
        yield Notice(RECOGNISED, {"page": page.number}, place)
    if any(word.angle % 360 in {90, 180, 270} for word in page.words):
        yield Notice(TURNED, {"page": page.number}, place)
    if page.unknown:
        yield Notice(UNKNOWN, {"page": page.number, "count": page.unknown}, place)
    if overlaps(page.words) >= OVERLAPS:
        yield Notice(OVERLAPPING, {"page": page.number}, place)
