"""What a file is, told by its content: a name is only believed between kinds of plain text."""

from __future__ import annotations

import re
from pathlib import Path

from jamn.documents.blocks import Format, Unreadable, gettext_noop
from jamn.documents.read.packages import DAMAGED, LOCKED, Package
from jamn.documents.read.plain import NO_TEXT, decoded

LARGEST_FILE = 100 * 2**20
"""Bytes. The browser's own limit is lower (a setting); this one is for the command line."""

_HEAD = 4096


NOT_THERE = gettext_noop("There is no file “{name}”. Check the name and the folder.")
FOLDER = gettext_noop("“{name}” is a folder. Choose the plan's file inside it.")
EMPTY = gettext_noop("“{name}” is empty (0 bytes). Choose another file, or ask for it again.")
TOO_LARGE = gettext_noop("“{name}” is too large ({megabytes} MB). Save the plan itself as a file of its own.")
OLD_WORD = gettext_noop("“{name}” is an old Word file (.doc). Open it in Word and save it as .docx.")
RICH_TEXT = gettext_noop("“{name}” is a rich text file (.rtf). Open it in Word and save it as .docx.")
WORD_XML = gettext_noop("“{name}” is a Word or Excel file saved as XML. Open it again and save it as .docx or .xlsx.")
WEB_ARCHIVE = gettext_noop("“{name}” is a web archive (.mht). Open it and save it as .docx or .html.")
EXCEL_BINARY = gettext_noop("“{name}” is a binary Excel file (.xlsb). Open it in Excel and save it as .xlsx.")
SLIDES = gettext_noop(
    "“{name}” holds slides (PowerPoint or Impress). Copy the plan into a Word or Excel file, or save it as PDF."
)
APPLE = gettext_noop("“{name}” is a Pages or Numbers file. Export it as Word or Excel.")
DRAWING = gettext_noop("“{name}” is an OpenDocument file, but neither a text nor a spreadsheet. Save it as PDF.")
PICTURE = gettext_noop(
    "“{name}” is a picture ({kind}). Its text cannot be read; choose the Word, Excel or PDF file it was made from."
)
ARCHIVE = gettext_noop("“{name}” is an archive ({kind}). Unpack it and choose the plan's file inside.")
OTHER = gettext_noop("“{name}” is no document ({kind}). Choose a Word, Excel, PDF or text file.")

_OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", RICH_TEXT, ""),
    (b"\x89PNG", PICTURE, "PNG"),
    (b"\xff\xd8\xff", PICTURE, "JPEG"),
    (b"GIF8", PICTURE, "GIF"),
    (b"II*\0", PICTURE, "TIFF"),
    (b"MM\0*", PICTURE, "TIFF"),
    (b"BM", PICTURE, "BMP"),
    (b"RIFF", PICTURE, "WebP"),
    (b"Rar!", ARCHIVE, "RAR"),
    (b"7z\xbc\xaf", ARCHIVE, "7-Zip"),
    (b"\x1f\x8b", ARCHIVE, "gzip"),
    (b"BZh", ARCHIVE, "bzip2"),
    (b"\xfd7zXZ", ARCHIVE, "xz"),
    (b"MZ", OTHER, "EXE"),
    (b"\x7fELF", OTHER, "ELF"),
    (b"SQLite format 3", OTHER, "SQLite"),
    (b"ID3", OTHER, "MP3"),
)
"""The first bytes of files that people send by mistake. A printable beginning counts only with a NUL byte near by."""

_OFFICE = {
    "wordprocessingml": Format.DOCX,
    "ms-word": Format.DOCX,
    "spreadsheetml": Format.XLSX,
    "ms-excel.sheet.macroEnabled": Format.XLSX,
    "ms-excel.template.macroEnabled": Format.XLSX,
}
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": Format.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": Format.ODS,
}
_BY_NAME = {
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".htm": Format.HTML,
    ".html": Format.HTML,
    ".xhtml": Format.HTML,
}
_TAGS = re.compile(r"<(!doctype html|html|head|body|table|div|p|h[1-6])\b", re.IGNORECASE)
_PAGE = re.compile(r"(<\?xml[^>]*>\s*)?<(!doctype html|html)\b", re.IGNORECASE)
_MARKDOWN_TABLE = re.compile(r"^\s*\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)+\|?\s*$", re.MULTILINE)


