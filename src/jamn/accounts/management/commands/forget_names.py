"""`jamn manage forget_names`: takes the names of erased people out of the audit trail when their time is up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from jamn.accounts.actions import forget_names


class Command(BaseCommand):
    help = "Takes the names of erased people out of the audit trail, from events older than JAMN_AUDIT_KEEP_DAYS."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        count = forget_names(timezone.now() - timedelta(days=settings.AUDIT_KEEP_DAYS))
        if options["verbosity"]:
            self.stdout.write(f"{count} events lost a name.")
