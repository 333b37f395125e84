"""`jamn manage create_employer`: how a new installation gets its first employer and the person who administers it."""

from __future__ import annotations

import secrets
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from jamn.accounts.models import User
from jamn.org.actions import Refused, create_employer, give_role
from jamn.org.models import Country, Role, Sector


class Command(BaseCommand):
    help = "Makes an employer, its top unit, and an administrator, whose password is printed once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the employer's name")
        parser.add_argument("--country", choices=Country.values, required=True)
        parser.add_argument("--sector", choices=Sector.values, default=Sector.PUBLIC)
        parser.add_argument("--organisation-number", default="")
        parser.add_argument("--administrator", required=True, metavar="NAME", help="who administers it")
        parser.add_argument("--email", required=True, help="what the administrator signs in with")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        email = options["email"].strip().lower()
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email} is not an e-mail address.") from None
        if User.objects.filter(email=email).exists():
            raise CommandError(f"{email} is in use already.")
        facts = {name: options[name] for name in ("country", "sector", "organisation_number")}
        try:
            top = create_employer(options["name"], **facts)
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        password = secrets.token_urlsafe(12)
        user = User.objects.create_user(email, password, name=options["administrator"])
        give_role(user, Role.ADMINISTRATOR, at=top)
        self.stdout.write(f"{top.name} is made. {user.name} signs in with {email} and {password}")
