"""How an employer's documents look: layouts of its own, and its Word template."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jamn.org.models import Employer
from jamn.reports import layouts


class Preset(models.TextChoices):
    RISK_TABLE = "risk_table", _("Risk table")
    FOCUS_AREAS = "focus_areas", _("Focus areas")
    ACTIVITIES_BY_AREA = "activities_by_area", _("Activities by area")
    BUFDIR = "bufdir", _("Bufdir's table")
    PLAN_DO_CHECK_ACT = "plan_do_check_act", _("Plan, do, check, act")


class Layout(models.Model):
    """A layout that an employer has made. `definition` is what `layouts.from_json` takes; `base` is where it began."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="layouts")
    name = models.CharField(_("name"), max_length=100)
    base = models.CharField(_("begin with"), max_length=20, choices=Preset.choices)
    definition = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["employer", "name"], name="layout_once")
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def laid_out(self) -> layouts.Definition:
        """What the layout says."""
        return layouts.from_json(self.definition)


class WordTemplate(models.Model):
    """The Word file in whose look an employer's documents are written. `name` is what the person's file was called."""

    employer = models.OneToOneField(Employer, on_delete=models.CASCADE, related_name="word_template")
    name = models.CharField(_("file"), max_length=255)
    size = models.PositiveBigIntegerField(_("size"))
    file = models.FileField(upload_to="word-templates")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return self.name

    def delete_file(self) -> None:
        """Delete the file from the disk as soon as it is certain that nothing knows it any more."""
        storage, name = self.file.storage, self.file.name
        if name:
            transaction.on_commit(lambda: storage.delete(name))


@receiver(post_delete, sender=WordTemplate)
def _delete_file(instance: WordTemplate, **_kwargs: Any) -> None:
    """The file goes with its row, also with the employer."""
    instance.delete_file()
