from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamn.plan.actions import Due, due_fields
from jamn.plan.models import DueKind

TODAY = date(2026, 5, 12)


@pytest.mark.parametrize(
    ("due", "first", "last"),
    [
        ({"kind": "date", "date": "2024-07-01"}, None, date(2024, 7, 1)),
        ({"kind": "date"}, None, None),
        ({"kind": "date", "date": "2024-02-30"}, None, None),
        ({"kind": "month", "year": 2028, "month": 2}, date(2028, 2, 1), date(2028, 2, 29)),
        ({"kind": "month", "month": 2}, None, None),
        ({"kind": "year", "year": 2025}, date(2025, 1, 1), date(2025, 12, 31)),
        ({"kind": "period", "from": "2024", "to": "2026"}, date(2024, 1, 1), date(2026, 12, 31)),
        ({"kind": "period", "from": "2026-03", "to": "2026-06-15"}, date(2026, 3, 1), date(2026, 6, 15)),
        ({"kind": "period", "from": "2026-03"}, date(2026, 3, 1), None),
        ({"kind": "period", "from": "2026-03-01-07", "to": "snart"}, None, None),
        ({"kind": "continuous"}, None, None),
        ({"kind": "text"}, None, None),
        ({"kind": "recurring", "times": 11, "per": "year"}, None, None),
    ],
)
def test_derive_the_first_and_the_last_day(due, first, last) -> None:
    fields = due_fields(due, TODAY)
    assert (fields.due_kind, fields.due_from, fields.due_on) == (due["kind"], first, last)


@pytest.mark.parametrize(
    ("rule", "next_time"),
    [
        ("FREQ=YEARLY;BYMONTH=3", date(2027, 3, 31)),
        ("FREQ=YEARLY;BYMONTH=5", date(2026, 5, 31)),
        ("RRULE:FREQ=YEARLY;BYMONTH=2,9", date(2026, 9, 30)),
        ("FREQ=YEARLY", date(2026, 12, 31)),
        ("FREQ=MONTHLY", date(2026, 5, 31)),
        ("FREQ=WEEKLY", date(2026, 5, 17)),
        ("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=12", date(2026, 5, 12)),
        ("FREQ=MONTHLY;BYDAY=1MO", date(2026, 6, 1)),
        ("FREQ=YEARLY;INTERVAL=2", None),
        ("FREQ=DAILY", None),
        ("FREQ=YEARLY;UNTIL=20251231T000000", None),
        ("FREQ=YEARLY;BYMONTH=mars", None),
        ("hvert år", None),
        ("", None),
    ],
)
def test_find_the_next_time_of_what_recurs(rule, next_time) -> None:
    fields = due_fields({"kind": "recurring", "rrule": rule, "times": 1, "per": "year"}, TODAY)
    assert fields == Due("recurring", None, next_time, rule, 1, "year")


def test_derive_nothing_from_nothing() -> None:
    assert due_fields(None, TODAY) == due_fields({}, TODAY) == Due()


ISO = st.one_of(
    st.dates().map(date.isoformat),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(lambda day: day.isoformat()[:4]),
    st.text(max_size=12),
)
RULES = st.sampled_from(
    ["FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=3", "FREQ=MONTHLY", "FREQ=WEEKLY;BYDAY=TU", "FREQ=YEARLY;BYMONTH=mars", "?"]
)
DUES = st.fixed_dictionaries(
    {"kind": st.sampled_from(DueKind.values)},
    optional={
        "date": ISO,
        "year": st.integers(1, 9999),
        "month": st.integers(1, 12),
        "from": ISO,
        "to": ISO,
        "rrule": RULES,
        "times": st.integers(1, 50),
        "per": st.sampled_from(["year", "month", "week"]),
    },
)


@given(DUES, st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_derive_days_from_any_due(due, today) -> None:
    fields = due_fields(due, today)
    assert fields.due_kind == due["kind"]
    if fields.due_kind in {"continuous", "text"}:
        assert fields.due_on is fields.due_from is None
    if fields.due_kind in {"month", "year"} and fields.due_on:
        assert fields.due_from is not None
        assert fields.due_from <= fields.due_on
        assert fields.due_on.year == due["year"]
    if fields.due_kind == "recurring" and fields.due_on:
        assert today <= fields.due_on
        assert (fields.due_on - today).days <= 366
