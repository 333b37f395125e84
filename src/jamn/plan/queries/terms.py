"""The law's names for areas and grounds, in the language of the reader."""

from __future__ import annotations

from typing import Literal

from django.utils import timezone
from django.utils.translation import get_language

from jamn import laws

Kind = Literal["areas", "grounds"]


def in_force(kind: Kind, country: str | None = None) -> tuple[str, ...]:
    """The keys that the law of a country has today, in its order; of all countries if None."""
    terms = laws.areas if kind == "areas" else laws.grounds
    return tuple(dict.fromkeys(term.key for term in terms(country, timezone.localdate())))


def term_names(kind: Kind, country: str | None = None) -> dict[str, str]:
    """Key → name in the active language, in the law's order.

    Where both countries have a term, `country`'s own name is taken; the other's terms come last, for a plan may name an
    area that only the neighbour's law has.
    """
    terms = laws.areas() if kind == "areas" else laws.grounds()
    language = get_language() or "en"
    names: dict[str, str] = {}
    for term in sorted(terms, key=lambda term: term.country != country):
        names.setdefault(term.key, term.names[language])
    return names
