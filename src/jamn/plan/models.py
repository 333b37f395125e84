"""Action plan, risk, measure."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from jamn.org.models import Unit


class Language(models.TextChoices):
    BOKMAL = "nb", _("Norwegian bokmål")
    NYNORSK = "nn", _("Norwegian nynorsk")
    SWEDISH = "sv", _("Swedish")
    DANISH = "da", _("Danish")
    ENGLISH = "en", _("English")


class ActionPlan(models.Model):
    """A plan for equality. It belongs to a unit: the employer's top unit, or any below it (a local plan)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="plans")
    title = models.TextField(_("title"))
    organisation = models.TextField(_("organisation"), blank=True)
    period = models.TextField(_("period"), blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    adopted_by = models.TextField(_("adopted by"), blank=True)
    case_number = models.TextField(_("case number"), blank=True)
    classification = models.TextField(_("classification"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.title


class Risk(models.Model):
    """A risk of discrimination or another obstacle to equality, as the plan words it, with its cause."""

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="risks")
    text = models.TextField(_("risk"))
    cause = models.TextField(_("cause"), blank=True)
    position = models.PositiveIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["plan_id", "position", "id"]

    def __str__(self) -> str:
        return self.text


class Status(models.TextChoices):
    NEW = "new", _("new")
    NOT_STARTED = "not_started", _("not started")
    ONGOING = "ongoing", _("ongoing")
    DONE = "done", _("done")
    STOPPED = "stopped", _("stopped")


CLOSED = (Status.DONE, Status.STOPPED)
"""What is never late."""


class DueKind(models.TextChoices):
    DATE = "date", _("a date")
    MONTH = "month", _("a month")
    YEAR = "year", _("a year")
    PERIOD = "period", _("a period")
    RECURRING = "recurring", _("recurring")
    CONTINUOUS = "continuous", _("continuous")
    TEXT = "text", _("in words")


class Measure(models.Model):
    """What is done about a risk. `deadline` keeps its own words; `due_…` say what they mean.

    `due_on` is the last day that the words allow (31 December for a year), None where they set none; for a recurring
    measure with a rule it is the next time. A measure is overdue when `due_on` has passed and it is neither done nor
    stopped: derived, never stored.

    `source` says where in an imported file it stood: ``{"upload": id, "name": file, "place": {…}, "anchor": …, "text":
    …}``. `search` is all its words and its risks' in lower case, in one column, because databases disagree on what
    lower case is; `actions` keeps it.
    """

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="measures")
    position = models.PositiveIntegerField(default=0)
    title = models.TextField(_("title"), blank=True)
    description = models.TextField(_("description"), blank=True)
    area = models.TextField(_("area"), blank=True)
    ground = models.TextField(_("ground"), blank=True)
    risks = models.ManyToManyField(Risk, related_name="measures", blank=True)
    goal = models.TextField(_("goal"), blank=True)
    method = models.TextField(_("method"), blank=True)
    target_group = models.TextField(_("target group"), blank=True)
    responsible = models.TextField(_("responsible"), blank=True)
    deadline = models.TextField(_("deadline"), blank=True)
    due_kind = models.CharField(_("kind of deadline"), max_length=12, choices=DueKind.choices, blank=True)
    due_from = models.DateField(_("due from"), null=True, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True, db_index=True)
    due_rule = models.CharField(max_length=300, blank=True)
    due_times = models.PositiveIntegerField(null=True, blank=True)
    due_per = models.CharField(max_length=10, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.NEW)
    status_words = models.TextField(_("status in the plan's words"), blank=True)
    follow_up = models.TextField(_("follow-up"), blank=True)
    result = models.TextField(_("result"), blank=True)
    evaluation = models.TextField(_("evaluation"), blank=True)
    correction = models.TextField(_("correction"), blank=True)
    source = models.JSONField(_("source"), null=True, blank=True)
    search = models.TextField(editable=False, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    history = HistoricalRecords(excluded_fields=["search"])

    class Meta:
        ordering: ClassVar[list[str]] = ["plan_id", "position", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["plan", "position"], name="measure_in_order"),
            models.Index(fields=["plan", "status", "due_on"], name="measure_by_status"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What the measure is called: its title, or the first line of its description."""
        return (self.title or self.description).strip().split("\n")[0]

    @property
    def is_overdue(self) -> bool:
        """Whether the last day has passed and it is neither done nor stopped."""
        return self.due_on is not None and self.due_on < timezone.localdate() and self.status not in CLOSED


class Responsible(models.Model):
    """One of those who answer for a measure, as the plan names them."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="responsibles")
    name = models.CharField(_("responsible"), max_length=300, db_index=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class MeasureArea(models.Model):
    """An area of working life, in the law's sense (`laws.areas`), that a measure works on."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="areas")
    area = models.CharField(max_length=40, db_index=True)

    history = HistoricalRecords()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["measure", "area"], name="measure_area_once")
        ]

    def __str__(self) -> str:
        return self.area


class MeasureGround(models.Model):
    """A ground of discrimination (`laws.grounds`) that a measure names."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="grounds")
    ground = models.CharField(max_length=40, db_index=True)

    history = HistoricalRecords()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["measure", "ground"], name="measure_ground_once")
        ]

    def __str__(self) -> str:
        return self.ground
