"""``jamn manage purge_uploads``: run once a day."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from jamn.importers.actions import purge


class Command(BaseCommand):
    help = "Delete uploaded files that are kept no longer, and what is left of uploads that came to nothing."

    def handle(self, **_options: Any) -> None:
        for what, count in purge().items():
            self.stdout.write(f"{what}: {count}")
