"""The vocabulary: rich enough, and without a word in two columns."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest
import yaml

from jamn.importers.interpret.vocabulary import plain, vocabulary

COLUMNS = yaml.safe_load(files("jamn.importers.interpret").joinpath("vocabulary.yaml").read_text("utf-8"))["columns"]


@pytest.mark.parametrize("field", COLUMNS)
@pytest.mark.parametrize("language", ["nb", "nn", "sv", "da", "en"])
def test_hold_six_words_for_each_column_and_language(field: str, language: str) -> None:
    assert len(set(COLUMNS[field][language])) >= 6


def test_give_each_word_to_one_column() -> None:
    fields = Counter(
        (word, field) for field, languages in COLUMNS.items() for words in languages.values() for word in set(words)
    )
    assert [word for word, count in Counter(word for word, _ in fields).items() if count > 1] == []


def test_hold_each_word_in_its_plain_spelling() -> None:
    words = [word for languages in COLUMNS.values() for words in languages.values() for word in words]
    assert [word for word in words if plain(word) != word] == []


def test_give_each_status_word_to_one_state() -> None:
    assert len(vocabulary().statuses) > 100


@pytest.mark.parametrize(
    ("text", "spelling"),
    [("Ansvar-\nlig", "ansvarlig"), ("  Lønn\u00ads-  og\nvilkår ", "lønns- og vilkår"), ("A\u030a", "å")],
)
def test_write_words_in_one_spelling(text: str, spelling: str) -> None:
    assert plain(text) == spelling
