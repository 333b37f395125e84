"""Cards in Word: paragraphs with an edge and a ground of their own, kept together on a page."""

from __future__ import annotations

from dataclasses import dataclass

from jamn.documents.publication import Card
from jamn.documents.write import clean
from jamn.documents.write.word.markup import COLOURS, paragraph, run

_KEEP = ["<w:keepNext/>", "<w:keepLines/>"]
_GROUND = [
    f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="{COLOURS.petrol}"/></w:pBdr>',
    f'<w:shd w:val="clear" w:color="auto" w:fill="{COLOURS.pale}"/>',
]
_INDENT = '<w:ind w:left="227"/>'
_ITEM_INDENT = '<w:ind w:left="567" w:hanging="340"/>'
_ASIDE = f'<w:b/><w:color w:val="{COLOURS.petrol}"/>'
_LABEL = f'<w:b/><w:color w:val="{COLOURS.dark}"/>'


@dataclass(frozen=True, slots=True)
class Looks:
    """Ids of the styles of a card's title and text, and the property that makes a paragraph an item of a list."""

    title: str
    text: str
    bullet: str


def card(card: Card, looks: Looks) -> str:
    """A clean card: its title as a heading, and its facts with bold labels."""
    lines = [(False, run(line, _ASIDE)) for line in filter(None, card.aside.split("\n"))]
    lines += [(is_item, run(line)) for is_item, line in clean.lines(card.text)]
    for label, value in card.facts:
        lines += _fact(label, clean.lines(value))
    paragraphs = [paragraph(looks.title, run(card.title), properties=[*_KEEP, *_GROUND, _INDENT])]
    for index, (is_item, runs) in enumerate(lines, 1):
        keep = _KEEP if index < len(lines) else _KEEP[1:]
        shape = [_ITEM_INDENT, looks.bullet] if is_item else [_INDENT]
        paragraphs.append(paragraph(looks.text, runs, properties=[*keep, *_GROUND, *shape]))
    return "".join(paragraphs)


def _fact(label: str, lines: list[tuple[bool, str]]) -> list[tuple[bool, str]]:
    """A label with the first line behind it, unless that is an item of a list, and the other lines below."""
    beside = lines[:1] if lines and not lines[0][0] else []
    words = "".join(run(line) for _, line in beside)
    return [(False, run(f"{label}: ", _LABEL) + words), *((item, run(line)) for item, line in lines[len(beside) :])]
