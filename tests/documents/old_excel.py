"""Excel files from before 2007, written byte by byte: nothing else that the tests may use writes them.

[MS-CFB] and [MS-XLS] say what the numbers mean; only what the tests need is written.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
DATE, DATE_AND_TIME, TIME = 14, 22, 20
FORMATS = (0, DATE, DATE_AND_TIME, TIME)


def record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def wide(text: str) -> bytes:
    return b"\x01" + text.encode("utf-16-le")


def label(row: int, column: int, text: str) -> bytes:
    return record(0x0204, struct.pack("<HHHH", row, column, 0, len(text)) + wide(text))


def number(row: int, column: int, value: float, form: int = 0) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, FORMATS.index(form), value))


def boolean(row: int, column: int, *, value: bool) -> bytes:
    return record(0x0205, struct.pack("<HHHBB", row, column, 0, value, 0))


def merged(row: int, column: int, last_row: int, last_column: int) -> bytes:
    return record(0x00E5, struct.pack("<HHHHH", 1, row, last_row, column, last_column))


def _substream(kind: int, content: bytes) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0)) + content + record(0x000A, b"")


def workbook(sheets: Sequence[tuple[str, bytes, bool]], *, locked: bool = False) -> bytes:
    """The stream of a workbook: (name, records, whether it is hidden) for each sheet."""
    formats = b"".join(record(0x00E0, struct.pack("<HHH", 0, form, 0) + bytes(14)) for form in FORMATS)
    formats = (record(0x002F, b"\x01".ljust(54, b"\0")) if locked else b"") + formats
    bodies = [_substream(0x0010, records) for _, records, _ in sheets]

    def listed(offsets: Sequence[int]) -> bytes:
        names = zip(offsets, sheets, strict=True)
        return b"".join(
            record(0x0085, struct.pack("<IBBB", offset, hidden, 0, len(name)) + wide(name))
            for offset, (name, _, hidden) in names
        )

    at = len(_substream(0x0005, formats + listed([0] * len(sheets))))
    offsets = [at + sum(map(len, bodies[:index])) for index in range(len(bodies))]
    return _substream(0x0005, formats + listed(offsets)) + b"".join(bodies)


def old_excel(path: Path, stream: bytes, *, beside: str = "") -> Path:
    """A compound file with a workbook's stream. `beside` names another, empty stream."""
    stream = stream.ljust(4096, b"\0")  # smaller ones would have to stand in a stream of their own
    sectors = -(-len(stream) // SECTOR)
    fat = [FAT, END, *range(3, sectors + 2), END]
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(SECTOR, b"\xff")
    names = [("Root Entry", 5, END, 0), ("Workbook", 2, 2, len(stream))]
    names += [(beside, 2, END, 0)] if beside else []
    directory = b"".join(_entry(*each, child=1 if index == 0 else None) for index, each in enumerate(names))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0) + struct.pack("<I", 0)
    padded = stream.ljust(sectors * SECTOR, b"\0")
    path.write_bytes(head.ljust(SECTOR, b"\xff") + table + directory.ljust(SECTOR, b"\0") + padded)
    return path


def _entry(name: str, kind: int, start: int, size: int, *, child: int | None) -> bytes:
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1)
    return (
        head
        + struct.pack("<III", FREE, FREE, FREE if child is None else child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
