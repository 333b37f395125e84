from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from jamn.plan.models import Measure
from jamn.plan.templatetags.plan import understood, where


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, ""),
        ({"due_kind": "date", "due_on": date(2027, 3, 1)}, "1 March 2027"),
        ({"due_kind": "date"}, "A date"),
        (
            {"due_kind": "month", "due_from": date(2027, 3, 1), "due_on": date(2027, 3, 31)},
            "A month: from 1 March 2027 to 31 March 2027",
        ),
        ({"due_kind": "period", "due_on": date(2027, 3, 31)}, "A period: 31 March 2027"),
        ({"due_kind": "continuous"}, "Continuous"),
        ({"due_kind": "recurring", "due_times": 11, "due_per": "year"}, "11 times a year"),
        ({"due_kind": "recurring", "due_times": 2, "due_per": "moon"}, "2 times"),
        ({"due_kind": "recurring", "due_times": 1, "due_per": "2 years"}, "Every other year"),
        ({"due_kind": "recurring", "due_times": 1, "due_per": "4 years"}, "Every 4 years"),
        (
            {"due_kind": "recurring", "due_times": 1, "due_per": "year", "due_on": date(2027, 3, 31)},
            "Once a year: next time by 31 March 2027",
        ),
    ],
)
def test_say_what_a_deadline_was_understood_to_be(fields, words) -> None:
    with translation.override("en"):
        assert understood(Measure(**fields)) == words


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (None, ""),
        ({"page": 3, "table": 1, "row": 5}, "page 3, table 1, row 5"),
        ({"sheet": "Tiltak", "cells": "B3:C7", "row": 3}, "Tiltak, B3:C7"),
        ({"paragraph": 12}, "paragraph 12"),
        ({"line": 4}, "line 4"),
    ],
)
def test_say_where_in_a_file_something_stands(place, words) -> None:
    with translation.override("en"):
        assert where(place) == words
