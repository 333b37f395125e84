"""pdfminer's output device: glyphs become words, paths become rules and filled areas.

Text is taken in the order in which the file draws it, glyph by glyph, so that text drawn on top of other text still
gives whole words.
"""

# ruff: noqa: ARG002, FBT001, PLR0917 - the signatures are pdfminer's

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import cast

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice, PDFTextSeq
from pdfminer.pdffont import PDFFont, PDFSimpleFont, PDFType3Font, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager, PDFStackT, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSLiteral
from pdfminer.utils import Matrix, PathSegment, Rect, apply_matrix_pt, apply_matrix_rect

from jamn.documents.read.pdf.annotations import words_in
from jamn.documents.read.pdf.ink import Box, Page, Rule, Word, settled, turn

UNKNOWN = "\ufffd"
THIN = 3.0  # points: a filled area no wider than this is a line
DOT = (1.2, 6.0)  # points: the size of a bullet that is drawn as a shape
WORD_GAP = 0.16  # of the type's size: a wider gap between two glyphs parts two words
MOST_GLYPHS = 60_000  # on one page; a large page of small print has some 8 000
MOST_SHAPES = 60_000  # the rest of a drawing as rich as this is no table


class TooMuch(Exception):
    """A page draws more than any page of a plan does."""


@dataclass(slots=True)
class _Look:
    """What a font's name and descriptor tell of its looks."""

    bold: bool
    italic: bool
    scale: float


_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli", re.IGNORECASE)
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# Signs of the Symbol and Wingdings fonts that stand in the private area: all are bullets or ticks in practice
_PRIVATE = {"\uf0fc": "✓", "\uf0fe": "☒", "\uf0a8": "☐", "\uf06f": "☐", "\uf0e8": "→", "\uf0e0": "→", "\uf02d": "-"}
_FREE = frozenset((0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D))  # codes of WinAnsi that all stand for a bullet (ISO 32000, D.2)
_SPACES = frozenset(" \t\n\r\f\v\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000")
_NOTHING = frozenset("\u200b\u200c\u200d\u2060\ufeff")


def _clean(text: str) -> str:
    """Text without what no database can hold: control signs and half characters."""
    plain = []
    for sign in text:
        if sign in _LIGATURES:
            plain.append(_LIGATURES[sign])
        elif "\ue000" <= sign <= "\uf8ff":
            plain.append(_PRIVATE.get(sign, "•"))
        elif sign in _SPACES:
            plain.append(" ")
        elif sign >= " " and sign not in _NOTHING and not "\ud800" <= sign <= "\udfff" and sign != "\x7f":
            plain.append(sign)
    return "".join(plain)


