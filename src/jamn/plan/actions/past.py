"""History for many rows at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final, TypeVar

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from jamn.accounts.models import User

Row = TypeVar("Row", bound=Model)

AT_A_TIME: Final = 10_000
"""How many keys a statement names: databases have a limit."""


def note(kind: Any, keys: Collection[int], sign: str, *, by: User, at: datetime | None = None) -> None:
    """Copy rows as they stand into the history of their kind, thousands in one statement.

    `kind` is a model with history, `sign` what became of the rows: ``+`` made, ``~`` changed, ``-`` taken away (to be
    called before they go). The names in the statement are those of the model's own tables and columns.
    """
    quote = connection.ops.quote_name
    past = kind.history.model
    columns = ", ".join(quote(field.column) for field in past.tracked_fields)
    when = connection.ops.adapt_datetimefield_value(at or timezone.now())
    listed = list(keys)
    with connection.cursor() as cursor:
        for start in range(0, len(listed), AT_A_TIME):
            some = listed[start : start + AT_A_TIME]
            marks = ", ".join(["%s"] * len(some))
            cursor.execute(
                f"INSERT INTO {quote(past._meta.db_table)} "  # noqa: S608
                f"({columns}, history_date, history_type, history_user_id, history_change_reason) "
                f"SELECT {columns}, %s, %s, %s, NULL FROM {quote(kind._meta.db_table)} WHERE id IN ({marks})",
                [when, sign, by.pk, *some],
            )


def create_with_history(rows: Sequence[Row], kind: type[Row], *, by: User, now: datetime) -> list[Row]:
    """Make many rows of a kind, and let its history say who made them and when. Gives them with their keys."""
    made = kind._default_manager.bulk_create(rows)
    note(kind, [row.pk for row in made], "+", by=by, at=now)
    return made
