"""Numbers and dates as Excel shows them, by their number format: a plan says ``01.07.2024`` or ``sep. 24``, not 45474.

Excel's own rules (ECMA-376 part 1, 18.8.30 and 18.8.31), as far as plans use them. Separators and month names are those
of the workbook's language, which the file does not name: it is taken from its letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    14: "short", 15: "d/mmm/yy", 16: "d/mmm", 17: "mmm/yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "short h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 49: "@",
}  # fmt: skip
"""Formats that workbooks refer to by number only. ``short`` is the short date of the user's country."""

LAST_DAY = 2_958_465
"""31 December 9999, the last day that Excel knows."""


DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel counts days, without a zone
"""The day that Excel counts from, one early because it believes in 29 February 1900."""

DAY_ZERO_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - the same on old Macintoshes


@dataclass(frozen=True, slots=True)
class Language:
    """How a country writes numbers and dates. Names are parted by spaces; `separator` joins day, month and year."""

    months: str
    days: str
    short_date: str
    separator: str
    decimal: str


_NORWEGIAN = Language(
    "januar februar mars april mai juni juli august september oktober november desember",
    "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    short_date="dd.mm.yyyy",
    separator=".",
    decimal=",",
)
_SWEDISH = Language(
    "januari februari mars april maj juni juli augusti september oktober november december",
    "måndag tisdag onsdag torsdag fredag lördag söndag",
    short_date="yyyy-mm-dd",
    separator="-",
    decimal=",",
)
_DANISH = Language(
    "januar februar marts april maj juni juli august september oktober november december",
    _NORWEGIAN.days,
    short_date="dd-mm-yyyy",
    separator="-",
    decimal=",",
)
_ENGLISH = Language(
    "January February March April May June July August September October November December",
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    short_date="dd/mm/yyyy",
    separator="/",
    decimal=".",
)
_BY_CODE = {"14": _NORWEGIAN, "1D": _SWEDISH, "06": _DANISH, "09": _ENGLISH}


def language_of(text: str) -> Language:
    """Norwegian, unless the letters are Swedish."""
    swedish = sum(map(text.count, "äöÄÖ"))
    norwegian = sum(map(text.count, "æøÆØ"))
    return _SWEDISH if swedish > norwegian else _NORWEGIAN


_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)(?:-(?P<locale>[0-9A-Fa-f]+))?\]'
    r"|\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]|(?P<half>AM/PM|A/P)|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+(?:\.0+)?)"
    r"|(?P<number>[0#?][0#?,.]*|\.[0#?]+)(?P<exponent>[eE][+-]0+)?|(?P<plain>.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def shown(value: float, code: str, language: Language, *, since_1904: bool = False) -> str:
    """A number as its format shows it; as plain as can be where the format is not understood."""
    sections = _sections(code.replace("short", language.short_date))
    negative_has_own = value < 0 and len(sections) > 1
    index = 1 if negative_has_own else 2 if value == 0 and len(sections) > 2 else 0
    section = sections[index]
    tokens, locale = _tokens(section)
    language = _BY_CODE.get(locale[-2:].upper(), language) if locale else language
    kinds = {token.kind for token in tokens}
    if kinds & {"date", "elapsed"}:
        return _date(value, tokens, language, since_1904=since_1904)
    if "number" in kinds and "/" not in section:
        return _number(abs(value) if negative_has_own else value, tokens, language)
    literal = "".join(token.text for token in tokens if token.kind == "literal")
    is_plain = "number" in kinds or not literal or "General" in section or "@" in section
    return plain(value, language) if is_plain else literal


def plain(value: float, language: Language) -> str:
    """A number without a format: whole ones without decimals."""
    text = str(int(value)) if value == int(value) and abs(value) < 1e15 else f"{value:.10g}"
    return text.replace(".", language.decimal)


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[str, ...]:
    return tuple(re.findall(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;])*)(?:;|$)', code)[:4]) or ("General",)


@lru_cache(maxsize=256)
def _tokens(section: str) -> tuple[tuple[_Token, ...], str | None]:
    """A section's tokens, and the country that it names."""
    found: list[_Token] = []
    locale = None
    for match in _TOKEN.finditer("" if section == "General" else section):
        locale = match["locale"] or locale
        found += _token(match)
    return tuple(found), locale


