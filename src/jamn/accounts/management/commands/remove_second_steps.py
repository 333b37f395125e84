"""`jamn manage remove_second_steps`: for one who has lost telephone, keys and recovery codes."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jamn.accounts.actions import remove_all_steps
from jamn.accounts.queries import person_with


class Command(BaseCommand):
    help = "Takes away a person's app, keys and recovery codes. Make sure first who is asking for it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="what the person signs in with")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        person = person_with(options["email"])
        if person is None:
            raise CommandError(f"Nobody signs in with {options['email']}.")
        count = remove_all_steps(person, by=None)
        self.stdout.write(f"{person.name} signs in with the password alone now ({count} removed).")
