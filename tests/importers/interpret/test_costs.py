"""What the words of a cost say."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamn.importers.interpret.costs import Cost, amount_in_words, understand_cost, with_unit


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("50000", 50_000),
        ("50\u00a0000 kr", 50_000),
        ("kr 50.000,-", 50_000),
        ("NOK 50 000", 50_000),
        ("1 250 000:-", 1_250_000),
        ("50 tkr", 50_000),
        ("0,5 mill. kr", 500_000),
        ("1,5 MNOK", 1_500_000),
        ("50 i 1000 kr", 50_000),
        ("12,000.50 kr", Decimal("12000.50")),
        ("1.234,50 kronor", Decimal("1234.50")),
        ("0", 0),
    ],
)
def test_understand_an_amount(words: str, amount: Decimal) -> None:
    assert understand_cost(words) == Cost(Decimal(amount), "")


@pytest.mark.parametrize(
    "words",
    [
        "Innenfor ordinært budsjett",
        "2 årsverk",
        "10 %",
        "50 000–100 000 kr",
        "500 kr per ansatt",
        "EUR 5000",
        "0,125 mill. kr",
        "1.500 mill. kr",
        "0.125",
        "999 999 999 999 tkr",
        "1" * 90,
        "",
    ],
)
def test_leave_words_that_are_no_amount(words: str) -> None:
    assert understand_cost(words) == Cost(None, words)


def test_keep_the_words_beside_an_amount() -> None:
    assert understand_cost("12 000 kr\nRom og mat") == Cost(Decimal(12_000), "Rom og mat")
    assert understand_cost("ca. 50 000 kr") == Cost(Decimal(50_000), "ca. 50 000 kr")


@given(st.text())
def test_lose_no_words(words: str) -> None:
    cost = understand_cost(words)
    assert cost.amount is not None or cost.note == words.strip()


@given(st.decimals(min_value=0, max_value=Decimal("999999999999.99"), places=2))
def test_understand_an_amount_as_it_is_shown(amount: Decimal) -> None:
    assert understand_cost(amount_in_words(amount)) == Cost(amount, "")


def test_show_nothing_where_nothing_is_known() -> None:
    assert amount_in_words(None) == ""


def test_count_in_what_the_header_says() -> None:
    assert with_unit("50", "Kostnad (tkr)") == "50 tkr"
    assert with_unit("50 kr", "Kostnad (tkr)") == "50 kr"
    assert with_unit("50", "Kostnad") == "50"
