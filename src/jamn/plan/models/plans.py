"""Action plan, focus area, sub-goal, risk, and the plan as it was adopted."""

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
    """A plan for equality. It belongs to a unit: the employer's top unit, or any below it (a local plan).

    `previous` is the plan of the period before, which this one was copied from or is the next version of.
    """

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
    foreword = models.TextField(_("foreword"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, blank=True)
    previous = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="following", editable=False
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.title


class FocusArea(models.Model):
    """What a plan gathers its measures under, with its own words on why."""

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="focus_areas")
    title = models.TextField(_("focus area"))
    text = models.TextField(_("description"), blank=True)
    position = models.PositiveIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["plan_id", "position", "id"]

    def __str__(self) -> str:
        return self.title


class SubGoal(models.Model):
    """One of the goals of a focus area, which several measures may serve."""

    focus_area = models.ForeignKey(FocusArea, on_delete=models.CASCADE, related_name="sub_goals")
    text = models.TextField(_("sub-goal"))
    position = models.PositiveIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["focus_area_id", "position", "id"]

    def __str__(self) -> str:
        return self.text


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


class TakenIn(models.Model):
    """A measure of the plan above that a local plan works with too. It stays the upper plan's own."""

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="taken_in")
    measure = models.ForeignKey("plan.Measure", on_delete=models.CASCADE, related_name="taken_into")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["plan_id", "position", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "measure"], name="taken_in_once")
        ]

    def __str__(self) -> str:
        return f"{self.measure} · {self.plan}"


class PlanVersion(models.Model):
    """A plan as it stood on the day it was adopted: never changed, so that one can tell what has changed since.

    `contents` is the whole plan with its measures in words, as JSON (`plan.queries.versions`). `frozen_by` is the name
    of the person, not the person: a version outlives both.
    """

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    adopted_by = models.TextField(_("adopted by"), blank=True)
    case_number = models.TextField(_("case number"), blank=True)
    contents = models.JSONField()
    frozen_at = models.DateTimeField(default=timezone.now, editable=False)
    frozen_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["plan_id", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.plan} · {self.number}"
