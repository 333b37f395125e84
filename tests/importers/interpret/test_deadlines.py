"""Deadlines as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamn.importers.interpret.deadlines import is_a_time, understand_deadline
from jamn.importers.interpret.result import Due, DueKind

NORWEGIAN = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("01.07.2024", {"kind": "date", "date": "2024-07-01"}),
        ("30.10.22", {"kind": "date", "date": "2022-10-30"}),
        ("14.2.98", {"kind": "date", "date": "1998-02-14"}),
        ("1/9-2025", {"kind": "date", "date": "2025-09-01"}),
        ("Klart 30/6 2025", {"kind": "date", "date": "2025-06-30"}),
        ("15-08-2025", {"kind": "date", "date": "2025-08-15"}),
        ("2025-09-01", {"kind": "date", "date": "2025-09-01"}),
        ("senast 31 mars 2026", {"kind": "date", "date": "2026-03-31"}),
        ("31. desember 2025", {"kind": "date", "date": "2025-12-31"}),
        ("December 31, 2025", {"kind": "date", "date": "2025-12-31"}),
        ("15th of March 2026", {"kind": "date", "date": "2026-03-15"}),
        ("1. mai", {"kind": "date"}),
        ("Før 01.05", {"kind": "date"}),
        ("Første gang 01.02.2025, så 01.02.2026", {"kind": "date", "date": "2025-02-01"}),
        ("31.02.2025", {"kind": "date"}),
        ("01.09–31.12.2025", {"kind": "period", "from": "2025-09-01", "to": "2025-12-31"}),
        ("1.3.2025 - 1.6.2025", {"kind": "period", "from": "2025-03-01", "to": "2025-06-01"}),
        ("1.6.2025 - 1.3.2025", {"kind": "date", "date": "2025-06-01"}),
        ("September-24", {"kind": "month", "year": 2024, "month": 9}),
        ("Desember\n2022", {"kind": "month", "year": 2022, "month": 12}),
        ("medio mars 2025", {"kind": "month", "year": 2025, "month": 3}),
        ("03.2025", {"kind": "month", "year": 2025, "month": 3}),
        ("2025-03", {"kind": "month", "year": 2025, "month": 3}),
        ("13.2025", {"kind": "text"}),
        ("Mars", {"kind": "month", "month": 3}),
        ("januari-mars 2025", {"kind": "period", "from": "2025-01", "to": "2025-03"}),
        ("Januar 2024 - juni 2025", {"kind": "period", "from": "2024-01", "to": "2025-06"}),
        ("november–januar 2026", {"kind": "period", "from": "2025-11", "to": "2026-01"}),
        ("mars/april", {"kind": "period"}),
        ("2025", {"kind": "year", "year": 2025}),
        ("innen utgangen av 2025", {"kind": "year", "year": 2025}),
        ("2024 - 2026", {"kind": "period", "from": "2024", "to": "2026"}),
        ("2025/26", {"kind": "period", "from": "2025", "to": "2026"}),
        ("2025, 2026 og 2027", {"kind": "period", "from": "2025", "to": "2027"}),
        ("Q2 2025", {"kind": "period", "from": "2025-04", "to": "2025-06"}),
        ("2. kvartal 2025", {"kind": "period", "from": "2025-04", "to": "2025-06"}),
        ("Kvartal 4, 2025", {"kind": "period", "from": "2025-10", "to": "2025-12"}),
        ("Q1-Q2 2026", {"kind": "period", "from": "2026-01", "to": "2026-06"}),
        ("kvartal 3", {"kind": "period"}),
        ("H1 2026", {"kind": "period", "from": "2026-01", "to": "2026-06"}),
        ("siste halvår 2025", {"kind": "period", "from": "2025-07", "to": "2025-12"}),
        ("tertial 2 2025", {"kind": "period", "from": "2025-05", "to": "2025-08"}),
        ("våren 2025", {"kind": "period", "from": "2025-01", "to": "2025-06"}),
        ("Høst 25", {"kind": "period", "from": "2025-08", "to": "2025-12"}),
        ("VT26", {"kind": "period", "from": "2026-01", "to": "2026-06"}),
        ("vinteren 2026", {"kind": "period", "from": "2025-12", "to": "2026-02"}),
        ("høsten 2025/våren 2026", {"kind": "period", "from": "2025-08", "to": "2026-06"}),
        ("innan sommaren", {"kind": "period"}),
        ("uke 12 2025", {"kind": "period", "from": "2025-03-17", "to": "2025-03-23"}),
        ("v. 38", {"kind": "period"}),
        ("uke 53 2025", {"kind": "year", "year": 2025}),
        ("uke 77", {"kind": "text"}),
        ("Årlig", {"kind": "recurring", "times": 1, "per": "year"}),
        ("1 ggr/år (mars)", {"kind": "recurring", "rrule": "FREQ=YEARLY;BYMONTH=3", "times": 1, "per": "year"}),
        ("Hvert år i mars", {"kind": "recurring", "rrule": "FREQ=YEARLY;BYMONTH=3", "times": 1, "per": "year"}),
        (
            "to ganger i året (april og oktober)",
            {"kind": "recurring", "rrule": "FREQ=YEARLY;BYMONTH=4,10", "times": 2, "per": "year"},
        ),
        (
            "vartannat år i maj",
            {"kind": "recurring", "rrule": "FREQ=YEARLY;INTERVAL=2;BYMONTH=5", "times": 1, "per": "2 years"},
        ),
        ("Möjlighet 11 ggr/år", {"kind": "recurring", "times": 11, "per": "year"}),
        ("Kvartalsvis", {"kind": "recurring", "times": 1, "per": "quarter"}),
        ("tre ganger per halvår", {"kind": "recurring", "times": 3, "per": "half_year"}),
        ("hver 6. mnd", {"kind": "recurring", "times": 1, "per": "6 months"}),
        ("Vår og høst", {"kind": "recurring", "times": 2, "per": "year"}),
        ("Årlig, løpende ved behov", {"kind": "recurring", "times": 1, "per": "year"}),
        ("Fortløpende", {"kind": "continuous"}),
        ("Løpende, evalueres årlig", {"kind": "continuous"}),
        ("Kontinuerlig arbeid \ngjennom året. ", {"kind": "continuous"}),
        ("innen juni 2025, deretter årlig", {"kind": "month", "year": 2025, "month": 6}),
        ("deretter årlig", {"kind": "recurring", "times": 1, "per": "year"}),
        ("Ved medarbeidersamtalen?", {"kind": "text"}),
        ("ASAP", {"kind": "text"}),
    ],
)
def test_understand_deadline(words: str, said: dict[str, object]) -> None:
    due = understand_deadline(words)
    assert due is not None
    assert due.as_json() == said


@pytest.mark.parametrize("words", ["", "  ", " . "])
def test_understand_deadline_without_words(words: str) -> None:
    assert understand_deadline(words) is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("1. mai", Due(DueKind.DATE, date="2025-05-01")),
        ("mars", Due(DueKind.MONTH, year=2025, month=3)),
        ("høsten", Due(DueKind.PERIOD, start="2025-08", end="2025-12")),
        ("uke 12", Due(DueKind.PERIOD, start="2025-03-17", end="2025-03-23")),
        ("mars/april", Due(DueKind.PERIOD, start="2025-03", end="2025-04")),
    ],
)
def test_understand_deadline_with_the_year_of_the_plan(words: str, said: Due) -> None:
    assert understand_deadline(words, year=2025) == said


@given(st.dates(date(2000, 1, 1), date(2079, 12, 31)))
def test_understand_every_day_however_it_is_written(day: date) -> None:
    said = Due(DueKind.DATE, date=day.isoformat())
    month = NORWEGIAN[day.month - 1]
    for words in (
        f"{day:%d.%m.%Y}",
        f"{day.day}.{day.month}.{day:%y}",
        day.isoformat(),
        f"{day.day}/{day.month}-{day.year}",
        f"innen {day.day}. {month} {day.year}",
    ):
        assert understand_deadline(words) == said


@given(st.text(max_size=60))
def test_understand_any_text_without_an_error(text: str) -> None:
    due = understand_deadline(text)
    assert due is None or due.kind in DueKind
    assert is_a_time(text) in {True, False}


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("2024 - 2026", True),
        ("Løpende", True),
        ("Høsten 2025", True),
        ("1 gang per år", True),
        ("Alle ledere skal ha fått opplæring innen 2026", False),
        ("Årlig gjennomgang av rutinene i alle enheter", False),
        ("Kurs", False),
        ("", False),
        ("x" * 70 + " 2025", False),
    ],
)
def test_is_a_time_tells_a_time_from_a_sentence_with_one(words: str, is_one: bool) -> None:  # noqa: FBT001
    assert is_a_time(words) is is_one
