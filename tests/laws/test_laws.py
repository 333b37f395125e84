from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from jamn import laws

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return read


@pytest.mark.parametrize("case", cases("grounds.yaml"), ids=lambda case: case["text"][:40])
def test_recognise_grounds_in_words_of_any_language(case) -> None:
    assert laws.recognise_grounds(case["text"]) == tuple(case["grounds"])


@pytest.mark.parametrize("case", cases("areas.yaml"), ids=lambda case: case["text"][:40])
def test_recognise_areas_in_words_of_any_language(case) -> None:
    assert laws.recognise_areas(case["text"]) == tuple(case["areas"])


@pytest.mark.parametrize("case", cases("in_force.yaml"), ids=lambda case: f"{case['country']} {case['day']}")
def test_list_what_is_in_force(case) -> None:
    grounds = laws.grounds(case["country"], case["day"])
    assert [ground.key for ground in grounds] == case["grounds"]
    assert [ground.key for ground in grounds if "employer" in ground.duties] == case["employer"]
    assert [area.key for area in laws.areas(case["country"], case["day"])] == case["areas"]


def test_list_all_countries_today() -> None:
    assert {term.country for term in laws.grounds()} == {term.country for term in laws.areas()} == {"no", "se"}


def test_say_where_a_term_stands_in_the_law_and_until_when() -> None:
    (sexes,) = [term for term in laws.grounds("se", date(2016, 6, 1)) if term.key == "sex"]
    assert sexes.source == "diskrimineringslag (2008:567), 1 kap. 1 § och 3 kap."
    assert (sexes.since, sexes.until) == (date(2009, 1, 1), date(2016, 12, 31))


def test_recognise_every_term_by_its_own_name() -> None:
    # Not "sex" alone, which is six in Swedish; and some names are another area in the neighbour's law.
    unnamed = {("sex", "en"), ("working_conditions", "nb"), ("working_conditions", "nn")}
    unnamed |= {("accommodation", "sv"), ("other", "sv")}
    for terms, recognise in ((laws.grounds(), laws.recognise_grounds), (laws.areas(), laws.recognise_areas)):
        missed = {
            (term.key, language)
            for term in terms
            for language in term.names
            if term.key not in recognise(term.names[language])
        }
        assert missed <= unnamed


@given(st.text())
def test_recognise_any_text_in_the_laws_keys_and_order(text) -> None:
    keys = list(dict.fromkeys(term.key for term in laws.grounds()))
    found = laws.recognise_grounds(text)
    assert [key for key in keys if key in found] == list(found)


@given(st.sampled_from(cases("grounds.yaml")), st.sampled_from(cases("grounds.yaml")))
def test_recognise_in_two_sentences_what_each_says(one, other) -> None:
    both = laws.recognise_grounds(f"{one['text']}. {other['text']}")
    assert set(both) == {*one["grounds"], *other["grounds"]}
