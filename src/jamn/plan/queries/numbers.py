"""Numbers of a measure in words, and how far it has come towards its target."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from jamn.accounts.models import User
from jamn.plan.models import Measure, MeasureResult
from jamn.plan.queries.access import is_open, mine


def number_in_words(value: Decimal | None) -> str:
    """A number as the reader's language writes it, without needless zeros: “1 250,5”, “450”; empty for none."""
    if value is None:
        return ""
    return number_format(f"{value.normalize() + 0:f}", use_l10n=True, force_grouping=True)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many a measure has reached of its target. `target` is None when only what is reached is known."""

    reached: Decimal
    target: Decimal | None
    unit: str

    @property
    def percent(self) -> int | None:
        """Of the target, rounded down so that 100 means all of it; above 100 when more was reached."""
        return int(100 * self.reached / self.target) if self.target else None

    @property
    def filled(self) -> int:
        """How much of a bar is filled, 0 to 100."""
        return max(0, min(self.percent or 0, 100))

    def __str__(self) -> str:
        """“134 of 450 leaders (30 %)”, or without a target “134 leaders”."""
        said = {"reached": number_in_words(self.reached), "unit": self.unit, "percent": self.percent}
        if self.percent is None:
            return (_("%(reached)s %(unit)s") % said).strip()
        said["target"] = number_in_words(self.target)
        if self.unit:
            return _("%(reached)s of %(target)s %(unit)s (%(percent)s %%)") % said
        return _("%(reached)s of %(target)s (%(percent)s %%)") % said


def with_reached(measures: QuerySet[Measure]) -> QuerySet[Measure]:
    """The measures, each with the latest number that was reached (`reached`), for `progress_of`. No query more."""
    latest = MeasureResult.objects.filter(measure=OuterRef("pk"), actual__isnull=False).order_by("-on", "-pk")
    return measures.annotate(reached=Subquery(latest.values("actual")[:1]))


def progress_of(measure: Measure) -> Progress | None:
    """How far a measure of `with_reached` has come; None when it has no target and nothing was counted."""
    reached: Decimal | None = measure.reached  # type: ignore[attr-defined]  # by `with_reached`
    if measure.target is None and reached is None:
        return None
    return Progress(reached or Decimal(0), measure.target, measure.target_unit)


def my_open_measures(user: User) -> QuerySet[Measure]:
    """What the person answers for and is open, the most urgent first, with all that a row shows."""
    return (
        with_reached(mine(user).filter(is_open()))
        .annotate(copied=Value(value=False))
        .select_related("plan__unit__employer")
        .defer("search", "source")
        .order_by(F("due_on").asc(nulls_last=True), "pk")
    )
