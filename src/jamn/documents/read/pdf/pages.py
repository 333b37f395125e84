"""Opening a PDF: refusing what cannot or must not be read, and giving its pages one at a time."""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any, BinaryIO, cast

from pdfminer import pdftypes
from pdfminer.lzw import lzwdecode
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
from pdfminer.pdfinterp import PDFContentParser, PDFPageInterpreter, PDFResourceManager, PDFStackT
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, dict_value, resolve1, stream_value
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import PSKeyword, keyword_name
from pdfminer.runlength import rldecode
from pdfminer.utils import Matrix, decode_text

from jamn.documents.blocks import Unreadable, gettext_noop
from jamn.documents.read.pdf.annotations import notes_on
from jamn.documents.read.pdf.ink import Box, Page
from jamn.documents.read.pdf.pen import Pen, TooMuch
from jamn.documents.read.pdf.tags import Element, elements

MOST_PAGES = 1000
MOST_BYTES = 48 << 20  # one stream of text or drawing, unpacked; pictures are never unpacked
MOST_STEPS = 800_000  # drawing operators on one page
DEEPEST = 12  # forms drawn inside forms

_FILE_NAME = re.compile(r"^Microsoft \w+ - |\.\w{3,4}$|^(?:untitled|uten navn|namnlös)", re.IGNORECASE)

logging.getLogger("pdfminer").addHandler(logging.NullHandler())


NOT_PDF = gettext_noop("The file “{name}” is not a PDF. Choose the plan itself, or save it as PDF or Word again.")
CUT = gettext_noop("The PDF “{name}” is incomplete: its end is missing. Fetch or save the file again.")
DAMAGED = gettext_noop(
    "The PDF “{name}” is damaged and cannot be read. Export it again from the program it was made in."
)
LOCKED = gettext_noop("The PDF “{name}” is protected by a password. Save a copy without a password and choose that.")
BOMB = gettext_noop("The PDF “{name}” unpacks to far more than a plan holds and was not read. Export it again as PDF.")
LONG = gettext_noop("The PDF “{name}” has {pages} pages; at most {most} can be read. Choose the plan alone.")
EMPTY = gettext_noop("The PDF “{name}” has no pages.")


class _Bomb(Exception):
    """A stream unpacks to more than it may."""


class _Broken(Exception):
    """A stream cannot be unpacked to its end."""


def _unpack(data: bytes) -> bytes:
    """Deflated data as it was, within bounds. A wrong checksum alone does no harm."""
    for window, body in ((zlib.MAX_WBITS, data), (-zlib.MAX_WBITS, data[2:])):
        unpacker = zlib.decompressobj(window)
        try:
            plain = unpacker.decompress(body, MOST_BYTES)
        except zlib.error:
            continue
        if unpacker.unconsumed_tail:
            raise _Bomb
        if unpacker.eof or not body:
            return plain
    raise _Broken


def _guard(decode: Any) -> Any:
    """A decoder of pdfminer that refuses data which could unpack to more than may be held."""

    def guarded(data: bytes) -> bytes:
        if len(data) > MOST_BYTES // 128:
            raise _Bomb
        return cast(bytes, decode(data))

    return guarded


# pdfminer unpacks without bounds: a file of 1 MB may fill the machine. These names are where it looks its decoders up.
vars(pdftypes).update(
    zlib=SimpleNamespace(decompress=_unpack, error=zlib.error),
    lzwdecode=_guard(lzwdecode),
    rldecode=_guard(rldecode),
)


_PAINTING = frozenset(["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n"])


