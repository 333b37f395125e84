"""What stands inside a Word paragraph: its words, and what is tied to them (notes, boxes, deleted words)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from jamn.documents.read.docx.names import MC, M, W, child, number, switch, value
from jamn.documents.read.docx.styles import Style, Styles
from jamn.documents.read.lines import roman, superscript, tidy

_SYMBOLS = {
    "F0B7": "•", "F0A7": "▪", "F0D8": "➢", "F0A8": "☐", "F06F": "☐", "F0FE": "☒", "F078": "☒", "F0FD": "☒",
    "F052": "☑", "F0FC": "✓", "F0FB": "✗", "F0E0": "→", "F0E8": "➔", "F0DF": "←", "F0B0": "°", "F0B1": "±",
    "F0B3": "≥", "F0A3": "≤", "F0B4": "×", "F0AE": "→", "F04A": "☺", "F04C": "☹",
}  # fmt: skip
"""What the usual symbols of Wingdings and Symbol look like, by their number in the font."""

_SILENT = {W + each for each in ("pPr", "rPr", "sdtPr", "sdtEndPr", "fldData")}


@dataclass(slots=True)
class Field:
    """A field that is open (from `begin` to `end`): its instruction is not shown, its result is."""

    instruction: str = ""
    shows_result: bool = False

    @property
    def is_contents(self) -> bool:
        """Whether it makes a table of contents."""
        return self.instruction.strip().upper().startswith("TOC")


@dataclass(slots=True)
class Inline:
    """A paragraph's words and what is tied to them. `notes` are (kind, id, mark) in their order."""

    text: str = ""
    bold: bool = False
    hidden: str = ""
    deleted: str = ""
    contents: bool = False
    embedded: bool = False
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str, str]] = field(default_factory=list)


