"""Which uploads a person may see."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from jamn.accounts.models import User
from jamn.importers.models import Upload, UploadState
from jamn.org.models import Unit
from jamn.org.queries import units_reached
from jamn.plan.rules import CREATE_PLAN


def uploads_for(user: User) -> QuerySet[Upload]:
    """The uploads of the units that the person reaches; an approved one follows its plan. What was thrown away is not.

    The document, which may be long, is fetched only when it is asked for.
    """
    reached = units_reached(user)
    mine = Q(plan__isnull=True, unit__in=reached) | Q(plan__unit__in=reached)
    rows = Upload.objects.filter(mine).exclude(state=UploadState.DISCARDED)
    return rows.select_related("unit__employer", "plan__unit", "by", "resembles", "next_of").defer("document")


def waiting_for_approval(user: User) -> QuerySet[Upload]:
    """The drafts that the person may approve."""
    return uploads_for(user).filter(state=UploadState.DRAFT, unit__in=units_reached(user, CREATE_PLAN.roles))


def failed_for(user: User) -> QuerySet[Upload]:
    """The uploads that could not be read, and that the person may remove."""
    return uploads_for(user).filter(state=UploadState.FAILED, unit__in=units_reached(user, CREATE_PLAN.roles))


def is_left(upload: Upload, now: datetime | None = None) -> bool:
    """Whether whoever was to read an upload gives no sign of life any more.

    Reading and understanding may take `UPLOAD_READ_SECONDS` each.
    """
    waited = (now or timezone.now()) - upload.changed_at
    under_way = upload.state in {UploadState.WAITING, UploadState.READING}
    return under_way and waited > timedelta(seconds=2 * settings.UPLOAD_READ_SECONDS + 60)


def brought_in_before(upload: Upload, user: User) -> Upload | None:
    """The latest approved upload that the person may see, of the same employer, with the same name and size."""
    same = uploads_for(user).filter(
        state=UploadState.APPROVED,
        plan__isnull=False,
        name=upload.name,
        size=upload.size,
        unit__employer=upload.unit.employer_id,
    )
    return same.exclude(pk=upload.pk).first()


def units_to_bring_in_for(user: User) -> QuerySet[Unit]:
    """The units that the person may bring a plan in for."""
    return units_reached(user, CREATE_PLAN.roles)
