"""A file on its way to become a plan: upload → draft → a person approves."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jamn.org.models import Unit
from jamn.plan.models import ActionPlan, Measure


class UploadState(models.TextChoices):
    WAITING = "waiting", _("waiting to be read")
    READING = "reading", _("being read")
    DRAFT = "draft", _("waiting for approval")
    FAILED = "failed", _("could not be read")
    APPROVED = "approved", _("approved")
    DISCARDED = "discarded", _("thrown away")


class Way(models.TextChoices):
    """What becomes of a draft when it is approved; empty as long as nobody has said so."""

    NEW = "new", _("a new plan")
    NEXT = "next", _("the plan of the next period")
    UPDATE = "update", _("a newer version of the same plan")


class Headings(models.TextChoices):
    """What the words of a plan's area column, or of the headings over its measures, are."""

    AREAS = "areas", _("areas")
    FOCUS_AREAS = "focus_areas", _("focus areas")


class Upload(models.Model):
    """A file that someone brought, what it says (`document`), and the draft that a person corrects and approves.

    While it is read, `steps_done` of `steps` pages (or rows) are done. `facts` holds the draft's title, organisation,
    period and so on, in the same shape as the values of a measure; `columns` how each column of each table was
    understood, and whether a person said so (`chosen`). `failure` is the English sentence and its values (a `Notice`),
    shown in the user's language. A failed or discarded upload keeps no file.

    `resembles` is the plan of the unit that the file looks like a newer version of. `next_of` is the plan that a person
    has said it is a version of, and `way` what is to become of it.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="uploads")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(_("file"), max_length=255)
    size = models.PositiveBigIntegerField(_("size"))
    file = models.FileField(upload_to="uploads", blank=True)
    state = models.CharField(_("state"), max_length=10, choices=UploadState.choices, default=UploadState.WAITING)
    steps_done = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    failure = models.JSONField(null=True)
    document = models.JSONField(null=True)
    facts = models.JSONField(default=dict)
    columns = models.JSONField(default=list)
    notices = models.JSONField(default=list)
    language = models.CharField(max_length=2, blank=True)
    plan = models.ForeignKey(ActionPlan, on_delete=models.SET_NULL, null=True, blank=True, related_name="uploads")
    resembles = models.ForeignKey(ActionPlan, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    next_of = models.ForeignKey(ActionPlan, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    way = models.CharField(max_length=6, choices=Way.choices, blank=True)
    headings = models.CharField(max_length=11, choices=Headings.choices, default=Headings.AREAS)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.name

    def delete_file(self) -> None:
        """Delete the file from the disk as soon as it is certain that nothing knows it any more."""
        storage, name = self.file.storage, self.file.name
        if name:
            transaction.on_commit(lambda: storage.delete(name))


@receiver(post_delete, sender=Upload)
def _delete_file(instance: Upload, **_kwargs: Any) -> None:
    instance.delete_file()


@receiver(pre_delete, sender=ActionPlan)
def _forget_files(instance: ActionPlan, **_kwargs: Any) -> None:
    """A plan that goes takes the files with it that it was read from; that they were brought in is still told."""
    approved = Upload.objects.filter(plan=instance).exclude(file="").defer("document")
    for upload in approved:
        upload.delete_file()
    approved.update(file="")


class DraftMeasure(models.Model):
    """A row of the draft.

    `values` maps a field to ``{"text", "confidence", "place", "anchor"}``; ``changed`` is added once a person has
    changed or confirmed it, and ``read`` keeps the words as they were read. `understood` is what the words of
    deadline, status, responsible and area say (`interpret.Understood`). `anchor` names the place in the read document
    (`queries.source`).

    `table` and `row` say which table row it was read from, so that what a person changed is found again when a column
    gets another meaning; `by_hand` marks a row that a person made. A dropped row stays, so that it can be taken back.
    `version` grows with each change, so that nobody writes over what another person did meanwhile.

    `same_as` is the measure of `Upload.next_of` that it is, found by likeness or said by a person (`same_by_hand`).
    `keep` maps a field to what the register says that a person wants to keep, and `take` to what the file's words are
    to take the place of: a choice holds only as long as the register says what the person saw.
    """

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="measures")
    position = models.PositiveIntegerField()
    values = models.JSONField(default=dict)
    understood = models.JSONField(default=dict)
    place = models.JSONField(default=dict)
    anchor = models.CharField(max_length=40, blank=True)
    table = models.PositiveIntegerField(null=True)
    row = models.PositiveIntegerField(null=True)
    by_hand = models.BooleanField(default=False)
    dropped = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    same_as = models.ForeignKey(Measure, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    same_by_hand = models.BooleanField(default=False)
    keep = models.JSONField(default=dict)
    take = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["upload_id", "position", "id"]

    def __str__(self) -> str:
        return self.text("title") or self.text("description") or str(self.pk)

    def text(self, field: str) -> str:
        """The words of a field; empty when it has none."""
        value = self.values.get(field)
        return value["text"] if value else ""


class DraftPiece(models.Model):
    """A piece of text that found no place in the draft, with why; `taken` once a person has picked it up."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="pieces")
    position = models.PositiveIntegerField()
    text = models.TextField()
    why = models.CharField(max_length=20)
    place = models.JSONField(default=dict)
    anchor = models.CharField(max_length=40, blank=True)
    taken = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["upload_id", "position", "id"]

    def __str__(self) -> str:
        return self.text[:80]


class Fate(models.TextChoices):
    """What becomes of a measure of the known plan that the new file does not have."""

    LEAVE = "leave", _("stays as it is")
    STOP = "stop", _("is stopped")
    CARRY = "carry", _("goes on in the new plan")


class GoneMeasure(models.Model):
    """What a person has decided of a measure that the known plan has and the draft has not."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="gone")
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="+")
    fate = models.CharField(max_length=5, choices=Fate.choices, default=Fate.LEAVE)
    reason = models.TextField(_("why it is stopped"), blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["upload", "measure"], name="gone_measure_once")
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.get_fate_display()}"


class SaidByFile(models.Model):
    """What a file said of a measure when it last was brought in, so that one can tell what people wrote since.

    `words` maps a field to its words; `understood` is what they were understood to say (`DraftMeasure.understood`).
    """

    measure = models.OneToOneField(Measure, on_delete=models.CASCADE, related_name="+")
    words = models.JSONField()
    understood = models.JSONField()

    def __str__(self) -> str:
        return str(self.measure)