def kind(path: Path, name: str) -> Format:
    """The format of a file, or `Unreadable` with why it has none."""
    if path.is_dir():
        raise Unreadable(FOLDER, name=name)
    if not path.is_file():
        raise Unreadable(NOT_THERE, name=name)
    size = path.stat().st_size
    if size == 0:
        raise Unreadable(EMPTY, name=name)
    if size > LARGEST_FILE:
        raise Unreadable(TOO_LARGE, name=name, megabytes=size // 2**20)
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _package(path, name)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound(path, name)
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    _refuse_others(head, name)
    return _text(path, name)


def _package(path: Path, name: str) -> Format:
    with Package(path, name) as package:
        if "mimetype" in package:
            return _open_document(package)
        if "[Content_Types].xml" in package:
            return _office(package)
        names = package.names()
    if any(each.startswith("Index/") and each.endswith(".iwa") for each in names):
        raise Unreadable(APPLE, name=name)
    raise Unreadable(ARCHIVE, name=name, kind="ZIP")


def _open_document(package: Package) -> Format:
    mimetype = package.bytes("mimetype").strip().removesuffix(b"-template")
    if mimetype.endswith(b"presentation"):
        raise Unreadable(SLIDES, name=package.name)
    if mimetype not in _OPEN_DOCUMENT:
        raise Unreadable(DRAWING if b"opendocument" in mimetype else ARCHIVE, name=package.name, kind="ZIP")
    manifest = "META-INF/manifest.xml"
    if manifest in package and next(package.xml(manifest).iter("{*}encryption-data"), None) is not None:
        raise Unreadable(LOCKED, name=package.name)
    return _OPEN_DOCUMENT[mimetype]


def _office(package: Package) -> Format:
    main = next((each.target for each in package.relations() if each.kind == "officeDocument"), None)
    types = {
        each.get("PartName", "").lstrip("/"): each.get("ContentType", "")
        for each in package.xml("[Content_Types].xml").iter("{*}Override")
    }
    content = types.get(main or "", "")
    for words, form in _OFFICE.items():
        if words in content:
            return form
    if "presentation" in content or "powerpoint" in content:
        raise Unreadable(SLIDES, name=package.name)
    if "sheet.binary" in content:
        raise Unreadable(EXCEL_BINARY, name=package.name)
    raise Unreadable(DAMAGED, name=package.name)


def _compound(path: Path, name: str) -> Format:
    """Files of the Office versions before 2007, and the boxes that Office locks newer files in, by their directory."""
    data = path.read_bytes()

    def holds(stream: str) -> bool:
        return (stream + "\0").encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise Unreadable(LOCKED, name=name)
    if holds("Workbook") or holds("Book"):
        return Format.XLS
    if holds("WordDocument"):
        raise Unreadable(OLD_WORD, name=name)
    if holds("PowerPoint Document"):
        raise Unreadable(SLIDES, name=name)
    raise Unreadable(NO_TEXT, name=name)


def _refuse_others(head: bytes, name: str) -> None:
    for start, template, what in _OTHERS:
        if head.startswith(start) and (b"\0" in head or not start.isalnum()):
            raise Unreadable(template, name=name, kind=what)
    if head[4:8] == b"ftyp":
        is_picture = head[8:12] in {b"heic", b"heix", b"mif1", b"avif"}
        raise Unreadable(PICTURE if is_picture else OTHER, name=name, kind="HEIC" if is_picture else "MP4")


def _text(path: Path, name: str) -> Format:
    data = path.read_bytes()
    text = decoded(data, name, most=LARGEST_FILE)[:_HEAD].lstrip()
    if text.startswith("<?xml") and ("<?mso-application" in text or "<office:document" in text):
        raise Unreadable(WORD_XML, name=name)
    if re.match(r"MIME-Version:", text, re.IGNORECASE) and "multipart/related" in text:
        raise Unreadable(WEB_ARCHIVE, name=name)
    named = _BY_NAME.get(Path(name).suffix.lower())
    if _PAGE.match(text) or (named is not Format.MARKDOWN and text.startswith("<") and _TAGS.search(text)):
        return Format.HTML
    if named and not (named is Format.HTML and not _TAGS.search(text)):
        return named
    if _MARKDOWN_TABLE.search(text) or text.startswith("---\n"):
        return Format.MARKDOWN
    return Format.TEXT