def _token(match: re.Match[str]) -> Iterator[_Token]:
    for kind in ("date", "elapsed", "half", "number"):
        if match[kind]:
            yield _Token(kind, match[kind].lower())
    if match["exponent"]:
        yield _Token("exponent", match["exponent"])
    literal = match["quoted"] or match["escaped"] or match["currency"] or match["plain"]
    if literal:
        yield _Token("literal", literal)


def _date(value: float, tokens: tuple[_Token, ...], language: Language, *, since_1904: bool) -> str:
    if not 0 <= value <= LAST_DAY:
        return plain(value, language)
    moment = (DAY_ZERO_1904 if since_1904 else DAY_ZERO) + timedelta(seconds=round(value * 86_400))
    is_clock = [token.kind == "elapsed" or token.text[0] in "hs" for token in tokens]
    if value == int(value) and any(token.kind == "date" and token.text[0] in "yd" for token in tokens):
        # Midnight is how a date without a time is kept.
        first = next((index for index, token in enumerate(tokens) if is_clock[index] and token.kind == "date"), None)
        tokens = tokens[:first]
    has_half = any(token.kind == "half" for token in tokens)
    text = ""
    for index, token in enumerate(tokens):
        if token.kind == "date":
            hour = moment.replace(hour=(moment.hour - 1) % 12 + 1) if has_half and token.text[0] == "h" else moment
            text += _date_part(hour, token.text, language, is_minute=_is_minute(tokens, index))
        elif token.kind == "elapsed":
            text += str(int(value * {"h": 24, "m": 1440, "s": 86_400}[token.text[0]]))
        elif token.kind == "half":
            text += "AM" if moment.hour < 12 else "PM"
        elif token.kind == "literal":
            text += language.separator if token.text == "/" else "" if token.text == "@" else token.text
    return text.strip(" -,")


def _is_minute(tokens: tuple[_Token, ...], index: int) -> bool:
    """An ``m`` means minutes after hours or before seconds, months elsewhere."""
    dated = [at for at, token in enumerate(tokens) if token.kind in {"date", "elapsed"}]
    here = dated.index(index)
    before = tokens[dated[here - 1]].text[0] if here else ""
    after = tokens[dated[here + 1]].text[0] if here + 1 < len(dated) else ""
    return before == "h" or after == "s"


def _date_part(moment: datetime, part: str, language: Language, *, is_minute: bool) -> str:
    length = len(part)
    match part[0]:
        case "y":
            return f"{moment.year:04}" if length > 2 else f"{moment.year % 100:02}"
        case "m" if is_minute:
            return f"{moment.minute:0{min(length, 2)}}"
        case "m":
            return _named(language.months.split()[moment.month - 1], moment.month, length)
        case "d":
            return _named(language.days.split()[moment.weekday()], moment.day, length)
        case "h":
            return f"{moment.hour:0{min(length, 2)}}"
        case _:
            return f"{moment.second:0{min(length, 2)}}"


def _named(name: str, number: int, length: int) -> str:
    """A month or day as a number, its short name, its name, or its first letter."""
    if length < 3:
        return f"{number:0{length}}"
    return {3: name[:3], 5: name[0].upper()}.get(length, name)


def _number(value: float, tokens: tuple[_Token, ...], language: Language) -> str:
    digits = "".join(token.text for token in tokens if token.kind == "number")
    exponent = next((token.text for token in tokens if token.kind == "exponent"), None)
    value *= 100 ** sum(token.text == "%" for token in tokens if token.kind == "literal")
    whole, _, decimals = digits.partition(".")
    while whole.endswith(",") or decimals.endswith(","):
        whole, decimals, value = whole.removesuffix(","), decimals.removesuffix(","), value / 1000
    text = f"{value:.{len(decimals)}{'E' if exponent else 'f'}}"
    for place in reversed(decimals):
        # Places written as # are shown only when there is something in them.
        if place == "0" or not text.endswith("0"):
            break
        text = text[:-1].removesuffix(".")
    integer, point, rest = text.partition(".")
    sign, integer = ("-", integer[1:]) if integer.startswith("-") else ("", integer)
    integer = integer.rjust(whole.count("0"), "0")
    if "," in whole:
        integer = f"{int(integer):,}".replace(",", " ")
    shown_number = sign + integer + (language.decimal if point else "") + rest
    result, done = "", False
    for token in tokens:
        if token.kind == "literal":
            result += token.text
        elif token.kind == "number" and not done:
            result, done = result + shown_number, True
    return result.strip()
