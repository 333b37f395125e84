"""The words that a document says by itself: contents, page, classification."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words in one language. `page` holds ``{page}`` and ``{pages}``."""

    contents: str
    page: str
    classification: str
    place_and_date: str
    title: str
    details: str
    description: str
    document: str
    table: str


@cache
def words(language: str) -> Words:
    """The words of a language; those of `nb` for ``no``, and English where a language has none."""
    import yaml  # noqa: PLC0415 - only when something is written

    known = yaml.safe_load((resources.files(__package__) / "words.yaml").read_text(encoding="utf-8"))
    code = language.partition("-")[0].lower()
    return Words(**known.get("nb" if code == "no" else code, known["en"]))
