"""The translations use the words of the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).parents[2]
LANGUAGES = {"nb": 1, "nn": 2, "sv": 3}


def _rows() -> Iterator[list[str]]:
    for line in (ROOT / "docs" / "glossary.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and cells[0] != "English" and set(cells[0]) != {"-"}:
            yield cells


def test_give_every_word_in_four_languages_and_once() -> None:
    rows = list(_rows())
    assert [row for row in rows if len(row) != 4 or not all(row)] == []
    words = [row[0] for row in rows]
    assert sorted(words) == sorted(set(words))


def test_translate_a_word_of_the_glossary_as_it_says() -> None:
    allowed = {row[0]: [set(re.split(r" / ", cell)) for cell in row] for row in _rows()}
    wrong = [
        f"{path.relative_to(ROOT)}: {entry.msgid} → {entry.msgstr}"
        for path in sorted((ROOT / "src").rglob("django.po"))
        for entry in polib.pofile(str(path))
        if (words := allowed.get(entry.msgid.lower())) and entry.msgstr
        if entry.msgstr.lower() not in {word.lower() for word in words[LANGUAGES[path.parts[-3]]]}
    ]
    assert wrong == []
