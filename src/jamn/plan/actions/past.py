"""History for many rows at once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from jamn.accounts.models import User


def note(kind: Any, keys: Collection[int], sign: str, *, by: User, at: datetime | None = None) -> None:
    """Copy rows as they stand into the history of their kind, in one statement.

    `kind` is a model with history, `sign` what became of the rows: ``+`` made, ``~`` changed, ``-`` taken away (to be
    called before they go). The names in the statement are those of the model's own tables and columns.
    """
    if not keys:
        return
    quote = connection.ops.quote_name
    past = kind.history.model
    columns = ", ".join(quote(field.column) for field in past.tracked_fields)
    when = connection.ops.adapt_datetimefield_value(at or timezone.now())
    marks = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(past._meta.db_table)} "  # noqa: S608
            f"({columns}, history_date, history_type, history_user_id, history_change_reason) "
            f"SELECT {columns}, %s, %s, %s, NULL FROM {quote(kind._meta.db_table)} WHERE id IN ({marks})",
            [when, sign, by.pk, *keys],
        )