class Pen(PDFTextDevice):
    """Gathers one page's drawing (a device of pdfminer)."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.page = Page(0, 0, 0)
        self._looks: dict[int, tuple[PDFFont, _Look, dict[int, tuple[str, float]]]] = {}

    def start(self, number: int, page: PDFPage) -> None:
        """Make ready for the next page."""
        x0, y0, x1, y1 = page.mediabox
        width, height = abs(x1 - x0), abs(y1 - y0)
        if page.rotate in {90, 270}:
            width, height = height, width
        self.page = Page(number, width, height)
        self._matrix = _matrix(page)
        self._word: Word | None = None
        self._end = (0.0, 0.0)
        self._space = False
        self._tags: list[int | str | None] = []
        self.clip: Box | None = None
        self._glyphs = self._shapes = self.steps = 0

    # Tags

    def begin_tag(self, tag: PSLiteral, props: PDFStackT | None = None) -> None:
        mark = self._tags[-1] if self._tags else None
        if isinstance(props, dict):
            if tag.name == "Artifact":
                kind = props.get("Subtype")
                mark = str(kind.name) if isinstance(kind, PSLiteral) else mark
            elif isinstance(props.get("MCID"), int):
                mark = props["MCID"]
        self._tags.append(mark)

    def end_tag(self) -> None:
        if self._tags:
            self._tags.pop()

    def finish(self, notes: Iterable[tuple[Rect, str, bool]]) -> Page:
        """The page, when all of it was drawn, with the annotations on it (corners, text, whether it shows)."""
        page = settled(self.page)
        for corners, text, shows in notes:
            if shows:
                page.words += words_in(self._box(apply_matrix_rect(self._matrix, corners)), text)
            else:
                page.comments.append(text)
        return page

    # Text

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        self._hidden = textstate.render == 3
        self._stroked = textstate.render == 2
        self._tracking = max(0.0, textstate.charspace * textstate.scaling * 0.01)
        super().render_string(textstate, seq, ncs, graphicstate)

    def _font(self, font: PDFFont) -> tuple[_Look, dict[int, tuple[str, float]]]:
        known = self._looks.get(id(font))
        if known is None:
            name = str(font.fontname)
            weight = font.descriptor.get("FontWeight", 400)
            bold = bool(_BOLD.search(name)) or (isinstance(weight, int) and weight >= 600) or bool(font.flags & 1 << 18)
            italic = bool(_ITALIC.search(name)) or font.italic_angle != 0
            scale = font.get_height() or 1.0 if isinstance(font, PDFType3Font) else 1.0
            known = self._looks[id(font)] = (font, _Look(bold, italic, scale), {})
        return known[1:]

    def _glyph(self, font: PDFFont, cid: int) -> tuple[str, float]:
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = "•" if isinstance(font, PDFSimpleFont) and cid in _FREE else UNKNOWN
        return _clean(text), font.char_width(cid)

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        self._glyphs += 1
        if self._glyphs > MOST_GLYPHS:
            raise TooMuch
        look, glyphs = self._font(font)
        if cid not in glyphs:
            glyphs[cid] = self._glyph(font, cid)
        text, width = glyphs[cid]
        advance = width * fontsize * scaling
        a, b, c, d, e, f = matrix
        if not text.strip():
            self._space = self._space or text == " "
            return advance
        self.page.unknown += text == UNKNOWN
        size = abs(fontsize) * math.hypot(c, d) * look.scale
        self._add(text, (a, b, c, d, e + rise * c, f + rise * d), advance, size, look)
        return advance

    def _add(self, text: str, matrix: Matrix, advance: float, size: float, look: _Look) -> None:
        """Add a glyph to the word it continues, or begin a word."""
        a, b, _, _, x, y = matrix
        angle, start, end = _angle(a, b), (x, y), (x + a * advance, y + b * advance)
        (along, base), (stop, _) = (start, end) if angle == 0 else (turn(start, angle), turn(end, angle))
        word = self._word
        tracking = self._tracking * math.hypot(a, b)
        if (
            word is not None
            and not self._space
            and word.angle == angle
            and word.mark == (self._tags[-1] if self._tags else None)
            and abs(word.base - base) < 0.1 * size
            and abs(word.size - size) < 0.1 * size
            and -0.35 * size < along - word.x1 - tracking < WORD_GAP * size
            and word.bold == (look.bold or self._stroked)
            and word.clip is self.clip
        ):
            word.text += text
            word.x1 = max(word.x1, stop)
        else:
            self._word = Word(
                text,
                along,
                stop,
                base,
                size,
                bold=look.bold or self._stroked,
                italic=look.italic,
                angle=angle,
                spaced=self._space,
                mark=self._tags[-1] if self._tags else None,
                hidden=self._hidden,
                clip=self.clip,
            )
            self.page.words.append(self._word)
        self._space = False

    # Shapes

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        """A form or picture begins; what it draws arrives as any other drawing."""

    def end_figure(self, name: str) -> None:
        """A form or picture ends."""

    def render_image(self, name: str, stream: PDFStream) -> None:
        assert self.ctm is not None  # noqa: S101 - pdfminer sets it before anything is drawn
        self.page.pictures.append(self._box(apply_matrix_rect(self.ctm, (0, 0, 1, 1))))

    def _box(self, rect: Rect) -> Box:
        x0, y0, x1, y1 = rect
        height = self.page.height
        return Box(min(x0, x1), height - max(y0, y1), max(x0, x1), height - min(y0, y1))

    def paint_path(
        self,
        graphicstate: PDFGraphicState,
        stroke: bool,
        fill: bool,
        evenodd: bool,
        path: Sequence[PathSegment],
    ) -> None:
        part: list[PathSegment] = []
        for segment in path:
            if segment[0] == "m" and part:
                self._paint(graphicstate, part, stroke=stroke, fill=fill)
                part = []
            part.append(segment)
        if part:
            self._paint(graphicstate, part, stroke=stroke, fill=fill)

    def _paint(self, state: PDFGraphicState, path: Sequence[PathSegment], *, stroke: bool, fill: bool) -> None:
        self._shapes += 1
        if self._shapes > MOST_SHAPES:
            return
        assert self.ctm is not None  # noqa: S101
        height = self.page.height
        ends = [path[0] if segment[0] == "h" else segment for segment in path]
        turned = [apply_matrix_pt(self.ctm, _end(segment)) for segment in ends]
        points = [(x, height - y) for x, y in turned]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = Box(min(xs), min(ys), max(xs), max(ys))
        if DOT[0] < box.width < DOT[1] and abs(box.width - box.height) < 1:
            self.page.dots.append(box)
        elif min(box.width, box.height) <= THIN:
            self._line(box)
        elif fill and not _white(color := _color(state.ncolor)):
            self.page.fills.append(replace(box, color=color))
        if stroke and min(box.width, box.height) > THIN:
            sides = [Box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)) for (xa, ya), (xb, yb) in pairwise(points)]
            if any(segment[0] == "c" for segment in path) and _round_frame(box, sides):
                sides = [replace(box, bottom=box.top), replace(box, top=box.bottom)]
                sides += [replace(box, x1=box.x0), replace(box, x0=box.x1)]
            for side in sides:
                self._line(side)

    def narrow(self, path: Sequence[PathSegment]) -> None:
        """Let a path narrow the area in which drawing shows (its box does for the path)."""
        assert self.ctm is not None  # noqa: S101
        points = [apply_matrix_pt(self.ctm, _end(segment)) for segment in path if len(segment) > 1]
        if not points:
            return
        xs, ys = [x for x, _ in points], [self.page.height - y for _, y in points]
        old = self.clip or Box(0, 0, self.page.width, self.page.height)
        left, top = max(min(xs), old.x0), max(min(ys), old.top)
        self.clip = Box(left, top, max(left, min(max(xs), old.x1)), max(top, min(max(ys), old.bottom)))

    def _line(self, box: Box) -> None:
        if box.height <= THIN < box.width:
            self.page.across.append(Rule((box.top + box.bottom) / 2, box.x0, box.x1))
        elif box.width <= THIN < box.height:
            self.page.down.append(Rule((box.x0 + box.x1) / 2, box.top, box.bottom))


def _color(color: object) -> tuple[float, ...]:
    """A fill's colour as its components; a pattern has none."""
    parts = tuple(color) if isinstance(color, tuple | list) else (color,)
    return tuple(round(float(part), 3) for part in parts if isinstance(part, int | float))


