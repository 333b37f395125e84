"""The employer, its tree of units, and who has which role where."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Country(models.TextChoices):
    NORWAY = "no", _("Norway")
    SWEDEN = "se", _("Sweden")


class Sector(models.TextChoices):
    PUBLIC = "public", _("public")
    PRIVATE = "private", _("private")


class Employer(models.Model):
    """A legal entity with duties under the law of its country. Employers in one installation never see each other.

    `head_count` is employees, part-time and temporary ones included, on the day `counted_on`. Since when (and by whom)
    one of the parties has demanded the work in four steps stands in `demanded_on` and `demanded_by`: in Norway it
    decides for private employers with 20 to 50 employees.
    """

    name = models.CharField(_("name"), max_length=200)
    country = models.CharField(_("country"), max_length=2, choices=Country.choices)
    sector = models.CharField(_("sector"), max_length=10, choices=Sector.choices)
    organisation_number = models.CharField(_("organisation number"), max_length=20, blank=True)
    head_count = models.PositiveIntegerField(_("number of employees"), null=True, blank=True)
    counted_on = models.DateField(_("counted on"), null=True, blank=True)
    demanded_on = models.DateField(_("demanded since"), null=True, blank=True)
    demanded_by = models.CharField(_("demanded by"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A part of an employer. `path` is the ids from the root down (``4/17/203/``): what lies below starts with it.

    `code` is what the employer's other systems call it, if anything; no two units of an employer have the same.
    """

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="units")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    name = models.CharField(_("name"), max_length=200)
    code = models.CharField(_("code"), max_length=50, blank=True)
    path = models.CharField(max_length=400, db_index=True, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["path"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["employer", "code"], condition=~models.Q(code=""), name="unit_code_once"),
        ]

    def __str__(self) -> str:
        return self.name


MOST_LEVELS = 30
"""How deep a tree may be: so many ids fit into a path."""


class UnitFile(models.Model):
    """A file with units that a person looks at before it becomes part of the tree. The latest of each person is kept.

    `units` holds one object for each line that was understood (`org.interpret.Line`).
    """

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="unit_files")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    units = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["employer", "by"], name="unit_file_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    ADVISER = "adviser", _("HR adviser")
    MANAGER = "manager", _("manager")
    UNION = "union", _("union representative")
    SAFETY = "safety", _("safety representative")
    WORKING_GROUP = "working_group", _("member of the working group")
    READER = "reader", _("reader")
    ADMINISTRATOR = "administrator", _("administrator")


class Membership(models.Model):
    """A person's role at a unit, valid for all that lies below it, from one day to another."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "unit", "role", "starts_on"], name="membership_once"),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="membership_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.unit}"
