"""What became of a text, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Indel

_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
_MOST = 2000
"""Texts of more words and signs than this are shown as one whole before and after: nobody reads so many marks."""


class PartKind(StrEnum):
    """Whether a part of a text stayed, went or came."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Part:
    """Some words in a row with the same fate."""

    kind: PartKind
    text: str


def differences(before: str, after: str) -> list[Part]:
    """Both texts in one, in parts: without what came it is `before`, without what went it is `after`."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    if max(len(old), len(new)) > _MOST:
        return _whole(before, after)
    parts: list[Part] = []
    gone, new_words = "", ""
    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            parts += [*_whole(gone, new_words), Part(PartKind.SAME, "".join(old[step.src_start : step.src_end]))]
            gone, new_words = "", ""
        else:
            gone += "".join(old[step.src_start : step.src_end])
            new_words += "".join(new[step.dest_start : step.dest_end])
    return [*parts, *_whole(gone, new_words)]


def _whole(before: str, after: str) -> list[Part]:
    return [Part(kind, text) for kind, text in ((PartKind.GONE, before), (PartKind.NEW, after)) if text]