def _white(color: tuple[float, ...]) -> bool:
    """Whether a colour is paper white (grey and RGB count up, CMYK counts down)."""
    if len(color) == 4:
        return max(color) <= 0.01
    return bool(color) and min(color) >= 0.99


def _angle(a: float, b: float) -> int:
    """The direction of writing in whole degrees, 0 to 359, counted against the clock."""
    if abs(b) < 0.02 * a:
        return 0
    return round(math.degrees(math.atan2(b, a))) % 360


def _end(segment: PathSegment) -> tuple[float, float]:
    """Where a piece of a path ends."""
    x, y = cast(tuple[float, float], segment[-2:])
    return x, y


def _round_frame(box: Box, sides: Sequence[Box]) -> bool:
    """Whether a path with curves is a frame with round corners: straight for most of its length, both ways."""
    across = sum(side.width for side in sides if side.height < THIN)
    down = sum(side.height for side in sides if side.width < THIN)
    return across > box.width and down > box.height


def _matrix(page: PDFPage) -> Matrix:
    """From the file's coordinates to those of the page as it is shown."""
    x0, y0, x1, y1 = page.mediabox
    turned: dict[int, Matrix] = {90: (0, -1, 1, 0, -y0, x1), 180: (-1, 0, 0, -1, x1, y1), 270: (0, 1, -1, 0, y1, -x0)}
    return turned.get(page.rotate, (1, 0, 0, 1, -x0, -y0))
