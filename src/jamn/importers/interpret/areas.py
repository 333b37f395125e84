"""The name of an area in a heading, and headings that name none."""

from __future__ import annotations

import re
from functools import lru_cache

from jamn import laws
from jamn.importers.interpret.vocabulary import either, plain, vocabulary

_NUMBERING = re.compile(
    r"^\s*(?:(?:kap(?:ittel|itel)?|del|avsnitt|section|part|chapter|steg|trinn|step|fase|fas)\.?\s*\d+[.):]?|\d+(?:\.\d+)*[.):]?|[A-ZÆØÅÄÖ][.)]|[IVX]+[.)])\s+(?=\S)",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(r"^[⁰¹²³⁴-⁹]|§")
_BULLET = re.compile(r"^\s*[●•·▪■◦‣*–-]\s+")


def area_in(heading: str) -> tuple[str | None, bool]:
    """The area that a heading names, in its own words, and whether it surely is one.

    *Fokus | Rekruttere* and *Område 2: Rekruttere* give *Rekruttere*; *3.2 Rekruttering* gives *Rekruttering*. None
    for a sentence, and for a heading that only announces measures (*Tiltak*, *Handlingsplan 2025*).
    """
    text = " ".join(_BULLET.sub("", heading).split())
    if match := _prefix().match(text):
        name = text[match.end() :].strip(" .:")
        if name:
            return name, True
    name = _NUMBERING.sub("", text).rstrip(" :")
    if not name or len(name) > 120 or _FOOTNOTE.search(name) or (name.endswith(".") and len(name.split()) > 6):
        return None, False
    if announces_measures(name):
        return None, False
    return name, bool(laws.recognise_areas(name))


def is_area_heading(text: str) -> bool:
    """Whether a line is a heading by its form: *Fokus | Rekruttere*."""
    match = _prefix().match(text) if len(text) <= 90 else None
    return bool(match and "|" in match[0])


def announces_measures(heading: str) -> bool:
    """Whether a heading only says that measures follow: *Tiltak*, *Åtgärder 2025*, *Handlingsplan 2024–2026*."""
    text = re.sub(r"(?:\b(?:19|20)\d\d\b|[-–—/:.\d]|\b(?:for|för|i|og|och|and|the|våre|vår)\b)", " ", plain(heading))
    return " ".join(text.split()) in vocabulary().announces_measures


def speaks_of_no_measures(heading: str) -> bool:
    """Whether a heading is of a chapter without measures: *Organisering og ressurser*, *Ordliste*, *Statistikk*."""
    text = plain(_NUMBERING.sub("", _BULLET.sub("", heading))).strip(" .:")
    return bool(_no_measures().match(text))


@lru_cache(maxsize=1)
def _no_measures() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(vocabulary().not_measure_headings)})(?!\w)")


@lru_cache(maxsize=1)
def _prefix() -> re.Pattern[str]:
    """A word for *area*, a number perhaps, and a bar, a colon or a dash."""
    words = either(vocabulary().area_prefixes)
    return re.compile(rf"\s*(?:{words})\s*(?:\d+|[A-Z])?\s*(?:[|:]|\s[-–—]\s)\s*", re.IGNORECASE)
