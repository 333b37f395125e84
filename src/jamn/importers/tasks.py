"""What happens in the background."""

from __future__ import annotations

from django_tasks import task

from jamn.importers import actions
from jamn.importers.models import Upload


@task()
def read_upload(upload_id: int) -> None:
    """Read an upload's file and make its draft."""
    actions.read_upload(Upload.objects.get(pk=upload_id))
