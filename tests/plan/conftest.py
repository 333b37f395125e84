from __future__ import annotations

import pytest

from tests.people import People
from tests.plan.register import Shelf, shelve


@pytest.fixture
def shelf(people: People) -> Shelf:
    """The plans and measures of `tests/plan/register.py`."""
    return shelve(people)
