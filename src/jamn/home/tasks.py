"""What happens every day while `jamn serve` runs."""

from __future__ import annotations

from django.core.management import call_command
from django_tasks import task

from jamn.importers.actions import purge


@task()
def tidy_up() -> None:
    """Delete what is kept no longer: files and uploads, sessions that are over, the results of tasks, and the
    names of erased people in old events of the audit trail.

    Once too often does no harm.
    """
    purge()
    call_command("forget_names", verbosity=0)
    call_command("clearsessions")
    call_command("prune_db_task_results", verbosity=0)
