"""What a measure costs: an amount of kroner where the words are one, and the words that say more than that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from jamn.importers.interpret.vocabulary import either, plain, vocabulary

_MOST = Decimal(10) ** 12
"""The register's amounts have so many kroner at most; more is kept in words."""

_LONGEST = 80
"""A line that says an amount and nothing more has at most so many characters."""

_NUMBER = r"\d{1,3}(?:(?P<group>[ .,'])\d{3})(?:(?P=group)\d{3})*(?!\d)|\d{1,12}"
"""Thousands may be parted by a space, a point, a comma or an apostrophe, always the same: ``1 250 000``."""

_FACTORS = {"thousand": 1000, "million": 1_000_000}


@dataclass(frozen=True, slots=True)
class Cost:
    """An amount in kroner (None where the words are not one), and the words that the amount does not hold."""

    amount: Decimal | None
    note: str


def understand_cost(words: str) -> Cost:
    """What the words of a cost say: ``50 000 kr``, ``ca. 0,5 mill. kr``, or more than a number can hold.

    An amount stands alone on the first line; the lines below it are the note. What is only about so much keeps its
    words in the note too. A share, a span, hours, an amount per head, another currency: words.
    """
    text = words.strip()
    first, _, rest = text.partition("\n")
    match = _amount().fullmatch(plain(first)) if len(first) <= _LONGEST else None
    amount = _value(match) if match else None
    if match is None or amount is None or amount >= _MOST:
        return Cost(None, text)
    return Cost(amount, text if match["about"] else rest.strip())


def with_unit(words: str, header: str) -> str:
    """A bare number with what its column's header counts in: ``50`` under *Kostnad (tkr)* is ``50 tkr``."""
    unit = _unit().search(plain(header))
    return f"{words} {unit[0]}" if unit and re.fullmatch(r"[\d\s.,']+", words) else words


def _value(match: re.Match[str]) -> Decimal | None:
    """The amount; None for ``0,125 mill.``, whose comma parts thousands as well as it begins a fraction."""
    whole = re.sub(r"\D", "", match["whole"])
    factor = next((factor for name, factor in _FACTORS.items() if match[name]), 1)
    if match["group"] in {".", ","} and (factor > 1 or whole.startswith("0")):
        return None
    return (Decimal(f"{whole}.{match['part'] or 0}") * factor).quantize(Decimal("0.01"))


@lru_cache(maxsize=1)
def _amount() -> re.Pattern[str]:
    known = vocabulary().costs
    currency = either(known["currency"])
    factors = "|".join(f"(?P<{name}>{either(known[name])})" for name in _FACTORS)
    return re.compile(
        rf"(?P<about>(?:{either(known['about'])}|~) ?)?(?:(?:{currency}) ?)?(?P<whole>{_NUMBER})"
        rf"(?:[.,](?P<part>\d{{1,2}}))?(?:[,:.][-–—]+)?(?: ?(?:{factors}))?(?: ?(?:{currency}))?(?:[,:.]?[-–—]+)?\.?"
    )


@lru_cache(maxsize=1)
def _unit() -> re.Pattern[str]:
    words = (word for name in _FACTORS for word in vocabulary().costs[name])
    return re.compile(rf"(?<!\w)(?:{either(words)})(?!\w)")


def amount_in_words(amount: Decimal | None) -> str:
    """Kroner as plans write them in any of the languages: ``50 000 kr``; empty without an amount."""
    if amount is None:
        return ""
    return f"{amount:,.2f}".removesuffix(".00").replace(",", "\u00a0").replace(".", ",") + " kr"
