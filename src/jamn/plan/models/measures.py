"""Measure: what is done, by whom, by when, how far it has come and what came of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from jamn.accounts.models import User
from jamn.org.models import Role, Unit
from jamn.plan.models.plans import ActionPlan, FocusArea, Risk, SubGoal


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


class Effect(models.TextChoices):
    INTENDED = "intended", _("as intended")
    PARTLY = "partly", _("in part")
    NONE = "none", _("no effect")
    TOO_EARLY = "too_early", _("too early to say")


class InItsPlan(models.Manager["Measure"]):
    """The measures that stand in their plans: not those that were taken away."""

    def get_queryset(self) -> models.QuerySet[Measure]:
        return super().get_queryset().filter(taken_away_at=None)


class Measure(models.Model):
    """What is done about a risk. `deadline` keeps its own words; `due_…` say what they mean.

    `due_on` is the last day that the words allow (31 December for a year), None where they set none; for a recurring
    measure with a rule it is the next time. A measure is overdue when `due_on` has passed and it is neither done nor
    stopped nor carried on: derived, never stored. `follow_up` says how it is followed up, `follow_up_on` when next;
    `target` and `target_unit` what is to be reached (“450 leaders”), each `MeasureResult` how many so far.
    `carried_from` is the same measure in the plan of the period before.

    A measure that was `taken_away_at` some time is kept with all that belongs to it, so that it can be put back.
    `objects`, and with it every relation to measures, leaves it out; `everything` does not.

    `source` says where in an imported file it stood: ``{"upload": id, "name": file, "place": {…}, "anchor": …, "text":
    …}``. `search` is all its words and its risks' in lower case, in one column, because databases disagree on what
    lower case is; `actions` keeps it.
    """

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="measures")
    position = models.PositiveIntegerField(default=0)
    focus_area = models.ForeignKey(
        FocusArea,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name=_("focus area"),
    )
    sub_goal = models.ForeignKey(
        SubGoal, on_delete=models.SET_NULL, null=True, blank=True, related_name="measures", verbose_name=_("sub-goal")
    )
    carried_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="carried_to", editable=False
    )
    title = models.TextField(_("title"), blank=True)
    description = models.TextField(_("description"), blank=True)
    background = models.TextField(_("background"), blank=True)
    area = models.TextField(_("area"), blank=True)
    ground = models.TextField(_("ground"), blank=True)
    risks = models.ManyToManyField(Risk, related_name="measures", blank=True)
    goal = models.TextField(_("goal"), blank=True)
    success_criterion = models.TextField(_("success criterion"), blank=True)
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
    stop_reason = models.TextField(_("why it was stopped"), blank=True)
    follow_up = models.TextField(_("follow-up"), blank=True)
    follow_up_on = models.DateField(_("next follow-up"), null=True, blank=True, db_index=True)
    target = models.DecimalField(_("target figure"), max_digits=14, decimal_places=2, null=True, blank=True)
    target_unit = models.CharField(_("what is counted"), max_length=100, blank=True)
    cost = models.DecimalField(_("cost"), max_digits=14, decimal_places=2, null=True, blank=True)
    cost_note = models.TextField(_("about the cost"), blank=True)
    result = models.TextField(_("result"), blank=True)
    process_result = models.TextField(_("result of the process"), blank=True)
    effect = models.CharField(_("effect"), max_length=12, choices=Effect.choices, blank=True)
    evaluation = models.TextField(_("evaluation"), blank=True)
    correction = models.TextField(_("correction"), blank=True)
    source = models.JSONField(_("source"), null=True, blank=True)
    search = models.TextField(editable=False, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    taken_away_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[InItsPlan] = InItsPlan()
    everything: ClassVar[models.Manager[Measure]] = models.Manager()
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
        """Whether the last day has passed and it is neither done nor stopped nor carried on."""
        return self.due_on is not None and self.due_on < timezone.localdate() and self.is_open

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it: neither done, nor stopped, nor carried on."""
        return self.status not in CLOSED and not self.is_carried_on

    @property
    def is_carried_on(self) -> bool:
        """Whether it is neither done nor stopped, and goes on in a later plan.

        One query, none where the row was read with `copied` (`plan.queries.access.is_copied`).
        """
        if self.status in CLOSED:
            return False
        if "copied" not in self.__dict__:
            self.__dict__["copied"] = self.carried_to.exists()
        return bool(self.__dict__["copied"])


class ResponsibleKind(models.TextChoices):
    WORDS = "words", _("in words")
    PERSON = "person", _("a person")
    UNIT = "unit", _("a unit")
    ROLE = "role", _("a role")
    BODY = "body", _("a body")


class Responsible(models.Model):
    """One of those who answer for a measure: a unit, a role, a body, a person, or plain words.

    `name` is always what people read, so it stands when the person or the unit is gone. At most one of a measure's is
    `accountable`: the one who is asked.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="responsibles")
    name = models.CharField(_("responsible"), max_length=300, db_index=True)
    kind = models.CharField(_("kind"), max_length=8, choices=ResponsibleKind.choices, default=ResponsibleKind.WORDS)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, blank=True, db_index=True)
    accountable = models.BooleanField(_("accountable"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["measure"], condition=models.Q(accountable=True), name="one_accountable")
        ]

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
