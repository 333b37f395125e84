"""Zip packages of XML (Office Open XML and OpenDocument), opened as if their sender were an enemy.

Nothing is unpacked to disk, sizes are checked before anything is read, and XML is parsed without entities,
without the network and with libxml2's own limits on depth and length.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from lxml import etree

from jamn.documents.blocks import Unreadable, gettext_noop

MOST_ENTRIES = 5_000
"""Files in one package. A plan has some dozens; a report with a thousand pictures stays below."""

MOST_UNPACKED = 512 * 2**20
"""Bytes of all files together when unpacked: a workbook with a million formatted rows stays below."""

MOST_RATIO = 400
"""Unpacked to packed size, for packages above `SMALL`. Formatted empty rows reach 100, a bomb of zeros 1 000."""

SMALL = 32 * 2**20
"""A package that unpacks to no more than this is harmless however well it is packed."""

LARGEST_TREE = 24 * 2**20
"""Bytes of XML that are parsed whole. The tree takes some twenty times as much, and 24 MB are thousands of pages."""

MOST_TAGS = 2_000_000
"""Tags in XML that is parsed whole. A thousand pages of Word have some million."""

STRICT = b"http://purl.oclc.org/ooxml/"
"""Namespaces of files saved as “Strict Open XML”. They differ in nothing that is read here but in their names."""


_CHUNK = 2**20
_EMPTY_CELL = re.compile(rb'<c (?:[^<>]* )?r="[A-Z]+\d+"[^<>]*/>')
_EMPTY_ROW = re.compile(rb'<row (?:[^<>]* )?r="\d+"[^<>]*(?:/>|>\s*</row>)')


DAMAGED = gettext_noop(
    "“{name}” is cut short or damaged: it cannot be opened. Open it in the program it was made with, save it again "
    "and try once more; if it came by e-mail, ask for it again."
)
MISSING_PART = gettext_noop(
    "“{name}” is damaged: its part “{part}” is missing. Open it in the program it was made with, save it again and "
    "try once more."
)
LOCKED = gettext_noop(
    "“{name}” is protected by a password. Open it with the password, remove the protection, save it and try again."
)
BOMB = gettext_noop(
    "“{name}” unpacks to far more than a plan can hold ({megabytes} MB). It was not opened; ask the sender what it is."
)
TOO_MANY_PARTS = gettext_noop("“{name}” holds {count} files inside: it is no ordinary document and was not opened.")
TOO_LARGE_PART = gettext_noop(
    "“{name}” holds more text than can be read at once ({megabytes} MB). Save the plan itself as a file of its own."
)
FORBIDDEN_XML = gettext_noop(
    "“{name}” holds declarations (a document type) that documents of this kind never have and that can be used for "
    "attacks. It was not opened; save it again in Word, Excel or LibreOffice, or ask the sender what it is."
)


@dataclass(frozen=True, slots=True)
class Relation:
    """One arrow from a part to another: `kind` is the last word of the relationship's type (``header``)."""

    id: str
    kind: str
    target: str


class Package:
    """An opened package. `name` is what the person calls the file."""

    def __init__(self, file: Path | BytesIO, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(file)
        except zipfile.BadZipFile as problem:
            raise Unreadable(DAMAGED, name=name) from problem
        try:
            self._check(file.stat().st_size if isinstance(file, Path) else len(file.getbuffer()))
        except Unreadable:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def _check(self, packed: int) -> None:
        entries = self._zip.infolist()
        if len(entries) > MOST_ENTRIES:
            raise Unreadable(TOO_MANY_PARTS, name=self.name, count=len(entries))
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > MOST_UNPACKED or (unpacked > SMALL and unpacked > packed * MOST_RATIO):
            raise Unreadable(BOMB, name=self.name, megabytes=unpacked // 2**20)
        if any(entry.flag_bits & 1 for entry in entries):
            raise Unreadable(LOCKED, name=self.name)

    def __contains__(self, part: str) -> bool:
        return part in self._zip.NameToInfo

    def names(self) -> list[str]:
        """All parts, in the order of the package."""
        return self._zip.namelist()

    def bytes(self, part: str) -> bytes:
        """The whole of a part that is small by nature. Raises `Unreadable` when it is missing or not small."""
        if part not in self:
            raise Unreadable(MISSING_PART, name=self.name, part=part)
        size = self._zip.getinfo(part).file_size
        if size > LARGEST_TREE:
            raise Unreadable(TOO_LARGE_PART, name=self.name, megabytes=size // 2**20)
        return self._zip.read(part)

    def xml(self, part: str) -> etree._Element:
        """The root of a part that is parsed whole. Raises `Unreadable` for a document type declaration."""
        data = self.bytes(part)
        if data.count(b"<") > MOST_TAGS:
            raise Unreadable(TOO_LARGE_PART, name=self.name, megabytes=len(data) // 2**20)
        if STRICT in data:
            data = _as_transitional(data)
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
        self._refuse_declarations(root)
        return root

    def stream(self, part: str, *tags: str) -> Iterator[etree._Element]:
        """Each element with one of these tags (``{*}row``) when it is complete; it is emptied afterwards.

        For parts that may be large: only one such element is in memory at a time, with what stands above it.
        """
        if part not in self:
            raise Unreadable(MISSING_PART, name=self.name, part=part)
        parser = etree.XMLPullParser(("end",), tag=tags, resolve_entities=False, no_network=True, huge_tree=False)
        checked = False
        with self._zip.open(part) as file:
            for chunk in _without_empty_cells(file):
                parser.feed(chunk)
                for _, element in parser.read_events():
                    if not checked:
                        self._refuse_declarations(element)
                        checked = True
                    yield element
                    element.clear(keep_tail=False)
                    parent = element.getparent()
                    while parent is not None and element.getprevious() is not None:
                        del parent[0]
        parser.close()

    def _refuse_declarations(self, element: etree._Element) -> None:
        if element.getroottree().docinfo.internalDTD is not None:
            raise Unreadable(FORBIDDEN_XML, name=self.name)

    def relations(self, part: str = "") -> list[Relation]:
        """Where a part (the package itself by default) points to inside the package."""
        folder, file = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        if path not in self:
            return []
        return [
            Relation(
                each.get("Id", ""), each.get("Type", "").rpartition("/")[2], _resolved(folder, each.get("Target", ""))
            )
            for each in self.xml(path).iter("{*}Relationship")
            if each.get("TargetMode") != "External"
        ]


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(folder, target))


def _without_empty_cells(file: IO[bytes]) -> Iterator[bytes]:
    """A file in pieces, without cells and rows that have a format and nothing else.

    People format whole columns, and a sheet then has a million such rows: parsing them takes a hundred times as long as
    leaving them out here. Only those that say their place themselves may go: others move the cells that follow.
    """
    rest = b""
    while chunk := file.read(_CHUNK):
        piece, found, rest = (rest + chunk).rpartition(b"<row ")
        if not found:
            piece, rest = rest, b""
        rest = found + rest
        yield _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", piece))
    yield rest


def _as_transitional(data: bytes) -> bytes:
    for strict, transitional in (
        (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
        (b"spreadsheetml/main", b"spreadsheetml/2006/main"),
        (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
        (b"drawingml/main", b"drawingml/2006/main"),
    ):
        data = data.replace(STRICT + strict, b"http://schemas.openxmlformats.org/" + transitional)
    return data
