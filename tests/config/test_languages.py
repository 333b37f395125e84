"""Every page is wholly in the language that was chosen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.core.serializers import serialize
from django.test import Client
from lxml import html

import jamn
from jamn.accounts.models import AuditEvent, User
from tests.addresses import Address, Kind, of
from tests.world import World

SPOKEN = ("aria-label", "aria-description", "title", "alt", "placeholder")
NAMES = {"Jamn", "Bokmål", "Nynorsk", "Svenska", "English"}
DJANGOS = {"jan", "apr", "jul", "aug", "sep", "okt", "nov", "bytes", "kb", "mb"}
"""Words of Django's own that are the same in English: months in short, sizes."""
LETTERS = re.compile(r"[^\W\d_]{2,}")


def _page(client: Client, address: Address, world: World, language: str) -> html.HtmlElement:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return html.fromstring(client.get(address.path(world), follow=True).content.decode())


def _texts(page: html.HtmlElement) -> Iterator[str]:
    """What is read or heard of a page, leaving out what is marked as being in another language."""
    for element in page.iter("*"):
        own = element.xpath("ancestor-or-self::*[@lang][1]")
        if element.tag in {"script", "style", "code"} or (own and own[0].tag != "html"):
            continue
        spoken = [element.get(name, "") for name in SPOKEN]
        for text in (element.text or "", *(child.tail or "" for child in element), *spoken):
            if LETTERS.search(text):
                yield " ".join(text.split())


@cache
def _alike(language: str) -> set[str]:
    """The words of the texts that are the same in English and in the language."""
    files = Path(jamn.__file__).parent.rglob(f"locale/{language}/LC_MESSAGES/django.po")
    entries = (entry for file in files for entry in polib.pofile(str(file)))
    pairs = ((entry.msgid, entry.msgstr or entry.msgstr_plural.get(0)) for entry in entries)
    return {word.casefold() for said, translated in pairs if said == translated for word in LETTERS.findall(said)}


def _kept() -> set[str]:
    """The words that people have written: all that is in the database, the trail of what was done left out."""
    models = [model for model in apps.get_models() if model is not AuditEvent and model.__module__.startswith("jamn.")]
    rows = [row["fields"] for model in models for row in serialize("python", model._default_manager.all())]
    return {word.casefold() for text in _strings(rows) for word in LETTERS.findall(text)}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


@pytest.mark.parametrize("language", ["nb", "nn", "sv"])
def test_leave_no_word_in_english(language: str, world: World, signed_in: Callable[[User], Client]) -> None:
    known = _kept() | _alike(language) | {name.casefold() for name in NAMES} | DJANGOS
    left = {}
    for address in of(Kind.PAGE, Kind.PART):
        client = Client() if address.name == "accounts:sign_in" else signed_in(world.people.adviser)
        english = set(_texts(_page(client, address, world, "en")))
        page = _page(client, address, world, language)
        alike = set(_texts(page)) & english
        left[str(address)] = sorted(
            text for text in alike if not known.issuperset(LETTERS.findall(text.casefold()))
        ) + [other for other in (page.get("lang", language),) if other != language]
    assert left == {name: [] for name in left}
