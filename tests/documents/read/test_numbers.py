from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamn.documents.read.sheets import numbers

NORWEGIAN = numbers.language_of("Lønn og kjønn")
SWEDISH = numbers.language_of("Lön och kön")
DAY = 45474
"""1 July 2024, a Monday."""


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (DAY, "dd.mm.yyyy", "01.07.2024"),
        (DAY, "d. mmmm yyyy", "1. juli 2024"),
        (DAY, "dd/mm/yyyy;@", "01.07.2024"),
        (DAY, "short", "01.07.2024"),
        (DAY, "yy-m", "24-7"),
        (DAY, "mmmmm", "J"),
        (DAY, "dddd d/m", "mandag 1.7"),
        (DAY, "ddd", "man"),
        (DAY, "[$-409]mmmm\\ yyyy", "July 2024"),
        (DAY, "[$-406]mmmm", "juli"),
        (DAY, '"uke "d', "uke 1"),
        (DAY, "yyyy-mm-dd h:mm:ss", "2024-07-01"),
        (DAY + 0.5, "yyyy-mm-dd h:mm", "2024-07-01 12:00"),
        (DAY + 0.5, "short h:mm", "01.07.2024 12:00"),
        (0.5625, "h:mm AM/PM", "1:30 PM"),
        (0.25, "hh:mm:ss AM/PM", "06:00:00 AM"),
        (1.5, "[h]:mm", "36:00"),
        (1.5, "[mm]", "2160"),
        (0, "h:mm AM/PM", "12:00 AM"),
        (0.5, "mm:ss", "00:00"),
        (DAY, "yyyy 0", "2024"),
        (-1, "dd.mm.yyyy", "-1"),
        (3_000_000, "yyyy", "3000000"),
        (12, "General", "12"),
        (12.0, "0", "12"),
        (12.345, "0.00", "12,35"),
        (12.5, "0.0#", "12,5"),
        (12, "0.0#", "12,0"),
        (12, "#.##", "12"),
        (1234567, "#,##0", "1 234 567"),
        (1234567, "#,##0,", "1 235"),
        (-5, "0;(0)", "(5)"),
        (-5, "0", "-5"),
        (0, '0;-0;"ingen"', "ingen"),
        (0.125, "0.0%", "12,5%"),
        (5, "000", "005"),
        (1500, '"kr" #,##0', "kr 1 500"),
        (1500, "[$kr-414] #,##0;[Red]-0", "kr 1 500"),
        (12345, "0.00E+00", "1,23E+04"),
        (0.5, "# ?/?", "0,5"),
        (3, "@", "3"),
        (3, "", "3"),
        (3, '0" stk"_)', "3 stk"),
        (3, '"fast"', "fast"),
        (12, "0 0", "12"),
    ],
)
def test_show_a_number_by_its_format(value, code, shown) -> None:
    assert numbers.shown(value, code, NORWEGIAN) == shown


def test_show_dates_as_the_language_writes_them() -> None:
    assert numbers.shown(DAY, "short", SWEDISH) == "2024-07-01"
    assert numbers.shown(DAY, "mmmm", SWEDISH) == "juli"
    assert numbers.shown(DAY + 120, "mmm", SWEDISH) == "okt"
    assert numbers.plain(0.5, numbers.language_of("")) == "0,5"


def test_count_days_from_1904() -> None:
    assert numbers.shown(0, "yyyy", NORWEGIAN, since_1904=True) == "1904"


@given(st.integers(61, numbers.LAST_DAY))
def test_show_every_day_that_excel_knows(day) -> None:
    moment = numbers.DAY_ZERO + timedelta(days=day)
    shown = numbers.shown(day, "yyyy-mm-dd", NORWEGIAN)
    assert datetime.fromisoformat(shown) == moment


@given(st.floats(allow_nan=False, allow_infinity=False), st.text('0#,.%yMdhs:;@"\\[]$-E+ Generalkr/?', max_size=12))
def test_show_something_for_every_number_and_format(value, code) -> None:
    try:
        assert isinstance(numbers.shown(value, code, NORWEGIAN), str)
    except OverflowError:
        assert abs(value) > 1e100
