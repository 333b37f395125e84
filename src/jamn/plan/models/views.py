"""How people look at the register, and what they change of it at once."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jamn.accounts.models import User
from jamn.org.models import Unit


class SavedView(models.Model):
    """A way of looking at the register under a name: its filters, columns, grouping and layout (`query`, as in the
    address). One's own, or shared with all who have a role at a unit or below it (`unit`).
    """

    name = models.CharField(_("name"), max_length=100)
    query = models.TextField()
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_views")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, null=True, blank=True, related_name="saved_views")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["by", "name"], name="saved_view_once")
        ]

    def __str__(self) -> str:
        return self.name


class BulkChange(models.Model):
    """A change of many measures at once, with what each held before, so that it can be undone.

    `changes` is ``{"before": {measure id: {name: old value}}, "after": {measure id: {name: new value}}}``; the lists of
    areas, grounds and responsibles are whole.
    """

    employer_id = models.BigIntegerField(db_index=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    changes = models.JSONField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} · {len(self.changes['before'])}"
