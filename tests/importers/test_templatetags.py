"""Names, places and deadlines in words."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from jamn.importers.interpret import Field, Why
from jamn.importers.models import DraftMeasure, Upload
from jamn.importers.queries.words import FACTS, FIELDS, WHYS
from jamn.importers.templatetags import importers as tags
from jamn.org.models import Employer, Unit

LANGUAGES = ("nb", "nn", "sv", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_have_a_name_for_everything(language: str) -> None:
    with translation.override(language):
        fields = {name: tags.called(name) for name in Field}
        facts = {name: tags.fact_called(name) for name in FACTS}
        whys = {name: tags.why_called(name) for name in Why}
    assert (set(FIELDS), set(WHYS)) == (set(Field), set(Why))
    for names in (fields, facts, whys):
        assert len(set(names.values())) == len(names)


@pytest.mark.parametrize(
    ("language", "name"), [("nb", "Ansvarlig"), ("nn", "Ansvarleg"), ("sv", "Ansvarig"), ("en", "Responsible")]
)
def test_name_a_field_in_the_fields_own_words(language: str, name: str) -> None:
    with translation.override(language):
        assert tags.called(Field.RESPONSIBLE) == name


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ({}, ""),
        ({"page": 3, "table": 2, "row": 5}, "side 3, rad 5"),
        ({"table": 2, "row": 5}, "tabell 2, rad 5"),
        ({"row": 5}, "rad 5"),
        ({"page": 3, "paragraph": 9}, "side 3"),
        ({"paragraph": 9}, "avsnitt 9"),
        ({"line": 12}, "linje 12"),
        ({"sheet": "Tiltak", "cells": "B3:C7"}, "Tiltak · B3:C7"),
        ({"sheet": "Tiltak"}, "Tiltak"),
    ],
)
def test_say_where_something_stands(place: dict[str, Any], words: str) -> None:
    with translation.override("nb"):
        assert tags.where(place) == words


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ({"kind": "date", "date": "2027-03-01"}, "1. mars 2027"),
        ({"kind": "date"}, "en dato"),
        ({"kind": "month", "year": 2027, "month": 3}, "mars 2027"),
        ({"kind": "month", "month": 3}, "mars"),
        ({"kind": "year", "year": 2027}, "2027"),
        ({"kind": "period", "from": "2025", "to": "2027"}, "2025 – 2027"),
        ({"kind": "period", "from": "2027-01", "to": "2027-06"}, "januar 2027 – juni 2027"),
        ({"kind": "period", "to": "2027"}, "… – 2027"),
        ({"kind": "recurring", "times": 1, "per": "year"}, "én gang i året"),
        ({"kind": "recurring", "times": 11, "per": "year"}, "11 ganger i året"),
        ({"kind": "recurring", "rrule": "FREQ=YEARLY"}, "gjentas"),
        ({"kind": "recurring", "times": 2, "per": "decade"}, "gjentas"),
        ({"kind": "continuous"}, "fortløpende"),
    ],
)
def test_say_what_a_deadline_means(due: dict[str, Any], words: str) -> None:
    with translation.override("nb"):
        assert tags.means(DraftMeasure(understood={"due": due}), Field.DEADLINE) == words


@pytest.mark.parametrize(
    ("field", "understood", "words"),
    [
        (Field.DEADLINE, {"due": None}, ""),
        (Field.STATUS, {"state": "ongoing"}, "ongoing"),
        (Field.STATUS, {"state": None}, ""),
        (Field.RESPONSIBLE, {"responsibles": ["HR", "Styrerne"]}, "HR · Styrerne"),
        (Field.RESPONSIBLE, {"responsibles": ["HR"]}, ""),
        (Field.AREA, {"areas": ["recruitment"]}, "recruitment"),
        (Field.AREA, {"areas": ["not a key"]}, ""),
        (Field.GOAL, {}, ""),
    ],
)
def test_say_what_words_mean(field: Field, understood: dict[str, Any], words: str) -> None:
    with translation.override("en"):
        assert tags.means(_measure("no", understood), field) == words


def test_not_repeat_the_words() -> None:
    year = {"due": {"kind": "year", "year": 2026}}
    found = [
        tags.means(DraftMeasure(understood=year, values={"deadline": {"text": text}}), Field.DEADLINE)
        for text in ("2026", "I løpet av 2026")
    ]
    assert found == ["", "2026"]


def _measure(country: str, understood: dict[str, Any]) -> DraftMeasure:
    return DraftMeasure(upload=Upload(unit=Unit(employer=Employer(country=country))), understood=understood)


@pytest.mark.parametrize(("country", "names"), [("no", "kjønn, etnisitet"), ("se", "kjønn, etnisk tilhørighet")])
def test_name_grounds_as_the_law_of_the_country_does(country: str, names: str) -> None:
    with translation.override("nb"):
        assert tags.grounds_named(_measure(country, {"grounds": ["sex", "ethnicity"]})) == names


def test_fill_the_values_into_a_sentence() -> None:
    notice = {"template": "{count} of {all} measures have no deadline.", "values": {"count": 2, "all": 7}}
    with translation.override("en"):
        assert tags.sentence(notice) == "2 of 7 measures have no deadline."