class Reader:
    """Reads paragraphs one after the other: fields may run over several, and notes are counted."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[Field] = []
        self._counts = {"footnotes": 0, "endnotes": 0}
        self._known: dict[tuple[str, str], str] = {}

    def paragraph(self, element: etree._Element, style: Style) -> Inline:
        """The words of one paragraph in this style."""
        walk = _Walk(self, style)
        walk.contents = self._in_contents()
        walk.children(element)
        return walk.result()

    def _in_contents(self) -> bool:
        return any(each.is_contents for each in self._fields)

    def run_style(self, properties: etree._Element | None, style: Style) -> tuple[bool, bool]:
        """Whether a run is (bold, hidden)."""
        own = self._styles.of(value(properties, "rStyle"))
        bold, hidden = switch(properties, "b"), switch(properties, "vanish")
        return (
            (own.bold or style.bold) if bold is None else bold,
            (own.hidden or style.hidden) if hidden is None else hidden,
        )

    @property
    def shows(self) -> bool:
        """Whether words that come now are shown: inside a field only those of its result are."""
        return all(each.shows_result for each in self._fields)

    def instruct(self, text: str) -> None:
        """A piece of the innermost field's instruction."""
        if self._fields:
            self._fields[-1].instruction += text

    def field(self, kind: str | None) -> bool:
        """A field begins, comes to its result (`separate`) or ends. Says whether a table of contents is open."""
        contents = self._in_contents()
        if kind == "begin":
            self._fields.append(Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shows_result = True
        elif kind == "end" and self._fields:
            self._fields.pop()
        return contents or self._in_contents()

    def mark(self, kind: str, note: str) -> str:
        """The superscript mark of a note, by the order in which notes are referred to."""
        if (kind, note) not in self._known:
            self._counts[kind] += 1
            count = self._counts[kind]
            self._known[kind, note] = superscript(str(count) if kind == "footnotes" else roman(count))
        return self._known[kind, note]


class _Walk:
    """One walk over a paragraph's elements."""

    def __init__(self, reader: Reader, style: Style) -> None:
        self._reader = reader
        self._style = style
        self._bold, self._hidden = style.bold, style.hidden
        self._deleted = False
        self._pieces: list[tuple[str, bool]] = []
        self._out = Inline()
        self.contents = False

    def result(self) -> Inline:
        out = self._out
        out.text = tidy("".join(text for text, _ in self._pieces))
        words = [bold for text, bold in self._pieces if text.strip()]
        out.bold = bool(words) and all(words)
        out.hidden, out.deleted, out.contents = tidy(out.hidden), tidy(out.deleted), self.contents
        return out

    def children(self, element: etree._Element) -> None:
        for each in element:
            if not isinstance(each.tag, str) or each.tag in _SILENT:
                continue
            handle = _HANDLERS.get(each.tag)
            if handle:
                handle(self, each)
            else:
                self.children(each)

    def say(self, text: str) -> None:
        """Words that stand here, in the run that is being read."""
        if self._deleted:
            self._out.deleted += text
        elif self._hidden or not self._reader.shows:
            self._out.hidden += text
        else:
            self._pieces.append((text, self._bold))

    def run(self, element: etree._Element) -> None:
        before = self._bold, self._hidden
        self._bold, self._hidden = self._reader.run_style(child(element, "rPr"), self._style)
        self.children(element)
        self._bold, self._hidden = before

    def words(self, element: etree._Element) -> None:
        self.say(element.text or "")

    def line_break(self, _: etree._Element) -> None:
        self.say("\n")

    def tab(self, _: etree._Element) -> None:
        self.say("\t")

    def hyphen(self, _: etree._Element) -> None:
        self.say("-")

    def symbol(self, element: etree._Element) -> None:
        code = (element.get(f"{W}char") or "").upper()
        known = _SYMBOLS.get(code) or _SYMBOLS.get(f"F{code[1:]}")
        self.say(known or "\N{REPLACEMENT CHARACTER}")

    def deletion(self, element: etree._Element) -> None:
        before, self._deleted = self._deleted, True
        self.children(element)
        self._deleted = before

    def instruction(self, element: etree._Element) -> None:
        self._reader.instruct(element.text or "")

    def nothing(self, element: etree._Element) -> None:
        """An element with nothing to say."""

    def field_mark(self, element: etree._Element) -> None:
        kind = element.get(f"{W}fldCharType")
        self.contents |= self._reader.field(kind)
        box, choice = child(element, "ffData/checkBox"), child(element, "ffData/ddList")
        if box is not None:
            ticked = switch(box, "checked")
            self._form("☒" if (switch(box, "default") if ticked is None else ticked) else "☐")
        elif choice is not None:
            entries = [each.get(f"{W}val", "") for each in choice.iter(f"{W}listEntry")]
            self._form("".join(entries[number(choice, "result") :][:1]))

    def _form(self, shown: str) -> None:
        """What a form field shows that has no result of its own."""
        if not self._hidden and not self._deleted:
            self._pieces.append((shown, self._bold))

    def content_control(self, element: etree._Element) -> None:
        """A control that still shows its prompt (“Click here to enter text”) holds nothing: the prompt is hidden."""
        before = self._hidden
        prompt = switch(element, "sdtPr/showingPlcHdr")
        if prompt:
            style, self._style = self._style, Style(hidden=True)
            self._hidden = True
            self.children(element)
            self._style = style
        else:
            self.children(element)
        self._hidden = before

    def note(self, element: etree._Element) -> None:
        kind = f"{etree.QName(element).localname.removesuffix('Reference')}s"
        note = element.get(f"{W}id", "")
        mark = ""
        if kind != "comments" and element.get(f"{W}customMarkFollows") not in {"1", "true", "on"}:
            mark = self._reader.mark(kind, note)
            self.say(mark)
        self._out.notes.append((kind, note, mark))

    def box(self, element: etree._Element) -> None:
        self._out.boxes.append(element)

    def embedded(self, element: etree._Element) -> None:
        self._out.embedded = True
        self.children(element)

    def word_art(self, element: etree._Element) -> None:
        self.say(element.get("string", ""))

    def alternatives(self, element: etree._Element) -> None:
        """The same drawing said for new and old programs: the first is read."""
        first = element.find(f"{MC}Choice")
        chosen = element.find(f"{MC}Fallback") if first is None else first
        if chosen is not None:
            self.children(chosen)


_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_HANDLERS: dict[str, Callable[[_Walk, etree._Element], None]] = {
    f"{W}r": _Walk.run,
    f"{W}t": _Walk.words,
    f"{M}t": _Walk.words,
    f"{W}delText": _Walk.words,
    f"{W}br": _Walk.line_break,
    f"{W}cr": _Walk.line_break,
    f"{W}tab": _Walk.tab,
    f"{W}ptab": _Walk.tab,
    f"{W}noBreakHyphen": _Walk.hyphen,
    f"{W}sym": _Walk.symbol,
    f"{W}del": _Walk.deletion,
    f"{W}moveFrom": _Walk.deletion,
    f"{W}instrText": _Walk.instruction,
    f"{W}delInstrText": _Walk.nothing,
    f"{W}fldChar": _Walk.field_mark,
    f"{W}sdt": _Walk.content_control,
    f"{W}footnoteReference": _Walk.note,
    f"{W}endnoteReference": _Walk.note,
    f"{W}commentReference": _Walk.note,
    f"{W}txbxContent": _Walk.box,
    f"{_O}OLEObject": _Walk.embedded,
    f"{_V}textpath": _Walk.word_art,
    f"{MC}AlternateContent": _Walk.alternatives,
}
