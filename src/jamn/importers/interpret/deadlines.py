"""Deadlines as people write them, in five languages: words → `Due`.

Each rule of `_RULES` knows one way of writing; the first that fits decides. What no rule fits stays `text`: words that
leave the time open are not guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from jamn.importers.interpret.result import Due, DueKind
from jamn.importers.interpret.vocabulary import either, plain, vocabulary

_YEAR = r"(?<![\d.,])(?:19|20)\d\d(?![\d%])"
_LONGEST_TIME = 120
"""A time and little else takes at most half as many characters, with the spaces around and inside it all of them."""

_DASH = r"\s*(?:[-–—/]|til og med|til|till|t\.o\.m\.|tom|to|until|og|och|and|&|,)\s*"
_SHORT_YEAR = 80
"""Two-digit years below this are of this century."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The vocabulary's times as regular expressions."""

    months: dict[str, int]
    month: str
    seasons: dict[str, tuple[int, int]]
    season: str
    nth: dict[str, int]
    quarter: re.Pattern[str]
    half: re.Pattern[str]
    third: re.Pattern[str]
    week: re.Pattern[str]
    continuous: re.Pattern[str]
    adverbs: tuple[tuple[re.Pattern[str], int, str], ...]
    every: re.Pattern[str]
    times: re.Pattern[str]
    spans: dict[str, str]
    numbers: dict[str, int]
    then: re.Pattern[str]


