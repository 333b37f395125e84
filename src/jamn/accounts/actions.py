"""Writes of `accounts`."""

from __future__ import annotations

from typing import Any

from jamn.accounts.models import AuditEvent, User


def record(
    verb: str,
    thing: Any,
    *,
    by: User | None,
    employer_id: int | None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditEvent:
    """Note a write in the audit trail. Called by every action, inside its transaction.

    `verb` is the action's name (``approve_upload``), `thing` the object it wrote; `before` and `after` hold the
    values that changed, as JSON.
    """
    return AuditEvent.objects.create(
        actor_id=by.pk if by else None,
        actor_name=by.name if by else "",
        employer_id=employer_id,
        verb=verb,
        thing=thing._meta.label_lower,
        thing_id=str(thing.pk),
        before=before,
        after=after,
    )


def choose_language(user: User, language: str) -> None:
    """Remember the language that a person wants the pages in. No audit event: it binds nobody else."""
    user.language = language
    user.save(update_fields=["language"])
