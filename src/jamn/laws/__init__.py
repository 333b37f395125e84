"""The law as dated data: grounds and areas, for each country, with their sources and words.

`grounds` and `areas` are the front door. Edited by people who know law, not Python: see `no/` and `se/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Term:
    """A ground or an area: its key, its name in each language, the words it is recognised by, and its source.

    `names` maps ``nb nn sv en`` to the law's own term. `words` maps a language to word stems and phrases, in lower
    case, by which a plan's text is seen to speak of it. `duties` are the keys of the duties it belongs to (a ground
    that is banned but outside the employer's active duty lacks ``employer``).
    """

    key: str
    country: str
    names: dict[str, str]
    words: dict[str, tuple[str, ...]]
    duties: tuple[str, ...]
    source: str
    since: date
    until: date | None = None


def grounds(country: str | None = None, on: date | None = None) -> tuple[Term, ...]:
    """The grounds of discrimination in force on a day (today when None), in the law's order; all countries if None."""
    raise NotImplementedError


def areas(country: str | None = None, on: date | None = None) -> tuple[Term, ...]:
    """The areas of working life that the employer's duty names, in force on a day, in the law's order."""
    raise NotImplementedError