def _bounded(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")


@lru_cache(maxsize=1)
def _words() -> _Words:
    times = vocabulary().times
    months = {str(word): number for number, words in times["months"].items() for word in words}
    seasons = {word: tuple(each["months"]) for each in times["seasons"].values() for word in each["words"]}
    nth = {
        str(word): number
        for number, name in enumerate(("first", "second", "third", "fourth"), 1)
        for word in times[name]
    }
    spans = {str(word): name for name, words in times["spans"].items() for word in words}
    number = rf"\d{{1,3}}|{either(times['numbers'])}"
    order = rf"(?:({either(nth)})\.?\s*)"

    def part(words: list[str]) -> re.Pattern[str]:
        return _bounded(rf"{order}(?:{either(words)})|(?:{either(words)})\.?\s*([1-4])")

    return _Words(
        months=months,
        month=rf"(?:{either(months)})",
        seasons=seasons,
        season=rf"(?:{either(seasons)})",
        nth=nth,
        quarter=re.compile(rf"(?<!\w)[qk]([1-4])(?!\w)|{part(times['quarter']).pattern}"),
        half=re.compile(rf"(?<!\w)h([12])(?!\w)|{part(times['half_year']).pattern}"),
        third=re.compile(rf"(?<!\w)t([1-3])(?!\w)|{part(times['third_of_year']).pattern}"),
        week=re.compile(rf"(?<!\w)(?:{either(times['week'])})\.?\s*(\d{{1,2}})(?!\w)"),
        continuous=_bounded(either(times["continuous"])),
        adverbs=tuple((_bounded(either(each["words"])), each["times"], each["per"]) for each in times["adverbs"]),
        every=_bounded(rf"(?:{either(times['every'])})\s+(\d{{1,2}})(?:\.|:?e|th|nd|rd)?\s*({either(spans)})"),
        times=re.compile(
            rf"(?<!\w)({number})\s*(?:{either(times['times_words'])})?\s*"
            rf"(?:/|(?:{either(times['per_words'])})\s)\s*({either(spans)})(?!\w)"
        ),
        spans=spans,
        numbers={str(word): value for word, value in times["numbers"].items()},
        then=_bounded(either(times["then_words"])),
    )


def understand_deadline(words: str, *, year: int | None = None) -> Due | None:
    """What a deadline's words say; None for no words.

    `year` is the plan's own year, where it has a single one: it completes a day or a month written without a year.
    """
    text = re.sub(r"\b([vh]t)(?=\d)", r"\1 ", plain(words)).strip(" .;:")
    if not text:
        return None
    first = _words().then.split(text)[0].strip(" ,;")
    for part in dict.fromkeys((first, text)):
        for rule in _RULES:
            if due := rule(part, year):
                return due
    return Due(DueKind.TEXT)


def _often(text: str, _year: int | None) -> Due | None:
    """Recurring and continuous: whichever the words name first."""
    found = list(_recurrences(text))
    recurring = min(found, key=lambda each: each[0], default=None)
    continuous = _words().continuous.search(text)
    if continuous and (recurring is None or continuous.start() <= recurring[0]):
        return Due(DueKind.CONTINUOUS)
    if recurring is None:
        return None
    _, times, per = recurring
    return Due(DueKind.RECURRING, rrule=_rule(text, times, per), times=times, per=per)


def _recurrences(text: str) -> Iterator[tuple[int, int, str]]:
    words = _words()
    for pattern, times, per in words.adverbs:
        if match := pattern.search(text):
            yield match.start(), times, per
    if match := words.every.search(text):
        yield match.start(), 1, f"{match[1]} {words.spans[match[2]]}s"
    if match := words.times.search(text):
        number = match[1]
        yield match.start(), words.numbers.get(number) or int(number), words.spans[match[2]]


def _rule(text: str, times: int, per: str) -> str | None:
    """The RFC 5545 rule, where the words name as many months as there are times in a year (or every so many years)."""
    months = sorted({_words().months[match[0]] for match in _bounded(_words().month).finditer(text)})
    every = re.fullmatch(r"(\d) years", per)
    if not months or (per != "year" and not every) or len(months) != times:
        return None
    interval = f";INTERVAL={every[1]}" if every else ""
    return f"FREQ=YEARLY{interval};BYMONTH={','.join(map(str, months))}"


def _dates(text: str, year: int | None) -> Due | None:
    """One day, or from one day to another."""
    found = list(_days(text, year))
    if not found:
        return Due(DueKind.DATE) if _day_pattern().search(text) else None
    if len(found) == 1:
        return Due(DueKind.DATE, date=found[0][2].isoformat())
    (_, first_end, first), (second_start, _, second) = found[:2]
    between = text[first_end:second_start]
    if first < second and re.fullmatch(_DASH, between):
        return Due(DueKind.PERIOD, start=first.isoformat(), end=second.isoformat())
    return Due(DueKind.DATE, date=first.isoformat())


def _days(text: str, year: int | None) -> Iterator[tuple[int, int, date]]:
    """Every day that the text names: where its words start and end, and the day."""
    years = list(re.finditer(r"(?<!\d)(?:19|20)\d\d(?!\d)", text))
    for match in _day_pattern().finditer(text):
        parts = {name.rstrip("_"): value for name, value in match.groupdict().items() if value}
        written = parts.get("y")
        if written is None:
            # "01.09 – 31.12.2025": the year stands with the later day.
            later = next((int(each[0]) for each in years if each.start() > match.end()), None)
            known = later if later is not None else year
            if known is None:
                continue
        else:
            known = int(written) if len(written) == 4 else 2000 + int(written) - 100 * (int(written) >= _SHORT_YEAR)
        month = parts["m"]
        try:
            day = date(known, int(month) if month.isdigit() else _words().months[month], int(parts["d"]))
        except ValueError:
            continue
        yield match.start(), match.end(), day


@lru_cache(maxsize=1)
def _day_pattern() -> re.Pattern[str]:
    named = _groups()
    return re.compile("|".join(rf"(?<![\w.]){each}(?!\w)" for each in named))


def _groups() -> Iterator[str]:
    """Each way of writing a day, with groups named d, m, y (and underscores, since names must differ)."""
    month = _words().month
    ways = (
        r"(?P<y{0}>\d{{4}})-(?P<m{0}>\d\d?)-(?P<d{0}>\d\d?)",
        r"(?P<d{0}>\d\d?)\.\s?(?P<m{0}>\d\d?)\.\s?(?P<y{0}>\d{{4}}|\d\d)",
        r"(?P<d{0}>\d\d?)/(?P<m{0}>\d\d?)\s?[-/. ]\s?(?P<y{0}>\d{{4}}|\d\d)",
        r"(?P<d{0}>\d\d?)-(?P<m{0}>\d\d?)-(?P<y{0}>\d{{4}}|\d\d)",
        rf"(?P<d{{0}}>\d\d?)(?:\.|st|nd|rd|th|:e|:a)?\s?(?:of\s)?(?P<m{{0}}>{month})\.?,?\s?(?P<y{{0}}>\d{{{{4}}}})",
        rf"(?P<m{{0}}>{month})\.?\s(?P<d{{0}}>\d\d?)(?:st|nd|rd|th)?,?\s(?P<y{{0}}>\d{{{{4}}}})",
        rf"(?P<d{{0}}>\d\d?)(?:\.|st|nd|rd|th|:e|:a)?\s?(?:of\s)?(?P<m{{0}}>{month})",
        r"(?P<d{0}>\d\d?)\.(?P<m{0}>\d\d?)\.?(?=$|\s?[-–,)])",
        r"(?P<d{0}>\d\d?)/(?P<m{0}>\d\d?)(?=$|\s?[-–,)])",
    )
    for number, way in enumerate(ways):
        yield way.format("_" * number)


def _months(text: str, year: int | None) -> Due | None:
    """A month (``September-24``, ``mars 2025``), or from one month to another."""
    month = _words().month
    named = list(
        re.finditer(
            rf"(?<!\w)(?P<m>{month})\.?(?:\s*[-–'’/]?\s*(?P<y>(?:19|20)\d\d|(?<=[-–'’/ ])\d\d(?!\d)))?(?!\w)", text
        )
    )
    if not named:
        numeric = re.fullmatch(
            r"(?:\D*\s)?(?:(?P<m>\d\d?)[./-](?P<y>20\d\d)|(?P<Y>20\d\d)[-/.](?P<M>\d\d))(?:\s\D*)?", text
        )
        if numeric and 1 <= int(numeric["m"] or numeric["M"]) <= 12:
            return Due(DueKind.MONTH, year=int(numeric["y"] or numeric["Y"]), month=int(numeric["m"] or numeric["M"]))
        return None
    years = [_year_of(match["y"]) for match in named]
    stated = next((each for each in reversed(years) if each), None) or _only_year(text) or year
    numbers = [_words().months[match["m"]] for match in named]
    if len(named) >= 2 and re.fullmatch(_DASH, text[named[0].end() : named[1].start()]):
        if stated is None:
            return Due(DueKind.PERIOD)
        begins = years[0] or (stated if numbers[0] <= numbers[-1] else stated - 1)
        return Due(DueKind.PERIOD, start=f"{begins}-{numbers[0]:02}", end=f"{years[-1] or stated}-{numbers[-1]:02}")
    return Due(DueKind.MONTH, year=stated, month=numbers[0])


def _year_of(written: str | None) -> int | None:
    return None if not written else int(written) if len(written) == 4 else 2000 + int(written)


def _only_year(text: str) -> int | None:
    years = {int(match[0]) for match in re.finditer(_YEAR, text)}
    return years.pop() if len(years) == 1 else None


def _parts_of_a_year(text: str, year: int | None) -> Due | None:
    """Quarters, thirds, half-years, seasons and weeks: periods."""
    found = [span for pattern, length in _year_parts() for span in _numbered(pattern, text, length)]
    found += [_words().seasons[match[0]] for match in _bounded(_words().season).finditer(text)]
    week = _words().week.search(text)
    if not found and not week:
        return None
    years = sorted({int(match[0]) for match in re.finditer(_YEAR, text)})
    if not found:
        return _week(int(week[1]), years or ([year] if year else [])) if week and 1 <= int(week[1]) <= 53 else None
    years = years or _short_years(text) or ([year] if year else [])
    if not years:
        seasons_alone = len(found) == 2 and re.search(r"\b(og|och|and|samt|&)\b|/", text)
        return Due(DueKind.RECURRING, times=2, per="year") if seasons_alone else Due(DueKind.PERIOD)
    first, last = found[0], found[-1]
    begins = years[0] - (first[0] > first[1])
    return Due(DueKind.PERIOD, start=f"{begins}-{first[0]:02}", end=f"{years[-1]}-{last[1]:02}")


def _year_parts() -> tuple[tuple[re.Pattern[str], int], ...]:
    words = _words()
    return ((words.quarter, 3), (words.half, 6), (words.third, 4))


def _numbered(pattern: re.Pattern[str], text: str, length: int) -> Iterator[tuple[int, int]]:
    """First and last month of each numbered part of a year that the text names."""
    for match in pattern.finditer(text):
        written = next(group for group in match.groups() if group)
        number = min(int(written) if written.isdigit() else _words().nth[written], 12 // length)
        yield (number - 1) * length + 1, number * length


def _short_years(text: str) -> list[int]:
    return [2000 + int(match[1]) for match in re.finditer(r"(?<=[-/'’ ])(\d\d)(?!\S)", text)]


def _week(number: int, years: list[int]) -> Due | None:
    if not years:
        return Due(DueKind.PERIOD)
    try:
        monday = date.fromisocalendar(years[0], number, 1)
    except ValueError:
        return None
    return Due(DueKind.PERIOD, start=monday.isoformat(), end=(monday + timedelta(days=6)).isoformat())


def _years(text: str, _year: int | None) -> Due | None:
    """A year, or from one year to another (``2024 - 2026``, ``2025/26``, ``2025 og 2026``)."""
    short = re.search(r"(?<!\d)(20\d\d)\s?[-–/]\s?(\d\d)(?!\d)", text)
    if short and int(short[1][2:]) < int(short[2]):
        return Due(DueKind.PERIOD, start=short[1], end=short[1][:2] + short[2])
    years = sorted({int(match[0]) for match in re.finditer(_YEAR, text)})
    if len(years) > 1:
        return Due(DueKind.PERIOD, start=str(years[0]), end=str(years[-1]))
    return Due(DueKind.YEAR, year=years[0]) if years else None


_Rule = Callable[[str, "int | None"], "Due | None"]
_RULES: tuple[_Rule, ...] = (_often, _dates, _months, _parts_of_a_year, _years)


def month_names() -> str:
    """A regular expression for the names of months, in lower case."""
    return _words().month


@lru_cache(maxsize=4096)
def is_a_time(words: str) -> bool:
    """Whether the words are a time and little else: a line ``2024 - 2026`` above a measure's labels."""
    if len(words) > _LONGEST_TIME or len(text := plain(words)) > _LONGEST_TIME // 2:
        return False
    due = understand_deadline(text)
    if due is None or due.kind is DueKind.TEXT:
        return False
    if due.kind in {DueKind.RECURRING, DueKind.CONTINUOUS}:
        return len(text.split()) <= 4
    rest = re.sub(
        rf"{_words().month}|{_words().season}|[\d\W_]+|\b(kvartal|halvår|uke|vecka|q|h|k|og|til|till|to)\b", " ", text
    )
    return len(rest.split()) <= 2 and len(text.split()) <= 6
