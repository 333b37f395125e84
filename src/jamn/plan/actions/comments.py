"""What people say to each other about a measure."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jamn.accounts.actions import record
from jamn.accounts.models import User
from jamn.plan.models import Comment, Measure
from jamn.plan.rules import may_comment, may_take_back_comment


@transaction.atomic
def comment(measure: Measure, *, by: User, text: str) -> Comment:
    """Say something about a measure. Raises `PermissionDenied` for those whom its plan does not concern."""
    if not may_comment(by, measure):
        raise PermissionDenied
    said = Comment.objects.create(measure=measure, by=by, text=text)
    after = {"measure": measure.pk, "text": text}
    record("comment", said, by=by, employer_id=measure.plan.unit.employer_id, after=after)
    return said


@transaction.atomic
def take_back_comment(said: Comment, *, by: User) -> None:
    """Take one's own comment back; what it said stays in the trail.

    Raises `PermissionDenied` when it is another's, or when it has stood for a day.
    """
    if not may_take_back_comment(by, said):
        raise PermissionDenied
    before = {"measure": said.measure_id, "text": said.text}
    record("take_back_comment", said, by=by, employer_id=said.measure.plan.unit.employer_id, before=before)
    said.delete()