class _Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter with a bound on how much a page may draw, and a table of its operators."""

    device: Pen
    clips: list[Box | None]
    clipping = False

    def init_state(self, ctm: Matrix) -> None:
        super().init_state(ctm)
        self.clips = []

    def execute(self, streams: Sequence[object]) -> None:
        self.stream_ids.clear()
        valid: list[PDFStream] = []
        for stream in map(stream_value, streams):
            if stream.objid is not None and stream.objid not in self.parent_stream_ids:
                valid.append(stream)
                self.stream_ids.add(stream.objid)
        parser = PDFContentParser(valid)
        try:
            while True:
                _, token = parser.nextobject()
                if isinstance(token, PSKeyword):
                    self._step(keyword_name(token))
                else:
                    self.push(token)
        except PSEOF:
            return

    def _step(self, name: str) -> None:
        self.device.steps += 1
        if self.device.steps > MOST_STEPS:
            raise TooMuch
        action = getattr(self, "do_" + name.replace("*", "_a").replace('"', "_w").replace("'", "_q"), None)
        if action is None:
            self.argstack.clear()
            return
        count = action.__code__.co_argcount - 1
        arguments = self.pop(count)
        if len(arguments) == count:
            if self.clipping and name in _PAINTING:
                self.clipping = False
                self.device.narrow(self.curpath)
            action(*arguments)

    def do_W(self) -> None:  # noqa: N802 - the operator's own name
        self.clipping = True

    def do_W_a(self) -> None:  # noqa: N802
        self.clipping = True

    def do_q(self) -> None:
        super().do_q()
        self.clips.append(self.device.clip)

    def do_Q(self) -> None:  # noqa: N802
        super().do_Q()
        if self.clips:
            self.device.clip = self.clips.pop()

    def do_Do(self, xobjid_arg: PDFStackT) -> None:  # noqa: N802 - the operator's own name
        if len(self.parent_stream_ids) > DEEPEST:
            raise TooMuch
        clip = self.device.clip
        super().do_Do(xobjid_arg)
        self.device.set_ctm(self.ctm)
        self.device.clip = clip


@contextmanager
def _sentences(name: str) -> Iterator[None]:
    """Turn whatever goes wrong in a broken file into one sentence."""
    try:
        yield
    except Unreadable:
        raise
    except PDFEncryptionError as problem:
        raise Unreadable(LOCKED, name=name) from problem
    except (_Bomb, TooMuch, MemoryError) as problem:
        raise Unreadable(BOMB, name=name) from problem
    except Exception as problem:
        # pdfminer meets a broken file with whatever Python raises: KeyError, struct.error, RecursionError, …
        raise Unreadable(DAMAGED, name=name) from problem


@dataclass(slots=True)
class Opened:
    """An open PDF: its pages, not yet interpreted, and what it says of itself."""

    name: str
    sources: list[PDFPage]
    elements: dict[tuple[int, int], Element]
    title: str | None
    language: str | None

    def pages(self) -> Iterator[Page]:
        """The pages' drawings, one at a time."""
        manager = PDFResourceManager()
        pen = Pen(manager)
        for number, source in enumerate(self.sources, 1):
            with _sentences(self.name):
                pen.start(number, source)
                _Interpreter(manager, pen).process_page(source)
                page = pen.finish(notes_on(source))
                for word in page.words:
                    if isinstance(word.mark, int):
                        word.mark = self.elements.get((number, word.mark))
            yield page


@contextmanager
def opened(path: Path, name: str) -> Iterator[Opened]:
    """Open a PDF. Raises `Unreadable`."""
    with path.open("rb") as file:
        head = file.read(1024)
        if b"%PDF-" not in head:
            raise Unreadable(NOT_PDF, name=name)
        file.seek(max(0, path.stat().st_size - 4096))
        if b"%%EOF" not in file.read():
            raise Unreadable(CUT, name=name)
        with _sentences(name):
            pdf = _open(file, name)
        yield pdf


def _open(file: BinaryIO, name: str) -> Opened:
    document = PDFDocument(PDFParser(file))
    tree = dict_value(document.catalog.get("Pages", {}))
    count = resolve1(tree.get("Count"))
    count = count if isinstance(count, int) else 0
    sources = list(islice(PDFPage.create_pages(document), MOST_PAGES + 1)) if count <= MOST_PAGES else []
    if max(count, len(sources)) > MOST_PAGES:
        raise Unreadable(LONG, name=name, pages=max(count, len(sources)), most=MOST_PAGES)
    if not sources:
        raise Unreadable(EMPTY, name=name)
    if len(sources) < count:
        raise Unreadable(DAMAGED, name=name)
    title = resolve1(document.info[0].get("Title")) if document.info else None
    language = resolve1(document.catalog.get("Lang"))
    return Opened(name, sources, elements(document.catalog, sources), _title(_text(title)), _text(language))


def _title(title: str | None) -> str | None:
    """A title, unless it is only the name of the file that the PDF was made from."""
    return None if title and _FILE_NAME.search(title) else title


def _text(value: object) -> str | None:
    """A string of the file, which is in UTF-16 or in PDF's own code page."""
    text = decode_text(value).replace("\0", "").strip() if isinstance(value, bytes) else ""
    return text or None
