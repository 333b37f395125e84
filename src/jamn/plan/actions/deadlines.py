"""What a deadline's words set: from what kind of time they give to the first and the last day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from dateutil.rrule import rrulestr

from jamn.plan.models import DueKind


@dataclass(frozen=True, slots=True)
class Due:
    """The `due_…` fields of a measure."""

    due_kind: str = ""
    due_from: date | None = None
    due_on: date | None = None
    due_rule: str = ""
    due_times: int | None = None
    due_per: str = ""


def due_fields(due: Mapping[str, Any] | None, today: date) -> Due:
    """The fields of a measure for what its deadline was understood to say.

    `due` is ``{"kind", "date", "year", "month", "from", "to", "rrule", "times", "per"}``, with the keys that are known.
    A month ends on its last day and a year on 31 December; a period ends where its last part does; what recurs is due
    the next time after `today` that its rule gives. What the words leave open, or what is no date, sets no day.
    """
    if not due:
        return Due()
    kind = DueKind(due["kind"])
    rule = str(due.get("rrule") or "")
    first, last = None, None
    if kind == DueKind.DATE:
        last = _days(due.get("date"))[1]
    elif kind in (DueKind.MONTH, DueKind.YEAR):
        year, month = due.get("year"), due.get("month")
        first, last = _days("-".join(f"{part:02d}" for part in (year, month) if part) if year else None)
    elif kind == DueKind.PERIOD:
        first, last = _days(due.get("from"))[0], _days(due.get("to"))[1]
    elif kind == DueKind.RECURRING:
        last = next_time(rule, today)
    return Due(kind.value, first, last, rule, due.get("times"), str(due.get("per") or ""))


def _days(words: str | None) -> tuple[date | None, date | None]:
    """The first and last day of an ISO date, month (``2025-03``) or year (``2025``)."""
    try:
        match [int(part) for part in (words or "").split("-")]:
            case [year]:
                return date(year, 1, 1), date(year, 12, 31)
            case [year, month]:
                return date(year, month, 1), date(year, month, monthrange(year, month)[1])
            case [year, month, day]:
                return date(year, month, day), date(year, month, day)
    except ValueError:
        pass
    return None, None


EXACT = {"BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"}


def next_time(rule: str, today: date) -> date | None:
    """The last day of the next time that an RFC 5545 rule gives, today included.

    A rule that names months only is done when the month has passed, one that names nothing but the year on
    31 December, a weekly one on Sunday. A rule of every second year says nothing of which, and sets no day.
    """
    parts = dict(part.split("=", 1) for part in rule.upper().removeprefix("RRULE:").split(";") if "=" in part)
    if parts.get("INTERVAL", "1") != "1" or parts.get("FREQ") not in ("YEARLY", "MONTHLY", "WEEKLY"):
        return None
    if not EXACT & set(parts):
        if parts["FREQ"] == "WEEKLY":
            parts["BYDAY"] = "SU"
        else:
            parts["BYMONTHDAY"] = "-1"
            if parts["FREQ"] == "YEARLY":
                parts.setdefault("BYMONTH", "12")
    start = datetime.combine(today, time())
    try:
        found = rrulestr(";".join(f"{key}={value}" for key, value in parts.items()), dtstart=start).after(
            start, inc=True
        )
    except ValueError:
        return None
    return found.date() if found else None
