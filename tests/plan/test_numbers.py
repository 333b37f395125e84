from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from jamn.plan.forms.fields import NumberField
from jamn.plan.queries import number_in_words


def field() -> NumberField:
    return NumberField(label="Tall")


@pytest.mark.parametrize("language", ["nb", "nn", "sv", "en"])
@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("450", "450"),
        ("1 250,50", "1250.50"),
        ("1\u202f250,50", "1250.50"),
        ("1\u2009250", "1250"),
        ("1\xa0250.5", "1250.5"),
        ("1.250,50", "1250.50"),
        ("1,250.50", "1250.50"),
        ("1.250.000", "1250000"),
        ("1,250,000", "1250000"),
        ("0,5", "0.5"),
        ("kr 1 250,-", "1250"),
        ("1 250 kr", "1250"),
    ],
)
def test_read_a_number_as_people_write_it(language, words, number) -> None:
    with translation.override(language):
        assert field().clean(words) == Decimal(number)


def test_read_one_mark_as_the_language_does() -> None:
    with translation.override("nb"):
        assert field().clean("1.250") == 1250
    with translation.override("en"):
        assert field().clean("1,250") == 1250


@pytest.mark.parametrize("words", ["mange", "1,2,3", "NaN", "Infinity", "-1", "1234567890123", "1,234", "--", ","])
def test_refuse_what_is_no_number(words) -> None:
    from django.core.exceptions import ValidationError

    with translation.override("nb"), pytest.raises(ValidationError):
        field().clean(words)


@given(st.decimals(min_value=0, max_value=10**11, places=2, allow_nan=False), st.sampled_from(["nb", "nn", "sv", "en"]))
def test_read_every_number_as_it_is_shown(number, language) -> None:
    with translation.override(language):
        assert field().clean(number_in_words(number)) == number
