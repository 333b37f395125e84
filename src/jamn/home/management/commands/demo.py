"""`jamn manage demo`: the fictional employers, and who may sign in to them."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from jamn.home.actions import PASSWORD, RealEmployersHere, make_demo


class Command(BaseCommand):
    help = "Makes two fictional employers with people, units and plans, unless they are there."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        try:
            people = make_demo()
        except RealEmployersHere as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(f"\nLog-ins (the password of all is: {PASSWORD})")
        with translation.override("en"):
            for one in people:
                self.stdout.write(f"  {one.email:<30}{one.name:<20}{one.role.label}, {one.unit}")
