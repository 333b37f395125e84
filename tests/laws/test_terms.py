from __future__ import annotations

from pathlib import Path

import pytest

from jamn.laws.terms import Faulty, read_terms, read_words

WORDS = {"sex": {"en": ("gender*",)}}
SOUND = """
law: the act
address: https://law.example/act
terms:
  sex:
    names: {nb: kjønn, nn: kjønn, sv: kön, en: sex}
    from:
      2018-01-01: {duties: [ban], source: § 6}
      2020-01-01:
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "grounds.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_read_a_term_that_was_repealed(tmp_path) -> None:
    (term,) = read_terms(written(tmp_path, SOUND), "no", WORDS)
    assert (term.key, term.country, term.source) == ("sex", "no", "the act, § 6")
    assert f"{term.since} {term.until}" == "2018-01-01 2019-12-31"


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("law: the act", "", "grounds.yaml: has ['address', 'terms'], not ['address', 'law', 'terms']"),
        ("https:", "http:", "grounds.yaml: has no address"),
        ("  sex:", "  six:", "grounds.yaml: six: has no words"),
        (", en: sex", "", "grounds.yaml: sex: names: has ['nb', 'nn', 'sv'], not ['en', 'nb', 'nn', 'sv']"),
        ("kön", '" kön"', "grounds.yaml: sex: names: sv: is not a text"),
        ("2018-01-01", "2018", "grounds.yaml: sex: has something beside dates in its 'from'"),
        ("2018-01-01", "2021-01-01", "grounds.yaml: sex: has dates out of order"),
        ("[ban]", "[ban, wish]", "grounds.yaml: sex: has a duty beside ban, authority, employer"),
        ("[ban]", "ban", "grounds.yaml: sex: 2018-01-01: duties: is not a list"),
        ("§ 6", "6", "grounds.yaml: sex: 2018-01-01: source: is not a text"),
        ("terms:", "terms: [", "grounds.yaml: while parsing"),
        ("      2020", "      2018-01-01:\n      2020", "grounds.yaml: line 8: 2018-01-01 stands twice"),
    ],
)
def test_refuse_a_faulty_law(tmp_path, old, new, complaint) -> None:
    with pytest.raises(Faulty) as refused:
        read_terms(written(tmp_path, SOUND.replace(old, new, 1)), "no", WORDS)
    assert str(refused.value).startswith(complaint)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[sex]", "grounds.yaml: is not a mapping"),
        ("sex: {fi: [sukupuoli]}", "grounds.yaml: sex: has a language beside nb, nn, sv, da, en"),
        ("sex: {nb: [Kjønn]}", "grounds.yaml: sex: nb: Kjønn is not in lower case"),
        ("sex: {nb: [kj*]}", "grounds.yaml: sex: nb: kj* is too short"),
        ("sex: {nb: [kjønn**]}", "grounds.yaml: sex: nb: kjønn** has two stars together"),
        ("sex: {nb: [kjønn, kjønn]}", "grounds.yaml: sex: nb: says something twice"),
    ],
)
def test_refuse_faulty_words(tmp_path, text, complaint) -> None:
    with pytest.raises(Faulty) as refused:
        read_words(written(tmp_path, text))
    assert str(refused.value) == complaint
