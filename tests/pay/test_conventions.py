"""Hours of a year by convention, as they are known from elsewhere."""

from __future__ import annotations

import pytest

from jamn.pay.conventions import EU, HOURS, NORWAY_1846, NORWAY_1950, SWEDEN_165, SWEDEN_175, UK


def test_have_the_hours_they_are_called_by() -> None:
    assert (NORWAY_1950.yearly, NORWAY_1846.yearly, EU.yearly) == (1950, 1846, 2080)
    assert (SWEDEN_165.yearly / 12, SWEDEN_175.yearly / 12) == (165, 175)
    assert set(HOURS) == {each.name for each in HOURS.values()}
    assert str(NORWAY_1950) == "Norwegian 1950 hours: 37.5 hours a week are 1950 hours a year"


def test_give_the_hourly_pay_of_the_british_rule() -> None:
    # a month's 2,500 × 7 / 30.44 is a week's 574.90; by 36 hours a week it is 15.97 an hour
    assert 12 * 2500 / UK.at(36).yearly == pytest.approx(2500 * 7 / 30.44 / 36)


def test_refuse_a_week_without_hours() -> None:
    with pytest.raises(ValueError, match="full time cannot be 0 hours a week"):
        EU.at(0)
