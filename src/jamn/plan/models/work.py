"""What is done with a measure along the way: results over time, comments, links, attachments."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jamn.accounts.models import User
from jamn.plan.models.measures import Measure


class MeasureResult(models.Model):
    """What had come of a measure on a day: words, the number reached of its target (`actual`), or both."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="results")
    on = models.DateField(_("day"), default=timezone.localdate)
    text = models.TextField(_("what has come of it"), blank=True)
    actual = models.DecimalField(_("reached so far"), max_digits=14, decimal_places=2, null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["measure_id", "-on", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(text="") | models.Q(actual__isnull=False), name="measure_result_says_something"
            )
        ]

    def __str__(self) -> str:
        return self.text or str(self.actual)


class Comment(models.Model):
    """What somebody says about a measure."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="comments")
    text = models.TextField(_("comment"))
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["measure_id", "created_at", "id"]

    def __str__(self) -> str:
        return self.text


class MeasureLink(models.Model):
    """A page elsewhere that belongs to a measure."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(_("what it is"), max_length=200, blank=True)
    address = models.URLField(_("address"), max_length=1000)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["measure_id", "position", "id"]

    def __str__(self) -> str:
        return self.label or self.address


class Attachment(models.Model):
    """A file that belongs to a measure. The file goes when the row does, also with its measure or its plan."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(_("file"), max_length=255)
    size = models.PositiveBigIntegerField(_("size"))
    file = models.FileField(upload_to="attachments")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["measure_id", "created_at", "id"]

    def __str__(self) -> str:
        return self.name


@receiver(post_delete, sender=Attachment)
def _delete_file(instance: Attachment, **_kwargs: Any) -> None:
    """Delete the file when it is certain that its row is gone."""
    storage, name = instance.file.storage, instance.file.name
    if name:
        transaction.on_commit(lambda: storage.delete(name))
