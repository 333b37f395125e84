"""The law as dated data: grounds and areas, for each country, with their sources and words.

These functions are the front door. The data is edited by people who know law, not Python: see `no/` and `se/` for what
the law says from which day, and `words/` for how plans speak of it. Nothing is read before it is asked for.
"""

from __future__ import annotations

from datetime import date, datetime

from jamn.laws.recognition import recogniser
from jamn.laws.terms import Faulty, Term, terms_of

__all__ = ["Faulty", "Term", "areas", "grounds", "recognise_areas", "recognise_grounds"]


def grounds(country: str | None = None, on: date | None = None) -> tuple[Term, ...]:
    """The grounds of discrimination in force on a day (today when None), in the law's order; all countries if None."""
    return _in_force("grounds", country, on)


def areas(country: str | None = None, on: date | None = None) -> tuple[Term, ...]:
    """The areas of working life that the employer's duty names, in force on a day, in the law's order."""
    return _in_force("areas", country, on)


def _in_force(kind: str, country: str | None, on: date | None) -> tuple[Term, ...]:
    day = on or datetime.now().astimezone().date()
    return tuple(term for term in terms_of(kind) if country in (None, term.country) and term.holds(day))


def recognise_grounds(text: str) -> tuple[str, ...]:
    """The keys of the grounds that a text names, in any language, compounds and inflections included."""
    return recogniser("grounds")(text)


def recognise_areas(text: str) -> tuple[str, ...]:
    """The keys of the areas that a text names. Made for a plan's headings and area column rather than for prose."""
    return recogniser("areas")(text)
