"""The words that a document says between the plan's own, from `words.yaml`, in five languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Words:
    """The words in one language."""

    language: str
    by_key: dict[str, str]

    def __call__(self, key: str, **values: Any) -> str:
        """A word, or a sentence with its values in place."""
        return self.by_key[key].format(**values) if values else self.by_key[key]


@cache
def words_in(language: str) -> Words:
    """The words in a language (nb, nn, sv, da, en)."""
    return Words(language, {key: said[language] for key, said in load("words").items()})


def load(name: str) -> dict[str, Any]:
    """What a file of this folder holds."""
    text = files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe
    return loaded
